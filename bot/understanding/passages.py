"""Questions to the document: the sentence that answers, with its section, or the honest word that none does.

Where a pack brings questions to learn from, what was learned of them chooses the sentence and says whether it answers.
Without them, sentences and the topics the document is silent on compete in one index, and a sentence that wins answers
only if it has the kind of answer that is asked for and speaks of the thing asked about.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.document import PolicyDocument
from bot.understanding.document_question import DocumentQuestion
from bot.understanding.evidence import Evidence
from bot.understanding.passage_fit import fitting_scores, is_answered_by, is_of_another_year
from bot.understanding.passage_index import Entry, PassageIndex
from bot.understanding.sentence_choice import LearnedSentences, choice_of
from bot.understanding.sentence_model import SentenceModel
from bot.understanding.tokens import Words
from policy_rules.sections import Passage

__all__ = ["Found", "Nearness", "PassageSearch"]

_LEAST_SCORE = 4.0  # below this, what the question and the sentence share is chance
_NEAR_BEST = 0.97  # among equals the shorter sentence stands first


@dataclass(frozen=True)
class Found:
    """An answer to a question: `passages` hold it, or are what the document says nearest where it is silent."""

    stated: bool
    passages: tuple[Passage, ...]
    unstated: str | None
    """What the document does not say, in words for the person; None where it answers, or there is no word for it."""


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
        self._learned = learned
        if learned is not None:
            self._evidence = Evidence(document, self._index, SentenceModel(learned.margins, document, words))

    def answer(self, question: str, most: int = 3, silence_likelier: float = 1.0) -> Found:
        """The best sentences for `question`, best first; `stated` is False where the document does not say it.

        `silence_likelier` says how much likelier than usual it is that the document does not say it.
        """
        asked = DocumentQuestion.of(question)
        if self._learned is not None:
            return self._as_learned(self._learned, asked, most, silence_likelier)
        ranked = self._ranked(asked, silence_likelier)
        best_score, best = ranked[0]
        if best.unstated is not None:
            return Found(False, (best.passage,), best.unstated)
        if best_score < _LEAST_SCORE:
            return Found(False, (), None)
        stated = _shorter_first([(score, entry) for score, entry in ranked if entry.unstated is None][:most])
        if is_answered_by(stated[0], asked, self._index):
            return Found(True, tuple(entry.passage for entry in stated), None)
        return Found(False, (stated[0].passage,), None)

    def _as_learned(
        self, learned: LearnedSentences, asked: DocumentQuestion, most: int, silence_likelier: float
    ) -> Found:
        """What was learned decides; nothing is said of other years and places, or to a question about nothing."""
        signs = self._evidence.signs_of(asked)
        choice = choice_of(signs, learned)
        sentences = tuple(self._index.entries[place].passage for place in choice.places[:most])
        if (
            choice.trust > math.log(silence_likelier)
            and signs.is_of_its_words
            and not signs.is_of_elsewhere
            and not asked.is_about_nothing
            and not is_of_another_year(asked, self._index)
        ):
            return Found(True, sentences, None)
        if signs.nearest_topic is not None:
            return Found(False, (signs.nearest_topic.passage,), signs.nearest_topic.unstated)
        return Found(False, sentences[:1], None)

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
