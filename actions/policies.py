"""From one policy to another: what was told is used there too."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.answers.comparing import under
from actions.answers.estimates import result
from actions.answers.registry import Outcome, Then
from actions.memory import Memory
from actions.replies import Button, Reply, say
from actions.turn import Turn
from actions.words import policy as words
from policy_rules import Pack, installed_packs, load_pack, resolve_policy

__all__ = ["switched"]

_ANOTHER = re.compile(
    "(?:换|切换|改)(?:到|成|一?个|一份)*(?:别的|其他|另外?的?)?政策|(?:别的|其他|另[一外][一个份]*的?|第二[个份]|下一?[个份]|不同的)政策"
    "|^(?:再|请|那|就)?[换切](?:回|返)(?:来|去|原来的?|刚才的?|之前的?)*[吧了。]*$|哪些政策|几[个份]政策|(?:别的|其他)区"
)
_WANTS_IT = re.compile("[换切改]|第二[个份]|另[一外]|下一?[个份]")
"""Asks for another policy, not only whether there is one."""


def switched(turn: Turn, memory: Memory) -> Outcome | None:
    """The answer where the message turns to another policy, or asks which there are; None otherwise."""
    meant = turn.pressing("policy") or _named(turn, memory) or _accepted(turn, memory)
    if meant and meant != memory.policy:
        return _switch_to(load_pack(str(meant)), memory)
    if turn.pressed is None and _switches_to(memory.pack.policy.district_names[-1], turn.text):
        return Outcome([say(words.THIS_ONE_ALREADY.format(title=words.name(memory.pack.policy)))], memory)
    if turn.pressed is None and _ANOTHER.search(turn.text) and not turn.clauses:
        others = [id for id in installed_packs() if id != memory.policy]
        wanted = len(others) == 1 and _WANTS_IT.search(turn.text)
        return _switch_to(load_pack(others[0]), memory) if wanted else _choose(memory)
    return None


def _switch_to(pack: Pack, memory: Memory) -> Outcome:
    moved = under(pack, memory)
    told = [result(moved)] if moved.topic else []
    return Outcome([say(words.SWITCHED.format(title=words.name(pack.policy))), *told], moved, Then.NEXT)


def _named(turn: Turn, memory: Memory) -> str | None:
    """Another installed policy that the text names: by title, number or alias, or as that of its district."""
    meant = resolve_policy(turn.text, memory.as_of)
    if meant is None or meant.id == memory.policy or turn.pressed is not None:
        return None
    policy = meant.policy
    by_name = any(name in turn.text for name in (policy.title, policy.document_number, *policy.aliases))
    return meant.id if by_name or _turns_to(policy.district_names[-1], turn) else None


def _turns_to(district: str, turn: Turn) -> bool:
    """「换回甲区的」, 「乙区那份能拿多少」; who moves there from another district names it too."""
    looks = f"(?:看看?|算算?|查|问|试|[按用]|了解)(?:一?下)?[^，。]{{0,3}}{district}[区县市]?(?:[的那这]|政策|[吧呢]?$)"
    asks = (
        f"{district}[区县市]?[的那这]?[份个边里]?的?"
        "(?:政策|文件|办法|措施|呢|能[拿给补]|可以[拿补]|有[什哪啥]|补贴|扶持|奖励|也?(?:帮我)?[算看查测])"
    )
    if _switches_to(district, turn.text):
        return True
    return not turn.facts and re.search(f"{looks}|{asks}", turn.text) is not None


def _switches_to(district: str, text: str) -> bool:
    return re.search(f"(?:[换切]|改[成到为看算])(?:[成到为回去]|一下)*[^，。搬迁]{{0,4}}{district}", text) is not None


def _accepted(turn: Turn, memory: Memory) -> str | None:
    """The only policy that was just offered, after 「好」."""
    question = memory.question or {}
    offered = question.get("policies", ())
    return offered[0] if len(offered) == 1 and turn.has("affirm") and not turn.facts else None


def _choose(memory: Memory) -> Outcome:
    others = [load_pack(id) for id in installed_packs() if id != memory.policy]
    if not others:
        return Outcome([say(words.ONLY_THIS_ONE.format(title=words.name(memory.pack.policy)), "有哪些扶持")], memory)
    buttons = [
        Button(pack.policy.title, words.SWITCH_TO.format(title=words.name(pack.policy)), {"policy": pack.id})
        for pack in others
    ]
    offering = replace(
        memory, asked=None, question={"kind": "policies", "places": [], "policies": [p.id for p in others]}
    )
    return Outcome([Reply(words.OTHER_POLICIES, buttons)], offering, Then.NOTHING)
