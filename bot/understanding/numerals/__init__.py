"""Written numbers as people write them: 6200万, 一亿两千万, 三百五, 2kw, 五六百万, 三千多万.

:func:`read_numeral` reads the longest number that begins at a position. It is a small state
machine, one rule for each kind of character; every rule consumes what it understands or ends the
number. Nothing is read twice, so that the time is linear in what is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from bot.understanding.numerals import approximations, digits, magnitudes
from bot.understanding.numerals.spaces import space
from bot.understanding.numerals.state import Number, Reading

__all__ = ["Numeral", "read_numeral"]


@dataclass(frozen=True)
class Numeral:
    """A number as written: ``low == high`` unless the words leave it open (五六百, 三千多)."""

    low: Decimal
    high: Decimal
    end: int
    approximate: bool
    names_big: bool
    """Whether 万, 亿, w or k is named: such a number without a unit is money."""
    is_digit: bool
    """A lone Chinese digit, which is a number only beside a unit (一企一策)."""
    tail: Number
    """The magnitudes after the last digits: in 「3到5千万」 they hold for the 3 as well."""
    step: Number
    """The place of the last digit named: 「多」 reaches to the next of these."""
    endless: bool
    """Whether a + leaves it open above."""


def read_numeral(text: str, start: int, *, implicit_one: bool = False) -> Numeral | None:
    """The number that begins at ``start``; with ``implicit_one`` 「千万」 is ten million."""
    number, length = Reading(text, start, implicit_one), len(text)
    while number.at < length:
        rule = _RULES.get(text[number.at])
        if rule is None or not rule(number):
            break
    if number.at == start:
        return None
    is_digit = number.atom is not None and not number.last and not number.is_arabic
    number.finish()
    return Numeral(
        Decimal(number.closed + number.section), Decimal(number.closed_high + number.section_high), number.at,
        number.approximate, bool(number.big) or number.letter, is_digit, number.tail, number.step, number.endless,
    )  # fmt: skip


_Rule: TypeAlias = Callable[[Reading], bool]
_RULES: dict[str, _Rule] = {
    **dict.fromkeys("0123456789.", digits.arabic),
    **dict.fromkeys("零一二三四五六七八九两俩仨", digits.chinese_digit),
    **dict.fromkeys("几数", approximations.several),
    **dict.fromkeys("廿卅卌", digits.tens),
    **dict.fromkeys("好大", approximations.emphasis),
    "半": digits.half,
    "点": digits.decimal_point,
    **dict.fromkeys("十百千", magnitudes.small_magnitude),
    **dict.fromkeys("万亿", magnitudes.big_magnitude),
    "兆": magnitudes.trillion,
    **dict.fromkeys("kwem", magnitudes.letter_magnitude),
    "个": magnitudes.measure_word,
    **dict.fromkeys("多余", approximations.more),
    "来": approximations.about,
    "+": approximations.plus,
    "把": approximations.handful,
    " ": space,
}
