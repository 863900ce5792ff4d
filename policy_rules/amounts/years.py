"""Time: years of a monthly or daily amount, shares by year, months of a yearly amount."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, field_validator

from policy_rules.amounts.base import AmountPiece
from policy_rules.interval import INFINITY, Interval, exactly, times
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.quantities import DAYS_PER_YEAR, MONTHS_PER_YEAR, Dimension
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["ForMonths", "OverYears", "YearOfDays", "YearOfMonths"]


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


class ForMonths(AmountPiece):
    """``for_months: {at_most: 12个月, of: loan_months}, of: …``: a yearly amount for so many months.

    ``each_year_at_most`` is the cap of every single year, in full also of one that has only begun.
    """

    for_months: AmountNode
    each_year_at_most: Measure | None = None
    of: AmountNode

    def interval(self, situation: Situation) -> Interval:
        yearly, months = self.of.interval(situation), self.for_months.interval(situation)
        cap = self.each_year_at_most.interval if self.each_year_at_most else exactly(INFINITY)
        return Interval(
            _over_months(yearly.low, months.low, cap.low),
            _over_months(yearly.high, months.high, cap.high),
            yearly.causes | months.causes | cap.causes,
        )

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.each_year_at_most.numbers if self.each_year_at_most else ()

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.of, self.for_months)


def _over_months(yearly: Decimal, months: Decimal, cap: Decimal) -> Decimal:
    if yearly <= cap:
        return times(yearly, months) / MONTHS_PER_YEAR  # divided last: exact if it terminates
    if months == INFINITY:
        return times(cap, months)
    full, rest = divmod(months, MONTHS_PER_YEAR)
    return cap * full + min(times(yearly, rest) / MONTHS_PER_YEAR, cap)


class OverYears(AmountPiece):
    """``over_years: [100%, 100%, 50%], of: …``: a yearly amount, with its share in each year, added up.

    ``over_years: 3年``: in full in each of so many years. ``each_year_at_most`` is the cap of every single year.
    """

    over_years: Measure | Annotated[tuple[Measure, ...], Field(min_length=1)]
    each_year_at_most: Measure | None = None
    of: AmountNode

    @field_validator("over_years")
    @classmethod
    def _whole_years(cls, written: Measure | tuple[Measure, ...]) -> Measure | tuple[Measure, ...]:
        if isinstance(written, Measure):
            months = written.interval.low
            if written.dimension is not Dimension.MONTHS or months % 12 or not months:
                raise ValueError("应写成每年的比例 [100%, 50%]，或整年数 3年")
        elif any(share.dimension is not Dimension.SHARE for share in written):
            raise ValueError("每年的比例应写成 [100%, 100%, 50%] 这样")
        return written

    @cached_property
    def shares(self) -> tuple[Interval, ...]:
        """The share of each year."""
        if isinstance(self.over_years, Measure):
            return (exactly(1),) * int(self.over_years.interval.low / MONTHS_PER_YEAR)
        return tuple(share.interval for share in self.over_years)

    def interval(self, situation: Situation) -> Interval:
        yearly, total = self.of.interval(situation), exactly(0)
        for share in self.shares:
            year = yearly * share
            total = total + (year.at_most(self.each_year_at_most.interval) if self.each_year_at_most else year)
        return total

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.of,)

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        capped = self.each_year_at_most.numbers if self.each_year_at_most else ()
        written = (self.over_years,) if isinstance(self.over_years, Measure) else self.over_years
        return (*(number for measure in written for number in measure.numbers), *capped)
