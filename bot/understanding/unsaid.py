"""How much of a question a sentence leaves unsaid, its point above all."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.understanding.everyday_words import everyday_words_in
from bot.understanding.point_asked import Asking, Point
from bot.understanding.tokens import Words
from bot.understanding.word_worth import core_of, worth_of

__all__ = ["Saying", "is_left_unsaid"]

_CHINESE = re.compile("[一-鿿]+")
_TWO_WORDS = 4  # characters
_REST = 0.4  # what is unsaid beside the point counts so much; what other clauses tell of oneself does not count
_MOST_OF_REST = 1.5
_LEAST_POINT = 1.0  # 「找谁办」 asks for nothing in particular
_NEAREST = 3  # words before 「是什么」, 「有哪几条」 that are the point where nothing follows
_SAID, _SAID_BESIDE = 0.4, 0.1  # what the sentence does say makes up for so much, in the point and beside it
_CHARACTERS_ALONE = 0.5  # a word whose characters are in the sentence, but not together, is said by half
_TOO_MUCH_UNSAID = 2.0


@dataclass(frozen=True)
class Saying:
    """What a sentence says, and what its section does, as the terms of the index."""

    terms: Container[str]
    around: Container[str]
    common: Container[str]
    """Words that stand everywhere in the document tell nothing apart."""
    words: Words


@dataclass(frozen=True)
class _Word:
    worth: float
    unsaid: float


def is_left_unsaid(point: Point, saying: Saying) -> bool:
    """Whether the sentence cannot be the answer: more of the question is missing than chance and paraphrase explain.

    Where only a mention is asked for, the sentence that was found is one.
    """
    if point.asking is Asking.OF_MENTION:
        return False
    asked = min((_words(text, saying, saying.terms) for text in point.words), key=_unsaid)
    rest, others = (_words(text, saying, saying.around) for text in (point.rest, point.other_clauses))
    if sum(word.worth for word in asked) < _LEAST_POINT:
        near = _words(point.rest, saying, saying.terms)
        asked, rest = near[-_NEAREST:], rest[:-_NEAREST]
    unsaid = _unsaid(asked) + min(_REST * _unsaid(rest), _MOST_OF_REST)
    made_up_for = _SAID * _said(asked) + _SAID_BESIDE * (_said(rest) + _said(others))
    return unsaid - made_up_for > _TOO_MUCH_UNSAID


def _unsaid(words: list[_Word]) -> float:
    return sum(word.unsaid for word in words)


def _said(words: list[_Word]) -> float:
    return sum(word.worth - word.unsaid for word in words)


def _words(text: str, saying: Saying, terms: Container[str]) -> list[_Word]:
    """The words that are worth something, in order."""
    known = _known_by_their_official_words(text, terms)
    words = []
    for word, start, end in _cut(text, saying.words):
        core = core_of(word)
        worth = 0.0 if word in saying.common else worth_of(core)
        if worth:
            share = 1.0 if known.issuperset(range(start, end)) else _share_said(core, terms)
            words.append(_Word(worth, worth * (1 - share)))
    return words


def _cut(text: str, words: Words) -> Iterator[tuple[str, int, int]]:
    """Words; what the dictionary does not know falls into its characters."""
    for word, start, end in words.of(text):
        if words.knows(word) or not _CHINESE.fullmatch(word):
            yield word, start, end
        else:
            yield from ((one, start + place, start + place + 1) for place, one in enumerate(word))


def _known_by_their_official_words(text: str, terms: Container[str]) -> set[int]:
    """The places of everyday words whose official word the sentence has."""
    places: set[int] = set()
    for start, end, official in everyday_words_in(text):
        if any(_share_said(word, terms) >= 0.5 for word in official):
            places.update(range(start, end))
    return places


def _share_said(word: str, terms: Container[str]) -> float:
    if word in terms:
        return 1.0
    characters = [f"·{one}" in terms for one in word]
    pairs = [f"·{one}{two}" in terms for one, two in pairwise(word)] or characters
    halves = pairs[::2] if len(word) == _TWO_WORDS else pairs
    return max(_mean(pairs), _mean(halves), _CHARACTERS_ALONE * _mean(characters))


def _mean(found: list[bool]) -> float:
    return sum(found) / len(found) if found else 1.0
