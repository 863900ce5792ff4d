"""Which sentence to answer with, and whether to trust it: the signs of `evidence`, weighed as the pack's questions teach.

What the margins learned of a question is no sign of what they say of an unknown one. So the weights
are learned from questions set aside, looked at by margins that were learned without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from bot.understanding.document import PolicyDocument, WholeQuestion
from bot.understanding.document_question import DocumentQuestion
from bot.understanding.evidence import Evidence, Signs
from bot.understanding.passage_index import PassageIndex
from bot.understanding.sentence_model import LearnedMargins, SentenceModel, learn_margins
from bot.understanding.tokens import Words
from bot.understanding.weighing import Weighing, learned_weighing

__all__ = ["LearnedSentences", "SentenceChoice", "choice_of", "learn_sentences"]

_FEWEST = 40  # questions of a kind; from fewer, weights would be chance
_SET_ASIDE = 0.25  # a share that is plenty for a dozen weights and leaves most to the margins
_SEED = 2018


@dataclass(frozen=True)
class LearnedSentences:
    """`choice` weighs one sentence against others, `trust` the chosen one against silence."""

    margins: LearnedMargins
    choice: Weighing
    trust: Weighing


@dataclass(frozen=True)
class SentenceChoice:
    """The likeliest sentences by their places in the document, best first, and whether the first one answers."""

    places: tuple[int, ...]
    trust: float
    """The logarithm of the odds; above 0 it is likelier than not."""


def choice_of(signs: Signs, learned: LearnedSentences) -> SentenceChoice:
    """Weighed as was learned."""
    odds = learned.choice.odds(signs.of_sentences)
    ranked = np.argsort(-odds)
    best = int(ranked[0])
    trust = learned.trust.odds(signs.for_trust(best, float(odds[best])))
    return SentenceChoice(tuple(int(place) for place in signs.places[ranked]), float(trust))


def learn_sentences(document: PolicyDocument, words: Words) -> LearnedSentences | None:
    """Same questions, same weights; None from few questions of a kind: words in common decide better."""
    of_each_kind = np.bincount([question.is_answered for question in document.questions], minlength=2)
    if of_each_kind.min() < _FEWEST:
        return None
    set_aside = list(_signs_of_some_set_aside(document, words))
    choice = _learned_choice(set_aside, document)
    return LearnedSentences(learn_margins(document, words), choice, _learned_trust(set_aside, choice))


def _signs_of_some_set_aside(document: PolicyDocument, words: Words) -> Iterator[tuple[WholeQuestion, Signs]]:
    """Some of the questions, as they look to what was learned from the others."""
    from sklearn.model_selection import train_test_split

    others, set_aside = train_test_split(
        document.questions,
        test_size=_SET_ASIDE,
        random_state=_SEED,
        stratify=[question.is_answered for question in document.questions],
    )
    known = replace(document, questions=tuple(others))
    model = SentenceModel(learn_margins(known, words), known, words)
    evidence = Evidence(known, PassageIndex(document, words), model)
    for question in set_aside:
        yield question, evidence.signs_of(DocumentQuestion.of(question.text))


def _learned_choice(seen: list[tuple[WholeQuestion, Signs]], document: PolicyDocument) -> Weighing:
    place_of = {passage.text: place for place, passage in enumerate(document.passages)}
    answered = [(place_of[question.passage.text], signs) for question, signs in seen if question.is_answered]
    return learned_weighing(
        np.concatenate([signs.of_sentences for _, signs in answered]),
        np.concatenate([signs.places == right for right, signs in answered]),
    )


def _learned_trust(seen: list[tuple[WholeQuestion, Signs]], choice: Weighing) -> Weighing:
    rows = []
    for _, signs in seen:
        odds = choice.odds(signs.of_sentences)
        best = int(odds.argmax())
        rows.append(signs.for_trust(best, float(odds[best])))
    return learned_weighing(np.array(rows), np.array([question.is_answered for question, _ in seen]))
