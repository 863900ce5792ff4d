"""Units told apart from their numbers, as in tables: 「营业收入（万元）：6200」, 「营收6200，研发800，单位万元」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.understanding.quantity import Dimension, Quantity

__all__ = ["apply_unit_headers"]

_UNITS = {
    "亿元": 10**8,
    "亿": 10**8,
    "千万": 10**7,
    "百万元": 10**6,
    "万元": 10**4,
    "万": 10**4,
    "千元": 10**3,
    "元": 1,
}
_NAMES = "|".join(_UNITS)
_OF_ALL = re.compile(
    f"单位\\s?(?:[:：]|是|为|都是|均为|统一是|统一|就是|按)*\\s?(?P<unit>{_NAMES})|以{_NAMES}为单位|(?:都|均)是?以(?P<by>{_NAMES})(?:为单位|计)"
)
_OF_ONE = re.compile(f"[（(](?:单位)?[:：]?\\s?(?P<unit>{_NAMES})(?:/(?:[年月天日季]|季度|年度))?[)）]")
_CELL = re.compile(r"\t|[|｜]|[,，;；]| {2,}")
"""What stands between the cells of a table's line."""
_TO_NUMBER = re.compile(r"[^\S\n]?(?:[:：=]|是|为|约|大约|大概)*[^\S\n]?")
_BLURRED = re.compile("(?:左右|出头|上下|以上|多)?")


def apply_unit_headers(text: str, found: Sequence[Quantity]) -> None:
    """Give bare numbers the unit that a header names for them, or for all."""
    if ")" not in text and "）" not in text and "单位" not in text:
        return
    in_brackets = list(_OF_ONE.finditer(text))
    if len(in_brackets) == 1 and not text[in_brackets[0].end() :].strip(" 。.!！"):
        for quantity in found:
            _measure(quantity, in_brackets[0]["unit"])
    for header in in_brackets:
        for quantity in found:
            is_before = quantity.end <= header.start() and _BLURRED.fullmatch(text, quantity.end, header.start())
            if is_before or _TO_NUMBER.fullmatch(text, header.end(), quantity.core_start):
                _measure(quantity, header["unit"])
        for quantity in _in_column(header, text, found):
            _measure(quantity, header["unit"])
    for header in _OF_ALL.finditer(text):
        for quantity in found:
            _measure(quantity, header["unit"] or header["by"] or "元")


def _in_column(header: re.Match[str], text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The numbers below a table's heading: 「项目⇥金额（万元）」, line by line in the same column."""
    start, end = text.rfind("\n", 0, header.start()) + 1, text.find("\n", header.end())
    if end < 0 or any(start <= quantity.start < end for quantity in found):
        return []
    column = _column_of(text, header.start())
    return [quantity for quantity in found if quantity.start > end and _column_of(text, quantity.core_start) == column]


def _column_of(text: str, at: int) -> int:
    """In which cell of its line a place is."""
    return len(_CELL.findall(text, text.rfind("\n", 0, at) + 1, at))


def _measure(quantity: Quantity, unit: str) -> None:
    if quantity.dimension is not Dimension.NUMBER or quantity.names_unit:
        return
    factor = Decimal(_UNITS[unit])
    quantity.low *= factor
    quantity.high = None if quantity.high is None else quantity.high * factor
    quantity.step *= factor
    quantity.dimension, quantity.names_unit = Dimension.MONEY, True
