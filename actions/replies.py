"""A reply before it becomes JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from policy_rules import Clause, Estimate, Pack

__all__ = ["Button", "Citation", "Reply", "cite", "say"]


@dataclass(frozen=True)
class Button:
    """Pressing it is the same as sending ``payload``; without one, the same as sending the title."""

    title: str
    payload: str = ""


@dataclass(frozen=True)
class Citation:
    policy: str
    section: str
    quote: str


@dataclass(frozen=True)
class Reply:
    """``erase``: the conversation is deleted once this has been said."""

    text: str
    buttons: Sequence[Button] = ()
    estimate: Estimate | None = None
    citations: Sequence[Citation] = field(default=())
    erase: bool = False

    def send(self, dispatcher: CollectingDispatcher) -> None:
        dispatcher.utter_message(
            text=self.text,
            buttons=[{"title": b.title, "payload": b.payload or b.title} for b in self.buttons],
            json_message=self._custom(),
        )

    def _custom(self) -> dict[str, Any]:
        return {
            "estimate": self.estimate.model_dump(mode="json") if self.estimate else None,
            "citations": [{"policy": c.policy, "section": c.section, "quote": c.quote} for c in self.citations],
            "erase": self.erase,
        }


def say(text: str, *buttons: str) -> Reply:
    """A reply of words, with buttons that send their title."""
    return Reply(text, [Button(title) for title in buttons])


def cite(pack: Pack, clause: Clause) -> Citation:
    return Citation(pack.id, clause.number, clause.quote)
