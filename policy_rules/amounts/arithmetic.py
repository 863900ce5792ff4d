"""Shares, sums, caps, units and years."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from policy_rules.amounts.base import TYPE_CHECKING, AmountPiece
from policy_rules.interval import INFINITY, ZERO, Interval, exactly
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.quantities import DAYS_PER_YEAR, MONTHS_PER_YEAR
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["AtMost", "EachOf", "OverYears", "Product", "ProRata", "ShareOf", "Sum", "YearOfDays", "YearOfMonths"]


class ShareOf(AmountPiece):
    """``share: 10%-30%, of: rd_spend``; a range of shares is decided by the authority."""

    share: Measure
    of: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return self.of.interval(situation) * self.share.interval

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.of,)

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.share.numbers


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
        total = exactly(0)
        for part in self.sum:
            total = total + part.interval(situation)
        return total

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return self.sum


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


class EachOf(AmountPiece):
    """``each: 80万元-100万元, times: key_technology_projects``: so much a piece."""

    each: AmountNode
    times: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return self.times.interval(situation) * self.each.interval(situation)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.times, self.each)


class YearOfMonths(AmountPiece):
    """``year_of_months: monthly_rent``: twelve of it. The twelve is the calendar's, not the document's."""

    year_of_months: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return self.year_of_months.interval(situation) * exactly(MONTHS_PER_YEAR)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.year_of_months,)


class YearOfDays(AmountPiece):
    """``year_of_days: …``: 365 of it, by the calendar."""

    year_of_days: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return self.year_of_days.interval(situation) * exactly(DAYS_PER_YEAR)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.year_of_days,)


class OverYears(AmountPiece):
    """``over_years: [100%, 100%, 50%], of: …``: a yearly amount, with its share in each year, added up."""

    over_years: tuple[Measure, ...] = Field(min_length=1)
    of: AmountNode

    def interval(self, situation: Situation) -> Interval:
        shares = exactly(0)
        for share in self.over_years:
            shares = shares + share.interval
        return self.of.interval(situation) * shares

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.of,)

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return tuple(number for share in self.over_years for number in share.numbers)


class ProRata(AmountPiece):
    """``pro_rata: annual_rent, within: 500平方米, of: rent_area``: the part of it that falls within a limit.

    Up to the limit it counts in full; above, by ``within`` / ``of``.
    """

    pro_rata: AmountNode
    within: Measure
    of: AmountNode

    def interval(self, situation: Situation) -> Interval:
        whole, size = self.pro_rata.interval(situation), self.of.interval(situation)
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
