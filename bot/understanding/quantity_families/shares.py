"""Shares: 百分之三十, 百分之十到三十, 三成五, 七五折, 一半. (30% and 30个点 are numbers with a unit.)"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from bot.understanding.numerals import Numeral, read_numeral
from bot.understanding.numerals.state import DIGITS
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.quantity_families.base import Found, quantity_of

__all__ = ["read_share", "read_tenths"]

_PARTS = {"百": Decimal("0.01"), "千": Decimal("0.001"), "万": Decimal("0.0001")}
_OF_HUNDRED = re.compile(r"(?:(?P<part>[百千万])\s{0,2}分\s?之|百分(?=[\d一二三四五六七八九十]))\s{0,2}(?P<minus>负)?")
_NEXT_SHARE = re.compile(r"[百千万]\s{0,2}分\s?之")
_WHOLE = re.compile(r"百\s?分\s?之\s?百|百分百(?=的?补|资助|给|持|控|\s*(?:$|[,，。;；]))")
_HALF = re.compile(r"(?:一|(?<![\d.])1)半(?![天路会年])|对折")
_DISCOUNT = re.compile(r"([1-9一二三四五六七八九])\s?([1-9一二三四五六七八九])\s?折")


def read_share(text: str, at: int) -> Found | None:
    return _hundred_percent(text, at) or _of_hundred(text, at) or _discount(text, at) or _half(text, at)


def _hundred_percent(text: str, at: int) -> Found | None:
    match = _WHOLE.match(text, at)
    return _exactly(Decimal(1), at, match.end()) if match else None


def _of_hundred(text: str, at: int) -> Found | None:
    """百分之三十, 百分三十, 千分之三, 百分之负七, 百分之点五."""
    match = _OF_HUNDRED.match(text, at)
    if match is None:
        return None
    numeral = _numerator(text, match.end())
    if numeral is None:
        return None, match.end()
    part = _PARTS[match["part"] or "百"]
    quantity = quantity_of(Dimension.SHARE, numeral, at, numeral.end, part)
    if match["minus"]:
        return quantity.negated(at), quantity.end
    return _share_range(text, quantity, part)


def _numerator(text: str, at: int) -> Numeral | None:
    """The number after 分之, less what a next 分之 needs: 「百分之三十二万分之四」 is 32% and 4 in 10,000."""
    from_point = text.startswith("点", at)
    numeral = read_numeral(text, at, implicit_one=from_point)
    following = _NEXT_SHARE.search(text, at + 1, numeral.end + 5) if numeral else None
    if following is None:
        return numeral
    numeral = read_numeral(text[at : following.start()], 0, implicit_one=from_point)
    return replace(numeral, end=at + numeral.end) if numeral else None


def _discount(text: str, at: int) -> Found | None:
    """七五折, 85折; 8.5折 and 八折 are numbers with a unit."""
    match = _DISCOUNT.match(text, at)
    return _exactly(Decimal(f"0.{_digit(match[1])}{_digit(match[2])}"), at, match.end(), "折") if match else None


def _half(text: str, at: int) -> Found | None:
    """一半, 打对折; 一半多 reaches to the whole."""
    match = _HALF.match(text, at)
    if match is None:
        return None
    quantity, end = _exactly(Decimal("0.5"), at, match.end(), "折" if match[0] == "对折" else "")
    quantity.step = quantity.low
    return quantity, end


def _exactly(share: Decimal, start: int, end: int, unit: str = "") -> tuple[Quantity, int]:
    return Quantity(Dimension.SHARE, share, share, start, end, unit=unit), end


_AND_TO = re.compile(r"(?:到|至|-|~)(?=[\d一二三四五六七八九十])(?![\d一二三四五六七八九十]+(?:%|万|亿|元|平|年))")


def _share_range(text: str, quantity: Quantity, factor: Decimal) -> Found:
    """百分之十到三十."""
    match = _AND_TO.match(text, quantity.end)
    upper = read_numeral(text, match.end()) if match else None
    if upper is not None and upper.high * factor >= quantity.low:
        quantity.high, quantity.end = upper.high * factor, upper.end
    return quantity, quantity.end


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
