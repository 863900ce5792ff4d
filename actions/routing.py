"""The Rasa actions: one for each intent, all of the same shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import questions
from actions.absorb import absorb
from actions.answers import ANSWERS, Outcome, confirmation, courtesy, document, estimates, policy, records
from actions.memory import Memory
from actions.replies import Reply
from actions.turn import Turn

__all__ = ["respond"]

_FAMILIES = (courtesy, document, estimates, policy, records)  # imported so that their answers are registered
_TELLS_AMOUNTS = frozenset({"inform", "estimate", "check_eligibility", "what_if", "affirm", "deny"})
_LEAVES_FACTS_ALONE = frozenset({"restart", "delete_data"})


def respond(turn: Turn, memory: Memory) -> Outcome:
    """All that one message asks for: its facts first, then each of its wishes, then the open question."""
    if confirmation.is_waiting(memory):
        decided = confirmation.decide(turn, memory)
        if decided:
            return _with_open_question(decided)
        memory = replace(memory, pending=None)
    if _LEAVES_FACTS_ALONE & set(turn.intents):
        return ANSWERS[next(i for i in turn.intents if i in _LEAVES_FACTS_ALONE)](turn, memory, ())
    waiting = memory.pending
    memory, changes = absorb(memory, turn)
    doubted = memory.pending is not None
    if not doubted and {"affirm", "deny"} & set(turn.intents):
        memory = replace(memory, pending=waiting)
    if turn.unclear and not changes and not doubted:
        return _with_open_question(courtesy.clarify(turn, memory))
    replies: list[Reply] = []
    outcome = Outcome((), memory)
    for intent in _wishes(turn, bool(changes) or doubted):
        outcome = ANSWERS[intent](turn, outcome.memory, changes)
        replies += outcome.replies
    return _with_open_question(Outcome(replies, outcome.memory, outcome.asks))


def _wishes(turn: Turn, told_something: bool) -> Iterable[str]:
    """The intents to answer; facts are always answered with amounts, whatever else was said."""
    wishes = [intent for intent in turn.intents if intent in ANSWERS]
    if turn.unclear and told_something:
        return ["inform"]
    if told_something and not _TELLS_AMOUNTS & set(wishes):
        return [*(wish for wish in wishes if wish != "out_of_scope"), "inform"]
    # Amounts come last: the question that follows them is the one to be answered next.
    return sorted(wishes, key=lambda wish: wish in _TELLS_AMOUNTS)


def _with_open_question(outcome: Outcome) -> Outcome:
    """After a digression the open question comes back."""
    again = None if outcome.asks else questions.ask_again(outcome.memory)
    return Outcome([*outcome.replies, *([again] if again else [])], outcome.memory)


class _Responds:
    """What the actions share; no action itself, since Rasa registers every class that is one."""

    intent: str

    def name(self) -> str:
        return f"action_{self.intent}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        memory = Memory.of(tracker)
        outcome = respond(Turn.of(tracker), memory)
        for reply in outcome.replies:
            reply.send(dispatcher)
        return outcome.memory.events_since(memory)


ACTIONS = [type(f"Respond_{intent}", (_Responds, Action), {"intent": intent}) for intent in ANSWERS]
