"""The report as a page to read, print or save; it needs no script and keeps to a strict content policy."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from policy_rules.report.blocks import Bar, Bars, Heading, Items, Paragraph, Quote, Table, Warning_
from policy_rules.report.content import Report

__all__ = ["STYLESHEET", "as_html"]

STYLESHEET = Path(__file__).with_name("report.css")

CHART_WIDTH, ROW_HEIGHT = 360, 18


def as_html(report: Report, stylesheet: str = "/report.css") -> str:
    """The whole page; ``stylesheet`` is the address of :data:`STYLESHEET`."""
    body = "\n".join(_WRITERS[type(block)](block) for block in report.blocks)
    return (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.title)}</title>\n"
        f'<link rel="stylesheet" href="{escape(stylesheet)}">\n<link rel="icon" href="data:,">\n</head>\n'
        f"<body>\n<main>\n<h1>{escape(report.title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _heading(block: Heading) -> str:
    tag = f"h{block.level + 1}"
    return f"<{tag}>{escape(block.text)}</{tag}>"


def _paragraph(block: Paragraph) -> str:
    return f"<p>{escape(block.text)}</p>"


def _warning(block: Warning_) -> str:
    return f'<p class="warning" role="note">{escape(block.text)}</p>'


def _quote(block: Quote) -> str:
    return f"<blockquote><p>{escape(block.text)}</p><footer>{escape(block.section)}</footer></blockquote>"


def _items(block: Items) -> str:
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>"


def _table(block: Table) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.rows[0])
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in block.rows[1:]
    )
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _bars(block: Bars) -> str:
    rows = "".join(map(_bar_row, block.bars))
    return (
        '<table class="chart"><caption>各条款金额：深色为下限，浅色为可能达到的上限</caption>'
        f"<tbody>{rows}</tbody></table>"
    )


def _bar_row(bar: Bar) -> str:
    cells = f"<td>{_bar(bar.low, bar.high)}</td><td>{escape(bar.amount)}</td>"
    return f'<tr><th scope="row">{escape(bar.label)}</th>{cells}</tr>'


def _bar(low: float, high: float) -> str:
    """The amounts stand beside it in words, so the drawing is only for the eye."""
    width = max(2, round(high * CHART_WIDTH))
    return (
        f'<svg viewBox="0 0 {CHART_WIDTH} {ROW_HEIGHT}" aria-hidden="true">'
        f'<rect class="possible" width="{width}" height="{ROW_HEIGHT}"/>'
        f'<rect class="certain" width="{round(low * CHART_WIDTH)}" height="{ROW_HEIGHT}"/></svg>'
    )


_WRITERS: dict[type, Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Warning_: _warning,
    Quote: _quote,
    Items: _items,
    Table: _table,
    Bars: _bars,
}
