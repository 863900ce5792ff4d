"""Filled-in forms: 「失信记录：无」, 「是否规上：否」, 「新落户 不是」: a label, and a bare answer beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from bot.understanding.answers import Answer, answer_in
from bot.understanding.clause import Clause
from bot.understanding.statement import Statement, choice_of_none
from bot.understanding.vocabulary import Hit, Meaning, Role, Vocabulary
from policy_rules.facts import FactKind
from policy_rules.naming import NamingPattern

__all__ = ["filled_in", "listed_alone"]

_LABELS = frozenset({Role.ABOUT, Role.YES})
_LABEL_ENDS = NamingPattern(
    r"(?:认定|企业|公司|单位|级别|情况|状态|与否|记录|行为|结果|的|吗|库|<district>|本区)*(?:\s*[:：（(=]\s*|(?=[是否][；;。]?$))"
)
_LEAST_LISTED = 2
"""Other facts without which a lone name is no list."""
_MARKS = " 。.!！;；、"
_BEFORE_LABEL = re.compile(
    r"(?:是否|有无|有没有|是不是|\d+[.、)）]|[一二三四五六七八九十][、.]|为|属于|已|的|通过|进入|[（(\s])*"
)


def filled_in(clause: Clause, following: Clause | None, vocabulary: Vocabulary) -> Iterator[Statement]:
    """What the last word of the clause is said to be, if it is a label with an answer."""
    labels = (one for one in clause.hits if any(meaning.role in _LABELS for meaning in one.meanings))
    hit = max(labels, key=lambda one: (one.end, one.end - one.start), default=None)
    if hit is None:
        return
    answer = _answer_beside(clause, hit) or _answer_after(clause, hit, following)
    for meaning in hit.meanings if answer else ():
        value = _value(meaning, answer, vocabulary)
        if value is not None:
            yield Statement(meaning.fact, value, hit.start, hit.end, clause)


def listed_alone(clauses: Sequence[Clause], said: Collection[str], vocabulary: Vocabulary) -> Iterator[Statement]:
    """「高新技术企业，本区注册，规上」: among other facts of the speaker, the name of what is granted says that it is had."""
    if len(said) < _LEAST_LISTED or any(clause.asks or clause.supposes or clause.of_others for clause in clauses):
        return
    for clause, following in zip_longest(clauses, clauses[1:]):
        words = clause.text.strip(_MARKS)
        for hit in clause.hits:
            facts = [m.fact for m in hit.meanings if m.kind is FactKind.BOOLEAN and _is_had(m, said, vocabulary)]
            is_alone = hit.end - hit.start == len(words)
            is_answered = following is not None and answer_in(following.text) not in (None, Answer.NOTHING)
            is_new = len(facts) == 1 and facts[0] not in said
            if is_alone and is_new and not is_answered:
                yield Statement(facts[0], True, hit.start, hit.end, clause)


def _is_had(meaning: Meaning, said: Collection[str], vocabulary: Vocabulary) -> bool:
    """A name of what is granted, or, in a longer list, a word that in an answer would say yes."""
    if meaning.role is Role.LOOSELY:
        return len(said) > _LEAST_LISTED
    return meaning.role is Role.ABOUT and meaning.fact in vocabulary.granted


def _answer_beside(clause: Clause, hit: Hit) -> Answer | None:
    """「规上：否」."""
    label = _LABEL_ENDS.match(clause.text, hit.end - clause.start)
    return answer_in(clause.text[label.end() :].rstrip(")） ")) if label else None


def _answer_after(clause: Clause, hit: Hit, following: Clause | None) -> Answer | None:
    """「新落户 不是」: nothing but the label, and the answer in the next clause."""
    if following is None or following.asks or _BEFORE_LABEL.fullmatch(clause.text, 0, hit.start - clause.start) is None:
        return None
    if clause.text[hit.end - clause.start :].strip() not in ("", "企业", "库", "吗", "?", "？"):
        return None
    answer = answer_in(following.text)
    asks_oneself = answer is Answer.YES and clause.text.rstrip().endswith(("?", "？"))  # 「规上？早进了」
    return answer if asks_oneself or answer in (Answer.NO, Answer.NONE) else None


def _value(meaning: Meaning, answer: Answer | None, vocabulary: Vocabulary) -> bool | str | None:
    if answer in (None, Answer.NOTHING):
        return None
    says_yes = answer in (Answer.YES, Answer.NOD)
    if meaning.kind is FactKind.BOOLEAN and meaning.role in (Role.ABOUT, Role.YES):
        return says_yes
    if meaning.kind is FactKind.CHOICE and meaning.role is Role.ABOUT and not says_yes:
        return choice_of_none(vocabulary.definitions[meaning.fact])
    return None
