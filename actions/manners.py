"""What goes with an answer: a greeting, thanks, a nod to small talk, a goodbye, each in a word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.answers import Outcome, Then, confirmation
from actions.presenting import AT_A_GLANCE
from actions.replies import Reply
from actions.turn import Turn
from actions.words import courtesy as words

__all__ = ["Manners", "politely", "set_apart"]

_BEFORE = {"greet": words.HELLO, "thank": words.NOT_AT_ALL}
_SET_APART = frozenset({*_BEFORE, "goodbye", "out_of_scope"})
_WANTS = re.compile("[吗么呢伐不]$|什么|啥|怎么|哪|谁|多少|帮我|给我|推荐|写|讲|唱|查")
"""Small talk that wants an answer; of the weather one need say nothing."""


@dataclass(frozen=True)
class Manners:
    """The words to say before an answer, and whether the person takes leave."""

    before: str = ""
    leaves: bool = False


def set_apart(turn: Turn) -> tuple[Turn, Manners]:
    """The turn without politeness and small talk, where it does anything else; and how to return them."""
    rest = tuple(intent for intent in turn.intents if intent not in _SET_APART)
    if turn.pressed is not None or not rest or len(rest) == len(turn.intents):
        return turn, Manners()
    before = "".join(_BEFORE[intent] for intent in turn.intents if intent in _BEFORE)
    if turn.has("out_of_scope") and _WANTS.search(turn.reading.get("small_talk") or ""):
        before += words.NOT_MINE
    return replace(turn, intents=rest), Manners(before, turn.has("goodbye"))


def politely(outcome: Outcome, manners: Manners) -> Outcome:
    """The answer with a word before it; who takes leave is asked nothing more, unless something is to be confirmed."""
    replies = list(outcome.replies)
    if manners.leaves and not confirmation.is_waiting(outcome.memory) and replies:
        leave = words.SEE_YOU_REMEMBERING if outcome.memory.facts else words.SEE_YOU
        replies[-1] = replace(replies[-1], after="\n".join(filter(None, (replies[-1].after, leave))))
        outcome = replace(outcome, then=Then.NOTHING)
    return replace(outcome, replies=_opened(replies, manners.before))


def _opened(replies: Sequence[Reply], before: str) -> list[Reply]:
    if not before or not replies or len(before) + len(replies[0].text) > AT_A_GLANCE:
        return list(replies)
    first = replies[0]
    line = "\n" if first.items and first.text else ""  # a list has a heading of its own
    return [replace(first, text=f"{before}{line}{first.text}"), *replies[1:]]
