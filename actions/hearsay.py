"""What others are said to have got (「同行有家拿了300万，是真的吗」): no fact of the speaker's, and nothing to be had twice."""

from __future__ import annotations

import re

from actions.turn import Turn

__all__ = ["is_hearsay", "is_of_others", "truth_asked"]

_SAID = (
    "听[^，。？！?!]{0,4}[说讲闻]|据说|传说|传闻|有人[说讲]|(?:网上|群里|外面|朋友圈|中介)[^，。？！?!]{0,4}[说讲传]"
)
_ANOTHER = (
    "同行|隔壁|别人|人家|别家|别的(?:公司|企业|单位)|其他(?:公司|企业|单位)|有(?:一?家|个)?(?:公司|企业|单位|老板)|有家"
    "|(?:朋友|同学|邻居|亲戚|对门|楼上|楼下|对手)[^，。？！?!]{0,6}"
)
_GOT = "(?:[拿领获得申批补奖给发返退]|免|追回|骗|报销)"
_HEARD = re.compile(f"(?:{_SAID})[^，。？！?!]*{_GOT}|(?:{_ANOTHER})[^，。？！?!]*{_GOT}(?:到|了|过|下来|走|的)")
_TRUE = (
    "(?:[这那][件个]?(?:事|话|消息)?)?(?:到底)?(?:是不是|是)?(?:真有?的?|真有[这那]回?事|假的)(?:还是假的|假的|[吗吧么呢])*"
    "|(?:真的?)?有没?有?[这那]种?回?事[吗么吧]?|靠谱[吗么不]|[能可]信[吗么不]"
)
_TRUTH = re.compile(f"(?:{_TRUE})$")
_TRUTH_OF_IT = re.compile(f"(?:{_TRUE}|(?:你们?)?(?:知道|清楚|晓得)(?:不知道)?[吗么不]|对[吗么不])$")
_OWN = re.compile("我们(?!听)|咱们?|我(?:司|这|自己|能|也|可)|你们?[能会可]")
_ASKS = re.compile("[吗呢么]$|什么|多少|怎么|为什么|哪|几|能不能|可不可以")


def is_hearsay(turn: Turn) -> bool:
    """Whether the message only reports what others are said to have got, and at most asks whether it is so."""
    parts = [part for part in re.split("[，。？！,.?!；;\\s]+", turn.text) if part]
    if turn.pressed is not None or turn.facts or _OWN.search(turn.text) or not any(map(_HEARD.search, parts)):
        return False
    others = [part for part in parts if not (_HEARD.search(part) or _TRUTH_OF_IT.fullmatch(part))]
    asked_with_it = [_TRUTH_OF_IT.sub("", part) for part in parts if _HEARD.search(part)]
    return not any(_ASKS.search(part) for part in (*others, *asked_with_it))


def is_of_others(text: str) -> bool:
    """「隔壁拿了200万」 rather than 「听说租金全免」."""
    return re.search(_ANOTHER, text) is not None


def truth_asked(turn: Turn) -> bool:
    """「真的吗」, and nothing else."""
    return turn.pressed is None and _TRUTH.fullmatch(re.sub("[，。？！,.?!\\s]", "", turn.text)) is not None
