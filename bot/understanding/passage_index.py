"""The sentences of a document, and the topics it is silent on, in one BM25 index over words, characters and pairs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.understanding.document import PolicyDocument, Silence
from bot.understanding.everyday_words import official_words_for
from bot.understanding.plain import plain
from bot.understanding.tokens import Words
from bot.understanding.unsaid import Saying
from policy_rules.sections import Passage

__all__ = ["Entry", "Floats", "PassageIndex", "years_in"]

# BM25: how fast repeats stop counting, how much long entries are damped. These and the next were chosen by asking for
# every entry with each of its own everyday phrases while that phrase was left out of the index.
_SATURATION = 0.4
_LENGTH_DAMPING = 0.2
_TEXT, _EVERYDAY, _HEADING = 1.0, 1.6, 0.5  # what a term found in each field is worth
_PAIR, _CHARACTER = 1.0, 0.5  # a pair of characters, or one, beside a whole word
_OFFICIAL_FOR_EVERYDAY = 0.5
_EVERYWHERE = 0.1  # a word in so large a share of the sentences tells none apart
_THE_DOCUMENT_ITSELF = frozenset(["文件", "通知", "意见", "政策", "措施", "办法", "规定", "东西"])
_NAMES_SOMETHING = 4  # a word in so few sentences says which thing is spoken of

_YEAR = re.compile(r"20\d\d")
_CHINESE = re.compile(r"[一-鿿]")
_WORD = re.compile(r"[一-鿿]{2,}")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Entry:
    """A sentence, or a topic with the sentence that comes nearest to it."""

    passage: Passage
    unstated: str | None
    """The topic, where the document is silent on it."""
    never_said: tuple[str, ...]
    """Words of an unstated topic by which nobody asks for anything the document says."""
    is_elsewhere: bool
    """Whether the unstated topic is what holds in other places."""
    years: frozenset[str]
    terms: dict[str, float]
    length: float

    def speaks_of(self, word: str) -> bool:
        """Whether it has the word, or most of it."""
        pairs = ["·" + one + two for one, two in pairwise(word)]
        return word in self.terms or 2 * sum(pair in self.terms for pair in pairs) >= len(pairs)


class PassageIndex:
    """One policy's entries, and what a question shares with each."""

    def __init__(self, document: PolicyDocument, words: Words) -> None:
        self._words = words
        stated = (f"{passage.text} {document.asked_as.get(passage.text, '')}" for passage in document.passages)
        self._stated = " ".join(stated).lower()
        self.entries = [
            *(self._entry(passage, document.asked_as.get(passage.text, ""), None) for passage in document.passages),
            *(self._entry(topic.nearest, topic.asked_as, topic) for topic in document.unstated),
        ]
        self.years = frozenset(year for entry in self.entries if not entry.unstated for year in entry.years)
        self.is_stated = np.array([entry.unstated is None for entry in self.entries])
        self._postings = _postings(self.entries)
        self._sentences_with = Counter(word for p in document.passages for word in set(self._chinese_words(p.text)))
        often = _EVERYWHERE * len(document.passages)
        self._common = frozenset(word for word, number in self._sentences_with.items() if number >= often)
        self._of_sections: dict[str, set[str]] = {}
        for entry in self.entries:
            if entry.unstated is None:
                self._of_sections.setdefault(entry.passage.section, set()).update(entry.terms)

    def scores(self, words: str) -> Floats:
        """What each entry shares with these words, written plain and in lower case."""
        terms = self._terms(words)
        for term, worth in self._terms(official_words_for(words)).items():
            terms[term] = max(terms.get(term, 0.0), _OFFICIAL_FOR_EVERYDAY * worth)
        scores = np.zeros(len(self.entries))
        for term, worth in terms.items():
            if term in self._postings:
                places, worths = self._postings[term]
                scores[places] += min(worth, 2.0) * worths
        return scores

    def things_named(self, words: str) -> list[str]:
        """The rarest words by which the document itself tells one thing from others: 「紫竹高新区」, 「规上」."""
        named = (word for word in self._chinese_words(words) if word not in _THE_DOCUMENT_ITSELF)
        in_sentences = {word: self._sentences_with[word] for word in named}
        rarest = min((number for number in in_sentences.values() if number), default=0)
        if not 0 < rarest <= _NAMES_SOMETHING:
            return []
        return [word for word, number in in_sentences.items() if number == rarest]

    def saying_of(self, entry: Entry) -> Saying:
        """What a sentence says, and its section around it."""
        return Saying(entry.terms, self._of_sections[entry.passage.section], self._common, self._words)

    def _chinese_words(self, text: str) -> list[str]:
        return [word for word, _, _ in self._words.of(plain(text).lower()) if _WORD.fullmatch(word)]

    def _entry(self, passage: Passage, asked_as: str, topic: Silence | None) -> Entry:
        fields: Iterable[tuple[str, float]] = (
            ((asked_as, _EVERYDAY),)
            if topic is not None
            else ((passage.text, _TEXT), (asked_as, _EVERYDAY), (passage.heading, _HEADING))
        )
        terms: dict[str, float] = {}
        for text, worth in fields:
            for term, times in self._terms(plain(text).lower()).items():
                terms[term] = terms.get(term, 0.0) + times * worth
        never_said = tuple(word for word in asked_as.split() if topic and len(word) > 1 and word not in self._stated)
        years = years_in(f"{passage.text} {asked_as}")
        return Entry(
            passage,
            topic.about if topic else None,
            never_said,
            bool(topic and topic.elsewhere),
            years,
            terms,
            sum(terms.values()),
        )

    def _terms(self, text: str) -> dict[str, float]:
        terms: dict[str, float] = {}
        for word, _, _ in self._words.of(text):
            if len(word) > 1 and (word[0].isalnum() or _CHINESE.match(word)):
                terms[word] = terms.get(word, 0.0) + 1.0
        for one, two in pairwise(f"{text} "):
            if _CHINESE.match(one):
                terms["·" + one] = terms.get("·" + one, 0.0) + _CHARACTER
                if _CHINESE.match(two):
                    terms["·" + one + two] = terms.get("·" + one + two, 0.0) + _PAIR
        return terms


def years_in(text: str) -> frozenset[str]:
    """The years written in figures."""
    return frozenset(_YEAR.findall(text))


def _postings(entries: Sequence[Entry]) -> dict[str, tuple[npt.NDArray[np.intp], Floats]]:
    """Term → the entries that hold it, and what it is worth in each."""
    holding: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for term in entry.terms:
            holding.setdefault(term, []).append(place)
    mean_length = sum(entry.length for entry in entries) / len(entries)
    lengths = np.array([entry.length for entry in entries])
    damping = _SATURATION * (1 - _LENGTH_DAMPING + _LENGTH_DAMPING * lengths / mean_length)
    postings = {}
    for term, held_in in holding.items():
        places = np.array(held_in, dtype=np.intp)
        held = np.array([entries[place].terms[term] for place in held_in])
        rarity = math.log(1 + (len(entries) - len(held_in) + 0.5) / (len(held_in) + 0.5))
        postings[term] = places, rarity * held * (_SATURATION + 1) / (held + damping[places])
    return postings
