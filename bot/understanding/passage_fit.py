"""How well a sentence, or a topic the document is silent on, fits what a question asks for."""

from __future__ import annotations

import numpy as np

from bot.understanding.document_question import DocumentQuestion
from bot.understanding.passage_index import Entry, Floats, PassageIndex
from bot.understanding.unsaid import is_left_unsaid

__all__ = ["fitting_scores", "is_answered_by", "is_of_another_year"]

_ASKING_WORDS = 0.5  # what 「多少」 and 「几家」 are worth in a sentence beside the words that say of what
_KIND_ASKED_AND_GIVEN = 1.3
_YEAR_ASKED_AND_GIVEN, _ANOTHER_YEAR = 1.3, 0.8
_NEVER_SAID = 2.0
_MAY_BE_BEST = 20  # entries looked at closely


def fitting_scores(asked: DocumentQuestion, index: PassageIndex) -> Floats:
    """A score for each entry: of those that share most with the question; how well others fit does not matter."""
    scores = _scores(asked, index)
    for place in np.argsort(-scores)[:_MAY_BE_BEST]:
        scores[place] *= _fit(asked, index.entries[place])
    return scores


def _scores(asked: DocumentQuestion, index: PassageIndex) -> Floats:
    """A sentence is found by the thing asked about rather than by the words that ask."""
    scores = index.scores(asked.words)
    if asked.kind is None:
        return scores
    of_subject = index.scores(asked.subject)
    return np.where(index.is_stated, of_subject + _ASKING_WORDS * (scores - of_subject), scores)


def _fit(asked: DocumentQuestion, entry: Entry) -> float:
    """Of two sentences, the one with the answer asked for; of a thing the document never names, silence."""
    if entry.unstated is not None:
        return _NEVER_SAID if any(word in asked.line for word in entry.never_said) else 1.0
    of_the_year = 1.0
    if asked.years and entry.years:
        of_the_year = _YEAR_ASKED_AND_GIVEN if entry.years & asked.years else _ANOTHER_YEAR
    is_given = asked.kind is not None and asked.kind.is_given_in(entry.passage.text, asked.line)
    return of_the_year * (_KIND_ASKED_AND_GIVEN if is_given else 1.0)


def is_answered_by(entry: Entry, asked: DocumentQuestion, index: PassageIndex) -> bool:
    """「2025年的目标是多少」 is of a year that the document has nothing about, 「柏楚电子在哪条路」 only names a firm."""
    if is_of_another_year(asked, index):
        return False
    if is_left_unsaid(asked.point, index.saying_of(entry)):
        return False
    if asked.kind is None:
        return True
    if asked.is_of_today:
        return False
    return asked.kind.is_given_in(entry.passage.text, asked.line) and _is_about(entry, asked, index)


def is_of_another_year(asked: DocumentQuestion, index: PassageIndex) -> bool:
    """Of one that the document has nothing about."""
    return bool(asked.years) and index.years.isdisjoint(asked.years)


def _is_about(entry: Entry, asked: DocumentQuestion, index: PassageIndex) -> bool:
    """「规上企业库里有多少家」 is not answered by how many firms there are in all."""
    named = index.things_named(asked.subject)
    if not named or any(entry.speaks_of(word) for word in named):
        return True
    of_subject = index.scores(asked.subject) * index.is_stated
    return index.entries[int(of_subject.argmax())] is entry
