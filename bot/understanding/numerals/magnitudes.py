"""Rules for magnitudes and for what leaves a number open: 千, 万, kw, 多, 来, 把."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.numerals.state import BIG, LETTERS, SMALL, Reading

__all__ = [
    "about",
    "big_magnitude",
    "handful",
    "letter_magnitude",
    "measure_word",
    "more",
    "plus",
    "small_magnitude",
    "space",
    "trillion",
]

_LETTER_UNIT = re.compile(r"(kw|wan|w|k|e)(?![a-z]|\d\d)")
_LAI = re.compile("来[万亿个平块元人台项家%天年月方㎡w]")
_BEFORE_BIG = re.compile("个(半|多|来)?(?:亿|w)")
_COUNTED_AFTER_PLUS = re.compile(r"\+(?:[万亿w]|个?(?:平|㎡|m2|元|块|家|项|人|个|%))")
_NOT_AFTER_MORE = {"多": set("少久大种"), "余": set("额下地款")}


_ROUGHLY = re.compile("(?P<eighty>百儿?八十)|(?P<eight_hundred>千儿?八百)|(?P<eight_thousand>万儿?八千)|百十")
_MEANT = {"eighty": (80, 100), "eight_hundred": (800, 1000), "eight_thousand": (8000, 10000), None: (100, 110)}


def _roughly(number: Reading) -> bool:
    """百八十 and 百儿八十 are a hundred or somewhat less, 百十 a hundred or somewhat more."""
    match = _ROUGHLY.match(number.text, number.at) if number.at == number.start else None
    if match is None:
        return False
    number.section, number.section_high = _MEANT[match.lastgroup]
    number.small = number.last = number.step = 10
    number.approximate, number.at = True, match.end()
    return True


def small_magnitude(number: Reading) -> bool:
    if _roughly(number):
        return True
    magnitude = SMALL[number.text[number.at]]
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
    if _roughly(number):
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


def plus(number: Reading) -> bool:
    """500+万, 500+平: no upper end."""
    if number.open or number.at == number.start or not _COUNTED_AFTER_PLUS.match(number.text, number.at):
        return False
    if number.atom is not None:
        number.place_atom()
    number.open, number.endless, number.at = True, True, number.at + 1
    return True


def about(number: Reading) -> bool:
    """来: 一千来万, 800来平; but 「6200来闵行」 is a verb."""
    if number.at == number.start or not _LAI.match(number.text, number.at):
        return False
    is_lone = number.text[number.at - 1] != "个"
    if is_lone and number.atom is not None and (not number.is_arabic or number.step == 1):
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
    """Spaces before a magnitude (6200 万), and inside a number that was spoken or cut into words: 六千 二百万."""
    if not _is_joined(number):
        return False
    number.is_spaced = True
    while number.text[number.at] == " ":
        number.at += 1
    return True


def _is_joined(number: Reading) -> bool:
    text, at = number.text, number.at
    if number.atom is not None:
        return _SPACED_MAGNITUDE.match(text, at) is not None or (not number.is_arabic and _points(text, at))
    if number.small and (_SPACED_BIG.match(text, at) or _points(text, at)):
        return True
    following = _SPACED_DIGIT.match(text, at)
    if following is None:
        return False
    if following["magnitude"]:
        if number.small:
            return SMALL[following["magnitude"]] < number.small
        return number.big == 10**4 and _SPACED_THOUSANDS.match(text, at) is not None
    ends = _ENDS.match(text, following.end())
    return ends is not None and number.small in (10, 100) and (number.is_spaced or ends[0].endswith("又"))


def _points(text: str, at: int) -> bool:
    return _SPACED_POINT.match(text, at) is not None


_SPACED_MAGNITUDE = re.compile(" {1,3}(?:[万亿千百十多个]|(?:kw|w|k)(?![a-z]))")
_SPACED_BIG = re.compile(" {1,3}(?:万(?!一)|亿)")
_SPACED_POINT = re.compile(" 点 ?[零一二三四五六七八九\\d]")
_SPACED_DIGIT = re.compile(" (?P<digit>[一二三四五六七八九两\\d]) ?(?P<magnitude>[十百千])?")
_SPACED_THOUSANDS = re.compile(
    " [一二三四五六七八九两\\d] ?千(?: ?[一二三四五六七八九两\\d十百]){0,12}(?= ?(?:[元块点,，。]|$))"
)
_ENDS = re.compile(" *(?:[元块点又分折,，。]|$)")
