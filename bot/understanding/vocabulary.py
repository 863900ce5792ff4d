"""The words that packs bring, compiled once for looking them up in text.

A newcomer's pack needs no code: its ``words`` become :class:`Hit` s wherever they stand in a
message. The longest word wins, so that 「研发中心」 hides 「研发」, and a word that means something else
(``not_about``, or a topic that is nobody's fact such as 贷款) hides the fact's own words in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import product
from typing import Generic, TypeAlias, TypeVar

from bot.understanding.characters import normalise
from bot.understanding.other_topics import OTHER_TOPICS
from policy_rules.facts import FactDefinition, FactKind

__all__ = ["Hit", "Meaning", "Role", "Vocabulary"]

T = TypeVar("T")


class Role(str, Enum):
    """How a word speaks of a fact."""

    ABOUT = "about"
    LOOSELY = "loosely"
    YES = "yes"
    NO = "no"
    NO_IF_ASKED = "no_if_asked"
    CHOICE = "choice"
    CHOICE_IF_ASKED = "choice_if_asked"
    TOPIC = "topic"  # a choice's word inside a longer one: 平台 in 平台建设费用
    OTHER = "other"  # the topic of something that is no fact


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a word can mean; ``fact`` is empty where it is no fact's."""

    role: Role
    kind: FactKind
    """For ``OTHER``: which quantities the topic takes away from the facts."""
    fact: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found at ``text[start:end]`` with all it can mean."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    gap: tuple[int, int] = (0, 0)
    """Where the gap of 「搬…闵行」 lies in the text; negations in it count."""

    def facts(self, *roles: Role) -> list[str]:
        return list({meaning.fact: None for meaning in self.meanings if meaning.role in roles})


_GAP = "…"
_LONGEST_GAP = 8
_LONGEST_TAIL = 8
_END_OF_GAP = re.compile("[，,。；;！!？?\n]")
_PREFIX = 2
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")


def expand(word: str) -> Iterator[str]:
    """「(刚|新)落户」 → 刚落户, 新落户."""
    parts = _ALTERNATIVES.split(word)
    for chosen in product(*(part.split("|") if index % 2 else [part] for index, part in enumerate(parts))):
        yield "".join(chosen)


_Meanings: TypeAlias = tuple[Meaning, ...]


class _Dictionary(Generic[T]):
    """Words with what they stand for; looking up takes as many steps as there are lengths with the same beginning."""

    def __init__(self, words: Mapping[str, T]) -> None:
        self._words = words
        lengths: dict[str, set[int]] = {}
        for word in words:
            if len(word) >= _PREFIX:
                lengths.setdefault(word[:_PREFIX], set()).add(len(word))
        self._lengths = {prefix: tuple(sorted(found, reverse=True)) for prefix, found in lengths.items()}

    def at(self, text: str, at: int) -> Iterator[tuple[int, T]]:
        """``(end, entry)`` of every word that begins at ``at``, the longest first."""
        for length in self._lengths.get(text[at : at + _PREFIX], ()):
            entry = self._words.get(text[at : at + length])
            if entry is not None and at + length <= len(text):
                yield at + length, entry
        entry = self._words.get(text[at])
        if entry is not None:
            yield at + 1, entry


class Vocabulary:
    """All words of one or several packs."""

    def __init__(
        self, definitions: Mapping[str, FactDefinition], topics: Mapping[str, str], words: Mapping[str, _Meanings]
    ) -> None:
        self.definitions, self.topics = definitions, topics
        self._literal = _Dictionary({word: meanings for word, meanings in words.items() if _GAP not in word})
        gapped: dict[str, dict[str, _Meanings]] = {}
        for word, meanings in words.items():
            head, gap, tail = word.partition(_GAP)
            if gap:
                gapped.setdefault(head, {})[tail] = meanings
        self._gapped = _Dictionary({head: tuple(tails.items()) for head, tails in gapped.items()})
        self.to_come = frozenset(id for id, d in definitions.items() if d.words.to_come)
        self.granted = frozenset(id for id, d in definitions.items() if d.words.granted)
        self.peak_pairs = {(d.words.peak_before, id) for id, d in definitions.items() if d.words.peak_before}
        self._by_kind: dict[FactKind, tuple[str, ...]] = {
            kind: tuple(id for id, d in definitions.items() if d.kind is kind) for kind in FactKind
        }

    @classmethod
    def from_definitions(cls, *packs: Mapping[str, FactDefinition]) -> Vocabulary:
        """One vocabulary of all ``packs``; words for the same fact id add up."""
        definitions: dict[str, FactDefinition] = {}
        words: dict[str, dict[Meaning, None]] = {}
        for pack in packs:
            definitions = dict(pack) | definitions
            for id, definition in pack.items():
                for word, meaning in _words_of(id, definition):
                    words.setdefault(normalise(word), {})[meaning] = None
        for kind, topics in OTHER_TOPICS.items():
            for word in (word for topic in topics for word in expand(topic)):
                meanings = words.setdefault(word, {})
                if all(meaning.role is Role.OTHER for meaning in meanings):
                    meanings[Meaning(Role.OTHER, kind)] = None
        topic_of = _name_topics_within(words)
        return cls(definitions, topic_of, {word: _facts_first(meanings) for word, meanings in words.items()})

    def of_kind(self, kind: FactKind) -> tuple[str, ...]:
        return self._by_kind[kind]

    def peak_pair(self, fact: str) -> tuple[str, str] | None:
        """``(latest, peak)`` if ``fact`` is one of such a pair: this year's amount and the highest before it."""
        return next((pair for pair in self.peak_pairs if fact in pair), None)

    def find(self, text: str) -> list[Hit]:
        """The words in ``text`` (normalised), in order; gapped ones may lie around others."""
        hits: list[Hit] = []
        hidden_until = 0
        for at in range(len(text)):
            literal = next(self._literal.at(text, at), None)
            for end, tails in self._gapped.at(text, at):
                if (
                    literal is None
                    or literal[0] <= end
                    or (literal[1][0].role is not Role.OTHER and not _is_choice(literal[1]))
                ):
                    hits.extend(_gapped_hits(text, at, end, tails))
            if literal is not None and at >= hidden_until:
                hidden_until, meanings = literal
                hits.append(Hit(at, hidden_until, meanings))
        return _without_hidden(hits)


def _without_hidden(hits: list[Hit]) -> list[Hit]:
    """``hits`` without general topics inside a fact's own words: 扶持 in 「市里…扶持」."""
    kept: list[Hit] = []
    covered = 0
    for hit in hits:
        if hit.gap != (0, 0) and hit.meanings[0].role is not Role.OTHER:
            covered = max(covered, hit.end)
        if hit.meanings[0].role is not Role.OTHER or hit.end > covered:
            kept.append(hit)
    return kept


def _gapped_hits(text: str, at: int, begin: int, tails: Iterable[tuple[str, _Meanings]]) -> Iterator[Hit]:
    window = _END_OF_GAP.split(text[begin : begin + _LONGEST_GAP + _LONGEST_TAIL], 1)[0]
    for tail, meanings in tails:
        found = window.find(tail, 0, _LONGEST_GAP + len(tail))
        if found >= 0:
            yield Hit(at, begin + found + len(tail), meanings, (begin, begin + found))


def _is_choice(meanings: _Meanings) -> bool:
    return all(meaning.role is Role.CHOICE for meaning in meanings)


def _name_topics_within(words: Mapping[str, dict[Meaning, None]]) -> dict[str, str]:
    """Of 「平台建设花了2000万，是市级的」 the level is the platform's; by amount, the choice that has its topic."""
    found: dict[str, str] = {}
    topics = {
        word: meaning.fact
        for word, meanings in words.items()
        for meaning in meanings
        if meaning.role is Role.ABOUT and meaning.kind is FactKind.CHOICE
    }
    for word, meanings in words.items():
        amounts = [m.fact for m in meanings if m.role is Role.ABOUT and m.kind.is_quantity]
        if amounts:
            for topic, fact in topics.items():
                if word.startswith(topic) and word != topic:
                    meanings[Meaning(Role.TOPIC, FactKind.CHOICE, fact)] = None
                    found.update(dict.fromkeys(amounts, fact))
    return found


def _facts_first(meanings: Iterable[Meaning]) -> _Meanings:
    """A word of any fact is no other topic: 设备投资 is not 投资, but it is 设备."""
    meanings = tuple(meanings)
    return tuple(meaning for meaning in meanings if meaning.role is not Role.OTHER) or meanings


def _words_of(id: str, definition: FactDefinition) -> Iterator[tuple[str, Meaning]]:
    words = definition.words
    roles = (
        (Role.ABOUT, words.about), (Role.LOOSELY, words.loosely), (Role.YES, words.yes), (Role.NO, words.no),
        (Role.NO_IF_ASKED, words.no_if_asked),
    )  # fmt: skip
    for role, listed in roles:
        for word in listed:
            for written in expand(word):
                yield written, Meaning(role, definition.kind, id)
    for choice, described in definition.choices.items():
        for role, listed in ((Role.CHOICE, described.words), (Role.CHOICE_IF_ASKED, described.loosely)):
            for word in listed:
                for written in expand(word):
                    yield written, Meaning(role, definition.kind, id, choice)
    for word in words.not_about:
        for written in expand(word):
            yield written, Meaning(Role.OTHER, definition.kind)
