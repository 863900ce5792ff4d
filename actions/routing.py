"""The Rasa actions: one for each intent, all of the same shape."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import ANSWERS
from actions.conversation import respond
from actions.memory import Memory
from actions.turn import Turn

__all__ = ["ACTIONS"]


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
