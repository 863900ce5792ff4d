"""The pieces at the ends of the tree: a number of the document, a fact, a bare ceiling or floor."""

from __future__ import annotations

from pydantic import Field, RootModel

from policy_rules.amounts.base import Amount, AmountPiece
from policy_rules.interval import INFINITY, ZERO, Cause, Interval
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.situation import Situation

__all__ = ["FACT_ID", "AtDiscretionFrom", "FactAmount", "Fixed", "UpTo"]

FACT_ID = r"^[a-z][a-z0-9_]*$"


class Fixed(RootModel[Measure], Amount):
    """``50万元``: a number of the document; a range (``80万元-100万元``) is decided by the authority."""

    model_config = {"frozen": True}

    @property
    def measure(self) -> Measure:
        return self.root

    def interval(self, situation: Situation) -> Interval:
        return self.root.interval

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.root.numbers


class FactAmount(RootModel[str], Amount):
    """``rd_spend``: the quantity that a fact states."""

    model_config = {"frozen": True}

    root: str = Field(pattern=FACT_ID)

    @property
    def fact(self) -> str:
        return self.root

    def interval(self, situation: Situation) -> Interval:
        return situation.quantity(self.root)

    @property
    def own_facts(self) -> tuple[str, ...]:
        return (self.root,)


class UpTo(AmountPiece):
    """``up_to: 500万元``: the document names only the ceiling (资助最高500万元), so it may be anything below."""

    up_to: Measure

    def interval(self, situation: Situation) -> Interval:
        return Interval(ZERO, self.up_to.interval.high, frozenset({Cause.CEILING_ONLY}))

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.up_to.numbers


class AtDiscretionFrom(AmountPiece):
    """``no_less_than: 2000万元``: the document names only the floor (最低2000万元，不设上限)."""

    no_less_than: Measure

    def interval(self, situation: Situation) -> Interval:
        return Interval(self.no_less_than.interval.low, INFINITY, frozenset({Cause.REVIEW}))

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.no_less_than.numbers
