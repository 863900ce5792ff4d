"""Spaces inside a number: 6200 万, 六千 二百万, and texts cut into words or characters (七百 三 十 四)."""

from __future__ import annotations

import re

from bot.understanding.numerals.state import SMALL, Reading

__all__ = ["space"]

_BEFORE_MAGNITUDE = re.compile(" {1,3}(?:[万亿千百十多个]|(?:kw|w|k)(?![a-z])|m$)")
_BEFORE_BIG = re.compile(" {1,3}(?:万(?!一)|亿)")
_BEFORE_POINT = re.compile(" 点 ?[零一二三四五六七八九\\d]")
_BEFORE_DIGIT = re.compile(" [一二三四五六七八九两\\d] ?(?P<magnitude>[十百千])?")
_BEFORE_LAST_THOUSANDS = re.compile(
    " [一二三四五六七八九两\\d] ?千(?: ?[一二三四五六七八九两\\d十百]){0,12}(?= ?(?:[元块点,，。]|$))"
)
_NUMBER_ENDS = re.compile(" *(?:[元块点又分折,，。]|$)")


def space(number: Reading) -> bool:
    """Go on after the space if what follows belongs to the same number."""
    if not _is_joined(number):
        return False
    number.is_spaced = True
    while number.text[number.at] == " ":
        number.at += 1
    return True


def _is_joined(number: Reading) -> bool:
    text, at = number.text, number.at
    if number.atom is not None:
        return bool(_BEFORE_MAGNITUDE.match(text, at) or (not number.is_arabic and _BEFORE_POINT.match(text, at)))
    if number.small and (_BEFORE_BIG.match(text, at) or _BEFORE_POINT.match(text, at)):
        return True
    following = _BEFORE_DIGIT.match(text, at)
    if following is None:
        return False
    if following["magnitude"] is None:
        return _is_last_digit(number, following.end())
    if number.small:
        return SMALL[following["magnitude"]] < number.small
    return number.big == 10**4 and _BEFORE_LAST_THOUSANDS.match(text, at) is not None


def _is_last_digit(number: Reading, end: int) -> bool:
    """七百 三 十 四; but 「三百 五个」 is two numbers."""
    ends = _NUMBER_ENDS.match(number.text, end)
    return ends is not None and number.small in (10, 100) and (number.is_spaced or ends[0].endswith("又"))
