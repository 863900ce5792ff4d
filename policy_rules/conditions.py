"""Conditions: three-valued questions to the facts, as a clause words them.

A condition is met, unmet, unknown, or waits for a review. Unknown is never taken as unmet; while a
condition is open, an amount says what the clause brings if it holds. Only a quantity that lies
on both sides of a bound takes the failing side's zero into the amount.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from policy_rules.facts import REVIEW_PASSED
from policy_rules.interval import ZERO
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.situation import Situation

__all__ = ["CONDITIONS", "Condition", "ConditionNode", "State"]


class State(str, Enum):
    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    REVIEW = "review"

    def negated(self) -> State:
        return {State.MET: State.UNMET, State.UNMET: State.MET}.get(self, self)

    @staticmethod
    def of(truth: bool | None) -> State:
        return State.UNKNOWN if truth is None else State.MET if truth else State.UNMET

    @staticmethod
    def all_of(states: Iterable[State]) -> State:
        found = set(states)
        for state in (State.UNMET, State.UNKNOWN, State.REVIEW):
            if state in found:
                return state
        return State.MET


class Condition(BaseModel, ABC):
    """One question to the facts."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @abstractmethod
    def state(self, situation: Situation) -> State:
        """What is known of it."""

    def prospect(self, situation: Situation, *, hoped: bool = True) -> State:
        """Its state if everything open that is no quantity turns out as ``hoped``.

        Still :attr:`State.UNKNOWN` where a quantity may lie on either side.
        """
        state = self.state(situation)
        return State.of(hoped) if state in (State.UNKNOWN, State.REVIEW) else state

    @property
    @abstractmethod
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts it asks for."""

    @property
    def numbers(self) -> tuple[WrittenNumber, ...]:
        """Numbers that its quote must contain."""
        return ()

    def breakpoints(self, fact: str) -> frozenset[Decimal]:
        """Values of the quantity ``fact`` at which it may change."""
        return frozenset()


class IsTrue(Condition):
    """``is_true: registered_in_district``."""

    is_true: str

    def state(self, situation: Situation) -> State:
        return State.of(situation.boolean(self.is_true))

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.is_true,)


class IsFalse(Condition):
    """``is_false: serious_dishonesty``."""

    is_false: str

    def state(self, situation: Situation) -> State:
        return State.of(situation.boolean(self.is_false)).negated()

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.is_false,)


class Review(Condition):
    """``review: 专家评审``: the authority decides; ``review_passed`` says whether it has."""

    review: str

    def state(self, situation: Situation) -> State:
        passed = situation.boolean(REVIEW_PASSED)
        return State.REVIEW if passed is None else State.of(passed)

    @property
    def facts(self) -> tuple[str, ...]:
        return (REVIEW_PASSED,)


class OneOf(Condition):
    """``fact: application_field, one_of: [smart_home, …]``."""

    fact: str
    one_of: tuple[str, ...] = Field(min_length=1)

    def state(self, situation: Situation) -> State:
        possible = {choice in self.one_of for choice in situation.choices(self.fact)}
        return State.of(possible.pop()) if len(possible) == 1 else State.UNKNOWN

    def prospect(self, situation: Situation, *, hoped: bool = True) -> State:
        state = self.state(situation)
        if state is State.UNKNOWN and situation.is_missing_amount(self.fact):
            return state
        return State.of(hoped) if state is State.UNKNOWN else state

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.fact,)


class _Bound(Condition):
    """A quantity against a bound."""

    def prospect(self, situation: Situation, *, hoped: bool = True) -> State:
        return self.state(situation)


class Has(_Bound):
    """``has: municipal_demo_award``: there is one, so the quantity is above zero."""

    has: str

    def state(self, situation: Situation) -> State:
        quantity = situation.quantity(self.has)
        if quantity.low > ZERO:
            return State.MET
        return State.UNMET if quantity.is_certainly_zero else State.UNKNOWN

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.has,)

    def breakpoints(self, fact: str) -> frozenset[Decimal]:
        return frozenset({ZERO}) if fact == self.has else frozenset()


class Compare(_Bound):
    """``fact: annual_revenue`` with one of ``at_least``, ``more_than``, ``at_most``, ``less_than``.

    The key says whether the bound itself is included, as the document words it.
    """

    fact: str
    at_least: Measure | None = None
    more_than: Measure | None = None
    at_most: Measure | None = None
    less_than: Measure | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> Compare:
        if sum(bound is not None for bound in (self.at_least, self.more_than, self.at_most, self.less_than)) != 1:
            raise ValueError("at_least、more_than、at_most、less_than 恰好写一个")
        return self

    @property
    def bound(self) -> Measure:
        found = self.at_least or self.more_than or self.at_most or self.less_than
        assert found is not None
        return found

    def state(self, situation: Situation) -> State:
        quantity, bound = situation.quantity(self.fact), self.bound.interval.low
        if self.at_least or self.less_than:
            above = True if quantity.low >= bound else False if quantity.high < bound else None
        else:
            above = True if quantity.low > bound else False if quantity.high <= bound else None
        state = State.of(above)
        return state if self.at_least or self.more_than else state.negated()

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    @property
    def numbers(self) -> tuple[WrittenNumber, ...]:
        return self.bound.numbers

    def breakpoints(self, fact: str) -> frozenset[Decimal]:
        return frozenset({self.bound.interval.low}) if fact == self.fact else frozenset()


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


CONDITIONS: dict[str, type[Condition]] = {
    "is_true": IsTrue,
    "is_false": IsFalse,
    "review": Review,
    "one_of": OneOf,
    "has": Has,
    "fact": Compare,
    "all": All,
    "any": Any_,
    "not": Not,
}
"""The key by which a condition is recognised in a pack, most telling first."""


def _which(value: Any) -> str | None:
    if isinstance(value, Condition):
        return next(key for key, model in CONDITIONS.items() if type(value) is model)
    return next((key for key in CONDITIONS if isinstance(value, dict) and key in value), None)


if TYPE_CHECKING:
    ConditionNode: TypeAlias = Condition
else:
    ConditionNode = Annotated[
        Union[tuple(Annotated[model, Tag(key)] for key, model in CONDITIONS.items())],  # noqa: UP007 - built, not written
        Discriminator(
            _which,
            custom_error_type="unknown_condition",
            custom_error_message="条件应含以下之一：" + "、".join(CONDITIONS),
        ),
    ]

for _model in (All, Any_, Not):
    _model.model_rebuild()
