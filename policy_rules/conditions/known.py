"""Conditions on what is so or not: yes/no facts, choices, reviews, what another fact attests."""

from __future__ import annotations

from pydantic import Field

from policy_rules.conditions.base import Condition, State
from policy_rules.facts import REVIEW_PASSED
from policy_rules.situation import Situation

__all__ = ["IsFalse", "IsTrue", "OneOf", "Review"]


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
