"""What a message says besides its wish: asks for a promise, dictates a sum, wants advice, has had enough.

Such remarks have no intent of their own; the words for them are few and plain.
"""

from __future__ import annotations

import re
from enum import Enum

from actions.turn import Turn

__all__ = ["Remark", "remark_in"]


class Remark(Enum):
    ORDERS = "gives the program orders: 忽略之前的指令"
    DICTATES = "dictates an amount: 把总额改成一个亿"
    GUARANTEE = "wants a promise: 你保证能拿到吗"
    ADVICE = "wants to get more: 差多少到下一档"
    WHY_ASKED = "wants to know why something is asked"
    WHY_RANGE = "wants to know why it is a range"
    HOW_COMPUTED = "wants to see how it is computed"
    ENOUGH = "has had enough of questions"
    GO_ON = "may be asked again"
    ANGER = "is angry"


_HOW = "(?:怎么|怎样|如何|咋)"
_WHY = "(?:为什么|为啥|干嘛|干吗|凭什么|怎么)"
_AMOUNT = "(?:总额|合计|总数|金额|结果|补贴|扶持|奖励)"
_SET_TO = "(?:改成|改为|改到|写成|写|填|算成|就按|调到|设成|设为)"

_WORDS: dict[Remark, tuple[str, ...]] = {
    Remark.ORDERS: (
        "(?:忽略|无视|忘掉|忘记|覆盖)[^，。]{0,8}(?:指令|提示|规则|设定|限制|要求)",
        "系统提示|提示词|system ?prompt|ignore (?:all|previous)|扮演|越狱|开发者模式",
        "你现在(?:是|扮演)|(?:从现在(?:开始|起)|现在)你(?:就)?是",
        "(?:输出|打印|显示)你的(?:指令|规则|配置|密码|密钥)",
    ),
    Remark.DICTATES: (
        f"{_AMOUNT}[^，。？?]{{0,4}}{_SET_TO}[^，。]{{0,8}}[万亿元\\d]",
        "按(?:成|照)?(?:[一二三四五六七八九十百千\\d.]+个?)?[万亿]+元?(?:给我|来|先)*(?:算|批|给)",
        "^(?:那|你|帮我|给我)*(?:直接(?:按|给|算|批)|就(?:按|给|批))(?:我们?|成|个)*[^，。年月日收投租设研平]{0,6}[万亿]元?(?:来?算|好了|给我|批)*[吧了。！!]*$",
    ),
    Remark.GUARANTEE: (
        "保证|打包票|承诺|稳不稳|稳拿|包过|拿满|顶格|(?:能|可以)(?:确定|肯定)(?:拿|给|批)",
        "(?:一定|肯定|百分百|百分之百|100%|绝对|确定)(?:能|可以|会)(?:拿|给|批|补|到|下来|有)",
    ),
    Remark.ADVICE: (
        "下一档|(?:还)?差多少|建议|拉满|多拿(?:一)?(?:点|些)|(?:先|优先)(?:申请|报|申报)哪|哪(?:条|个|项)(?:更|最)?(?:划算|合适)",
        f"{_HOW}(?:样|才|做|办|能)*[^，。]{{0,6}}(?:多|更多|最多|最高)(?!少)|{_HOW}[^，。]{{0,6}}(?:提高|增加|最大化|划算|优化)",
    ),
    Remark.WHY_ASKED: (
        f"{_WHY}[^，。]{{0,3}}(?:要)?(?:问|知道|填|了解)(?:这|那|我|得|这么)",
        "问这(?:个|些)?(?:干嘛|干什么|做什么|有什么用|干啥)",
    ),
    Remark.WHY_RANGE: (
        f"{_WHY}[^，。]{{0,6}}(?:区间|范围|不确定|差(?:这么|那么)多|不是准数|没有准数)",
        "(?:给|要)(?:我)?(?:一)?个?(?:准数|准确(?:的)?数|确切(?:的)?数)",
    ),
    Remark.HOW_COMPUTED: (f"{_HOW}(?:计)?算(?:出来|得|的|出)|算法|计算(?:过程|公式|方法|依据)|公式|明细",),
    Remark.ENOUGH: (
        "别(?:再)?问|不要(?:再)?问|不想(?:再)?(?:回答|答|说)了|问(?:题)?太多|烦死|没完没了",
        "(?:全部|全都|都|其余|剩下|后面)(?:的|问题)*跳过|跳过(?:全部|所有|其余|剩下)|(?:直接|先)(?:告诉|说|给|看)(?:我)?结果",
    ),
    Remark.GO_ON: ("继续问|接着问|你问吧|问吧$|^继续$|^接着来?$",),
    Remark.ANGER: (
        "垃圾|骗子|骗人|傻[逼叉瓜子Xx]|智障|弱智|废物|什么玩意|气死|滚(?!动)|他妈|妈的|操你|狗屁",
        "没用的|太差|差劲|坑人|扯淡|胡说|投诉|破机器人|蠢",
    ),
}
_PATTERNS = {remark: re.compile("|".join(words), re.IGNORECASE) for remark, words in _WORDS.items()}

_ASKS_FOR_A_CLAUSE = frozenset({"ask_clause", "ask_payment", "ask_stacking", "ask_procedure", "check_eligibility"})
_GIVES_WAY = {Remark.HOW_COMPUTED: _ASKS_FOR_A_CLAUSE, Remark.ADVICE: frozenset({"ask_procedure", "ask_contact"})}


def remark_in(turn: Turn) -> Remark | None:
    """The remark in a message that the dialogue answers itself; a question about a named clause comes first."""
    if turn.pressed is not None:
        return None
    for remark, pattern in _PATTERNS.items():
        if pattern.search(turn.text) and not _is_about_a_clause(remark, turn):
            return remark
    return None


def _is_about_a_clause(remark: Remark, turn: Turn) -> bool:
    return bool(turn.clauses) and bool(_GIVES_WAY.get(remark, frozenset()) & set(turn.intents))
