"""What one message said, as understood by the bot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

__all__ = ["Turn"]


@dataclass(frozen=True)
class Turn:
    """One message: its wishes (one or two, in the order said), its facts, the clauses it names."""

    text: str
    intents: tuple[str, ...]
    likely: tuple[str, ...]
    """The likeliest intents, for asking back."""
    unclear: bool
    clauses: tuple[str, ...]
    facts: Mapping[str, Any]
    denied: tuple[str, ...]
    reading: Mapping[str, Any]
    """Everything else that the understanding found (corrections, projects, passages …)."""

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        message = tracker.latest_message
        found = message.get("understanding") or {}
        intent = (message.get("intent") or {}).get("name") or "out_of_scope"
        return cls(
            text=message.get("text") or "",
            intents=tuple(found.get("intents") or (intent,)),
            likely=_likely(message.get("intent_ranking") or ()),
            unclear=bool(found.get("unclear")),
            clauses=tuple(found.get("clauses") or ()),
            facts=found.get("facts") or {},
            denied=tuple(found.get("denied") or ()),
            reading=found,
        )

    @property
    def is_hypothetical(self) -> bool:
        return "what_if" in self.intents or bool(self.reading.get("hypothetical"))

    @property
    def is_correction(self) -> bool:
        return bool(self.reading.get("corrected"))


def _likely(ranking: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(str(entry["name"]) for entry in ranking[:2])
