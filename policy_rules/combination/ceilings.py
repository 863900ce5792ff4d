"""Caps over several clauses: what a sum is worth under ceilings that lie inside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policy_rules.interval import Interval
from policy_rules.policy import Cap

__all__ = ["Ceiling", "Reduction", "crossing", "reductions", "sum_under"]


@dataclass(frozen=True)
class Ceiling:
    """A cap as it stands for this applicant (or one project): the entries under it, by index, and its amount."""

    cap: Cap
    entries: frozenset[int]
    at_most: Interval


@dataclass(frozen=True)
class Reduction:
    """A ceiling that binds: what its entries would bring without it."""

    ceiling: Ceiling
    without: Interval


def sum_under(ceilings: Sequence[Ceiling], amounts: Mapping[int, Interval]) -> Interval:
    """The sum of ``amounts`` (by entry), each ceiling taken from the inside out."""
    return Interval.sum(_bundles(ceilings, amounts)[0].values())


def reductions(ceilings: Sequence[Ceiling], amounts: Mapping[int, Interval]) -> tuple[Reduction, ...]:
    """The ceilings that take something away from the sum."""
    return tuple(_bundles(ceilings, amounts)[1])


def _bundles(
    ceilings: Sequence[Ceiling], amounts: Mapping[int, Interval]
) -> tuple[dict[frozenset[int], Interval], list[Reduction]]:
    bundles = {frozenset({index}): amount for index, amount in amounts.items()}
    found: list[Reduction] = []
    for ceiling in sorted(ceilings, key=lambda ceiling: len(ceiling.entries)):
        inside = [members for members in bundles if members <= ceiling.entries]
        if not inside:
            continue
        without = Interval.sum(bundles.pop(members) for members in inside)
        capped = without.at_most(ceiling.at_most)
        bundles[frozenset().union(*inside)] = capped
        if capped.bounds != without.bounds:
            found.append(Reduction(ceiling, without))
    return bundles, found


def crossing(caps: Sequence[Cap]) -> Iterator[tuple[Cap, Cap]]:
    """Pairs of caps of which neither lies inside the other: their sum would have no single meaning."""
    for position, one in enumerate(caps):
        for other in caps[position + 1 :]:
            first, second = set(one.clauses), set(other.clauses)
            if first & second and not (first <= second or second <= first):
                yield one, other
