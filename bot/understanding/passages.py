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
from bot.understanding.passage_index import Entry, Floats, PassageIndex
from bot.understanding.sections import Passage
from bot.understanding.sentence_model import LearnedSentences, Margins, SentenceModel
from bot.understanding.tokens import Words
from bot.understanding.unsaid import is_left_unsaid

__all__ = ["Found", "Nearness", "PassageSearch"]

_LEAST_SCORE = 4.0  # below this, what the question and the sentence share is chance
_ASKING_WORDS = 0.5  # what 「多少」 and 「几家」 are worth in a sentence beside the words that say of what
_KIND_ASKED_AND_GIVEN = 1.3
_YEAR_ASKED_AND_GIVEN, _ANOTHER_YEAR = 1.3, 0.8
_NEVER_SAID = 2.0
_MAY_BE_BEST = 20  # entries looked at closely
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
        if self._is_answered_by(stated[0], asked):
            return Found(True, tuple(entry.passage for entry in stated), None, best_score)
        return Found(False, (stated[0].passage,), None, best_score)

    def _as_learned(self, learned: Margins, asked: DocumentQuestion, most: int, silence_likelier: float) -> Found:
        """What was learned decides; words in common tell apart what looks alike to it."""
        is_stated, scores = self._index.is_stated, self._fitting_scores(asked)
        in_common = _IN_COMMON * np.minimum(scores, _MUCH_IN_COMMON) / _MUCH_IN_COMMON
        margins = learned.of_sentences + in_common[is_stated]
        silence = learned.silent + _OF_TOPICS * in_common[~is_stated].max(initial=0.0)
        silence += _SILENCE * math.log(silence_likelier)
        likeliest = np.argsort(-margins)[:most]
        sentences = [self._index.entries[place].passage for place in likeliest]
        certainty = float(margins[likeliest[0]]) + self._seeming(self._index.entries[likeliest[0]], asked)
        if certainty >= silence and scores[is_stated].max() >= _LEAST_SCORE and not self._is_of_another_year(asked):
            return Found(True, tuple(sentences), None, certainty)
        topic = self._index.entries[int(np.where(is_stated, -1.0, scores).argmax())]
        if topic.unstated is not None and scores[~is_stated].max() > _TOPIC_FROM * scores[is_stated].max():
            return Found(False, (topic.passage,), topic.unstated, silence)
        return Found(False, tuple(sentences[:1]), None, silence)

    def _seeming(self, entry: Entry, asked: DocumentQuestion) -> float:
        """What the words themselves say for or against the sentence as the answer."""
        if asked.kind and not asked.kind.is_given_in(entry.passage.text, asked.line):
            return _OTHER_KIND
        if not self._is_answered_by(entry, asked):
            return _SEEMS_UNSAID
        return _KIND_GIVEN if asked.kind else 0.0

    def nearness(self, message: str) -> Nearness:
        """Whether a message speaks of what the document speaks of, or might."""
        scores, is_stated = self._index.scores(DocumentQuestion.of(message).words), self._index.is_stated
        return Nearness(float(scores[is_stated].max(initial=0.0)), float(scores[~is_stated].max(initial=0.0)))

    def _ranked(self, asked: DocumentQuestion, silence_likelier: float) -> list[tuple[float, Entry]]:
        scores = self._fitting_scores(asked)
        fitting = [(scores[place], self._index.entries[place]) for place in np.argsort(-scores)]
        return sorted(fitting, key=lambda one: -one[0] * (1.0 if one[1].unstated is None else silence_likelier))

    def _fitting_scores(self, asked: DocumentQuestion) -> Floats:
        """Of what shares most with the question; of the others it does not matter how well they fit."""
        scores = self._scores(asked)
        for place in np.argsort(-scores)[:_MAY_BE_BEST]:
            scores[place] *= _fit(asked, self._index.entries[place])
        return scores

    def _scores(self, asked: DocumentQuestion) -> Floats:
        """A sentence is found by the thing asked about rather than by the words that ask."""
        scores = self._index.scores(asked.words)
        if asked.kind is None:
            return scores
        of_subject = self._index.scores(asked.subject)
        return np.where(self._index.is_stated, of_subject + _ASKING_WORDS * (scores - of_subject), scores)

    def _is_answered_by(self, entry: Entry, asked: DocumentQuestion) -> bool:
        """「2025年的目标是多少」 is of a year that the document has nothing about, 「柏楚电子在哪条路」 only names a firm."""
        if self._is_of_another_year(asked):
            return False
        if is_left_unsaid(asked.point, self._index.saying_of(entry)):
            return False
        if asked.kind is None:
            return True
        if asked.is_of_today:
            return False
        return asked.kind.is_given_in(entry.passage.text, asked.line) and self._is_about(entry, asked)

    def _is_of_another_year(self, asked: DocumentQuestion) -> bool:
        return bool(asked.years) and self._index.years.isdisjoint(asked.years)

    def _is_about(self, entry: Entry, asked: DocumentQuestion) -> bool:
        """「规上企业库里有多少家」 is not answered by how many firms there are in all."""
        named = self._index.things_named(asked.subject)
        if not named or any(entry.speaks_of(word) for word in named):
            return True
        of_subject = self._index.scores(asked.subject) * self._index.is_stated
        return self._index.entries[int(of_subject.argmax())] is entry


def _fit(asked: DocumentQuestion, entry: Entry) -> float:
    """Of two sentences, the one with the answer asked for; of a thing the document never names, silence."""
    if entry.unstated is not None:
        return _NEVER_SAID if any(word in asked.line for word in entry.never_said) else 1.0
    of_the_year = 1.0
    if asked.years and entry.years:
        of_the_year = _YEAR_ASKED_AND_GIVEN if entry.years & asked.years else _ANOTHER_YEAR
    is_given = asked.kind is not None and asked.kind.is_given_in(entry.passage.text, asked.line)
    return of_the_year * (_KIND_ASKED_AND_GIVEN if is_given else 1.0)


def _shorter_first(ranked: Sequence[tuple[float, Entry]]) -> list[Entry]:
    best = ranked[0][0]
    near = sorted((one for one in ranked if one[0] >= best * _NEAR_BEST), key=lambda one: len(one[1].passage.text))
    return [entry for _, entry in (*near, *(one for one in ranked if one[0] < best * _NEAR_BEST))]
