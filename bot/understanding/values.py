"""What a quantity is worth as the value of a fact, if it can be one."""

from __future__ import annotations

from decimal import Decimal

from bot.understanding.quantity import Dimension, Period, Quantity
from bot.understanding.reading import Value
from policy_rules.facts import FactDefinition, FactKind
from policy_rules.quantities import DAYS_PER_YEAR, MONTHS_PER_YEAR, UNITS, normalise
from policy_rules.quantities import Dimension as UnitDimension

__all__ = ["as_json", "value_of"]

HIGHEST_DAILY_PRICE = Decimal(50)
"""元 per ㎡ and day: 「一天四块五」 is a rent per ㎡, 「一天5000」 is not, 「一平120」 is no price of a day."""
LEAST_PLAIN_YUAN = Decimal(10**5)
"""A bare number from here on is 元 even where the question asks in 万元 (in 万元 it would be ten 亿)."""
_COUNTED = frozenset({"个", "项"})

_A_YEAR_IS = {Period.YEAR: Decimal(1), Period.HALF_YEAR: Decimal(2), Period.QUARTER: Decimal(4)}
_FACTORS = {
    "year": _A_YEAR_IS,
    "month": {Period.MONTH: Decimal(1)},
    "day": {Period.DAY: Decimal(1)},
    None: {Period.YEAR: Decimal(1)},
}
_DAILY = {Period.DAY: Decimal(1), Period.MONTH: MONTHS_PER_YEAR / DAYS_PER_YEAR, Period.YEAR: 1 / DAYS_PER_YEAR}

_MONTHLY = {Period.DAY: DAYS_PER_YEAR / MONTHS_PER_YEAR, Period.MONTH: Decimal(1), Period.YEAR: 1 / MONTHS_PER_YEAR}


def value_of(definition: FactDefinition, quantity: Quantity, *, answers: bool = False) -> Value | None:
    """The value ``quantity`` gives the fact; ``None`` if it can't be one. ``answers``: the fact was just asked for."""
    if definition.kind is FactKind.DATE:
        return _day_or_month(quantity)
    factor = _factor(definition, quantity, answers)
    if factor is None:
        return None
    low = as_json(quantity.low * factor)
    if quantity.is_point:
        return None if definition.kind is FactKind.COUNT and not isinstance(low, int) else low
    return [low, None if quantity.high is None else as_json(quantity.high * factor)]


def _day_or_month(quantity: Quantity) -> str | None:
    """2019-05-01, or 2019-05 where no day is said."""
    if quantity.dimension is not Dimension.DATE:
        return None
    written = str(quantity.low)
    month = f"{written[:4]}-{written[4:6]}"
    return f"{month}-{written[6:]}" if quantity.is_point else month


def as_json(number: Decimal) -> int | float:
    """An int where the number is whole."""
    return int(number) if number == number.to_integral_value() else float(number)


def _factor(definition: FactDefinition, quantity: Quantity, answers: bool) -> Decimal | None:
    kind, dimension = definition.kind, quantity.dimension
    if kind is FactKind.MONEY and dimension is Dimension.MONEY:
        return _FACTORS[definition.words.per].get(quantity.period) if quantity.period else Decimal(1)
    if kind is FactKind.UNIT_PRICE:
        return _unit_price_factor(quantity)
    if kind is FactKind.MONTHLY_UNIT_PRICE:
        return _monthly_unit_price_factor(quantity)
    if kind is FactKind.COUNT and dimension is Dimension.COUNT:
        return Decimal(1) if quantity.unit in _COUNTED else None
    if kind.value == dimension.value:
        return Decimal(1)
    if dimension is Dimension.NUMBER:
        return _bare_factor(definition, quantity, answers)
    return None


def _unit_price_factor(quantity: Quantity) -> Decimal | None:
    high = quantity.high if quantity.high is not None else quantity.low
    if quantity.dimension is Dimension.UNIT_PRICE:
        period = quantity.period or (Period.DAY if high <= HIGHEST_DAILY_PRICE else None)
        return _DAILY.get(period) if period else None
    if quantity.dimension in (Dimension.MONEY, Dimension.NUMBER) and quantity.period in (None, Period.DAY):
        return Decimal(1) if 0 < high <= HIGHEST_DAILY_PRICE else None
    return None


def _monthly_unit_price_factor(quantity: Quantity) -> Decimal | None:
    if quantity.dimension is Dimension.UNIT_PRICE and quantity.period is not None:
        return _MONTHLY.get(quantity.period)
    return None


def _bare_factor(definition: FactDefinition, quantity: Quantity, answers: bool) -> Decimal | None:
    """A number without a unit is in the unit of the question, or obviously in 元; else nobody knows."""
    if not definition.kind.is_quantity:
        return None
    if quantity.is_point and not quantity.low:
        return Decimal(1)  # nothing is nothing in any unit
    if definition.kind is FactKind.MONEY:
        if quantity.period and quantity.period not in _FACTORS[definition.words.per]:
            return None
        asked_in = _question_unit(definition)
        if asked_in == 1 or quantity.low >= LEAST_PLAIN_YUAN:
            return Decimal(1)
        return asked_in if answers else None
    if definition.kind is FactKind.SHARE:
        return Decimal("0.01") if answers else None
    return Decimal(1)


def _question_unit(definition: FactDefinition) -> Decimal:
    return UNITS[UnitDimension.MONEY][normalise(definition.unit or "元")]
