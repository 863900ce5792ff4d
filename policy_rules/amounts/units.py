"""What an amount is measured in: money, an area, a price an area, or a pure number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import singledispatch
from typing import NamedTuple

from policy_rules.amounts import (
    Amount,
    AtDiscretionFrom,
    AtMost,
    Band,
    Beyond,
    Branch,
    ByBand,
    ByChoice,
    ByFirstKnown,
    EachOf,
    FactAmount,
    Fixed,
    ForEvery,
    ForMonths,
    GrowthOf,
    HighestOf,
    LowestOf,
    NewlyPassed,
    OverYears,
    Product,
    ProRata,
    RatioOf,
    ShareOf,
    Slabs,
    Stages,
    Sum,
    Threshold,
    UpTo,
    YearOfDays,
    YearOfMonths,
)
from policy_rules.facts import FactDefinition
from policy_rules.measures import Measure
from policy_rules.quantities import Dimension, normalise

__all__ = ["MONEY", "Misfit", "Unit", "is_money", "unit_of"]


class Unit(NamedTuple):
    """What an amount is measured in, as powers of 元 and ㎡; shares, counts and months are pure numbers."""

    yuan: int = 0
    area: int = 0

    def __str__(self) -> str:
        known = {MONEY: "金额", Unit(0, 1): "面积", NUMBER: "没有单位的数", Unit(1, -1): "单价"}
        return known.get(self, "金额与面积混在一起的数")


NUMBER, MONEY, PRICE = Unit(), Unit(yuan=1), Unit(yuan=1, area=-1)

_UNITS = {
    Dimension.MONEY: MONEY,
    Dimension.AREA: Unit(area=1),
    Dimension.UNIT_PRICE: PRICE,
    Dimension.MONTHLY_UNIT_PRICE: PRICE,
}


class Misfit(ValueError):
    """Amounts that can't go together."""


def is_money(amount: Amount, facts: Mapping[str, FactDefinition]) -> bool:
    try:
        return unit_of(amount, facts) == MONEY
    except Misfit:
        return False


@singledispatch
def unit_of(amount: Amount, facts: Mapping[str, FactDefinition]) -> Unit:
    """What the amount is measured in; raises :class:`Misfit`."""
    raise NotImplementedError(f"no unit for {type(amount).__name__}")


_PER_AREA = re.compile(r"元/(?:㎡|平方米|平米|m2|m²|平方)$")


def _measured(measure: Measure) -> Unit:
    if _PER_AREA.search(normalise(measure.root)):
        return PRICE  # paid once for each square metre, and so no price a day or a month
    return _UNITS.get(measure.dimension, NUMBER)


def _same(facts: Mapping[str, FactDefinition], *amounts: Amount) -> Unit:
    units = [unit_of(amount, facts) for amount in amounts]
    for unit in units[1:]:
        if unit != units[0]:
            of_facts = "、".join(
                f"{fact} 是{_unit_of_fact(fact, facts)}" for amount in amounts for fact in amount.facts
            )
            raise Misfit(f"{units[0]}和{unit}不能放在一起相加或比较{f'（{of_facts}）' if of_facts else ''}")
    return units[0]


def _unit_of_fact(fact: str, facts: Mapping[str, FactDefinition]) -> Unit | str:
    kind = facts[fact].kind
    return _UNITS.get(Dimension(kind.value), NUMBER) if kind.is_quantity else kind.value


def _times(*units: Unit) -> Unit:
    return Unit(sum(unit.yuan for unit in units), sum(unit.area for unit in units))


def _pure(amount: Amount, facts: Mapping[str, FactDefinition], what: str) -> None:
    unit = unit_of(amount, facts)
    if unit != NUMBER:
        raise Misfit(f"{what}应为比例或个数，这里是{unit}")


def _fits(measure: Measure, unit: Unit) -> None:
    if _measured(measure) != unit:
        raise Misfit(f"{measure.root} 的单位与它要比较的{unit}不符")


@unit_of.register
def _(amount: Fixed, facts: Mapping[str, FactDefinition]) -> Unit:
    return _measured(amount.measure)


@unit_of.register
def _(amount: FactAmount, facts: Mapping[str, FactDefinition]) -> Unit:
    return _UNITS.get(Dimension(facts[amount.fact].kind.value), NUMBER)


@unit_of.register
def _(amount: UpTo, facts: Mapping[str, FactDefinition]) -> Unit:
    return _measured(amount.up_to)


@unit_of.register
def _(amount: AtDiscretionFrom, facts: Mapping[str, FactDefinition]) -> Unit:
    return _measured(amount.no_less_than)


@unit_of.register
def _(amount: ShareOf, facts: Mapping[str, FactDefinition]) -> Unit:
    _pure(amount.share, facts, "share ")
    return unit_of(amount.of, facts)


@unit_of.register
def _(amount: AtMost, facts: Mapping[str, FactDefinition]) -> Unit:
    return _same(facts, amount.of, amount.at_most)


@unit_of.register
def _(amount: Beyond, facts: Mapping[str, FactDefinition]) -> Unit:
    return _same(facts, amount.of, amount.beyond)


@unit_of.register(Sum)
@unit_of.register(HighestOf)
@unit_of.register(LowestOf)
@unit_of.register(ByFirstKnown)
@unit_of.register(Stages)
@unit_of.register(ByChoice)
def _(amount: Amount, facts: Mapping[str, FactDefinition]) -> Unit:
    return _same(facts, *amount.parts)


@unit_of.register(Product)
@unit_of.register(EachOf)
def _(amount: Amount, facts: Mapping[str, FactDefinition]) -> Unit:
    return _times(*(unit_of(part, facts) for part in amount.parts))


@unit_of.register(GrowthOf)
@unit_of.register(RatioOf)
def _(amount: Amount, facts: Mapping[str, FactDefinition]) -> Unit:
    _same(facts, *amount.parts)
    return NUMBER


@unit_of.register(YearOfMonths)
@unit_of.register(YearOfDays)
@unit_of.register(Branch)
@unit_of.register(Threshold)
@unit_of.register(Band)
def _(amount: Amount, facts: Mapping[str, FactDefinition]) -> Unit:
    return unit_of(amount.parts[0], facts)


@unit_of.register
def _(amount: ForMonths, facts: Mapping[str, FactDefinition]) -> Unit:
    _pure(amount.for_months, facts, "for_months ")
    unit = unit_of(amount.of, facts)
    if amount.each_year_at_most:
        _fits(amount.each_year_at_most, unit)
    return unit


@unit_of.register
def _(amount: OverYears, facts: Mapping[str, FactDefinition]) -> Unit:
    unit = unit_of(amount.of, facts)
    if amount.each_year_at_most:
        _fits(amount.each_year_at_most, unit)
    return unit


@unit_of.register
def _(amount: ProRata, facts: Mapping[str, FactDefinition]) -> Unit:
    _fits(amount.within, unit_of(amount.of, facts))
    return unit_of(amount.pro_rata, facts)


@unit_of.register
def _(amount: ByBand, facts: Mapping[str, FactDefinition]) -> Unit:
    size = unit_of(amount.of, facts)
    for band in amount.bands:
        for number in band.is_.numbers:
            if _UNITS.get(number.dimension, NUMBER) != size:
                raise Misfit(f"“{band.is_.words}”的单位与它要分档的{size}不符")
    return _same(facts, *amount.bands)


@unit_of.register
def _(amount: Slabs, facts: Mapping[str, FactDefinition]) -> Unit:
    unit = unit_of(amount.of, facts)
    for slab in amount.slabs:
        if slab.up_to:
            _fits(slab.up_to, unit)
    return unit


@unit_of.register
def _(amount: ForEvery, facts: Mapping[str, FactDefinition]) -> Unit:
    _fits(amount.for_every, unit_of(amount.of, facts))
    return unit_of(amount.gives, facts)


@unit_of.register
def _(amount: NewlyPassed, facts: Mapping[str, FactDefinition]) -> Unit:
    unit = _same(facts, FactAmount(amount.newly_passed), FactAmount(amount.since))
    for threshold in amount.thresholds:
        _fits(threshold.over, unit)
    return _same(facts, *amount.thresholds)
