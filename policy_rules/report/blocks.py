"""The blocks a report is made of; each file format writes every kind in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Bar", "Bars", "Block", "Heading", "Items", "Paragraph", "Quote", "Table", "Warning_"]


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Warning_:
    """A sentence that must not be missed."""

    text: str


@dataclass(frozen=True)
class Quote:
    """A verbatim sentence of the policy, with its section."""

    text: str
    section: str


@dataclass(frozen=True)
class Items:
    """A bulleted list."""

    items: Sequence[str]


@dataclass(frozen=True)
class Table:
    """Rows of equal length; the first names the columns."""

    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Bar:
    """One clause in the chart: from ``low`` to ``high`` as fractions of the largest amount (0 to 1)."""

    label: str
    amount: str
    low: float
    high: float


@dataclass(frozen=True)
class Bars:
    bars: Sequence[Bar]


Block: TypeAlias = "Heading | Paragraph | Warning_ | Quote | Items | Table | Bars"
