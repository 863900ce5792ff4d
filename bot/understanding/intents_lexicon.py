"""A sentence as the sequence of concepts it touches: 「怎么申请啊」 → how, apply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from bot.understanding.plain import plain
from policy_rules.naming import names_of
from policy_rules.policies import policies
from policy_rules.text_files import names_in_the_text

_LEXICON = "intents_lexicon.yaml"
_SOMEWHERE_ELSE = frozenset({"elsewhere", "other_industry"})
"""Concepts from which an installed policy's own district and field are left out."""


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
    """The lexicon that is delivered beside this module, with what the installed policies name."""
    source = files(__package__).joinpath(_LEXICON).read_text(encoding="utf-8")
    words_of_concept: dict[str, list[object]] = yaml.safe_load(source)
    named, own = _named_by_policies(), {*names_of("district"), *names_of("field")}
    return Lexicon(
        {
            concept: [
                *(str(word) for word in words if concept not in _SOMEWHERE_ELSE or word not in own),
                *named.get(concept, ()),
            ]
            for concept, words in words_of_concept.items()
        }
    )


def _named_by_policies() -> dict[str, list[str]]:
    """Concept → what the installed policies call their document, the office, and what their text is about."""
    packs = policies()
    named = {
        "policy": [name for pack in packs for name in pack.policy.number_names],
        "contact": [name for pack in packs for name in pack.policy.offices],
        "document_matter": [name for pack in packs for name in names_in_the_text(pack.folder)],
    }
    return {concept: [plain(name).lower() for name in names] for concept, names in named.items()}
