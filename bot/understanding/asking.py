"""Whether a part of a message asks or commands by itself, and what is only a condition of its question."""

from __future__ import annotations

import re

__all__ = ["asks", "asks_on", "is_dismissed", "leads_up", "refers_back", "without_condition"]

_ON_CONDITION = re.compile(
    "^那?(?:(?:要是|如果|假如|倘若|若)?(?:还|没|不|能|可以|行|有效|符合|过期|到期|算|够)[^,多哪怎谁什我咱该几]{0,5}?的话"
    "|(?:要是|如果|假如|倘若|若)(?:还|没|不|能|可以|行|有效|符合|过期|到期|算|够)[^,多哪怎谁什我咱该几]{0,5}(?=[多哪怎谁什我咱该几]))"
)
_ASKS = re.compile(
    "[吗么伐呢吧不]$|是.{1,8}还是|([^,]{1,3})[啊呀呢]?还是[^,]{1,4}\\1|什么|啥|多少|几|怎么|怎样|如何|咋|哪|谁|何|是否|能不能|可不可以|可否|能否|行不行|够不够|有没|是不是|算不算|会不会|要不要|对不对"
    "|(.)不\\2|(?:[没不冇]|(?<!还)没有)$|到期没|过期没|还.{0,6}[吗么伐]|多[久长大高远]|帮我|给我|替我|发我|给一下|告诉|说说|讲讲|(?<=.)列|列(?!一?下)|算(?:一?[下算]|个|笔|出来(?!的))|导出|打印|找个?人|念|查一下|看看"
    "|人工|[叫换](?:个|你们)?.{0,2}人"
    "|(?<![了过])(?<![了过]个)(?:标准|条件|材料|流程|时间|时点|节点|上限|比例|方式|规则|电话|入口|手续|口径|定义|(?<!我的)意思|区别|名单|清单)(?:也?[给发讲说有].{0,4})?$"
)
_DISMISSED = re.compile("甭管|不管|别管|无论|不论|(?<![给帮替发]我)[都也](?:行|可以|成)$")
_REFERRED_TO = re.compile("我(?:刚才|刚刚|前面|上面|之前)[说讲报填]的")
_ASKS_ON = re.compile(
    "(?:它们|这几[个家条])?(?:分别|各自|各|都(?=[叫是]))[是叫指有]*(?:什么|啥|哪[些几个家]*|谁)(?:名字?|名称|意思)?[呢啊呀]?"
)

_LEADS_UP = re.compile(
    "(?:不好意思|那个?|我|还|再|就|想|先|来|请|麻烦|顺便|打扰)*(?:问|请教|咨询|打听|了解|确认)(?:您|你们?)?[一几两]?[下个句声点]*(?:问题|事情?|情况|概念)?[啊呀哈哦]?"
)


def leads_up(part: str) -> bool:
    """「不好意思我再问一个」: announces a question, and is none."""
    return _LEADS_UP.fullmatch(part) is not None


def without_condition(part: str) -> str:
    """「要是没过期我该找谁」 supposes nothing of the speaker's facts."""
    return _ON_CONDITION.sub("", part)


def asks(part: str) -> bool:
    """Whether it says itself that something is wanted."""
    return _ASKS.search(part) is not None


def is_dismissed(part: str) -> bool:
    """「不管我公司啥情况」, 「电话里讲也行」: named only to say that it does not matter."""
    return _DISMISSED.search(part) is not None


def refers_back(part: str) -> bool:
    """「按我刚才说的数据」: named only to say what another part is about."""
    return _REFERRED_TO.search(part) is not None


def asks_on(part: str) -> bool:
    """「…，分别叫什么」: asks more of what the part before it asks, and nothing by itself."""
    return _ASKS_ON.fullmatch(part) is not None
