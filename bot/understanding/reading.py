"""What was understood of one message; everything in it is ready for JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from bot.understanding.quantity import Quantity

__all__ = ["Addition", "Certainty", "FactReading", "Mention", "Value"]

Value: TypeAlias = "int | float | bool | str | list[int | float | None]"
"""A number in base units, ``[low, high]``, a yes/no or a choice id, as the facts of an estimate are written."""


class Certainty(str, Enum):
    """How sure the words are."""

    STATED = "stated"
    APPROXIMATE = "approximate"
    INFERRED = "inferred"  # by the kind of unit or a default, not by a word for the fact
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True)
class Mention:
    """``text[start:end]`` says that ``fact`` has ``value``; ``project`` counts from 0 where one is named."""

    fact: str
    value: Value
    start: int
    end: int
    certainty: Certainty
    text: str
    project: int | None = None


@dataclass(frozen=True)
class Addition:
    """「又加了200万」: more of something (of ``fact``, if said), which has no value before it is asked back."""

    fact: str | None
    value: Value
    text: str


@dataclass(frozen=True)
class FactReading:
    """All that one message says about facts."""

    facts: dict[str, Value] = field(default_factory=dict)
    """The value each fact ends up with; facts of several projects are only in ``mentions`` and ``projects``."""
    mentions: tuple[Mention, ...] = ()
    projects: tuple[dict[str, Value], ...] = ()
    """The facts project by project, where the message tells projects apart."""
    denied: tuple[str, ...] = ()
    """Facts the speaker does not know or won't say."""
    retracted: tuple[str, ...] = ()
    """Facts said to be wrong before, without a new value in this message."""
    corrected: bool = False
    """The speaker takes something back: an unassigned quantity then replaces the value given last."""
    taken_back: tuple[Quantity, ...] = ()
    """The amounts said to be wrong: 400万 in 「不是400万是500万」."""
    unassigned: tuple[Quantity, ...] = ()
    """Amounts that no fact could be given: the dialogue asks what they are."""
    additions: tuple[Addition, ...] = ()
    hypothetical: bool = False
