"""What is done beside a wish: politeness, a reply to what was asked, facts told, small talk."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from bot.understanding.asking import asks, leads_up
from bot.understanding.parts import Part, Said

__all__ = ["COURTESIES", "REPLIES", "SMALL_TALK", "besides"]

COURTESIES = frozenset({"greet", "thank", "goodbye"})
REPLIES = frozenset({"affirm", "deny", "unsure"})
SMALL_TALK = "out_of_scope"
_BESIDE = COURTESIES | REPLIES | {"inform", SMALL_TALK}

_POLITE_FROM = 0.75
_FROM = 0.9
_SHORTEST_TALK = 4  # characters; 「啊」 is none
_OWN = re.compile("我|咱|俺|阿拉|本人|老板|领导|客户")
"""「我在写论文」 is why one asks; small talk is of the world, or asks for something else."""
_INTERJECTION = re.compile("[哎唉呀哟哦噢喔嗯呃额啊哈嘿喂咦哇诶欸呵]+")


def besides(parts: Sequence[Part], said: Sequence[Said], wished: Collection[int]) -> dict[int, str]:
    """Of each part that does something beside the wishes, what; `wished` are the parts that wish.

    People greet, reply and chat before they come to the matter; what they say on the way to it is no reply.
    """
    found: dict[int, str] = {}
    opening = True
    for at, (part, one) in enumerate(zip(parts, said, strict=True)):
        if at in wished:
            opening = False
            continue
        if _says_nothing(part, one):
            continue
        act = _act(one, part, opening)
        if act is not None:
            found[at] = act
        elif opening and len(part.text) > 1 and one.intent not in COURTESIES | REPLIES:
            opening = False
            found = {where: what for where, what in found.items() if what != SMALL_TALK or asks(parts[where].text)}
    return {at: what for at, what in found.items() if not _is_replied_next(at, found)}


def _says_nothing(part: Part, one: Said) -> bool:
    """「哎呀」 and 「我再问一个」 stand before small talk and wishes alike; 「嗯」 and 「喂」 may be meant."""
    is_meant = one.intent in COURTESIES | REPLIES
    return leads_up(part.text) or (not is_meant and _INTERJECTION.fullmatch(part.text) is not None)


def _act(one: Said, part: Part, opening: bool) -> str | None:
    if one.tells and not asks(part.text):
        return "inform"
    if one.passes and one.intent in _BESIDE:
        return "unsure"
    if one.intent in COURTESIES and one.share >= _POLITE_FROM:
        return one.intent if opening or one.intent != "greet" else None
    if one.intent in REPLIES and one.share >= _FROM:
        return one.intent if opening else None
    if one.intent == SMALL_TALK and one.share >= _FROM and len(part.text) >= _SHORTEST_TALK:
        return one.intent if asks(part.text) or (opening and not _OWN.search(part.text)) else None
    return None


def _is_replied_next(at: int, found: Mapping[int, str]) -> bool:
    """「没有，我们不是事业单位」 replies by the fact, 「嗯，这个不清楚」 by what follows."""
    return found[at] in ("affirm", "deny") and found.get(at + 1) in REPLIES | {"inform"}
