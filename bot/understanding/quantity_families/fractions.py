"""Fractions: 三分之一, 二又三分之一, 1/3. Below one they are shares, else numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.numerals import Numeral, read_numeral
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.quantity_families.base import Found
from bot.understanding.signs import sign_before

__all__ = ["read_fraction", "read_slashed"]

_BY = re.compile(r"\s{0,2}分\s{0,2}之\s?(?P<minus>负)?")
_BY_AFTER_AND = re.compile(r"\s{0,2}[分份](?:\s{0,2}之)?\s?(?P<minus>负)?")
_ONE_PART = re.compile(
    r"(?:(?<=^.)|(?<=[占约付出有][二三四五六七八九十]))[分份](?=一(?:[的左以,，。;；!！]|\s*$))(?P<minus>负)?"
)
"""三分一, 一又十分一: without 之, as people say in Hong Kong."""
_AND = re.compile(r"\s?又\s?(?=[\d一二三四五六七八九十])")
_SLASHED = re.compile(
    r"(?<![第\d/.])(?:(?P<whole>\d{1,4}) )?(?P<above>[1-9])/(?P<below>[1-9]\d?)"
    r"(?!\s?[\d/.%月日号前后批期楼栋幢层室座元平天年万亿㎡a-z])"
)
_LONGEST_WHOLE = 2
_HIGHEST_BELOW = 10
"""1/3 is a share; 7/24 is something else."""


def read_fraction(text: str, numeral: Numeral, at: int) -> Found | None:
    """三分之一, 二又三分之一: ``numeral`` is the denominator, or the whole before 又."""
    joint = _AND.match(text, numeral.end)
    denominator = read_numeral(text, joint.end()) if joint else numeral
    if denominator is None or not denominator.low:
        return None
    ways = (_BY_AFTER_AND,) if joint else (_BY, _ONE_PART)
    by = next((found for way in ways if (found := way.match(text, denominator.end))), None)
    if by is None:
        return None
    numerator = read_numeral(text, by.end())
    if numerator is None:
        return None if joint else (None, by.end())
    value = (-numerator.low if by["minus"] else numerator.low) / denominator.low
    return _fraction(numeral.low if joint else None, value, at, numerator.end)


def read_slashed(text: str, at: int) -> Found | None:
    """1/3, 2 1/4; 3/2 may be a day, -3/2 and 1 3/2 are none."""
    match = _SLASHED.match(text, at)
    if match is None or int(match["below"]) > _HIGHEST_BELOW:
        return None
    is_no_day = sign_before(text, at) is not None or len(match["whole"] or "2018") <= _LONGEST_WHOLE
    if int(match["above"]) >= int(match["below"]) and not is_no_day:
        return None
    value = Decimal(match["above"]) / Decimal(match["below"])
    return _fraction(Decimal(match["whole"]) if match["whole"] else None, value, at, match.end())


def _fraction(whole: Decimal | None, value: Decimal, start: int, end: int) -> Found:
    if whole is None and value <= 1:
        return Quantity(Dimension.SHARE, value, value, start, end), end
    value += whole or 0
    return Quantity(Dimension.NUMBER, value, value, start, end, names_unit=False), end
