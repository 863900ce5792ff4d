"""What every piece of the amount algebra can be asked.

A rule is a tree of pieces. The tree is defined once, in the pack, and read in several ways: here as
an interval, as the facts it needs and the numbers its quote must contain; as Chinese in
:mod:`policy_rules.wording.formula`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property, reduce
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from policy_rules.conditions import Condition
from policy_rules.interval import NOTHING, Cause, Interval
from policy_rules.measures import WrittenNumber
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["Amount", "AmountPiece", "Branching", "Contingency", "bringing", "together"]


class Contingency:
    """A condition that belongs to one branch of an amount only, with whether that branch is taken."""

    __slots__ = ("condition", "taken", "text")

    def __init__(self, text: str, condition: Condition, taken: bool | None) -> None:
        self.text = text
        self.condition = condition
        self.taken = taken
        """True: surely taken; None: possibly."""

    def if_taken(self, surely: bool) -> Contingency:
        """The same condition of a branch that is itself taken surely, or only possibly."""
        return Contingency(self.text, self.condition, self.taken if surely else None)


class Amount(ABC):
    """An amount as a rule defines it."""

    @abstractmethod
    def interval(self, situation: Situation) -> Interval:
        """All that it can be, in base units, if it does not fall away."""

    def may_fall_away(self, situation: Situation) -> bool:
        """Whether an open condition (yes or no, no quantity) of one of its branches may leave nothing of it."""
        return bool(self.branch_conditions) and any(part.may_fall_away(situation) for part in self.parts_in(situation))

    def in_any_case(self, situation: Situation) -> Interval:
        """All that it can be, nothing included where it may fall away."""
        amount = self.interval(situation)
        return amount.or_zero(frozenset({Cause.MISSING_FACT})) if self.may_fall_away(situation) else amount

    @cached_property
    def branch_conditions(self) -> tuple[Condition, ...]:
        """The conditions of all its branches."""
        return tuple(condition for part in self.parts for condition in part.branch_conditions)

    @property
    def parts(self) -> tuple[AmountNode, ...]:
        """The amounts it is made of."""
        return ()

    @property
    def own_facts(self) -> tuple[str, ...]:
        """Ids of the facts that this piece itself reads."""
        return ()

    @property
    def own_numbers(self) -> tuple[WrittenNumber, ...]:
        return ()

    def contingencies(self, situation: Situation) -> Iterator[Contingency]:
        """Conditions of the branches that may be taken."""
        for part in self.parts_in(situation):
            yield from part.contingencies(situation)

    def own_breakpoints(self, fact: str) -> frozenset[Decimal]:
        return frozenset()

    # Readings that every piece composes in the same way.

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Ids of all facts it may need, in the order of the rule."""
        found = [*self.own_facts, *(fact for part in self.parts for fact in part.facts)]
        return tuple(dict.fromkeys(found))

    def parts_in(self, situation: Situation) -> tuple[AmountNode, ...]:
        """The parts that can still take part in the result, as far as is known."""
        return self.parts

    def is_settled(self, situation: Situation) -> bool:
        """Whether it is known which branch is taken; true for what has no branches."""
        return True

    def facts_in(self, situation: Situation) -> tuple[str, ...]:
        """Ids of the facts that can still matter, as far as the branches taken tell."""
        found = [
            *self.own_facts_in(situation),
            *(f for part in self.parts_in(situation) for f in part.facts_in(situation)),
        ]
        return tuple(dict.fromkeys(found))

    def own_facts_in(self, situation: Situation) -> tuple[str, ...]:
        return self.own_facts

    @cached_property
    def numbers(self) -> tuple[WrittenNumber, ...]:
        """All numbers that the quote must contain."""
        found = [*self.own_numbers, *(number for part in self.parts for number in part.numbers)]
        return tuple(dict.fromkeys(found))

    def breakpoints(self, fact: str) -> frozenset[Decimal]:
        """Values of the quantity ``fact`` at which the rule changes."""
        return self.own_breakpoints(fact).union(*(part.breakpoints(fact) for part in self.parts))


def bringing(parts: Sequence[AmountNode], situation: Situation) -> list[AmountNode]:
    """Those of ``parts`` that may bring something."""
    return [part for part in parts if not part.interval(situation).is_certainly_zero]


def together(
    parts: Sequence[AmountNode], situation: Situation, join: Callable[[Interval, Interval], Interval]
) -> Interval:
    """Amounts that stand beside each other.

    One whose conditions are open is a bonus: it may come on top of what is certain. Where all are open, the amount
    is what they bring if any holds.
    """
    found = bringing(parts, situation)
    if len(found) == 1:
        return found[0].interval(situation)
    joined = reduce(join, (part.in_any_case(situation) for part in found), NOTHING)
    if not found or not all(part.may_fall_away(situation) for part in found):
        return joined
    least = min(part.interval(situation).low for part in found)
    return Interval(max(joined.low, least), joined.high, joined.causes)


class AmountPiece(BaseModel, Amount):
    """An amount written as a mapping; a ``label`` makes it a step of the explanation."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    label: str | None = None


class Branching(AmountPiece):
    """A piece that turns out one way or another: by a choice, a size class, a threshold that is passed."""

    @abstractmethod
    def outcomes(self, situation: Situation) -> tuple[tuple[AmountNode, ...], ...]:
        """Every way it may turn out, each as the amounts that then add up; an empty one brings nothing."""

    @abstractmethod
    def open_because(self, situation: Situation) -> frozenset[Cause]:
        """Why it is open which way it turns out."""

    def interval(self, situation: Situation) -> Interval:
        brought = (together(outcome, situation, Interval.__add__) for outcome in self.outcomes(situation))
        return Interval.hull(brought, self.open_because(situation))

    def may_fall_away(self, situation: Situation) -> bool:
        return bool(self.branch_conditions) and any(
            found and all(part.may_fall_away(situation) for part in found)
            for found in (bringing(outcome, situation) for outcome in self.outcomes(situation))
        )

    def is_settled(self, situation: Situation) -> bool:
        return len(self.outcomes(situation)) == 1

    def parts_in(self, situation: Situation) -> tuple[AmountNode, ...]:
        return self._branches(self.outcomes(situation))

    def contingencies(self, situation: Situation) -> Iterator[Contingency]:
        outcomes = self.outcomes(situation)
        for branch in self._branches(outcomes):
            surely = all(any(branch is taken for taken in outcome) for outcome in outcomes)
            for contingency in branch.contingencies(situation):
                yield contingency.if_taken(surely)

    @staticmethod
    def _branches(outcomes: tuple[tuple[AmountNode, ...], ...]) -> tuple[AmountNode, ...]:
        """The amounts in any of the outcomes, each once."""
        return tuple({id(branch): branch for outcome in outcomes for branch in outcome}.values())
