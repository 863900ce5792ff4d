"""Written numbers as people write them: 6200万, 一亿两千万, 三百五, 2kw, 五六百万, 三千多万.

:func:`read_numeral` reads the longest number that begins at a position. It is a small state
machine, one rule for each kind of character; every rule consumes what it understands or ends the
number. Nothing is read twice, so that the time is linear in what is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

__all__ = ["Numeral", "read_numeral"]

Number: TypeAlias = "int | Decimal"

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3}
SMALL = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8}
LETTERS = {"kw": 10**7, "wan": 10**4, "w": 10**4, "k": 10**3, "e": 10**8}

_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", re.ASCII)
_CHINESE_DIGITS = re.compile("[零一二三四五六七八九两]{1,17}")
_LETTER_UNIT = re.compile(r"(kw|wan|w|k|e)(?![a-z]|\d\d)")
_LONGEST_ARABIC = 16
"""Digits in a row beyond which it is an identifier, not a number anybody means."""

# What may follow 万 or 亿 in the same number without a 零: 一亿两千万, 3万5000, 6千2百万. 「六千万三百平」 is two numbers.
_CONTINUES = {
    10**4: re.compile(r"\d(?:\.\d{1,8})?千|\d{4}(?![\d.,万亿w年])|[一二三四五六七八九两]{1,2}千"),
    10**8: re.compile(r"\d{1,4}(?:\.\d{1,8})?[十百千]?多?万|[零一二三四五六七八九两十百千]{1,8}多?万|\d{8}(?!\d)"),
}
# A digit after a magnitude is its tenth (三百五, 一亿二), unless it counts something: 「1000万3个项目」.
_COUNTED = r"(?!\s?(?:[个项家年月日天号条期楼层%人台]|分之))"
_TENTH_OF_BIG = re.compile(rf"(?:[1-9](?![\d.,十百千])|[一二三四五六七八九两](?![零一二三四五六七八九两]?[十百千])){_COUNTED}")
_TENTH_OF_SMALL = re.compile(r"[1-9](?![\d.,十百千])|[一二三四五六七八九两](?![零一二三四五六七八九两]?[十百千])")
_ONE_OF_SOMETHING = re.compile("[一1](?:平|块|季|半|元|起|共|定|直|般|些|点|下|样|旦|方|边|企|事)")
_LAI = re.compile("来[万亿个平块元人台项家%天年月方㎡w]")


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


def read_numeral(text: str, start: int, *, implicit_one: bool = False) -> Numeral | None:
    """The number that begins at ``start``; with ``implicit_one`` 「千万」 is ten million."""
    return _Reader(text, start, implicit_one).read()


class _Reader:
    """What has been read of one number: closed 亿/万 sections + the open section + the digits not yet placed."""

    __slots__ = (
        "text", "start", "at", "implicit_one", "closed", "closed_high", "section", "section_high", "atom", "atom_high",
        "atom_at", "is_arabic", "step", "last", "small", "big", "zero", "open", "approximate", "tail", "letter",
    )  # fmt: skip

    def __init__(self, text: str, start: int, implicit_one: bool) -> None:
        self.text, self.start, self.at, self.implicit_one = text, start, start, implicit_one
        self.closed: Number = 0
        self.closed_high: Number = 0
        self.section: Number = 0
        self.section_high: Number = 0
        self.atom: Number | None = None
        self.atom_high: Number = 0
        self.atom_at = start
        self.is_arabic = False
        self.step: Number = 1  # the place of the last digit named: 多 runs to the next of these
        self.last: Number = 0  # the magnitude just before, 0 at the start
        self.small = 0  # the magnitude last used inside the section
        self.big = 0  # the magnitude that closed the last section
        self.zero = False
        self.open = False  # after 多 only 万 and 亿 can follow
        self.approximate = False
        self.tail: Number = 1
        self.letter = False

    def read(self) -> Numeral | None:
        text, length = self.text, len(self.text)
        while self.at < length:
            rule = _RULES.get(text[self.at])
            if rule is None or not rule(self):
                break
        return self._finish()

    def _finish(self) -> Numeral | None:
        is_digit = self.atom is not None and not self.last and not self.is_arabic
        if self.atom is not None:
            self._place_atom()
        low, high = self.closed + self.section, self.closed_high + self.section_high
        if self.at == self.start:
            return None
        return Numeral(
            Decimal(low), Decimal(high), self.at, self.approximate, bool(self.big) or self.letter, is_digit, self.tail, self.step
        )  # fmt: skip

    # --- digits -------------------------------------------------------------------------------

    def _take_atom(self, low: Number, high: Number, end: int, step: Number, *, arabic: bool) -> bool:
        self.atom, self.atom_high, self.atom_at, self.is_arabic = low, high, self.at, arabic
        self.step, self.at, self.tail = step, end, 1
        return True

    def _may_continue(self) -> bool:
        """Whether digits here still belong to the number, or begin the next one."""
        if not self.last or self.zero or self.small == 10:
            return True
        tenth = _TENTH_OF_SMALL if self.small else _TENTH_OF_BIG
        if tenth.match(self.text, self.at) and not _ONE_OF_SOMETHING.match(self.text, self.at):
            return True
        if self.small:
            return self._next_is_smaller()
        follows = _CONTINUES.get(self.big)
        return bool(follows and follows.match(self.text, self.at))

    def _next_is_smaller(self) -> bool:
        """After 千, 百, 十: digits with a smaller magnitude (6千2百), or as many as there are places (3千500)."""
        match = _ARABIC.match(self.text, self.at) or _CHINESE_DIGITS.match(self.text, self.at)
        if match is None:
            return False
        following = self.text[match.end() : match.end() + 1]
        if following in SMALL:
            return SMALL[following] < self.small
        return match[0].isascii() and len(match[0]) == len(str(self.small)) - 1

    def arabic(self) -> bool:
        if self.atom is not None or self.open or not self._may_continue():
            return False
        match = _ARABIC.match(self.text, self.at)
        if match is None:
            return False
        written = match[0].replace(",", "")
        if len(written) > _LONGEST_ARABIC:
            return False
        value: Number = Decimal(written) if "." in written else int(written)
        return self._take_atom(value, value, match.end(), _place_of_last_digit(written), arabic=True)

    def chinese_digit(self) -> bool:
        if self.atom is not None or self.open:
            return False
        if self.text[self.at] == "零" and self.last:
            self.zero, self.at = True, self.at + 1
            return True
        if not self._may_continue() and not self._is_span_of_smaller():
            return False
        run = _CHINESE_DIGITS.match(self.text, self.at)
        digits = run[0] if run else self.text[self.at]
        return self._take_chinese(digits)

    def _is_span_of_smaller(self) -> bool:
        """一千二三百: two digits with a smaller magnitude after them."""
        run = _CHINESE_DIGITS.match(self.text, self.at)
        following = self.text[self.at + 2 : self.at + 3]
        return bool(run and len(run[0]) == 2 and SMALL.get(following, 10**4) < (self.small or 1))

    def _take_chinese(self, digits: str) -> bool:
        first = DIGITS[digits[0]]
        if len(digits) > 2 or (len(digits) == 2 and "零" in digits):
            if len(digits) > _LONGEST_ARABIC or self.last:
                return self._take_atom(first, first, self.at + 1, 1, arabic=False)
            value = int("".join(str(DIGITS[digit]) for digit in digits))
            return self._take_atom(value, value, self.at + len(digits), 1, arabic=True)
        if len(digits) == 2:
            second = DIGITS[digits[1]]
            if (second == first + 1 or (first, second) == (3, 5)) and "一" != digits[1]:
                return self._take_span(first, second)
        return self._take_atom(first, first, self.at + 1, 1, arabic=False)

    def _take_span(self, first: int, second: int) -> bool:
        following = self.text[self.at + 2 : self.at + 3]
        if not self.last or self.small == 10 or following in SMALL or following in BIG:
            return self._take_atom(first, second, self.at + 2, 1, arabic=False)
        return self._take_atom(first, first, self.at + 1, 1, arabic=False)

    def several(self) -> bool:
        """几 and 数: 几百万 is one to ten of them; 十几万 runs to the next ten."""
        following = self.text[self.at + 1 : self.at + 3]
        if self.open:
            return False
        if self.atom is not None:  # 10几万
            return self.is_arabic and self.step == 10 and following[:1] in _AFTER_TENS and self._open_up()
        if following[:1] in SMALL or following[:1] in BIG or following == "个亿":
            if self.small and SMALL.get(following[:1], 10**4) >= self.small:
                return self._open_up()
            return self._take_atom(1, 10, self.at + 1, 1, arabic=False)
        return bool(self.small) and self._open_up()

    def half(self) -> bool:
        """半个亿; 一亿半; 两个半亿."""
        following = self.text[self.at + 1 : self.at + 3]
        if self.at == self.start and (following[:1] in BIG or following == "个亿"):
            half = Decimal("0.5")
            return self._take_atom(half, half, self.at + 1, half, arabic=False)
        if self.big and self.atom is None and not self.section and not self.zero:
            self.closed += self.big // 2
            self.closed_high += self.big // 2
            self.at += 1
            return True
        return False

    def decimal_point(self) -> bool:
        """一点二亿, 三十五点六."""
        if self.is_arabic or self.open or (self.atom is None and not self.section):
            return False
        run = _CHINESE_DIGITS.match(self.text, self.at + 1) or _ARABIC.match(self.text, self.at + 1)
        if run is None or not run[0].replace("两", "").strip("."):
            return False
        digits = "".join(str(DIGITS.get(digit, digit)) for digit in run[0] if digit not in ".,")
        if self.atom is None:
            self.atom = self.atom_high = 0
        fraction = Decimal(f"0.{digits[:_LONGEST_ARABIC]}")
        whole = self._value_of_atom()
        self.section, self.section_high, self.small = 0, 0, 0
        self.atom, self.atom_high = whole + fraction, whole + fraction
        self.step, self.at, self.is_arabic = Decimal(1).scaleb(-len(digits)), run.end(), True
        self.last = self.big
        return True

    def _value_of_atom(self) -> Number:
        assert self.atom is not None
        return self.section + self.atom

    # --- magnitudes ---------------------------------------------------------------------------

    def small_magnitude(self) -> bool:
        magnitude = SMALL[self.text[self.at]]
        if self.open or (self.small and magnitude >= self.small):
            return self._give_back_atom()
        if self.atom is None:
            if magnitude != 10 and not (self.implicit_one and self.at == self.start):
                return False
            if magnitude == 10 and self.last and not (self.small == 100 or self.zero or self.big):
                return False
            self.atom = self.atom_high = 1
        self.section += self.atom * magnitude
        self.section_high += self.atom_high * magnitude
        self.atom = None
        self.small, self.last, self.step, self.zero = magnitude, magnitude, magnitude, False
        self.tail *= magnitude
        self.at += 1
        return True

    def big_magnitude(self) -> bool:
        return self._close_section(BIG[self.text[self.at]], self.at + 1)

    def letter_magnitude(self) -> bool:
        match = _LETTER_UNIT.match(self.text, self.at)
        if match is None or self.atom is None or not self.is_arabic:
            return False
        magnitude = LETTERS[match[1]]
        if magnitude == 1000:
            self.section, self.section_high = self.atom * 1000, self.atom_high * 1000
            self.atom, self.small, self.last, self.step, self.at, self.tail = None, 1000, 1000, 1000, match.end(), 1000
            self.letter = True
            return True
        return self._close_section(magnitude, match.end())

    def _close_section(self, magnitude: int, end: int) -> bool:
        has_section = bool(self.section) or self.atom is not None
        if not has_section:
            if self.at == self.start and self.implicit_one:
                self.atom = self.atom_high = 1
            elif self.big == 10**4 <= magnitude and self.text[self.at - 1] == "万":  # 万亿, 万万
                self.section, self.section_high, self.closed, self.closed_high = self.closed, self.closed_high, 0, 0
            else:
                return False
        elif self.big and magnitude >= self.big:
            if not (self.big < magnitude and self.section >= 1000):
                return self._give_back_atom()
            self.section += self.closed  # 三万五千亿
            self.section_high += self.closed_high
            self.closed = self.closed_high = 0
        if self.atom is not None:
            self._place_atom()
        step = self.step * magnitude
        self.closed += self.section * magnitude
        self.closed_high += self.section_high * magnitude
        self.section = self.section_high = self.small = 0
        self.big, self.last, self.step, self.zero, self.open = magnitude, magnitude, step, False, False
        self.tail *= magnitude
        self.at = end
        return True

    def _place_atom(self) -> None:
        """Put the waiting digits into the section: as tenths of the magnitude before them (三百五), else as they are."""
        assert self.atom is not None
        factor: Number = 1
        if self.last and not self.zero and self.step == 1 and self.atom < 10:
            factor = self.last // 10 if isinstance(self.last, int) else 1
        self.section += self.atom * factor
        self.section_high += self.atom_high * factor
        self.step *= factor
        self.atom = None

    def _give_back_atom(self) -> bool:
        """What was read last begins another number: 「五千万一亿」."""
        if self.atom is not None:
            self.at, self.atom = self.atom_at, None
        return False

    def measure_word(self) -> bool:
        """个 between a number and 亿: 1.2个亿, 一个多亿, 两个半亿."""
        match = _BEFORE_BIG.match(self.text, self.at)
        if match is None or (self.atom is None and not self.section):
            return False
        if match[1] == "半" and self.atom is not None:
            self.atom += Decimal("0.5")
            self.atom_high += Decimal("0.5")
            self.at += 1
        self.at += 1
        return True

    # --- left open ----------------------------------------------------------------------------

    def more(self) -> bool:
        """多, 余: up to the next unit of the last digit named."""
        following = self.text[self.at + 1 : self.at + 2]
        if self.open or self.at == self.start or following in _NOT_AFTER_MORE[self.text[self.at]] and following:
            return False
        if self.atom is not None and not self.is_arabic and self.text[self.at - 1] != "个":
            return False  # 「三多」 is nothing
        return self._open_up()

    def _open_up(self) -> bool:
        if self.atom is not None:
            self._place_atom()
        if self.section or not self.big:
            self.section_high += self.step
        else:
            self.closed_high += self.step
        self.open, self.at = True, self.at + 1
        return True

    def about(self) -> bool:
        """来: 一千来万, 800来平; but 「6200来闵行」 is a verb."""
        if self.at == self.start or not _LAI.match(self.text, self.at):
            return False
        if self.atom is not None and (not self.is_arabic or self.step == 1):
            return False
        self.approximate, self.at = True, self.at + 1
        return True

    def handful(self) -> bool:
        """把: 百把万, 千把万, 万把块: about one of them."""
        if not self.implicit_one or self.at != self.start + 1:
            return False
        self.approximate, self.at = True, self.at + 1
        return True

    def space(self) -> bool:
        """One space before a magnitude: 6200 万."""
        if self.atom is None or self.text[self.at + 1 : self.at + 2] not in _AFTER_SPACE:
            return False
        self.at += 1
        return True


_BEFORE_BIG = re.compile("个(半|多)?(?:亿|w)")
_NOT_AFTER_MORE = {"多": set("少久大种"), "余": set("额下地款")}
_AFTER_TENS = set("万亿个平块元家项人台天年%")
_AFTER_SPACE = {"万", "亿", "千", "百", "多", "个"}


def _place_of_last_digit(written: str) -> Number:
    """The place of the last digit that is not zero: 10 in 620, 0.1 in 1.2; 1 in 0."""
    if "." in written:
        return Decimal(1).scaleb(-len(written.rpartition(".")[2]))
    zeros = len(written) - len(written.rstrip("0"))
    return 10**zeros if zeros < len(written) else 1


_Rule: TypeAlias = Callable[[_Reader], bool]
_RULES: dict[str, _Rule] = {
    **dict.fromkeys("0123456789.", _Reader.arabic),
    **dict.fromkeys("零一二三四五六七八九两俩仨", _Reader.chinese_digit),
    **dict.fromkeys("几数", _Reader.several),
    "半": _Reader.half,
    "点": _Reader.decimal_point,
    **dict.fromkeys("十百千", _Reader.small_magnitude),
    **dict.fromkeys("万亿", _Reader.big_magnitude),
    **dict.fromkeys("kwe", _Reader.letter_magnitude),
    "个": _Reader.measure_word,
    **dict.fromkeys("多余", _Reader.more),
    "来": _Reader.about,
    "把": _Reader.handful,
    " ": _Reader.space,
}
