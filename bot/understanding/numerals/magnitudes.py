"""Rules for magnitudes: 千, 万, 个亿, kw."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.numerals.approximations import roughly
from bot.understanding.numerals.state import BIG, DIGITS, LETTERS, SMALL, Reading

__all__ = [
    "big_magnitude",
    "letter_magnitude",
    "measure_word",
    "small_magnitude",
    "trillion",
]

_LETTER_UNIT = re.compile(r"(kw|wan|w|k|e)(?![a-z]|\d\d)|(m)(?=\s?(?:$|元|人民币|rmb|cny))")
_BEFORE_BIG = re.compile("个(半|多|来)?(?:亿|w)")


def small_magnitude(number: Reading) -> bool:
    if roughly(number):
        return True
    magnitude = SMALL[number.text[number.at]]
    if number.is_arabic and number.text[number.at - 1] in DIGITS:
        return False  # 「二五百」 are digits one by one, and then something else
    if number.open or (number.small and magnitude >= number.small):
        return number.give_back_atom()
    if number.atom is None:
        if magnitude != 10 and not (number.zero or (number.implicit_one and number.at == number.start)):
            return False
        if magnitude == 10 and number.last and not (number.small == 100 or number.zero or number.big):
            return False
        number.atom = number.atom_high = 1
    number.section += number.atom * magnitude
    number.section_high += number.atom_high * magnitude
    number.atom = None
    number.small, number.last, number.step, number.zero = magnitude, magnitude, magnitude, False
    number.tail *= magnitude
    number.at += 1
    return True


def big_magnitude(number: Reading) -> bool:
    if roughly(number):
        return True
    return number.close_section(BIG[number.text[number.at]], number.at + 1)


_TRILLIONS = re.compile("兆零?[\\d一二三四五六七八九两十百千]{1,9}亿|兆零[\\d一二三四五六七八九两十百千]{1,9}万")


def trillion(number: Reading) -> bool:
    """兆 is 万亿 where 亿 follow; elsewhere it counts bits and bytes."""
    return _TRILLIONS.match(number.text, number.at) is not None and number.close_section(10**12, number.at + 1)


def letter_magnitude(number: Reading) -> bool:
    match = _LETTER_UNIT.match(number.text, number.at)
    if match is None or number.atom is None or not number.is_arabic:
        return False
    magnitude = LETTERS[match[match.lastindex or 1]]
    if magnitude == 1000:
        number.section, number.section_high = number.atom * 1000, number.atom_high * 1000
        number.small = number.last = number.step = number.tail = magnitude
        number.atom, number.at, number.letter = None, match.end(), True
        return True
    return number.close_section(magnitude, match.end())


def measure_word(number: Reading) -> bool:
    """个 between a number and 亿: 1.2个亿, 一个多亿, 两个半亿."""
    match = _BEFORE_BIG.match(number.text, number.at)
    if match is None or (number.atom is None and not number.section):
        return False
    if match[1] == "半" and number.atom is not None:
        number.atom += Decimal("0.5")
        number.atom_high += Decimal("0.5")
        number.at += 1
    number.at += 1
    return True
