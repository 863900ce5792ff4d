"""Which clauses the person cares for: those they named, and those that only their facts are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from actions import case
from actions.memory import Memory
from policy_rules import Clause, Pack

__all__ = ["others", "raised_by", "topic_after"]

COMMON = 3
"""A fact that so many clauses ask for says nothing about which of them is meant."""


def topic_after(memory: Memory, named: Iterable[str], places: Collection[str]) -> tuple[str, ...]:
    """The clauses raised so far, latest first, once ``named`` were named and ``places`` were told."""
    pack = memory.pack
    told = {case.split(place)[0] for place in places}
    of_policy = {clause.id for clause in pack.clauses}
    return tuple(
        dict.fromkeys((*(clause for clause in named if clause in of_policy), *raised_by(pack, told), *memory.topic))
    )


def raised_by(pack: Pack, facts: Collection[str]) -> list[str]:
    """The clauses that ask for any of these facts, as far as the facts tell clauses apart."""
    telling = {fact for fact in facts if fact in pack.facts and _tells(pack, fact)}
    return [clause.id for clause in pack.clauses if telling & set(pack.facts_of(clause))]


def others(memory: Memory) -> list[Clause]:
    """The clauses with an amount that were neither raised nor dismissed."""
    settled = {*memory.topic, *memory.dismissed}
    return [clause for clause in memory.pack.clauses if clause.amount and clause.id not in settled]


def _tells(pack: Pack, fact: str) -> bool:
    """Whether a fact is asked for by so few clauses that telling it raises them."""
    return sum(fact in pack.facts_of(clause) for clause in pack.clauses) < COMMON
