"""From one policy to another: what was told is used there too."""

from __future__ import annotations

import re
from dataclasses import replace

from actions import case
from actions.answers.estimates import result
from actions.answers.registry import Outcome, Then
from actions.memory import Memory
from actions.replies import Button, Reply, say
from actions.topics import raised_by
from actions.turn import Turn
from actions.words import policy as words
from policy_rules import Pack, installed_packs, load_pack

__all__ = ["switched"]

_ANOTHER = re.compile(
    "(?:换|切换|改)(?:到|成|一?个|一份)*(?:别的|其他|另外?的?)?政策|(?:别的|其他|另一[个份]|另外的|第二[个份]|不同的)政策|哪些政策|几[个份]政策"
)


def switched(turn: Turn, memory: Memory) -> Outcome | None:
    """The answer where the message turns to another policy, or asks which there are; None otherwise."""
    meant = turn.pressing("policy") or _named(turn.text, memory)
    if meant and meant != memory.policy:
        return _switch_to(load_pack(str(meant)), memory)
    if turn.pressed is None and _ANOTHER.search(turn.text) and not turn.clauses:
        return _choose(memory)
    return None


def _switch_to(pack: Pack, memory: Memory) -> Outcome:
    moved = replace(
        memory, policy=pack.id, topic=(), dismissed=(), question=None, asked=None, pending=(), latest=(), surveyed=False
    )
    raised = tuple(raised_by(pack, [case.split(place)[0] for place, _ in case.places(moved.known)]))
    moved = replace(moved, topic=raised)
    told = [result(moved)] if raised else []
    return Outcome([say(words.SWITCHED.format(title=words.name(pack.policy))), *told], moved, Then.NEXT)


def _named(text: str, memory: Memory) -> str | None:
    """Another installed policy that the text names by title, number or alias."""
    for id in installed_packs():
        policy = load_pack(id).policy
        if id != memory.policy and any(
            name in text for name in (policy.title, policy.document_number, *policy.aliases)
        ):
            return id
    return None


def _choose(memory: Memory) -> Outcome:
    others = [load_pack(id) for id in installed_packs() if id != memory.policy]
    if not others:
        return Outcome([say(words.ONLY_THIS_ONE.format(title=words.name(memory.pack.policy)), "有哪些扶持")], memory)
    buttons = [
        Button(pack.policy.title, words.SWITCH_TO.format(title=words.name(pack.policy)), {"policy": pack.id})
        for pack in others
    ]
    return Outcome([Reply(words.OTHER_POLICIES, buttons)], memory, Then.NOTHING)
