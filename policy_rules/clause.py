"""One clause of a policy: the sentence, what it requires, what it brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import Field, model_validator

from policy_rules.amounts import AmountNode
from policy_rules.conditions import AppliedBetween, ConditionNode, Days, Strict
from policy_rules.interval import Interval
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.situation import Situation
from policy_rules.wording.numbers import rounded

__all__ = ["Clause", "CrossCheck", "Quoted", "Requirement", "Validity"]


class Quoted(Strict):
    """A statement with the sentence it rests on."""

    text: str
    quote: str


class Requirement(Strict):
    """One condition as people read it, with its quote (the clause's own where none is given)."""

    text: str
    quote: str | None = None
    condition: ConditionNode

    @model_validator(mode="before")
    @classmethod
    def _condition_beside_text(cls, raw: Any) -> Any:
        if not isinstance(raw, dict) or "condition" in raw:
            return raw
        own = {key: raw[key] for key in ("text", "quote") if key in raw}
        return {**own, "condition": {key: value for key, value in raw.items() if key not in own}}


class CrossCheck(Strict):
    """Ways to the same quantity that should agree; where they don't, the estimate says so."""

    about: str
    values: Mapping[str, AmountNode]
    """The fact that each way starts from, and the way."""

    def disagreement(self, situation: Situation) -> Mapping[str, Interval]:
        """What the known ways come to, by the fact they start from, where these contradict each other."""
        known = {
            fact: way.interval(situation)
            for fact, way in self.values.items()
            if all(situation.knows(needed) for needed in way.facts)
        }
        # Compared in 分: a price a month is no terminating decimal of a price a day.
        if known and rounded(max(i.low for i in known.values())) > rounded(min(i.high for i in known.values())):
            return known
        return {}


class Validity(Strict):
    """First and last day of one clause, both included, where they differ from the policy's."""

    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    text: str
    quote: str

    @property
    def requirement(self) -> Requirement:
        days = Days(from_=self.from_, until=self.until)
        return Requirement(text=self.text, quote=self.quote, condition=AppliedBetween(applied=days))


class Clause(Strict):
    """One clause: the sentence, what it requires, what it brings (None: not computable)."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    number: str
    title: str
    quote: str
    further_quotes: tuple[str, ...] = ()
    """Other sentences that the rule rests on: a definition, a cap laid down elsewhere."""
    boundaries: Mapping[str, bool] = {}
    """For this clause: whether 以上, 超过 … include the number itself, where it differs from the document."""
    in_force: Validity | None = None
    requires: tuple[Requirement, ...] = ()
    amount: AmountNode | None = None
    gives: str | None = None
    """Support that is no money (入学名额, 公寓), in words."""
    paid: Mapping[str, Measure] = {}
    should_agree: tuple[CrossCheck, ...] = ()
    notes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Everyday words by which people mean this clause."""

    @model_validator(mode="after")
    def _money_or_something_else(self) -> Clause:
        if self.amount is not None and self.gives is not None:
            raise ValueError("amount 与 gives 只写一个：gives 用于不是资金的支持")
        return self

    @property
    def own_requirements(self) -> tuple[Requirement, ...]:
        """What it requires itself, the days it is in force first."""
        return ((self.in_force.requirement,) if self.in_force else ()) + self.requires

    def quotes(self) -> Iterator[str]:
        """Every sentence that it rests on."""
        yield self.quote
        yield from self.further_quotes
        yield from (requirement.quote for requirement in self.own_requirements if requirement.quote)

    def numbers(self) -> Iterator[WrittenNumber]:
        """Every number of its rule; each must stand in one of its quotes."""
        if self.amount:
            yield from self.amount.numbers
        for requirement in self.own_requirements:
            yield from requirement.condition.numbers
        for share in self.paid.values():
            yield from share.numbers
