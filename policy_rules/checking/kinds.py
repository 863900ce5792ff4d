"""Whether a rule fits the facts it speaks of: choices that exist, bounds in the fact's own unit, money in the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
from policy_rules.checking.condition_kinds import Definitions, faults_of_condition
from policy_rules.measures import Measure
from policy_rules.pack import Pack
from policy_rules.quantities import Dimension, normalise

__all__ = ["faults_of_kinds"]


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


class _Misfit(ValueError):
    """Amounts that can't go together."""


def faults_of_kinds(pack: Pack) -> Iterator[str]:
    """Every rule and condition that does not fit the facts declared; facts must all exist."""
    for requirement in pack.policy.every_clause_requires:
        for fault in faults_of_condition(requirement.condition, pack.facts):
            yield f"policy.yaml: every_clause_requires: {requirement.text}: {fault}"
    for cap in pack.policy.caps:
        yield from (f"policy.yaml: caps: {cap.title}: {fault}" for fault in _faults_of(cap.at_most, pack.facts))
    for clause in pack.clauses:
        where = f"clauses.yaml: {clause.id}"
        for requirement in clause.own_requirements:
            for fault in faults_of_condition(requirement.condition, pack.facts):
                yield f"{where}: requires: {requirement.text}: {fault}"
        if clause.amount:
            yield from (f"{where}: amount: {fault}" for fault in _faults_of(clause.amount, pack.facts))
        paid = [share.interval.high for share in clause.paid.values()]
        if paid and sum(paid) != 1:
            yield f"{where}: paid: 各次拨付的比例相加不是 100%"


def _faults_of(amount: Amount, facts: Definitions) -> Iterator[str]:
    named = tuple(_faults_of_names(amount, facts))
    yield from named
    if not named:
        try:
            unit = unit_of(amount, facts)
        except _Misfit as misfit:
            yield str(misfit)
        else:
            if unit != MONEY:
                yield f"算出来的是{unit}，不是金额"


def _faults_of_names(amount: Amount, facts: Definitions) -> Iterator[str]:
    """Choices that don't exist, conditions that don't fit, anywhere in the tree."""
    if isinstance(amount, ByChoice):
        yield from _faults_of_choices("cases", amount.by, amount.cases, facts)
    if isinstance(amount, Stages):
        yield from _faults_of_choices("stages", amount.reached, amount.stages, facts)
    if isinstance(amount, Branch):
        yield from faults_of_condition(amount.when, facts)
    if isinstance(amount, FactAmount) and not facts[amount.fact].kind.is_quantity:
        yield f"{amount.fact} 不是数量，不能参与计算"
    for part in amount.parts:
        yield from _faults_of_names(part, facts)


def _faults_of_choices(where: str, fact: str, named: Iterable[str], facts: Definitions) -> Iterator[str]:
    if not facts[fact].choices:
        yield f"{where}: {fact} 不是选项类的事实（kind: choice）"
        return
    for choice in named:
        if choice not in facts[fact].choices:
            yield f"{where}: {fact} 没有 {choice} 这一选项，可选：{'、'.join(facts[fact].choices)}"
    if not facts[fact].decides_amount:
        yield f"{where}: 金额取决于 {fact}，请在 facts.yaml 中写 decides_amount: true"


@singledispatch
def unit_of(amount: Amount, facts: Definitions) -> Unit:
    """What the amount is measured in; raises :class:`_Misfit`."""
    raise NotImplementedError(f"no unit for {type(amount).__name__}")


_PER_AREA = re.compile(r"元/(?:㎡|平方米|平米|m2|m²|平方)$")


def _measured(measure: Measure) -> Unit:
    if _PER_AREA.search(normalise(measure.root)):
        return PRICE  # paid once for each square metre, and so no price a day or a month
    return _UNITS.get(measure.dimension, NUMBER)


def _same(facts: Definitions, *amounts: Amount) -> Unit:
    units = [unit_of(amount, facts) for amount in amounts]
    for unit in units[1:]:
        if unit != units[0]:
            of_facts = "、".join(
                f"{fact} 是{_unit_of_fact(fact, facts)}" for amount in amounts for fact in amount.facts
            )
            raise _Misfit(f"{units[0]}和{unit}不能放在一起相加或比较{f'（{of_facts}）' if of_facts else ''}")
    return units[0]


def _unit_of_fact(fact: str, facts: Definitions) -> Unit | str:
    kind = facts[fact].kind
    return _UNITS.get(Dimension(kind.value), NUMBER) if kind.is_quantity else kind.value


def _times(*units: Unit) -> Unit:
    return Unit(sum(unit.yuan for unit in units), sum(unit.area for unit in units))


def _pure(amount: Amount, facts: Definitions, what: str) -> None:
    unit = unit_of(amount, facts)
    if unit != NUMBER:
        raise _Misfit(f"{what}应为比例或个数，这里是{unit}")


def _fits(measure: Measure, unit: Unit) -> None:
    if _measured(measure) != unit:
        raise _Misfit(f"{measure.root} 的单位与它要比较的{unit}不符")


@unit_of.register
def _(amount: Fixed, facts: Definitions) -> Unit:
    return _measured(amount.measure)


@unit_of.register
def _(amount: FactAmount, facts: Definitions) -> Unit:
    return _UNITS.get(Dimension(facts[amount.fact].kind.value), NUMBER)


@unit_of.register
def _(amount: UpTo, facts: Definitions) -> Unit:
    return _measured(amount.up_to)


@unit_of.register
def _(amount: AtDiscretionFrom, facts: Definitions) -> Unit:
    return _measured(amount.no_less_than)


@unit_of.register
def _(amount: ShareOf, facts: Definitions) -> Unit:
    _pure(amount.share, facts, "share ")
    return unit_of(amount.of, facts)


@unit_of.register
def _(amount: AtMost, facts: Definitions) -> Unit:
    return _same(facts, amount.of, amount.at_most)


@unit_of.register
def _(amount: Beyond, facts: Definitions) -> Unit:
    return _same(facts, amount.of, amount.beyond)


@unit_of.register(Sum)
@unit_of.register(HighestOf)
@unit_of.register(LowestOf)
@unit_of.register(ByFirstKnown)
@unit_of.register(Stages)
@unit_of.register(ByChoice)
def _(amount: Amount, facts: Definitions) -> Unit:
    return _same(facts, *amount.parts)


@unit_of.register(Product)
@unit_of.register(EachOf)
def _(amount: Amount, facts: Definitions) -> Unit:
    return _times(*(unit_of(part, facts) for part in amount.parts))


@unit_of.register(GrowthOf)
@unit_of.register(RatioOf)
def _(amount: Amount, facts: Definitions) -> Unit:
    _same(facts, *amount.parts)
    return NUMBER


@unit_of.register(YearOfMonths)
@unit_of.register(YearOfDays)
@unit_of.register(Branch)
@unit_of.register(Threshold)
@unit_of.register(Band)
def _(amount: Amount, facts: Definitions) -> Unit:
    return unit_of(amount.parts[0], facts)


@unit_of.register
def _(amount: ForMonths, facts: Definitions) -> Unit:
    _pure(amount.for_months, facts, "for_months ")
    return unit_of(amount.of, facts)


@unit_of.register
def _(amount: OverYears, facts: Definitions) -> Unit:
    unit = unit_of(amount.of, facts)
    if amount.each_year_at_most:
        _fits(amount.each_year_at_most, unit)
    return unit


@unit_of.register
def _(amount: ProRata, facts: Definitions) -> Unit:
    _fits(amount.within, unit_of(amount.of, facts))
    return unit_of(amount.pro_rata, facts)


@unit_of.register
def _(amount: ByBand, facts: Definitions) -> Unit:
    size = unit_of(amount.of, facts)
    for band in amount.bands:
        for number in band.is_.numbers:
            if _UNITS.get(number.dimension, NUMBER) != size:
                raise _Misfit(f"“{band.is_.words}”的单位与它要分档的{size}不符")
    return _same(facts, *amount.bands)


@unit_of.register
def _(amount: Slabs, facts: Definitions) -> Unit:
    unit = unit_of(amount.of, facts)
    for slab in amount.slabs:
        if slab.up_to:
            _fits(slab.up_to, unit)
    return unit


@unit_of.register
def _(amount: ForEvery, facts: Definitions) -> Unit:
    _fits(amount.for_every, unit_of(amount.of, facts))
    return unit_of(amount.gives, facts)


@unit_of.register
def _(amount: NewlyPassed, facts: Definitions) -> Unit:
    unit = _same(facts, FactAmount(amount.newly_passed), FactAmount(amount.since))
    for threshold in amount.thresholds:
        _fits(threshold.over, unit)
    return _same(facts, *amount.thresholds)
