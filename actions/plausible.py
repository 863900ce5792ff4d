"""Values that can hardly be meant: 收入62元, 租金每平每天450元. They are asked about before they count."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from policy_rules import FactDefinition, FactKind

__all__ = ["WAN", "is_plausible", "meant_instead", "times"]

USUAL = {
    FactKind.MONEY: (1_000, 10**10),
    FactKind.AREA: (10, 10**6),
    FactKind.UNIT_PRICE: (0.1, 50),
    FactKind.MONTHLY_UNIT_PRICE: (3, 1_500),
    FactKind.COUNT: (0, 100),
    FactKind.SHARE: (0, 1),
}
"""Between which values (in base units) enterprises lie; a judgement, only used to ask back."""

THOUSAND, WAN = 1_000, 10_000
MONTHS, DAYS = 12, 365


def is_plausible(definition: FactDefinition, value: Any) -> bool:
    """Whether a value need not be asked back. Nothing (0) never needs to."""
    usual = _usual(definition)
    if usual is None:
        return True
    ends = value if isinstance(value, list) else [value]
    return all(not end or usual[0] <= end <= usual[1] for end in ends)


def times(value: float, factor: int) -> int | float:
    """Exactly what the digits say: 6234.57万 is 62,345,700."""
    product = Decimal(repr(value)) * factor
    return int(product) if product == product.to_integral_value() else float(product)


def _usual(definition: FactDefinition) -> tuple[float, float] | None:
    """The usual range of a fact; what is asked for in 万元 hardly is less than one of them."""
    usual = USUAL.get(definition.kind)
    if usual and definition.unit == "万元":
        return WAN, usual[1]
    return usual


def meant_instead(definition: FactDefinition, value: Any) -> Iterator[tuple[str, Any]]:
    """What was probably meant: in words where the value does not say it by itself, and the value."""
    if isinstance(value, list) or is_plausible(definition, value):
        return
    low, high = _usual(definition) or (0, value)
    if definition.kind is FactKind.MONEY and value < low and is_plausible(definition, times(value, WAN)):
        yield "", times(value, WAN)
    if definition.kind is FactKind.MONEY and value > high:
        # 「6200万千元」, 「6200万万元」: a unit too many
        yield from (("", value // unit) for unit in (THOUSAND, WAN) if is_plausible(definition, value / unit))
    if definition.kind is FactKind.UNIT_PRICE and value > high:
        yield f"每平方米每月{value:g}元", round(value * MONTHS / DAYS, 4)
