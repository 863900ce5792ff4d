"""What the report says, block by block, before it has a file format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from policy_rules.estimate import estimate, today
from policy_rules.pack import Pack
from policy_rules.policy import Combination
from policy_rules.report.blocks import Bar, Bars, Block, Heading, Items, Paragraph, Quote, Table, Warning_
from policy_rules.report.clauses import COUNTED, clause_blocks, title_of
from policy_rules.report.readings import reading_blocks
from policy_rules.result import Estimate
from policy_rules.wording.combination import limit_of, two_sides
from policy_rules.wording.facts import known_fact, project_called
from policy_rules.wording.labels import bounds, reservation
from policy_rules.wording.notes import chinese_date

__all__ = ["Report", "report_on"]

DISCLAIMER = "本报告依据政策原文和申报人提供的情况自动测算，仅供参考，不构成任何承诺；最终以主管部门的审核结果为准。"


@dataclass(frozen=True)
class Report:
    title: str
    blocks: Sequence[Block]
    estimate: Estimate
    facts: Sequence[tuple[str, str]]
    """What is known, in words: label and value, a project's facts under its name."""


def report_on(pack: Pack, facts: Mapping[str, Any], as_of: date | None = None, *, readings: bool = False) -> Report:
    """The report for a facts object of the contract (§3). Raises :class:`FactError`.

    ``readings`` adds what the other readings of ambiguous sentences would bring.
    """
    found = estimate(pack, facts, as_of or today(), readings=readings)
    title = f"《{pack.policy.title}》扶持测算报告"
    return Report(title, tuple(_blocks(pack, facts, found)), found, tuple(_facts_in_words(pack, facts)))


def _facts_in_words(pack: Pack, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for label, value in _own_rows(pack, facts):
        yield label, value
    for index, project in enumerate(facts.get("projects") or ()):
        for label, value in _own_rows(pack, project):
            yield f"{project_called(project.get('name') or index)}：{label}", value


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
    yield from clause_blocks(pack, facts, found)
    yield from _given_up(found)
    yield from _limited(found)
    yield from reading_blocks(found)
    yield from _next_step(found)
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
        yield Heading(f"项目：{project_called(project.get('name') or index)}", level=2)
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
    shown = [clause for clause in found.clauses if clause.status in COUNTED]
    ends = [clause.amount.max or clause.amount.min for clause in shown if clause.amount]
    largest = max(ends, default=Decimal(0))
    rules = {(given_up.clause, given_up.project): given_up.rule for given_up in found.excluded}
    if not largest:
        return []
    return [
        Bar(
            f"{title_of(clause)}{_set_aside(rules.get((clause.id, clause.project)))}",
            bounds(clause.amount),
            float(clause.amount.min / largest),
            float((clause.amount.max if clause.amount.max is not None else largest) / largest),
        )
        for clause in shown
        if clause.amount
    ]


def _set_aside(rule: str | None) -> str:
    return f"（{rule}，不计入）" if rule else ""


def _given_up(found: Estimate) -> Iterator[Block]:
    for rule in dict.fromkeys(excluded.rule for excluded in found.excluded):
        yield Heading(rule)
        for excluded in found.excluded:
            if excluded.rule == rule:
                kept, lost = (title_of(clause) for clause in two_sides(excluded, found))
                yield Paragraph(
                    f"已计{'较高的' if excluded.mode is Combination.HIGHER else ''}{kept}，{lost}不计入合计。"
                )
                yield Quote(excluded.quote, "附则" if excluded.mode is Combination.HIGHER else excluded.title)


def _limited(found: Estimate) -> Iterator[Block]:
    if found.limited:
        yield Heading("合计上限")
    for cap in found.limited:
        yield Paragraph(f"{cap.title}：{limit_of(cap.without.interval, cap.at_most.interval)}")
        yield Quote(cap.quote, cap.title)


def _next_step(found: Estimate) -> Iterator[Block]:
    if found.next_question:
        yield Heading("下一步最值得确认")
        yield Paragraph(found.next_question.text)
