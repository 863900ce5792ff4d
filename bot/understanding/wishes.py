"""All wishes of one message: 「能拿多少，怎么申请，什么时候到账」 has three."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.understanding.intents_features import spelled

__all__ = ["WISHES", "Heard", "wishes_in"]

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
_SHORTEST_PART = 3  # characters; 「行吗」 alone is no wish of its own
_SHORT_QUESTION = re.compile("[咋怎谁]|给谁")
_MUCH_ALIKE = frozenset({"estimate", "ask_clause"})  # 「补多少」 of me, or in general

# What loses or starts over is done only when it is the main wish; a supposition is answered by its estimate.
_NEVER_FURTHER = frozenset({"restart", "delete_data"})
_COMMANDS = frozenset({"export_report", "review_facts"})
_ANSWERED_WITH = {"what_if": "estimate"}

_HAN = "[一-鿿]"
_PARTS = re.compile(
    rf"[,;:?!.。、\n]+|(?<={_HAN})\s+(?={_HAN})"
    "|另外(?![一1]?[家个])|还有就是|顺便|并且|以及|及(?=与)|并(?=导出|打印|告诉|说明|发|帮|算|附)|同时想|然后|接下来|还想(?:问|知道)"
    "|[和跟与及](?=怎么|如何|咋|什么|哪|找谁|多少|几|能不能|可不可以|有没有|是否)"
    "|(?<=[吗呢呀啊伐])(?=.{3})|(?<=[^怎什那这多要]么)(?=.{3})|(?=要是|如果|再(?:说|问|讲|告诉|帮|给|导|发))"
)
_ON_CONDITION = re.compile(
    "^那?(?:(?:要是|如果|假如|倘若|若)?(?:还|没|不|能|可以|行|有效|符合|过期|到期|算|够)[^,多哪怎谁什我咱该几]{0,5}?的话"
    "|(?:要是|如果|假如|倘若|若)(?:还|没|不|能|可以|行|有效|符合|过期|到期|算|够)[^,多哪怎谁什我咱该几]{0,5}(?=[多哪怎谁什我咱该几]))"
)
"""「要是没过期我该找谁」 supposes nothing of the speaker's facts."""
_ASKS = re.compile(
    "[吗么伐呢吧不]$|是.{1,8}还是|什么|啥|多少|几|怎么|怎样|如何|咋|哪|谁|何|是否|能不能|可不可以|可否|能否|行不行|够不够|有没有|是不是|算不算|会不会|要不要|对不对"
    "|(.)不\\1|[没不冇]$|到期没|过期没|还.{0,6}[吗么伐]|多[久长大高远]|帮我|给我|替我|发我|告诉|说说|讲讲|(?<=.)列|列(?!一?下)|算(?:一?[下算]|个|笔)|导出|打印|转人工|找个?人|念|查一下|看看"
    "|标准|条件|材料|流程|时间|时点|节点|上限|比例|方式|规则|电话|入口|手续|口径|定义|意思|区别|名单|清单"
)

_ASKS_NOT = re.compile("甭管|不管|别管|无论|不论|我(?:刚才|刚刚|前面|上面|之前)[说讲报填]的")
"""「不管我公司啥情况」, 「按我刚才说的数据」: named only to say what is asked for elsewhere."""


@dataclass(frozen=True)
class Heard:
    """A wish, how surely it is said, and the parts of the message that say it."""

    wish: str
    share: float
    parts: tuple[str, ...]


def wishes_in(text: str, whole: Heard, ranked: Callable[[str], dict[str, float]]) -> tuple[Heard, ...]:
    """The wishes of the message in the order in which they are said; `whole` is what it says as a whole."""
    if whole.wish not in WISHES and whole.wish != "inform":
        return (whole,)
    parts = _parts(text)
    if len(parts) < 2:
        return (whole,)
    not_further = {*_NEVER_FURTHER, _ANSWERED_WITH.get(whole.wish)} - {whole.wish}
    heard = [one for one in (_heard(part, ranked(part), whole) for part in parts) if _is_wished(one, whole)]
    # Where no part asks what the whole says, others must say so the more surely.
    least = _FROM if any(one.wish == whole.wish and _asks(one) for one in heard) else _WITHOUT_THE_WHOLE_FROM
    said: dict[str, Heard] = {}
    for one in heard:
        if one.wish in WISHES - not_further and one.share >= (_FROM if one.wish == whole.wish else least):
            before = said.get(one.wish)
            said[one.wish] = replace(before, parts=(*before.parts, *one.parts)) if before else one
    in_order = tuple(said.values())[:MOST_WISHES]
    if whole.wish in said:
        return (whole,) if whole.wish in _NEVER_FURTHER else in_order
    surely = len(in_order) > 1 and all(one.share >= _WITHOUT_THE_WHOLE_FROM for one in in_order)
    return in_order if surely else (whole,)


def _parts(text: str) -> list[str]:
    parts = (_ON_CONDITION.sub("", part.strip()) for part in _PARTS.split(spelled(text)) if part)
    return [part for part in parts if len(part) >= _SHORTEST_PART or _SHORT_QUESTION.match(part)]


def _is_wished(one: Heard, whole: Heard) -> bool:
    """A question asks; a command (「直接出报告」) needs no question, nor does what the whole message says."""
    if any(_ASKS_NOT.search(part) for part in one.parts):
        return False
    return one.wish in {*_COMMANDS, whole.wish} or _asks(one)


def _asks(one: Heard) -> bool:
    return any(_ASKS.search(part) for part in one.parts)


def _heard(part: str, shares: dict[str, float], whole: Heard) -> Heard:
    """What a part says by itself; what the whole says needs less to be heard in it."""
    wish, share = next(iter(shares.items()))
    if {wish, whole.wish} <= _MUCH_ALIKE:
        return Heard(whole.wish, sum(shares[one] for one in _MUCH_ALIKE), (part,))
    return Heard(wish, share + _OF_THE_WHOLE if wish == whole.wish else share, (part,))
