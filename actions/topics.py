"""Which clauses the person cares for: those they named, and those that only their facts are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from actions import case
from actions.memory import Memory
from policy_rules import Clause, ClauseEstimate, Pack, Status

__all__ = ["concerns", "others", "raised_by", "topic_after"]

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


def concerns(entry: ClauseEstimate, memory: Memory) -> bool:
    """Whether a clause of the estimate is one the person cares for: of several projects, for those it is about."""
    if entry.id not in memory.topic:
        return False
    projects = memory.known.get("projects") or ()
    if entry.project is None or not projects:
        return True
    clause = memory.pack.clause(entry.id)
    about = [project for project in projects if clause.id in raised_by(memory.pack, list(project))]
    named = [project.get("name", index) for index, project in enumerate(projects) if project in about]
    return not about or entry.project in named


def others(memory: Memory) -> list[Clause]:
    """The clauses that may still bring something and were neither raised nor dismissed."""
    open_ones = {entry.id for entry in memory.estimate.clauses if entry.status is not Status.INELIGIBLE}
    settled = {*memory.topic, *memory.dismissed}
    clauses = (clause for clause in memory.pack.clauses if clause.amount and clause.id in open_ones)
    return [clause for clause in clauses if clause.id not in settled]


def _tells(pack: Pack, fact: str) -> bool:
    """Whether telling a fact raises the clauses that ask for it; a trait (智能医疗) or what many ask for does not."""
    definition = pack.facts[fact]
    if definition.choices and not definition.is_amount:
        return False
    return sum(fact in pack.facts_of(clause) for clause in pack.clauses) < COMMON
