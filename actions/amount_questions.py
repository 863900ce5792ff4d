"""Asking what an amount is: of which nobody said it, which takes another's place, which comes on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from actions import agenda, case
from actions.memory import Memory
from actions.replies import Button, Reply
from actions.telling import Loose, as_json
from actions.words import facts as fact_words
from actions.words import questions as words
from policy_rules import FactKind, Scope, open_questions

__all__ = ["what_is", "which_is_corrected", "whole_of"]

MOST_BUTTONS = 8


def what_is(amount: Loose, memory: Memory, said: str = "") -> Reply:
    """What an amount is that was said without saying so, or without its unit."""
    pack = memory.pack
    if (
        amount.dimension in (None, FactKind.NUMBER.value)
        and amount.value is not None
        and not isinstance(amount.value, list)
    ):
        in_wan = Loose(f"{amount.text}万元", as_json(Decimal(str(amount.value)) * 10_000), FactKind.MONEY.value)
        named = [
            fact
            for fact in _of_interest(memory)
            if _is_named(pack.facts[fact].label, said) and in_wan.can_be(pack, fact)
        ]
        if len(named) == 1:
            return Reply(words.WHAT_IS_IT_AND_UNIT.format(text=amount.text), [_as_fact(in_wan, named[0], memory)])
    candidates = [fact for fact in _of_interest(memory) if amount.value is None or amount.can_be(pack, fact)]
    text = words.WHAT_IS_IT if candidates else words.WHAT_IS_IT_AND_UNIT
    return Reply(text.format(text=amount.text), [_as_fact(amount, fact, memory) for fact in candidates[:MOST_BUTTONS]])


def _as_fact(amount: Loose, fact: str, memory: Memory) -> Button:
    label = memory.pack.facts[fact].label
    means = {"facts": {_place_now(fact, memory): amount.value}} if amount.value is not None else None
    title = f"{label}{amount.text}" if amount.text.endswith("万元") else label
    return Button(title, f"{label}{amount.text}", means)


def _is_named(label: str, said: str) -> bool:
    """Whether the message has a part of the label in it: 「研发」 of 项目研发投入."""
    parts = (label.removeprefix("项目")[at : at + 2] for at in range(len(label) - 1))
    return any(len(part) == len("研发") and part in said for part in parts)


def which_is_corrected(places: Sequence[str], amount: Loose, memory: Memory) -> Reply:
    """Which of several figures a correction means."""
    buttons = [
        Button(
            fact_words.label(memory.pack, memory.facts, place),
            f"{fact_words.label(memory.pack, memory.facts, place)}改成{amount.text}",
            {"facts": {place: amount.value}},
        )
        for place in places[:MOST_BUTTONS]
    ]
    return Reply(words.WHICH_CORRECTED.format(text=amount.text), buttons)


def whole_of(addition: Mapping[str, Any], memory: Memory) -> tuple[Memory, Reply]:
    """After 「研发又加了200万」 without a figure before: how much it is in all."""
    fact = addition["fact"]
    waiting = replace(memory, asked=fact, question={"kind": agenda.AMOUNTS, "places": [fact]})
    label = memory.pack.facts[fact].label
    return waiting, Reply(words.HOW_MUCH_IN_ALL.format(text=addition["text"], what=label))


def _of_interest(memory: Memory) -> list[str]:
    """The facts of what was raised, then those with most money at stake; quantities only."""
    pack = memory.pack
    raised = [fact for id in memory.topic for fact in pack.facts_of(pack.clause(id))]
    by_stake = [q.fact for q in open_questions(pack, memory.known, [clause.id for clause in pack.clauses])]
    return [fact for fact in dict.fromkeys((*raised, *by_stake, *pack.facts)) if pack.facts[fact].kind.is_quantity]


def _place_now(fact: str, memory: Memory) -> str:
    """The place of a fact as the conversation stands."""
    count = case.project_count(memory.facts)
    if memory.pack.facts[fact].scope is not Scope.PROJECT or not count:
        return fact
    return case.place(fact, memory.project if memory.project is not None else count - 1)
