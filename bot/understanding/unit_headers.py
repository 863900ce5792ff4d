"""Units told apart from their numbers, as in tables: 「营业收入（万元）：6200」, 「营收6200，研发800，单位万元」."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal

from bot.understanding.columns import Columns
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
_TO_NUMBER = re.compile(r"[^\S\n]?(?:[:：=]|是|为|约|大约|大概)*[^\S\n]?")
_BLURRED = re.compile("(?:左右|出头|上下|以上|多)?")


def apply_unit_headers(text: str, found: Sequence[Quantity]) -> None:
    """Give bare numbers of ``found`` (in order of ``text``) the unit that a header names for them, or for all."""
    if ")" not in text and "）" not in text and "单位" not in text:
        return
    in_brackets = list(_OF_ONE.finditer(text))
    if len(in_brackets) == 1 and not text[in_brackets[0].end() :].strip(" 。.!！"):
        for quantity in found:
            _measure(quantity, in_brackets[0]["unit"])
    if in_brackets:
        _apply_each(text, in_brackets, found)
    header = _OF_ALL.search(text)
    if header is not None:  # a second one finds no number left without a unit
        for quantity in found:
            _measure(quantity, header["unit"] or header["by"] or "元")


def _apply_each(text: str, headers: Sequence[re.Match[str]], found: Sequence[Quantity]) -> None:
    """Of several headers that could measure a number the first does."""
    ends, cores = [quantity.end for quantity in found], [quantity.core_start for quantity in found]
    columns = Columns(text, found)
    headed: set[int] = set()
    for header in headers:
        before, after = bisect_right(ends, header.start()) - 1, bisect_left(cores, header.end())
        if before >= 0 and _BLURRED.fullmatch(text, ends[before], header.start()):
            _measure(found[before], header["unit"])
        if after < len(found) and _TO_NUMBER.fullmatch(text, header.end(), cores[after]):
            _measure(found[after], header["unit"])
        column = columns.headed_by(header)
        if column is not None and column not in headed:  # what is below a second heading is below the first
            headed.add(column)
            for quantity in columns.below(header, column):
                _measure(quantity, header["unit"])


def _measure(quantity: Quantity, unit: str) -> None:
    if quantity.dimension is not Dimension.NUMBER or quantity.names_unit:
        return
    factor = Decimal(_UNITS[unit])
    quantity.low *= factor
    quantity.high = None if quantity.high is None else quantity.high * factor
    quantity.step *= factor
    quantity.dimension, quantity.names_unit = Dimension.MONEY, True
