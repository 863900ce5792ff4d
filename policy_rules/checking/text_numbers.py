"""The numbers that stand in a Chinese sentence, in any notation a document uses.

``300万元``, ``80万至100万元``, ``10-30%``, ``百分之十``, ``1:1``, ``前两年``, ``免除``, ``减半``, ``三百万元``, ``2019年4月30日``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from policy_rules.days import ordinal
from policy_rules.measures import WrittenNumber
from policy_rules.quantities import Dimension, normalise

__all__ = ["numbers_in", "stands_in"]

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+(?:[万亿][零〇一二两三四五六七八九十百千]*)*"
_MAGNITUDE = r"亿|千万|百万|十万|万|千|百"
_UNIT = r"元|人民币|%|‰|个百分点|平方米|㎡|m2|m²|平米|平方|公顷|个月|月|年|倍|成"
_QUANTITY = re.compile(rf"(?P<number>{_NUMBER})(?P<magnitude>{_MAGNITUDE})?(?P<unit>{_UNIT})?")
_JOINED = re.compile(r"[-~—–至到、,和或及/]|以上至|以上")
_DAY = re.compile(r"(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?:度|(?=[^\d月]|$))")
_BARE_MAGNITUDE = re.compile(r"(?<![\d.零〇一二两三四五六七八九十百千万亿数几多上])(亿|千万|百万)(?=元)")
_FRACTION = re.compile(rf"(?P<whole>{_NUMBER})分之(?P<part>{_NUMBER})")
_RATIO = re.compile(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)")
_MAGNITUDES = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2}
_AREA = {"平方米": 1, "㎡": 1, "m2": 1, "m²": 1, "平米": 1, "平方": 1, "公顷": 10**4}
_SHARE = {
    "%": Decimal("0.01"),
    "‰": Decimal("0.001"),
    "个百分点": Decimal("0.01"),
    "倍": Decimal(1),
    "成": Decimal("0.1"),
}
_WHOLE = ("全额", "全部", "免除", "全免", "免收", "免租", "免费", "等额", "相同额度", "同等额度", "同额", "据实")
_HALF = ("减半", "半额", "一半", "对半", "折半")

_MONEY = (Dimension.MONEY, Dimension.UNIT_PRICE, Dimension.MONTHLY_UNIT_PRICE)


def stands_in(number: WrittenNumber, found: frozenset[WrittenNumber]) -> bool:
    """Whether a number of a rule is among those of its quotes; prices are written as money, pieces without unit."""
    if number.dimension in _MONEY:
        return any(WrittenNumber(number.value, dimension) in found for dimension in _MONEY)
    plain = number.dimension in (Dimension.COUNT, Dimension.NUMBER)
    return WrittenNumber(number.value, Dimension.NUMBER if plain else number.dimension) in found


def numbers_in(text: str) -> frozenset[WrittenNumber]:
    """Every number of ``text`` in base units; pieces (件, 家, 亩 …) as :attr:`Dimension.NUMBER`."""
    return frozenset(_find(normalise(text)))


def _find(text: str) -> Iterator[WrittenNumber]:
    for match in _DAY.finditer(text):
        try:
            yield WrittenNumber(ordinal(date(int(match[1]), int(match[2]), int(match[3]))), Dimension.DATE)
        except ValueError:  # noqa: PERF203 - a handful of dates
            continue  # a number such as 2018.13.40 is no day
    for match in _YEAR.finditer(text):
        yield from (WrittenNumber(ordinal(date(int(match[1]), *day)), Dimension.DATE) for day in ((1, 1), (12, 31)))
    for match in _BARE_MAGNITUDE.finditer(text):
        yield from _measured(Decimal(1), match[1], "元")
    for match in _RATIO.finditer(text):
        if Decimal(match[1]):
            yield WrittenNumber(Decimal(match[2]) / Decimal(match[1]), Dimension.SHARE)
    for match in _FRACTION.finditer(text):
        whole = _value("100" if match["whole"] == "百" else match["whole"])
        if whole:
            yield WrittenNumber(_value(match["part"]) / whole, Dimension.SHARE)
    if any(word in text for word in _WHOLE):
        yield WrittenNumber(Decimal(1), Dimension.SHARE)
    if any(word in text for word in _HALF):
        yield WrittenNumber(Decimal("0.5"), Dimension.SHARE)
    if "半年" in text:
        yield WrittenNumber(Decimal(6), Dimension.MONTHS)
    yield from _quantities(text)


def _quantities(text: str) -> Iterator[WrittenNumber]:
    """Numbers with their units; in 「10-30%」 or 「20、50、100万元」 the last unit is that of all."""
    found = list(_QUANTITY.finditer(text))
    magnitude, unit, begins = "", "", -1
    for match in reversed(found):
        own = bool(match["magnitude"] or match["unit"])
        follows = begins >= 0 and _JOINED.fullmatch(text[match.end() : begins])
        if own or not follows:
            joined_magnitude = magnitude if match["unit"] is None and match["magnitude"] is None and follows else ""
            inherited_unit = unit if follows and match["unit"] is None else ""
            magnitude, unit = match["magnitude"] or joined_magnitude, match["unit"] or inherited_unit
        yield from _measured(_value(match["number"]), magnitude, unit)
        begins = match.start()


def _measured(number: Decimal, magnitude: str, unit: str) -> Iterator[WrittenNumber]:
    value = number * _MAGNITUDES.get(magnitude, 1)
    yield WrittenNumber(value, Dimension.NUMBER)
    if unit in ("元", "人民币") or (not unit and (magnitude or value >= 10**4)):
        yield WrittenNumber(value, Dimension.MONEY)
    elif unit in _AREA:
        yield WrittenNumber(value * _AREA[unit], Dimension.AREA)
    elif unit in _SHARE:
        yield WrittenNumber(value * _SHARE[unit], Dimension.SHARE)
    elif unit in ("个月", "月"):
        yield WrittenNumber(value, Dimension.MONTHS)
    elif unit == "年":
        yield WrittenNumber(value * 12, Dimension.MONTHS)


def _value(number: str) -> Decimal:
    if number[0].isdigit() and number[0].isascii():
        return Decimal(number.replace(",", ""))
    total = section = digit = 0
    for character in number:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _STEPS:
            section, digit = section + (digit or 1) * _STEPS[character], 0
        else:
            total, section, digit = (total + section + digit) * _BIG[character], 0, 0
    return Decimal(total + section + digit)
