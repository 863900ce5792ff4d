"""What the report says, block by block, before it has a file format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from policy_rules.conditions import State
from policy_rules.estimate import estimate, today
from policy_rules.pack import Pack
from policy_rules.result import ClauseEstimate, Estimate, Status
from policy_rules.wording.facts import known_fact
from policy_rules.wording.notes import chinese_date
from policy_rules.wording.report import CAUSES, STATES, STATUSES, bounds, reservation

__all__ = ["Bar", "Bars", "Block", "Heading", "Items", "Paragraph", "Quote", "Report", "Table", "Warning_", "report_on"]

DISCLAIMER = "本报告依据政策原文和申报人提供的情况自动测算，仅供参考，不构成任何承诺；最终以主管部门的审核结果为准。"
_COUNTED = (Status.ELIGIBLE, Status.CONDITIONAL)


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Warning_:
    """A sentence that must not be missed."""

    text: str


@dataclass(frozen=True)
class Quote:
    """A verbatim sentence of the policy, with its section."""

    text: str
    section: str


@dataclass(frozen=True)
class Items:
    """A bulleted list."""

    items: Sequence[str]


@dataclass(frozen=True)
class Table:
    """Rows of equal length; the first names the columns."""

    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Bar:
    """One clause in the chart: from ``low`` to ``high`` as fractions of the largest amount (0 to 1)."""

    label: str
    amount: str
    low: float
    high: float


@dataclass(frozen=True)
class Bars:
    bars: Sequence[Bar]


Block: TypeAlias = "Heading | Paragraph | Warning_ | Quote | Items | Table | Bars"


@dataclass(frozen=True)
class Report:
    title: str
    blocks: Sequence[Block]
    estimate: Estimate
    facts: Sequence[tuple[str, str]]
    """What is known, in words: label and value, a project's facts under its name."""


def report_on(pack: Pack, facts: Mapping[str, Any], as_of: date | None = None) -> Report:
    """The report for a facts object of the contract (§3). Raises :class:`FactError`."""
    found = estimate(pack, facts, as_of or today())
    title = f"《{pack.policy.title}》扶持测算报告"
    return Report(title, tuple(_blocks(pack, facts, found)), found, tuple(_facts_in_words(pack, facts)))


def _facts_in_words(pack: Pack, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for label, value in _own_rows(pack, facts):
        yield label, value
    for index, project in enumerate(facts.get("projects") or ()):
        for label, value in _own_rows(pack, project):
            yield f"{project.get('name') or f'项目{index + 1}'}：{label}", value


def _own_rows(pack: Pack, facts: Mapping[str, Any]) -> list[list[str]]:
    """``[label, value]`` of the facts known of the applicant or of one project."""
    return [
        [pack.facts[id].label, known_fact(pack.facts[id], value)]
        for id, value in facts.items()
        if id in pack.facts and value is not None
    ]


def _blocks(pack: Pack, facts: Mapping[str, Any], found: Estimate) -> Iterator[Block]:
    warning = reservation(found)
    if warning:
        yield Warning_(warning)
    yield from _policy(pack, found)
    yield Heading("一、申报人情况")
    yield from _known(pack, facts)
    yield Heading("二、测算结果")
    yield from _overview(found)
    yield Heading("三、各条款测算")
    for clause in found.clauses:
        if _is_raised(pack, clause, facts):
            yield from _clause(pack, clause)
    yield from _not_raised(pack, facts, found)
    yield from _left_out(found)
    yield from _given_up(found)
    yield from _readings(found)
    yield Heading("说明")
    yield Items([*found.notes[bool(warning) :], DISCLAIMER])


def _policy(pack: Pack, found: Estimate) -> Iterator[Block]:
    policy, term = pack.policy, pack.policy.in_force
    until = chinese_date(term.until) if term.until else "长期"
    yield Table(
        [
            ["项目", "内容"],
            ["政策", f"{policy.title}（{policy.document_number}）"],
            ["发文机关", policy.issuer],
            ["施行期间", f"{chinese_date(term.from_)}至{until}"],
            ["测算所按申报日期", chinese_date(found.as_of)],
        ]
    )


def _known(pack: Pack, facts: Mapping[str, Any]) -> Iterator[Block]:
    own = _own_rows(pack, facts)
    projects = facts.get("projects") or []
    if own or not projects:
        yield _table_of(own)
    for index, project in enumerate(projects):
        yield Heading(f"项目：{project.get('name') or index + 1}", level=2)
        yield _table_of(_own_rows(pack, project))


def _table_of(rows: Sequence[Sequence[str]]) -> Block:
    return Table([["情况", "内容"], *rows]) if rows else Paragraph("未提供情况。")


def _overview(found: Estimate) -> Iterator[Block]:
    yield Table(
        [
            ["项目", "金额"],
            ["可测算金额合计（条件成立、评审通过时）", bounds(found.total)],
            ["补充情况后可能达到", bounds(found.potential)],
        ]
    )
    bars = _bars(found)
    if bars:
        yield Bars(bars)


def _bars(found: Estimate) -> list[Bar]:
    """Clauses that bring something, on one scale; where nothing bounds one, its bar runs to the end."""
    shown = [clause for clause in found.clauses if clause.status in _COUNTED]
    ends = [clause.amount.max or clause.amount.min for clause in shown if clause.amount]
    largest = max(ends, default=Decimal(0))
    excluded = {(given_up.clause, given_up.project) for given_up in found.excluded}
    if not largest:
        return []
    return [
        Bar(
            f"{_title(clause)}{'（就高不重复，不计入）' if (clause.id, clause.project) in excluded else ''}",
            bounds(clause.amount),
            float(clause.amount.min / largest),
            float((clause.amount.max if clause.amount.max is not None else largest) / largest),
        )
        for clause in shown
        if clause.amount
    ]


def _title(clause: ClauseEstimate) -> str:
    if clause.project is None:
        return clause.title
    project = f"项目{clause.project + 1}" if isinstance(clause.project, int) else clause.project
    return f"{clause.title}（{project}）"


def _is_raised(pack: Pack, clause: ClauseEstimate, facts: Mapping[str, Any]) -> bool:
    """A clause that counts, or that is about something the applicant has told."""
    if clause.status in _COUNTED:
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
    """What else the policy offers, in a line each: the client may not know to ask."""
    others = [
        clause
        for clause in found.clauses
        if clause.status in (Status.NEEDS_INFO, Status.DISCRETIONARY) and not _is_raised(pack, clause, facts)
    ]
    if others:
        yield Heading("还可以了解的条款", level=2)
        yield Table([["条款", "可能的金额", "测算需要的情况"], *(_outlook(pack, clause) for clause in others)])


def _outlook(pack: Pack, clause: ClauseEstimate) -> list[str]:
    needed = "、".join(pack.facts[fact].label for fact in clause.missing) or "——"
    return [f"{clause.number} {_title(clause)}", bounds(clause.amount), needed]


def _clause(pack: Pack, clause: ClauseEstimate) -> Iterator[Block]:
    yield Heading(f"{clause.number} {_title(clause)}", level=2)
    yield Paragraph(f"{STATUSES[clause.status]}｜{bounds(clause.amount)}")
    yield Paragraph(f"算法：{clause.formula}")
    if len(clause.steps) > 1:
        yield Table([["步骤", "算式", "金额"], *([s.label, s.expression, bounds(s.amount)] for s in clause.steps)])
    if clause.range_because:
        yield Paragraph(f"金额为区间，因为：{'、'.join(CAUSES[cause] for cause in clause.range_because)}。")
    if clause.missing:
        yield Paragraph(f"还需要：{'、'.join(pack.facts[fact].label for fact in clause.missing)}。")
    yield Table([["条件", "状态"], *([c.text, STATES[c.state]] for c in clause.conditions)])
    if clause.payments:
        yield Table([["拨付", "金额"], *([payment.label, bounds(payment.amount)] for payment in clause.payments)])
    yield Quote(clause.quote, clause.number)
    if clause.notes:
        yield Items(clause.notes)


def _left_out(found: Estimate) -> Iterator[Block]:
    lines = [
        f"{clause.number} {_title(clause)}：{'；'.join(_unmet(clause)) or '按现有情况金额为0'}"
        for clause in found.clauses
        if clause.status is Status.INELIGIBLE
    ]
    if lines:
        yield Heading("四、不符合的条款")
        yield Items(lines)


def _unmet(clause: ClauseEstimate) -> list[str]:
    return [f"“{condition.text}”不成立" for condition in clause.conditions if condition.state is State.UNMET]


def _given_up(found: Estimate) -> Iterator[Block]:
    if not found.excluded:
        return
    titles = {clause.id: clause.title for clause in found.clauses}
    yield Heading("就高不重复")
    for excluded in found.excluded:
        yield Paragraph(f"已计较高的{titles[excluded.in_favour_of]}，{titles[excluded.clause]}不计入合计。")
        yield Quote(excluded.quote, "附则")


def _readings(found: Estimate) -> Iterator[Block]:
    readings = dict.fromkeys(reading for clause in found.clauses for reading in clause.readings)
    if readings:
        yield Heading("条文的读法")
        yield Table(
            [["问题", "本报告的读法", "其他读法"], *([r.question, r.chosen, "；".join(r.others)] for r in readings)]
        )
