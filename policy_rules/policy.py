"""What holds for a policy as a whole: dates, what every clause requires, combination, readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

from pydantic import Field, field_validator, model_validator

from policy_rules.amounts import AmountNode
from policy_rules.boundary_words import BY_THE_CIVIL_CODE
from policy_rules.clause import Quoted, Requirement
from policy_rules.conditions import ConditionNode, State, Strict
from policy_rules.interval import INFINITY, Cause, Interval
from policy_rules.measures import WrittenNumber
from policy_rules.situation import Situation

__all__ = [
    "Alternative",
    "Cap",
    "ClauseChange",
    "Combination",
    "ExclusiveGroup",
    "InForce",
    "NoRule",
    "Per",
    "Policy",
    "PolicyField",
    "Reading",
    "Section",
]


class InForce(Strict):
    """First and last day of the policy, both included."""

    from_: date = Field(alias="from")
    until: date | None = None
    quote: str

    def includes(self, day: date) -> bool:
        return self.from_ <= day and (self.until is None or day <= self.until)


class Per(str, Enum):
    """What a limit on combining is counted by."""

    PROJECT = "project"
    APPLICANT = "applicant"
    YEAR = "year"  # per applicant, in the year applied for


class Combination(str, Enum):
    """How the clauses of a group go together."""

    HIGHER = "higher"  # 就高不重复: the one that brings more
    CHOOSE_ONE = "choose_one"  # 择一: the applicant's choice, which is taken to be the better one
    DIFFERENCE = "difference"  # 只补差额: what was granted at the lower level counts towards the higher
    ADD_UP = "add_up"  # 可累计: these may be had together although another group says otherwise


class ExclusiveGroup(Strict):
    """Clauses of which one project (or applicant) gets only one, with the sentence that says so.

    A group of mode ``add_up`` is the exception: its clauses may stand beside each other.
    """

    title: str
    clauses: tuple[str, ...] = Field(min_length=1)
    mode: Combination = Combination.HIGHER
    per: Per = Per.PROJECT
    quote: str

    @field_validator("clauses", mode="before")
    @classmethod
    def _all_of_them(cls, value: Any) -> Any:
        return ["*"] if value == "all" else value

    def of(self, ids: tuple[str, ...]) -> ExclusiveGroup:
        """The same group with ``clauses: all`` spelt out."""
        return self.model_copy(update={"clauses": ids}) if self.clauses == ("*",) else self


class Cap(Strict):
    """A ceiling over several clauses together, or over the years."""

    title: str
    at_most: AmountNode
    when: ConditionNode | None = None
    """For whom alone it holds (在建设期内的)."""
    clauses: tuple[str, ...] = Field(min_length=1)
    per: Per = Per.APPLICANT
    quote: str

    def ceiling(self, situation: Situation) -> Interval:
        """What it leaves at most; without a bound where it does not hold, or may not."""
        amount = self.at_most.interval(situation)
        state = self.when.state(situation) if self.when else State.MET
        if state is State.MET:
            return amount
        if state is State.UNMET:
            return Interval(INFINITY, INFINITY)
        return Interval(amount.low, INFINITY, amount.causes | {Cause.MISSING_FACT})

    @property
    def facts(self) -> tuple[str, ...]:
        return (*self.at_most.facts, *(self.when.facts if self.when else ()))

    @property
    def numbers(self) -> tuple[WrittenNumber, ...]:
        return (*self.at_most.numbers, *(self.when.numbers if self.when else ()))


class ClauseChange(Strict):
    """What another reading changes in one clause; what is not named stays."""

    amount: AmountNode | None = None
    requires: tuple[Requirement, ...] | None = None
    also_requires: tuple[Requirement, ...] = ()


class Alternative(Strict):
    """Another reading in words and, where it can be computed, as what would stand in the pack instead."""

    text: str
    instead: Mapping[str, ClauseChange] = {}
    exclusive: tuple[ExclusiveGroup, ...] | None = None
    caps: tuple[Cap, ...] | None = None

    @model_validator(mode="before")
    @classmethod
    def _only_words(cls, raw: Any) -> Any:
        return {"text": raw} if isinstance(raw, str) else raw

    @property
    def is_computable(self) -> bool:
        return bool(self.instead) or self.exclusive is not None or self.caps is not None


class Reading(Strict):
    """A sentence that can be read in several ways: the question, the reading taken, the others, why."""

    id: str
    question: str
    chosen: str
    alternatives: tuple[Alternative, ...] = Field(min_length=1, alias="others")
    because: str
    quote: str
    clauses: tuple[str, ...] = Field(min_length=1)

    @property
    def others(self) -> tuple[str, ...]:
        """The other readings in words."""
        return tuple(alternative.text for alternative in self.alternatives)


class Section(Strict):
    """A part of the source: from the line that begins with ``from`` up to the one that begins with ``until``."""

    from_: str = Field(alias="from")
    until: str | None = None


class NoRule(Strict):
    """A sentence that carries no rule; one that speaks of money, a share or a limit says ``because`` of what."""

    sentence: str
    because: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _only_the_sentence(cls, raw: Any) -> Any:
        return {"sentence": raw} if isinstance(raw, str) else raw


class PolicyField(Strict):
    """What the policy is for: an industry, a technology."""

    name: str
    also: tuple[str, ...] = ()
    """Everyday forms of the name."""
    firms: tuple[str, ...] = ()
    """Well-known firms of the field, of whom people speak as of others: 「讯飞也能拿吗」."""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also)


class Policy(Strict):
    """What ``policy.yaml`` says of the document as a whole."""

    title: str
    document_number: str
    issuer: str
    district: str
    district_also: tuple[str, ...] = ()
    """Other names of the district; that without 区, 县, 市 need not be said."""
    city: str | None = None
    """What the district belongs to."""
    field: PolicyField | None = None
    offices: tuple[str, ...] = ()
    """By which names people speak of the office in charge."""
    aliases: tuple[str, ...] = ()
    in_force: InForce
    boundaries: Mapping[str, bool] = {}
    """Whether 以上, 以下, 超过 … include the number itself, where the document says so."""
    every_clause_requires: tuple[Requirement, ...] = ()
    exclusive: tuple[ExclusiveGroup, ...] = ()
    caps: tuple[Cap, ...] = ()
    readings: tuple[Reading, ...] = ()
    notes: tuple[Quoted, ...] = ()
    with_other_policies: Quoted | None = None
    """How support under this policy goes with the district's other policies."""
    details: str | None = None
    """The sentence that leaves procedure, papers and dates to somebody else to lay down."""
    sections: tuple[Section, ...] = ()
    """Where the clauses stand in the source: every sentence there is quoted or listed under ``no_rule``."""
    no_rule: tuple[NoRule, ...] = ()
    """Sentences of these sections that carry no rule, verbatim."""

    @field_validator("boundaries")
    @classmethod
    def _known_words(cls, words: Mapping[str, bool]) -> Mapping[str, bool]:
        unknown = [word for word in words if word not in BY_THE_CIVIL_CODE]
        if unknown:
            raise ValueError(f"不认识“{'、'.join(unknown)}”；可以规定的词：{'、'.join(BY_THE_CIVIL_CODE)}")
        return words

    @property
    def district_names(self) -> tuple[str, ...]:
        """All names of the district, the short one last: 浦东新区, 浦东."""
        return _long_and_short((*self.district_also, self.district))

    @property
    def city_names(self) -> tuple[str, ...]:
        return _long_and_short((self.city,)) if self.city else ()

    @property
    def number_names(self) -> tuple[str, ...]:
        """What people say of the document number: 云府示〔2026〕1号 is 云府示, 1号文."""
        stem, *rest = re.split(r"[〔〕\[\]()（）]", self.document_number)
        return (stem, f"{rest[-1]}文") if rest and rest[-1] else (stem,)

    def quotes(self) -> Iterator[tuple[str, str]]:
        """``(where, quote)`` of everything that claims to stand in the source."""
        yield "in_force", self.in_force.quote
        if self.details:
            yield "details", self.details
        if self.with_other_policies:
            yield "with_other_policies", self.with_other_policies.quote
        yield from (
            (f"every_clause_requires: {required.text}", required.quote)
            for required in self.every_clause_requires
            if required.quote
        )
        yield from ((f"notes: {note.text}", note.quote) for note in self.notes)
        yield from ((f"exclusive: {group.title}", group.quote) for group in self.exclusive)
        yield from ((f"caps: {cap.title}", cap.quote) for cap in self.caps)
        yield from ((f"readings: {reading.id}", reading.quote) for reading in self.readings)

    def named_clauses(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """``(where, clause ids)`` of everything that speaks of clauses by id."""
        yield from ((f"exclusive: {group.title}", group.clauses) for group in self.exclusive)
        yield from ((f"caps: {cap.title}", cap.clauses) for cap in self.caps)
        for reading in self.readings:
            yield f"readings: {reading.id}", reading.clauses
            for other in reading.alternatives:
                yield f"readings: {reading.id}: instead", tuple(other.instead)
                yield from ((f"readings: {reading.id}: {g.title}", g.clauses) for g in other.exclusive or ())
                yield from ((f"readings: {reading.id}: {c.title}", c.clauses) for c in other.caps or ())


def _long_and_short(names: tuple[str, ...]) -> tuple[str, ...]:
    """浦东新区 is 浦东 too; a name of two characters is never cut."""
    short = (re.sub("(?<=..)(?:新区|[区县市])$", "", name) for name in names)
    return tuple(dict.fromkeys((*names, *short)))
