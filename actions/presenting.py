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
        sent, left = _folded(replace(reply, text=_lines(before, reply.text)))
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
    whole = _lines(reply.text, *reply.items, reply.after)
    if len(whole) <= AT_A_GLANCE:
        return replace(reply, text=whole, items=(), after=""), ()
    for count in range(len(reply.items) - 1, -1, -1):
        left = tuple(reply.items[count:])
        text = _lines(reply.text, *reply.items[:count], _more(left), reply.after)
        if len(text) <= AT_A_GLANCE:
            return _with_rest(reply, text, left)
    left = tuple(filter(None, (*reply.items, reply.after)))
    return _with_rest(reply, _lines(reply.text, _more(left)), left)


def _with_rest(reply: Reply, text: str, left: tuple[str, ...]) -> tuple[Reply, tuple[str, ...]]:
    buttons = [*reply.buttons, *([Button(words.UNFOLD, means={"unfolds": True})] if left else [])]
    return replace(reply, text=text, items=(), after="", buttons=buttons), left


def _more(left: Sequence[str]) -> str:
    return words.MORE_LINES.format(count=len(left)) if left else ""


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))
