"""The person's word on what was doubtful: which of two values holds, whether a strange one is meant."""

from __future__ import annotations

import re
from dataclasses import replace

from actions import case
from actions.absorb import Change
from actions.memory import Memory
from actions.turn import Turn

__all__ = ["settle"]

_NEW = re.compile("后(?:面|者|来)的?|新的|这次的?|刚(?:才|刚)(?:说)?的|第二个|现在的")
_OLD = re.compile("前(?:面|者)的?|之前|原来|以前的?|老的|上次|第一个|不变|还是.{0,2}原")


def settle(turn: Turn, memory: Memory) -> tuple[Memory, tuple[Change, ...]]:
    """The memory once the turn settles the first doubt, and what changed; as it was if the turn does not."""
    if not memory.pending or "place" not in memory.pending[0]:
        return memory, ()
    decision = _decision(turn)
    if decision is None:
        return memory, ()
    entry, rest = memory.pending[0], memory.pending[1:]
    place = entry["place"]
    cleared = replace(memory, pending=rest, asked=None, question=None)
    if decision == "old":
        return cleared, ()
    change = Change(place, case.value_at(memory.facts, place), entry["value"])
    facts = case.put(memory.pack, memory.facts, place, entry["value"])
    return replace(cleared, facts=facts, latest=(place,)), (change,)


def _decision(turn: Turn) -> str | None:
    if turn.pressed is not None:
        pressed = turn.pressing("decides")
        return str(pressed) if pressed else None
    if turn.facts or turn.unclear:
        return None
    if _OLD.search(turn.text):
        return "old"
    if _NEW.search(turn.text) or turn.has("affirm"):
        return "new"
    return "old" if turn.has("deny") or turn.has("unsure") else None
