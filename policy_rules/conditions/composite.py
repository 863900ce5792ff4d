"""Conditions made of conditions."""

from __future__ import annotations

from abc import abstractmethod
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from policy_rules.conditions.base import Condition, State
from policy_rules.measures import WrittenNumber
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.conditions import ConditionNode

__all__ = ["All", "Any_", "Attested", "Not", "composed_of"]


class _Composite(Condition):
    @property
    @abstractmethod
    def parts(self) -> tuple[Condition, ...]: ...

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fact for part in self.parts for fact in part.facts))

    @property
    def numbers(self) -> tuple[WrittenNumber, ...]:
        return tuple(number for part in self.parts for number in part.numbers)

    def breakpoints(self, fact: str) -> frozenset[Decimal]:
        return frozenset().union(*(part.breakpoints(fact) for part in self.parts))


class All(_Composite):
    """``all: [ … ]``."""

    all: tuple[ConditionNode, ...] = Field(min_length=1)

    @property
    def parts(self) -> tuple[Condition, ...]:
        return self.all

    def state(self, situation: Situation) -> State:
        return State.all_of(part.state(situation) for part in self.all)

    def prospect(self, situation: Situation, *, hoped: bool = True) -> State:
        return State.all_of(part.prospect(situation, hoped=hoped) for part in self.all)


class Any_(_Composite):
    """``any: [ … ]``."""

    any: tuple[ConditionNode, ...] = Field(min_length=1)

    @property
    def parts(self) -> tuple[Condition, ...]:
        return self.any

    def state(self, situation: Situation) -> State:
        return State.all_of(part.state(situation).negated() for part in self.any).negated()

    def prospect(self, situation: Situation, *, hoped: bool = True) -> State:
        return State.all_of(part.prospect(situation, hoped=hoped).negated() for part in self.any).negated()


class Not(_Composite):
    """``not: …``."""

    not_: ConditionNode = Field(alias="not")

    @property
    def parts(self) -> tuple[Condition, ...]:
        return (self.not_,)

    def state(self, situation: Situation) -> State:
        return self.not_.state(situation).negated()

    def prospect(self, situation: Situation, *, hoped: bool = True) -> State:
        return self.not_.prospect(situation, hoped=not hoped).negated()


class Attested(_Composite):
    """``attested_by: {has: award}, that: {is_true: recognised}``: evidence that settles what nobody has said yet.

    What is said of ``that`` itself goes before the evidence; missing evidence proves nothing.
    """

    attested_by: ConditionNode
    that: ConditionNode

    @property
    def parts(self) -> tuple[Condition, ...]:
        return (self.that, self.attested_by)

    def state(self, situation: Situation) -> State:
        said = self.that.state(situation)
        attested = said is State.UNKNOWN and self.attested_by.state(situation) is State.MET
        return State.MET if attested else said

    def prospect(self, situation: Situation, *, hoped: bool = True) -> State:
        return State.MET if self.state(situation) is State.MET else self.that.prospect(situation, hoped=hoped)


def composed_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that a condition is made of; none for a simple one."""
    return condition.parts if isinstance(condition, _Composite) else ()
