"""What can't be undone is done only after a second word."""

from __future__ import annotations

from dataclasses import replace

from actions import words
from actions.answers.registry import Outcome
from actions.memory import Memory
from actions.replies import Reply, say
from actions.turn import Turn

__all__ = ["ask_first", "decide", "is_waiting"]

_INTENTS = {"erase": "delete_data", "restart": "restart"}


def ask_first(memory: Memory, kind: str, question: str) -> Outcome:
    """Ask whether it is really meant; ``kind`` is ``erase`` or ``restart``."""
    return Outcome([say(question, words.YES_DO_IT, words.NO_KEEP)], replace(memory, pending={"kind": kind}), asks=True)


def is_waiting(memory: Memory) -> bool:
    return memory.pending is not None and memory.pending["kind"] in _INTENTS


def decide(turn: Turn, memory: Memory) -> Outcome | None:
    """The second word, if this is one: done only if nothing in it takes it back. None: about something else."""
    assert memory.pending
    kind = memory.pending["kind"]
    if any(word in turn.text for word in words.TAKING_BACK) or "deny" in turn.intents:
        return Outcome([say(words.KEPT)], replace(memory, pending=None))
    if turn.unclear or not {"affirm", _INTENTS[kind]} & set(turn.intents):
        return None
    if kind == "erase":
        return Outcome([Reply(words.ERASED, erase=True)], Memory(), asks=True)
    return Outcome([say(words.RESTARTED)], Memory(policy=memory.policy), asks=True)
