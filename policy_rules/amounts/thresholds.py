"""Thresholds that are passed for the first time."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from policy_rules.amounts.base import AmountPiece, Contingency, open_because
from policy_rules.conditions import Condition, State
from policy_rules.interval import INFINITY, Interval, exactly
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["NewlyPassed", "Threshold"]

NOTHING = exactly(0)


class Threshold(AmountPiece):
    """One threshold: what passing it brings, and the condition (``when``) of this step alone."""

    over: Measure
    gives: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return self.gives.interval(situation)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.gives,)

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.over.numbers


class NewlyPassed(AmountPiece):
    """``newly_passed: annual_revenue, since: previous_peak_revenue, thresholds: [ … ]``.

    Brings what the highest threshold brings that the quantity has passed for the first time: it is
    above it now, and was at most there before. ``passing: reaches`` counts the threshold itself;
    ``several: add_up`` adds what every threshold brings that is newly passed.
    """

    newly_passed: str
    since: str
    because: str
    """The condition in words: 首次突破…."""
    passing: Literal["exceeds", "reaches"] = "exceeds"
    several: Literal["highest", "add_up"] = "highest"
    thresholds: tuple[Threshold, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ascending(self) -> NewlyPassed:
        values = [threshold.over.interval.low for threshold in self.thresholds]
        if values != sorted(set(values)):
            raise ValueError("thresholds 须由低到高排列，且不重复")
        return self

    def outcomes(self, situation: Situation) -> Iterator[Threshold | None]:
        """Every threshold that may turn out to be the one; None where none is newly passed."""
        now, before = situation.quantity(self.newly_passed), situation.quantity(self.since)
        none_passed = not self._beyond(now.low, self.thresholds[0])
        for threshold, following in zip_longest(self.thresholds, self.thresholds[1:]):
            if not self._beyond(now.high, threshold) or (following and self._beyond(now.low, following)):
                continue  # the quantity surely lies in another band
            if not self._beyond(before.low, threshold):
                yield threshold
            none_passed |= self._beyond(before.high, threshold)
        if none_passed:
            yield None

    def _beyond(self, value: Decimal, threshold: Threshold) -> bool:
        bound = threshold.over.interval.low
        return value > bound or (self.passing == "reaches" and value == bound) or value == INFINITY

    def passes(self, threshold: Threshold, situation: Situation) -> bool | None:
        """Whether this threshold is newly passed; None where that is open."""
        now, before = situation.quantity(self.newly_passed), situation.quantity(self.since)
        if not self._beyond(now.high, threshold) or self._beyond(before.low, threshold):
            return False
        return True if self._beyond(now.low, threshold) and not self._beyond(before.high, threshold) else None

    def interval(self, situation: Situation) -> Interval:
        if self.several == "add_up":
            return self._sum(situation)
        outcomes = [found.interval(situation) if found else NOTHING for found in self.outcomes(situation)]
        if len(outcomes) == 1:
            return outcomes[0]
        return Interval.hull(outcomes, open_because(situation, self.newly_passed, self.since))

    def _sum(self, situation: Situation) -> Interval:
        total = NOTHING
        for threshold in self.thresholds:
            passes = self.passes(threshold, situation)
            if passes is not False:
                brought = threshold.interval(situation)
                because = open_because(situation, self.newly_passed, self.since)
                total = total + (brought if passes else brought.or_zero(because))
        return total

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return self.thresholds

    @property
    def own_facts(self) -> tuple[str, ...]:
        return (self.newly_passed, self.since)

    def own_breakpoints(self, fact: str) -> frozenset[Decimal]:
        return frozenset(t.over.interval.low for t in self.thresholds) if fact in self.own_facts else frozenset()

    def is_settled(self, situation: Situation) -> bool:
        if self.several == "add_up":
            return all(self.passes(threshold, situation) is not None for threshold in self.thresholds)
        return len(tuple(self.outcomes(situation))) == 1

    def parts_in(self, situation: Situation) -> tuple[AmountNode, ...]:
        if self.several == "add_up":
            return tuple(t for t in self.thresholds if self.passes(t, situation) is not False)
        return tuple(found for found in self.outcomes(situation) if found)

    def contingencies(self, situation: Situation) -> Iterator[Contingency]:
        yield Contingency(self.because, PassesSome(rule=self), taken=True)
        settled = self.is_settled(situation)
        for threshold in self.parts_in(situation):
            for contingency in threshold.contingencies(situation):
                yield contingency.if_taken(settled)


class PassesSome(Condition):
    """That any threshold is newly passed; comes with the rule, is not written in packs."""

    rule: NewlyPassed

    def state(self, situation: Situation) -> State:
        outcomes = tuple(self.rule.outcomes(situation))
        return State.MET if None not in outcomes else State.UNMET if outcomes == (None,) else State.UNKNOWN

    @property
    def facts(self) -> tuple[str, ...]:
        return self.rule.own_facts
