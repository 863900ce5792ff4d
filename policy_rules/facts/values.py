"""One value of a facts object: checked, with its unit, as an exact interval."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeAlias

from policy_rules.days import ordinal, read_day_or_month
from policy_rules.errors import FactError
from policy_rules.facts.definitions import FactDefinition, FactKind
from policy_rules.interval import INFINITY, Cause, Interval
from policy_rules.quantities import Dimension, QuantityError, finite, normalise, parse_quantity

__all__ = ["FactValue", "example_of", "read_value"]

FactValue: TypeAlias = Interval | bool | str
"""A quantity is an interval in base units (a point if exactly known), a yes/no a bool, a choice its id.

A date is a quantity too: its days are counted as :func:`policy_rules.days.ordinal` counts them.
"""


def read_value(definition: FactDefinition, raw: Any, field: str) -> FactValue:
    """``raw`` as a value of the fact; raises :class:`FactError` about ``field``."""
    if definition.kind is FactKind.BOOLEAN:
        if not isinstance(raw, bool):
            raise FactError("wrong_type", "请填 true 或 false；不清楚就填 null", field)
        return raw
    if definition.kind is FactKind.CHOICE:
        if not isinstance(raw, str):
            raise FactError("wrong_type", f"请填以下之一：{'、'.join(definition.choices)}", field)
        if raw not in definition.choices:
            raise FactError(
                "unknown_choice", f"没有“{raw}”这一选项，请填以下之一：{'、'.join(definition.choices)}", field
            )
        return raw
    if isinstance(raw, (list, tuple)):
        return _read_range(definition, raw, field)
    if definition.kind is FactKind.DATE:
        return _read_date(raw, field)
    value = _read_number(definition, raw, field)
    return Interval(value, value)


def _read_range(definition: FactDefinition, raw: list[Any] | tuple[Any, ...], field: str) -> Interval:
    if len(raw) != 2:
        raise FactError("wrong_type", "范围应写成 [下限, 上限] 两个数", field)
    low = _read_end(definition, raw[0], field).low
    high = INFINITY if raw[1] is None else _read_end(definition, raw[1], field).high
    if low > high:
        raise FactError("reversed_range", "范围的下限大于上限，请对调", field)
    return Interval(low, high, frozenset({Cause.APPROXIMATE_FACT}))


def _read_end(definition: FactDefinition, raw: Any, field: str) -> Interval:
    if definition.kind is FactKind.DATE:
        return _read_date(raw, field)
    value = _read_number(definition, raw, field)
    return Interval(value, value)


def _read_date(raw: Any, field: str) -> Interval:
    """A day, or the range of a month's days where only the month is given."""
    try:
        first, last = read_day_or_month(raw if isinstance(raw, str) else "")
    except ValueError:
        raise FactError("not_a_date", '日期应写成 "2026-03-15" 这样，只知道月份就写 "2026-03"', field) from None
    return Interval(ordinal(first), ordinal(last), frozenset({Cause.APPROXIMATE_FACT}))


def _read_number(definition: FactDefinition, raw: Any, field: str) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal, str)):
        raise FactError("wrong_type", f"请填数字或带单位的文字，例如 {example_of(definition)}", field)
    try:
        value = _parse(definition, raw) if isinstance(raw, str) else finite(raw)
    except QuantityError as error:
        raise FactError(error.code, _explain(error.code, definition, raw), field) from None
    if value < 0:
        raise FactError("negative", "不能是负数", field)
    if definition.kind is FactKind.COUNT and value != value.to_integral_value():
        raise FactError("fractional_count", "应为整数", field)
    return value


def _parse(definition: FactDefinition, text: str) -> Decimal:
    own = normalise(definition.unit or "")
    if definition.kind is FactKind.NUMBER and own and normalise(text).endswith(own):
        return parse_quantity(normalise(text).removesuffix(own) + "个", Dimension.COUNT)  # any unit the pack names
    return parse_quantity(text, Dimension(definition.kind.value))


_EXAMPLES = {
    FactKind.MONEY: '"6200万元"',
    FactKind.AREA: '"500平方米"',
    FactKind.UNIT_PRICE: '"4.5元/㎡/天"',
    FactKind.SHARE: '"30%"',
    FactKind.COUNT: "2",
    FactKind.MONTHLY_UNIT_PRICE: '"60元/㎡/月"',
    FactKind.MONTHS: '"12个月"',
    FactKind.NUMBER: "12.5",
    FactKind.DATE: '"2026-03-15"',
}


def example_of(definition: FactDefinition) -> str:
    """A value as it may be written for this fact, in JSON."""
    return _EXAMPLES[definition.kind]


def _explain(code: str, definition: FactDefinition, raw: Any) -> str:
    shown = str(raw)[:40]
    example = example_of(definition)
    return {
        "missing_unit": f"“{shown}”缺少单位，请写成 {example} 这样，或直接给数字",
        "wrong_unit": f"“{shown}”的单位与{definition.label}不符，请写成 {example} 这样",
        "not_finite": "数字超出可处理的范围",
    }.get(code, f"“{shown}”不是可识别的数量，请写成 {example} 这样")
