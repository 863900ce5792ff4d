"""The short words for statuses, states, causes and amounts, the same on every surface."""

from __future__ import annotations

from policy_rules.conditions import State
from policy_rules.interval import Cause
from policy_rules.result import Bounds, Estimate, Status
from policy_rules.wording.numbers import amount_range

__all__ = ["CAUSES", "STATES", "STATUSES", "bounds", "reservation"]

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
