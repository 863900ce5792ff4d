"""How the bot's answers look on a phone: the reservation first, then as much as is read at a glance, the rest one tap away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.memory import Memory
from actions.replies import Button, Reply, Reservation
from actions.words import courtesy as words

__all__ = ["AT_A_GLANCE", "presented"]

AT_A_GLANCE = 200
"""Characters before the cards."""


def presented(replies: Sequence[Reply], memory: Memory) -> tuple[list[Reply], Memory]:
    """The replies as they are sent, and the memory of what was said and what is still to be unfolded."""
    shown: list[Reply] = []
    rest: tuple[str, ...] = ()
    for reply in replies:
        memory, before = _reservation(reply, memory)
        sent, left = _folded(replace(reply, text="\n".join(filter(None, (before, reply.text)))))
        shown.append(sent)
        rest = left or rest
        memory = replace(memory, enumerated=tuple(reply.lists) or memory.enumerated)
    return shown, replace(memory, rest=rest)


def _reservation(reply: Reply, memory: Memory) -> tuple[Memory, str]:
    """What stands first: with the date once, then in few words; of an answer without money only once."""
    if reply.reservation is None:
        return memory, ""
    said = memory.said or {}
    key = _key(reply.reservation, memory)
    text = (
        reply.reservation.ended
        if reply.reserved_once
        else reply.reservation.short
        if key in said
        else reply.reservation.full
    )
    if key in said and reply.reserved_once:
        return memory, ""
    return replace(memory, said={**said, key: 1}), f"【{text}】"


def _key(reservation: Reservation, memory: Memory) -> str:
    return f"{memory.policy}：{reservation.short}"


def _folded(reply: Reply) -> tuple[Reply, tuple[str, ...]]:
    """The reply with as many lines as there is room for, and the lines that are left."""
    for count in range(len(reply.items), -1, -1):
        left = tuple(reply.items[count:])
        more = words.MORE_LINES.format(count=len(left)) if left else ""
        text = "\n".join(filter(None, (reply.text, *reply.items[:count], more, reply.after)))
        if len(text) <= AT_A_GLANCE or count == 0:
            buttons = [*reply.buttons, *([Button(words.UNFOLD, means={"unfolds": True})] if left else [])]
            return replace(reply, text=text, items=(), after="", buttons=buttons), left
    raise AssertionError("no line is left to fold")
