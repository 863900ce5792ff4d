"""What a conversation remembers between turns; kept in the Rasa slots of the same names."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions import case
from policy_rules import Estimate, Pack, estimate, load_pack, today

__all__ = ["DEFAULT_POLICY", "Memory"]

DEFAULT_POLICY = "minhang-ai-2018"


@dataclass(frozen=True)
class Memory:
    """Everything remembered, as JSON values. A new memory replaces the old one at the end of a turn."""

    policy: str = DEFAULT_POLICY
    facts: dict[str, Any] = field(default_factory=dict)
    """The facts object of the public contract; also what was told for another policy."""
    asked: str | None = None
    """The fact a bare answer (「500」, 「没有」) is about."""
    question: dict[str, Any] | None = None
    """The open question: its ``kind`` (amounts, conditions, others, correction, policies) and its ``places``."""
    skipped: tuple[str, ...] = ()
    """Places the person does not know or won't say; they are not asked for again."""
    topic: tuple[str, ...] = ()
    """Clauses the person has raised, latest first."""
    dismissed: tuple[str, ...] = ()
    """Clauses the person has nothing for."""
    project: int | None = None
    """The project spoken of last, where several are told apart."""
    latest: tuple[str, ...] = ()
    """The places that were told last: what 「说错了，是500万」 is about."""
    enumerated: tuple[str, ...] = ()
    """The clauses that were told of last, in their order: what 「第二条呢」 is about."""
    rest: tuple[str, ...] = ()
    """Lines of the last answer that were folded away: what 「展开」 shows."""
    listed: tuple[str, ...] = ()
    """The conditions that were listed last, so that they are not listed again and again."""
    surveyed: bool = False
    """Whether it was asked what else there is."""
    applied_on: str | None = None
    """The date of application, where one was given."""
    pending: tuple[dict[str, Any], ...] = ()
    """What the dialogue itself has to clear up before it goes on, first things first."""
    offered: dict[str, Any] | None = None
    """What the buttons of the last reply mean, by what pressing them sends."""
    undo: dict[str, Any] | None = None
    """The ``facts`` and the ``topic`` before the last change."""
    supposed: dict[str, Any] | None = None
    """What was supposed last, place by place: what 「那900万呢」 and 「就按这个算」 go on from."""
    said: dict[str, int] | None = None
    """How often something was said that tires if it is said again in the same words."""
    compact: bool = False
    """Whether the person has asked to be left alone with questions."""
    they: str | None = None
    """Who 「他们」 are: the client for whom the person asks, or others who came up since."""
    last_question: str | None = None
    """What was asked of the policy's text last, in full: what 「2035年呢」 goes on from."""

    @classmethod
    def of(cls, tracker: Tracker) -> Memory:
        slots: dict[str, Any] = {f.name: tracker.get_slot(f.name) for f in fields(cls)}
        known = {name: value for name, value in slots.items() if value is not None}
        as_remembered: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in known.items()
        }
        return cls(**as_remembered)

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

    @cached_property
    def known(self) -> dict[str, Any]:
        """The facts as the present policy understands them."""
        return case.of_policy(self.pack, self.facts)

    @cached_property
    def estimate(self) -> Estimate:
        """What the rules say about all that is known."""
        return estimate(self.pack, self.known, self.as_of)


def _as_json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
