"""What has been read of one number, and the arithmetic of putting it together."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

__all__ = ["BIG", "DIGITS", "LETTERS", "SMALL", "TENS", "Number", "Reading"]

Number: TypeAlias = "int | Decimal"

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3}
SMALL = {"十": 10, "百": 100, "千": 1000}
TENS = {"廿": 2, "卅": 3, "卌": 4}
BIG = {"万": 10**4, "亿": 10**8}
LETTERS = {"kw": 10**7, "wan": 10**4, "w": 10**4, "k": 10**3, "m": 10**6, "e": 10**8}


class Reading:
    """What has been read of one number: closed 亿/万 sections + the open section + the digits not yet placed."""

    __slots__ = (
        "approximate",
        "at",
        "atom",
        "atom_at",
        "atom_high",
        "big",
        "closed",
        "closed_high",
        "endless",
        "implicit_one",
        "is_arabic",
        "is_spaced",
        "last",
        "letter",
        "open",
        "section",
        "section_high",
        "skips",
        "small",
        "start",
        "step",
        "tail",
        "text",
        "zero",
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
        self.is_spaced = False  # 六千 二百万
        self.step: Number = 1  # the place of the last digit named: 多 runs to the next of these
        self.last: Number = 0  # the magnitude just before, 0 at the start
        self.small = 0  # the magnitude last used inside the section
        self.big = 0  # the magnitude that closed the last section
        self.zero = False
        self.skips = False  # whether a 零 said that places are empty
        self.open = False  # after 多 only 万 and 亿 can follow
        self.endless = False  # 500+万
        self.approximate = False
        self.tail: Number = 1
        self.letter = False

    def take_atom(self, low: Number, high: Number, end: int, step: Number, *, arabic: bool) -> bool:
        self.atom, self.atom_high, self.atom_at, self.is_arabic = low, high, self.at, arabic
        self.step, self.at, self.tail = step, end, 1
        return True

    def take_tens(self, count: Number) -> bool:
        """廿: two tens in one character."""
        self.section += count * 10
        self.section_high += count * 10
        self.small = self.last = self.step = 10
        self.zero, self.tail, self.at = False, 10, self.at + 1
        return True

    def place_atom(self, *, maybe_tenth: bool = True) -> None:
        """Put the waiting digits into the section: as tenths of the magnitude before (三百五) or as they are."""
        assert self.atom is not None
        factor: Number = 1
        if maybe_tenth and self.last and not self.zero and self.step == 1 and self.atom < 10:
            factor = self.last // 10 if isinstance(self.last, int) else 1
        self.section += self.atom * factor
        self.section_high += self.atom_high * factor
        self.step *= factor
        self.atom = None

    def finish(self) -> None:
        """Place the digits still waiting; 「一亿两千」 leaves out 万, which 「一亿零两千」 does not."""
        if self.atom is not None:
            self.place_atom()
        if self.big == 10**8 and 1000 <= self.section < 10**4 and not self.skips:
            self.section, self.section_high, self.step = (
                part * 10**4 for part in (self.section, self.section_high, self.step)
            )

    def give_back_atom(self) -> bool:
        """What was read last begins another number: 「五千万一亿」."""
        if self.atom is not None:
            self.at, self.atom = self.atom_at, None
        return False

    def open_up(self) -> bool:
        if self.atom is not None:
            self.place_atom()
        if self.section or not self.big:
            self.section_high += self.step
        else:
            self.closed_high += self.step
        self.open, self.at = True, self.at + 1
        return True

    def close_section(self, magnitude: int, end: int) -> bool:
        has_section = bool(self.section) or self.atom is not None
        if not has_section:
            if self.at == self.start and self.implicit_one:
                self.atom = self.atom_high = 1
            elif self.big == 10**4 <= magnitude and self.text[self.at - 1] == "万":  # 万亿, 万万
                self.section, self.section_high, self.closed, self.closed_high = self.closed, self.closed_high, 0, 0
            else:
                return False
        elif self.big and magnitude >= self.big:
            is_fraction = self.atom is not None and self.step < 1
            whole = self.section + (self.atom or 0)
            if not (whole >= 1000 and (is_fraction or (self.big < magnitude and self.section >= 1000))):
                return self.give_back_atom()
            self.section += self.closed  # 三万五千亿
            self.section_high += self.closed_high
            self.closed = self.closed_high = 0
        if self.atom is not None:
            self.place_atom(maybe_tenth=bool(self.small))  # 三百五万, but 5亿1万
        step = self.step * magnitude
        self.closed += self.section * magnitude
        self.closed_high += self.section_high * magnitude
        self.section = self.section_high = self.small = 0
        self.big, self.last, self.step, self.zero, self.open = magnitude, magnitude, step, False, False
        self.tail *= magnitude
        self.at = end
        return True
