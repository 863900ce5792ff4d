"""The held-out utterances of `nlu_data/eval`, and their two halves.

The `dev` half may be looked at while working on understanding; the `test` half is only run. Which half a line
belongs to follows from its text alone; a line that has been looked at says `"half": "dev"` itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

EVAL = Path(__file__).parents[2] / "nlu_data" / "eval"
TRAINING = Path(__file__).parents[2] / "nlu_data" / "intents"


class Half(str, Enum):
    """Which lines are used."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"


@dataclass(frozen=True)
class Utterance:
    """A message with what should be understood of it; None where the line does not say."""

    text: str
    asked: str | None
    intents: tuple[str, ...] | None
    clause: str | None
    facts: dict[str, Any]
    denied: tuple[str, ...]
    says_facts: bool = True


@dataclass(frozen=True)
class Question:
    """A question to the document; without `answers` the document does not say it."""

    text: str
    answers: tuple[str, ...]


def utterances(kind: str, half: Half = Half.ALL, folder: Path = EVAL) -> list[Utterance]:
    """All lines of `<kind>_*.jsonl`: `intents` with intents, clause and facts, `facts` with facts only."""
    return [
        Utterance(
            text=line["text"],
            asked=line.get("asked"),
            intents=tuple(line["intents"]) if "intents" in line else None,
            clause=line.get("clause"),
            facts=line.get("facts", {}),
            denied=tuple(line.get("denied", ())),
            says_facts="facts" in line,
        )
        for line in _lines(f"{kind}_*.jsonl", half, folder)
    ]


@dataclass(frozen=True)
class Message:
    """A message with all its wishes in order; of each the intents that would be right."""

    text: str
    wishes: tuple[frozenset[str], ...]


def messages(half: Half = Half.ALL, folder: Path = EVAL) -> list[Message]:
    """Messages with one wish or several: `"wishes": ["estimate/ask_clause", "ask_payment"]`."""
    return [
        Message(line["text"], tuple(frozenset(wish.split("/")) for wish in line["wishes"]))
        for line in _lines("wishes_*.jsonl", half, folder)
    ]


def questions(half: Half = Half.ALL, folder: Path = EVAL) -> list[Question]:
    """The questions to the document."""
    return [Question(line["text"], tuple(line.get("answer") or ())) for line in _lines("document*.jsonl", half, folder)]


def half_of(text: str) -> Half:
    """Where a line belongs."""
    return Half.DEV if hashlib.sha256(text.encode()).digest()[0] % 2 == 0 else Half.TEST


def _lines(pattern: str, half: Half, folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob(pattern)):
        for written in path.read_text(encoding="utf-8").splitlines():
            line: dict[str, Any] = json.loads(written)
            if half is Half.ALL or Half(line.get("half", half_of(line["text"]))) is half:
                yield line
