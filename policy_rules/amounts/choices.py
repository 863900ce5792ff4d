"""Pieces that take one of several branches: by a choice, by a threshold passed, by what is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import zip_longest
from typing import Literal, TYPE_CHECKING

from pydantic import ConfigDict, Field, model_validator

from policy_rules.amounts.base import Amount, AmountPiece, Contingency, open_because
from policy_rules.conditions import Condition, ConditionNode, State
from policy_rules.interval import INFINITY, Interval, exactly
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["Branch", "ByChoice", "ByFirstKnown", "NewlyPassed", "Threshold"]

NOTHING = exactly(0)


class Branch(AmountPiece):
    """An amount that has a condition of its own (``when``), worded by ``because``."""

    when: ConditionNode
    because: str
    gives: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return if_holds(self.when, self.gives.interval(situation), situation)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.gives,)

    @property
    def own_facts(self) -> tuple[str, ...]:
        return self.when.facts

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.when.numbers

    def own_breakpoints(self, fact: str) -> frozenset[Decimal]:
        return self.when.breakpoints(fact)

    def contingencies(self, situation: Situation) -> Iterator[Contingency]:
        yield Contingency(self.because, self.when, taken=True)
        yield from super().contingencies(situation)


def if_holds(condition: Condition, amount: Interval, situation: Situation) -> Interval:
    """``amount`` under ``condition``: nothing if it fails; down to nothing if a quantity leaves it open."""
    prospect = condition.prospect(situation)
    if prospect is State.MET:
        return amount
    if prospect is State.UNMET:
        return NOTHING
    return amount.or_zero(open_because(situation, *condition.facts))


class ByChoice(AmountPiece):
    """``by: rd_institution_level, cases: {national: …, district: …}``; a choice without a case brings nothing."""

    by: str
    cases: Mapping[str, AmountNode] = Field(min_length=1)

    def interval(self, situation: Situation) -> Interval:
        possible = [case.interval(situation) if case else NOTHING for case in self._possible(situation)]
        if len(possible) == 1:
            return possible[0]
        return Interval.hull(possible, open_because(situation, self.by))

    def _possible(self, situation: Situation) -> tuple[Amount | None, ...]:
        return tuple(self.cases.get(choice) for choice in situation.choices(self.by))

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return tuple(self.cases.values())

    @property
    def own_facts(self) -> tuple[str, ...]:
        return (self.by,)

    def is_settled(self, situation: Situation) -> bool:
        return situation.knows(self.by)

    def parts_in(self, situation: Situation) -> tuple[AmountNode, ...]:
        return tuple(case for case in self._possible(situation) if case)

    def contingencies(self, situation: Situation) -> Iterator[Contingency]:
        possible = self._possible(situation)
        for case in possible:
            for contingency in case.contingencies(situation) if case else ():
                yield contingency.if_taken(len(possible) == 1)


class Threshold(AmountPiece):
    """One threshold: what passing it brings, and the condition (``when``) of this step alone."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

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
    above it now, and was at most there before. ``passing: reaches`` counts the threshold itself.
    """

    newly_passed: str
    since: str
    because: str
    """The condition in words: 首次突破…."""
    passing: Literal["exceeds", "reaches"] = "exceeds"
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

    def interval(self, situation: Situation) -> Interval:
        outcomes = [found.interval(situation) if found else NOTHING for found in self.outcomes(situation)]
        if len(outcomes) == 1:
            return outcomes[0]
        return Interval.hull(outcomes, open_because(situation, self.newly_passed, self.since))

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return self.thresholds

    @property
    def own_facts(self) -> tuple[str, ...]:
        return (self.newly_passed, self.since)

    def own_breakpoints(self, fact: str) -> frozenset[Decimal]:
        return frozenset(t.over.interval.low for t in self.thresholds) if fact in self.own_facts else frozenset()

    def is_settled(self, situation: Situation) -> bool:
        return len(tuple(self.outcomes(situation))) == 1

    def parts_in(self, situation: Situation) -> tuple[AmountNode, ...]:
        return tuple(found for found in self.outcomes(situation) if found)

    def contingencies(self, situation: Situation) -> Iterator[Contingency]:
        outcomes = tuple(self.outcomes(situation))
        yield Contingency(self.because, PassesSome(rule=self), taken=True)
        for threshold in outcomes:
            for contingency in threshold.contingencies(situation) if threshold else ():
                yield contingency.if_taken(len(outcomes) == 1)


class PassesSome(Condition):
    """That any threshold is newly passed; comes with the rule, is not written in packs."""

    rule: NewlyPassed

    def state(self, situation: Situation) -> State:
        outcomes = tuple(self.rule.outcomes(situation))
        return State.MET if None not in outcomes else State.UNMET if outcomes == (None,) else State.UNKNOWN

    @property
    def facts(self) -> tuple[str, ...]:
        return self.rule.own_facts


class ByFirstKnown(AmountPiece):
    """``by_first_known: {annual_rent: …, monthly_rent: …}``: several ways to the same amount.

    The first way whose fact is known is taken; while none is known, it may become any.
    """

    by_first_known: Mapping[str, AmountNode] = Field(min_length=1)

    def way(self, situation: Situation) -> AmountNode | None:
        """The way that is taken; None while none of the facts is known."""
        return next((way for fact, way in self.by_first_known.items() if situation.knows(fact)), None)

    def interval(self, situation: Situation) -> Interval:
        way = self.way(situation)
        if way is not None:
            return way.interval(situation)
        return Interval.hull(way.interval(situation) for way in self.by_first_known.values())

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return tuple(self.by_first_known.values())

    @property
    def own_facts(self) -> tuple[str, ...]:
        return tuple(self.by_first_known)

    def is_settled(self, situation: Situation) -> bool:
        return self.way(situation) is not None

    def parts_in(self, situation: Situation) -> tuple[AmountNode, ...]:
        way = self.way(situation)
        return (way,) if way else self.parts

    def own_facts_in(self, situation: Situation) -> tuple[str, ...]:
        return () if self.way(situation) else self.own_facts
