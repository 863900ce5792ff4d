"""What every condition can be asked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

from pydantic import BaseModel, ConfigDict

from policy_rules.measures import WrittenNumber
from policy_rules.situation import Situation

__all__ = ["Condition", "State", "Strict"]


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


class Strict(BaseModel):
    """What is written in a pack: nothing unknown, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Condition(Strict, ABC):
    """One question to the facts."""

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
