"""Where a rule turns: every threshold, bound and cap of a clause, and the facts at which it is reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from policy_rules.amounts import (
    Amount,
    AtMost,
    Beyond,
    Branch,
    ByBand,
    FactAmount,
    ForEvery,
    NewlyPassed,
    OverYears,
    ProRata,
    Slabs,
)
from policy_rules.clause import Clause
from policy_rules.conditions import AmountIs, Attested, Compare, Condition, DateIs, Has
from policy_rules.conditions.composite import composed_of
from policy_rules.facts import FactKind
from policy_rules.interval import ZERO, Interval
from policy_rules.situation import Situation

__all__ = ["Edge", "edges_of", "reached_at", "step_of"]


@dataclass(frozen=True)
class Edge:
    """A number at which a rule turns: what is held against it, and where that number stands."""

    kind: str
    """上限, 档次, 条件 …"""
    value: Decimal
    measured: Callable[[Situation], Interval]
    facts: tuple[str, ...]
    """The facts that move what is measured."""


def edges_of(clause: Clause, applied: date | None) -> Iterator[Edge]:
    """Every edge of the clause's rule and conditions, in the order of the rule."""
    if clause.amount:
        yield from _of_amount(clause.amount)
    for requirement in clause.own_requirements:
        yield from _of_condition(requirement.condition, applied)


def _of_amount(amount: Amount) -> Iterator[Edge]:
    if isinstance(amount, AtMost) and not amount.at_most.facts:
        yield _edge("上限", amount.at_most.interval(_NOTHING_KNOWN).high, amount.of)
    elif isinstance(amount, OverYears) and amount.each_year_at_most:
        share = max(share.interval.high for share in amount.over_years)
        cap = amount.each_year_at_most.interval.high
        yield Edge("每年上限", cap, partial(_share_of, amount.of, share), amount.of.facts)
    elif isinstance(amount, ByBand):
        bounds = dict.fromkeys(edge for band in amount.bands for edge in band.is_.edges)
        yield from (_edge("档次", bound, amount.of) for bound in bounds)
    elif isinstance(amount, Slabs):
        yield from (_edge("分段", slab.up_to.interval.low, amount.of) for slab in amount.slabs if slab.up_to)
    elif isinstance(amount, ForEvery):
        yield _edge("每满", amount.for_every.interval.low, amount.of)
    elif isinstance(amount, ProRata):
        yield _edge("限额", amount.within.interval.high, amount.of)
    elif isinstance(amount, Beyond) and not amount.beyond.facts:
        yield _edge("基数", amount.beyond.interval(_NOTHING_KNOWN).high, amount.of)
    elif isinstance(amount, NewlyPassed):
        for fact in (amount.newly_passed, amount.since):
            yield from (_edge("档次", t.over.interval.low, FactAmount(fact)) for t in amount.thresholds)
    if isinstance(amount, Branch):
        yield from _of_condition(amount.when, None)
    for part in amount.parts:
        yield from _of_amount(part)


def _of_condition(condition: Condition, applied: date | None) -> Iterator[Edge]:
    if isinstance(condition, Has):
        yield _edge("有无", ZERO, FactAmount(condition.has))
    elif isinstance(condition, Compare):
        yield from (_edge("条件", edge, FactAmount(condition.fact)) for edge in condition.span.edges)
    elif isinstance(condition, AmountIs):
        yield from (_edge("条件", edge, condition.amount) for edge in condition.span.edges)
        yield from _of_amount(condition.amount)
    elif isinstance(condition, DateIs):
        span = condition.span_for(applied)
        yield from (_edge("日期", edge, FactAmount(condition.date)) for edge in (span.edges if span else ()))
    for part in (condition.that,) if isinstance(condition, Attested) else composed_of(condition):
        yield from _of_condition(part, applied)


def _edge(kind: str, value: Decimal, amount: Amount) -> Edge:
    return Edge(kind, value, amount.interval, amount.facts)


def _share_of(amount: Amount, share: Decimal, situation: Situation) -> Interval:
    return amount.interval(situation) * Interval(share, share)


_NOTHING_KNOWN = Situation({}, {})

_STEPS = {
    FactKind.COUNT: Decimal(1),
    FactKind.DATE: Decimal(1),
    FactKind.MONTHS: Decimal(1),
    FactKind.SHARE: Decimal("0.0001"),
}
_FAR = Decimal(10) ** 13


def step_of(kind: FactKind) -> Decimal:
    """The smallest difference that is told apart in a boundary case: 分, one piece, one day …"""
    return _STEPS.get(kind, Decimal("0.01"))


def reached_at(edge: Edge, fact: str, situation: Situation, *, by_low: bool = False) -> Decimal | None:
    """The value of ``fact`` at which what is measured reaches the edge, the other facts being as they are.

    ``by_low``: at which its lower end does. None where no value of this fact brings it there.
    """

    def measured(steps: int) -> Decimal:
        value = steps * step
        interval = edge.measured(situation.supposing(fact, Interval(value, value)))
        return interval.low if by_low else interval.high

    step = step_of(situation.kind(fact))
    near, far = 0, int(_FAR / step)
    rising = measured(near) < edge.value <= measured(far)
    if measured(near) == edge.value and measured(1) != edge.value:
        return ZERO
    if not rising and not measured(near) > edge.value >= measured(far):
        return None
    while far - near > 1:
        middle = (near + far) // 2
        beyond = measured(middle) >= edge.value if rising else measured(middle) <= edge.value
        near, far = (near, middle) if beyond else (middle, far)
    return far * step
