"""What more of something would bring, found by asking the rules again: thresholds, caps, exclusions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from actions import case
from actions.memory import Memory
from policy_rules import Clause, ClauseEstimate, Estimate, FactKind, Scope, Status, estimate
from policy_rules.result import Bounds, Excluded

__all__ = ["Cap", "Split", "Threshold", "capped", "caps_ahead", "splits", "steps_to", "thresholds"]

CENT = Decimal("0.01")
BOUNDLESS = Decimal(10) ** 13
"""元, ㎡ …: more than anybody has."""
COUNTED = (Status.ELIGIBLE, Status.CONDITIONAL, Status.INELIGIBLE)


@dataclass(frozen=True)
class Threshold:
    """More than ``at`` at ``place`` would change what a clause brings."""

    place: str
    at: Decimal
    more: Decimal
    before: ClauseEstimate
    after: ClauseEstimate

    @property
    def gain(self) -> Decimal:
        return _most(self.after) - _most(self.before)


@dataclass(frozen=True)
class Cap:
    """From ``at`` on, more at ``place`` no longer raises what a clause may bring."""

    place: str
    at: Decimal
    after: ClauseEstimate


@dataclass(frozen=True)
class Split:
    """What an excluded clause would bring if it were about a project of its own."""

    excluded: Excluded
    total: Bounds


def thresholds(memory: Memory) -> Iterator[Threshold]:
    """Of every quantity known, the next value above which a clause brings a whole step more."""
    for place, value in _points(memory):
        for clause in _clauses_with(place, memory):
            found = next(_steps(place, value, clause, memory), None)
            if found:
                yield found


def steps_to(amount: Decimal, memory: Memory) -> Iterator[Threshold]:
    """The steps, near or far, that bring a clause to just this amount."""
    for place, value in _points(memory):
        for clause in _clauses_with(place, memory):
            yield from (found for found in _steps(place, value, clause, memory) if _most(found.after) == amount)


def caps_ahead(memory: Memory) -> Iterator[Cap]:
    """Of every quantity known, where its growing stops to count, for clauses that still grow with it."""
    for place, value in _points(memory):
        for clause in _clauses_with(place, memory):
            if clause.should_agree:
                continue  # a cost that is covered: nobody is advised to spend more on it
            found = _cap(place, value, clause, memory)
            if found:
                yield found


def _cap(place: str, value: Decimal, clause: Clause, memory: Memory) -> Cap | None:
    """Where the amount, growing evenly from here, reaches what it can at most; None if it does not grow evenly."""
    now = _most(_entry(memory.estimate, clause, place, memory))
    ceiling = _most(_at(place, value + BOUNDLESS, clause, memory))
    if ceiling < _most(_at(place, value + 2 * BOUNDLESS, clause, memory)):
        return None  # nothing ever stops it: there is no cap to tell of
    step = max((value / 1000).quantize(Decimal(1)), Decimal(1))
    slope = (_most(_at(place, value + step, clause, memory)) - now) / step
    if slope <= 0 or ceiling <= now:
        return None
    least = _least(place, memory)
    at = (value + (ceiling - now) / slope).quantize(least, ROUND_HALF_UP if least == CENT else ROUND_CEILING)
    there = _at(place, at, clause, memory)
    halfway = ((value + at) / 2).quantize(least, ROUND_FLOOR)
    grows_evenly = abs(_most(there) - ceiling) <= 1 and _most(_at(place, halfway, clause, memory)) < ceiling
    return Cap(place, at, there) if grows_evenly else None


def capped(memory: Memory) -> list[ClauseEstimate]:
    """The clauses that bring all they ever can."""
    nothing_known = {entry.id: entry for entry in estimate(memory.pack, {}, memory.as_of).clauses}
    return [
        entry
        for entry in memory.estimate.clauses
        if entry.status in (Status.ELIGIBLE, Status.CONDITIONAL)
        and entry.amount
        and nothing_known[entry.id].amount
        and entry.amount.max is not None
        and entry.amount.max == nothing_known[entry.id].amount.max  # type: ignore[union-attr]
        and entry.amount.min == entry.amount.max
    ]


def splits(memory: Memory) -> Iterator[Split]:
    """For every exclusion in the one project there is: the total if the two clauses were about two projects."""
    if case.project_count(memory.known):
        return
    pack, known = memory.pack, memory.known
    for excluded in memory.estimate.excluded:
        lost = set(pack.facts_of(pack.clause(excluded.clause)))
        of_project = {id: value for id, value in known.items() if pack.facts[id].scope is Scope.PROJECT}
        own = {id: value for id, value in of_project.items() if id in lost}
        kept = set(pack.facts_of(pack.clause(excluded.in_favour_of)))
        rest = {id: value for id, value in of_project.items() if id not in lost or id in kept}
        applicant = {id: value for id, value in known.items() if id not in of_project}
        apart = {**applicant, "projects": [rest, own]}
        yield Split(excluded, estimate(pack, apart, memory.as_of).total)


def _points(memory: Memory) -> Iterator[tuple[str, Decimal]]:
    """The quantities that are known as one number."""
    for place, value in case.places(memory.known):
        kind = memory.pack.facts[case.split(place)[0]].kind
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if is_number and kind.is_quantity and kind is not FactKind.DATE:
            yield place, Decimal(repr(value))


def _clauses_with(place: str, memory: Memory) -> Iterator[Clause]:
    fact, _ = case.split(place)
    for clause in memory.pack.clauses:
        if clause.amount and fact in clause.amount.facts:
            yield clause


def _steps(place: str, value: Decimal, clause: Clause, memory: Memory) -> Iterator[Threshold]:
    """The breakpoints ahead at which the amount jumps, nearest first."""
    now = _entry(memory.estimate, clause, place, memory)
    if now.status not in COUNTED:
        return
    for point in (point for point in _breakpoints(clause, place) if point >= value):
        after = _at(place, point + _least(place, memory), clause, memory)
        if _most(after) - _most(_at(place, point, clause, memory)) > 1 and _most(after) > _most(now):
            yield Threshold(place, point, point - value, now, after)


def _least(place: str, memory: Memory) -> Decimal:
    """By how little a quantity can grow: a count by one."""
    is_count = memory.pack.facts[case.split(place)[0]].kind is FactKind.COUNT
    return Decimal(1) if is_count else CENT


def _breakpoints(clause: Clause, place: str) -> list[Decimal]:
    assert clause.amount
    return sorted(clause.amount.breakpoints(case.split(place)[0]))


def _at(place: str, value: Decimal, clause: Clause, memory: Memory) -> ClauseEstimate:
    facts: dict[str, Any] = case.put(memory.pack, memory.known, place, value)
    return _entry(estimate(memory.pack, facts, memory.as_of), clause, place, memory)


def _entry(found: Estimate, clause: Clause, place: str, memory: Memory) -> ClauseEstimate:
    """The clause in an estimate, of the project that the place is in."""
    _, project = case.split(place)
    of_clause = [entry for entry in found.clauses if entry.id == clause.id]
    return of_clause[project if project is not None and len(of_clause) > 1 else 0]


def _most(entry: ClauseEstimate) -> Decimal:
    if entry.amount is None or entry.amount.max is None:
        return Decimal(0)
    return entry.amount.max
