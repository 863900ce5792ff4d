"""A boundary case is completed until the boundary alone decides it: what a worked case left open is supposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from policy_rules.assessment import APPLICATION_DATE, Assessment
from policy_rules.conditions import State
from policy_rules.facts import FactKind, FactValue
from policy_rules.interval import INFINITY, Interval
from policy_rules.pack import Pack
from policy_rules.result import Status

__all__ = ["Sides", "decided", "differ"]

Sides = Mapping[str, Assessment]
"""刚低于, 恰好等于, 刚高于 → how the clause stands there."""


def differ(sides: Sides) -> bool:
    return len({(result.status, result.amount.bounds) for result in sides.values()}) > 1


def decided(sides: Sides, moved: str, worked: Sequence[Assessment]) -> Sides:
    """The sides with what is unknown supposed one fact after the other, as in ``worked`` cases or as the rule turns.

    Only what leaves the sides different is supposed, so that the boundary still shows.
    """
    while True:
        better = next((other for other in _suppositions(sides, moved, worked) if _is_better(other, sides)), None)
        if better is None:
            return sides
        sides = better


def _suppositions(sides: Sides, moved: str, worked: Sequence[Assessment]) -> Iterator[Sides]:
    for fact in dict.fromkeys(fact for result in sides.values() for fact in _open_facts(result) if fact != moved):
        for value in _values(fact, worked, next(iter(sides.values()))):
            yield {side: _supposing(result, fact, value) for side, result in sides.items()}


def _open_facts(result: Assessment) -> tuple[str, ...]:
    if result.status is Status.INELIGIBLE:
        return ()
    conditions = (c.fact for c in result.conditions if c.state is State.UNKNOWN and c.fact != APPLICATION_DATE)
    unknown = (fact for fact in (*result.missing, *conditions) if not result.situation.knows(fact))
    return tuple(dict.fromkeys(unknown))


def _values(fact: str, worked: Iterable[Assessment], result: Assessment) -> Iterator[FactValue]:
    yield from dict.fromkeys(case.situation.values[fact] for case in worked if case.situation.knows(fact))
    yield from _telling(result.pack, result, fact)


def _telling(pack: Pack, result: Assessment, fact: str) -> Iterator[FactValue]:
    if pack.facts[fact].kind is FactKind.BOOLEAN:
        yield from (True, False)
        return
    for value in pack.telling_answers(result.clause, fact):
        if not (isinstance(value, Interval) and value.low == INFINITY):
            yield value


def _supposing(result: Assessment, fact: str, value: FactValue) -> Assessment:
    return Assessment(result.pack, result.clause, result.situation.supposing(fact, value), result.project)


def _is_better(other: Sides, sides: Sides) -> bool:
    pays = any(result.status is not Status.INELIGIBLE for result in other.values())
    return pays and differ(other) and _how_open(other) < _how_open(sides)


def _how_open(sides: Sides) -> int:
    return sum(len(_open_facts(result)) for result in sides.values())
