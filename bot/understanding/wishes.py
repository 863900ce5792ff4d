"""What a message does, act by act: 「你好，我们租了800平，能补多少」 greets, informs and asks for an estimate.

Every part of a message is an act. Some are wishes, each to be answered; beside them people are polite, reply to
what was asked, tell facts, make small talk. Many parts only lead up to another (「老板让我来问的」): no act at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.understanding.asking import asks, is_dismissed, refers_back
from bot.understanding.besides import COURTESIES, REPLIES, besides
from bot.understanding.parts import Part, Said, parts_of

__all__ = ["WISHES", "Heard", "aside", "main_of", "wishes_in"]

WISHES = frozenset(
    {
        "estimate", "check_eligibility", "what_if", "list_clauses", "ask_clause", "ask_procedure", "ask_payment",
        "ask_stacking", "ask_validity", "ask_contact", "ask_term", "ask_document", "review_facts", "export_report",
        "restart", "delete_data", "human", "ask_capabilities",
    }
)  # fmt: skip
MOST_WISHES = 3

# A further wish is answered only when its own part of the message asks, and says by itself what for.
_FROM = 0.7
_OF_THE_WHOLE = 0.2  # what it adds to a part's share that the whole says the same
_WITHOUT_THE_WHOLE_FROM = 0.85  # several parts that each say so by themselves outweigh the whole
_TO_LOSE_FROM = 0.95  # what erases or starts over
_SHORTEST_WISH = 3  # characters; 「行吗」 alone is no wish of its own
_SHORT_QUESTION = re.compile("[咋怎谁]|给谁|人工|真人")
_MUCH_ALIKE = frozenset({"estimate", "ask_clause"})  # 「补多少」 of me, or in general

_LOSES = frozenset({"restart", "delete_data"})
_COMMANDS = _LOSES | {"export_report"}  # 「直接出报告」 needs no question
_OF_WHAT_WAS_SAID = _COMMANDS | {"review_facts"}  # 「我之前填的」 is what these are about
_ANSWERED_WITH = {"what_if": "estimate"}  # a supposition is answered by its estimate
_OF_THE_POLICY = re.compile("这(?:个|份|条|项)?(?:政策|文件|补贴|扶持|意见)|报告|人工|你们这")
"""After small talk, 「要哪些材料」 may still be about it."""


@dataclass(frozen=True)
class Heard:
    """An act, how surely it is done, and the parts of the message that do it."""

    wish: str
    share: float
    parts: tuple[str, ...]


def wishes_in(text: str, whole: Heard, listen: Callable[[str], Said]) -> tuple[Heard, ...]:
    """The acts of the message in the order in which they are done; `whole` is what it does as a whole."""
    parts = parts_of(text)
    if len(parts) < 2:
        return (whole,)
    said = [listen(part.text) for part in parts]
    matter = _matter(parts, said, whole, listen)
    wished = _wished(parts, said, matter)
    beside = besides(parts, said, wished)
    heard = {at: Heard(what, said[at].share, (parts[at].text,)) for at, what in beside.items()} | wished
    acts = _merged([heard[at] for at in sorted(heard)])
    if wished:
        return acts
    return (*acts, matter) if matter.wish in WISHES else _without_wish(acts, whole)


def _matter(parts: Sequence[Part], said: Sequence[Said], whole: Heard, listen: Callable[[str], Said]) -> Heard:
    """What the message does as a whole, politeness and replies set aside where they outweigh the rest."""
    if whole.wish not in COURTESIES | REPLIES or whole.share >= _WITHOUT_THE_WHOLE_FROM:
        return whole
    rest = [part.text for part, one in zip(parts, said, strict=True) if one.intent not in COURTESIES | REPLIES]
    if not rest or not any(asks(part) for part in rest):
        return whole
    matter = listen(",".join(rest))
    return Heard(matter.intent, matter.share, tuple(rest)) if matter.intent in WISHES else whole


def main_of(acts: Sequence[Heard], whole: Heard) -> Heard:
    """A real wish rather than what is done beside it; of several, the one that the message has as a whole."""
    wishes = [one for one in acts if one.wish in WISHES]
    said = next((one for one in wishes or acts if one.wish == whole.wish), None)
    if said is None:
        return (wishes or acts)[0]
    # Beside other acts, the part that says it says it more clearly than the whole.
    return replace(whole, share=max(whole.share, min(said.share, 1.0))) if len(acts) > 1 else whole


def aside(text: str, acts: Sequence[Heard]) -> str:
    """What the message says beside its wishes: 「对」 of 「对，怎么申请」; nothing where it is one wish or none."""
    wishing = {part for one in acts if one.wish in WISHES for part in one.parts}
    parts = [part.text for part in parts_of(text)]
    return ",".join(part for part in parts if part not in wishing) if wishing.intersection(parts) else ""


def _without_wish(acts: Sequence[Heard], whole: Heard) -> tuple[Heard, ...]:
    """Politeness and facts beside each other; replies and small talk are what the whole message says."""
    beside = COURTESIES if whole.wish == "out_of_scope" else COURTESIES | {"inform"}
    kept = tuple(one for one in acts if one.wish in beside | {whole.wish})
    return kept if any(one.wish == whole.wish for one in kept) else (*kept, whole)


def _wished(parts: Sequence[Part], said: Sequence[Said], whole: Heard) -> dict[int, Heard]:
    """The wish of each part that has one, as far as the whole message allows."""
    heard: dict[int, Heard] = {}
    for at, (part, one) in enumerate(zip(parts, said, strict=True)):
        act = _heard(part.text, one.shares, whole)
        is_answered = act.wish == _ANSWERED_WITH.get(whole.wish) and any(one.supposes for one in said[:at])
        if not is_answered and _is_wished(act, part, one, whole):
            heard[at] = act
    # Where no part asks what the whole says, others must say so the more surely.
    says_it = any(one.wish == whole.wish and asks(one.parts[0]) for one in heard.values())
    heard = {at: one for at, one in heard.items() if one.share >= _least(one, whole, says_it or parts[at].turns)}
    if not says_it and _is_asked_once(heard, whole):
        heard = {at: replace(one, wish=whole.wish) for at, one in heard.items()}
    found = list(dict.fromkeys(one.wish for one in heard.values()))[:MOST_WISHES]
    if whole.wish in WISHES and whole.wish not in found:
        least = _FROM if whole.share < _FROM else _WITHOUT_THE_WHOLE_FROM
        surely = len(found) > 1 and all(one.share >= least for one in heard.values())
        found = found if surely else []
    return {at: one for at, one in heard.items() if one.wish in found}


def _is_asked_once(heard: Mapping[int, Heard], whole: Heard) -> bool:
    """「文件里讲的一镇一带，具体是指什么」: the one part that asks says only there what it asks about."""
    wishes = {one.wish for one in heard.values()}
    asking = [one for one in heard.values() if asks(one.parts[0])]
    return whole.wish in wishes and not wishes & (_COMMANDS | {"human"}) and len(asking) == 1


def _least(one: Heard, whole: Heard, says_it: bool) -> float:
    if one.wish == whole.wish:
        return _FROM
    if one.wish in _LOSES:
        return _TO_LOSE_FROM
    return _FROM if says_it or whole.share < _FROM else _WITHOUT_THE_WHOLE_FROM


def _is_wished(one: Heard, part: Part, said: Said, whole: Heard) -> bool:
    """A question asks; a command needs no question, nor does what the whole message says."""
    if one.wish not in WISHES or is_dismissed(part.text):
        return False
    if refers_back(part.text) and one.wish not in _OF_WHAT_WAS_SAID:
        return False
    if whole.wish == "out_of_scope" and not (part.turns or _OF_THE_POLICY.search(part.text)):
        return False
    if one.wish in {*_COMMANDS, whole.wish}:
        return True
    if one.wish == "what_if":
        return said.supposes and (said.names_fact or asks(part.text))
    is_short = len(part.text) < _SHORTEST_WISH and not _SHORT_QUESTION.match(part.text)
    return asks(part.text) and not is_short


def _heard(part: str, shares: Mapping[str, float], whole: Heard) -> Heard:
    """What a part says by itself; what the whole says needs less to be heard in it."""
    wish, share = next(iter(shares.items()))
    if {wish, whole.wish} <= _MUCH_ALIKE:
        return Heard(whole.wish, sum(shares[one] for one in _MUCH_ALIKE), (part,))
    return Heard(wish, share + _OF_THE_WHOLE if wish == whole.wish else share, (part,))


def _merged(acts: Sequence[Heard]) -> tuple[Heard, ...]:
    said: dict[str, Heard] = {}
    for one in acts:
        before = said.get(one.wish)
        said[one.wish] = replace(before, parts=(*before.parts, *one.parts)) if before else one
    return tuple(said.values())
