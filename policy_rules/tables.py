"""Tables as people keep them: ``.xlsx``, ``.csv`` (UTF-8 or GB18030), ``.parquet``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from policy_rules.errors import UNWRITABLE, FactError
from policy_rules.wording.numbers import as_number

__all__ = ["Row", "Table", "as_cell", "read_table", "require_format", "write_table"]

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """Named columns and rows; a cell that is None is empty."""

    columns: tuple[str, ...]
    rows: list[Row]


def require_format(name: str) -> str:
    """The ending of a file that can be read and written; raises :class:`FactError` for any other."""
    ending = Path(name).suffix.lower()
    if ending not in (".xlsx", ".csv", ".parquet"):
        raise FactError("unknown_format", "文件应为 .xlsx、.csv 或 .parquet", name)
    return ending


def read_table(name: str) -> Table:
    """Raises :class:`FactError` about the file or the column."""
    readers = {".xlsx": _read_xlsx, ".csv": _read_csv, ".parquet": _read_parquet}
    try:
        table = readers[require_format(name)](Path(name))
    except FactError:
        raise
    except OSError as error:
        raise FactError("unreadable_file", f"读不到文件：{error.strerror or error}", name) from None
    except Exception as error:  # the libraries raise many kinds for a damaged file
        raise FactError(
            "unreadable_file", f"文件已损坏或不是 {Path(name).suffix} 格式（{type(error).__name__}）", name
        ) from None
    repeated = [column for column in table.columns if table.columns.count(column) > 1]
    if repeated:
        raise FactError("duplicate_column", "这一列出现了两次，请只保留一列", repeated[0])
    return table


def write_table(name: str, table: Table) -> None:
    """Raises :class:`FactError` about the file."""
    writers = {".xlsx": _write_xlsx, ".csv": _write_csv, ".parquet": _write_parquet}
    try:
        writers[require_format(name)](Path(name), table)
    except OSError as error:
        raise FactError("unwritable_file", f"写不了文件：{error.strerror or error}", name) from None


def _table(header: Iterator[Any], rows: Iterator[tuple[Any, ...]]) -> Table:
    """A table from cells; columns without a name and rows without a cell are left out."""
    named = [(index, str(name).strip()) for index, name in enumerate(header) if name is not None and str(name).strip()]
    found = ({name: row[index] if index < len(row) else None for index, name in named} for row in rows)
    kept = [row for row in found if any(value not in (None, "") for value in row.values())]
    return Table(tuple(name for _, name in named), kept)


def _read_xlsx(path: Path) -> Table:
    from openpyxl import load_workbook  # each library is imported by the one format that needs it

    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        rows = workbook.worksheets[0].iter_rows(values_only=True)
        return _table(iter(next(rows, ())), iter(rows))
    finally:
        workbook.close()


def _read_csv(path: Path) -> Table:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")  # what Excel in China writes
    rows = csv.reader(text.splitlines(keepends=True))
    return _table(iter(next(rows, [])), (tuple(cell if cell != "" else None for cell in row) for row in rows))


def _read_parquet(path: Path) -> Table:
    from pyarrow import parquet

    table = parquet.read_table(path)
    return Table(tuple(table.column_names), table.to_pylist())


def as_cell(value: Any) -> Any:
    """Exact decimals as the numbers that tables know; one that no table can hold as text."""
    if not isinstance(value, Decimal):
        return value
    return as_number(value) if value.adjusted() < _TOO_MANY_DIGITS else f"{value:E}"


_TOO_MANY_DIGITS = 308


def _write_xlsx(path: Path, table: Table) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet("测算")
    sheet.freeze_panes = "A2"
    header = [WriteOnlyCell(sheet, value=name) for name in table.columns]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in table.rows:
        sheet.append([_harmless(row.get(name)) for name in table.columns])
    workbook.save(path)


def _harmless(value: Any) -> Any:
    value = as_cell(value)
    if isinstance(value, (list, tuple, dict)):
        return str(value)
    if isinstance(value, str):
        value = UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@"):
        return "'" + value  # text that somebody typed is never a formula
    return value


def _write_csv(path: Path, table: Table) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        writer.writerows([_harmless(row.get(name)) for name in table.columns] for row in table.rows)


def _write_parquet(path: Path, table: Table) -> None:
    import pyarrow
    from pyarrow import parquet

    columns = {name: _column([as_cell(row.get(name)) for row in table.rows]) for name in table.columns}
    parquet.write_table(pyarrow.table(columns), path)


_LARGEST_INTEGER = 2**63


def _column(values: list[Any]) -> list[Any]:
    """One type a column: numbers stay numbers, anything mixed becomes text."""
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int, float}:
        whole = all(isinstance(value, int) and abs(value) < _LARGEST_INTEGER for value in values if value is not None)
        return values if whole else [None if value is None else float(value) for value in values]
    return values if len(kinds) <= 1 else [None if value is None else str(value) for value in values]
