"""Where a rule turns: every threshold, bound and cap of a clause, and the facts at which it is reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
    ForMonths,
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
from policy_rules.measures import WrittenNumber
from policy_rules.quantities import Dimension
from policy_rules.situation import Situation

__all__ = ["Edge", "edges_of", "reached_at", "step_of"]


@dataclass(frozen=True, eq=False)
class Edge:
    """A number at which a rule turns, and what is held against it."""

    kind: str
    """上限, 档次, 条件 …"""
    number: WrittenNumber
    node: Amount | Condition
    """The piece or condition that turns there."""
    measured: Callable[[Situation], Interval]
    facts: tuple[str, ...]
    """The facts that move what is measured."""

    @property
    def value(self) -> Decimal:
        return self.number.value

    def is_same_as(self, other: Edge) -> bool:
        return self.node is other.node and self.number == other.number and self.facts == other.facts


def edges_of(clause: Clause, applied: date | None, situation: Situation | None = None) -> Iterator[Edge]:
    """Every edge of the clause's rule and conditions; with a ``situation``, of the branches that it may take."""
    if clause.amount:
        yield from _of_amount(clause.amount, situation)
    for requirement in clause.own_requirements:
        yield from _of_condition(requirement.condition, applied, situation)


def _of_amount(amount: Amount, situation: Situation | None) -> Iterator[Edge]:
    yield from _of_piece(amount)
    if isinstance(amount, Branch):
        yield from _of_condition(amount.when, situation.as_of if situation else None, situation)
    for part in amount.parts if situation is None else amount.parts_in(situation):
        yield from _of_amount(part, situation)


def _of_piece(amount: Amount) -> Iterator[Edge]:
    if isinstance(amount, AtMost) and not amount.at_most.facts:
        yield from _edges("上限", amount.at_most.numbers[-1:], amount, amount.of)
    elif isinstance(amount, (OverYears, ForMonths)) and amount.each_year_at_most:
        share = max(share.high for share in amount.shares) if isinstance(amount, OverYears) else Decimal(1)
        cap = amount.each_year_at_most.numbers[-1]
        yield Edge("每年上限", cap, amount, partial(_share_of, amount.of, share), amount.of.facts)
    elif isinstance(amount, ByBand):
        yield from _edges("档次", (number for band in amount.bands for number in band.is_.numbers), amount, amount.of)
    elif isinstance(amount, Slabs):
        ends = (number for slab in amount.slabs if slab.up_to for number in slab.up_to.numbers)
        yield from _edges("分段", ends, amount, amount.of)
    elif isinstance(amount, ForEvery):
        yield from _edges("每满", amount.for_every.numbers, amount, amount.of)
    elif isinstance(amount, ProRata):
        yield from _edges("限额", amount.within.numbers, amount, amount.of)
    elif isinstance(amount, Beyond) and not amount.beyond.facts:
        yield from _edges("基数", amount.beyond.numbers, amount, amount.of)
    elif isinstance(amount, NewlyPassed):
        bounds = tuple(number for threshold in amount.thresholds for number in threshold.over.numbers)
        for fact in (amount.newly_passed, amount.since):
            yield from _edges("档次", bounds, amount, FactAmount(fact))


def _of_condition(condition: Condition, applied: date | None, situation: Situation | None) -> Iterator[Edge]:
    if isinstance(condition, Has):
        yield from _edges("有无", (WrittenNumber(ZERO, Dimension.NUMBER),), condition, FactAmount(condition.has))
    elif isinstance(condition, Compare):
        yield from _edges("条件", condition.span.numbers, condition, FactAmount(condition.fact))
    elif isinstance(condition, AmountIs):
        yield from _edges("条件", condition.span.numbers, condition, condition.amount)
        yield from _of_amount(condition.amount, situation)
    elif isinstance(condition, DateIs):
        span = condition.span_for(applied)
        days = (WrittenNumber(edge, Dimension.DATE) for edge in (span.edges if span else ()))
        yield from _edges("日期", days, condition, FactAmount(condition.date))
    for part in (condition.that,) if isinstance(condition, Attested) else composed_of(condition):
        yield from _of_condition(part, applied, situation)


def _edges(kind: str, numbers: Iterable[WrittenNumber], node: Amount | Condition, measured: Amount) -> Iterator[Edge]:
    for number in dict.fromkeys(numbers):
        yield Edge(kind, number, node, measured.interval, measured.facts)


def _share_of(amount: Amount, share: Decimal, situation: Situation) -> Interval:
    return amount.interval(situation) * Interval(share, share)


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
