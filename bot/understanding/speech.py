"""How people say things: ask, suppose, deny, correct themselves, pass. One pattern a manner of speaking.

These are words of the language, not of a pack. To teach a new turn of phrase, add it to its pattern.
"""

from __future__ import annotations

import re

__all__: list[str] = []

ASKING = re.compile(
    "吗|是[^,，]{1,6}还是|[?？]|多少|怎么|如何|(?<!没)(?<!没有)(?<!没过)什么(?![^,，]{0,6}[都也][没不无])|哪|几个|是否|能不能|可不可以|(?<!没)有没有|(?<!就)(?<!只)(?<!还)是不是|算不算|要不要|行不行|会不会|够不够|符不符合|属不属于|在不在|对不对|对[吧吗]|是[吧吗]"
    "|(?<![好前这近些头早过])几年(?![前来了以])(?=.{0,8}算|$)|么(?:$|[?？])|(?<!没)(?<!没有)(?<!过)啥(?![^,，]{0,6}[都也][没不无])|咋|为何|何时|多久|多长|想问|请问|咨询|问一下|问下|想了解|想知道|了解一下|介绍"
)
"""Marks a clause as a question."""

ASKS_ABOUT_ITSELF = re.compile(
    "一般|通常|(?<!就)(?<!只)(?<!还)是不是|算不算|是否|有没有|属不属于|在不在|算是?(?=.{0,14}[吗么?？])|属于(?=.{0,14}[吗么?？])"
)
"""Before a statement: it is the statement that is asked (「我们算人工智能企业吗」)."""

FIRST_PERSON = re.compile(
    "我们?|咱们?|俺们?|阿拉|本公司|本单位|本企业|敝司|我司|我方|司里|(?<!分)公司(?!法)|厂里|单位(?!价)|自己|这边"
    "|客户(?!端|数)|前[几些面]|头[几两]年|上一?年|之前|以前|往年|历史|去年|前年|今年|目前|现在|已经|刚"
)
"""Who speaks of their own case (advisers speak of their client's)."""

POLICY_TALK = re.compile(
    "(?<![之以此]前)(?<!历史)(?<!往年)(?<!史上)(?<!收入)(?<!营收)最高(?!的一|的时候|的那|一年|收入|营收|值|峰|做到|那)"
    "|上限|封顶|门槛|(?<!租金)(?<!房租)标准|要求(?!加)|条件|规定|政策|条款|才(?:能|可以|给|行|算|有)|须|必须"
    "|以[上下内]的?(?:就|才|都)|给予|一次性|文件|档|额度是"
)
"""How clauses are spoken of: numbers beside it are the policy's."""

SUPPOSING = re.compile(
    "如果|假如|假设|要是|倘若|假定|若是|若(?!干)|比如|例如|譬如|打个比方|比方说|设想|万一"
    "|的话(?=[,，能可会呢?？补拿])|换成|改成.{0,12}呢"
    "|(?:加|提|增|涨|升|扩|降|减)(?:大|高|加|长|少)?(?:到|成|至|了)?[^,，。]{0,12}呢"
)
"""Marks a sentence as a supposition."""

OTHERS = re.compile(
    "听说|隔壁|别人|别家|人家|同行|竞争对手|对手|朋友的?(?:公司|厂)|有家|有的企业|他们(?:公司|家)?|新闻|报道"
    "|其他企业|别的企业|某(?:公司|企业)|全区|全国|全市|上海市?有|闵行区?有|行业[里内]|整个行业|大厂|龙头"
)
"""Speaks of somebody else."""

CORRECTING = re.compile(
    "不对|说错|错了|讲错|写错|打错|填错|搞错|记错|算错|更正|纠正|口误|应该是|应为|改(?:成|为|一下|下|正)|修改"
    "|更新(?:为|成|一下)|不是.{1,14}(?:而)?是|哦不|啊不|噢不|喔不|不不|搞错|等等|准确(?:地)?说|确切(?:地)?说"
    "|重新说"
)
"""Takes something back."""

DENIED_NUMBER = re.compile(r"(?<!是)(?<!要)(?:不是|并非|不止是|而非|不再是)(?:之前的?|刚才的?|什么)?\s*$")
"""Before a number: that number is what it is not."""

NOT_KNOWING = re.compile(
    "不清楚|说不上|讲不清|不知道|[伐勿弗]晓得|不太清楚|不太知道|不晓得|不确定|说不准|说不好|说不清|不好说|不记得|记不清|记不得|忘了|忘记"
    "|没统计|没有统计|没有?数(?=$|[,，。])|算不出|还没算|没有算|没算出|没算过|没数|没概念|待定|未定|还没定|没想好|吃不准|拿不准|心里没底|要问|得问|需要问|问下财务"
    "|问财务|回头|以后再|晚点|稍后|不了解|没了解"
)
NOT_TELLING = re.compile(
    "保密|不方便|不便|不想说|不说|不告诉|跳过|略过|先不填|不填|不提供|下一个|下一题|下一条|pass|skip|过吧|先过"
)
"""Does not know, or won't say."""

CAP_BEFORE = re.compile(
    ""
    "(?:最高|上限|封顶|限额|顶格|最多(?=[给补奖拿能可免领]))(?:不超过|可达|能到|可以|能|到|是|为|给|补贴?|奖励?|拿|免|领)*$"
)
CAP_AFTER = re.compile(
    "元?的?(?:封顶|上限|门槛|这[条一]?[档线]|那[条一]?[档线]|标准|额度|限额|奖励|奖金|资助|以上才|才|免租)"
)
"""Beside a number: it is a clause's ceiling or threshold, not the speaker's amount."""

PEAK = re.compile(
    "上一?年|去年|前年|之前|以前|前[几两些三]|头[几两]|早年|历史|往年|过去|营收|收入|做到|年份|曾经|峰值|此前|从未|从来|历年"
)
"""Beside 最高: the speaker's own best year."""

DICTATED = re.compile("(?:能|可以|可否|能否|能不能)[^,，]{0,4}按照?$")
"""Before a number in a question: one to reckon with, which the speaker does not have."""

SUFFICES = re.compile("[^,，]{0,3}(?:够|行不行|行吗|可以吗|算多|多不多|少不少)")
"""After a number in a question: it is only asked about."""

WISHED = re.compile("目标|想做|想冲|对赌|要求做|力争|争取|指标")
"""Before an amount: of what is wanted, and is not."""

QUOTED = re.compile("(?:文件|政策|条款|通知|办法)(?:上|里|中)?(?:面)?(?:写|说|讲|规定|提到)|写着|规定的?是")
"""Speaks of what the document says."""

OF_EACH = re.compile("(?:每|单)(?:一)?(?:层|间|套|栋|幢|户|家|台|个人?)[^,，]{0,4}$")
"""Before a number: the amount of one of several."""

OF_ANYBODY = re.compile("元?的(?:企业|公司|单位|部分|机构)")
"""After a number: of whatever has that much, not the speaker."""

NONE_OF_THEM = re.compile("(?:都|也)(?:还)?没")
"""After 「一个」: none."""

ADDING = re.compile(
    "(?:又|再|另外又|后来又|额外)(?:多)?(?:加|投|追加|增加|添|给|拨)(?:了|进去|进来)?|追加了?(?!到)|再?多买|再买"
    "|(?<!新)增加了?(?!到|至|为)|多投了?|加了(?!到)|涨了(?!到)|多了"
)
"""Before a number: it comes on top of something said before."""


GIVEN_TOO = re.compile("(?:又|再|另外又|后来又|额外)(?:给|拨|投|花|买|批|补|奖)了?[^,，]{0,4}$")
"""Before a number: it may also be the next thing of a list."""

_CLOSE = 4


def ends_in_addition(before: str) -> bool:
    """Whether ``before`` ends in 「又加了」, 「追加」 …, a few characters before the number at most."""
    return any(len(before) - said.end() <= _CLOSE for said in ADDING.finditer(before))


NEGATION = re.compile("不是|没有|呒没|并非|绝非|未能|尚未|从未|从来没|没能|不算|不属于|不在|不|没|未|非|无|别")
"""One negation; two make a yes."""

NOT_NEGATION = re.compile(
    "不但|不仅|不光|不过|不错|不止|不管|不论|没错|没问题|非常|无论|无人|无锡|无线|不管|未来|未必|别的|别人"
    "|特别|分别|差别|级别|除非|没关系"
)
"""Holds a negating character and negates nothing."""

REFERRED_TO = re.compile("(?:这|那|那个|这个|说的|所谓的?)$")
"""Before a number in a question: one that somebody else has named."""

FORECAST = re.compile("预计|预期|预测|目标|争取|有望|力争|明年|计划(?=做|营收|收入)|指标|规划")
"""Speaks of a future that is no fact yet."""

PART_OF_YEAR = re.compile(
    r"上半年|下半年|[一二三四1-4q]+季度|前[一二三四五六七八九十\d]+个月|截至|截止|到目前|到现在|至今|目前为止"
    r"|上个?月|这个?月|本月|当月|单月|\d+-\d+月|\d+月"
)
"""Speaks of less than a year."""


def negations(words: str) -> int:
    """How many negations stand in ``words``; two make a yes."""
    return len(NEGATION.findall(NOT_NEGATION.sub("", words)))


_SURELY = "(?:肯定|确实|当然|真的|应该|绝对|暂时|目前|现在|我们|公司|这个|都|也|还|就|已经|早就|去年|今年|刚|刚刚)*"
YES = re.compile(
    f"{_SURELY}(?:都?(?:是的?|对的?|嗯+|有的?|在的?|没错|正确|属于|可以|好的?|符合|yes|y|ok|算|通过|[进入过有在]了|[进入过迁搬]的|(?:并?不是|并非|没有?)(?:没有?|不|未)(?:进|入|过|通过|有|在)?|过)(?:了|啊|呢|吧|的)*)+"
    "|当然|确实|肯定|必须的|就是"
)
NO = re.compile(
    f"{_SURELY}(?:不是?|没有?|不在|否|无|未|不算|不属于|尚未|暂无|no|n|不对|并没有|并不是|不符合|没有的事|没[这那]回事|从来没有?"
    "|(?:没有?|未)(?:入|进|过|通过|办|弄|做|评)(?:上|去|成)?)(?:的|了|呢|啊|哦|吧|过|没有|不是)*"
)
"""Bare answers."""

_OF_MONEY = (
    "(?:给|任何|什么|啥|过|做|投入?|花费?|拿到?|买|新增|产生|发生|申请|享受|获得|得到|搞|有|建|收到?|租|用|付|交|上"
    "|评|认定|申报|挂牌|研发中心|中心|机构|实验室|级别|研发|设备|投资|补贴|扶持|资金|专项|费用|支出|收入|营收|钱|这个|这块|这项|这方面|项目|服务|攻关|奖励|额度|面积|金额)*"
)
"""What may follow 没有 where there is none of what was asked for, and not of something else."""

NOTHING = re.compile(
    "(?:目前|暂时|现在|我们|公司|还|都|一直|今年|去年|前年|这个|这块|一分(?:钱)?|啥|什么|从来|完全|是|肯定|一个)*"
    f"(?:(?:没有|木有|么得|没(?!有)){_OF_MONEY}|无|零|为零|0|空白|不涉及)(?:的|了|呢|啊|哦|哈|呀|吧)*"
)
"""A bare answer that means zero."""

FILLERS = re.compile(
    r"[\s,，。.!！~、?？]|(?:哦|额|呃|那个|我们|的话|呢|啊|呀|哈|啦|嘛|目前|现在|大概|我想想|我看看|让我想想)+"
)
