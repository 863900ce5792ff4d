"""A number with its unit, or without one: 6200万, 800平, 30%, 两个, 三年, 100万美元, 6200."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from bot.understanding.numerals import Numeral, read_numeral
from bot.understanding.quantity import Dimension
from bot.understanding.quantity_families.base import Found, quantity_of
from bot.understanding.quantity_families.fractions import read_fraction
from bot.understanding.quantity_families.halves import read_half, read_months_and_a_half, read_mu_and_parts
from bot.understanding.quantity_families.shares import read_tenths
from bot.understanding.quantity_families.yuan import read_tenths_of_yuan, read_yuan
from bot.understanding.units import match_unit

__all__ = ["read_number"]

_CURRENCY_BEFORE = re.compile(r"(?:¥|人民币|rmb)\s?|(?P<dollar>\$)\s?")
_BEFORE_IMPLICIT_ONE = re.compile(
    "(?:近|上|过|超|破|达|到|约|小|成|大几|超过|突破|不足|好几|有|差不多|大概|估计|接近|快)$"
)
_AFTER_IMPLICIT_ONE = re.compile(
    r"[百千]?万?亿?元?(?:级|以[上下内]|左右|[出上]头|上下|规模|大关|把|来)|[百千万]多[平个元块家人㎡]"
    r"|十来万|个?把|[百千万亿]{1,7}\s?分之|百[一二三四五六七八九]万|[百千万][一二三四五六七八九](?:[元块平每]|一?[平天月]|$)"
)


def read_number(text: str, at: int) -> Found | None:
    currency = _CURRENCY_BEFORE.match(text, at)
    start = currency.end() if currency else at
    if start >= len(text):
        return None
    half = None if currency or text[at] != "半" else read_half(text, at)
    if half is not None:
        return half
    if text[start] == "个":
        return _handful(text, at)
    numeral = read_numeral(text, start, implicit_one=_says_one(text, start))
    if numeral is None:
        return None
    if currency:
        return _money_after_currency(text, numeral, at, "美元" if currency["dollar"] else "")
    return read_fraction(text, numeral, at) or _with_unit(text, numeral, at)


def _handful(text: str, at: int) -> Found:
    """个把亿, 个把月."""
    numeral = read_numeral(text, at + 2, implicit_one=True) if text.startswith("个把", at) else None
    if numeral is None or not numeral.names_big:
        return None, at + 1
    return quantity_of(Dimension.MONEY, numeral, at, numeral.end, Decimal(1), approximate=True), numeral.end


def _says_one(text: str, start: int) -> bool:
    """Whether 千万 here means ten million: 近千万, 千万级, but not 千万别."""
    if text[start] not in "百千万亿":
        return False
    return bool(_BEFORE_IMPLICIT_ONE.search(text, max(0, start - 3), start) or _AFTER_IMPLICIT_ONE.match(text, start))


def _money_after_currency(text: str, numeral: Numeral, at: int, foreign: str) -> Found:
    if foreign:
        return quantity_of(Dimension.FOREIGN_MONEY, numeral, at, numeral.end, Decimal(1), unit=foreign), numeral.end
    quantity, end = _with_unit(text, numeral, at)  # 人民币四元五角
    if quantity is not None and quantity.dimension is Dimension.MONEY:
        return quantity, end
    return quantity_of(Dimension.MONEY, numeral, at, numeral.end, Decimal(1)), numeral.end


def _with_unit(text: str, numeral: Numeral, at: int) -> Found:
    found = match_unit(text, numeral.end)
    if found is None:
        return _without_unit(text, numeral, at)
    unit, end = found
    if unit.dimension is Dimension.COUNT and numeral.names_big and unit.name == "个":
        return quantity_of(Dimension.MONEY, numeral, at, numeral.end, Decimal(1)), numeral.end
    special = _SPECIAL_UNITS.get(unit.name)
    if special is not None:
        return special(text, numeral, at, end)
    return quantity_of(unit.dimension, numeral, at, end, unit.factor, unit=unit.name), end


def _without_unit(text: str, numeral: Numeral, at: int) -> Found:
    if numeral.names_big:
        return quantity_of(Dimension.MONEY, numeral, at, numeral.end, Decimal(1)), numeral.end
    if text[at] in "俩仨" and numeral.is_digit and not text.endswith(("我", "你", "他", "她", "咱", "们"), 0, at):
        return quantity_of(Dimension.COUNT, numeral, at, numeral.end, Decimal(1), unit="个"), numeral.end
    if _CENTS.match(text, numeral.end) and _BEFORE_CENTS.search(text, max(0, at - 3), at):
        return quantity_of(Dimension.MONEY, numeral, at, numeral.end + 1, Decimal("0.01"), unit="分"), numeral.end + 1
    is_lone = numeral.is_digit and not _is_all_that_is_said(text, numeral, at)
    if (
        numeral.low <= _LOWEST_RANK
        and _RANK_BEFORE.search(text, max(0, at - 2), at)
        and _AFTER_RANK.match(text, numeral.end)
    ):
        return quantity_of(Dimension.COUNT, numeral, at, numeral.end, Decimal(1), unit="其他"), numeral.end
    if is_lone and not (_RANGE_FOLLOWS.match(text, numeral.end) or _BOUND_FOLLOWS.match(text, numeral.end)):
        return None, numeral.end
    quantity = quantity_of(Dimension.NUMBER, numeral, at, numeral.end, Decimal(1))
    quantity.names_unit, quantity.is_lone_digit = False, is_lone and not _BOUND_FOLLOWS.match(text, numeral.end)
    return quantity, numeral.end


def _is_all_that_is_said(text: str, numeral: Numeral, at: int) -> bool:
    """Whether a lone digit is a number: 「三」, 「大概有三吧」, 「项目数是三，其中…」, 「是四不是五」."""
    around = text[max(0, at - 20) : at].strip(" 就是大概有负-")
    around += text[numeral.end : numeral.end + 20].strip(" 。.!！吧呢啊,，")
    return not around or bool(_EQUALS.search(text, max(0, at - 1), at) and _AND_NO_MORE.match(text, numeral.end))


_EQUALS = re.compile("[是为:：=“]")
_AND_NO_MORE = re.compile(r"(?:不是|而是|却是|[那这]是|[”,，。;；、!！]|$)")
_CENTS = re.compile(r"分(?=[\s。.!！]*$|一[平天]|每[平天]|/)")
_BEFORE_CENTS = re.compile("^[就是负 -]*$|[平天日米](?:是|才|就)?$")
"""「八十五分」, all that is said or of a price a day, is money; elsewhere 分 are minutes and points."""
_LOWEST_RANK = 1000
_RANK_BEFORE = re.compile("(?<![之以目此先从年月日])前$")
_AFTER_RANK = re.compile(r"[的名强甲位,，。;；!！?？、\s]|$")
"""行业前三, 排名前五的: a place among others, no number of one's own."""
_BOUND_FOLLOWS = re.compile("(?:及|或者?)?以[上下内]")
_RANGE_FOLLOWS = re.compile(r"\s?(?:到|至|-|~|、)\s?[\d一二三四五六七八九十两几]")


_SPECIAL_UNITS: dict[str, Callable[[str, Numeral, int, int], Found]] = {
    "块": read_yuan,
    "元角": read_yuan,
    "角": read_tenths_of_yuan,
    "成": read_tenths,
    "个半": read_months_and_a_half,
    "年半": read_months_and_a_half,
    "亩": read_mu_and_parts,
}
