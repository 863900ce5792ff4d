"""The rule's tree read as a Chinese formula, with the applicant's numbers in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from policy_rules.amounts import (
    Amount,
    AmountPiece,
    AtDiscretionFrom,
    AtMost,
    Branch,
    ByChoice,
    ByFirstKnown,
    EachOf,
    FactAmount,
    Fixed,
    NewlyPassed,
    OverYears,
    Product,
    ProRata,
    ShareOf,
    Sum,
    Threshold,
    UpTo,
    YearOfDays,
    YearOfMonths,
)
from policy_rules.facts import FactKind
from policy_rules.interval import Interval
from policy_rules.measures import Measure
from policy_rules.situation import Situation
from policy_rules.wording.numbers import amount_range, quantity

__all__ = ["Step", "formula", "steps"]


@dataclass(frozen=True)
class Step:
    """One line of the explanation."""

    label: str
    expression: str
    amount: Interval


RESULT = "可获金额"


def formula(amount: Amount, situation: Situation) -> str:
    """One line from the facts to the result: ``900万元 × 10%~30% = 90万元~270万元``."""
    expression = _in_words(amount, situation)
    result = amount_range(amount.interval(situation))
    return expression if expression == result else f"{expression} = {result}"


def steps(amount: Amount, situation: Situation) -> tuple[Step, ...]:
    """The labelled parts in the order they are computed, then the result."""
    labelled = [part for part in _taken(amount, situation) if part is not amount and _label(part)]
    return tuple(
        Step(_label(part) or RESULT, _in_words(part, situation), part.interval(situation)) for part in [*labelled, amount]
    )


def _label(amount: Amount) -> str | None:
    return amount.label if isinstance(amount, AmountPiece) else None


def _taken(amount: Amount, situation: Situation) -> Iterator[Amount]:
    """The parts that take part in the result, inner ones first."""
    if amount.is_settled(situation):
        for part in amount.parts_in(situation):
            yield from _taken(part, situation)
    yield amount


@singledispatch
def _in_words(amount: Amount, situation: Situation) -> str:
    raise NotImplementedError(f"no wording for {type(amount).__name__}")


def _factor(amount: Amount, situation: Situation) -> str:
    """As a factor: in brackets where it is a sum or carries a cap."""
    words = _in_words(amount, situation)
    return f"（{words}）" if any(sign in words for sign in ("+", "，", "、")) else words


@_in_words.register
def _(amount: Fixed, situation: Situation) -> str:
    return _written(amount.measure)


def _written(written: Measure) -> str:
    return quantity(written.interval, FactKind(written.dimension.value))


@_in_words.register
def _(amount: FactAmount, situation: Situation) -> str:
    definition = situation.definitions[amount.fact]
    if not situation.knows(amount.fact):
        return definition.label
    unit = definition.unit if definition.kind in (FactKind.COUNT, FactKind.UNIT_PRICE) else None
    return quantity(situation.quantity(amount.fact), definition.kind, unit)


@_in_words.register
def _(amount: UpTo, situation: Situation) -> str:
    return f"最高{_written(amount.up_to)}"


@_in_words.register
def _(amount: AtDiscretionFrom, situation: Situation) -> str:
    return f"最低{_written(amount.no_less_than)}"


@_in_words.register
def _(amount: ShareOf, situation: Situation) -> str:
    return f"{_factor(amount.of, situation)} × {_written(amount.share)}"


@_in_words.register
def _(amount: AtMost, situation: Situation) -> str:
    cap = _in_words(amount.at_most, situation)
    inner, limit = amount.of.interval(situation), amount.at_most.interval(situation)
    if _is_area(amount):
        # An area within its limit is simply that area; above it, it is the limit.
        return _in_words(amount.of, situation) if inner.high <= limit.low else f"{cap}（面积上限）"
    return f"{_in_words(amount.of, situation)}，最高{cap.removeprefix('最高')}"


def _is_area(amount: AtMost) -> bool:
    return isinstance(amount.at_most, Fixed) and amount.at_most.measure.dimension.value == FactKind.AREA.value


@_in_words.register
def _(amount: Sum, situation: Situation) -> str:
    return " + ".join(_factor(part, situation) for part in amount.sum)


@_in_words.register
def _(amount: Product, situation: Situation) -> str:
    return " × ".join(_factor(part, situation) for part in amount.product)


@_in_words.register
def _(amount: EachOf, situation: Situation) -> str:
    return f"{_factor(amount.times, situation)} × {_factor(amount.each, situation)}"


@_in_words.register
def _(amount: YearOfMonths, situation: Situation) -> str:
    return f"{_factor(amount.year_of_months, situation)} × 12个月"


@_in_words.register
def _(amount: YearOfDays, situation: Situation) -> str:
    return f"{_factor(amount.year_of_days, situation)} × 365天"


@_in_words.register
def _(amount: OverYears, situation: Situation) -> str:
    shares = " + ".join(_written(share) for share in amount.over_years)
    return f"{_factor(amount.of, situation)} ×（{shares}）"


@_in_words.register
def _(amount: ProRata, situation: Situation) -> str:
    whole = _factor(amount.pro_rata, situation)
    size, limit = amount.of.interval(situation), amount.within.interval.high
    if size.high <= limit:
        return whole
    return f"{whole} × {_written(amount.within)} ÷ {_factor(amount.of, situation)}"


@_in_words.register
def _(amount: Branch, situation: Situation) -> str:
    return _in_words(amount.gives, situation)


@_in_words.register
def _(amount: ByChoice, situation: Situation) -> str:
    definition = situation.definitions[amount.by]
    possible = situation.choices(amount.by)
    if len(possible) == 1:
        case = amount.cases.get(possible[0])
        return _in_words(case, situation) if case else f"{definition.label_of(possible[0])}：0元"
    return "；".join(
        f"{definition.label_of(choice)}：{_in_words(case, situation)}" for choice, case in amount.cases.items()
    )


@_in_words.register
def _(amount: NewlyPassed, situation: Situation) -> str:
    outcomes = tuple(amount.outcomes(situation))
    if len(outcomes) > 1:
        return "；".join(_in_words(threshold, situation) for threshold in amount.thresholds)
    if outcomes[0] is None:
        return "没有首次突破的档次"
    now, before = (_in_words(FactAmount(fact), situation) for fact in (amount.newly_passed, amount.since))
    return f"{now}首次突破{_written(outcomes[0].over)}（此前最高{before}）：{_in_words(outcomes[0].gives, situation)}"


@_in_words.register
def _(amount: Threshold, situation: Situation) -> str:
    return f"首次突破{_written(amount.over)}：{_in_words(amount.gives, situation)}"


@_in_words.register
def _(amount: ByFirstKnown, situation: Situation) -> str:
    way = amount.way(situation)
    if way:
        return _in_words(way, situation)
    return "或".join(situation.definitions[fact].label for fact in amount.by_first_known)


