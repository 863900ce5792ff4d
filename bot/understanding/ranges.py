"""Two numbers that are one range: 300-500万, 800到1000万, 8000万到1个亿, 三到五成."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.quantity import Dimension, Quantity

__all__ = ["join_ranges"]

_CONNECTOR = re.compile(r"(?:[(（]含[)）])?\s?(?:到|至|-{1,2}|~|或者?)\s?")
_LONGEST_CONNECTOR = 6
_PAUSE = re.compile("、")
"""五、六百万 is 五六百万; other lists are lists."""
_CONNECTOR_OR_AND = re.compile(f"{_CONNECTOR.pattern}|[和与跟]")
_BETWEEN = re.compile("元?的?(?:之间|中间|间(?![隔断接]))")
"""在5000万和6000万之间."""
_JOINABLE = frozenset(
    {
        Dimension.MONEY,
        Dimension.FOREIGN_MONEY,
        Dimension.AREA,
        Dimension.SHARE,
        Dimension.NUMBER,
        Dimension.COUNT,
        Dimension.MONTHS,
        Dimension.DAYS,
    }
)
_SAID_ONCE = frozenset({Dimension.AREA, Dimension.FOREIGN_MONEY})
_TEN_THOUSAND, _HUNDRED_MILLION = Decimal(10**4), Decimal(10**8)


def join_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """``found`` with every pair that is one range joined."""
    joined: list[Quantity] = []
    for quantity in found:
        if joined:
            both = _join(text, joined[-1], quantity)
            if both is not None:
                joined[-1] = both
                continue
        joined.append(quantity)
    return [quantity for quantity in joined if not quantity.is_lone_digit]


def _join(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    gap = second.start - first.end
    if (
        gap > _LONGEST_CONNECTOR
        or first.dimension not in _JOINABLE
        or second.dimension not in _JOINABLE
        or first.high is None
    ):
        return None
    connector = _connector(text, first, second)
    if connector.fullmatch(text, first.end, second.start) is None or second.high is None:
        return None
    if first.names_unit and first.dimension is not second.dimension and not _is_left_open(text, first, second):
        return None
    factor = _shared_factor(first, second)
    if factor is None:
        return None
    low, high = first.low * factor, second.high
    if low > high:
        low, high = second.low, first.high * factor
    return Quantity(
        second.dimension, low, high, first.start, second.end, first.approximate or second.approximate, second.unit,
        names_unit=second.names_unit, tail=second.tail, step=second.step,
    )  # fmt: skip


def _is_left_open(text: str, first: Quantity, second: Quantity) -> bool:
    """「5万到6万平」, 「500万到600万美元」: the unit said once is that of both."""
    is_bare = first.dimension is Dimension.MONEY and text[first.end - 1] in "万亿w"
    return is_bare and second.dimension in _SAID_ONCE and first.low <= second.low >= _TEN_THOUSAND


def _connector(text: str, first: Quantity, second: Quantity) -> re.Pattern[str]:
    if text.startswith("、", first.end) and _are_neighbours(first, second):
        return _PAUSE
    return _CONNECTOR_OR_AND if _BETWEEN.match(text, second.end) else _CONNECTOR


def _are_neighbours(first: Quantity, second: Quantity) -> bool:
    """五、六百万, 5、6千万."""
    if first.is_lone_digit:
        return True
    return not first.names_unit and first.low < 9 and second.low == (first.low + 1) * second.tail > first.low + 1


def _shared_factor(first: Quantity, second: Quantity) -> Decimal | None:
    """What the unit of the second number makes of the first, which has none of its own: 「3到5千万」 is 3千万."""
    if first.names_unit:
        return Decimal(1)
    unit = Decimal("0.01") if second.dimension is Dimension.SHARE else Decimal(1)
    if second.dimension is Dimension.SHARE and second.unit == "成":
        unit = Decimal("0.1")
    if second.dimension is Dimension.MONTHS and second.unit == "年":
        unit = Decimal(12)
    assert second.high is not None
    candidates = (second.tail, _HUNDRED_MILLION, _TEN_THOUSAND, Decimal(1))
    for tail in candidates:
        if tail <= second.tail and first.low * tail * unit <= second.high:
            return tail * unit
    return None
