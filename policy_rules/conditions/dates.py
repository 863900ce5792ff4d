"""Dates: of the application, of what happened to the applicant."""

from __future__ import annotations

import datetime
from decimal import Decimal

from pydantic import Field, model_validator

from policy_rules.boundary_words import Span
from policy_rules.conditions.base import Condition, State, Strict
from policy_rules.conditions.bounds import Bound
from policy_rules.days import months_earlier, ordinal
from policy_rules.interval import INFINITY, ZERO, Interval
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.quantities import Dimension
from policy_rules.situation import Situation

__all__ = ["AppliedBetween", "DateIs", "Days"]


class DateIs(Bound):
    """``date: settled_on`` with when it must have been.

    ``from`` … ``until`` (both days included, either may be missing); ``within: 3年`` before the
    application, or from the day of another fact on (``after: settled_on``); ``for_at_least: 1年`` before it.
    """

    date: str
    from_: datetime.date | None = Field(default=None, alias="from")
    until: datetime.date | None = None
    within: Measure | None = None
    after: str | None = None
    """The date from which ``within`` counts; without one it counts back from the application."""
    for_at_least: Measure | None = None

    @model_validator(mode="after")
    def _one_way(self) -> DateIs:
        fixed = self.from_ is not None or self.until is not None
        if fixed + (self.within is not None) + (self.for_at_least is not None) != 1:
            raise ValueError("from/until、within、for_at_least 恰好写一种")
        if self.after and not self.within:
            raise ValueError("after 只与 within 一起写：date: x, within: 3年, after: y")
        if self.from_ and self.until and self.from_ > self.until:
            raise ValueError("from 晚于 until")
        if any(m and m.dimension is not Dimension.MONTHS for m in (self.within, self.for_at_least)):
            raise ValueError("期限应写成 3年、12个月 这样")
        return self

    def state(self, situation: Situation) -> State:
        if self.after and self.within:
            return _state_after(situation.quantity(self.date), situation.quantity(self.after), _months(self.within))
        span = self.span_for(situation.as_of)
        return State.UNKNOWN if span is None else State.of(span.truth_for(situation.quantity(self.date)))

    def span_for(self, applied: datetime.date | None) -> Span | None:
        """The days that fulfil it; None where they hang on an application without a date, or on another fact."""
        if self.from_ or self.until:
            first = ordinal(self.from_) if self.from_ else ZERO
            return Span("", first, high=ordinal(self.until) if self.until else INFINITY)
        if applied is None or self.after:
            return None
        if self.within:
            return Span("", ordinal(months_earlier(applied, _months(self.within))), high=ordinal(applied))
        assert self.for_at_least
        return Span("", high=ordinal(months_earlier(applied, _months(self.for_at_least))))

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.date, self.after) if self.after else (self.date,)

    @property
    def numbers(self) -> tuple[WrittenNumber, ...]:
        days = tuple(WrittenNumber(ordinal(day), Dimension.DATE) for day in (self.from_, self.until) if day)
        terms = tuple(number for term in (self.within, self.for_at_least) if term for number in term.numbers)
        return days + terms

    def breakpoints(self, fact: str) -> frozenset[Decimal]:
        days = (day for day in (self.from_, self.until) if day)
        return frozenset(ordinal(day) for day in days) if fact == self.date else frozenset()


def _months(term: Measure) -> int:
    return int(term.interval.low)


def _state_after(happened: Interval, since: Interval, months: int) -> State:
    """Whether a day lies in the ``months`` from another on, both known within bounds."""
    if happened.high < since.low or happened.low > _later(since.high, months):
        return State.UNMET
    return State.of(True if since.high <= happened.low and happened.high <= _later(since.low, months) else None)


def _later(day: Decimal, months: int) -> Decimal:
    if not 1 <= day <= _LAST_DAY:
        return day  # nothing is known of it
    return ordinal(months_earlier(datetime.date.fromordinal(int(day)), -months))


_LAST_DAY = datetime.date(9000, 1, 1).toordinal()


class Days(Strict):
    """First and last day, both included; either may be missing."""

    from_: datetime.date | None = Field(default=None, alias="from")
    until: datetime.date | None = None


class AppliedBetween(Condition):
    """``applied: {from: 2026-01-01, until: 2027-12-31}``: the application falls on or between these days."""

    applied: Days

    def state(self, situation: Situation) -> State:
        day = situation.as_of
        if day is None:
            return State.UNKNOWN
        begun = self.applied.from_ is None or self.applied.from_ <= day
        return State.of(begun and (self.applied.until is None or day <= self.applied.until))

    @property
    def facts(self) -> tuple[str, ...]:
        return ()

    @property
    def numbers(self) -> tuple[WrittenNumber, ...]:
        days = (day for day in (self.applied.from_, self.applied.until) if day)
        return tuple(WrittenNumber(ordinal(day), Dimension.DATE) for day in days)
