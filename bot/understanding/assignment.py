"""What became of the amounts of one message: which fact each was given, and what is left."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from bot.understanding.clause import Clause
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.reading import Value

__all__ = ["YEARS", "Assigned", "Assignment", "Waiting", "age_of"]

YEARS = frozenset({Dimension.YEAR, Dimension.YEARS_AGO})


@dataclass(slots=True)
class Assigned:
    """A quantity that a fact was given, with the clause it stands in."""

    fact: str
    quantity: Quantity
    clause: Clause
    value: Value
    by_word: bool = True
    years_ago: Decimal | None = None
    """Where the order tells the year: 「去年前年分别是…」, 「从…涨到…」."""


@dataclass(slots=True)
class Assignment:
    """What became of all quantities of one message."""

    assigned: list[Assigned] = field(default_factory=list)
    unassigned: list[Quantity] = field(default_factory=list)
    additions: list[tuple[str | None, Quantity]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    """Where the words begin that a quantity has taken: they say nothing else."""
    taken_back: list[Quantity] = field(default_factory=list)
    corrected: bool = False


@dataclass(slots=True)
class Waiting:
    """An amount whose fact (or whose unit) only the rest of the message can tell."""

    quantity: Quantity
    clause: Clause
    fact: str | None = None
    has_year: bool = False


def age_of(year: Quantity) -> Decimal:
    """How many years ago, for comparing: smaller is later."""
    return year.low if year.dimension is Dimension.YEARS_AGO else Decimal(10_000) - year.low
