"""Rules for digits: each reads what stands at ``number.at`` and says whether the number goes on."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.numerals.continuation import continues, is_counted
from bot.understanding.numerals.state import BIG, DIGITS, SMALL, TENS, Number, Reading

__all__ = ["arabic", "chinese_digit", "decimal_point", "half", "tens"]

_ARABIC = re.compile(r"\d{1,3}(?:,(?: (?=0))?\d{3}){1,6}(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", re.ASCII)
_CHINESE_DIGITS = re.compile("[零一二三四五六七八九两]{1,17}")
_LONGEST_ARABIC = 16
"""Digits in a row beyond which it is an identifier, not a number anybody means."""


def arabic(number: Reading) -> bool:
    if number.atom is not None or number.open or not continues(number):
        return False
    match = _ARABIC.match(number.text, number.at)
    if match is None:
        return False
    written = match[0].replace(",", "").replace(" ", "")
    if len(written) > _LONGEST_ARABIC:
        return False
    value: Number = Decimal(written) if "." in written else int(written)
    if number.last and written[0] == "0":
        number.zero = True  # 1百01
    return number.take_atom(value, value, match.end(), _place_of_last_digit(written), arabic=True)


def chinese_digit(number: Reading) -> bool:
    if number.atom is not None or number.open:
        return False
    if number.text[number.at] == "零" and number.last:
        number.zero, number.skips, number.at = True, True, number.at + 1
        return True
    if not continues(number) and not _is_span_of_smaller(number):
        return False
    run = _CHINESE_DIGITS.match(number.text, number.at)
    digits = run[0] if run else number.text[number.at]
    return _take_chinese(number, digits)


def _is_span_of_smaller(number: Reading) -> bool:
    """一千二三百: two digits with a smaller magnitude after them."""
    run = _CHINESE_DIGITS.match(number.text, number.at)
    following = number.text[number.at + 2 : number.at + 3]
    return bool(run and len(run[0]) == 2 and SMALL.get(following, 10**4) < (number.small or 1))


def _take_chinese(number: Reading, digits: str) -> bool:
    first = DIGITS[digits[0]]
    if len(digits) > 2 or (len(digits) == 2 and "零" in digits):
        if len(digits) > _LONGEST_ARABIC or number.last:
            return number.take_atom(first, first, number.at + 1, 1, arabic=False)
        value = int("".join(str(DIGITS[digit]) for digit in digits))
        return number.take_atom(value, value, number.at + len(digits), 1, arabic=True)
    if len(digits) == 2:
        second = DIGITS[digits[1]]
        if (second == first + 1 or (first, second) == (3, 5)) and digits[1] != "一":
            return _take_span(number, first, second)
        if number.start == 0 and len(number.text) == 2 and "两" not in digits:  # 「八六」, all that is said
            return number.take_atom(first * 10 + second, first * 10 + second, 2, 1, arabic=True)
    return number.take_atom(first, first, number.at + 1, 1, arabic=False)


def _take_span(number: Reading, first: int, second: int) -> bool:
    following = number.text[number.at + 2 : number.at + 3]
    if not number.last or number.small == 10 or following in SMALL or following in BIG:
        return number.take_atom(first, second, number.at + 2, 1, arabic=False)
    if is_counted(number, number.at + 2):
        return number.take_atom(first, first, number.at + 1, 1, arabic=False)
    return number.take_atom(first, second, number.at + 2, 1, arabic=False)  # 一千五六


def tens(number: Reading) -> bool:
    """廿, 卅 and 卌 are 二十, 三十 and 四十."""
    is_in_place = not number.last or number.small > 10 or number.zero
    if number.atom is not None or number.open or not is_in_place:
        return False
    return number.take_tens(TENS[number.text[number.at]])


def half(number: Reading) -> bool:
    """半个亿; 一亿半; 两个半亿; 半百."""
    following = number.text[number.at + 1 : number.at + 3]
    if number.at == number.start and (following[:1] in BIG or following in ("个亿", "百")):
        half = Decimal("0.5")
        return number.take_atom(half, half, number.at + 1, half, arabic=False)
    if number.big and number.atom is None and not number.section and not number.zero:
        number.closed += number.big // 2
        number.closed_high += number.big // 2
        number.at += 1
        return True
    return False


_GOES_ON = re.compile("[十百千万亿个点项家平]")


def decimal_point(number: Reading) -> bool:
    """一点二亿, 三十五点六, 四万点六."""
    is_written = number.is_arabic and (number.step < 1 or number.text[number.at - 1].isascii())
    if is_written or number.open or (number.at == number.start and not number.implicit_one):
        return False
    after = number.at + 1 + number.text.startswith(" ", number.at + 1)
    run = _CHINESE_DIGITS.match(number.text, after) or _ARABIC.match(number.text, after)
    if run is None or not run[0].replace("两", "").strip("."):
        return False
    is_after_big = number.big and number.atom is None and not number.section
    if is_after_big and _GOES_ON.match(number.text, run.end()):
        return False
    digits = "".join(str(DIGITS.get(digit, digit)) for digit in run[0] if digit not in ".,")
    if number.atom is None:
        number.atom = number.atom_high = 0
    elif number.small:
        number.place_atom()  # 一千六点五
    fraction = Decimal(f"0.{digits[:_LONGEST_ARABIC]}")
    whole = number.section + (number.atom or 0)
    number.section, number.section_high, number.small = 0, 0, 0
    number.atom, number.atom_high = whole + fraction, whole + fraction
    number.step, number.at, number.is_arabic = Decimal(1).scaleb(-len(digits)), run.end(), True
    number.last = number.big
    return True


def _place_of_last_digit(written: str) -> Number:
    """The place of the last digit that is not zero: 10 in 620, 0.1 in 1.2; 1 in 0."""
    if "." in written:
        return Decimal(1).scaleb(-len(written.rpartition(".")[2]))
    zeros = len(written) - len(written.rstrip("0"))
    return 10**zeros if zeros < len(written) else 1
