"""Many applicants in one table: ``.xlsx``, ``.csv`` or ``.parquet`` in and out, one row an applicant.

Columns are fact ids or their Chinese labels; ``projects[0].rd_spend`` or ``项目1.项目研发投入`` for one of several
projects; an empty cell is unknown. Each row keeps its columns and gains status and bounds of every clause, total,
potential, and what is wrong with it (``错误``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from policy_rules.assessed import Assessed
from policy_rules.batch.columns import Columns
from policy_rules.errors import FactError
from policy_rules.estimate import today
from policy_rules.facts import Facts, read_facts
from policy_rules.interval import in_exact_arithmetic
from policy_rules.outcome import Outcome, outcome_of
from policy_rules.pack import Pack
from policy_rules.result import Bounds, Status
from policy_rules.tables import Row, Table, read_table, require_format, write_table
from policy_rules.wording.labels import STATUSES
from policy_rules.wording.notes import validity

__all__ = ["ERROR", "estimate_rows", "estimate_table"]

ERROR = "错误"
_KEPT = 50_000
"""Assessments: rows far apart are often alike."""
_NOTE = "提示"
_STATE, _LOWEST, _HIGHEST = "状态", "最低", "最高"
_TOTAL, _POTENTIAL = "合计", "补充信息后可能达到"


def estimate_table(pack: Pack, source: str, target: str, as_of: date | None = None) -> int:
    """Estimate every row of ``source`` into ``target``; the number of rows that could not be.

    Raises :class:`FactError` for a file or a column that can't be used.
    """
    require_format(target)
    table = read_table(source)
    columns = Columns(pack, table.columns)
    results = list(estimate_rows(pack, map(columns.facts_of, table.rows), as_of))
    added = [name for name in _result_columns(pack, results) if name not in table.columns]
    rows = [{**row, **result} for row, result in zip(table.rows, results, strict=True)]
    write_table(target, Table((*table.columns, *added), rows))
    return sum(1 for result in results if result[ERROR])


def _result_columns(pack: Pack, results: Iterable[Row]) -> list[str]:
    """The columns that any row fills: clauses in the order of the document, sums, then those of single projects."""
    ends = (_LOWEST, _HIGHEST)
    ordered = [f"{clause.id}.{end}" for clause in pack.clauses for end in (_STATE, *ends)]
    ordered += [f"{sum_}.{end}" for sum_ in (_TOTAL, _POTENTIAL) for end in ends]
    found = dict.fromkeys(name for result in results for name in result)
    of_projects = (name for name in found if name not in (*ordered, _NOTE, ERROR))
    return [*(name for name in ordered if name in found), *of_projects, _NOTE, ERROR]


@in_exact_arithmetic
def estimate_rows(pack: Pack, documents: Iterable[Any], as_of: date | None = None) -> Iterator[Row]:
    """For each facts object (or the :class:`FactError` it already is) the result columns by name; ``错误`` last."""
    day = as_of or today()
    warning = validity(pack, day)
    assessed = Assessed(_KEPT)
    for document in documents:
        try:
            if isinstance(document, FactError):
                raise document
            facts = document if isinstance(document, Facts) else read_facts(pack.facts, document)
        except FactError as error:
            yield {_NOTE: warning, ERROR: str(error)}
            continue
        yield {**_results(outcome_of(pack, facts, day, assessed)), _NOTE: warning, ERROR: None}


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
        found[f"{name}.{_STATE}"] = STATUSES[assessment.status] + given_up
        found[f"{name}.{_LOWEST}"] = Decimal(0) if nothing else amount.min if amount else None
        found[f"{name}.{_HIGHEST}"] = Decimal(0) if nothing else amount.max if amount else None
    for label, interval in ((_TOTAL, outcome.total), (_POTENTIAL, outcome.potential)):
        bounds = Bounds.of(interval)
        found[f"{label}.{_LOWEST}"], found[f"{label}.{_HIGHEST}"] = bounds.min, bounds.max
    return found
