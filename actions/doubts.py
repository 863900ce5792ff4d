"""What must be asked back before it counts: contradictions, and values that can hardly be meant."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from actions import case
from actions.memory import Memory
from actions.plausible import is_plausible
from actions.turn import Turn

__all__ = ["CONTRADICTION", "IMPLAUSIBLE", "Doubt", "doubt_about"]

CONTRADICTION = "contradiction"
IMPLAUSIBLE = "implausible"


@dataclass(frozen=True)
class Doubt:
    """A value that waits until the person has said whether it holds."""

    kind: str
    place: str
    value: Any

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def doubt_about(place: str, value: Any, memory: Memory, turn: Turn) -> Doubt | None:
    """What is doubtful about a value that was told, if anything."""
    fact, _ = case.split(place)
    waiting = {(entry["kind"], entry["place"]): entry["value"] for entry in memory.pending if "place" in entry}
    definition = memory.pack.facts[fact]
    if not is_plausible(definition, value) and waiting.get((IMPLAUSIBLE, place)) != value:
        return Doubt(IMPLAUSIBLE, place, value)
    before = case.value_at(memory.facts, place)
    contradicts = before is not None and before != value and not _agree(before, value)
    if not contradicts or turn.is_correction or _was_asked(place, memory) or (CONTRADICTION, place) in waiting:
        return None
    return Doubt(CONTRADICTION, place, value)


def _was_asked(place: str, memory: Memory) -> bool:
    """An answer to the bot's own question holds, also against what was said before."""
    return place in (memory.question or {}).get("places", ())


def _agree(one: Any, other: Any) -> bool:
    """Whether one of two says the same as the other, only more or less exactly."""
    return _lies_in(one, other) or _lies_in(other, one)


def _lies_in(inner: Any, outer: Any) -> bool:
    if not isinstance(outer, list) or isinstance(inner, (str, bool)):
        return False
    low, high = outer
    inner_low, inner_high = inner if isinstance(inner, list) else (inner, inner)
    return bool(low <= inner_low and (high is None or (inner_high is not None and inner_high <= high)))
