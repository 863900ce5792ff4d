"""Small change: 4块5, 三块八毛五, 四块二五, 4元5角, 两毛五."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.numerals import Numeral
from bot.understanding.numerals.state import DIGITS
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.quantity_families.base import Found, quantity_of
from bot.understanding.units import LONE_DIGIT_YUAN

__all__ = ["read_tenths_of_yuan", "read_yuan"]

_LONE_DIGIT_YUAN = re.compile(LONE_DIGIT_YUAN)
_YUAN_TAIL = re.compile(
    r"(?P<tenths>[\d零一二三四五六七八九两]{1,2})(?![\d.百千万亿十%]|,\d|\s?(?:个?[平方㎡]|[年月天份台套件间张次户]|人(?!民币)|个月|成|家|项))"
    r"(?:(?:毛|角)(?P<cents>[\d零一二三四五六七八九](?!\s?[平天日个月年方㎡]))?分?|(?P<no_tenths>分))?(?:人民币)?"
)


_PRICE_BEFORE = re.compile(r"(?:块.{0,2}[到至~-]\s?|每?[平米天日]|单价|租金|房租)(?:是|按|才|就)?$")
"""Before a lone digit and 块: another end of a range, or what a price is per."""


def _is_money(text: str, numeral: Numeral, at: int) -> bool:
    """Whether 「四块」 is a price and no four pieces."""
    return bool(_LONE_DIGIT_YUAN.match(text, numeral.end) or _PRICE_BEFORE.search(text, max(0, at - 6), at))


def read_yuan(text: str, numeral: Numeral, at: int, end: int) -> Found:
    """4块5, 三块八毛五, 四块二五."""
    if numeral.is_digit and text[numeral.end] == "块" and not _is_money(text, numeral, at):
        return None, end
    value = quantity_of(Dimension.MONEY, numeral, at, end, Decimal(1))
    if text.startswith(("多", "几"), end):
        value.high, value.end = numeral.high + 1, end + 1
        return value, value.end
    if text.startswith("半", end):
        value.low = value.low + Decimal("0.5")
        value.high, value.end = value.low, end + 1
        return value, value.end
    tail = _YUAN_TAIL.match(text, end)
    if tail is None:
        return _yuan_and_one_digit(text, value, end)
    written = tail["tenths"] + (tail["cents"] or "")
    digits = "".join(str(DIGITS.get(digit, digit)) for digit in written).rjust(2 if tail["no_tenths"] else 0, "0")
    fraction = Decimal(f"0.{digits}")
    value.low, value.high, value.end = value.low + fraction, numeral.high + fraction, tail.end()
    return value, value.end


_CENTS = re.compile(
    r"(?P<cents>[1-9一二三四五六七八九])(?:分|(?![\d.一二三四五六七八九十百千万亿个平块元%天日月年季㎡每]))"
)


def read_tenths_of_yuan(text: str, numeral: Numeral, at: int, end: int) -> Found:
    """两毛, 两毛五, 两角五分."""
    value = quantity_of(Dimension.MONEY, numeral, at, end, Decimal("0.1"), unit="角")
    cents = None if text[end - 1] == "钱" else _CENTS.match(text, end)
    if cents:
        value.low += Decimal(DIGITS.get(cents["cents"], cents["cents"])) / 100
        value.high, value.end = value.low, cents.end()
    return value, value.end


_ONE_CHINESE_DIGIT = re.compile("[一二三四五六七八九](?=[一二三四五六七八九])(?![一二三四五六七八九]{2})")


def _yuan_and_one_digit(text: str, value: Quantity, end: int) -> Found:
    """「四块五一平」: the digit before another number."""
    if _ONE_CHINESE_DIGIT.match(text, end):
        fraction = Decimal(DIGITS[text[end]]) / 10
        value.low += fraction
        value.high = value.low
        value.end = end + 1
    return value, value.end
