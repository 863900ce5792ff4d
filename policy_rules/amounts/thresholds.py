"""Thresholds that are passed for the first time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from policy_rules.amounts.bands import Rung
from policy_rules.amounts.base import Branching, Contingency
from policy_rules.conditions import Condition, State
from policy_rules.interval import Cause
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["NewlyPassed", "Threshold"]


class Threshold(Rung):
    """One threshold and what passing it brings; a condition of this step alone is a ``when`` in ``gives``."""

    over: Measure

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.over.numbers


class NewlyPassed(Branching):
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
        if list(self._bounds) != sorted(set(self._bounds)):
            raise ValueError("thresholds 须由低到高排列，且不重复")
        return self

    def outcomes(self, situation: Situation) -> tuple[tuple[Threshold, ...], ...]:
        """The thresholds that count, for every number of them that may be passed now and may have been before."""
        now, before = self._passed(situation, self.newly_passed), self._passed(situation, self.since)
        counted = dict.fromkeys(self._counted(old, new) for new in now for old in before)
        return tuple(self.thresholds[first:end] for first, end in counted)

    def _counted(self, old: int, new: int) -> tuple[int, int]:
        """From which to which threshold they count, where ``old`` had been passed before and ``new`` are now."""
        if new <= old:
            return 0, 0
        return (old if self.several == "add_up" else new - 1), new

    def _passed(self, situation: Situation, fact: str) -> range:
        """How many of the thresholds the quantity may have passed."""
        quantity = situation.quantity(fact)
        count = bisect_right if self.passing == "reaches" else bisect_left
        return range(count(self._bounds, quantity.low), count(self._bounds, quantity.high) + 1)

    @cached_property
    def _bounds(self) -> tuple[Decimal, ...]:
        return tuple(threshold.over.interval.low for threshold in self.thresholds)

    def open_because(self, situation: Situation) -> frozenset[Cause]:
        wide = (situation.quantity(fact) for fact in self.own_facts if len(self._passed(situation, fact)) > 1)
        return frozenset[Cause]().union(*(quantity.causes for quantity in wide))

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return self.thresholds

    @property
    def own_facts(self) -> tuple[str, ...]:
        return (self.newly_passed, self.since)

    def own_breakpoints(self, fact: str) -> frozenset[Decimal]:
        return frozenset(self._bounds) if fact in self.own_facts else frozenset()

    def contingencies(self, situation: Situation) -> Iterator[Contingency]:
        yield Contingency(self.because, PassesSome(rule=self), taken=True)
        yield from super().contingencies(situation)


class PassesSome(Condition):
    """That any threshold is newly passed; comes with the rule, is not written in packs."""

    rule: NewlyPassed

    def state(self, situation: Situation) -> State:
        outcomes = self.rule.outcomes(situation)
        return State.MET if all(outcomes) else State.UNKNOWN if any(outcomes) else State.UNMET

    @property
    def facts(self) -> tuple[str, ...]:
        return self.rule.own_facts
