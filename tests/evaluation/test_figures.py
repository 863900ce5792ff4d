"""Understanding does not get worse: every figure stays within a small margin of what was reached.

The figures are on utterances by writers who saw neither the training data nor the code; nothing is trained on them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.held_out import messages, questions, utterances
from bot.evaluation.judged import judge
from bot.evaluation.measures import (
    DocumentFigures,
    IntentFigures,
    ToldFigures,
    WishFigures,
    document_figures,
    intent_figures,
    told_figures,
    wish_figures,
)
from bot.understanding.understand import Understander

MARGIN = 0.01

# What was reached on all held-out lines, the share of right ones; raise these when understanding improves.
REACHED = {
    "accuracy": 0.985,
    "macro_f1": 0.989,
    "clause_accuracy": 0.978,
    "out_of_scope_recall": 0.965,
}
REACHED_ON_FACTS = {"exact": 0.973, "silent_where_nothing_is_said": 0.991}
REACHED_ON_THE_DOCUMENT = {
    "right_passage_first": 0.943,
    "right_passage_in_three": 0.965,
    "honest_on_the_unanswerable": 0.978,
}
# With sets 5 and 6, which are harder: on sets 1 to 4 alone it is 0.950 and 0.932.
REACHED_ON_SEVERAL_WISHES = {"both_of_two_found": 0.932, "all_of_three_found": 0.860}
ANOTHER_WISH_HEARD_AT_MOST = 0.055
FALSE_ALARMS_AT_MOST = 0.01
CALIBRATION_ERROR_AT_MOST = 0.04


@pytest.fixture(scope="module")
def understander(model: Path) -> Understander:
    return Understander.from_archive(model)


@pytest.fixture(scope="module")
def figures(understander: Understander) -> IntentFigures:
    return intent_figures(*judge(utterances("intents"), understander.understand))


@pytest.fixture(scope="module")
def on_facts(understander: Understander) -> ToldFigures:
    return told_figures(*judge(utterances("facts"), understander.understand))


@pytest.fixture(scope="module")
def on_the_document(understander: Understander) -> DocumentFigures:
    return document_figures(questions(), understander.words_of().passages.answer)


@pytest.fixture(scope="module")
def on_several_wishes(understander: Understander) -> WishFigures:
    return wish_figures(messages(), lambda text: understander.understand(text).wish.intents)


@pytest.mark.parametrize("figure", REACHED)
def test_wishes_and_clauses_are_understood_as_well_as_before(figures: IntentFigures, figure: str) -> None:
    assert getattr(figures, figure) >= REACHED[figure] - MARGIN


def test_what_belongs_here_is_rarely_sent_away(figures: IntentFigures) -> None:
    assert figures.false_alarms <= FALSE_ALARMS_AT_MOST


def test_confidence_means_what_it_says(figures: IntentFigures) -> None:
    assert figures.calibration_error <= CALIBRATION_ERROR_AT_MOST


@pytest.mark.parametrize("figure", REACHED_ON_FACTS)
def test_facts_are_understood_as_well_as_before(on_facts: ToldFigures, figure: str) -> None:
    assert getattr(on_facts, figure) >= REACHED_ON_FACTS[figure] - MARGIN


@pytest.mark.parametrize("figure", REACHED_ON_THE_DOCUMENT)
def test_the_document_is_searched_as_well_as_before(on_the_document: DocumentFigures, figure: str) -> None:
    assert getattr(on_the_document, figure) >= REACHED_ON_THE_DOCUMENT[figure] - MARGIN


@pytest.mark.parametrize("figure", REACHED_ON_SEVERAL_WISHES)
def test_all_wishes_of_a_message_are_heard_as_well_as_before(on_several_wishes: WishFigures, figure: str) -> None:
    assert getattr(on_several_wishes, figure) >= REACHED_ON_SEVERAL_WISHES[figure] - MARGIN


def test_no_wish_is_heard_that_is_not_there(on_several_wishes: WishFigures) -> None:
    assert on_several_wishes.wish_too_many <= ANOTHER_WISH_HEARD_AT_MOST
