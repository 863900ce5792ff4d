"""Pieces that take one of several branches: by a condition, by a choice, by what is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import Field

from policy_rules.amounts.base import AmountPiece, Branching, Contingency
from policy_rules.conditions import Condition, ConditionNode, State
from policy_rules.interval import NOTHING, Cause, Interval
from policy_rules.measures import WrittenNumber
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["Branch", "ByChoice", "ByFirstKnown", "if_holds"]


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

    def may_fall_away(self, situation: Situation) -> bool:
        hoped, feared = (self.when.prospect(situation, hoped=hoped) for hoped in (True, False))
        if hoped is State.UNMET:
            return False
        return feared is State.UNMET or self.gives.may_fall_away(situation)

    @cached_property
    def branch_conditions(self) -> tuple[Condition, ...]:
        return (self.when, *self.gives.branch_conditions)

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
    return amount.or_zero(_why_open(condition, situation))


def _why_open(condition: Condition, situation: Situation) -> frozenset[Cause]:
    """Why a quantity leaves the condition open: it is missing, or known as a range."""
    causes: set[Cause] = set()
    for fact in condition.facts:
        if situation.is_missing_amount(fact):
            causes.add(Cause.MISSING_FACT)
        elif situation.kind(fact).is_quantity:
            causes |= situation.quantity(fact).causes
    return frozenset(causes)


class ByChoice(Branching):
    """``by: rd_institution_level, cases: {national: …, district: …}``; a choice without a case brings nothing."""

    by: str
    cases: Mapping[str, AmountNode] = Field(min_length=1)

    def outcomes(self, situation: Situation) -> tuple[tuple[AmountNode, ...], ...]:
        possible = (self.cases.get(choice) for choice in situation.choices(self.by))
        return tuple((case,) if case else () for case in possible)

    def open_because(self, situation: Situation) -> frozenset[Cause]:
        return frozenset({Cause.MISSING_FACT})

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return tuple(self.cases.values())

    @property
    def own_facts(self) -> tuple[str, ...]:
        return (self.by,)


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
