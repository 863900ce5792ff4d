"""The report as plain text, for a terminal or a mail."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from policy_rules.report.blocks import Bars, Block, Heading, Items, Paragraph, Quote, Table, Warning_
from policy_rules.report.content import Report

__all__ = ["as_text"]

_CHART_CELLS = 24
_WIDEST_COLUMN = 60
"""Columns of a terminal: what is longer runs over and moves only its own row."""


def as_text(report: Report) -> str:
    """The whole report, ending in a line break."""
    # A warning comes before all else, the title included: the first line is what is read for certain.
    warnings = [block for block in report.blocks if isinstance(block, Warning_)]
    others = [block for block in report.blocks if not isinstance(block, Warning_)]
    lines = [*_written(warnings), report.title, "", *_written(others)]
    return "\n".join(lines).rstrip() + "\n"


def _written(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _WRITERS[type(block)](block)


def _heading(block: Heading) -> Iterator[str]:
    yield ""
    yield f"【{block.text}】" if block.level == 1 else f"■ {block.text}"


def _paragraph(block: Paragraph) -> Iterator[str]:
    yield f"  {block.text}"


def _warning(block: Warning_) -> Iterator[str]:
    yield f"【注意】{block.text}"
    yield ""


def _quote(block: Quote) -> Iterator[str]:
    yield f"  原文：“{block.text}”（{block.section}）"


def _items(block: Items) -> Iterator[str]:
    yield from (f"  · {item}" for item in block.items)


def _table(block: Table) -> Iterator[str]:
    yield from _aligned(block.rows)
    yield ""


def _bars(block: Bars) -> Iterator[str]:
    rows = []
    for bar in block.bars:
        certain, possible = round(bar.low * _CHART_CELLS), max(1, round(bar.high * _CHART_CELLS))
        rows.append((bar.label, f"{'█' * certain}{'░' * (possible - certain)}".ljust(_CHART_CELLS), bar.amount))
    yield from _aligned(rows)
    yield "  █ 下限  ░ 可能达到的上限"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows with their columns below each other; Chinese characters take two places each."""
    widths = [min(_WIDEST_COLUMN, max(map(_width, column))) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


_WRITERS: dict[type, Callable[[Any], Iterator[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Warning_: _warning,
    Quote: _quote,
    Items: _items,
    Table: _table,
    Bars: _bars,
}
