"""Figures of understanding: what share is right, and where it is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.evaluation.calibration import calibration_error
from bot.evaluation.held_out import Message, Question
from bot.evaluation.judged import Judged, share
from bot.understanding.besides import COURTESIES
from bot.understanding.passages import Found

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class IntentFigures:
    """All shares are fractions of the utterances they speak of."""

    utterances: int
    accuracy: float
    macro_f1: float
    clause_accuracy: float
    exact_facts: float
    out_of_scope_recall: float
    false_alarms: float
    calibration_error: float
    milliseconds: float  # median, one message


def intent_figures(judged: Sequence[Judged], milliseconds: float) -> IntentFigures:
    """Of wishes, clauses and facts."""
    beyond = [one for one in judged if (one.expected.intents or ()) == (OUT_OF_SCOPE,)]
    within = [one for one in judged if OUT_OF_SCOPE not in (one.expected.intents or ())]
    return IntentFigures(
        utterances=len(judged),
        accuracy=share(one.right_intent for one in judged),
        macro_f1=macro_f1(judged),
        clause_accuracy=share(one.right_clause for one in judged),
        exact_facts=share(one.right_facts for one in judged if one.expected.says_facts),
        out_of_scope_recall=share(one.got.wish.intent == OUT_OF_SCOPE for one in beyond),
        false_alarms=share(one.got.wish.intent == OUT_OF_SCOPE for one in within),
        calibration_error=calibration_error(judged),
        milliseconds=milliseconds,
    )


@dataclass(frozen=True)
class ToldFigures:
    """Shares of the messages, and of those that state no fact."""

    messages: int
    exact: float
    silent_where_nothing_is_said: float
    milliseconds: float  # median, one message


def told_figures(judged: Sequence[Judged], milliseconds: float) -> ToldFigures:
    """Of the facts that messages state, with every message understood as a whole."""
    return ToldFigures(
        messages=len(judged),
        exact=share(one.right_facts for one in judged),
        silent_where_nothing_is_said=share(one.right_facts for one in judged if not one.expected.facts),
        milliseconds=milliseconds,
    )


def macro_f1(judged: Sequence[Judged]) -> float:
    """The mean over intents of the harmonic mean of precision and recall."""
    pairs = [(one.true_intent, one.got.wish.intent) for one in judged]
    intents = sorted({true for true, _ in pairs})
    return share(_f1(pairs, intent) for intent in intents)


def _f1(pairs: Sequence[tuple[str, str]], intent: str) -> float:
    right = sum(true == got == intent for true, got in pairs)
    said, meant = sum(got == intent for _, got in pairs), sum(true == intent for true, _ in pairs)
    return 2 * right / (said + meant) if said + meant else 0.0


def confusions(judged: Sequence[Judged]) -> list[tuple[str, str, int]]:
    """(meant, understood, how often), most frequent first."""
    counted = Counter((one.true_intent, one.got.wish.intent) for one in judged if not one.right_intent)
    return [(meant, got, times) for (meant, got), times in counted.most_common()]


@dataclass(frozen=True)
class WishFigures:
    """Shares of the messages with two wishes, with three, with one."""

    messages: int
    both_of_two_found: float
    all_of_three_found: float
    wish_too_many: float
    """Of the messages with one wish, those in which another is heard; a greeting or thanks beside it is none."""


def wish_figures(said: Sequence[Message], wishes_of: Callable[[str], Sequence[str]]) -> WishFigures:
    """Whether every wish is heard, and none that is not there."""
    heard = [(message.wishes, wishes_of(message.text)) for message in said]

    def found(number: int) -> float:
        return share(all(wish & set(got) for wish in meant) for meant, got in heard if len(meant) == number)

    return WishFigures(
        messages=len(heard),
        both_of_two_found=found(2),
        all_of_three_found=found(3),
        wish_too_many=share(len(_wished(got, meant[0])) > 1 for meant, got in heard if len(meant) == 1),
    )


def _wished(got: Sequence[str], meant: frozenset[str]) -> list[str]:
    """A courtesy is answered in the same breath as the wish, so it counts only where it was what was meant."""
    return [intent for intent in got if intent in meant or intent not in COURTESIES]


@dataclass(frozen=True)
class DocumentFigures:
    """Shares of the answerable and of the unanswerable questions."""

    questions: int
    right_passage_first: float
    right_passage_in_three: float
    honest_on_the_unanswerable: float


def document_figures(asked: Sequence[Question], answer: Callable[[str], Found]) -> DocumentFigures:
    """A passage is right if it holds one of the expected pieces of text."""
    answered = [(question, answer(question.text)) for question in asked]
    answerable = [(question, found) for question, found in answered if question.answers]
    return DocumentFigures(
        questions=len(answered),
        right_passage_first=share(is_answered(question, found) for question, found in answerable),
        right_passage_in_three=share(is_answered(question, found, within=3) for question, found in answerable),
        honest_on_the_unanswerable=share(not found.stated for question, found in answered if not question.answers),
    )


def is_answered(question: Question, found: Found, within: int = 1) -> bool:
    """Whether one of the first passages holds an expected piece; of the unanswerable, whether none is claimed."""
    if not question.answers:
        return not found.stated
    shown = found.passages[:within]
    return found.stated and any(piece in passage.text for passage in shown for piece in question.answers)
