"""The person's word on what was doubtful: which of two values holds, whether a strange one is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions import case
from actions.absorb import Change
from actions.doubts import IMPLAUSIBLE
from actions.memory import Memory
from actions.plausible import meant_instead
from actions.turn import Turn

__all__ = ["settle"]

_NEW = re.compile("后(?:面|者|来)的?|新的|这次的?|刚(?:才|刚)(?:说)?的|第二个|现在的")
_NOT_WRONG = re.compile("没有?(?:说|写|打|搞|弄)?错|就是(?:这个|这么|它)|不是(?:单位|说错)")
_HOLDS = re.compile("为准|就按|按照?[^，。]{1,12}(?:来|算)")
_OLD = re.compile("前(?:面|者)的?|之前|原来|以前的?|老的|上次|第一个|不变|还是.{0,2}原")


def settle(turn: Turn, memory: Memory) -> tuple[Memory, tuple[Change, ...]]:
    """The memory once the turn settles a doubt, and what changed; as it was if the turn does not."""
    pending = [entry for entry in memory.pending if "place" in entry]
    if not pending:
        return memory, ()
    entry, decision = _decided_by_figure(turn, pending, memory) or (pending[0], _decision(turn))
    if decision is None:
        return memory, ()
    place = entry["place"]
    if entry["kind"] == IMPLAUSIBLE and decision == "new" and turn.pressed is None and not turn.is_correction:
        return _unit_was_wrong(turn, entry, memory)
    rest = tuple(other for other in memory.pending if other is not entry)
    cleared = replace(memory, pending=rest, asked=None, question=None)
    if decision == "old":
        return cleared, ()
    change = Change(place, case.value_at(memory.facts, place), entry["value"])
    facts = case.put(memory.pack, memory.facts, place, entry["value"])
    return replace(cleared, facts=facts, latest=(place,)), (change,)


def _unit_was_wrong(turn: Turn, entry: Mapping[str, Any], memory: Memory) -> tuple[Memory, tuple[Change, ...]]:
    """「是的」 to 「是不是单位说错了」: what was meant instead, where that is certain; 「没说错」 keeps the figure."""
    fact, _ = case.split(entry["place"])
    guesses = [guess for _, guess in meant_instead(memory.pack.facts[fact], entry["value"])]
    value = entry["value"] if _NOT_WRONG.search(turn.text) else guesses[0] if len(guesses) == 1 else None
    if value is None:
        return memory, ()
    change = Change(entry["place"], case.value_at(memory.facts, entry["place"]), value)
    facts = case.put(memory.pack, memory.facts, entry["place"], value)
    rest = tuple(other for other in memory.pending if other is not entry)
    return replace(memory, facts=facts, pending=rest, asked=None, question=None, latest=(entry["place"],)), (change,)


def _decided_by_figure(
    turn: Turn, pending: Sequence[Mapping[str, Any]], memory: Memory
) -> tuple[Mapping[str, Any], str] | None:
    """「以600为准」: the doubt that one of the two figures belongs to, and which of them it is."""
    if turn.pressed is not None or not _HOLDS.search(turn.text):
        return None
    said = [*turn.facts.values(), *(entry["value"] for entry in turn.reading.get("unassigned") or ())]
    for entry in pending:
        if entry["value"] in said:
            return entry, "new"
        if case.value_at(memory.facts, entry["place"]) in said:
            return entry, "old"
    return None


def _decision(turn: Turn) -> str | None:
    if turn.pressed is not None:
        pressed = turn.pressing("decides")
        return str(pressed) if pressed else None
    if turn.facts or not _only_decides(turn):
        return None
    if _OLD.search(turn.text):
        return "old"
    if _NEW.search(turn.text):
        return "new"
    if turn.unclear:
        return None
    if turn.has("affirm"):
        return "new"
    if turn.has("deny") and _NOT_WRONG.search(turn.text):
        return "new"
    return "old" if turn.has("deny") or turn.has("unsure") else None


_DECIDING = frozenset({"inform", "affirm", "deny", "unsure", "thank"})
_LONGEST_DECISION = 10
"""Characters of 「还是之前说的那个吧」, where it is not clear what else is wished."""


def _only_decides(turn: Turn) -> bool:
    """Whether the message says no more than which holds; 「上次算出来多少」 asks something."""
    if turn.is_question:
        return False
    return len(turn.text) <= _LONGEST_DECISION or (set(turn.intents) <= _DECIDING and not turn.unclear)
