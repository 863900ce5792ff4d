"""The estimate as a workbook: the clauses with their amounts as numbers, the facts, the readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from policy_rules.conditions import State
from policy_rules.report.content import Report
from policy_rules.result import ClauseEstimate
from policy_rules.tables import as_cell
from policy_rules.wording.facts import project_called
from policy_rules.wording.labels import CAUSES, STATUSES

__all__ = ["as_xlsx"]

_CLAUSE_COLUMNS = {
    "条款": 12,
    "名称": 24,
    "项目": 14,
    "状态": 12,
    "最低（元）": 16,
    "最高（元）": 16,
    "算法": 60,
    "区间原因": 24,
    "待确认或待评审": 40,
    "原文": 80,
}
_MONEY = "#,##0.00"


def as_xlsx(report: Report) -> bytes:
    """The ``.xlsx`` file. An amount without bound is an empty cell."""
    book = Workbook()
    sheet = book.active
    sheet.title = "测算"
    _fill(sheet, list(_CLAUSE_COLUMNS.items()), [_clause(clause) for clause in report.estimate.clauses])
    total = report.estimate.total
    sheet.append(["合计", "条件成立、评审通过时", "", "", as_cell(total.min), as_cell(total.max)])
    for row in sheet.iter_rows(min_row=2, min_col=5, max_col=6):
        for cell in row:
            cell.number_format = _MONEY
    _fill(book.create_sheet("企业情况"), [("情况", 40), ("内容", 40)], report.facts)
    _fill(book.create_sheet("说明"), [("说明", 100)], [[note] for note in report.estimate.notes])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Any, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]]) -> None:
    sheet.append([name for name, _ in columns])
    for number, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        head = sheet.cell(row=1, column=number)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="EEF2F7")
    for row in rows:
        sheet.append([_harmless(value) for value in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def _harmless(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula is kept as text: names are typed by anybody."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@" else value


def _clause(clause: ClauseEstimate) -> list[Any]:
    amount = clause.amount
    still_open = [c.text for c in clause.conditions if c.state in (State.UNKNOWN, State.REVIEW)]
    return [
        clause.number,
        clause.title,
        "" if clause.project is None else project_called(clause.project),
        STATUSES[clause.status],
        as_cell(amount.min) if amount else None,
        as_cell(amount.max) if amount else None,
        clause.formula,
        "、".join(CAUSES[cause] for cause in clause.range_because),
        "；".join(still_open),
        clause.quote,
    ]
