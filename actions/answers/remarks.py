"""Answers to what has no intent of its own: honest, short, and never a promise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from actions import case
from actions.answers.advice import advised
from actions.answers.estimates import result
from actions.answers.registry import Outcome, Then
from actions.memory import Memory
from actions.remarks import Remark
from actions.replies import Reply, say
from actions.topics import concerns
from actions.words import amounts as amount_words
from actions.words import courtesy as words
from policy_rules import Status

__all__ = ["REMARKS"]

MOST_FORMULAS = 3


def guarantee(memory: Memory) -> Outcome:
    return Outcome([say(words.NO_GUARANTEE)], memory)


def dictates(memory: Memory) -> Outcome:
    return Outcome([say(words.NOT_BY_DICTATION)], memory)


def orders(memory: Memory) -> Outcome:
    return Outcome([say(words.ONLY_THE_POLICY, "你能做什么")], memory)


def anger(memory: Memory) -> Outcome:
    return Outcome([say(words.SORRY, "转人工")], memory, Then.NOTHING)


def why_asked(memory: Memory) -> Outcome:
    """Which clauses the open question decides."""
    places = (memory.question or {}).get("places", ())
    facts = {case.split(place)[0] for place in places}
    clauses = [c.title for c in memory.pack.clauses if c.id in memory.topic and facts & set(memory.pack.facts_of(c))]
    text = words.WHY_ASKED.format(clauses="、".join(clauses[:3])) if clauses else words.WHY_ASKED_NOTHING
    return Outcome([say(text)], memory)


def why_range(memory: Memory) -> Outcome:
    shown = [entry for entry in memory.estimate.clauses if concerns(entry, memory)]
    lines = [amount_words.why_range(entry, memory.pack, memory.facts) for entry in shown if entry.amount]
    lines = [line for line in lines if line]
    text = "\n".join([amount_words.WHY_RANGE, *lines]) if lines else amount_words.NO_RANGE
    return Outcome([say(amount_words.first_of_all(memory.estimate) + text)], memory)


def how_computed(memory: Memory) -> Outcome:
    """The formula of every clause that was raised; the cards show each step."""
    shown = [e for e in memory.estimate.clauses if concerns(e, memory) and e.status is not Status.DISCRETIONARY]
    if not shown or not memory.facts:
        return Outcome([say(amount_words.NOTHING_COMPUTED)], memory)
    lines = [amount_words.steps(entry, memory.facts) for entry in shown[:MOST_FORMULAS]]
    text = amount_words.first_of_all(memory.estimate) + "\n".join([amount_words.HOW_COMPUTED, *lines])
    return Outcome([Reply(text, estimate=memory.estimate)], memory)


def enough(memory: Memory) -> Outcome:
    """No more questions until the person wants them."""
    quiet = replace(memory, compact=True, asked=None, question=None)
    told = [result(quiet)] if memory.topic else []
    return Outcome([*told, say(words.ENOUGH_QUESTIONS, "继续问", "导出报告")], quiet, Then.NOTHING)


def go_on(memory: Memory) -> Outcome:
    return Outcome([say(words.AS_YOU_LIKE)], replace(memory, compact=False), Then.NEXT)


REMARKS: Mapping[Remark, Callable[[Memory], Outcome]] = {
    Remark.GUARANTEE: guarantee,
    Remark.DICTATES: dictates,
    Remark.ORDERS: orders,
    Remark.ANGER: anger,
    Remark.WHY_ASKED: why_asked,
    Remark.WHY_RANGE: why_range,
    Remark.HOW_COMPUTED: how_computed,
    Remark.ENOUGH: enough,
    Remark.GO_ON: go_on,
    Remark.ADVICE: advised,
}
