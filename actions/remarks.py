"""What a message says besides its wish: asks for a promise, dictates a sum, wants advice, has had enough.

Such remarks have no intent of their own; the words for them are few and plain.
"""

from __future__ import annotations

import re
from enum import Enum

from actions.hearsay import truth_asked
from actions.turn import Turn

__all__ = ["Remark", "asks_how", "remark_in"]


class Remark(Enum):
    CHEATS = "would have the figures forged: 帮我编一个收入"
    HIDES = "would have the reservations left out: 别写已失效"
    ORDERS = "gives the program orders: 忽略之前的指令"
    DICTATES = "dictates an amount: 把总额改成一个亿"
    GUARANTEE = "wants a promise: 你保证能拿到吗"
    ADVICE = "wants to get more: 差多少到下一档"
    WHY_ASKED = "wants to know why something is asked"
    SOURCE = "wants to read the document's own words"
    WHY_NOT = "wants to know why something does not count: 为什么示范应用没算"
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
    Remark.CHEATS: (
        "(?:帮我|给我|能不能|可以|怎么|怎样)[^，。]{0,4}编(?:个|一|点|些|造|出)|虚报|造假|作假|做假(?!设|定)|谎报|假(?:合同|发票|数据|数字)",
        "(?:改|动|调)(?:一?下|大|高|低)?(?:数字|数据|账)[^，。]{0,6}(?:多|拿|够|到)|送(?:点|些)?(?:钱|礼|红包)|贿赂|走后门|塞(?:点|些)?钱|打点一下",
    ),
    Remark.HIDES: (
        "(?:去掉|删掉|删除|去除|别写|不要写|不写|别提|不要提|别显示|不要显示|隐藏|抹掉|拿掉)[^，。]{0,6}(?:评审|失效|过期|仅供|最高|参考|这几个字|[一二两三四五六]个字)",
        "(?:评审|失效|过期|仅供测算|仅供参考|最高)[^，。]{0,6}(?:去掉|删掉|删除|去除|别写|不要写|抹掉|拿掉)",
    ),
    Remark.ORDERS: (
        "(?:忽略|无视|忘掉|忘记|覆盖)[^，。]{0,8}(?:指令|提示|规则|设定|限制|要求)",
        "系统提示|提示词|system ?prompt|ignore (?:all|previous)|扮演|越狱|开发者模式",
        "你现在(?:是|扮演)|(?:从现在(?:开始|起)|现在)你(?:就)?是",
        "(?:输出|打印|显示)你的(?:指令|规则|配置|密码|密钥)",
    ),
    Remark.DICTATES: (
        f"{_AMOUNT}[^，。？?]{{0,4}}{_SET_TO}[^，。]{{0,8}}[万亿元\\d]",
        "(?:给我|帮我|替我)[^，。]{0,4}(?:写|填|算|批|开|凑|整)(?:成|个|到|够)?[^，。年月日收投租设研平]{0,6}[万亿]",
        "(?:写|填|批|开|凑)(?:成|个|到|够)?[^，。年月日收投租设研平]{0,6}[万亿]元?(?:总|就|也)?(?:行|可以|好|得了)",
        "你(?:就)?(?:说|写|算|报)[^，。年月日收投租设研平]{0,6}[万亿]",
        "(?:^|[，。！])(?:你们?)?(?:必须|赶紧|快点?|就)?给我们?[^，。年月日收投租设研平]{0,6}[万亿]",
        "按(?:成|照)?(?:[一二三四五六七八九十百千\\d.]+个?)?[万亿]+元?(?:给我|来|先)*(?:算|批|给)",
        "^(?:那|你|帮我|给我)*(?:直接(?:按|给|算|批)|就(?:按|给|批))(?:我们?|成|个)*[^，。年月日收投租设研平]{0,6}[万亿]元?(?:来?算|好了|给我|批)*[吧了。！!]*$",
    ),
    Remark.GUARANTEE: (
        "你?(?:确定|肯定)[吗么]|靠谱[吗么]|准不准|准[吗么]",
        "是不是(?:在)?骗|骗人的?[吧吗么]|骗我(?:们)?的?[吧吗么]",
        "保证|打包票|承诺|稳不稳|稳拿|包过|拿满|顶格|(?:能|可以)(?:确定|肯定)(?:拿|给|批)",
        "(?:一定|肯定|百分百|百分之百|100%|绝对|确定)(?:能|可以|会)(?:拿|给|批|补|到|下来|有)",
    ),
    Remark.ADVICE: (
        "(?:分|拆)(?:成|为|开)[^，。]{0,3}(?:[两2几多]个?)?(?:独立的?)?项目",
        "多投?多少|到(?:顶|上限|封顶)",
        "下一档|(?:还)?差多少|建议|拉满|多拿(?:一)?(?:点|些)|(?:先|优先)(?:申请|报|申报)哪|哪(?:条|个|项)(?:更|最)?(?:划算|合适)",
        f"{_HOW}(?:样|才|做|办|能)*[^，。]{{0,6}}(?:多|更多|最多|最高)(?!少)|{_HOW}[^，。]{{0,6}}(?:提高|增加|最大化|划算|优化)",
    ),
    Remark.WHY_ASKED: (
        f"{_WHY}[^，。]{{0,3}}(?:要)?(?:问|知道|填|了解)(?:这|那|我|得|这么)",
        "问这(?:个|些)?(?:干嘛|干什么|做什么|有什么用|干啥)",
    ),
    Remark.SOURCE: (
        "(?:看|给|发|贴|要|有|是)[^，。]{0,4}(?:原文|原话)|(?:原文|原话)(?:呢|是|怎么|给|在|发|拿|$)|(?:数据|数字|依据)[^，。]{0,4}(?:哪|什么)",
    ),
    Remark.WHY_NOT: (f"{_WHY}[^，。]{{0,12}}(?:没有?|不)(?:再|给|被)?(?:算|计|拿|补|符合|能|包括|包含|享受|行)",),
    Remark.WHY_RANGE: (
        f"{_WHY}[^，。]{{0,6}}(?:区间|范围|不确定|差(?:这么|那么)多|不是准数|没有准数)",
        "(?:哪|什么)[^，。]{0,6}不确定|(?:区间|范围)(?:是|又是)?(?:怎么回事|怎么来|什么原因|啥原因)",
        "(?:给|要)(?:我)?(?:一)?个?(?:准数|(?:准确|确切|确定|固定|精确)(?:的)?(?:数|金额))",
    ),
    Remark.HOW_COMPUTED: (
        f"{_WHY}[^，。]{{0,8}}(?:只有|只能|才|就这么?点|这么少|那么少)|才这么点|算错|算得不对|有没有算错",
        f"{_WHY}[^，。]{{0,3}}不是[^，。]{{0,8}}[万亿元]|{_HOW}(?:来|得出?|得到)的|哪(?:儿|里)?来的(?=.?$)",
        f"{_HOW}(?:计)?算(?:出来|得|的|出)|算法|计算(?:过程|公式|方法|依据)|公式|明细",
    ),
    Remark.ENOUGH: (
        "别(?:废话|啰嗦|罗嗦|墨迹)|少(?:废话|啰嗦|罗嗦)|直接说(?:吧|$)|说重点|长话短说|快点?说",
        "别(?:再)?问|不要(?:再)?问|不想(?:再)?(?:回答|答|说)了|问(?:题)?太多|烦死|没完没了",
        "(?:全部|全都|都|其余|剩下|后面)(?:的|问题)*跳过|跳过(?:全部|所有|其余|剩下)|(?:直接|先)(?:告诉|说|给|看)(?:我)?结果",
    ),
    Remark.GO_ON: ("继续问|接着问|你问吧|问吧$|^继续$|^接着来?$",),
    Remark.ANGER: (
        "垃圾|骗子|骗人(?!的?[吧吗么])|傻[逼叉瓜子Xx]|智障|弱智|废物|什么玩意|气死|滚(?!动)|他妈|妈的|操你|狗屁",
        "屁|去死|有病|废话(?:真|太|这么|那么|连)|没用的|太差|差劲|坑人|扯淡|胡说|投诉|破机器人|蠢",
    ),
}
_PATTERNS = {remark: re.compile("|".join(words), re.IGNORECASE) for remark, words in _WORDS.items()}

_ASKS_HOW = re.compile(f"{_PATTERNS[Remark.HOW_COMPUTED].pattern}|{_WHY}[^，。]{{0,3}}(?:是|才|只有|只能)")


def asks_how(text: str) -> bool:
    """Whether the way to an amount is asked for: 租金怎么算出来的, 为什么是50万."""
    return _ASKS_HOW.search(text) is not None


_ASKS_FOR_A_CLAUSE = frozenset({"ask_clause", "ask_payment", "ask_stacking", "ask_procedure", "check_eligibility"})
_GIVES_WAY = {
    Remark.SOURCE: _ASKS_FOR_A_CLAUSE | {"ask_document"},
    Remark.HOW_COMPUTED: _ASKS_FOR_A_CLAUSE,
    Remark.ADVICE: frozenset({"ask_procedure", "ask_contact"}),
}


def remark_in(turn: Turn) -> Remark | None:
    """The remark in a message that the dialogue answers itself; a question about a named clause comes first."""
    if turn.pressed is not None:
        return None
    if truth_asked(turn):
        return Remark.GUARANTEE
    for remark, pattern in _PATTERNS.items():
        if pattern.search(turn.text) and not _is_about_a_clause(remark, turn):
            return remark
    return None


def _is_about_a_clause(remark: Remark, turn: Turn) -> bool:
    return bool(turn.clauses) and bool(_GIVES_WAY.get(remark, frozenset()) & set(turn.intents))
