"""Which sentence of a document answers a question, learned from the questions that its pack brings.

Whole questions, as somebody asks them, teach what no list of words can: that 「一共多少平方公里」 after 「紫竹创新带」 is answered
nowhere, though the document says much of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.document import PolicyDocument
from bot.understanding.document_question import DocumentQuestion
from bot.understanding.features import Features, character_runs, spelled
from bot.understanding.linear_model import LinearModel, separating
from bot.understanding.vectors import Floats, Vectors

__all__ = ["LearnedSentences", "Margins", "SentenceModel", "learn_sentences"]

_SILENT, _ANSWERED = "", "answered"  # of questions that no sentence answers, and of the others
_GROUP_WEIGHTS = {"characters": 1.0, "subject": 0.7}
_SEEN_AT_LEAST = 2
_NEVER_LEARNED = -1.2  # the margin of a sentence nobody asks for: as far as the others' mostly are
_WHETHER = 0.25  # what is asked for in general, beside which sentence it is


@dataclass(frozen=True)
class LearnedSentences:
    """`which` has a label for every sentence asked for, and one for silence; `whether` only tells the two apart."""

    which: LinearModel
    whether: LinearModel


@dataclass(frozen=True)
class Margins:
    """How clearly each of the document's sentences answers (one number a sentence), and how clearly none does."""

    of_sentences: Floats
    silent: float


class SentenceModel:
    """The learned margins of a question, for the sentences of one document in their order."""

    def __init__(self, learned: LearnedSentences, document: PolicyDocument) -> None:
        self._learned = learned
        place_of = {label: place for place, label in enumerate(learned.which.labels)}
        self._silent = place_of[_SILENT]
        self._silent_at_all = learned.whether.labels.index(_SILENT)
        self._places = np.array([place_of.get(passage.text, -1) for passage in document.passages])

    def margins(self, question: str) -> Margins:
        """Positive where it was learned that a sentence answers, or that none does."""
        features = _features(question)
        which = self._learned.which.margins(features)
        silent = which[self._silent] + _WHETHER * self._learned.whether.margins(features)[self._silent_at_all]
        return Margins(np.where(self._places < 0, np.float32(_NEVER_LEARNED), which[self._places]), float(silent))


def learn_sentences(document: PolicyDocument) -> LearnedSentences | None:
    """From whole questions, the everyday words for each sentence and the sentences; None without questions of both kinds."""
    whole = [
        (question.text, question.passage.text if question.is_answered else _SILENT) for question in document.questions
    ]
    if len({label == _SILENT for _, label in whole}) < 2:
        return None
    return LearnedSentences(
        which=_learned([*whole, *_in_words(document)]),
        whether=_learned([(text, _ANSWERED if label else _SILENT) for text, label in whole]),
    )


def _in_words(document: PolicyDocument) -> Iterator[tuple[str, str]]:
    for passage in document.passages:
        yield passage.text, passage.text
        yield from ((words, passage.text) for words in document.asked_as.get(passage.text, "").split())
    for topic in document.unstated:
        yield from ((words, _SILENT) for words in topic.asked_as.split())


def _learned(examples: Sequence[tuple[str, str]]) -> LinearModel:
    features = [_features(text) for text, _ in examples]
    vectors = Vectors.fitted_to(features, _GROUP_WEIGHTS, seen_at_least=_SEEN_AT_LEAST)
    return separating(vectors, vectors.matrix(features), [label for _, label in examples])


def _features(text: str) -> Features:
    """As it is asked, and what is left of it without the words that only ask."""
    asked = DocumentQuestion.of(text)
    return {
        "characters": character_runs(spelled(asked.line)),
        "subject": character_runs(asked.subject.strip()),
    }
