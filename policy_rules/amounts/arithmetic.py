"""Shares, sums, caps, units, differences."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from policy_rules.amounts.base import AmountPiece, bringing, together
from policy_rules.interval import INFINITY, ZERO, Interval, exactly
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = [
    "AtMost",
    "Beyond",
    "EachOf",
    "GrowthOf",
    "HighestOf",
    "LowestOf",
    "ProRata",
    "Product",
    "RatioOf",
    "ShareOf",
    "Sum",
]


class ShareOf(AmountPiece):
    """``share: 10%-30%, of: rd_spend``; a range of shares is decided by the authority.

    The share may itself be found by a rule: by size class, with additive points.
    """

    share: AmountNode
    of: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return self.of.interval(situation) * self.share.interval(situation)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.of, self.share)


class AtMost(AmountPiece):
    """``at_most: 300万元, of: …``: the cap of what is below it."""

    at_most: AmountNode
    of: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return self.of.interval(situation).at_most(self.at_most.interval(situation))

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.of, self.at_most)


class Sum(AmountPiece):
    """``sum: [ … ]``: parts that add up."""

    sum: tuple[AmountNode, ...] = Field(min_length=1)

    def interval(self, situation: Situation) -> Interval:
        return together(self.sum, situation, Interval.__add__)

    def may_fall_away(self, situation: Situation) -> bool:
        return _all_may_fall_away(self.sum, situation)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return self.sum


def _all_may_fall_away(parts: Sequence[AmountNode], situation: Situation) -> bool:
    if not any(part.branch_conditions for part in parts):
        return False
    found = bringing(parts, situation)
    return bool(found) and all(part.may_fall_away(situation) for part in found)


class Product(AmountPiece):
    """``product: [ … ]``: an area times a price, a head count times an allowance times months."""

    product: tuple[AmountNode, ...] = Field(min_length=2)

    def interval(self, situation: Situation) -> Interval:
        result = exactly(1)
        for part in self.product:
            result = result * part.interval(situation)
        return result

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return self.product


class HighestOf(AmountPiece):
    """``highest_of: [ … ]``: of several that apply, the one that brings most (按最高一项)."""

    highest_of: tuple[AmountNode, ...] = Field(min_length=2)

    def interval(self, situation: Situation) -> Interval:
        return together(self.highest_of, situation, Interval.at_least)

    def may_fall_away(self, situation: Situation) -> bool:
        return _all_may_fall_away(self.highest_of, situation)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return self.highest_of


class LowestOf(AmountPiece):
    """``lowest_of: [ … ]``: several ceilings at once (不超过1.5个百分点，且不超过利息的50%)."""

    lowest_of: tuple[AmountNode, ...] = Field(min_length=2)

    def interval(self, situation: Situation) -> Interval:
        result = self.lowest_of[0].interval(situation)
        for part in self.lowest_of[1:]:
            result = result.at_most(part.interval(situation))
        return result

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return self.lowest_of


class EachOf(AmountPiece):
    """``each: 80万元-100万元, times: key_technology_projects``: so much a piece."""

    each: AmountNode
    times: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return self.times.interval(situation) * self.each.interval(situation)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.times, self.each)


class Beyond(AmountPiece):
    """``beyond: 1000万元, of: turnover``: the part above it, never below zero.

    Above a number (超1000万元部分), last year's figure (新增部分) or what was already granted (只补差额).
    """

    beyond: AmountNode
    of: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return self.of.interval(situation).minus(self.beyond.in_any_case(situation))

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.of, self.beyond)

    def own_breakpoints(self, fact: str) -> frozenset[Decimal]:
        return frozenset(_constant(self.beyond)) if fact in self.of.facts else frozenset()


def _constant(amount: AmountNode) -> tuple[Decimal, ...]:
    return tuple(number.value for number in amount.numbers) if not amount.facts else ()


class _Quotient(AmountPiece):
    """A share found by dividing; it rises with the first quantity and falls with the second."""

    def _of(self, first: Decimal, second: Decimal) -> Decimal:
        raise NotImplementedError

    def interval(self, situation: Situation) -> Interval:
        first, second = (part.in_any_case(situation) for part in self.parts)
        causes = first.causes | second.causes
        return Interval(self._of(first.low, second.high), self._of(first.high, second.low), causes)


class GrowthOf(_Quotient):
    """``growth_of: revenue, since: revenue_last_year``: by what share it has grown; a decline is 0."""

    growth_of: AmountNode
    since: AmountNode

    def _of(self, first: Decimal, second: Decimal) -> Decimal:
        if first <= second or second == INFINITY:
            return ZERO
        return INFINITY if not second or first == INFINITY else (first - second) / second

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.growth_of, self.since)


class RatioOf(_Quotient):
    """``ratio_of: rd_spend, to: revenue``: the one as a share of the other."""

    ratio_of: AmountNode
    to: AmountNode

    def _of(self, first: Decimal, second: Decimal) -> Decimal:
        if not first or second == INFINITY:
            return ZERO
        return INFINITY if not second or first == INFINITY else first / second

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.ratio_of, self.to)


class ProRata(AmountPiece):
    """``pro_rata: annual_rent, within: 500平方米, of: rent_area``: the part of it that falls within a limit.

    Up to the limit it counts in full; above, by ``within`` / ``of``.
    """

    pro_rata: AmountNode
    within: Measure
    of: AmountNode

    def interval(self, situation: Situation) -> Interval:
        whole, size = self.pro_rata.interval(situation), self.of.in_any_case(situation)
        limit = self.within.interval.high
        return Interval(
            _part_within(whole.low, limit, size.high),
            _part_within(whole.high, limit, size.low),
            whole.causes | size.causes,
        )

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.pro_rata, self.of)

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.within.numbers

    def own_breakpoints(self, fact: str) -> frozenset[Decimal]:
        return frozenset({self.within.interval.high}) if fact in self.of.facts else frozenset()


def _part_within(whole: Decimal, limit: Decimal, size: Decimal) -> Decimal:
    if size <= limit:
        return whole
    if not whole or size == INFINITY:
        return ZERO
    return whole * limit / size  # multiplied first: a result that terminates is exact
