"""Written quantities as exact numbers: ``"1.2亿元"`` is 120000000 (元), ``"30%"`` is 0.3.

Only unambiguous notation is read here: digits, a unit, nothing else. It is what facts
files, HTTP bodies and packs are written in; everyday speech is the bot's business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Context, Decimal, InvalidOperation, localcontext
from enum import Enum
from types import MappingProxyType

__all__ = ["LARGEST_EXPONENT", "UNITS", "Dimension", "QuantityError", "dimensions_of", "parse_quantity"]

LARGEST_EXPONENT = 308
_SMALLEST_EXPONENT = -324
"""Numbers of more digits than a double can hold are typing errors, and would cost minutes to print."""


class Dimension(str, Enum):
    """What a quantity measures, and with it the base unit its number is given in."""

    MONEY = "money"  # 元
    AREA = "area"  # ㎡
    UNIT_PRICE = "unit_price"  # 元/㎡/天
    MONTHLY_UNIT_PRICE = "monthly_unit_price"  # 元/㎡/月
    SHARE = "share"  # fraction
    COUNT = "count"  # pieces
    MONTHS = "months"
    NUMBER = "number"  # in the unit that the fact itself names (亩, 吨 …)
    DATE = "date"  # days since 0001-01-01, as date.toordinal() counts them


DAYS_PER_YEAR = Decimal(365)
MONTHS_PER_YEAR = Decimal(12)


def _money_units() -> dict[str, Decimal]:
    magnitudes = {
        "": 1,
        "百": 10**2,
        "千": 10**3,
        "万": 10**4,
        "十万": 10**5,
        "百万": 10**6,
        "千万": 10**7,
        "亿": 10**8,
    }
    units = {f"{name}元": Decimal(factor) for name, factor in magnitudes.items()}
    # 「6200万」 says 元 by itself; a bare 「百」 or 「千」 does not.
    units |= {name: Decimal(factor) for name, factor in magnitudes.items() if factor >= 10**4}
    return units | {"万人民币": Decimal(10**4), "亿人民币": Decimal(10**8), "人民币": Decimal(1)}


_AREA_NAMES = ("平方米", "平米", "平方", "平", "㎡", "m2", "m²")
_COUNT_NAMES = (*"个项家件人名台套次份户岁场篇辆座间组批部款条种届位", "周岁", "标准展位", "展位")
_NUMBER_NAMES = ("亩", "吨", "小时", "千瓦", "兆瓦", "千瓦时", "公里", "吨标准煤")
with localcontext(Context(prec=340)):  # as exact as the arithmetic of an estimate
    _MONTHLY = MONTHS_PER_YEAR / DAYS_PER_YEAR
    _YEARLY = 1 / DAYS_PER_YEAR
    _DAILY = DAYS_PER_YEAR / MONTHS_PER_YEAR

UNITS: Mapping[Dimension, Mapping[str, Decimal]] = MappingProxyType(
    {
        Dimension.MONEY: MappingProxyType(_money_units()),
        Dimension.AREA: MappingProxyType(
            {name: Decimal(1) for name in _AREA_NAMES} | {"万平方米": Decimal(10**4), "公顷": Decimal(10**4)}
        ),
        Dimension.UNIT_PRICE: MappingProxyType(
            {f"元/{area}/{day}": Decimal(1) for area in _AREA_NAMES for day in ("天", "日")}
            | {f"元/{area}/月": _MONTHLY for area in _AREA_NAMES}
            | {f"元/{area}/年": _YEARLY for area in _AREA_NAMES}
        ),
        Dimension.MONTHLY_UNIT_PRICE: MappingProxyType(
            {f"元/{area}/月": Decimal(1) for area in _AREA_NAMES}
            | {f"元/月/{area}": Decimal(1) for area in _AREA_NAMES}
            | {f"元/{area}/{day}": _DAILY for area in _AREA_NAMES for day in ("天", "日")}
        ),
        Dimension.SHARE: MappingProxyType(
            {"%": Decimal("0.01"), "‰": Decimal("0.001"), "个百分点": Decimal("0.01"), "倍": Decimal(1)}
        ),
        Dimension.COUNT: MappingProxyType({name: Decimal(1) for name in _COUNT_NAMES}),
        Dimension.MONTHS: MappingProxyType({"个月": Decimal(1), "月": Decimal(1), "年": MONTHS_PER_YEAR}),
        Dimension.NUMBER: MappingProxyType({name: Decimal(1) for name in _NUMBER_NAMES}),
        Dimension.DATE: MappingProxyType({}),
    }
)
"""For each dimension, every unit that is understood and its factor to the base unit."""


class QuantityError(ValueError):
    """Text that is no quantity of the dimension asked for.

    ``code``: ``not_a_number``, ``missing_unit``, ``wrong_unit``, ``not_finite``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_QUANTITY = re.compile(
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+))(?P<unit>[^\d.,+-].*)?", re.ASCII
)


# Normalisation would make ① a 1, 10² a 102 and 「5 5万」 a 55万; the ² of m² stands behind a letter.
_ONLY_LOOKS_LIKE_A_NUMBER = re.compile(r"(?:^|[\d.,\s])[²³¹⁰⁴-⁹₀-₉①-⓿❶-➓㈠-㊿½-¾⅐-↏]|\d\s+[\d.]")


def normalise(text: str) -> str:
    """Full-width forms as half-width, without spaces, in lower case."""
    return re.sub(r"[·•每]", "/", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))).lower()


def parse_quantity(text: str, dimension: Dimension) -> Decimal:
    """The number that ``text`` writes, in the base unit of ``dimension``.

    Raises :class:`QuantityError` where the text is no number, has no unit (a bare ``"6200"``
    could be 元 or 万元, so it is nothing) or a unit of another dimension.
    """
    match = None if _ONLY_LOOKS_LIKE_A_NUMBER.search(text) else _QUANTITY.fullmatch(normalise(text))
    if match is None:
        raise QuantityError("not_a_number")
    unit = match["unit"]
    if unit is None:
        raise QuantityError("missing_unit")
    factor = _NORMALISED_UNITS[dimension].get(unit)
    if factor is None:
        raise QuantityError("wrong_unit")
    return finite(match["number"].replace(",", "")) * factor


def dimensions_of(text: str) -> tuple[Dimension, ...]:
    """The dimensions that ``text`` can be a quantity of, those first whose base unit it is written in."""
    match = _QUANTITY.fullmatch(normalise(text))
    unit = match["unit"] if match else None
    found = [dimension for dimension, units in _NORMALISED_UNITS.items() if unit in units]
    return tuple(sorted(found, key=lambda dimension: _NORMALISED_UNITS[dimension][unit or ""] != 1))


def finite(number: str | int | float | Decimal) -> Decimal:
    """``number`` as an exact decimal; raises :class:`QuantityError` if it is not finite."""
    try:
        # repr of a float is the shortest decimal that means it: 4.5 stays 4.5.
        value = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    except InvalidOperation:
        raise QuantityError("not_a_number") from None
    if not value.is_finite() or (value and not _SMALLEST_EXPONENT <= value.adjusted() <= LARGEST_EXPONENT):
        raise QuantityError("not_finite")
    return value or Decimal(0)  # there is no -0 of anything


_NORMALISED_UNITS = {
    dimension: {normalise(name): factor for name, factor in names.items()} for dimension, names in UNITS.items()
}
