"""Rules for magnitudes and for what leaves a number open: 千, 万, kw, 多, 来, 把."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.numerals.state import BIG, DIGITS, LETTERS, SMALL, Reading

__all__ = ["about", "big_magnitude", "handful", "letter_magnitude", "measure_word", "more", "small_magnitude", "space"]

_LETTER_UNIT = re.compile(r"(kw|wan|w|k|e)(?![a-z]|\d\d)")
_LAI = re.compile("来[万亿个平块元人台项家%天年月方㎡w]")
_BEFORE_BIG = re.compile("个(半|多)?(?:亿|w)")
_NOT_AFTER_MORE = {"多": set("少久大种"), "余": set("额下地款")}
_AFTER_SPACE = {"万", "亿", "千", "百", "多", "个"}


def small_magnitude(number: Reading) -> bool:
    magnitude = SMALL[number.text[number.at]]
    if number.open or (number.small and magnitude >= number.small):
        return number.give_back_atom()
    if number.atom is None:
        if magnitude != 10 and not (number.implicit_one and number.at == number.start):
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
    return number.close_section(BIG[number.text[number.at]], number.at + 1)


def letter_magnitude(number: Reading) -> bool:
    match = _LETTER_UNIT.match(number.text, number.at)
    if match is None or number.atom is None or not number.is_arabic:
        return False
    magnitude = LETTERS[match[1]]
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


def more(number: Reading) -> bool:
    """多, 余: up to the next unit of the last digit named."""
    following = number.text[number.at + 1 : number.at + 2]
    if number.open or number.at == number.start or (following in _NOT_AFTER_MORE[number.text[number.at]] and following):
        return False
    if number.atom is not None and not number.is_arabic and number.text[number.at - 1] != "个":
        return False  # 「三多」 is nothing
    return number.open_up()


def about(number: Reading) -> bool:
    """来: 一千来万, 800来平; but 「6200来闵行」 is a verb."""
    if number.at == number.start or not _LAI.match(number.text, number.at):
        return False
    if number.atom is not None and (not number.is_arabic or number.step == 1):
        return False
    number.approximate, number.at = True, number.at + 1
    return True


def handful(number: Reading) -> bool:
    """把: 百把万, 千把万, 万把块: about one of them."""
    if not number.implicit_one or number.at != number.start + 1:
        return False
    number.approximate, number.at = True, number.at + 1
    return True


def space(number: Reading) -> bool:
    """One space before a magnitude: 6200 万; or inside a number that was spoken: 六千 二百万."""
    if number.atom is None and number.small and not number.is_arabic:
        digit, magnitude = number.text[number.at + 1 : number.at + 2], number.text[number.at + 2 : number.at + 3]
        if digit in DIGITS and SMALL.get(magnitude, number.small) < number.small:
            number.at += 1
            return True
    if number.atom is None or number.text[number.at + 1 : number.at + 2] not in _AFTER_SPACE:
        return False
    number.at += 1
    return True
