"""The boundary sheet as a workbook that a policy officer reads and signs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from policy_rules.boundaries import Sheet
from policy_rules.errors import FactError
from policy_rules.pack import Pack

__all__ = ["write_workbook"]

_COLUMNS = {
    "条号": 10,
    "条款": 22,
    "界限": 18,
    "位置": 10,
    "情况": 24,
    "取值": 20,
    "结果": 12,
    "金额": 22,
    "其余情况": 46,
    "原文": 60,
    "是否同意": 10,
    "意见": 24,
    "签字": 12,
}


def write_workbook(pack: Pack, sheet: Sheet, name: str) -> None:
    """Write the ``.xlsx``; raises :class:`FactError` about the file where it can't be written."""
    from openpyxl import Workbook  # takes a while to import, and only this command needs it
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    table: Any = workbook.active
    table.title = "边界算例"
    table.append([f"{pack.policy.title}（{pack.policy.document_number}）边界算例"])
    table.append(["每个档次、界限和上限：刚低于、恰好等于、刚高于时的结果。请逐行核对并签字。"])
    table.append(list(_COLUMNS))
    for row in sheet.cases:
        clause = row.clause
        others = "；".join(f"{label}：{value}" for label, value in row.known.items())
        table.append(
            [
                clause.number,
                clause.title,
                row.edge,
                row.side,
                row.fact,
                row.value,
                row.status,
                row.amount,
                others,
                row.quote,
            ]
        )
    table["A1"].font = Font(bold=True, size=14)
    for cell in table[3]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
    for index, width in enumerate(_COLUMNS.values(), start=1):
        table.column_dimensions[get_column_letter(index)].width = width
    for cells in table.iter_rows(min_row=4):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    table.freeze_panes = "A4"
    try:
        workbook.save(Path(name))
    except OSError as error:
        raise FactError("unwritable_file", f"写不了文件：{error.strerror}", name) from None
