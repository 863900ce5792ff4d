"""Pieces that go up in steps: slabs, steps that add, stages reached."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field, model_validator

from policy_rules.amounts.base import AmountPiece, Branching
from policy_rules.conditions import Strict
from policy_rules.interval import INFINITY, NOTHING, ZERO, Cause, Interval
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["ForEvery", "Slab", "Slabs", "Stages"]


class Slab(Strict):
    """A share of the part up to a bound; the last slab may have none."""

    up_to: Measure | None = None
    share: Measure


class Slabs(AmountPiece):
    """``slabs: [{up_to: 5000元, share: 100%}, {share: 50%}], of: services``: each part with its own share."""

    slabs: tuple[Slab, ...] = Field(min_length=1)
    of: AmountNode

    @model_validator(mode="after")
    def _ascending(self) -> Slabs:
        bounds = [slab.up_to.interval.low if slab.up_to else INFINITY for slab in self.slabs]
        if bounds != sorted(set(bounds)):
            raise ValueError("slabs 须由低到高排列，且不重复；只有最后一段可以不写 up_to")
        return self

    def interval(self, situation: Situation) -> Interval:
        whole, total, start = self.of.interval(situation), NOTHING, ZERO
        for slab in self.slabs:
            end = slab.up_to.interval.low if slab.up_to else INFINITY
            within = Interval(_between(whole.low, start, end), _between(whole.high, start, end), whole.causes)
            total, start = total + within * slab.share.interval, end
        return total

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.of,)

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return tuple(n for slab in self.slabs for m in (slab.up_to, slab.share) if m for n in m.numbers)

    def own_breakpoints(self, fact: str) -> frozenset[Decimal]:
        bounds = frozenset(slab.up_to.interval.low for slab in self.slabs if slab.up_to)
        return bounds if fact in self.of.facts else frozenset()


def _between(value: Decimal, start: Decimal, end: Decimal) -> Decimal:
    return ZERO if value <= start else min(value, end) - start


class ForEvery(AmountPiece):
    """``for_every: 30件, of: patent_applications, gives: 3万元``: so much for every full step."""

    for_every: Measure
    of: AmountNode
    gives: AmountNode

    def interval(self, situation: Situation) -> Interval:
        size, step = self.of.interval(situation), self.for_every.interval.low
        full = Interval(_full_steps(size.low, step), _full_steps(size.high, step), size.causes)
        return full * self.gives.interval(situation)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.of, self.gives)

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.for_every.numbers

    def own_breakpoints(self, fact: str) -> frozenset[Decimal]:
        return frozenset(self.for_every.interval.bounds) if fact in self.of.facts else frozenset()


def _full_steps(value: Decimal, step: Decimal) -> Decimal:
    return INFINITY if value == INFINITY else value // step


class Stages(Branching):
    """``reached: listing_stage, stages: {tutored: 100万元, accepted: 100万元, …}``: milestones that add up.

    A stage brings its own amount and those of all stages before it.
    """

    reached: str
    stages: Mapping[str, AmountNode] = Field(min_length=1)

    def up_to(self, choice: str) -> tuple[str, ...]:
        """The stages behind one who has reached ``choice``, that one included."""
        names = tuple(self.stages)
        return names[: names.index(choice) + 1] if choice in names else ()

    def outcomes(self, situation: Situation) -> tuple[tuple[AmountNode, ...], ...]:
        possible = (self.up_to(choice) for choice in situation.choices(self.reached))
        return tuple(tuple(self.stages[name] for name in names) for names in possible)

    def open_because(self, situation: Situation) -> frozenset[Cause]:
        return frozenset({Cause.MISSING_FACT})

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return tuple(self.stages.values())

    @property
    def own_facts(self) -> tuple[str, ...]:
        return (self.reached,)
