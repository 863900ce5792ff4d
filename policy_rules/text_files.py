"""The files by which a pack helps people to ask its text: all optional, each a list of entries with a quote.

What they hold is read here; how a question finds its sentence is no matter of rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from policy_rules.conditions import Strict
from policy_rules.errors import PackError
from policy_rules.pack_files import read_yaml_of
from policy_rules.pack_problems import described

__all__ = [
    "GlossaryTerm",
    "SentenceQuestions",
    "SentenceWords",
    "TextFiles",
    "UnstatedTopic",
    "names_in_the_text",
    "read_text_files",
]


class SentenceWords(Strict):
    """Everyday words by which people ask for the sentence that holds the quote."""

    quote: str
    asked_as: str
    names: tuple[str, ...] = ()
    """What the sentence speaks of, by its names; who says one asks for what the document says."""


class UnstatedTopic(Strict):
    """What people ask and the text does not say; the quote is what it has nearest."""

    about: str
    asked_as: str
    nearest: str
    elsewhere: bool = False
    """Whether it is what holds in other places: the answer then says whose document this is."""

    @property
    def quote(self) -> str:
        return self.nearest


class GlossaryTerm(Strict):
    """A word people ask the meaning of; the explanation is the pack's own, no text of the policy."""

    term: str
    also: tuple[str, ...] = ()
    explanation: str
    quote: str


class SentenceQuestions(Strict):
    """Whole questions, as people ask them: those the sentence answers, and those near to it that nothing answers."""

    quote: str
    answers: tuple[str, ...] = ()
    is_silent_on: tuple[str, ...] = ()


Entry = TypeVar("Entry", bound=Strict)


@dataclass(frozen=True)
class TextFiles:
    """`passages.yaml`, `unstated.yaml`, `glossary.yaml` and `questions.yaml`."""

    passages: tuple[SentenceWords, ...]
    unstated: tuple[UnstatedTopic, ...]
    glossary: tuple[GlossaryTerm, ...]
    questions: tuple[SentenceQuestions, ...]

    def quotes(self) -> Iterator[tuple[str, str]]:
        """(file, quote) of every entry."""
        yield from (("passages.yaml", entry.quote) for entry in self.passages)
        yield from (("unstated.yaml", entry.quote) for entry in self.unstated)
        yield from (("glossary.yaml", entry.quote) for entry in self.glossary)
        yield from (("questions.yaml", entry.quote) for entry in self.questions)


def names_in_the_text(folder: Path) -> tuple[str, ...]:
    """The ``names`` of all sentences of the pack in ``folder``; raises :class:`PackError`."""
    faults: list[str] = []
    passages = _read(folder, "passages.yaml", SentenceWords, faults)
    if faults:
        raise PackError("\n".join(faults))
    return tuple(name for passage in passages for name in passage.names)


def read_text_files(folder: Path) -> TextFiles:
    """Those of the pack in ``folder``; raises :class:`PackError` with every fault of shape."""
    faults: list[str] = []
    files = TextFiles(
        _read(folder, "passages.yaml", SentenceWords, faults),
        _read(folder, "unstated.yaml", UnstatedTopic, faults),
        _read(folder, "glossary.yaml", GlossaryTerm, faults),
        _read(folder, "questions.yaml", SentenceQuestions, faults),
    )
    if faults:
        raise PackError("\n".join(faults))
    return files


def _read(folder: Path, name: str, shape: type[Entry], faults: list[str]) -> tuple[Entry, ...]:
    if not (folder / name).is_file():
        return ()
    raw = read_yaml_of(folder, name)
    try:
        return TypeAdapter(tuple[shape, ...]).validate_python(raw)  # type: ignore[valid-type]
    except ValidationError as error:
        faults += described(name, raw, error.errors())
        return ()
