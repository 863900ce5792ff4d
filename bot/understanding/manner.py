"""Who says what of whom, as what: told, asked, supposed, planned, or of somebody else.

The one judgement of whole clauses; what stands at a place in one is judged in :mod:`stated` and :mod:`statement`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding import speech
from bot.understanding.clause import Clause
from bot.understanding.vocabulary import Role

__all__ = ["judge"]

_SAYS_SOMETHING = frozenset({Role.ABOUT, Role.YES, Role.NO, Role.CHOICE})


def judge(clauses: Sequence[Clause], *, answers: bool) -> None:
    """Say of every clause how it is meant; one that ``answers`` a question tells what is, also as a plan."""
    for clause in clauses:
        words = clause.text
        clause.asks = speech.ASKING.search(words) is not None
        clause.is_own = speech.FIRST_PERSON.search(words) is not None
        clause.speaks_of_policy = speech.POLICY_TALK.search(words) is not None
        clause.asks_in_general = speech.ASKS_ABOUT_ITSELF.search(words) is not None
    is_own_case = any(speech.SELF.search(clause.text) for clause in clauses)
    # 「准备投2000万，能拿多少」: the plan is the case to reckon.
    plans_count = answers or any(speech.RECKONING.search(clause.text) for clause in clauses)
    for sentence in _sentences(clauses):
        _suppose(sentence)
        _tell_others_apart(sentence, is_own_case=is_own_case)
        if not plans_count:
            _plan(sentence)


def _sentences(clauses: Sequence[Clause]) -> Iterator[Sequence[Clause]]:
    begin = 0
    for index, clause in enumerate(clauses):
        if clause.ends_sentence or index + 1 == len(clauses):
            yield clauses[begin : index + 1]
            begin = index + 1


def _suppose(sentence: Sequence[Clause]) -> None:
    """From where a supposition begins, the sentence goes on with it."""
    supposes = False
    for clause in sentence:
        supposes = supposes or speech.SUPPOSING.search(clause.text) is not None
        clause.supposes = supposes


def _tell_others_apart(sentence: Sequence[Clause], *, is_own_case: bool) -> None:
    """The sentence goes on about others until somebody speaks of themselves."""
    of_others = False
    for index, clause in enumerate(sentence):
        words = clause.text
        names_others = _names_others(words, is_own_case) and speech.ON_BEHALF.search(words) is None
        of_others = names_others or (of_others and speech.SELF.search(words) is None)
        clause.of_others = of_others
        if speech.REFERS_TO_OTHERS.search(words):
            for before in sentence[:index]:  # 「营收上百亿，他们也能拿」
                before.of_others = before.of_others or speech.SELF.search(before.text) is None


def _names_others(words: str, is_own_case: bool) -> bool:
    if speech.OTHERS.search(words) or speech.RELAYED.search(words):
        return True
    return not is_own_case and speech.NAMED_FIRM.match(words) is not None


def _plan(sentence: Sequence[Clause]) -> None:
    """A plan goes on over clauses with nothing but amounts: 「在谈一个厂房，2000平」."""
    plans = False
    for index, clause in enumerate(sentence):
        begun = speech.PLANNING.search(clause.text)
        if begun and not clause.supposes:
            clause.plans_from, plans = clause.start + begun.start(), True
        elif plans and not _says_something(clause):
            clause.plans_from = clause.start
        else:
            plans = False
        if index and speech.CAME_TO_NOTHING.search(clause.text):
            sentence[index - 1].plans_from = sentence[index - 1].start


def _says_something(clause: Clause) -> bool:
    return any(meaning.role in _SAYS_SOMETHING for hit in clause.hits for meaning in hit.meanings)
