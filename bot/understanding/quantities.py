"""Quantities in everyday Chinese: 「六百来平，一天四块五，去年做了小一个亿」.

:func:`find_quantities` scans once from left to right. Where a quantity could begin, the rule
families below are tried in order; each is a pattern and a production. What follows then joins
ranges (300-500万), attaches what a price is per (每平每天) and what bounds it (不到, 以上).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from bot.understanding.bounds import apply_bounds
from bot.understanding.characters import normalise
from bot.understanding.lookalikes import end_of_lookalike
from bot.understanding.numerals import Numeral, read_numeral
from bot.understanding.price_bases import BASIS, attach_bases
from bot.understanding.quantity import Dimension, Period, Quantity
from bot.understanding.ranges import join_ranges
from bot.understanding.units import LONE_DIGIT_YUAN, match_unit

__all__ = ["Dimension", "Period", "Quantity", "find_quantities"]

_Found: TypeAlias = tuple[Quantity | None, int]
"""A quantity (or nothing worth keeping) and where the scan goes on."""


def find_quantities(text: str) -> list[Quantity]:
    """All quantities in ``text``, in order, without overlap."""
    return find_in_normalised(normalise(text))


def find_in_normalised(text: str) -> list[Quantity]:
    """The same for text that :func:`normalise` has been through."""
    start = _START.search(text)
    if start is None:
        return []
    found: list[Quantity] = []
    bases: list[re.Match[str]] = []
    while start is not None:
        at = start.start()
        basis = BASIS.match(text, at)
        if basis:
            bases.append(basis)
            at = basis.end()
        else:
            quantity, at = _read(text, at)
            if quantity is not None:
                found.append(quantity)
        start = _START.search(text, at)
    if found:
        found = join_ranges(text, found)
        attach_bases(text, found, bases)
        apply_bounds(text, found)
    return found


_START = re.compile(
    r"[\d一二三四五六七八九十两俩仨半几数每/¥$]|[百千万](?=分之)|(?:[百千万亿]|个)(?=[百千十]?[把来]|千?万|元|[级以左上])"
    r"|[百千万亿](?=[^元]|$)|[年月日](?=[租付])|季度?(?=[租付])|\.\d|[去前今明上本]年|[前上]一年|再前一?年|上上一?年|(?:人民币|rmb)(?=\s?[\d一二三四五六七八九十两])"
)


def _read(text: str, at: int) -> _Found:
    """Try the families in order; the last one only moves on."""
    for family in _FAMILIES:
        found = family(text, at)
        if found is not None:
            return found
    return None, at + 1


# --- dates -------------------------------------------------------------------------------------

_DAY = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<sep>[年./-])(?P<month>1[0-2]|0?[1-9])(?:[月./-](?P<day>3[01]|[12]\d|0?[1-9])[日号]?|月份?)"
    r"(?![\d.万亿])"
)
_YEAR = re.compile(
    r"(?P<full>(?:19|20)\d\d)(?:年度?|财年)(?![内])"
    r"|(?P<written>[一二][零九][零一二三四五六七八九]{2})年"
    r"|(?P<short>[012]\d)年度?(?!内|以|期|了|多|来|的?(?:经验|历史|时间|租|合同))"
    r"|(?P<chinese>[一二][零一二三四五六七八九])年(?!内|以|期|了|多|来)"
)
_RELATIVE_YEAR = re.compile("(?P<ago>大前|再前一?|前一?|去|今|明|上上一?|上一?|本)年度?(?!来|多)")
_YEARS_AGO = {"大前": 3, "再前": 3, "前": 2, "上上": 2, "去": 1, "上": 1, "今": 0, "本": 0, "明": -1}


def _date(text: str, at: int) -> _Found | None:
    match = _DAY.match(text, at)
    if match:
        first = Decimal(f"{match['year']}{int(match['month']):02}{int(match['day'] or 1):02}")
        last = first if match["day"] else first + 30
        return Quantity(Dimension.DATE, first, last, at, match.end()), match.end()
    match = _YEAR.match(text, at)
    if match:
        year = match["full"] or (f"20{match['short']}" if match["short"] else _written_year(match))
        value = Decimal(year)
        return Quantity(Dimension.YEAR, value, value, at, match.end()), match.end()
    match = _RELATIVE_YEAR.match(text, at)
    if match:
        ago = Decimal(_YEARS_AGO[match["ago"].rstrip("一")])
        if text.startswith("大", at - 1) and at:
            ago += 1
        return Quantity(Dimension.YEARS_AGO, ago, ago, at, match.end()), match.end()
    return None


def _written_year(match: re.Match[str]) -> str:
    written = match["written"] or match["chinese"]
    digits = "".join(str("零一二三四五六七八九".index(digit)) for digit in written)
    return digits if len(digits) == 4 else f"20{digits}"


# --- shares ------------------------------------------------------------------------------------

_PARTS = {"百": Decimal("0.01"), "千": Decimal("0.001"), "万": Decimal("0.0001")}
_OF_HUNDRED = re.compile(r"([百千万])分之\s?")
_HALF = re.compile("一半(?!天|路|会)")


def _share(text: str, at: int) -> _Found | None:
    match = _OF_HUNDRED.match(text, at)
    if match:
        if text.startswith("百", match.end()):
            return Quantity(Dimension.SHARE, Decimal(1), Decimal(1), at, match.end() + 1), match.end() + 1
        numeral = read_numeral(text, match.end())
        if numeral is None:
            return None, match.end()
        quantity = _quantity(Dimension.SHARE, numeral, at, numeral.end, _PARTS[match[1]])
        return _share_range(text, quantity, _PARTS[match[1]])
    match = _HALF.match(text, at)
    if match:
        return Quantity(Dimension.SHARE, Decimal("0.5"), Decimal("0.5"), at, match.end()), match.end()
    return None


_AND_TO = re.compile(r"(?:到|至|-|~)(?=[\d一二三四五六七八九十])(?![\d一二三四五六七八九十]+(?:%|万|亿|元|平|年))")


def _share_range(text: str, quantity: Quantity, factor: Decimal) -> _Found:
    """百分之十到三十."""
    match = _AND_TO.match(text, quantity.end)
    upper = read_numeral(text, match.end()) if match else None
    if upper is not None and upper.high * factor >= quantity.low:
        quantity.high, quantity.end = upper.high * factor, upper.end
    return quantity, quantity.end


def _fraction(text: str, numeral: Numeral, at: int) -> _Found | None:
    """三分之一: the second number is the numerator."""
    if not text.startswith("分之", numeral.end) or not numeral.low:
        return None
    numerator = read_numeral(text, numeral.end + 2)
    if numerator is None:
        return None, numeral.end + 2
    value = numerator.low / numeral.low
    return Quantity(Dimension.SHARE, value, value, at, numerator.end), numerator.end


# --- look-alikes -------------------------------------------------------------------------------


def _lookalike(text: str, at: int) -> _Found | None:
    end = end_of_lookalike(text, at)
    return None if end is None else (None, end)


# --- numbers with their units ------------------------------------------------------------------

_CURRENCY_BEFORE = re.compile(r"(?:¥|人民币|rmb)\s?|(?P<dollar>\$)\s?")
_BEFORE_IMPLICIT_ONE = re.compile("(?:近|上|过|超|破|达|到|约|小|成|大几|超过|突破|不足|好几|有|差不多|大概|估计|接近|快)$")
_AFTER_IMPLICIT_ONE = re.compile("[百千]?万?亿?元?(?:级|以[上下内]|左右|[出上]头|上下|规模|大关|把|来)|十来万|个?把")
_LONE_DIGIT_YUAN = re.compile(LONE_DIGIT_YUAN)
_HALF_UNIT = re.compile(r"半(?:个(?P<month>月)|(?P<year>年)(?!报|度)|(?P<share>成))|半")


def _number(text: str, at: int) -> _Found | None:
    currency = _CURRENCY_BEFORE.match(text, at)
    start = currency.end() if currency else at
    if start >= len(text):
        return None
    half = None if currency or text[at] != "半" else _half(text, at)
    if half is not None:
        return half
    if text[start] == "个":
        return _handful(text, at)
    numeral = read_numeral(text, start, implicit_one=_says_one(text, start))
    if numeral is None:
        return None
    if currency:
        return _money_after_currency(numeral, at, "美元" if currency["dollar"] else "")
    return _fraction(text, numeral, at) or _with_unit(text, numeral, at)


def _half(text: str, at: int) -> _Found | None:
    match = _HALF_UNIT.match(text, at)
    if match is None or match.lastgroup is None:
        return None
    if match["share"]:
        return Quantity(Dimension.SHARE, Decimal("0.05"), Decimal("0.05"), at, match.end()), match.end()
    months = Decimal(6) if match["year"] else Decimal("0.5")
    return Quantity(Dimension.MONTHS, months, months, at, match.end()), match.end()


def _handful(text: str, at: int) -> _Found:
    """个把亿, 个把月."""
    numeral = read_numeral(text, at + 2, implicit_one=True) if text.startswith("个把", at) else None
    if numeral is None or not numeral.names_big:
        return None, at + 1
    return _quantity(Dimension.MONEY, numeral, at, numeral.end, Decimal(1), approximate=True), numeral.end


def _says_one(text: str, start: int) -> bool:
    """Whether 千万 here means ten million: 近千万, 千万级, but not 千万别."""
    if text[start] not in "百千万亿":
        return False
    return bool(_BEFORE_IMPLICIT_ONE.search(text, max(0, start - 3), start) or _AFTER_IMPLICIT_ONE.match(text, start))


def _money_after_currency(numeral: Numeral, at: int, currency: str) -> _Found:
    dimension = Dimension.FOREIGN_MONEY if currency else Dimension.MONEY
    return _quantity(dimension, numeral, at, numeral.end, Decimal(1), unit=currency), numeral.end


def _with_unit(text: str, numeral: Numeral, at: int) -> _Found:
    found = match_unit(text, numeral.end)
    if found is None:
        return _without_unit(text, numeral, at)
    unit, end = found
    if unit.dimension is Dimension.COUNT and numeral.names_big and unit.name == "个":
        return _quantity(Dimension.MONEY, numeral, at, numeral.end, Decimal(1)), numeral.end
    special = _SPECIAL_UNITS.get(unit.name)
    if special is not None:
        return special(text, numeral, at, end)
    return _quantity(unit.dimension, numeral, at, end, unit.factor, unit=unit.name), end


def _without_unit(text: str, numeral: Numeral, at: int) -> _Found:
    is_lone = False
    if numeral.names_big:
        return _quantity(Dimension.MONEY, numeral, at, numeral.end, Decimal(1)), numeral.end
    if numeral.is_digit:
        following = text[numeral.end : numeral.end + 20].strip(" 。.!！吧呢啊,，")
        if text[at] in "俩仨" and not text[:at].endswith(("我", "你", "他", "她", "咱", "们")):
            return _quantity(Dimension.COUNT, numeral, at, numeral.end, Decimal(1), unit="个"), numeral.end
        is_lone = bool(following or text[max(0, at - 20) : at].strip(" 就是大概有"))
        if is_lone and not _RANGE_FOLLOWS.match(text, numeral.end):
            return None, numeral.end
    quantity = _quantity(Dimension.NUMBER, numeral, at, numeral.end, Decimal(1))
    quantity.names_unit, quantity.is_lone_digit = False, numeral.is_digit and is_lone
    return quantity, numeral.end


_RANGE_FOLLOWS = re.compile(r"\s?(?:到|至|-|~|、)\s?[\d一二三四五六七八九十两几]")


_YUAN_TAIL = re.compile(
    r"(?P<tenths>[\d零一二三四五六七八九两]{1,2})(?![\d.,百千万亿十%]|\s?(?:[平年月天]|个月|成|家|项))"
    r"(?:(?:毛|角)(?P<cents>[\d零一二三四五六七八九])?分?)?"
)


def _yuan(text: str, numeral: Numeral, at: int, end: int) -> _Found:
    """4块5, 三块八毛五, 四块二五."""
    if numeral.is_digit and text[numeral.end] == "块" and not _LONE_DIGIT_YUAN.match(text, numeral.end):
        return None, end
    value = _quantity(Dimension.MONEY, numeral, at, end, Decimal(1))
    if text.startswith("多", end):
        value.high, value.end = numeral.high + 1, end + 1
        return value, value.end
    if text.startswith("半", end):
        value.low = value.low + Decimal("0.5")
        value.high, value.end = value.low, end + 1
        return value, value.end
    tail = _YUAN_TAIL.match(text, end)
    if tail is None:
        return _yuan_and_one_digit(text, value, end)
    digits = "".join(str("零一二三四五六七八九两".index(c) % 9 if c == "两" else "零一二三四五六七八九".index(c))
                     if not c.isascii() else c for c in tail["tenths"] + (tail["cents"] or ""))  # fmt: skip
    fraction = Decimal(f"0.{digits}")
    value.low, value.high, value.end = value.low + fraction, numeral.high + fraction, tail.end()
    return value, value.end


_ONE_CHINESE_DIGIT = re.compile("[一二三四五六七八九](?=[一二三四五六七八九])(?![一二三四五六七八九][一二三四五六七八九])")


def _yuan_and_one_digit(text: str, value: Quantity, end: int) -> _Found:
    """「四块五一平」: the digit before another number."""
    if _ONE_CHINESE_DIGIT.match(text, end):
        fraction = Decimal("零一二三四五六七八九".index(text[end])) / 10
        value.low += fraction
        value.high = value.low
        value.end = end + 1
    return value, value.end


_TENTHS_OF_TENTH = re.compile("(半)|([一二三四五六七八九\\d])(?!\\d|[成十百千万亿个平块年天])")


def _tenths(text: str, numeral: Numeral, at: int, end: int) -> _Found:
    """三成, 三成五, 三成半."""
    quantity = _quantity(Dimension.SHARE, numeral, at, end, Decimal("0.1"), unit="成")
    match = _TENTHS_OF_TENTH.match(text, end)
    if match:
        digit = 5 if match[1] else "零一二三四五六七八九".find(match[2]) if not match[2].isdigit() or not match[2].isascii() else int(match[2])
        quantity.low += Decimal(digit) / 100
        quantity.high, quantity.end = quantity.low, match.end()
    return quantity, quantity.end


_EXTRA_TENTHS = {"个半": Decimal("0.5"), "年半": Decimal(6)}


def _and_a_half(text: str, numeral: Numeral, at: int, end: int) -> _Found:
    """两年半, 三个半月."""
    name = "年半" if text.startswith("年半", numeral.end) else "个半"
    quantity = _quantity(Dimension.MONTHS, numeral, at, end, Decimal(12 if name == "年半" else 1))
    quantity.low += _EXTRA_TENTHS[name]
    quantity.high = quantity.low
    return quantity, end


_SPECIAL_UNITS: dict[str, Callable[[str, Numeral, int, int], _Found]] = {
    "块": _yuan,
    "元角": _yuan,
    "成": _tenths,
    "个半": _and_a_half,
    "年半": _and_a_half,
}


def _quantity(
    dimension: Dimension, numeral: Numeral, start: int, end: int, factor: Decimal, *, unit: str = "", approximate: bool = False
) -> Quantity:
    low = numeral.low if factor == 1 else numeral.low * factor
    high = low if numeral.low == numeral.high else numeral.high * factor
    return Quantity(
        dimension, low, high, start, end, numeral.approximate or approximate, unit, tail=Decimal(numeral.tail),
        step=Decimal(numeral.step) * factor,
    )


_FAMILIES: tuple[Callable[[str, int], _Found | None], ...] = (_date, _share, _lookalike, _number)
