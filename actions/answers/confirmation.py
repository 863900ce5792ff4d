"""What can't be undone is done only after a second word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.answers.registry import Outcome, Then
from actions.memory import Memory
from actions.replies import Reply, say
from actions.turn import Turn
from actions.words import facts as words

__all__ = ["ask_first", "decide", "is_waiting", "told_for_after"]

_INTENTS = {"erase": "delete_data", "restart": "restart"}
_TAKING_BACK = ("不", "别", "取消", "算了", "等等", "no")


def ask_first(memory: Memory, kind: str, question: str, facts: Mapping[str, Any] | None = None) -> Outcome:
    """Ask whether it is really meant; ``kind`` is ``erase`` or ``restart``, ``facts`` are to be kept for after it."""
    entry = {"kind": kind, **({"facts": dict(facts)} if facts else {})}
    waiting = replace(memory, pending=(entry, *memory.pending))
    return Outcome([say(question, words.YES_DO_IT, words.NO_KEEP)], waiting, Then.NOTHING)


def is_waiting(memory: Memory) -> bool:
    return bool(memory.pending) and memory.pending[0]["kind"] in _INTENTS


def no_longer(memory: Memory) -> Memory:
    """Whoever goes on talking about something else has not confirmed."""
    return replace(memory, pending=tuple(entry for entry in memory.pending if entry["kind"] not in _INTENTS))


def decide(turn: Turn, memory: Memory) -> Outcome | None:
    """The second word, if this is one: done only if nothing in it takes it back. None: about something else."""
    kind = memory.pending[0]["kind"]
    if set(turn.wishes) - {_INTENTS[kind]}:
        return None  # 「好的，那先算一下」 goes on to something else
    if any(word in turn.text for word in _TAKING_BACK) or turn.has("deny"):
        return Outcome([say(words.KEPT)], no_longer(memory))
    if turn.unclear or not {"affirm", _INTENTS[kind]} & set(turn.intents):
        return None
    if kind == "erase":
        return Outcome([Reply(words.ERASED, erase=True)], Memory(), Then.NOTHING)
    return Outcome([say(words.RESTARTED)], Memory(policy=memory.policy), Then.NOTHING)


def told_for_after(memory: Memory) -> dict[str, Any]:
    """What was told together with the wish to start over: 「重来。营收4800万」."""
    return dict(memory.pending[0].get("facts") or {})
