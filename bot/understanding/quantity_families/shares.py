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
_OF_HUNDRED = re.compile(r"(?:(?P<part>[百千万])\s{0,2}分\s?之|百分(?=[\d一二三四五六七八九十]))\s{0,2}(?P<minus>负)?")
_WHOLE = re.compile(r"百\s?分\s?之\s?百")
_HALF = re.compile("一半(?!天|路|会)|对折")


def read_share(text: str, at: int) -> Found | None:
    match = _WHOLE.match(text, at)
    if match:
        return Quantity(Dimension.SHARE, Decimal(1), Decimal(1), at, match.end()), match.end()
    match = _OF_HUNDRED.match(text, at)
    if match:
        numeral = read_numeral(text, match.end(), implicit_one=text.startswith("点", match.end()))
        if numeral is None:
            return None, match.end()
        part = _PARTS[match["part"] or "百"]
        quantity = quantity_of(Dimension.SHARE, numeral, at, numeral.end, part)
        if match["minus"]:
            return quantity.negated(at), quantity.end
        return _share_range(text, quantity, part)
    match = _DISCOUNT.match(text, at)
    if match:
        share = Decimal(f"0.{_digit(match[1])}{_digit(match[2])}")
        return Quantity(Dimension.SHARE, share, share, at, match.end(), unit="折"), match.end()
    match = _SLASHED.match(text, at)
    if match and match["below"] != "0" and int(match["above"]) < int(match["below"]) <= _HIGHEST_BELOW:
        value = Decimal(match["above"]) / Decimal(match["below"])
        return _plus_whole(value, match["whole"], at, match.end()), match.end()
    match = _HALF.match(text, at)
    if match:
        unit = "折" if match[0] == "对折" else ""
        half = Decimal("0.5")  # 一半多 reaches to the whole
        return Quantity(Dimension.SHARE, half, half, at, match.end(), unit=unit, step=half), match.end()
    return None


_DISCOUNT = re.compile(r"([1-9一二三四五六七八九])\s?([1-9一二三四五六七八九])\s?折")
"""七五折, 85折; 8.5折 and 八折 are numbers with a unit."""
_SLASHED = re.compile(
    r"(?<![第\d/.])(?:(?P<whole>\d{1,4}) )?(?P<above>[1-9])/(?P<below>[1-9]\d?)"
    r"(?!\s?[\d/.%月日号前后批期楼栋幢层室座元平天年万亿㎡a-z])"
)
_HIGHEST_BELOW = 10
"""1/3 is a share; 7/24 is something else."""


def _plus_whole(value: Decimal, whole: str | None, start: int, end: int) -> Quantity:
    if whole is None:
        return Quantity(Dimension.SHARE, value, value, start, end)
    value += Decimal(whole)
    return Quantity(Dimension.NUMBER, value, value, start, end, names_unit=False)


_AND_TO = re.compile(r"(?:到|至|-|~)(?=[\d一二三四五六七八九十])(?![\d一二三四五六七八九十]+(?:%|万|亿|元|平|年))")


def _share_range(text: str, quantity: Quantity, factor: Decimal) -> Found:
    """百分之十到三十."""
    match = _AND_TO.match(text, quantity.end)
    upper = read_numeral(text, match.end()) if match else None
    if upper is not None and upper.high * factor >= quantity.low:
        quantity.high, quantity.end = upper.high * factor, upper.end
    return quantity, quantity.end


_BY = re.compile(r"\s{0,2}分\s{0,2}之\s?(?P<minus>负)?")
_AND = re.compile(r"\s?又\s?(?=[\d一二三四五六七八九十])")


def read_fraction(text: str, numeral: Numeral, at: int) -> Found | None:
    """三分之一, 二又三分之一: the last number is the numerator."""
    joint = _AND.match(text, numeral.end)
    denominator = read_numeral(text, joint.end()) if joint else numeral
    by = _BY.match(text, denominator.end) if denominator else None
    if denominator is None or by is None or not denominator.low:
        return None
    numerator = read_numeral(text, by.end())
    if numerator is None:
        return None if joint else (None, by.end())
    value = (-numerator.low if by["minus"] else numerator.low) / denominator.low
    if not joint:
        return Quantity(Dimension.SHARE, value, value, at, numerator.end), numerator.end
    return _plus_whole(value, str(numeral.low), at, numerator.end), numerator.end


_TENTHS_OF_TENTH = re.compile(r"(半)|(?: (?=.\s*$))?([一二三四五六七八九\d])(?!\d|[成十百千万亿个平块年天])")


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
