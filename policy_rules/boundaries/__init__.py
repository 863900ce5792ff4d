"""Boundary cases: for each threshold and cap the cases just below, at and above it, to be signed by the office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policy_rules.assessment import Assessment
from policy_rules.boundaries.decided import decided, differ
from policy_rules.boundaries.edges import Edge, edges_of, reached_at, step_of
from policy_rules.cases import Case, read_cases
from policy_rules.clause import Clause
from policy_rules.estimate import estimate
from policy_rules.facts import FactKind, Scope, read_facts
from policy_rules.interval import ZERO, Interval, in_exact_arithmetic
from policy_rules.outcome import outcome_of
from policy_rules.pack import Pack
from policy_rules.policy import Cap, Per
from policy_rules.quantities import Dimension
from policy_rules.result import Bounds, Status
from policy_rules.situation import Situation
from policy_rules.wording.facts import value_in_words
from policy_rules.wording.labels import STATUSES
from policy_rules.wording.numbers import amount_range, quantity

__all__ = ["BoundaryCase", "Sheet", "boundary_sheet", "can_be_exceeded"]


@dataclass(frozen=True)
class BoundaryCase:
    """One row to be signed: at this value of this fact, the clause brings this."""

    clause: Clause
    edge: str
    """What is reached: 上限 300万元."""
    side: str
    """刚低于, 恰好等于, 刚高于."""
    fact: str
    value: str
    known: Mapping[str, str]
    """The clause's other facts in words, as in the worked case it starts from, and what is supposed besides."""
    status: str
    amount: str
    quote: str


@dataclass(frozen=True)
class Sheet:
    """All boundary cases of a pack, and the edges for which none could be found."""

    cases: tuple[BoundaryCase, ...]
    without: tuple[str, ...]


@in_exact_arithmetic
def boundary_sheet(pack: Pack) -> Sheet:
    """The sheet of a pack. It starts from the worked cases; raises :class:`PackError` if these can't be read."""
    cases = read_cases(pack.folder)
    rows: list[BoundaryCase] = []
    without: list[str] = []
    for clause in pack.clauses:
        starts = tuple(_starts(pack, clause, cases))
        for edge in edges_of(clause, cases[0].as_of):
            found = tuple(_around(pack, clause, edge, starts))
            rows += (row for row in found if row not in rows)
            if not found:
                name = edge_in_words(pack, edge)
                without.append(f"{clause.id}: {name}: 没有算例能走到这里，请在 cases.yaml 中加一个本条能得到支持的算例")
    without += [
        f"policy.yaml: caps: {cap.title}: 没有算例让合计超过这一上限，请在 cases.yaml 中加一个"
        for cap in pack.policy.caps
        if not _is_reached(pack, cap, cases) and can_be_exceeded(pack, cap)
    ]
    return Sheet(tuple(rows), tuple(without))


def _is_reached(pack: Pack, cap: Cap, cases: Sequence[Case]) -> bool:
    return any(cap.title in {limit.title for limit in estimate(pack, case.facts, case.as_of).limited} for case in cases)


def can_be_exceeded(pack: Pack, cap: Cap) -> bool:
    """Whether its clauses can come to more, whatever the facts: an office may have named a cap that equals their sum."""
    clauses = [pack.clause(id) for id in cap.clauses]
    if cap.per is not Per.PROJECT and any(pack.scope(clause) is Scope.PROJECT for clause in clauses):
        return True  # there is no end to the projects
    anything = Situation(pack.facts, {})
    most = sum((clause.amount.interval(anything).high for clause in clauses if clause.amount), ZERO)
    return most > cap.at_most.interval(anything).low


def _starts(pack: Pack, clause: Clause, cases: Sequence[Case]) -> Iterator[Assessment]:
    """The worked cases as this clause sees them, the surest first."""
    found: list[Assessment] = []
    for case in cases:
        outcome = outcome_of(pack, read_facts(pack.facts, case.facts), case.as_of or pack.policy.in_force.from_)
        found += [assessment for assessment in outcome.assessments if assessment.clause is clause]
    yield from sorted(found, key=lambda start: _SUREST_FIRST.index(start.status))


_SUREST_FIRST = (Status.ELIGIBLE, Status.CONDITIONAL, Status.NEEDS_INFO, Status.INELIGIBLE, Status.DISCRETIONARY)


def _around(pack: Pack, clause: Clause, edge: Edge, starts: Sequence[Assessment]) -> Iterator[BoundaryCase]:
    """The rows around an edge, from the first worked case in which it makes a difference."""
    for by_low in (False, True):
        for start in starts:
            if not _is_met(edge, clause, start) or (by_low and start.status is Status.NEEDS_INFO):
                continue
            rows = tuple(_rows(pack, clause, edge, start, by_low, starts))
            if rows:
                yield from rows
                break


def _is_met(edge: Edge, clause: Clause, start: Assessment) -> bool:
    """Whether this applicant's branch of the rule has the edge at all."""
    situation = start.situation
    return any(edge.is_same_as(other) for other in edges_of(clause, situation.as_of, situation)) or edge.kind == "日期"


def _rows(
    pack: Pack, clause: Clause, edge: Edge, start: Assessment, by_low: bool, worked: Sequence[Assessment]
) -> Iterator[BoundaryCase]:
    for fact in edge.facts:
        if not pack.facts[fact].kind.is_quantity:
            continue
        value = reached_at(edge, fact, start.situation, by_low=by_low)
        if value is None or (by_low and value == reached_at(edge, fact, start.situation)):
            continue
        step = step_of(pack.facts[fact].kind)
        sides = {"刚低于": value - step, "恰好等于": value, "刚高于": value + step}
        results = {side: _at(pack, clause, start, fact, at) for side, at in sides.items() if at >= ZERO}
        complete = decided(results, fact, worked)
        if reached_at(edge, fact, next(iter(complete.values())).situation, by_low=by_low) == value:
            results = dict(complete)
        if not differ(results):
            continue
        for side, result in results.items():
            yield _row(pack, clause, edge, fact, side, result)
        return


def _at(pack: Pack, clause: Clause, start: Assessment, fact: str, value: Decimal) -> Assessment:
    return Assessment(pack, clause, start.situation.supposing(fact, Interval(value, value)), start.project)


def _row(pack: Pack, clause: Clause, edge: Edge, fact: str, side: str, result: Assessment) -> BoundaryCase:
    nothing = result.status in (Status.INELIGIBLE, Status.DISCRETIONARY)
    definition = pack.facts[fact]
    return BoundaryCase(
        clause=clause,
        edge=edge_in_words(pack, edge),
        side=side,
        fact=definition.label,
        value=quantity(result.situation.quantity(fact), definition.kind, _unit(pack, fact)),
        known={
            pack.facts[id].label: value_in_words(pack.facts[id], result.situation.values[id])
            for id in pack.facts_of(clause)
            if id != fact and result.situation.knows(id)
        },
        status=STATUSES[result.status],
        amount="" if nothing else amount_range(Bounds.of(result.amount).interval),
        quote=_quote_of(clause, edge),
    )


def _unit(pack: Pack, fact: str) -> str | None:
    definition = pack.facts[fact]
    return definition.unit if definition.kind in (FactKind.COUNT, FactKind.NUMBER) else None


def edge_in_words(pack: Pack, edge: Edge) -> str:
    if edge.kind == "有无":
        return "有无"
    counted = edge.number.dimension in (Dimension.COUNT, Dimension.NUMBER) and edge.facts
    unit = _unit(pack, edge.facts[0]) if counted else None
    return f"{edge.kind} {quantity(Interval(edge.value, edge.value), FactKind(edge.number.dimension.value), unit)}"


def _quote_of(clause: Clause, edge: Edge) -> str:
    return next((r.quote for r in clause.own_requirements if r.quote and edge.kind == "条件"), clause.quote)
