"""Short messages that mean something only after what was said: 展开说说, 第二条呢, 总共呢, 那要多少才行."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

from actions.telling import Loose
from actions.turn import Turn

__all__ = ["FollowUp", "Followed", "followed"]


class FollowUp(Enum):
    """What is wanted, of what was said last."""

    UNFOLD = "the rest, or more of it: 展开说说"
    WHICH = "of which clauses it consists: 分别是哪几条"
    NTH = "more of one of those listed: 第二条呢"
    MORE = "whether there is more than what was spoken of: 还有吗"
    MEANING = "what the last words meant: 啥意思"
    SUM = "the sum: 总共呢"
    NOW = "how it stands now: 现在呢"
    RIGHT = "whether all that is right: 这些对吗"
    SUMMARY = "all in short: 总结一下"
    NOTHING_ELSE = "that nothing else is to be told: 没有别的了"
    NEEDED = "how much it takes: 那要多少才行"
    NOT_THAT = "why it is not another amount: 为什么不是100万"


@dataclass(frozen=True)
class Followed:
    """A follow-up with what it names: the ``number`` of an item and what kind it is called, or an ``amount``."""

    wish: FollowUp
    number: int = 0
    item: str = ""
    amount: Any = None


_FILLERS = "(?:嗯|哦|噢|呃|额|啊|好|行|对|吧|那么?|就|所以|然后|请问?|麻烦|你们?|您|帮我|给我|跟我|再|都|的|了|先)*"
_ENDING = "(?:呢|吗|啊|呀|吧|嘛|的|了|一?下|看看|听听|说说|讲讲|列一?下|好吗|行吗|可以吗)*"
_N = "[一二三四五六七八九十]|10|[1-9]"
_WORDS: dict[FollowUp, tuple[str, ...]] = {
    FollowUp.UNFOLD: (
        "(?:展开|细说|详细|具体|仔细|逐[项条个]|一[条项个][条项个]?一?[条项个]?|往下)(?:说|讲|看|列|介绍|解释|看看|讲讲|说明)*"
        "(?:细|详细|具体)?(?:一?[点些])?",
        f"(?:剩下|其余|后面|余下|另外)(?:[几那这]|{_N})?[条项个]?(?:的|是什么|有哪些|呢)*",
        "看?其余|还有呢|更多|下一页|接着列",
    ),
    FollowUp.WHICH: (
        "(?:分别|具体|各)?(?:是|有|指|包括|符合|能拿)?(?:的是)?哪(?:几|[一二两三四五六七八九十])(?:条|项|个|种)"
        "(?:扶持|补贴|政策|条款|奖励)?",
    ),
    FollowUp.NTH: (
        f"(?:看看?|说说?|讲讲?|查|问|了解)?第(?P<number>{_N})(?P<item>[条个项点])的?"
        "(?:呢|是什么|是啥|是?什么意思|是怎么(?:回事|算的?)|怎么(?:算|说|讲)的?|具体|详细|展开)?",
    ),
    FollowUp.MORE: (
        "(?:还有|有)(?:没有|什么|哪些|啥)?(?:别的|其他|其它|另外)?(?:的|什么|补贴|扶持|奖励|政策|钱)*(?:能拿|可以拿|可拿)?的?",
    ),
    FollowUp.MEANING: (
        "(?:这|那|这个|那个|这话|这句话?)?(?:是)?(?:什么|啥)意思",
        "(?:我)?(?:没|不)(?:太)?(?:看懂|听懂|懂|明白)",
    ),
    FollowUp.SUM: (
        "(?:总共|一共|合计|总计|拢共|加起来|加一起|全部加起来|总的|总额)(?:算下来)?(?:是|有|能有|能拿|拿)?(?:多少)?钱?",
    ),
    FollowUp.NOW: ("(?:现在|目前|眼下|如今)(?:算下来|是)?(?:多少|怎么样|怎样)?钱?",),
    FollowUp.RIGHT: (
        "(?:[这那]些?|以上|上面|刚才|数字?|信息|情况|金额|结果|记|说|算|样|是|得|的|没)*"
        "(?:对不对|没错吧?|正确|准确|没问题|对(?=[吗吧么]))",
    ),
    FollowUp.SUMMARY: (
        "(?:总结|汇总|归纳|小结|概括|总的说)(?:一?下|总结|个|成几句|几句)*(?:情况|结果)?",
        "(?:来|做|要)?个?(?:总结|小结|汇总)",
    ),
    FollowUp.NOTHING_ELSE: (
        "(?:我们?|目前|暂时|也|应该)?(?:没有?|无)(?:什么)?"
        "(?:别的|其他|其它|另外|更多|补充|要补充|要说|可说)(?:的|情况|项目|补充)*",
        "(?:我们?|目前|暂时|也)?(?:就|只有?)是?(?:这|那)(?:些|么多|样|[几一两二三四五][个项条])",
    ),
    FollowUp.NEEDED: (
        "(?:要|得|需要?|应该|至少|最少|起码|到底|收入|营收|投资|投入|研发|设备|数|达到?|做到|到)*多少(?:钱|万)?"
        "(?:才|就)(?:行|够|可以|能?符合|能?算|能?有|能?拿|能?给|能?达标|达标|能?到)(?:到|得到)?",
    ),
    FollowUp.NOT_THAT: (
        "(?:为什么|为啥|怎么|凭什么)会?就?(?:不是|没有|不给|没到|不到)"
        r"(?P<figure>[\d零一二两三四五六七八九十百千.,]+(?:个亿|[万亿])元?)",
    ),
}
_PATTERNS = {wish: re.compile(f"{_FILLERS}(?:{'|'.join(words)}){_ENDING}") for wish, words in _WORDS.items()}
_NUMBERS = {sign: at for at, sign in enumerate("一二三四五六七八九十", start=1)}


def followed(turn: Turn) -> Followed | None:
    """The follow-up that the message is as a whole; None where it says anything else."""
    if turn.pressed is not None:
        return None if not turn.pressing("unfolds") else Followed(FollowUp.UNFOLD)
    words = re.sub(r"[\s，。！？、,.!?~…]", "", turn.text)
    for wish, pattern in _PATTERNS.items():
        found = pattern.fullmatch(words)
        if found and (wish is FollowUp.NOT_THAT or not turn.facts) and _asks_if_it_must(wish, turn.text):
            return _as_said(wish, found.groupdict())
    return None


def _asks_if_it_must(wish: FollowUp, text: str) -> bool:
    """「没错」 says so, 「没错吧」 asks."""
    return wish is not FollowUp.RIGHT or re.search("[吗吧么?？]|不对", text) is not None


def _as_said(wish: FollowUp, named: dict[str, str | None]) -> Followed:
    figure, number = named.get("figure"), named.get("number")
    return Followed(
        wish,
        number=_NUMBERS.get(number, 0) or int(number) if number else 0,
        item=named.get("item") or "",
        amount=Loose.of(figure).value if figure else None,
    )
