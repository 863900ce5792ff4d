"""Which sentence of a document answers a question, learned from the questions that its pack brings.

Whole questions, as somebody asks them, teach what no list of words can: that 「一共多少平方公里」 after 「紫竹创新带」 is answered
nowhere, though the document says much of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.document import PolicyDocument
from bot.understanding.document_question import DocumentQuestion
from bot.understanding.features import Features, character_runs, spelled
from bot.understanding.linear_model import LinearModel, separating
from bot.understanding.plain import plain
from bot.understanding.tokens import Words
from bot.understanding.vectors import Floats, Vectors

__all__ = ["LearnedMargins", "Margins", "SentenceModel", "learn_margins"]

_SILENT, _ANSWERED = "", "answered"  # of questions that no sentence answers, and of the others
_OF_WHICH: Mapping[str, float] = {"characters": 1.0, "subject": 0.7}
_OF_WHETHER: Mapping[str, float] = {**_OF_WHICH, "frame": 1.0}
_SEEN_AT_LEAST = 2
_NEVER_LEARNED = -1.2  # the margin of a sentence nobody asks for: as far as the others' mostly are
_OWN_WORD = "＊"


@dataclass(frozen=True)
class LearnedMargins:
    """`which` has a label for every sentence asked for, and one for silence; `whether` only tells the two apart."""

    which: LinearModel
    whether: LinearModel


@dataclass(frozen=True)
class Margins:
    """How clearly each of the document's sentences answers (one number a sentence), and how clearly none does."""

    of_sentences: Floats
    silent: float
    """Beside the sentences."""
    unanswered: float
    """Of questions in general, whatever they are about."""


class SentenceModel:
    """The learned margins of a question, for the sentences of one document in their order."""

    def __init__(self, learned: LearnedMargins, document: PolicyDocument, words: Words) -> None:
        self._learned = learned
        self._features = _QuestionFeatures(document, words)
        place_of = {label: place for place, label in enumerate(learned.which.labels)}
        self._silent = place_of[_SILENT]
        self._unanswered = learned.whether.labels.index(_SILENT)
        self._places = np.array([place_of.get(passage.text, -1) for passage in document.passages])

    def margins(self, asked: DocumentQuestion) -> Margins:
        """Positive where it was learned that a sentence answers, or that none does."""
        features = self._features.of(asked)
        which, whether = self._learned.which.margins(features), self._learned.whether.margins(features)
        of_sentences = np.where(self._places < 0, np.float32(_NEVER_LEARNED), which[self._places])
        return Margins(of_sentences, float(which[self._silent]), float(whether[self._unanswered]))


def learn_margins(document: PolicyDocument, words: Words) -> LearnedMargins:
    """From whole questions, which have to be of both kinds, the everyday words for each sentence and the sentences."""
    features = _QuestionFeatures(document, words)
    asked = [features.of(DocumentQuestion.of(question.text)) for question in document.questions]
    labels = [question.passage.text if question.is_answered else _SILENT for question in document.questions]
    in_words = list(_in_words(document))
    return LearnedMargins(
        which=_learned(
            [*asked, *(features.of(DocumentQuestion.of(text)) for text, _ in in_words)],
            [*labels, *(label for _, label in in_words)],
            _OF_WHICH,
        ),
        whether=_learned(asked, [_ANSWERED if label else _SILENT for label in labels], _OF_WHETHER),
    )


def _in_words(document: PolicyDocument) -> Iterator[tuple[str, str]]:
    for passage in document.passages:
        yield passage.text, passage.text
        yield from ((words, passage.text) for words in document.asked_as.get(passage.text, "").split())
    for topic in document.unstated:
        yield from ((words, _SILENT) for words in topic.asked_as.split())


def _learned(features: Sequence[Features], labels: Sequence[str], group_weights: Mapping[str, float]) -> LinearModel:
    vectors = Vectors.fitted_to(features, group_weights, seen_at_least=_SEEN_AT_LEAST)
    return separating(vectors, vectors.matrix(features), labels)


class _QuestionFeatures:
    """What is seen of a question: as it is asked, without the words that only ask, and without what it is about."""

    def __init__(self, document: PolicyDocument, words: Words) -> None:
        self._words = words
        self._own_words = frozenset(
            word
            for passage in document.passages
            for word, _, _ in words.of(plain(passage.text).lower())
            if len(word) > 1
        )

    def of(self, asked: DocumentQuestion) -> Features:
        return {
            "characters": character_runs(spelled(asked.line)),
            "subject": character_runs(asked.subject.strip()),
            "frame": character_runs(spelled(self._frame(asked.line))),
        }

    def _frame(self, line: str) -> str:
        """「＊为什么偏偏＊」 asks for a reason, whatever is put in for the document's own words."""
        cut = (_OWN_WORD if word in self._own_words else word for word, _, _ in self._words.of(line))
        return re.sub(f"{_OWN_WORD}+", _OWN_WORD, "".join(cut))
