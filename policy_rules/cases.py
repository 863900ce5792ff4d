"""Worked cases: what an applicant is known to be, and what a policy officer says it gets.

``cases.yaml`` of a pack holds ``as_of`` and ``common`` facts for all, and the ``cases``. Status and amount
stand in words: ``可享受 200万元``, ``有条件 90万元-270万元``, ``需补充信息 0元-300万元``, ``不符合``, ``由政府酌定``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError

from policy_rules.conditions import Strict
from policy_rules.errors import FactError, PackError
from policy_rules.estimate import estimate
from policy_rules.interval import INFINITY, ZERO, Interval
from policy_rules.pack import Pack
from policy_rules.pack_files import read_yaml_of
from policy_rules.pack_problems import described
from policy_rules.quantities import Dimension, QuantityError, parse_quantity
from policy_rules.result import Bounds, ClauseEstimate, Estimate, Status
from policy_rules.wording.labels import STATUSES
from policy_rules.wording.numbers import UNLIMITED, amount_range

__all__ = ["Case", "CaseFile", "Expected", "faults_of_case", "faults_of_cases", "read_cases"]

_STATUS_IN_WORDS = {words: status for status, words in STATUSES.items()}


class Case(Strict):
    """One applicant and what is expected for it; what is not named is not looked at."""

    name: str
    as_of: date | None = None
    facts: Mapping[str, Any]
    expect: Mapping[str, str] = {}
    """Clause id (``id@项目`` for one of several projects) → status and amount in words."""
    total: str | None = None
    potential: str | None = None
    given_up: tuple[str, ...] | None = None
    readings: Mapping[str, tuple[str, ...]] = {}
    """Clause id → the ids of exactly those readings that matter for it."""


class CaseFile(Strict):
    """``cases.yaml`` as it is written."""

    as_of: date
    common: Mapping[str, Any] = {}
    cases: tuple[Case, ...] = Field(min_length=1)


class Expected:
    """``可享受 200万元`` as a status and an amount; raises ``ValueError`` for anything else."""

    def __init__(self, words: str) -> None:
        status, _, amount = words.strip().partition(" ")
        if status not in _STATUS_IN_WORDS:
            raise ValueError(f"“{words}”应以 {'、'.join(_STATUS_IN_WORDS)} 之一开头")
        self.status = _STATUS_IN_WORDS[status]
        self.amount = read_amount(amount) if amount else None

    def fits(self, found: ClauseEstimate) -> bool:
        return found.status is self.status and (self.amount is None or _is(found.amount, self.amount))


_RANGE = re.compile(r"(.+?)\s*[-~]\s*(.+)")


def read_amount(words: str) -> Interval:
    """``200万元``, ``90万元-270万元``, ``最高100万元``, ``2000万元以上``, as an estimate prints them too.

    Raises ``ValueError`` for anything else.
    """
    try:
        if words == UNLIMITED:
            return Interval(ZERO, INFINITY)
        if words.startswith("最高"):
            return Interval(ZERO, _yuan(words.removeprefix("最高")))
        if words.endswith("以上"):
            return Interval(_yuan(words.removesuffix("以上")), INFINITY)
        match = _RANGE.fullmatch(words)
        low, high = (match[1], match[2]) if match else (words, words)
        return Interval(_yuan(low), _yuan(high))
    except QuantityError:
        raise ValueError(f"“{words}”不是金额，应写成 200万元、90万元-270万元、最高100万元、2000万元以上 这样") from None


def _yuan(text: str) -> Any:
    return ZERO if text == "0" else parse_quantity(text, Dimension.MONEY)


def _is(found: Bounds | None, expected: Interval) -> bool:
    return found is not None and found.interval.bounds == expected.bounds


def read_cases(folder: Path) -> tuple[Case, ...]:
    """The worked cases of a pack, each with the common facts; raises :class:`PackError`."""
    raw = read_yaml_of(folder, "cases.yaml")
    try:
        read = TypeAdapter(CaseFile).validate_python(raw)
    except ValidationError as error:
        raise PackError("\n".join(described("cases.yaml", raw, error.errors()))) from None
    return tuple(
        case.model_copy(update={"facts": {**read.common, **case.facts}, "as_of": case.as_of or read.as_of})
        for case in read.cases
    )


def faults_of_cases(pack: Pack) -> Iterator[str]:
    """Cases that can't be read or don't come out as expected; clauses that no case speaks of."""
    try:
        cases = read_cases(pack.folder)
    except PackError as error:
        yield from str(error).splitlines()
        return
    for case in cases:
        yield from (f"cases.yaml: {case.name}: {fault}" for fault in faults_of_case(pack, case))
    spoken_of = {name.partition("@")[0] for case in cases for name in case.expect}
    for clause in pack.clauses:
        if clause.id not in spoken_of:
            yield f"cases.yaml: 没有一个算例写明 {clause.id}（{clause.number} {clause.title}）的结果"


def faults_of_case(pack: Pack, case: Case) -> Iterator[str]:
    """Where the estimate differs from what is expected; nothing expected is a fault too."""
    if not (case.expect or case.total or case.potential or case.readings or case.given_up is not None):
        yield "expect: 没有写应得的结果，这个算例什么也没有核对"
    try:
        found = estimate(pack, case.facts, case.as_of)
    except FactError as error:
        yield str(error)
        return
    yield from _faults_of_clauses(found, case)
    for what, words, bounds in (("total", case.total, found.total), ("potential", case.potential, found.potential)):
        if words is not None:
            try:
                if not _is(bounds, read_amount(words)):
                    yield f"{what}: 应为 {words}，算得 {amount_range(bounds.interval)}"
            except ValueError as error:
                yield f"{what}: {error}"
    given_up = tuple(_name(entry.clause, entry.project) for entry in found.excluded)
    if case.given_up is not None and set(given_up) != set(case.given_up):
        yield f"given_up: 应为 {'、'.join(case.given_up) or '无'}，算得 {'、'.join(given_up) or '无'}"
    yield from _faults_of_readings(pack, found, case)


def _name(clause: str, project: str | int | None) -> str:
    return clause if project is None else f"{clause}@{project}"


def _faults_of_clauses(found: Estimate, case: Case) -> Iterator[str]:
    clauses = {_name(clause.id, clause.project): clause for clause in found.clauses}
    for name, words in case.expect.items():
        clause = clauses.get(name)
        if clause is None:
            yield f"expect: 没有 {name} 这一条；可写：{'、'.join(clauses)}"
            continue
        try:
            fits = Expected(words).fits(clause)
        except ValueError as error:
            yield f"expect: {name}: {error}"
            continue
        if not fits:
            yield f"expect: {name}: 应为 {words}，算得 {in_words(clause)}"


def in_words(clause: ClauseEstimate) -> str:
    """Status and amount as a case would state them."""
    status = STATUSES[clause.status]
    if clause.amount is None or clause.status is Status.INELIGIBLE:
        return status
    return f"{status} {amount_range(clause.amount.interval)}"


def _faults_of_readings(pack: Pack, found: Estimate, case: Case) -> Iterator[str]:
    ids = {reading.question: reading.id for reading in pack.policy.readings}
    clauses = {_name(clause.id, clause.project): clause for clause in found.clauses}
    for name, expected in case.readings.items():
        mattering = [ids[reading.question] for reading in clauses[name].readings] if name in clauses else []
        if set(mattering) != set(expected):
            yield f"readings: {name}: 应为 {'、'.join(expected) or '无'}，算得 {'、'.join(mattering) or '无'}"
