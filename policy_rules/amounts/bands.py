"""Size classes: what an amount brings by the class that a quantity falls into."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import Field, model_validator

from policy_rules.amounts.base import AmountPiece, Branching
from policy_rules.boundary_words import covers
from policy_rules.conditions import InWords
from policy_rules.interval import Cause, Interval
from policy_rules.measures import WrittenNumber
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["Band", "ByBand", "Rung"]


class Rung(AmountPiece):
    """One of several numbers to be reached, and what reaching it ``gives``."""

    gives: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return self.gives.interval(situation)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.gives,)


class Band(Rung):
    """One size class and what it brings."""

    is_: InWords = Field(alias="is")

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.is_.numbers


class ByBand(Branching):
    """``bands: [{is: 50万元以上100万元以下, gives: 5%}, …], of: equipment_investment``.

    What falls outside every class brings nothing. Bands within bands make a table of two keys.
    """

    bands: tuple[Band, ...] = Field(min_length=1)
    of: AmountNode

    @model_validator(mode="after")
    def _apart(self) -> ByBand:
        spans = [band.is_ for band in self.bands]
        for former, latter in pairwise(spans):
            if latter.low < former.high or latter.low < former.low:
                raise ValueError(f"各档须由低到高排列，且不重叠：“{former.words}”与“{latter.words}”")
            if latter.low == former.high and former.high_included and latter.low_included:
                raise ValueError(
                    f"“{former.words}”与“{latter.words}”都包含界限本身；请按原文在 boundaries 中写明“以上”“以下”是否含本数"
                )
        return self

    def possible(self, situation: Situation) -> tuple[Band | None, ...]:
        """Every class that it may turn out to be in; None for none of them."""
        size = self.of.in_any_case(situation)
        found = tuple(band for band in self.bands if band.is_.meets(size))
        return found if covers(tuple(band.is_ for band in self.bands), size) else (*found, None)

    def outcomes(self, situation: Situation) -> tuple[tuple[AmountNode, ...], ...]:
        return tuple((band,) if band else () for band in self.possible(situation))

    def open_because(self, situation: Situation) -> frozenset[Cause]:
        return self.of.in_any_case(situation).causes

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.of, *self.bands)

    def parts_in(self, situation: Situation) -> tuple[AmountNode, ...]:
        return (self.of, *super().parts_in(situation))

    def own_breakpoints(self, fact: str) -> frozenset[Decimal]:
        edges = frozenset(edge for band in self.bands for edge in band.is_.edges)
        return edges if fact in self.of.facts else frozenset()
