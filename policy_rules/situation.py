"""What a rule sees of an applicant: every fact, known or not, as what it can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from policy_rules.facts import FactDefinition, FactKind, FactValue
from policy_rules.interval import INFINITY, ZERO, Cause, Interval

__all__ = ["Situation"]

_ANYTHING = Interval(ZERO, INFINITY, frozenset({Cause.MISSING_FACT}))


@dataclass(frozen=True)
class Situation:
    """The facts that one clause applies to (of the applicant and, at most, one project)."""

    definitions: Mapping[str, FactDefinition]
    values: Mapping[str, FactValue]
    as_of: date | None = None
    """The day of the application; None where a rule is asked apart from one."""

    @cached_property
    def memo(self) -> dict[int, object]:
        """What was found out once and holds for every clause that sees this situation."""
        return {}

    def knows(self, fact: str) -> bool:
        return fact in self.values

    def quantity(self, fact: str) -> Interval:
        """All that a quantity can be, in base units; ``[0, ∞)`` where nothing is known."""
        value = self.values.get(fact)
        if value is None:
            return _ANYTHING
        assert isinstance(value, Interval), f"{fact} is no quantity"
        return value

    def choices(self, fact: str) -> tuple[str, ...]:
        """The choices that are still possible, in the pack's order."""
        value = self.values.get(fact)
        if value is None:
            return tuple(self.definitions[fact].choices)
        assert isinstance(value, str), f"{fact} is no choice"
        return (value,)

    def boolean(self, fact: str) -> bool | None:
        value = self.values.get(fact)
        assert value is None or isinstance(value, bool), f"{fact} is no yes/no fact"
        return value

    def supposing(self, fact: str, value: FactValue) -> Situation:
        """The same situation with one fact answered."""
        return Situation(self.definitions, {**self.values, fact: value}, self.as_of)

    def is_missing_amount(self, fact: str) -> bool:
        return not self.knows(fact) and self.definitions[fact].is_amount

    def kind(self, fact: str) -> FactKind:
        return self.definitions[fact].kind
