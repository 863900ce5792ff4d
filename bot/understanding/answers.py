"""Short answers as a grammar of their own: whether 「嗯，没有的」 or 「都进了」 says yes, no or nothing.

An answer is made of negations, words that affirm, and words that say neither; anything else in it makes it no bare
answer. To teach a turn of phrase, add it to its row. Rows are tried in this order at every position.
"""

from __future__ import annotations

import re
from enum import Enum

__all__ = ["Answer", "answer_in"]


class Answer(Enum):
    """What a bare answer says."""

    YES = "yes"
    NO = "no"
    NONE = "none"  # 「没有」: no, and of an amount nothing
    NOD = "nod"  # 「嗯」, 「对」: yes, unless the answer comes after it
    NOTHING = "nothing"  # 「那个」, 「我想想」


_SAYS_NEITHER = (
    "不过|差不多|是?这样子?的?(?!说)|不好意思|没关系|算(?:了|啦|咯|喽)",
    "我(?:们)?(?:想想|看看|看一?下)|让我(?:想想|看看)|怎么说呢|这么说吧|老实说|说实话|坦白讲|实话",
    "我们|咱们?|俺们?|阿拉|我|那(?!边|个|时)(?:必须)?(?=必须|当然|肯定|是)|那(?!边|个|时)|我司|敝司|(?:公司|企业|单位)(?=[也都还已就没不有在是])|这边|这里|这儿|那边|这块|这个|那个|这项|这方面|这种|这样|哪个|哪[级种]",
    "目前|暂时|现在|当前|至今|到现在|一直|从来|从|始终|完全|绝对|真的?|反正|其实|应该|可能|大概|好像|貌似|基本上?|估计|我想"
    "|已经?|早就?|之前|以前|此前|往年|都|也|还|就|才|刚刚?|倒|可|全部?|全都|两个|两者|两样|各|去年|今年|前年|上个月|本来|压根|根本|实在|说起来",
    "[一1](?:分|毛|个|项|台|次|条|件|点|家|套|笔|样)(?:钱)?|半(?:分|毛)钱?|分文|任何|什么|啥(?:子)?|多少|太|怎么|咋|再|很|被",
    "研发(?:中心|机构)?|设备|投资|补贴|扶持|资金|专项|费用|支出|收入|营收|钱|项目|服务|攻关|奖励|额度|面积|金额|机构|实验室|级别"
    "|级|记录|问题|房子?|场地|平台|规上|库|评审|登记|注册|投入|新的|区|市里?|国家",
    "对外|给|做|花费?|拿到?|买|新增|产生|发生|申请|享受|获得|得到?|搞|建|收到?|租|用|付|交|上|申报|挂牌|采购|购置|购买|购|添置?"
    "|投|提供|开始|办|弄|开展|支付|承担|参与|参加|立项|报|认定|评",
    "[的了呢啊吧哦哈呀哎诶唉嘛呗啦咯喽嘞咧额呃嗯哒滴来去成到里面;；,，。.!！~、\\s]|的话|而已|罢了|之类",
)
_HAS_NONE = (
    "没有的事|没[这那]回事|(?:并|都|也|还|从|绝)?(?:没有|不存在|木有|木得|么有|么得|没得|呒没|莫得|冇)"
    "|未能|尚未|从未|暂未|暂无|没能|没|未|无|零|0|空白|不涉及",
)
_NEGATES = (
    "(?:并|都|也|还|从|绝)?(?:不是|不在|不算|不属于|不符合|不满足)|并非|绝非|不|不搭界|不沾边|刷下来|否|非|(?<![a-z])no?(?![a-z])",
)
_AFFIRMS = (
    "没错|没问题|不错|正确|确认|确实|肯定|当然|必须|符合|满足|属于|可以|是|对头?|有|在[列册库]?|好|行|算|嗯+哼?|中|要得|(?<![a-z])(?:yes|y|ok)(?![a-z])",
    "进入?|入|过|通过|搬|迁|落户|办好|办完|评上|认定上|拿到",
)
_NODS = re.compile("(?:[嗯哦好对是啊噢喔]|嗯+|对的|好的|是的|对对|行)+[,，。.!！~\\s]*")


def _row(words: tuple[str, ...]) -> str:
    return "|".join(words)


_ALWAYS_YES = "没错|没问题|不错|没毛病"
_TOKEN = re.compile(
    f"(?P<yes_first>{_ALWAYS_YES})|(?P<neither_first>{_SAYS_NEITHER[0]}|{_SAYS_NEITHER[1]})|(?P<none>{_row(_HAS_NONE)})"
    f"|(?P<no>{_row(_NEGATES)})"
    f"|(?P<yes>{_row(_AFFIRMS)})|(?P<neither>{_row(_SAYS_NEITHER[2:])})"
)
_UNDER_WAY = re.compile("(?:正在|还在|在)(?:申请|申报|办|走|弄|等|评|审|迁|搬|准备|报)")
_LONGEST = 24
"""Characters beyond which nobody answers barely."""


def answer_in(words: str) -> Answer | None:
    """What ``words`` (normalised) answer; ``None`` if they say anything more than an answer does."""
    words = words.strip()
    if len(words) > _LONGEST or _UNDER_WAY.search(words):
        return None
    at, affirms, negations, none, last = 0, False, 0, False, ""
    while at < len(words):
        token = _TOKEN.match(words, at)
        if token is None:
            return None
        kind = token.lastgroup
        if kind in ("no", "none"):
            negations += token[0] != last  # 「没有没有」 is one no
            none = none or kind == "none"
        affirms = affirms or kind in ("yes", "yes_first")
        at, last = token.end(), token[0]
    if negations:
        return Answer.YES if negations % 2 == 0 else Answer.NONE if none else Answer.NO
    if not affirms:
        return Answer.NOTHING
    return Answer.NOD if _NODS.fullmatch(words) else Answer.YES
