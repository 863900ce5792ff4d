"""How a document's sentences have been asked for: how much of a question occurs in the questions to each of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.understanding.document import PolicyDocument
from bot.understanding.document_question import DocumentQuestion

__all__ = ["WaysOfAsking"]

Floats = npt.NDArray[np.float64]
_Places = Mapping[str, npt.NDArray[np.intp]]


class WaysOfAsking:
    """Over the sentences, their everyday words and the questions they answer; apart, the questions near that none does."""

    def __init__(self, document: PolicyDocument) -> None:
        place_of = {passage.text: place for place, passage in enumerate(document.passages)}
        answered = [_pairs(f"{text} {document.asked_as.get(text, '')}") for text in place_of]
        silent: list[set[str]] = [set() for _ in place_of]
        for question in document.questions:
            (answered if question.is_answered else silent)[place_of[question.passage.text]] |= _pairs(question.text)
        self._sentences = len(place_of)
        self._answered, self._silent = _postings(answered), _postings(silent)

    def shares_answered(self, asked: DocumentQuestion) -> Floats:
        """(sentences,), 0 to 1: how much of what is asked about occurs where each sentence is the answer."""
        return self._shares(asked, self._answered)

    def shares_silent(self, asked: DocumentQuestion) -> Floats:
        """(sentences,), 0 to 1: how much of it occurs in the questions that only come near each sentence."""
        return self._shares(asked, self._silent)

    def _shares(self, asked: DocumentQuestion, places: _Places) -> Floats:
        shares, whole = np.zeros(self._sentences), 0.0
        for pair in sorted(_pairs_in(asked.subject)):
            rarity = self._rarity(pair)
            whole += rarity
            shares[places.get(pair, [])] += rarity
        return shares / whole if whole else shares

    def _rarity(self, pair: str) -> float:
        return math.log((self._sentences + 1) / (1 + len(self._answered.get(pair, ()))))


def _pairs(text: str) -> set[str]:
    return _pairs_in(DocumentQuestion.of(text).words)


def _pairs_in(words: str) -> set[str]:
    """Pairs of neighbouring characters; what stands on two sides of a gap is no pair."""
    return {one + two for one, two in pairwise(words.strip()) if " " not in (one, two)}


def _postings(pairs_of: Sequence[set[str]]) -> _Places:
    places: dict[str, list[int]] = {}
    for place, pairs in enumerate(pairs_of):
        for pair in pairs:
            places.setdefault(pair, []).append(place)
    return {pair: np.array(held_in, dtype=np.intp) for pair, held_in in places.items()}
