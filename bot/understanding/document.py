"""A policy's document for questions: its sentences, how people ask for them, what it is silent on, its terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.understanding.sections import Passage, passages_of
from policy_rules import Pack


@dataclass(frozen=True)
class AskedAs:
    """Something the document does not say: what, how people ask for it, and the nearest sentence it has."""

    about: str
    asked_as: str
    nearest: Passage


@dataclass(frozen=True)
class Term:
    """A word people ask the meaning of; the explanation is ours, the quote is the document's."""

    term: str
    also: tuple[str, ...]
    explanation: str
    passage: Passage


@dataclass(frozen=True)
class PolicyDocument:
    """Everything a question to the text is answered from."""

    passages: tuple[Passage, ...]
    asked_as: Mapping[str, str]
    """Sentence → everyday words for it."""
    unstated: tuple[AskedAs, ...]
    glossary: tuple[Term, ...]


def document_of(pack: Pack) -> PolicyDocument:
    """Reads `passages.yaml`, `unstated.yaml` and `glossary.yaml` of the pack, where it has them.

    Raises `ValueError` naming the entry whose quote is not in the source.
    """
    everything = passages_of(pack.source, pack.policy.title)
    asked_as: dict[str, str] = {}
    for entry in _entries(pack.folder / "passages.yaml"):
        sentence = _holding(entry["quote"], everything, "passages.yaml").text
        asked_as[sentence] = f"{asked_as.get(sentence, '')} {entry['asked_as']}".strip()
    return PolicyDocument(
        passages=tuple(passage for passage in everything if not passage.is_heading),
        asked_as=asked_as,
        unstated=tuple(
            AskedAs(entry["about"], entry["asked_as"], _holding(entry["nearest"], everything, "unstated.yaml"))
            for entry in _entries(pack.folder / "unstated.yaml")
        ),
        glossary=tuple(
            Term(
                entry["term"],
                tuple(entry["also"]),
                entry["explanation"],
                _holding(entry["quote"], everything, "glossary.yaml"),
            )
            for entry in _entries(pack.folder / "glossary.yaml")
        ),
    )


def _entries(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return entries


def _holding(quote: str, passages: tuple[Passage, ...], file: str) -> Passage:
    for passage in passages:
        if quote in passage.text:
            return passage
    raise ValueError(f"{file}: 引文不在原文的任何一句中，请逐字核对：{quote}")
