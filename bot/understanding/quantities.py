"""Quantities in everyday Chinese: 「六百来平，一天四块五，去年做了小一个亿」.

:func:`find_quantities` scans once from left to right. Where a quantity could begin, the rule
families below are tried in order; each is a pattern and a production. What follows then joins
ranges (300-500万), attaches what a price is per (每平每天) and what bounds it (不到, 以上).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.understanding.bounds import apply_bounds
from bot.understanding.characters import normalise
from bot.understanding.lookalikes import end_of_lookalike
from bot.understanding.price_bases import BASIS, BEFORE_BRACKETS, attach_bases
from bot.understanding.quantity import Dimension, Period, Quantity
from bot.understanding.quantity_families.base import Found
from bot.understanding.quantity_families.dates import read_date
from bot.understanding.quantity_families.fractions import read_slashed
from bot.understanding.quantity_families.numbers import read_number
from bot.understanding.quantity_families.shares import read_share
from bot.understanding.ranges import join_ranges
from bot.understanding.signs import sign_before
from bot.understanding.unit_headers import apply_unit_headers

__all__ = ["Dimension", "Period", "Quantity", "find_quantities"]


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
            sign = sign_before(text, at)
            quantity, at = _read(text, at)
            if quantity is not None:
                found.append(quantity if sign is None else quantity.negated(sign))
        start = _START.search(text, at)
    if found:
        found = join_ranges(text, found)
        apply_unit_headers(text, found)
        attach_bases(text, found, bases)
        apply_bounds(text, found)
    return found


_PLACES = (
    r"[\d一二三四五六七八九十两俩仨半几数每/¥$廿卅卌]|(?<!\.)\.\d",
    # 零 that is a number: 零个, 零点五, or all that is said
    r"零(?=[个元万项平块]|点[\d零一二三四五六七八九])|(?<!.)零(?=\s*$)",
    # shares: 百分之三十, 百分三十, 百万分之五, 打对折
    r"[百千万](?=[百千万亿]{0,6}\s{0,2}分\s{0,2}之)|百(?=分[\d一二三四五六七八九十百])|(?<=打)对(?=折)",
    # a magnitude without its 一: 百八十万, 百十来平, 百多平, 百二万, 千把万, 上千万
    r"[百千万](?=儿?八[十百千])|百(?=十[来个几平万多]|[一二三四五六七八九]万)|[百千万](?=多[平个元块家人㎡])",
    r"(?:[百千万亿]|个)(?=[百千十]?[把来]|千?万|元|[级以左上])|[百千万亿](?=[^元]|$)",
    # what a price is per: 月租, 季付
    r"[年月日](?=[租付])|季度?(?=[租付])",
    # and in brackets: 租金（年）
    rf"(?<={BEFORE_BRACKETS})(?:[年日天季]|个?月|半年)(?=度?[)）])",
    # years told from now
    r"[去前今明上本]年|[前上]一年|再前一?年|上上一?年",
    r"(?:人民币|rmb)(?=\s?[\d一二三四五六七八九十两])",
)
_START = re.compile("|".join(_PLACES))
"""Where a quantity could begin."""


def _read(text: str, at: int) -> Found:
    """Try the families in order; the last one only moves on."""
    for family in _FAMILIES:
        found = family(text, at)
        if found is not None:
            return found
    return None, at + 1


def _lookalike(text: str, at: int) -> Found | None:
    end = end_of_lookalike(text, at)
    return None if end is None else (None, end)


_FAMILIES: tuple[Callable[[str, int], Found | None], ...] = (
    read_date,
    read_share,
    read_slashed,
    _lookalike,
    read_number,
)
