"""An estimate as a consultant reads it: plain Chinese text, one clause after the other."""

from __future__ import annotations

from collections.abc import Iterator

from policy_rules.conditions import State
from policy_rules.interval import Cause
from policy_rules.result import Bounds, ClauseEstimate, Estimate, Status
from policy_rules.wording.numbers import amount_range

__all__ = ["CAUSES", "STATES", "STATUSES", "bounds", "report", "reservation"]

STATUSES = {
    Status.ELIGIBLE: "可享受",
    Status.CONDITIONAL: "有条件",
    Status.NEEDS_INFO: "需补充信息",
    Status.INELIGIBLE: "不符合",
    Status.DISCRETIONARY: "由政府酌定",
}

STATES = {State.MET: "符合", State.UNMET: "不符合", State.UNKNOWN: "待确认", State.REVIEW: "待评审"}

CAUSES = {
    Cause.REVIEW: "由评审确定",
    Cause.CEILING_ONLY: "政策只规定了上限",
    Cause.MISSING_FACT: "有情况尚不清楚",
    Cause.APPROXIMATE_FACT: "您提供的是大致范围",
}


def bounds(amount: Bounds | None) -> str:
    return "金额由政府部门确定" if amount is None else amount_range(amount.interval)


def reservation(estimate: Estimate) -> str | None:
    """What must be said before any figure; None while the policy is in force."""
    return None if estimate.in_force else estimate.notes[0]


def report(estimate: Estimate, labels: dict[str, str]) -> str:
    """The whole estimate; ``labels`` names the facts in Chinese."""
    return "\n".join(_lines(estimate, labels)) + "\n"


def _lines(estimate: Estimate, labels: dict[str, str]) -> Iterator[str]:
    warning = reservation(estimate)
    if warning:
        yield f"【注意】{warning}"
        yield ""
    yield f"{estimate.policy.title}（{estimate.policy.document_number}）"
    yield f"申报日期：{estimate.as_of.isoformat()}"
    yield ""
    yield f"合计（条件成立、评审通过时）：{bounds(estimate.total)}"
    yield f"补充信息后可能达到：{bounds(estimate.potential)}"
    for clause in estimate.clauses:
        yield ""
        yield from _clause_lines(clause, labels)
    if estimate.excluded:
        titles = {clause.id: clause.title for clause in estimate.clauses}
        yield ""
        yield "就高不重复："
        for given_up in estimate.excluded:
            where = f"（项目 {given_up.project}）" if given_up.project is not None else ""
            yield f"  {titles[given_up.clause]}{where}未计入，已取较高的{titles[given_up.in_favour_of]}。依据：“{given_up.quote}”"
    if estimate.next_question:
        yield ""
        yield f"下一步最值得确认：{estimate.next_question.text}"
    if estimate.limited:
        yield ""
        yield "合计上限："
        for cap in estimate.limited:
            yield f"  {cap.title}：各条相加{bounds(cap.without)}，合计{bounds(cap.at_most)}。依据：“{cap.quote}”"
    if estimate.other_readings is not None:
        yield ""
        yield from _other_readings(estimate)
    yield ""
    yield "说明："
    yield from (f"  · {note}" for note in estimate.notes[bool(warning) :])
    yield "  · 本结果依据政策原文测算，仅供参考，以主管部门审核为准。"


def _other_readings(estimate: Estimate) -> Iterator[str]:
    yield "原文的其他读法："
    titles = {clause.id: clause.title for clause in estimate.clauses}
    for other in estimate.other_readings or ():
        yield f"  {other.question}"
        yield f"    若读作“{other.reading}”："
        if other.total is None or other.potential is None:
            yield "      金额无法测算"
            continue
        for clause in other.clauses:
            project = f"｜项目 {clause.project}" if clause.project is not None else ""
            yield f"      {titles[clause.id]}{project}｜{STATUSES[clause.status]}｜{bounds(clause.amount)}"
        yield f"      合计{bounds(other.total)}，补充信息后可能达到{bounds(other.potential)}"
    if not estimate.other_readings:
        yield "  对这家企业没有影响。"


def _clause_lines(clause: ClauseEstimate, labels: dict[str, str]) -> Iterator[str]:
    project = f"｜项目 {clause.project}" if clause.project is not None else ""
    yield f"{clause.number} {clause.title}{project}｜{STATUSES[clause.status]}｜{bounds(clause.amount)}"
    yield f"  算法：{clause.formula}"
    for step in clause.steps[:-1]:
        yield f"    {step.label}：{step.expression} = {bounds(step.amount)}"
    for payment in clause.payments:
        yield f"  {payment.label}拨付：{bounds(payment.amount)}"
    if clause.range_because:
        yield f"  金额为区间，因为：{'、'.join(CAUSES[cause] for cause in clause.range_because)}"
    for condition in clause.conditions:
        yield f"  [{STATES[condition.state]}] {condition.text}"
    if clause.missing:
        yield f"  还需要：{'、'.join(labels[fact] for fact in clause.missing)}"
    yield f"  原文：“{clause.quote}”"
    for reading in clause.readings:
        yield f"  读法：{reading.question}——{reading.chosen}（另一种读法：{'；'.join(reading.others)}）"
    yield from (f"  注：{note}" for note in clause.notes)
