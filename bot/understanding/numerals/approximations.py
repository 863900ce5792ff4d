"""Rules for what leaves a number open or blurs it: 几, 好几, 多, +, 来, 把, 百八十."""

from __future__ import annotations

import re

from bot.understanding.numerals.state import BIG, SMALL, Reading

__all__ = ["about", "emphasis", "handful", "more", "plus", "roughly", "several"]

_AFTER_TENS = set("万亿个平块元家项人台天年%")
_NOT_AFTER_MORE = {"多": set("少久大种"), "余": set("额下地款")}
_ABOUT = re.compile("来[万亿个平块元人台项家%天年月方㎡w]")
_PLUS = re.compile(r"\+(?:[万亿w]|个?(?:平|㎡|m2|元|块|家|项|人|个|%))")
_ROUGHLY = re.compile("(?P<eighty>百儿?八十)|(?P<eight_hundred>千儿?八百)|(?P<eight_thousand>万儿?八千)|百十")
_MEANT = {"eighty": (80, 100), "eight_hundred": (800, 1000), "eight_thousand": (8000, 10000), None: (100, 110)}


def several(number: Reading) -> bool:
    """几 and 数: 几百万 is one to ten of them; 十几万 runs to the next ten."""
    following = number.text[number.at + 1 : number.at + 3]
    if number.open:
        return False
    if number.atom is not None:  # 10几万
        return number.is_arabic and number.step == 10 and following[:1] in _AFTER_TENS and number.open_up()
    if following[:1] in SMALL or following[:1] in BIG or following == "个亿":
        if number.small and SMALL.get(following[:1], 10**4) >= number.small:
            return number.open_up()
        return number.take_atom(1, 10, number.at + 1, 1, arabic=False)
    return bool(number.small) and number.open_up()


def emphasis(number: Reading) -> bool:
    """一千好几百万, 十好几个: 好 and 大 before 几 add nothing."""
    if number.at == number.start or not number.text.startswith("几", number.at + 1):
        return False
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
    if number.open or number.at == number.start or not _PLUS.match(number.text, number.at):
        return False
    if number.atom is not None:
        number.place_atom()
    number.open, number.endless, number.at = True, True, number.at + 1
    return True


def about(number: Reading) -> bool:
    """来: 一千来万, 800来平, 三个来亿; but 「6200来本区」 is a verb."""
    if number.at == number.start or not _ABOUT.match(number.text, number.at):
        return False
    is_exact = number.atom is not None and (not number.is_arabic or number.step == 1)
    if is_exact and number.text[number.at - 1] != "个":
        return False
    number.approximate, number.at = True, number.at + 1
    return True


def handful(number: Reading) -> bool:
    """把: 百把万, 千把万, 万把块: about one of them."""
    if not number.implicit_one or number.at != number.start + 1:
        return False
    number.approximate, number.at = True, number.at + 1
    return True


def roughly(number: Reading) -> bool:
    """百八十 and 百儿八十 are a hundred or somewhat less, 百十 a hundred or somewhat more."""
    match = _ROUGHLY.match(number.text, number.at) if number.at == number.start else None
    if match is None:
        return False
    number.section, number.section_high = _MEANT[match.lastgroup]
    number.small = number.last = number.step = 10
    number.approximate, number.at = True, match.end()
    return True
