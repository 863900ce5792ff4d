"""Ambiguous sentences: which readings matter for this applicant, and what each would bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policy_rules.assessment import Assessment
from policy_rules.outcome import Outcome
from policy_rules.policy import Alternative, Reading
from policy_rules.result import Status

__all__ = ["UnderReading", "mattering", "under_every_reading"]


@dataclass(frozen=True)
class UnderReading:
    """Another reading with the outcome under it (None: can't be computed) and the entries it changes, by index."""

    reading: Reading
    alternative: Alternative
    outcome: Outcome | None
    changed: frozenset[int]


def mattering(outcome: Outcome) -> dict[int, tuple[Reading, ...]]:
    """For each entry, the readings on which its status, its amount or its place in the total depends."""
    found: dict[int, dict[str, Reading]] = {}
    for under in under_every_reading(outcome):
        for index in under.changed:
            found.setdefault(index, {})[under.reading.id] = under.reading
    order = {reading.id: position for position, reading in enumerate(outcome.pack.policy.readings)}
    return {
        index: tuple(sorted(readings.values(), key=lambda reading: order[reading.id]))
        for index, readings in found.items()
    }


def under_every_reading(outcome: Outcome) -> Iterator[UnderReading]:
    """Every other reading that makes a difference here, in the order of the register."""
    for reading, alternative, pack in outcome.pack.other_readings:
        other = outcome.under(pack)
        changed = frozenset(_changed(outcome, other))
        if changed:
            yield UnderReading(reading, alternative, other, changed)
    for reading in outcome.pack.policy.readings:
        for alternative in reading.alternatives:
            if not alternative.is_computable:
                concerned = frozenset(_concerned(outcome, reading))
                if concerned:
                    yield UnderReading(reading, alternative, None, concerned)


def _changed(here: Outcome, there: Outcome) -> Iterator[int]:
    for index, (one, other) in enumerate(zip(here.assessments, there.assessments, strict=True)):
        if one is not other and one.standing != other.standing:
            yield index
    if here.pack.policy.exclusive is not there.pack.policy.exclusive:
        yield from _placed_differently(here, there)
    if here.pack.policy.caps is not there.pack.policy.caps and here.potential != there.potential:
        capped = {id for pack in (here.pack, there.pack) for cap in pack.policy.caps for id in cap.clauses}
        yield from (index for index in here.counted if here.assessments[index].clause_id in capped)


def _placed_differently(here: Outcome, there: Outcome) -> Iterator[int]:
    """Entries given up under one reading only, and those they give way to."""
    one, other = ({(given.entry, given.in_favour_of) for given in outcome.given_up} for outcome in (here, there))
    for pair in one ^ other:
        yield from pair


def _concerned(outcome: Outcome, reading: Reading) -> Iterator[int]:
    for index, assessment in enumerate(outcome.assessments):
        if assessment.clause_id in reading.clauses and not _is_out(assessment):
            yield index


def _is_out(assessment: Assessment) -> bool:
    return assessment.status is Status.INELIGIBLE
