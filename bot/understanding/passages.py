"""Questions to the document: the sentence that answers, with its section, or the honest word that none does.

Sentences and the topics the document is silent on compete in one index. A sentence that wins answers only if it has
the kind of answer that is asked for and speaks of the thing asked about.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.document import PolicyDocument
from bot.understanding.document_question import DocumentQuestion
from bot.understanding.passage_fit import fitting_scores, is_answered_by, is_of_another_year
from bot.understanding.passage_index import Entry, PassageIndex
from bot.understanding.sentence_model import LearnedSentences, Margins, SentenceModel
from bot.understanding.tokens import Words
from policy_rules.sections import Passage

__all__ = ["Found", "Nearness", "PassageSearch"]

_LEAST_SCORE = 4.0  # below this, what the question and the sentence share is chance
# Beside what was learned (margins of 1 and more are sure): what words in common add at most, and what is most of them.
_IN_COMMON, _MUCH_IN_COMMON = 0.8, 15.0
# The kind of answer asked for is in the sentence, or is not; what is asked of the thing is not.
_KIND_GIVEN, _OTHER_KIND, _SEEMS_UNSAID = 0.2, -1.5, -0.8
_OF_TOPICS = 0.5  # a topic is many words, of which a question easily has some
_SILENCE = 0.5
_TOPIC_FROM = 0.8  # a topic is named only where it fits nearly as well as the nearest sentence
_NEAR_BEST = 0.97  # among equals the shorter sentence stands first


@dataclass(frozen=True)
class Found:
    """An answer to a question: `passages` hold it, or are what the document says nearest where it is silent."""

    stated: bool
    passages: tuple[Passage, ...]
    unstated: str | None
    """What the document does not say, in words for the person; None where it answers, or there is no word for it."""
    score: float


@dataclass(frozen=True)
class Nearness:
    """How much a message shares with the document's likeliest sentence, and with the likeliest topic it is silent on."""

    stated: float
    unstated: float


class PassageSearch:
    """Search over one policy's document."""

    def __init__(self, document: PolicyDocument, words: Words, learned: LearnedSentences | None = None) -> None:
        """`learned` says which sentence answers, where the document's pack brings questions to learn it from."""
        self._index = PassageIndex(document, words)
        self._learned = SentenceModel(learned, document) if learned else None

    def answer(self, question: str, most: int = 3, silence_likelier: float = 1.0) -> Found:
        """The best sentences for `question`, best first; `stated` is False where the document does not say it.

        `silence_likelier` weighs the topics the document is silent on against its sentences.
        """
        asked = DocumentQuestion.of(question)
        if self._learned is not None:
            return self._as_learned(self._learned.margins(question), asked, most, silence_likelier)
        ranked = self._ranked(asked, silence_likelier)
        best_score, best = ranked[0]
        if best.unstated is not None:
            return Found(False, (best.passage,), best.unstated, best_score)
        if best_score < _LEAST_SCORE:
            return Found(False, (), None, best_score)
        stated = _shorter_first([(score, entry) for score, entry in ranked if entry.unstated is None][:most])
        if is_answered_by(stated[0], asked, self._index):
            return Found(True, tuple(entry.passage for entry in stated), None, best_score)
        return Found(False, (stated[0].passage,), None, best_score)

    def _as_learned(self, learned: Margins, asked: DocumentQuestion, most: int, silence_likelier: float) -> Found:
        """What was learned decides; words in common tell apart what looks alike to it."""
        is_stated, scores = self._index.is_stated, fitting_scores(asked, self._index)
        in_common = _IN_COMMON * np.minimum(scores, _MUCH_IN_COMMON) / _MUCH_IN_COMMON
        margins = learned.of_sentences + in_common[is_stated]
        silence = learned.silent + _OF_TOPICS * in_common[~is_stated].max(initial=0.0)
        silence += _SILENCE * math.log(silence_likelier)
        likeliest = np.argsort(-margins)[:most]
        sentences = [self._index.entries[place].passage for place in likeliest]
        certainty = float(margins[likeliest[0]]) + self._seeming(self._index.entries[likeliest[0]], asked)
        if (
            certainty >= silence
            and scores[is_stated].max() >= _LEAST_SCORE
            and not is_of_another_year(asked, self._index)
        ):
            return Found(True, tuple(sentences), None, certainty)
        topic = self._index.entries[int(np.where(is_stated, -1.0, scores).argmax())]
        if topic.unstated is not None and scores[~is_stated].max() > _TOPIC_FROM * scores[is_stated].max():
            return Found(False, (topic.passage,), topic.unstated, silence)
        return Found(False, tuple(sentences[:1]), None, silence)

    def _seeming(self, entry: Entry, asked: DocumentQuestion) -> float:
        """What the words themselves say for or against the sentence as the answer."""
        if asked.kind and not asked.kind.is_given_in(entry.passage.text, asked.line):
            return _OTHER_KIND
        if not is_answered_by(entry, asked, self._index):
            return _SEEMS_UNSAID
        return _KIND_GIVEN if asked.kind else 0.0

    def nearness(self, message: str) -> Nearness:
        """Whether a message speaks of what the document speaks of, or might."""
        scores, is_stated = self._index.scores(DocumentQuestion.of(message).words), self._index.is_stated
        return Nearness(float(scores[is_stated].max(initial=0.0)), float(scores[~is_stated].max(initial=0.0)))

    def _ranked(self, asked: DocumentQuestion, silence_likelier: float) -> list[tuple[float, Entry]]:
        scores = fitting_scores(asked, self._index)
        fitting = [(scores[place], self._index.entries[place]) for place in np.argsort(-scores)]
        return sorted(fitting, key=lambda one: -one[0] * (1.0 if one[1].unstated is None else silence_likelier))


def _shorter_first(ranked: Sequence[tuple[float, Entry]]) -> list[Entry]:
    best = ranked[0][0]
    near = sorted((one for one in ranked if one[0] >= best * _NEAR_BEST), key=lambda one: len(one[1].passage.text))
    return [entry for _, entry in (*near, *(one for one in ranked if one[0] < best * _NEAR_BEST))]
