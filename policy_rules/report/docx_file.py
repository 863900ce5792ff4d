"""The report as a Word document."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from policy_rules.report.blocks import Bars, Heading, Items, Paragraph, Quote, Table, Warning_
from policy_rules.report.content import Report

__all__ = ["as_docx"]

FONT = "宋体"
HEADING_FONT = "黑体"
INK = RGBColor(0x1F, 0x2A, 0x37)
ACCENT, ACCENT_LIGHT = "1F5FA8", "A9C6E8"
CHART_CELLS = 20


def as_docx(report: Report) -> bytes:
    """The ``.docx`` file."""
    document = Document()
    _set_fonts(document)
    document.add_heading(report.title, level=0)
    for block in report.blocks:
        _WRITERS[type(block)](document, block)
    document.core_properties.title = report.title
    document.core_properties.language = "zh-CN"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_fonts(document: Any) -> None:
    """Chinese has its own font slot: without it Word falls back to whatever it finds."""
    for name, font in [("Normal", FONT), *((f"Heading {n}", HEADING_FONT) for n in (1, 2)), ("Title", HEADING_FONT)]:
        style = document.styles[name]
        style.font.name = font
        style.font.color.rgb = INK
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    document.styles["Title"].font.size = Pt(18)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)


def _heading(document: Any, block: Heading) -> None:
    document.add_heading(block.text, level=block.level)


def _paragraph(document: Any, block: Paragraph) -> None:
    document.add_paragraph(block.text)


def _warning(document: Any, block: Warning_) -> None:
    run = document.add_paragraph().add_run(block.text)
    run.bold = True
    run.font.color.rgb = RGBColor(0xB4, 0x23, 0x18)


def _quote(document: Any, block: Quote) -> None:
    paragraph = document.add_paragraph(f"“{block.text}”（{block.section}）")
    paragraph.paragraph_format.left_indent = Cm(0.75)
    for run in paragraph.runs:
        run.font.size = Pt(9.5)
        run.font.color.rgb = RGBColor(0x4B, 0x55, 0x63)


def _items(document: Any, block: Items) -> None:
    for item in block.items:
        document.add_paragraph(item, style="List Bullet")


def _table(document: Any, block: Table) -> None:
    columns = len(block.rows[0])
    table = document.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = {2: (6, 10), 3: (4, 8, 4)}[columns]
    for number, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, text, width in zip(cells, row, widths, strict=True):
            _write(cell, text, Cm(width), bold=number == 0)
            if number == 0:
                _shade(cell, "EEF2F7")
    document.add_paragraph()


def _bars(document: Any, block: Bars) -> None:
    """A chart of coloured block characters: it prints everywhere, and no picture has to carry a Chinese font."""
    table = document.add_table(rows=0, cols=3)
    for bar in block.bars:
        label, drawing, amount = table.add_row().cells
        _write(label, bar.label, Cm(5.5))
        _write(amount, bar.amount, Cm(4))
        drawing.width = Cm(6.5)
        drawing.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        drawing.paragraphs[0].paragraph_format.space_after = Pt(0)
        certain, possible = round(bar.low * CHART_CELLS), max(1, round(bar.high * CHART_CELLS))
        for length, colour in ((certain, ACCENT), (possible - certain, ACCENT_LIGHT)):
            run = drawing.paragraphs[0].add_run("█" * length)
            run.font.size = Pt(7)
            run.font.color.rgb = RGBColor.from_string(colour)
    document.add_paragraph("深色为下限，浅色为可能达到的上限。")


def _write(cell: Any, text: str, width: Any, *, bold: bool = False) -> None:
    cell.width = width
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.font.size = Pt(9.5)
    run.bold = bold


def _shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


_WRITERS: dict[type, Callable[[Any, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Warning_: _warning,
    Quote: _quote,
    Items: _items,
    Table: _table,
    Bars: _bars,
}
