"""The part of the report that goes through the clauses, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policy_rules.conditions import State
from policy_rules.pack import Pack
from policy_rules.report.blocks import Block, Heading, Items, Paragraph, Quote, Table
from policy_rules.result import ClauseEstimate, Estimate, Status
from policy_rules.wording.facts import project_called
from policy_rules.wording.labels import CAUSES, STATES, STATUSES, bounds

__all__ = ["COUNTED", "clause_blocks", "named", "title_of"]

COUNTED = (Status.ELIGIBLE, Status.CONDITIONAL)


def clause_blocks(pack: Pack, facts: Mapping[str, Any], found: Estimate) -> Iterator[Block]:
    """What the applicant has told of in full, what else there is in short, what is out of reach with the reason."""
    yield Heading("三、各条款测算")
    yield from _shared_conditions(pack, found)
    for clause in found.clauses:
        if _is_raised(pack, clause, facts):
            yield from _clause(pack, clause)
    yield from _not_raised(pack, facts, found)
    yield from _left_out(found)


def title_of(clause: ClauseEstimate) -> str:
    return named(clause.title, clause.project)


def named(title: str, project: str | int | None) -> str:
    """The title with the project, if it is about one."""
    return title if project is None else f"{title}（{project_called(project)}）"


def _is_raised(pack: Pack, clause: ClauseEstimate, facts: Mapping[str, Any]) -> bool:
    """A clause that counts, or that is about something the applicant has told."""
    if clause.status in COUNTED:
        return True
    about = facts if clause.project is None else _project(facts, clause.project)
    known = {id for id, value in about.items() if value is not None}
    own = {fact for requirement in pack.clause(clause.id).requires for fact in requirement.condition.facts}
    amount = pack.clause(clause.id).amount
    figures = set(amount.facts) if amount else own
    return clause.status is Status.NEEDS_INFO and bool(figures & known)


def _project(facts: Mapping[str, Any], key: str | int) -> Mapping[str, Any]:
    """The facts of the project that an estimate calls ``key``: its name, or its index without one."""
    projects: Sequence[Mapping[str, Any]] = facts["projects"]
    return next(project for index, project in enumerate(projects) if key in (project.get("name"), index))


def _not_raised(pack: Pack, facts: Mapping[str, Any], found: Estimate) -> Iterator[Block]:
    """What else the policy offers, shortly: the client may not know to ask."""
    others: dict[str, list[ClauseEstimate]] = {}
    for clause in found.clauses:
        if clause.status in (Status.NEEDS_INFO, Status.DISCRETIONARY) and not _is_raised(pack, clause, facts):
            others.setdefault(clause.id, []).append(clause)
    if others:
        yield Heading("还可以了解的条款", level=2)
    for clauses in others.values():
        yield Paragraph("；".join(_outlook(pack, clause) for clause in clauses))
        yield Quote(clauses[0].quote, clauses[0].number)


def _outlook(pack: Pack, clause: ClauseEstimate) -> str:
    needed = "、".join(pack.facts[fact].label for fact in clause.missing)
    return f"{title_of(clause)}：{bounds(clause.amount)}{f'，测算需要{needed}' if needed else ''}"


def _shared_conditions(pack: Pack, found: Estimate) -> Iterator[Block]:
    """What every clause requires, said once."""
    shared = _texts_of_shared(pack)
    states = {c.text: c.state for clause in found.clauses for c in clause.conditions if c.text in shared}
    if states:
        yield Table([["各条共同的条件", "状态"], *([text, STATES[state]] for text, state in states.items())])


def _texts_of_shared(pack: Pack) -> frozenset[str]:
    return frozenset(requirement.text for requirement in pack.policy.every_clause_requires)


def _clause(pack: Pack, clause: ClauseEstimate) -> Iterator[Block]:
    yield Heading(f"{clause.number} {title_of(clause)}", level=2)
    yield Paragraph(f"{STATUSES[clause.status]}｜{bounds(clause.amount)}")
    yield Paragraph(f"算法：{clause.formula}")
    if len(clause.steps) > 1:
        yield Table([["步骤", "算式", "金额"], *([s.label, s.expression, bounds(s.amount)] for s in clause.steps)])
    if clause.range_because:
        yield Paragraph(f"金额为区间，因为：{'、'.join(CAUSES[cause] for cause in clause.range_because)}。")
    if clause.missing:
        yield Paragraph(f"还需要：{'、'.join(pack.facts[fact].label for fact in clause.missing)}。")
    own = [c for c in clause.conditions if c.text not in _texts_of_shared(pack)]
    if own:
        yield Table([["条件", "状态"], *([c.text, STATES[c.state]] for c in own)])
    if clause.payments:
        yield Table([["拨付", "金额"], *([payment.label, bounds(payment.amount)] for payment in clause.payments)])
    yield Quote(clause.quote, clause.number)
    if clause.notes:
        yield Items(clause.notes)


def _left_out(found: Estimate) -> Iterator[Block]:
    lines = [
        f"{clause.number} {title_of(clause)}：{'；'.join(_unmet(clause)) or '按现有情况金额为0'}"
        for clause in found.clauses
        if clause.status is Status.INELIGIBLE
    ]
    if lines:
        yield Heading("四、不符合的条款")
        yield Items(lines)


def _unmet(clause: ClauseEstimate) -> list[str]:
    return [f"“{condition.text}”不成立" for condition in clause.conditions if condition.state is State.UNMET]
