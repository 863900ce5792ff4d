"""What speaks for a sentence as the answer to a question, and what speaks for silence: signs, not yet weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.understanding.document import PolicyDocument
from bot.understanding.document_question import DocumentQuestion
from bot.understanding.passage_fit import fitting_scores, is_answered_by
from bot.understanding.passage_index import Entry, PassageIndex
from bot.understanding.sentence_model import SentenceModel
from bot.understanding.ways_of_asking import WaysOfAsking

__all__ = ["Evidence", "Signs"]

_LOOKED_AT = 8  # sentences that any of the three searches finds best
_MUCH_IN_COMMON = 15.0  # words in common beyond this say no more
_TOPIC_FROM = 0.8  # a topic is named only where it fits nearly as well as the nearest sentence

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Signs:
    """Of one question."""

    places: npt.NDArray[np.intp]
    """(candidates,): the sentences that may answer, by their place in the document."""
    of_sentences: Floats
    """(candidates, signs)"""
    of_silence: Floats
    """(signs,)"""
    is_answered_at: Callable[[int], bool]
    """Whether the words of the sentence at a place leave nothing of the question unsaid."""
    is_of_its_words: bool
    """Whether any word or character of the question is one of the document's: 「asdfgh」 has none."""
    nearest_topic: Entry | None
    """What the document is silent on, where it shares nearly as much with the question as any sentence."""
    is_of_elsewhere: bool
    """Whether that is another place, by its name."""

    def for_trust(self, candidate: int, odds: float) -> Floats:
        """(signs,): whether the candidate that was chosen with these odds answers at all."""
        is_answered = self.is_answered_at(int(self.places[candidate]))
        return np.array([odds, is_answered, *self.of_sentences[candidate], *self.of_silence])


class Evidence:
    """Three searches side by side: what was learned, words in common, and how else the sentences are asked for."""

    def __init__(self, document: PolicyDocument, index: PassageIndex, model: SentenceModel) -> None:
        self._index, self._model = index, model
        self._ways = WaysOfAsking(document)

    def signs_of(self, asked: DocumentQuestion) -> Signs:
        """For each sentence worth a look, and for silence."""
        margins = self._model.margins(asked)
        scores, is_stated = fitting_scores(asked, self._index), self._index.is_stated
        searches = margins.of_sentences.astype(np.float64), scores[is_stated], self._ways.shares_answered(asked)
        places, topic = _best_of(*searches), self._topic(scores)
        of_topics = float(scores[~is_stated].max(initial=0.0))
        return Signs(
            places,
            of_sentences=np.column_stack(
                [*(sign[places] for sign in _signs_of(*searches)), *self._signs_of_kind(places, asked)]
            ),
            of_silence=np.array([margins.silent, margins.unanswered, of_topics, self._ways.shares_silent(asked).max()]),
            is_answered_at=lambda place: is_answered_by(self._index.entries[place], asked, self._index),
            is_of_its_words=bool(searches[1].max() > 0),
            nearest_topic=topic,
            is_of_elsewhere=topic is not None
            and topic.is_elsewhere
            and any(name in asked.line for name in topic.never_said),
        )

    def _signs_of_kind(self, places: npt.NDArray[np.intp], asked: DocumentQuestion) -> Iterator[Floats]:
        """Whether a sentence has the kind of answer asked for, or lacks it."""
        kind, texts = asked.kind, [self._index.entries[place].passage.text for place in places]
        is_given = np.array([kind is not None and kind.is_given_in(text, asked.line) for text in texts], dtype=float)
        yield is_given
        yield np.where(kind is None, 0.0, 1 - is_given)

    def _topic(self, scores: Floats) -> Entry | None:
        of_topics = np.where(self._index.is_stated, -1.0, scores)
        best = int(of_topics.argmax())
        is_near = of_topics[best] > max(0.0, _TOPIC_FROM * scores[self._index.is_stated].max())
        return self._index.entries[best] if is_near else None


def _signs_of(learned: Floats, in_common: Floats, ways: Floats) -> Iterator[Floats]:
    """By itself and beside the best of the other sentences."""
    yield learned
    yield _ahead(learned)
    yield np.minimum(in_common, _MUCH_IN_COMMON)
    yield in_common / (in_common.max() or 1.0)
    yield ways
    yield _ahead(ways)


def _best_of(*searches: Floats) -> npt.NDArray[np.intp]:
    best: npt.NDArray[np.intp] = np.unique(np.concatenate([np.argsort(-search)[:_LOOKED_AT] for search in searches]))
    return best


def _ahead(search: Floats) -> Floats:
    """By how much each is ahead of the best of the others."""
    if len(search) < 2:
        return np.zeros_like(search)
    best, second = np.sort(search)[::-1][:2]
    return np.where(search < best, search - best, search - second)
