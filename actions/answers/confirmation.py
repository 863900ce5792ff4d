"""What can't be undone is done only after a second word."""

from __future__ import annotations

from dataclasses import replace

from actions.answers.registry import Outcome, Then
from actions.memory import Memory
from actions.replies import Reply, say
from actions.turn import Turn
from actions.words import facts as words

__all__ = ["ask_first", "decide", "is_waiting"]

_INTENTS = {"erase": "delete_data", "restart": "restart"}
_TAKING_BACK = ("不", "别", "取消", "算了", "等等", "no")


def ask_first(memory: Memory, kind: str, question: str) -> Outcome:
    """Ask whether it is really meant; ``kind`` is ``erase`` or ``restart``."""
    waiting = replace(memory, pending=({"kind": kind}, *memory.pending))
    return Outcome([say(question, words.YES_DO_IT, words.NO_KEEP)], waiting, Then.NOTHING)


def is_waiting(memory: Memory) -> bool:
    return bool(memory.pending) and memory.pending[0]["kind"] in _INTENTS


def no_longer(memory: Memory) -> Memory:
    """Whoever goes on talking about something else has not confirmed."""
    return replace(memory, pending=tuple(entry for entry in memory.pending if entry["kind"] not in _INTENTS))


def decide(turn: Turn, memory: Memory) -> Outcome | None:
    """The second word, if this is one: done only if nothing in it takes it back. None: about something else."""
    kind = memory.pending[0]["kind"]
    if any(word in turn.text for word in _TAKING_BACK) or turn.has("deny"):
        return Outcome([say(words.KEPT)], no_longer(memory))
    if turn.unclear or not {"affirm", _INTENTS[kind]} & set(turn.intents):
        return None
    if kind == "erase":
        return Outcome([Reply(words.ERASED, erase=True)], Memory(), Then.NOTHING)
    return Outcome([say(words.RESTARTED)], Memory(policy=memory.policy), Then.NOTHING)
