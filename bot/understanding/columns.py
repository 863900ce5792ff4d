"""In which column of a table a place of the text is: 「项目⇥金额（万元）」 over numbers, line by line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from bot.understanding.quantity import Quantity

__all__ = ["Columns"]

_CELL_ENDS = re.compile(r"\t|[|｜]|[,，;；]| {2,}")
"""What stands between the cells of a table's line."""


class Columns:
    """The columns of a text and the quantities (in order of the text) in each; all places are found once."""

    def __init__(self, text: str, quantities: Sequence[Quantity]) -> None:
        self._text, self._quantities = text, quantities
        self._starts = [quantity.start for quantity in quantities]

    def headed_by(self, header: re.Match[str]) -> int | None:
        """The column with ``header`` at its top; ``None`` where its line has numbers or is the last."""
        line, end = self._line_at(header.start()), self._end_of_line(header)
        first = bisect_left(self._starts, line)
        has_numbers = first < len(self._starts) and self._starts[first] < end
        return None if has_numbers or end >= len(self._text) else self._column_of(header.start())

    def below(self, header: re.Match[str], column: int) -> Iterator[Quantity]:
        """The quantities of the column in the lines after that of ``header``."""
        end = self._end_of_line(header)
        return (quantity for quantity in self._by_column.get(column, ()) if quantity.start > end)

    @cached_property
    def _by_column(self) -> dict[int, list[Quantity]]:
        found: dict[int, list[Quantity]] = {}
        for quantity in self._quantities:
            found.setdefault(self._column_of(quantity.core_start), []).append(quantity)
        return found

    @cached_property
    def _lines(self) -> list[int]:
        """Where the lines begin."""
        return [0, *(at + 1 for at, character in enumerate(self._text) if character == "\n")]

    @cached_property
    def _cells(self) -> list[int]:
        """Where what separates cells ends."""
        return [match.end() for match in _CELL_ENDS.finditer(self._text)]

    def _column_of(self, at: int) -> int:
        return bisect_right(self._cells, at) - bisect_right(self._cells, self._line_at(at))

    def _line_at(self, at: int) -> int:
        return self._lines[bisect_right(self._lines, at) - 1]

    def _end_of_line(self, header: re.Match[str]) -> int:
        """Where the line ends in which ``header`` ends; the text's length for the last."""
        following = bisect_right(self._lines, header.end())
        return self._lines[following] - 1 if following < len(self._lines) else len(self._text)
