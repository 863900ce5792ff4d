"""One turn of the conversation: its facts first, then its wishes, then what is to be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions import questions
from actions.absorb import Noted, absorb, is_ambiguous
from actions.answers import ANSWERS, Outcome, Then, confirmation, courtesy, doubts, estimates
from actions.answers.remarks import REMARKS
from actions.dates import period_in
from actions.memory import Memory
from actions.policies import switched
from actions.remarks import Remark, remark_in
from actions.replies import Button, Reply, meanings_of, say
from actions.telling import Loose
from actions.turn import Turn
from actions.words import facts as fact_words
from actions.words import questions as question_words

__all__ = ["respond"]

_TELLS_AMOUNTS = frozenset({"inform", "estimate", "check_eligibility", "what_if", "affirm", "deny", "unsure"})
_ALL_HOLD = re.compile("^(?!.*[不没]).*(?:都|全部?)(?:符合|满足|达到|可以|没问题|是的|对)")
_LEAVES_FACTS_ALONE = ("restart", "delete_data")


def respond(turn: Turn, memory: Memory) -> Outcome:
    """The answer to one message, and what is remembered from now on."""
    outcome = _answer(turn, memory)
    return replace(
        outcome, memory=replace(outcome.memory, offered=meanings_of(outcome.replies, outcome.memory.offered))
    )


def _answer(turn: Turn, memory: Memory) -> Outcome:
    if confirmation.is_waiting(memory):
        decided = confirmation.decide(turn, memory)
        if decided:
            return _followed_up(decided)
        memory = confirmation.no_longer(memory)
    wish_to_forget = next((intent for intent in turn.intents if intent in _LEAVES_FACTS_ALONE), None)
    if wish_to_forget and not turn.unclear:
        return ANSWERS[wish_to_forget](turn, memory, Noted())
    if turn.pressing("one_by_one"):
        return Outcome([questions.which_fails(turn.pressing("one_by_one"), memory)], memory, Then.NOTHING)
    elsewhere = switched(turn, memory)
    if elsewhere:
        return _followed_up(elsewhere)
    cleared, settled = (memory, ()) if remark_in(turn) else doubts.settle(turn, memory)
    settled_one, memory = cleared is not memory, cleared
    turn = _as_meant(turn, memory)
    memory, noted = absorb(memory, turn)
    noted = replace(noted, changes=(*settled, *noted.changes), decided=settled_one or noted.decided)
    return _asked_back(turn, memory, noted) or _followed_up(_answers(turn, memory, noted))


def _as_meant(turn: Turn, memory: Memory) -> Turn:
    """「是的」 to several statements affirms them all, as the button does; 「为什么问这个」 skips nothing."""
    remark = remark_in(turn)
    if remark is Remark.ORDERS:
        return Turn(turn.text, turn.intents)
    if remark is Remark.DICTATES:
        return replace(turn, facts={fact: v for fact, v in turn.facts.items() if fact != memory.asked}, denied=())
    if remark:
        return replace(turn, denied=())
    question = memory.question or {}
    if question.get("kind") == "others" and turn.pressed is None and turn.has("deny") and not turn.facts:
        return replace(turn, intents=("inform",), pressed={"dismisses": question["clauses"]})
    if turn.pressed is not None or question.get("kind") != "conditions" or len(question["places"]) < 2 or turn.facts:
        return turn
    if turn.has("affirm") or _ALL_HOLD.search(turn.text):
        return replace(turn, pressed={"facts": questions.all_holding(question["places"], memory), "confirms": True})
    return turn


def _asked_back(turn: Turn, memory: Memory, noted: Noted) -> Outcome | None:
    """What must be asked before the message can be answered: what an amount is, which figure is meant."""
    remark = remark_in(turn)
    period = period_in(turn.text)
    if period and not noted.dated and is_ambiguous(period, memory):
        return Outcome([*_noted(noted, memory), questions.which_day(period, memory)], memory, Then.NOTHING)
    if noted.retracted and not noted.changes:
        return estimates.retracted(noted.retracted, memory)
    if remark:
        return None
    if noted.correctable:
        which = questions.which_is_corrected(noted.correctable, noted.loose[-1], memory)
        return Outcome([*_noted(noted, memory), which], memory, Then.NOTHING)
    if noted.unsummed and noted.unsummed[0]["fact"] not in memory.pack.facts:
        addition = noted.unsummed[0]
        unknown = Loose(f"又加了{addition['text']}", None, None)
        return Outcome([*_noted(noted, memory), questions.what_is(unknown, memory)], memory, Then.NOTHING)
    if noted.unsummed:
        memory, question = questions.whole_of(noted.unsummed[0], memory)
        return Outcome([*_noted(noted, memory), question], memory, Then.NOTHING)
    if noted.loose and turn.has("inform") and not noted.changes and not turn.is_hypothetical:
        return Outcome([questions.what_is(noted.loose[0], memory)], memory, Then.NOTHING)
    return None


def _noted(noted: Noted, memory: Memory) -> list[Reply]:
    words = fact_words.recorded(memory.pack, memory.facts, noted.changes)
    return [say(words)] if words else []


def _answers(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """The answers to all wishes of the message, one after the other."""
    told_something = noted.told_something or bool(memory.pending)
    remark = remark_in(turn)
    if remark:
        first = [estimates.result(memory, noted)] if noted.told_something else []
        outcome = REMARKS[remark](memory)
        then = Then.BACK if memory.pending else outcome.then
        return replace(outcome, replies=[*first, *outcome.replies], then=then)
    if _denies_conditions(turn, memory):
        places = (memory.question or {})["places"]
        return Outcome([questions.which_fails(places, memory)], memory, Then.NOTHING)
    if turn.unclear and not told_something and turn.pressed is None:
        return courtesy.clarify(turn, memory)
    replies: list[Reply] = []
    outcome = Outcome((), memory)
    for intent in _wishes(turn, noted, memory):
        outcome = ANSWERS[intent](turn, outcome.memory, noted)
        replies += outcome.replies
    return replace(outcome, replies=replies)


def _denies_conditions(turn: Turn, memory: Memory) -> bool:
    question = memory.question or {}
    return turn.has("deny") and question.get("kind") == "conditions" and len(question["places"]) > 1 and not turn.facts


def _wishes(turn: Turn, noted: Noted, memory: Memory) -> Sequence[str]:
    """The intents to answer; facts are always answered with amounts, whatever else was said."""
    wishes = [intent for intent in turn.intents if intent in ANSWERS]
    told_something = noted.told_something or bool(memory.pending)
    if noted.dated or (turn.unclear and told_something):
        return ["inform"]
    if not turn.is_hypothetical and told_something:
        wishes = [wish for wish in wishes if wish != "what_if"]
    if told_something and not _TELLS_AMOUNTS & set(wishes):
        return [*(wish for wish in wishes if wish != "out_of_scope"), "inform"]
    # Amounts come last: the question that follows them is the one to be answered next.
    in_order = sorted(wishes, key=lambda wish: wish in _TELLS_AMOUNTS)
    return [wish for wish in in_order if wish != "inform" or "estimate" not in in_order]


def _followed_up(outcome: Outcome) -> Outcome:
    """The answer with what is asked after it: what is doubtful, the next question, or the open one again."""
    memory = outcome.memory
    if memory.pending and "place" in memory.pending[0] and outcome.then is not Then.NOTHING:
        memory, doubt = questions.about_doubt(memory)
        return Outcome([*outcome.replies, doubt], memory, Then.NOTHING)
    if outcome.then is Then.NEXT and not memory.compact:
        return _then_next(outcome)
    if outcome.then is Then.BACK:
        again = questions.again(memory, listed=True)
        back = [replace(again, text=f"{question_words.BACK_TO}{again.text}")] if again else []
        return Outcome([*outcome.replies, *back], memory)
    return outcome


def _then_next(outcome: Outcome) -> Outcome:
    memory, question = questions.ask(outcome.memory)
    if question is None:
        question = questions.offer_topics(memory) if not memory.topic else _all_known()
    return Outcome([*outcome.replies, question], memory)


def _all_known() -> Reply:
    return Reply(question_words.ALL_KNOWN, [Button("导出报告"), Button("怎样能多拿一些"), Button("还有哪些扶持")])
