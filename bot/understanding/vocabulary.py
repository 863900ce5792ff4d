"""The words that packs bring, compiled once for looking them up in text.

A newcomer's pack needs no code: its ``words`` become :class:`Hit` s wherever they stand in a
message. The longest word wins, so that 「研发中心」 hides 「研发」, and a word that means something else
(``not_about``, or a topic that is nobody's fact such as 贷款) hides the fact's own words in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from bot.understanding.characters import normalise
from bot.understanding.other_topics import OTHER_TOPICS
from bot.understanding.word_patterns import WordPatterns, spellings
from policy_rules.facts import FactDefinition, FactKind

__all__ = ["Hit", "Meaning", "Role", "Vocabulary"]


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
    """Where the gap of 「搬…本区」 lies in the text; negations in it count."""

    def facts(self, *roles: Role) -> list[str]:
        return list({meaning.fact: None for meaning in self.meanings if meaning.role in roles})


_GAP = "…"
_LONGEST_GAP = 8
_LONGEST_TAIL = 8
_END_OF_GAP = re.compile("[，,。；;！!？?\n]")

_Meanings: TypeAlias = tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class _Awaited:
    """A word whose beginning was found: ``tail`` is what must follow after a gap, empty if nothing must."""

    tail: str
    meaning: Meaning


class Vocabulary:
    """All words of one or several packs."""

    def __init__(self, definitions: Mapping[str, FactDefinition], words: Sequence[tuple[str, Meaning]]) -> None:
        """``words``: patterns with what they mean; those of facts stand before other topics."""
        self.definitions = definitions
        self._words = WordPatterns((word, meaning) for word, meaning in words if _GAP not in word)
        gapped = tuple(_Awaited(word, meaning) for word, meaning in words if _GAP in word)
        self._beginnings = _beginnings(gapped)
        self._first_characters = self._words.first_characters | self._beginnings.first_characters
        self._endings: dict[tuple[_Awaited, ...], WordPatterns[_Awaited]] = {}
        self.topics = self._topics_within(words)
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
        words: list[tuple[str, Meaning]] = []
        for pack in packs:
            definitions = dict(pack) | definitions
            for id, definition in pack.items():
                words += ((normalise(word), meaning) for word, meaning in _words_of(id, definition))
        for kind, topics in OTHER_TOPICS.items():
            words += ((topic, Meaning(Role.OTHER, kind)) for topic in topics)
        return cls(definitions, words)

    def of_kind(self, kind: FactKind) -> tuple[str, ...]:
        return self._by_kind[kind]

    def peak_pair(self, fact: str) -> tuple[str, str] | None:
        """``(latest, peak)`` if ``fact`` is one of such a pair: this year's amount and the highest before it."""
        return next((pair for pair in self.peak_pairs if fact in pair), None)

    def find(self, text: str) -> list[Hit]:
        """The words in ``text`` (normalised), in order; gapped ones may lie around others."""
        hits: list[Hit] = []
        hidden_until = 0
        for at, character in enumerate(text):
            if character not in self._first_characters:
                continue
            found = self._words.at(text, at)
            literal = (found[0][0], _facts_first(found[0][1])) if found else None
            for end, awaited in self._beginnings.at(text, at):
                if (
                    literal is None
                    or literal[0] <= end
                    or (literal[1][0].role is not Role.OTHER and not _is_choice(literal[1]))
                ):
                    topics = _topics([entry for entry in found if entry[0] <= end])
                    hits.extend(self._after_gap(text, Hit(at, end, topics, (end, end)), awaited))
            if literal is not None and at >= hidden_until:
                hidden_until, meanings = literal
                hits.append(Hit(at, hidden_until, _with_topics(meanings, _topics(found[1:]))))
        return _without_hidden(hits)

    def _after_gap(self, text: str, begun: Hit, awaited: tuple[_Awaited, ...]) -> Iterator[Hit]:
        """The words that began as ``begun`` (whose meanings are the topics they begin with) and end after a gap."""
        window = _END_OF_GAP.split(text[begun.end : begun.end + _LONGEST_GAP + _LONGEST_TAIL], 1)[0]
        endings = self._endings.get(awaited) or self._endings.setdefault(awaited, _beginnings(awaited))
        seen = set()
        for at in range(min(len(window), _LONGEST_GAP + 1)):
            for end, entries in endings.at(window, at):
                if window[at:end] in seen:
                    continue
                seen.add(window[at:end])
                gap, rest = (begun.gap[0], begun.end + at), tuple(entry for entry in entries if entry.tail)
                whole = tuple(entry.meaning for entry in entries if not entry.tail)
                if whole:
                    meanings = _with_topics(_facts_first(whole), begun.meanings)
                    yield Hit(begun.start, begun.end + end, meanings, gap)
                if rest:
                    yield from self._after_gap(text, Hit(begun.start, begun.end + end, begun.meanings, gap), rest)

    def _topics_within(self, words: Iterable[tuple[str, Meaning]]) -> dict[str, str]:
        """By amount, the choice whose word its own words begin with: 平台 in 平台建设费用."""
        found: dict[str, str] = {}
        for pattern, meaning in words:
            if not _is_amount(meaning):
                continue
            for word in spellings(pattern.partition(_GAP)[0]):
                shorter = [entry for entry in self._words.at(word, 0) if entry[0] < len(word) or _GAP in pattern]
                for topic in _topics(shorter):
                    found[meaning.fact] = topic.fact
        return found


def _beginnings(awaited: Iterable[_Awaited]) -> WordPatterns[_Awaited]:
    """What stands before the next gap of each, with what is awaited then."""
    parts = ((entry.tail.partition(_GAP), entry.meaning) for entry in awaited)
    return WordPatterns((head, _Awaited(tail, meaning)) for (head, _, tail), meaning in parts)


def _is_amount(meaning: Meaning) -> bool:
    return meaning.role is Role.ABOUT and meaning.kind.is_quantity


def _topics(found: Iterable[tuple[int, _Meanings]]) -> _Meanings:
    """The choices that words are about, as topics of a longer word."""
    about = (m.fact for _, meanings in found for m in meanings if m.role is Role.ABOUT and m.kind is FactKind.CHOICE)
    return tuple(Meaning(Role.TOPIC, FactKind.CHOICE, fact) for fact in dict.fromkeys(about))


def _with_topics(meanings: _Meanings, topics: _Meanings) -> _Meanings:
    """Of 「平台建设花了2000万，是市级的」 the level is the platform's."""
    return meanings + topics if topics and any(map(_is_amount, meanings)) else meanings


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


def _is_choice(meanings: _Meanings) -> bool:
    return all(meaning.role is Role.CHOICE for meaning in meanings)


def _facts_first(meanings: Iterable[Meaning]) -> _Meanings:
    """A word of any fact is no other topic: 设备投资 is not 投资, but it is 设备."""
    meanings = tuple(meanings)
    return tuple(meaning for meaning in meanings if meaning.role is not Role.OTHER) or meanings


def _words_of(id: str, definition: FactDefinition) -> Iterator[tuple[str, Meaning]]:
    words, kind = definition.words, definition.kind
    yield id, Meaning(Role.ABOUT, kind, id)  # a table for a program names facts so
    roles = (
        (Role.ABOUT, words.about), (Role.LOOSELY, words.loosely), (Role.YES, words.yes), (Role.NO, words.no),
        (Role.NO_IF_ASKED, words.no_if_asked),
    )  # fmt: skip
    for role, listed in roles:
        yield from ((word, Meaning(role, kind, id)) for word in listed)
    for choice, described in definition.choices.items():
        for role, listed in ((Role.CHOICE, described.words), (Role.CHOICE_IF_ASKED, described.loosely)):
            yield from ((word, Meaning(role, kind, id, choice)) for word in listed)
    yield from ((word, Meaning(Role.OTHER, kind)) for word in words.not_about)
