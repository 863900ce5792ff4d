"""The estimate as other programs see it: the JSON of the public contract, field by field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    WithJsonSchema,
    model_serializer,
)

from policy_rules.conditions import State
from policy_rules.interval import INFINITY, Cause, Interval
from policy_rules.policy import Combination
from policy_rules.wording.numbers import as_number, rounded

__all__ = [
    "Bounds",
    "ClauseEstimate",
    "ClauseUnderReading",
    "ConditionState",
    "Estimate",
    "Excluded",
    "Limited",
    "NextQuestion",
    "OtherReading",
    "Payment",
    "PolicyName",
    "ReadingTaken",
    "Status",
    "StepAmount",
    "bounded",
]


Yuan = Annotated[
    Decimal,
    PlainSerializer(as_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
"""元, exact to 分."""


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True)


class Status(str, Enum):
    ELIGIBLE = "eligible"
    CONDITIONAL = "conditional"
    NEEDS_INFO = "needs_info"
    INELIGIBLE = "ineligible"
    DISCRETIONARY = "discretionary"


class Bounds(_Result):
    """An amount in 元, both ends rounded half up to 分; ``max`` is None where nothing bounds it."""

    min: Yuan
    max: Yuan | None

    @classmethod
    def of(cls, interval: Interval) -> Bounds:
        return cls(min=rounded(interval.low), max=bounded(interval.high))

    @property
    def interval(self) -> Interval:
        return Interval(self.min, INFINITY if self.max is None else self.max)


def bounded(value: Decimal) -> Decimal | None:
    """``value`` rounded to 分, None for infinity."""
    return None if value == INFINITY else rounded(value)


class PolicyName(_Result):
    id: str
    title: str
    document_number: str


class StepAmount(_Result):
    label: str
    expression: str
    amount: Bounds


class Payment(_Result):
    label: str
    amount: Bounds


class ConditionState(_Result):
    text: str
    fact: str
    state: State
    quote: str


class ReadingTaken(_Result):
    question: str
    chosen: str
    others: tuple[str, ...]


class ClauseEstimate(_Result):
    """What one clause brings, for the applicant or for one project."""

    id: str
    number: str
    title: str
    quote: str
    project: str | int | None
    status: Status
    amount: Bounds | None
    formula: str
    steps: tuple[StepAmount, ...]
    payments: tuple[Payment, ...]
    conditions: tuple[ConditionState, ...]
    missing: tuple[str, ...]
    range_because: tuple[Cause, ...]
    readings: tuple[ReadingTaken, ...]
    notes: tuple[str, ...]


class Excluded(_Result):
    """A clause that gives way to another in the same exclusive group."""

    clause: str
    project: str | int | None
    in_favour_of: str
    quote: str
    in_favour_of_project: str | int | None = None
    """The project of the other clause; in the JSON only where it is not the same one."""
    mode: Combination = Combination.HIGHER
    rule: str = "就高不重复"
    title: str = ""
    """How the group goes together, the same in words, and what it is called; in the JSON only where it is not 就高不重复."""

    @model_serializer(mode="wrap")
    def _only_what_is_not_said_otherwise(self, serialise: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = serialise(self)
        if self.in_favour_of_project == self.project:
            written.pop("in_favour_of_project", None)
        if self.mode is Combination.HIGHER:
            for name in ("mode", "rule", "title"):
                written.pop(name, None)
        return written


class Limited(_Result):
    """A cap over several clauses that takes something away from their sum."""

    title: str
    clauses: tuple[str, ...]
    without: Bounds
    at_most: Bounds
    quote: str


class ClauseUnderReading(_Result):
    """What a clause would bring under another reading, where that differs."""

    id: str
    project: str | int | None
    status: Status
    amount: Bounds | None


class OtherReading(_Result):
    """The estimate under another reading of one sentence; None where a reading can't be computed."""

    id: str
    question: str
    reading: str
    clauses: tuple[ClauseUnderReading, ...]
    total: Bounds | None
    potential: Bounds | None


class NextQuestion(_Result):
    fact: str
    text: str
    choices: tuple[str, ...]
    at_stake: Yuan | None
    """None: without bound."""


class Estimate(_Result):
    """The answer of one policy to one set of facts."""

    policy: PolicyName
    as_of: date
    in_force: bool
    clauses: tuple[ClauseEstimate, ...]
    excluded: tuple[Excluded, ...]
    total: Bounds
    potential: Bounds
    next_question: NextQuestion | None
    notes: tuple[str, ...]
    limited: tuple[Limited, ...] = ()
    """Caps over several clauses that bind; not in the JSON where there is none."""
    other_readings: tuple[OtherReading, ...] | None = None
    """The amounts under other readings, on request; not in the JSON otherwise."""

    @model_serializer(mode="wrap")
    def _only_what_there_is(self, serialise: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = serialise(self)
        if not self.limited:
            written.pop("limited", None)
        if self.other_readings is None:
            written.pop("other_readings", None)
        return written
