"""Quantities against bounds."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator

from policy_rules.boundary_words import BY_THE_CIVIL_CODE, Span
from policy_rules.conditions.base import Condition, State
from policy_rules.interval import ZERO
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["AmountIs", "Bound", "Compare", "Has", "InWords"]


def _read_words(value: object, info: ValidationInfo) -> Span:
    if isinstance(value, Span):
        return value
    if not isinstance(value, str):
        raise ValueError("应写成 2000万元以上、超过500平方米、50万元以上100万元以下 这样")
    return Span.read(value, info.context or BY_THE_CIVIL_CODE)


InWords = Annotated[
    Span,
    PlainValidator(_read_words),
    WithJsonSchema({"type": "string", "examples": ["2000万元以上", "超过500平方米", "50万元以上100万元以下"]}),
]
"""A bound in the document's words; the validation context says which words include the number itself."""


class Bound(Condition):
    """One quantity of the facts against a bound."""

    @property
    def fact_bound(self) -> str:
        """Id of the fact that is held against the bound."""
        return self.facts[0]

    def prospect(self, situation: Situation, *, hoped: bool = True) -> State:
        state = self.state(situation)
        hoped_for = (not situation.knows(fact) and not situation.is_missing_amount(fact) for fact in self.facts)
        if state is State.UNKNOWN and any(hoped_for):
            return State.of(hoped)  # a date: whether one qualifies hangs on it, not how much it brings
        return state


class Has(Bound):
    """``has: municipal_demo_award``: there is one, so the quantity is above zero (or the date known)."""

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


class _Comparison(Condition):
    """``is`` in the document's own words, or one of the keys that say by themselves what they include."""

    is_: InWords | None = Field(default=None, alias="is")
    at_least: Measure | None = None
    more_than: Measure | None = None
    at_most: Measure | None = None
    less_than: Measure | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> _Comparison:
        given = (self.is_, self.at_least, self.more_than, self.at_most, self.less_than)
        if sum(bound is not None for bound in given) != 1:
            raise ValueError("is、at_least、more_than、at_most、less_than 恰好写一个")
        return self

    @cached_property
    def span(self) -> Span:
        """The values that fulfil it."""
        if self.is_:
            return self.is_
        if bound := self.at_least or self.more_than:
            return Span(bound.root, bound.interval.low, bool(self.at_least), numbers=bound.numbers)
        bound = self.at_most or self.less_than
        assert bound
        return Span(bound.root, high=bound.interval.low, high_included=bool(self.at_most), numbers=bound.numbers)

    @property
    def numbers(self) -> tuple[WrittenNumber, ...]:
        return self.span.numbers


class Compare(_Comparison, Bound):
    """``fact: annual_revenue, is: 2000万元以上``; or with ``at_least``, ``more_than``, ``at_most``, ``less_than``."""

    fact: str

    def state(self, situation: Situation) -> State:
        return State.of(self.span.truth_for(situation.quantity(self.fact)))

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def breakpoints(self, fact: str) -> frozenset[Decimal]:
        return frozenset(self.span.edges) if fact == self.fact else frozenset()


class AmountIs(_Comparison):
    """``amount: {growth_of: …, since: …}, is: 10%以上``: something computed, against a bound."""

    amount: AmountNode

    def state(self, situation: Situation) -> State:
        return State.of(self.span.truth_for(self.amount.in_any_case(situation)))

    def prospect(self, situation: Situation, *, hoped: bool = True) -> State:
        return self.state(situation)

    @property
    def facts(self) -> tuple[str, ...]:
        return self.amount.facts

    @property
    def numbers(self) -> tuple[WrittenNumber, ...]:
        return (*self.span.numbers, *self.amount.numbers)

    def breakpoints(self, fact: str) -> frozenset[Decimal]:
        return self.amount.breakpoints(fact)
