"""Many applicants in one table: ``.xlsx``, ``.csv`` or ``.parquet`` in and out, one row an applicant.

Columns are fact ids or their Chinese labels; ``projects[0].rd_spend`` or ``项目1.项目研发投入`` for one of several
projects; an empty cell is unknown. Each row keeps its columns and gains status and bounds of every clause, total,
potential, and what is wrong with it (``错误``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from policy_rules.errors import FactError
from policy_rules.estimate import today
from policy_rules.facts import FactDefinition, FactKind, Facts, read_facts
from policy_rules.interval import in_exact_arithmetic
from policy_rules.outcome import AssessmentCache, Outcome, outcome_of
from policy_rules.pack import Pack
from policy_rules.result import Bounds, Status
from policy_rules.tables import Row, Table, read_table, write_table
from policy_rules.wording.labels import STATUSES
from policy_rules.wording.notes import validity

__all__ = ["ERROR", "estimate_rows", "estimate_table"]

ERROR = "错误"
_NOTE = "提示"


def estimate_table(pack: Pack, source: str, target: str, as_of: date | None = None) -> int:
    """Estimate every row of ``source`` into ``target``; the number of rows that could not be.

    Raises :class:`FactError` for a file or a column that can't be used.
    """
    table = read_table(source)
    columns = _Columns(pack, table.columns)
    results = list(estimate_rows(pack, (columns.facts_of(row) for row in table.rows), as_of))
    names = list(dict.fromkeys(name for result in results for name in result if name != ERROR))
    names = [name for name in _result_columns(pack) if name in names] + [n for n in names if "@" in n]
    added = [name for name in [*names, _NOTE, ERROR] if name not in table.columns]
    rows = [{**row, **result} for row, result in zip(table.rows, results, strict=True)]
    write_table(target, Table((*table.columns, *added), rows))
    return sum(1 for result in results if result[ERROR])


@in_exact_arithmetic
def estimate_rows(pack: Pack, documents: Iterable[Any], as_of: date | None = None) -> Iterator[Row]:
    """For each facts object (or the :class:`FactError` it already is) the result columns by name; ``错误`` last."""
    day = as_of or today()
    warning = validity(pack, day)
    cache: AssessmentCache = {}
    for document in documents:
        try:
            if isinstance(document, FactError):
                raise document
            facts = document if isinstance(document, Facts) else read_facts(pack.facts, document)
        except FactError as error:
            yield {_NOTE: warning, ERROR: str(error)}
            continue
        yield {**_results(outcome_of(pack, facts, day, cache)), _NOTE: warning, ERROR: None}


def _results(outcome: Outcome) -> Row:
    found: Row = {}
    excluded = {given.entry for given in outcome.given_up}
    for index, assessment in enumerate(outcome.assessments):
        clause = assessment.clause
        name = clause.id if assessment.project is None else f"{clause.id}@{assessment.project}"
        nothing = assessment.status is Status.INELIGIBLE
        known = assessment.status is not Status.DISCRETIONARY
        amount = Bounds.of(assessment.amount) if known else None
        given_up = "（让位于更高的一项）" if index in excluded else ""
        found[f"{name}.状态"] = STATUSES[assessment.status] + given_up
        found[f"{name}.最低"] = Decimal(0) if nothing else amount.min if amount else None
        found[f"{name}.最高"] = Decimal(0) if nothing else amount.max if amount else None
    for label, interval in (("合计", outcome.total), ("补充信息后可能达到", outcome.potential)):
        bounds = Bounds.of(interval)
        found[f"{label}.最低"], found[f"{label}.最高"] = bounds.min, bounds.max
    return found


def _result_columns(pack: Pack) -> Iterator[str]:
    for name in (*(clause.id for clause in pack.clauses), "合计", "补充信息后可能达到"):
        yield from (f"{name}.{end}" for end in (("状态",) if "合" not in name and "补" not in name else ()))
        yield from (f"{name}.{end}" for end in ("最低", "最高"))


_PROJECT = re.compile(r"(?:projects\[(?P<index>\d+)\]|项目(?P<number>\d+))[.．·:：](?P<fact>.+)")


class _Columns:
    """What each column of the input says: a fact of the applicant, or of one project."""

    def __init__(self, pack: Pack, names: Iterable[str]) -> None:
        self._pack = pack
        self._labels = {definition.label: id for id, definition in pack.facts.items()}
        self._meanings = {name: meaning for name in names if (meaning := self._meaning(name))}
        if not self._meanings:
            known = "、".join(list(self._labels)[:6])
            raise FactError(
                "no_known_column", f"没有一列是可识别的情况；列名应为事实的 id 或中文名，例如 {known}", None
            )

    def _meaning(self, name: str) -> tuple[int | None, str] | None:
        """Project index (None: the applicant) and fact id; None for a column that is only passed through."""
        match = _PROJECT.fullmatch(name.strip())
        if match is None:
            fact = self._fact(name)
            return (None, fact) if fact else None
        index = int(match["index"]) if match["index"] else int(match["number"]) - 1
        fact = "name" if match["fact"] in ("name", "名称", "项目名称") else self._fact(match["fact"])
        if index < 0 or fact is None:
            raise FactError("unknown_fact", "没有这一事实，请核对列名", name)
        return index, fact

    def _fact(self, name: str) -> str | None:
        name = name.strip()
        return name if name in self._pack.facts else self._labels.get(name)

    def facts_of(self, row: Mapping[str, Any]) -> dict[str, Any] | FactError:
        """The facts object of a row, or what is wrong with one of its cells."""
        facts: dict[str, Any] = {}
        projects: dict[int, dict[str, Any]] = {}
        for column, (index, fact) in self._meanings.items():
            raw = row.get(column)
            if raw is None or (isinstance(raw, str) and not raw.strip()):
                continue
            try:
                value = str(raw) if fact == "name" else _cell(self._pack.facts[fact], raw)
            except ValueError as error:
                return FactError("wrong_type", str(error), column)
            (facts if index is None else projects.setdefault(index, {}))[fact] = value
        if projects:
            facts["projects"] = [projects.get(index, {}) for index in range(max(projects) + 1)]
        return facts


_YES, _NO = ("是", "true", "yes", "y", "1", "有", "对", "✓"), ("否", "false", "no", "n", "0", "无", "没有", "不是", "✗")
_RANGE = re.compile(r"(?P<low>[^~至]+)[~至](?P<high>[^~至]*)")


def _cell(definition: FactDefinition, raw: Any) -> Any:
    """A cell as the facts object would have it; raises ``ValueError`` with the fix."""
    if definition.kind is FactKind.BOOLEAN:
        return _yes_or_no(raw)
    if definition.kind is FactKind.CHOICE:
        labels = {choice.label: id for id, choice in definition.choices.items()}
        return labels.get(str(raw).strip(), raw)
    if isinstance(raw, (datetime, date)):
        return raw.strftime("%Y-%m-%d")
    if not isinstance(raw, str):
        return raw
    text = raw.strip()
    match = _RANGE.fullmatch(text)
    if match:
        return [_number_or_text(match["low"]), _number_or_text(match["high"]) if match["high"].strip() else None]
    return _number_or_text(text)


def _yes_or_no(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    text = str(raw).strip().lower()
    if text not in _YES + _NO:
        raise ValueError(f"“{raw}”应为 是 或 否，不清楚就留空")
    return text in _YES


def _number_or_text(text: str) -> Any:
    """In a table a number without unit is one in base units, however the cell is stored."""
    bare = text.strip().replace(",", "")
    return Decimal(bare) if re.fullmatch(r"-?\d+(\.\d+)?", bare) else text.strip()
