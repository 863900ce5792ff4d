"""Shares: 百分之三十, 百分之十到三十, 三分之一, 三成五, 一半. (30% and 30个点 are numbers with a unit.)"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.numerals import Numeral, read_numeral
from bot.understanding.numerals.state import DIGITS
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.quantity_families.base import Found, quantity_of

__all__ = ["read_fraction", "read_share", "read_tenths"]

_PARTS = {"百": Decimal("0.01"), "千": Decimal("0.001"), "万": Decimal("0.0001")}
_OF_HUNDRED = re.compile(r"([百千万])分之\s?")
_HALF = re.compile("一半(?!天|路|会)")


def read_share(text: str, at: int) -> Found | None:
    match = _OF_HUNDRED.match(text, at)
    if match:
        if text.startswith("百", match.end()):
            return Quantity(Dimension.SHARE, Decimal(1), Decimal(1), at, match.end() + 1), match.end() + 1
        numeral = read_numeral(text, match.end())
        if numeral is None:
            return None, match.end()
        quantity = quantity_of(Dimension.SHARE, numeral, at, numeral.end, _PARTS[match[1]])
        return _share_range(text, quantity, _PARTS[match[1]])
    match = _HALF.match(text, at)
    if match:
        return Quantity(Dimension.SHARE, Decimal("0.5"), Decimal("0.5"), at, match.end()), match.end()
    return None


_AND_TO = re.compile(r"(?:到|至|-|~)(?=[\d一二三四五六七八九十])(?![\d一二三四五六七八九十]+(?:%|万|亿|元|平|年))")


def _share_range(text: str, quantity: Quantity, factor: Decimal) -> Found:
    """百分之十到三十."""
    match = _AND_TO.match(text, quantity.end)
    upper = read_numeral(text, match.end()) if match else None
    if upper is not None and upper.high * factor >= quantity.low:
        quantity.high, quantity.end = upper.high * factor, upper.end
    return quantity, quantity.end


def read_fraction(text: str, numeral: Numeral, at: int) -> Found | None:
    """三分之一: the second number is the numerator."""
    if not text.startswith("分之", numeral.end) or not numeral.low:
        return None
    numerator = read_numeral(text, numeral.end + 2)
    if numerator is None:
        return None, numeral.end + 2
    value = numerator.low / numeral.low
    return Quantity(Dimension.SHARE, value, value, at, numerator.end), numerator.end


_TENTHS_OF_TENTH = re.compile("(半)|([一二三四五六七八九\\d])(?!\\d|[成十百千万亿个平块年天])")


def read_tenths(text: str, numeral: Numeral, at: int, end: int) -> Found:
    """三成, 三成五, 三成半."""
    quantity = quantity_of(Dimension.SHARE, numeral, at, end, Decimal("0.1"), unit="成")
    match = _TENTHS_OF_TENTH.match(text, end)
    if match:
        digit = 5 if match[1] else _digit(match[2])
        quantity.low += Decimal(digit) / 100
        quantity.high, quantity.end = quantity.low, match.end()
    return quantity, quantity.end


def _digit(written: str) -> int:
    return DIGITS[written] if written in DIGITS else int(written)
