"""What a conversation remembers between turns; kept in the Rasa slots of the same names."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from policy_rules import Pack, load_pack, today

__all__ = ["DEFAULT_POLICY", "Memory"]

DEFAULT_POLICY = "minhang-ai-2018"


@dataclass(frozen=True)
class Memory:
    """Everything remembered, as JSON values. A new memory replaces the old one at the end of a turn."""

    policy: str = DEFAULT_POLICY
    facts: dict[str, Any] = field(default_factory=dict)
    """The facts object of the public contract."""
    asked: str | None = None
    """The fact that the bot has just asked for."""
    skipped: tuple[str, ...] = ()
    """Facts the person does not know or won't say; they are not asked again."""
    topic: tuple[str, ...] = ()
    """Clauses the person has raised, latest first."""
    applied_on: str | None = None
    """The date of application, where one was given."""
    pending: dict[str, Any] | None = None
    """A question of the dialogue itself that waits for yes or no."""

    @classmethod
    def of(cls, tracker: Tracker) -> Memory:
        slots = {f.name: tracker.get_slot(f.name) for f in fields(cls)}
        known = {name: value for name, value in slots.items() if value is not None}
        for name in ("skipped", "topic"):
            if name in known:
                known[name] = tuple(known[name])
        return cls(**known)

    def events_since(self, before: Memory) -> list[EventType]:
        """The slots that have changed."""
        changed = (f.name for f in fields(self) if getattr(self, f.name) != getattr(before, f.name))
        return [SlotSet(name, _as_json(getattr(self, name))) for name in changed]

    @property
    def pack(self) -> Pack:
        return load_pack(self.policy)

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.applied_on) if self.applied_on else today()


def _as_json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
