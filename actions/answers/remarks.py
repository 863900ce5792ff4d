"""Answers to what has no intent of its own: honest, short, and never a promise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from actions import case
from actions.answers.advice import advised
from actions.answers.calculation import how_computed
from actions.answers.estimates import result
from actions.answers.registry import Outcome, Then
from actions.memory import Memory
from actions.remarks import Remark
from actions.replies import Citation, Reply, cite, say
from actions.topics import concerns
from actions.variety import in_other_words
from actions.words import amounts as amount_words
from actions.words import courtesy as words
from actions.words import policy as policy_words
from policy_rules import Status

__all__ = ["REMARKS"]

MOST_QUOTES = 2


def guarantee(memory: Memory) -> Outcome:
    return _varied(memory, "guarantee", words.NO_GUARANTEE)


def dictates(memory: Memory) -> Outcome:
    return _varied(memory, "dictation", words.NOT_BY_DICTATION)


def cheats(memory: Memory) -> Outcome:
    return _varied(memory, "cheating", words.ONLY_TRUE_FIGURES)


def hides(memory: Memory) -> Outcome:
    return _varied(memory, "hiding", words.RESERVATIONS_STAY)


def orders(memory: Memory) -> Outcome:
    return Outcome([say(words.ONLY_THE_POLICY, "你能做什么")], memory)


def anger(memory: Memory) -> Outcome:
    memory, text = in_other_words(memory, "anger", words.SORRY)
    return Outcome([say(text, "先看结果", "转人工")], memory, Then.NOTHING)


def _varied(memory: Memory, key: str, ways: Sequence[str]) -> Outcome:
    memory, text = in_other_words(memory, key, ways)
    return Outcome([say(text)], memory)


def why_asked(memory: Memory) -> Outcome:
    """Which clauses the open question decides."""
    places = (memory.question or {}).get("places", ())
    facts = {case.split(place)[0] for place in places}
    clauses = [c.title for c in memory.pack.clauses if c.id in memory.topic and facts & set(memory.pack.facts_of(c))]
    text = words.WHY_ASKED.format(clauses="、".join(clauses[:3])) if clauses else words.WHY_ASKED_NOTHING
    return Outcome([say(text)], memory)


def source(memory: Memory) -> Outcome:
    """The sentences behind what was raised, word for word."""
    clauses = [memory.pack.clause(id) for id in memory.topic[:MOST_QUOTES]]
    if not clauses:
        return Outcome([say(policy_words.WHICH_SENTENCE, "有哪些扶持")], memory)
    lines = [policy_words.IN_DOCUMENT.format(quote=clause.quote, section=clause.number) for clause in clauses]
    first, *others = lines
    reply = Reply(
        first,
        citations=[cite(memory.pack, clause) for clause in clauses],
        items=others,
        reservation=amount_words.reservation(memory.pack, memory.as_of),
    )
    return Outcome([reply], memory)


def why_not(memory: Memory) -> Outcome:
    """What of all that was raised brings nothing, each with its reason."""
    found = memory.estimate
    given_up = [amount_words.given_up(excluded, found, memory.facts) for excluded in found.excluded]
    raised = [entry for entry in found.clauses if concerns(entry, memory)]
    lines = [
        *(f"· {line}" for line in given_up),
        *(
            amount_words.clause_line(entry, memory.pack, memory.facts)
            for entry in raised
            if entry.status in (Status.INELIGIBLE, Status.NEEDS_INFO)
        ),
    ]
    quotes = dict.fromkeys(excluded.quote for excluded in found.excluded)
    cited = [Citation(memory.pack.id, "附则", quote) for quote in quotes]
    reply = Reply(
        amount_words.WHY_NOT_COUNTED if lines else amount_words.ALL_COUNTED,
        citations=cited,
        items=lines,
        reservation=amount_words.reservation(memory.pack, memory.as_of),
    )
    return Outcome([reply], memory)


def why_range(memory: Memory) -> Outcome:
    shown = [entry for entry in memory.estimate.clauses if concerns(entry, memory)]
    lines = [amount_words.why_range(entry, memory.pack, memory.facts) for entry in shown if entry.amount]
    lines = [line for line in lines if line]
    reply = Reply(
        amount_words.WHY_RANGE if lines else amount_words.NO_RANGE,
        items=lines,
        reservation=amount_words.reservation(memory.pack, memory.as_of),
    )
    return Outcome([reply], memory)


def enough(memory: Memory) -> Outcome:
    """No more questions until the person wants them."""
    if not memory.topic:
        return Outcome([say(words.ONE_FIGURE_IS_ENOUGH, "有哪些扶持")], memory)
    quiet = replace(memory, compact=True, asked=None, question=None)
    told = [result(quiet)] if memory.topic else []
    return Outcome([*told, say(words.ENOUGH_QUESTIONS, "继续问", "导出报告")], quiet, Then.NOTHING)


def go_on(memory: Memory) -> Outcome:
    return Outcome([say(words.AS_YOU_LIKE)], replace(memory, compact=False), Then.NEXT)


REMARKS: Mapping[Remark, Callable[[Memory], Outcome]] = {
    Remark.GUARANTEE: guarantee,
    Remark.DICTATES: dictates,
    Remark.ORDERS: orders,
    Remark.CHEATS: cheats,
    Remark.HIDES: hides,
    Remark.ANGER: anger,
    Remark.WHY_ASKED: why_asked,
    Remark.SOURCE: source,
    Remark.WHY_NOT: why_not,
    Remark.WHY_RANGE: why_range,
    Remark.HOW_COMPUTED: how_computed,
    Remark.ENOUGH: enough,
    Remark.GO_ON: go_on,
    Remark.ADVICE: advised,
}
