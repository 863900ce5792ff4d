"""The answers to all wishes of one message, one after the other, and to the remarks in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions import questions
from actions.absorb import Noted
from actions.answers import ANSWERS, Outcome, Then, courtesy, estimates
from actions.answers.remarks import REMARKS
from actions.manners import Manners, politely
from actions.memory import Memory
from actions.remarks import Remark, remark_in
from actions.replies import Reply
from actions.turn import Turn
from actions.words import questions as question_words

__all__ = ["TELLS_AMOUNTS", "answered"]

TELLS_AMOUNTS = frozenset({"inform", "estimate", "check_eligibility", "what_if", "affirm", "deny", "unsure"})
_REPLIES = frozenset({"affirm", "deny", "unsure"})


def answered(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """The answers to all wishes of the message, one after the other."""
    told_something = noted.told_something or bool(memory.pending)
    remark = remark_in(turn)
    if remark:
        return _with_remark(remark, turn, memory, noted)
    if _denies_conditions(turn, memory):
        places = (memory.question or {})["places"]
        outcome = _each_answered(turn.wishes, turn, memory, noted)
        which = questions.which_fails(places, outcome.memory)
        return replace(outcome, replies=[*outcome.replies, which], then=Then.NOTHING)
    if turn.unclear and not told_something and turn.pressed is None:
        return courtesy.clarify(turn, memory)
    if turn.has("unsure") and turn.wishes:
        return _after_passing(turn, memory, noted)
    return _each_answered(_wishes(turn, noted, memory), turn, memory, noted)


def _after_passing(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """「这个不清楚，先说怎么申请」: what was asked is passed over, the wish answered, and on to the next question."""
    asked = bool(memory.question) or noted.skipped
    if asked:
        memory = ANSWERS["unsure"](turn, memory, replace(noted, changes=())).memory
    outcome = _each_answered(_wishes(turn, noted, memory), turn, memory, noted)
    then = Then.NEXT if asked and outcome.then is Then.BACK else outcome.then
    return replace(politely(outcome, Manners(question_words.NO_MATTER if asked else "")), then=then)


def _each_answered(intents: Sequence[str], turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """One answer after the other; of the same question about several clauses, one for each."""
    replies: list[Reply] = []
    outcome = Outcome((), memory)
    for intent in intents:
        for about in turn.about(intent):
            outcome = ANSWERS[intent](about, outcome.memory, noted)
            replies += (reply for reply in outcome.replies if reply not in replies)
    return replace(outcome, replies=replies)


def _with_remark(remark: Remark, turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """The answer to a remark, with the amounts where facts were told."""
    outcome = REMARKS[remark](memory)
    told = [estimates.result(memory, noted)] if noted.told_something else []
    if remark is Remark.ANGER:
        return _in_anger(outcome, told, turn, memory, noted)
    if remark is Remark.ENOUGH and told:
        return replace(outcome, replies=[*told, outcome.replies[-1]])
    then = Then.NEXT if told else Then.BACK if memory.pending else outcome.then
    return replace(outcome, replies=[*told, *outcome.replies], then=then)


def _in_anger(apology: Outcome, told: Sequence[Reply], turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """What an angry person tells or asks all the same; one apology is enough where there is something to answer."""
    asked = [intent for intent in turn.intents if intent in _ASKED_IN_ANGER and not turn.unclear and not told]
    answers = [reply for intent in asked for reply in ANSWERS[intent](turn, memory, noted).replies]
    again = "anger" in (memory.said or {}) and bool(told or answers)
    then = Then.NEXT if told else Then.BACK if memory.pending else apology.then
    return replace(apology, replies=[*([] if again else apology.replies), *told, *answers], then=then)


_ASKED_IN_ANGER = frozenset({"ask_contact", "ask_validity", "ask_payment", "ask_clause", "ask_procedure", "human"})


_NEVER_MIND = re.compile("^算[了啦咯]")
"""「算了，帮我重新算」 takes back a wish, and denies nothing."""


def _denies_conditions(turn: Turn, memory: Memory) -> bool:
    question = memory.question or {}
    if _NEVER_MIND.search(turn.aside or turn.text):
        return False
    return turn.has("deny") and question.get("kind") == "conditions" and len(question["places"]) > 1 and not turn.facts


def _wishes(turn: Turn, noted: Noted, memory: Memory) -> Sequence[str]:
    """The intents to answer; facts are always answered with amounts, whatever else was said."""
    replies = _REPLIES if turn.wishes else ()
    wishes = [intent for intent in turn.intents if intent in ANSWERS and intent not in replies]
    told_something = noted.told_something or bool(memory.pending)
    if noted.dated or (turn.unclear and told_something):
        return ["inform"]
    if not turn.is_hypothetical and told_something:
        wishes = [wish for wish in wishes if wish != "what_if"]
    if told_something and not TELLS_AMOUNTS & set(wishes):
        return [*(wish for wish in wishes if wish != "out_of_scope"), "inform"]
    # Amounts come last: the question that follows them is the one to be answered next.
    in_order = sorted(wishes, key=lambda wish: wish in TELLS_AMOUNTS)
    return [wish for wish in in_order if wish != "inform" or "estimate" not in in_order]
