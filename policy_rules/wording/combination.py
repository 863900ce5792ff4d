"""What can't be had together, and what a common ceiling takes away, in words."""

from __future__ import annotations

from policy_rules.interval import INFINITY, ZERO, Interval
from policy_rules.policy import Combination, ExclusiveGroup, Per
from policy_rules.result import ClauseEstimate, Estimate, Excluded
from policy_rules.wording.numbers import amount_range, money

__all__ = ["limit_of", "rule_of", "two_sides"]

_RULES = {Combination.HIGHER: "就高不重复", Combination.DIFFERENCE: "只补差额"}


def rule_of(group: ExclusiveGroup) -> str:
    """By which rule one gives way to another: 就高不重复, 只补差额, 每年一项, 择一."""
    return _RULES.get(group.mode) or ("每年一项" if group.per is Per.YEAR else "择一")


def two_sides(excluded: Excluded, found: Estimate) -> tuple[ClauseEstimate, ClauseEstimate]:
    """The entry that is counted, and the one that gives way to it."""
    entries = {(clause.id, clause.project): clause for clause in found.clauses}
    kept = entries[excluded.in_favour_of, excluded.in_favour_of_project]
    return kept, entries[excluded.clause, excluded.project]


def limit_of(without: Interval, at_most: Interval) -> str:
    """What a ceiling does to a sum: claimed to bind only where it does whatever turns out."""
    sum_ = f"各条相加为{amount_range(without)}"
    if at_most.is_point and at_most.low < without.low:
        return f"合计最高{money(at_most.low)}，{sum_}，合计按上限计算。"
    if at_most.is_point:
        return f"合计最高{money(at_most.low)}，{sum_}，超出的部分不计。"
    if at_most.high == INFINITY:
        return f"可能有合计上限{money(at_most.low)}，是否适用尚不清楚；{sum_}。"
    left = money(at_most.high) if at_most.low == ZERO else f"{money(at_most.low)}至{money(at_most.high)}"
    return f"合计上限还余多少尚不清楚（最多{left}）；{sum_}，超出的部分不计。"
