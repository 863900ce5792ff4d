"""Who says what of whom, as what: told, asked, supposed, planned, or of somebody else.

The one judgement of whole clauses; what stands at a place in one is judged in :mod:`stated` and :mod:`statement`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding import not_so, questioning, speech, whose
from bot.understanding.clause import Clause
from bot.understanding.others import set_tasks_apart, tell_others_apart
from bot.understanding.vocabulary import Role

__all__ = ["judge"]

_SAYS_SOMETHING = frozenset({Role.ABOUT, Role.YES, Role.NO, Role.CHOICE})

_SAYS_SO = re.compile("[做搞是有没不了过已刚在属]|从事|主营")
"""Somebody says something with the words, and does not only name what they ask about."""


def judge(clauses: Sequence[Clause], *, answers: bool, for_client: bool = False) -> None:
    """Say of every clause how it is meant; one that ``answers`` a question tells what is, also as a plan.

    ``for_client``: it is known that 「他们」 are those whose case is reckoned.
    """
    for clause in clauses:
        words = clause.text
        clause.asks = questioning.ASKING.search(words) is not None
        clause.is_own = speech.FIRST_PERSON.search(words) is not None
        clause.speaks_of_policy = speech.POLICY_TALK.search(words) is not None
        clause.asks_in_general = questioning.ASKS_ABOUT_ITSELF.search(words) is not None
    names_self = any(whose.SELF.search(clause.text) for clause in clauses)
    for_another = for_client or any(whose.FOR_ANOTHER.search(clause.text) for clause in clauses)
    is_own_case = names_self or any(_has_done(clause) for clause in clauses)
    wants_reckoning = any(questioning.RECKONING.search(clause.text) for clause in clauses)
    for sentence in _sentences(clauses):
        _suppose(sentence)
        _look_back(sentence)
        set_tasks_apart(sentence)
        _ask_of_the_text(sentence)
        tell_others_apart(sentence, names_self=names_self, for_another=for_another)
        if not (is_own_case or wants_reckoning):
            _ask_of_the_rule(sentence)
        if not (answers or wants_reckoning):  # 「准备投2000万，能拿多少」: the plan is the case to reckon
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
        supposes = supposes or not_so.SUPPOSING.search(clause.text) is not None
        clause.supposes = supposes


def _look_back(sentence: Sequence[Clause]) -> None:
    """「那会儿」 goes on until later times are spoken of."""
    looks_back = False
    for clause in sentence:
        began = not_so.LONG_GONE.search(clause.text)
        since = not_so.SINCE_THEN.search(clause.text, began.end() if began else 0)
        looks_back = (looks_back or began is not None) and since is None
        clause.is_long_gone = looks_back


def _ask_of_the_text(sentence: Sequence[Clause]) -> None:
    """「医院导诊机器人，文件里有说法没」: what is only named is what is asked about."""
    if len(sentence) < 2 or any(speech.SPEAKER.search(clause.text) for clause in sentence):
        return
    if sentence[-1].asks and questioning.ASKS_OF_THE_TEXT.search(sentence[-1].text):
        for clause in sentence:
            clause.asks = clause.asks or not (clause.quantities or _SAYS_SO.search(clause.text))
    if questioning.ASKS_FOR_MEANING.search(sentence[-1].text) and any(clause.speaks_of_policy for clause in sentence):
        for clause in sentence:
            clause.speaks_of_policy = True


def _ask_of_the_rule(sentence: Sequence[Clause]) -> None:
    """「国家给2000万，区里配套300万吗」: what is had stands beside what it would bring, and all of it is asked."""
    asks = any(clause.asks for clause in sentence) or questioning.SEEKS_ASSENT.search(sentence[-1].text)
    if asks and any(questioning.SAYS_WHAT_IT_BRINGS.search(clause.text) for clause in sentence):
        for clause in sentence:
            clause.asks = clause.asks_in_general = True
    elif len(sentence) > 1 and sentence[-1].asks and any(c.speaks_of_policy or c.asks_in_general for c in sentence):
        for clause in sentence:
            if clause.quantities and not (clause.is_own or clause.supposes or _says_something(clause)):
                clause.speaks_of_policy = True


def _has_done(clause: Clause) -> bool:
    """「租了500平」."""
    return any(questioning.HAS_DONE.search(clause.text, 0, q.start - clause.start) for q in clause.quantities)


def _plan(sentence: Sequence[Clause]) -> None:
    """A plan goes on over clauses with nothing but amounts: 「在谈一个厂房，2000平」; 「五年后」 over all of them."""
    plans = is_later = False
    for index, clause in enumerate(sentence):
        is_later = (is_later or not_so.LATER.search(clause.text) is not None) and not not_so.IS_SO.search(clause.text)
        begun = not_so.PLANNING.search(clause.text)
        if begun and not clause.supposes:
            clause.plans_from, plans = clause.start + begun.start(), True
        elif _goes_on_about_what_is_wanted(clause, plans=plans, is_later=is_later):
            clause.plans_from = clause.start
        else:
            plans = False
        if index and (not_so.CAME_TO_NOTHING.search(clause.text) or _undoes(clause)):
            sentence[index - 1].plans_from = sentence[index - 1].start


def _undoes(clause: Clause) -> bool:
    """「，后来资方撤了」."""
    return not (clause.hits or clause.quantities) and not_so.NOT_AFTER_ALL.match(clause.text.strip()) is not None


def _goes_on_about_what_is_wanted(clause: Clause, *, plans: bool, is_later: bool) -> bool:
    if is_later:
        return not clause.supposes
    return plans and not _says_something(clause) and not not_so.IS_SO.search(clause.text)


def _says_something(clause: Clause) -> bool:
    return any(meaning.role in _SAYS_SOMETHING for hit in clause.hits for meaning in hit.meanings)
