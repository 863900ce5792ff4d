"""Tables in a message, told line by line: of 「| 面积 | 月租 |」 over 「| 420平 | 5.2万 |」 each heading gets its value.

Only the ways of laying out that lose the heading are changed: a row of headings over one row of values, and rows of
a heading and a value between bars. Everything else reads as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.understanding.quantity import Quantity
from bot.understanding.reading import FactReading, Mention

__all__ = ["Retold", "placed_in", "retell_table"]

_Cell: TypeAlias = "tuple[int, int]"
"""Where a cell begins and ends in the text, blanks left out."""

_RULE = re.compile(r"[\s|｜:：+-]*")
_BAR = re.compile(r"[|｜\t]")
_LEAST_CELLS = 2


@dataclass(frozen=True)
class Retold:
    """A text in other order; ``places[i]`` is where its character ``i`` stands in the original, the last its end."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the original."""
        if end <= start:
            return self.places[start], self.places[start]
        first, last = self.places[start], self.places[end - 1]
        return (first, last + 1) if first <= last else (last, first + 1)


def retell_table(text: str) -> Retold | None:
    """The text with its table as lines 「heading：value」; ``None`` if it has none that needs it."""
    if "\n" not in text or not _BAR.search(text):
        return None
    rows = [(start, end, _cells(text, start, end)) for start, end in _lines(text)]
    at = [index for index, (_, _, cells) in enumerate(rows) if len(cells) >= _LEAST_CELLS]
    if len(at) < _LEAST_CELLS or at[-1] - at[0] >= len(at) + 1:
        return None
    pairs = _pairs(text, [rows[index][2] for index in at])
    if not pairs:
        return None
    pieces: list[str] = []
    places: list[int] = []

    def tell(piece: str, begin: int, *, as_written: bool = True) -> None:
        pieces.append(piece)
        places.extend(range(begin, begin + len(piece)) if as_written else [begin] * len(piece))

    first, last = rows[at[0]][0], rows[at[-1]][1]
    tell(text[:first], 0)
    for (begin, end), (value_begin, value_end) in pairs:
        tell(text[begin:end], begin)
        tell("：", end, as_written=False)
        tell(text[value_begin:value_end], value_begin)
        tell("；", value_end, as_written=False)
    tell(text[last:], last)
    return Retold("".join(pieces), [*places, len(text)])


def placed_in(table: Retold, text: str, reading: FactReading) -> FactReading:
    """``reading`` of the retold table with every place that of ``text``."""

    def mention_in(one: Mention) -> Mention:
        start, end = table.span(one.start, one.end)
        return replace(one, start=start, end=end, text=text[start:end])

    def quantity_in(one: Quantity) -> Quantity:
        start, end = table.span(one.start, one.end)
        return replace(one, start=start, end=end, core_start=table.span(one.core_start, one.end)[0])

    return replace(
        reading,
        mentions=tuple(map(mention_in, reading.mentions)),
        unassigned=tuple(map(quantity_in, reading.unassigned)),
        taken_back=tuple(map(quantity_in, reading.taken_back)),
    )


def _lines(text: str) -> list[tuple[int, int]]:
    """Where every line begins and ends; rules between headings and values are left out."""
    spans, begin = [], 0
    for line in text.split("\n"):
        if line.strip() and not ("--" in line and _RULE.fullmatch(line)):
            spans.append((begin, begin + len(line)))
        begin += len(line) + 1
    return spans


def _cells(text: str, start: int, end: int) -> list[_Cell]:
    cells, begin = [], start
    for bar in (*_BAR.finditer(text, start, end), None):
        until = bar.start() if bar else end
        words = text[begin:until]
        cells.append((begin + len(words) - len(words.lstrip()), until - len(words) + len(words.rstrip())))
        begin = bar.end() if bar else end
    filled = [cell for cell in cells if cell[0] < cell[1]]
    return filled if len(cells) > 1 else []


def _pairs(text: str, rows: Sequence[Sequence[_Cell]]) -> list[tuple[_Cell, _Cell]]:
    """Every heading with its value."""
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        return []
    if len(rows) == _LEAST_CELLS and not _has_digit(text, rows[0]) and _has_digit(text, rows[1]):
        return list(zip(rows[0], rows[1], strict=True))
    is_barred = text[: rows[0][0][0]].rstrip(" ").endswith(("|", "｜"))
    if width == _LEAST_CELLS and is_barred:
        return [(row[0], row[1]) for row in rows]
    return []


def _has_digit(text: str, row: Sequence[_Cell]) -> bool:
    return any(character.isdigit() for begin, end in row for character in text[begin:end])
