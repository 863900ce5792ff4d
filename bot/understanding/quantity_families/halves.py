"""Halves and parts of a unit: 半年, 半亩, 半个, 两年半, 三个半月, 三亩半, 两亩三分地."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.numerals import Numeral
from bot.understanding.numerals.state import DIGITS
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.quantity_families.base import Found, quantity_of
from bot.understanding.units import MU

__all__ = ["read_half", "read_months_and_a_half", "read_mu_and_parts"]

_HALF = re.compile(
    r"半(?:个(?P<month>月)|(?P<year>年)(?!报|度)|(?P<tenth>成)|(?P<discount>折)|(?P<mu>亩)|(?P<thing>个)(?![小钟世多点百万亿月]))"
)
_MEANT = {
    "month": (Dimension.MONTHS, Decimal("0.5"), ""),
    "year": (Dimension.MONTHS, Decimal(6), ""),
    "tenth": (Dimension.SHARE, Decimal("0.05"), "成"),
    "discount": (Dimension.SHARE, Decimal("0.5"), "折"),
    "mu": (Dimension.AREA, MU / 2, ""),
    "thing": (Dimension.COUNT, Decimal("0.5"), "个"),
}
_EXTRA_MONTHS = {"个半": Decimal("0.5"), "年半": Decimal(6)}
_PART_OF_MU = re.compile("半|(?P<tenths>[1-9一二三四五六七八九])分(?=地|$|[,，。])")


def read_half(text: str, at: int) -> Found | None:
    """Half a unit; 半个亿 and 半百 are numerals."""
    match = _HALF.match(text, at)
    if match is None or match.lastgroup is None:
        return None
    dimension, value, unit = _MEANT[match.lastgroup]
    return Quantity(dimension, value, value, at, match.end(), unit=unit), match.end()


def read_months_and_a_half(text: str, numeral: Numeral, at: int, end: int) -> Found:
    """两年半, 三个半月."""
    name = "年半" if text.startswith("年半", numeral.end) else "个半"
    quantity = quantity_of(Dimension.MONTHS, numeral, at, end, Decimal(12 if name == "年半" else 1))
    quantity.low += _EXTRA_MONTHS[name]
    quantity.high = quantity.low
    return quantity, end


def read_mu_and_parts(text: str, numeral: Numeral, at: int, end: int) -> Found:
    """三亩半, 两亩三分地."""
    mu = quantity_of(Dimension.AREA, numeral, at, end, MU)
    part = _PART_OF_MU.match(text, end)
    if part and mu.high is not None:
        tenths = part["tenths"] or "5"
        more = MU * int(DIGITS.get(tenths, tenths)) / 10
        mu.low, mu.high, mu.end = mu.low + more, mu.high + more, part.end()
    return mu, mu.end
