"""What a message does, act by act: 「你好，我们租了800平，能补多少」 greets, informs and asks for an estimate.

Every part of a message is an act. Some are wishes, each to be answered; beside them people are polite, reply to
what was asked, tell facts, make small talk. Many parts only lead up to another (「老板让我来问的」): no act at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.understanding.asking import asks
from bot.understanding.besides import COURTESIES, REPLIES, SMALL_TALK, besides
from bot.understanding.parts import Act, Part, Said, parts_of
from bot.understanding.wishes import SURELY_FROM, WISHES, wished_by

__all__ = ["acts_of", "aside", "main_of"]

_SURELY_SMALL_TALK, _SURELY, _LIKELY = 0.8, 0.9, 0.6


def acts_of(text: str, whole: Act, listen: Callable[[str], Said]) -> tuple[Act, ...]:
    """The acts of the message in the order in which they are done; `whole` is what it does as a whole."""
    parts = parts_of(text)
    if len(parts) < 2:
        return (whole,)
    said = [listen(part.text) for part in parts]
    matter = _matter(parts, said, whole, listen)
    wished = wished_by(parts, said, matter)
    beside = besides(parts, said, wished)
    heard = {at: Act(what, said[at].share, (parts[at].text,)) for at, what in beside.items()} | wished
    acts = _merged([heard[at] for at in sorted(heard)])
    if wished:
        return acts
    return (*acts, matter) if matter.intent in WISHES else _without_wish(acts, whole)


def _matter(parts: Sequence[Part], said: Sequence[Said], whole: Act, listen: Callable[[str], Said]) -> Act:
    """What the message does as a whole, politeness and replies set aside where they outweigh the rest."""
    if whole.intent == SMALL_TALK and whole.share < _SURELY_SMALL_TALK and _all_wish(said):
        at = min(range(len(said)), key=lambda at: said[at].share)
        return Act(said[at].intent, said[at].share, (parts[at].text,))
    if whole.intent not in COURTESIES | REPLIES or whole.share >= SURELY_FROM:
        return whole
    rest = [part.text for part, one in zip(parts, said, strict=True) if one.intent not in COURTESIES | REPLIES]
    if not rest or not any(asks(part) for part in rest):
        return whole
    matter = listen(",".join(rest))
    return Act(matter.intent, matter.share, tuple(rest)) if matter.intent in WISHES else whole


def _all_wish(said: Sequence[Said]) -> bool:
    """「有什么补贴，怎么申请」: part by part a wish, one of them surely."""
    likely = all(one.intent in WISHES and one.share >= _LIKELY for one in said)
    return likely and any(one.share >= _SURELY for one in said)


def main_of(acts: Sequence[Act], whole: Act) -> Act:
    """A real wish rather than what is done beside it; of several, the one that the message has as a whole."""
    wishes = [one for one in acts if one.intent in WISHES]
    said = next((one for one in wishes or acts if one.intent == whole.intent), None)
    if said is None:
        return (wishes or acts)[0]
    # Beside other acts, the part that says it says it more clearly than the whole.
    return replace(whole, share=max(whole.share, min(said.share, 1.0))) if len(acts) > 1 else whole


def aside(text: str, acts: Sequence[Act]) -> str:
    """What the message says beside its wishes: 「对」 of 「对，怎么申请」; nothing where it is one wish or none."""
    wishing = {part for one in acts if one.intent in WISHES for part in one.parts}
    parts = [part.text for part in parts_of(text)]
    return ",".join(part for part in parts if part not in wishing) if wishing.intersection(parts) else ""


def _without_wish(acts: Sequence[Act], whole: Act) -> tuple[Act, ...]:
    """Politeness and facts beside each other; replies and small talk are what the whole message says."""
    beside = COURTESIES if whole.intent == SMALL_TALK else COURTESIES | {"inform"}
    kept = tuple(one for one in acts if one.intent in beside | {whole.intent})
    return kept if any(one.intent == whole.intent for one in kept) else (*kept, whole)


def _merged(acts: Sequence[Act]) -> tuple[Act, ...]:
    said: dict[str, Act] = {}
    for one in acts:
        before = said.get(one.intent)
        said[one.intent] = replace(before, parts=(*before.parts, *one.parts)) if before else one
    return tuple(said.values())
