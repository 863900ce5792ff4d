"""Clauses that exclude each other: within one project, the one that brings more stays (就高不重复)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policy_rules.assessment import Assessment
from policy_rules.pack import ExclusiveGroup
from policy_rules.result import Status

__all__ = ["GivenUp", "given_up"]

_COUNTS = (Status.ELIGIBLE, Status.CONDITIONAL)


@dataclass(frozen=True)
class GivenUp:
    """A clause that gives way to another, with the sentence it rests on."""

    assessment: Assessment
    in_favour_of: Assessment
    quote: str


def given_up(groups: Iterable[ExclusiveGroup], assessments: Sequence[Assessment]) -> tuple[GivenUp, ...]:
    """What is given up, in document order. A clause that still needs information takes no part."""
    found: dict[int, GivenUp] = {}
    for group in groups:
        for project in dict.fromkeys(assessment.project for assessment in assessments):
            rivals = [
                assessment
                for assessment in assessments
                if assessment.project == project
                and assessment.clause.id in group.clauses
                and assessment.status in _COUNTS
                and id(assessment) not in found
            ]
            if len(rivals) > 1:
                # max() keeps the first of equals: document order.
                best = max(rivals, key=lambda rival: (rival.amount.high, rival.amount.low))
                found |= {id(rival): GivenUp(rival, best, group.quote) for rival in rivals if rival is not best}
    return tuple(found[id(assessment)] for assessment in assessments if id(assessment) in found)
