"""Numbers as people read them: ``2,053,125元``, ``130万元~350万元``, ``10%~30%``, ``500㎡``."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from policy_rules.facts import FactKind
from policy_rules.interval import INFINITY, ZERO, Interval
from policy_rules.measures import WrittenNumber
from policy_rules.quantities import Dimension

__all__ = [
    "CENT",
    "UNLIMITED",
    "amount_range",
    "as_number",
    "day_of",
    "measure",
    "money",
    "number_as_written",
    "quantity",
    "rounded",
    "share",
]

CENT = Decimal("0.01")
UNLIMITED = "尚无法估计上限"
"""An amount of which neither end is known."""
_UNITS_OF_MONEY = ((8, "亿元"), (4, "万元"))
"""By their number of zeros, the largest first."""
_ANY_SIZE = Context(prec=10_000, rounding=ROUND_HALF_UP)
"""Room for the product of several of the largest numbers that a fact may be."""


def rounded(value: Decimal) -> Decimal:
    """To 分, half up, as every amount leaves this package."""
    return value if value == INFINITY else value.quantize(CENT, context=_ANY_SIZE)


def as_number(value: Decimal) -> int | float:
    """An amount of 元 and 分 as the number that JSON and tables know."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Decimal) -> str:
    """Digits with thousands separators, without idle zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Decimal) -> str:
    """In 亿元 or 万元 where that says it exactly in two decimals, else in 元."""
    exact = rounded(value)
    for zeros, name in _UNITS_OF_MONEY:
        in_unit = exact.scaleb(-zeros, _ANY_SIZE)
        if in_unit >= 1 and in_unit == rounded(in_unit):
            return f"{plain(in_unit)}{name}"
    return f"{plain(exact)}元"


def day_of(value: Decimal) -> str:
    day = date.fromordinal(int(value))
    return f"{day.year}年{day.month}月{day.day}日"


def share(value: Decimal) -> str:
    return f"{plain(value * 100)}%"


_UNITS = {
    FactKind.AREA: "㎡",
    FactKind.UNIT_PRICE: "元/㎡/天",
    FactKind.MONTHLY_UNIT_PRICE: "元/㎡/月",
    FactKind.COUNT: "个",
    FactKind.MONTHS: "个月",
    FactKind.NUMBER: "",
}


def measure(value: Decimal, kind: FactKind, unit: str | None = None) -> str:
    """One value in the unit of its kind (or ``unit``, where the pack names a better one)."""
    if kind is FactKind.MONEY:
        return money(value)
    if kind is FactKind.SHARE:
        return share(value)
    if kind is FactKind.DATE:
        return day_of(value)
    return f"{plain(rounded(value))}{unit or _UNITS[kind]}"


def quantity(interval: Interval, kind: FactKind, unit: str | None = None) -> str:
    """A value or a range of them; ``不限`` bounds are worded 以上."""
    if interval.is_point and interval.low != INFINITY:
        return measure(interval.low, kind, unit)
    if interval.high == INFINITY:
        return (
            f"{measure(interval.low, kind, unit)}以上" if interval.low > ZERO and interval.low != INFINITY else "不限"
        )
    if interval.low == ZERO:
        return f"不超过{measure(interval.high, kind, unit)}"
    return f"{measure(interval.low, kind, unit)}~{measure(interval.high, kind, unit)}"


def number_as_written(number: WrittenNumber) -> str:
    """One number of a rule in the unit a document would use."""
    if number.dimension is Dimension.MONTHS and number.value % 12 == 0:
        return f"{plain(number.value / 12)}年（{plain(number.value)}个月）"
    return measure(number.value, FactKind(number.dimension.value))


def amount_range(interval: Interval) -> str:
    """What a clause or a total may bring: never a promise where only a ceiling is known."""
    if interval.high == INFINITY:
        return f"{money(interval.low)}以上" if interval.low > ZERO else UNLIMITED
    if interval.is_point:
        return money(interval.low)
    if interval.low == ZERO:
        return f"最高{money(interval.high)}"
    return f"{money(interval.low)}~{money(interval.high)}"
