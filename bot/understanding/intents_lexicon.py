"""A sentence as the sequence of concepts it touches: 「怎么申请啊」 → how, apply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

_LEXICON = "intents_lexicon.yaml"


class Touched(NamedTuple):
    """One concept found at a place in the text."""

    concept: str
    start: int
    end: int


class Lexicon:
    """Finds the longest known word at each position, left to right, without overlaps."""

    def __init__(self, words_of_concept: Mapping[str, Iterable[str]]) -> None:
        self._concepts_of_word: dict[str, tuple[str, ...]] = {}
        for concept, words in words_of_concept.items():
            for word in words:
                known = self._concepts_of_word.get(word, ())
                if concept not in known:
                    self._concepts_of_word[word] = (*known, concept)
        self._longest_from: dict[str, int] = {}
        for word in self._concepts_of_word:
            self._longest_from[word[0]] = max(len(word), self._longest_from.get(word[0], 0))

    def touched_by(self, plain_lower: str) -> list[Touched]:
        """Concepts in order of the text; a word of two concepts gives both."""
        found: list[Touched] = []
        position, end = 0, len(plain_lower)
        while position < end:
            for length in range(min(self._longest_from.get(plain_lower[position], 0), end - position), 0, -1):
                word = plain_lower[position : position + length]
                concepts = self._concepts_of_word.get(word)
                if concepts is None or _is_part_of_latin_word(plain_lower, position, position + length):
                    continue
                found.extend(Touched(concept, position, position + length) for concept in concepts)
                position += length
                break
            else:
                position += 1
        return found


def _is_part_of_latin_word(text: str, start: int, end: int) -> bool:
    """「hi」 is a greeting, the same letters in 「chip」 are not."""
    return (_is_latin(text, start - 1) and _is_latin(text, start)) or (
        _is_latin(text, end - 1) and _is_latin(text, end)
    )


def _is_latin(text: str, position: int) -> bool:
    return 0 <= position < len(text) and text[position].isascii() and text[position].isalnum()


@cache
def everyday_lexicon() -> Lexicon:
    """The lexicon that is delivered beside this module."""
    source = files(__package__).joinpath(_LEXICON).read_text(encoding="utf-8")
    words_of_concept: dict[str, list[object]] = yaml.safe_load(source)
    return Lexicon({concept: [str(word) for word in words] for concept, words in words_of_concept.items()})
