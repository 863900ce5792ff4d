"""Pieces that go up in steps: size classes, slabs, steps that add, stages reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import Field, model_validator

from policy_rules.amounts.base import AmountPiece, Contingency, open_because
from policy_rules.boundary_words import covers
from policy_rules.conditions import InWords, Strict
from policy_rules.interval import INFINITY, ZERO, Interval, exactly
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["Band", "ByBand", "ForEvery", "Slab", "Slabs", "Stages"]

NOTHING = exactly(0)


class Band(AmountPiece):
    """One size class and what it brings."""

    is_: InWords = Field(alias="is")
    gives: AmountNode

    def interval(self, situation: Situation) -> Interval:
        return self.gives.interval(situation)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.gives,)

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return self.is_.numbers


class ByBand(AmountPiece):
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
        size = self.of.interval(situation)
        found = tuple(band for band in self.bands if band.is_.meets(size))
        return found if covers(tuple(band.is_ for band in self.bands), size) else (*found, None)

    def interval(self, situation: Situation) -> Interval:
        possible = self.possible(situation)
        brought = [band.interval(situation) if band else NOTHING for band in possible]
        if len(brought) == 1:
            return brought[0]
        return Interval.hull(brought, open_because(situation, *self.of.facts))

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return (self.of, *self.bands)

    def parts_in(self, situation: Situation) -> tuple[AmountNode, ...]:
        return (self.of, *(band for band in self.possible(situation) if band))

    def is_settled(self, situation: Situation) -> bool:
        return len(self.possible(situation)) == 1

    def own_breakpoints(self, fact: str) -> frozenset[Decimal]:
        edges = frozenset(edge for band in self.bands for edge in band.is_.edges)
        return edges if fact in self.of.facts else frozenset()

    def contingencies(self, situation: Situation) -> Iterator[Contingency]:
        possible = self.possible(situation)
        for band in possible:
            for contingency in band.contingencies(situation) if band else ():
                yield contingency.if_taken(len(possible) == 1)


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


class Stages(AmountPiece):
    """``reached: listing_stage, stages: {tutored: 100万元, accepted: 100万元, …}``: milestones that add up.

    A stage brings its own amount and those of all stages before it.
    """

    reached: str
    stages: Mapping[str, AmountNode] = Field(min_length=1)

    def interval(self, situation: Situation) -> Interval:
        brought = [self._up_to(choice, situation) for choice in situation.choices(self.reached)]
        return brought[0] if len(brought) == 1 else Interval.hull(brought, open_because(situation, self.reached))

    def up_to(self, choice: str) -> tuple[str, ...]:
        """The stages behind one who has reached ``choice``, that one included."""
        names = tuple(self.stages)
        return names[: names.index(choice) + 1] if choice in names else ()

    def _up_to(self, choice: str, situation: Situation) -> Interval:
        total = NOTHING
        for name in self.up_to(choice):
            total = total + self.stages[name].interval(situation)
        return total

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        return tuple(self.stages.values())

    @property
    def own_facts(self) -> tuple[str, ...]:
        return (self.reached,)

    def is_settled(self, situation: Situation) -> bool:
        return situation.knows(self.reached)

    def parts_in(self, situation: Situation) -> tuple[AmountNode, ...]:
        furthest = max((self.up_to(choice) for choice in situation.choices(self.reached)), key=len, default=())
        return tuple(self.stages[name] for name in furthest)
