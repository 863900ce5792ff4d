"""Short answers without a word of the fact: 「是的」, 「没有」, 「入了」, to a question or to a topic just named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.understanding import not_so, passing
from bot.understanding.answers import Answer, answer_in
from bot.understanding.clause import Clause
from bot.understanding.reading import Value
from bot.understanding.statement import Statement, choice_of_none
from bot.understanding.vocabulary import Role, Vocabulary
from policy_rules.facts import FactDefinition, FactKind

__all__ = ["answers_to_topics", "bare_answer"]

_NAMING = frozenset({Role.ABOUT, Role.YES, Role.NO})
_WITHOUT_AMOUNT = frozenset({FactKind.BOOLEAN, FactKind.CHOICE})
_TOPIC_ENDS = re.compile("(?:这块|那块|这边|那边|方面|这个|那个|这条|的话|呢|嘛|吧|啊|么|哦|里|:|：|-)*")


def bare_answer(
    text: str, clauses: Sequence[Clause], vocabulary: Vocabulary, asked: str | None, stated: set[str]
) -> list[Statement]:
    """The answer to what was asked, if the message begins with one."""
    if asked is None or asked in stated or passing.passes(text):
        return []
    if asked in vocabulary.to_come and not_so.NOT_YET.search(text):
        return []
    is_boolean = vocabulary.definitions[asked].kind is FactKind.BOOLEAN
    if is_boolean and len(clauses) == 2 and _gives_a_reason(clauses[0]):
        clauses = clauses[1:]  # 「规模太小，没进」
    found = _first_answer(clauses, asked)
    if found is None:
        return []
    clause, answer = found
    kinds = _WITHOUT_AMOUNT if is_boolean else frozenset()
    if _means_another(clause, asked, kinds):
        return []
    value = _value(vocabulary.definitions[asked], answer)
    return [] if value is None else [Statement(asked, value, clause.start, clause.end, clause)]


def _first_answer(clauses: Sequence[Clause], asked: str) -> tuple[Clause, Answer] | None:
    """What the message begins with: after 「我想想，」, and after a nod that an answer follows (「嗯，没有」)."""
    nod: tuple[Clause, Answer] | None = None
    for clause in clauses:
        answer = None if clause.asks else answer_in(_without_name(clause, asked))
        if answer is Answer.NOTHING:
            continue
        if answer is None:
            break
        if answer is not Answer.NOD:
            return clause, answer
        nod = nod or (clause, answer)
    return nod


def _gives_a_reason(clause: Clause) -> bool:
    return not (clause.asks or clause.hits or clause.quantities) and answer_in(clause.text) is None


def _without_name(clause: Clause, asked: str) -> str:
    """「工商在」: what is asked for may be named in the answer."""
    words = clause.text
    for hit in clause.hits:
        if hit.gap == (0, 0) and asked in hit.facts(Role.ABOUT):
            words = words.replace(clause.text[hit.start - clause.start : hit.end - clause.start], "", 1)
    return words


def _means_another(clause: Clause, asked: str, kinds: frozenset[FactKind]) -> bool:
    """「没有研发机构」 is no answer to how much was rented."""
    for hit in clause.hits:
        meant = [m for m in hit.meanings if m.role in _NAMING and (m.kind in kinds or not kinds)]
        if meant and all(meaning.fact != asked for meaning in meant):
            return True
    return False


def answers_to_topics(
    clauses: Sequence[Clause], vocabulary: Vocabulary, used: set[int], stated: set[str]
) -> Iterator[Statement]:
    """「专项资金嘛，没有」: a topic alone in its clause, and the answer in the next."""
    for topic, clause in pairwise(clauses):
        fact = _topic_of(topic, used)
        if (
            fact is None
            or fact in stated
            or _says_something(clause)
            or clause.quantities
            or clause.asks
            or clause.of_others
        ):
            continue
        answer = answer_in(clause.text)
        value = _value(vocabulary.definitions[fact], answer) if answer else None
        if value is not None:
            yield Statement(fact, value, topic.hits[-1].start, topic.hits[-1].end, clause)


def _says_something(clause: Clause) -> bool:
    return any(meaning.role is not Role.CHOICE for hit in clause.hits for meaning in hit.meanings)


def _topic_of(clause: Clause, used: set[int]) -> str | None:
    """The one fact whose word ends the clause."""
    if not clause.hits or clause.quantities or clause.asks or clause.of_others:
        return None
    hit = clause.hits[-1]
    if hit.start in used or _TOPIC_ENDS.fullmatch(clause.text.rstrip(), hit.end - clause.start) is None:
        return None
    facts = hit.facts(Role.ABOUT)
    return facts[0] if len(facts) == 1 else None


def _value(definition: FactDefinition, answer: Answer) -> Value | None:
    if definition.kind is FactKind.BOOLEAN:
        return {Answer.YES: True, Answer.NOD: True, Answer.NO: False, Answer.NONE: False}.get(answer)
    if answer is not Answer.NONE and (answer is not Answer.NO or definition.kind is not FactKind.CHOICE):
        return None
    if definition.kind in (FactKind.MONEY, FactKind.COUNT, FactKind.AREA):
        return 0
    if definition.kind is FactKind.CHOICE:
        return choice_of_none(definition)
    return None
