"""Which parts of a message wish something, each to be answered, as far as the whole message allows."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.understanding.asking import asks, asks_on, is_dismissed, leads_up, refers_back
from bot.understanding.besides import SMALL_TALK
from bot.understanding.parts import Act, Part, Said

__all__ = ["SURELY_FROM", "WISHES", "wished_by"]

WISHES = frozenset(
    {
        "estimate", "check_eligibility", "what_if", "list_clauses", "ask_clause", "ask_procedure", "ask_payment",
        "ask_stacking", "ask_validity", "ask_contact", "ask_term", "ask_document", "review_facts", "export_report",
        "restart", "delete_data", "human", "ask_capabilities",
    }
)  # fmt: skip
_MOST_WISHES = 3

# A further wish is answered only when its own part of the message asks, and says by itself what for.
_FROM = 0.7
_OF_THE_WHOLE = 0.2  # what it adds to a part's share that the whole says the same
_ASKED_FROM = 0.95  # the one question outweighs what a whole in doubt says
SURELY_FROM = 0.85  # several parts that each say so by themselves outweigh the whole
_TO_LOSE_FROM = 0.95  # what erases or starts over
_SHORTEST_WISH = 3  # characters; 「行吗」 alone is no wish of its own
_SHORT_QUESTION = re.compile("[咋怎谁]|给谁|人工|真人")
_MUCH_ALIKE = frozenset({"estimate", "ask_clause"})  # 「补多少」 of me, or in general

_LOSES = frozenset({"restart", "delete_data"})
_COMMANDS = _LOSES | {"export_report"}  # 「直接出报告」 needs no question
_A_PERSON, _SURELY_A_PERSON = "human", 0.95  # 「安排个专员跟我对接」 needs no question either
_OF_WHAT_WAS_SAID = _COMMANDS | {"review_facts"}  # 「我之前填的」 is what these are about
_ANSWERED_WITH = {"what_if": "estimate"}  # a supposition is answered by its estimate
_OF_THE_POLICY = re.compile("这(?:个|份|条|项)?(?:政策|文件|补贴|扶持|意见)|报告|人工|你们这")
"""After small talk, 「要哪些材料」 may still be about it."""


def wished_by(parts: Sequence[Part], said: Sequence[Said], whole: Act) -> dict[int, Act]:
    """The wish of each part that has one, as far as the whole message allows."""
    heard: dict[int, Act] = {}
    for at, (part, one) in enumerate(zip(parts, said, strict=True)):
        act = _heard(part.text, one.shares, whole)
        is_answered = act.intent == _ANSWERED_WITH.get(whole.intent) and any(one.supposes for one in said[:at])
        if not is_answered and _is_wished(act, part, one, whole):
            heard[at] = act
    # Where no part asks what the whole says, others must say so the more surely.
    says_it = any(one.intent == whole.intent and asks(one.parts[0]) for one in heard.values())
    heard = {at: one for at, one in heard.items() if one.share >= _least(one, whole, says_it or parts[at].turns)}
    if not says_it and _is_asked_once(heard, whole):
        [asked] = [one for one in heard.values() if asks(one.parts[0])]
        is_clearer = whole.share < _FROM and asked.share >= _ASKED_FROM
        heard = {at: replace(one, intent=(asked if is_clearer else whole).intent) for at, one in heard.items()}
    found = list(dict.fromkeys(one.intent for one in heard.values()))[:_MOST_WISHES]
    if whole.intent in WISHES and whole.intent not in found:
        least = _FROM if whole.share < _FROM else SURELY_FROM
        if len(found) == 1:
            least = _ASKED_FROM if whole.share < _FROM else math.inf
        found = found if all(one.share >= least for one in heard.values()) else []
    return {at: one for at, one in heard.items() if one.intent in found}


def _is_asked_once(heard: Mapping[int, Act], whole: Act) -> bool:
    """「文件里讲的一镇一带，具体是指什么」: the one part that asks says only there what it asks about."""
    wishes = {one.intent for one in heard.values()}
    asking = [one for one in heard.values() if asks(one.parts[0])]
    return whole.intent in wishes and not wishes & (_COMMANDS | {_A_PERSON}) and len(asking) == 1


def _least(one: Act, whole: Act, says_it: bool) -> float:
    if one.intent == whole.intent:
        return _FROM
    if one.intent in _LOSES:
        return _TO_LOSE_FROM
    return _FROM if says_it or whole.share < _FROM else SURELY_FROM


def _is_wished(one: Act, part: Part, said: Said, whole: Act) -> bool:
    """A question asks; a command needs no question, nor does what the whole message says."""
    if one.intent not in WISHES or is_dismissed(part.text) or leads_up(part.text):
        return False
    if refers_back(part.text) and one.intent not in _OF_WHAT_WAS_SAID:
        return False
    if whole.intent == SMALL_TALK and not (part.turns or _OF_THE_POLICY.search(part.text)):
        return False
    if one.intent in {*_COMMANDS, whole.intent}:
        return True
    if asks_on(part.text):
        return False
    if one.intent == _A_PERSON and one.share >= _SURELY_A_PERSON:
        return True
    if one.intent == "what_if":
        return said.supposes and (said.names_fact or asks(part.text))
    is_short = len(part.text) < _SHORTEST_WISH and not _SHORT_QUESTION.match(part.text)
    return asks(part.text) and not is_short


def _heard(part: str, shares: Mapping[str, float], whole: Act) -> Act:
    """What a part says by itself; what the whole says needs less to be heard in it."""
    wish, share = next(iter(shares.items()))
    if wish in _MUCH_ALIKE:
        wish, share = whole.intent if whole.intent in _MUCH_ALIKE else wish, sum(shares[one] for one in _MUCH_ALIKE)
    return Act(wish, share + _OF_THE_WHOLE if wish == whole.intent else share, (part,))
