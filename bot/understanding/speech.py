"""How people say things: of whom, of the policy, taking back, denying, adding. One pattern a manner of speaking.

These are words of the language, not of a pack. To teach a new turn of phrase, add it to its pattern.
"""

from __future__ import annotations

import re

__all__: list[str] = []

NOT_MEANT = re.compile("假数据|测试数据|[瞎乱胡]编|编的|乱填|随便填的|逗你|(?<!不是)(?<!不)(?<!没)开玩笑")
"""What the sentence says is not so."""

_SPEAKER = (
    "我们|(?<![给诉帮跟教和])我|咱们?|俺们?|阿拉|本公司|本单位|本企业|敝司|我司|我方|司里"
    "|(?:(?<![一-龥a-z])|(?<=[我们咱本们个问]))(?:公司(?!法)|单位(?!价))|厂里|自己|这边|客户(?!端|数)"
)

SPEAKER = re.compile(_SPEAKER)
"""Names the one whose case it is."""

FIRST_PERSON = re.compile(
    f"{_SPEAKER}|前[几些面]|头[几两]年|上一?年|之前|以前|往年|历史|去年|前年|今年|目前|现在|已经|刚(?!好)"
)
"""Who speaks of their own case (advisers speak of their client's)."""

POLICY_TALK = re.compile(
    "(?<![之以此从先]前)(?<!曾经)(?<!历史)(?<!往年)(?<!历年)(?<!以往)(?<!过往)(?<!过去)(?<!年度)(?<!史上)(?<!收入)(?<!营收)(?<!收入之)最高(?!纪录|记录|的一|的时候|的那|一年|收入|营收|值|峰|做到|那)"
    "|拨付|上限|封顶|门槛|(?<!租金)(?<!房租)标准(?!的[^,，]{0,6}(?:企业|公司))|要求(?!加)|条件|规定|政策|条款|才(?:能|可以|给|行|算|有)|须|必须"
    "|以[上下内]的?(?:就|才|都)|给予|一次性|文件|档|额度是|(?<!好)意思是|的意思"
)
"""How clauses are spoken of: numbers beside it are the policy's."""

CORRECTING = re.compile(
    r"^(?:呃|额|啊|哦|噢|嗯|哎|诶)*不(?:是|对)?(?:$|[,，\s])|不好意思(?=[,，]?是)|看错"
    "|不对|说错|错了|讲错|写错|打错|填错|搞错|记错|算错|更正|纠正|口误|应该是|应为|改(?:成|为|一下|下|正)|修改"
    "|更新(?:为|成|一下)|不是.{1,14}(?:而)?是|哦不|啊不|噢不|喔不|不不|搞错|等等|准确(?:地)?说|确切(?:地)?说"
    "|重新说"
)
"""Takes something back."""

DENIED_NUMBER = re.compile(
    r"(?<!是)(?<!要)(?<![哦噢呃喔啊])(?:不是|并非|不止是|而非|不再是)(?:之前的?|刚才的?|什么|[^,，\d]{1,4}给的)?\s*$"
)
"""Before a number: that number is what it is not."""

ADDING = re.compile(
    "(?<!差不)(?<!最)(?<!顶)(?<!至)(?<!许)多(?:做|卖|赚|收|花|用|买)了?|(?:又|再|另外又|后来又|额外)(?:多)?(?:加|投|追加|增加|添|给|拨)(?:了|进去|进来)?(?![到至成])|追加了?(?!到)|再?多买|再买"
    "|(?<!新)增加了?(?!到|至|为)|多投了?|加了(?!到)|涨了(?!到)|多了"
)
"""Before a number: it comes on top of something said before."""

GIVEN_TOO = re.compile("(?:又|再|另外又|后来又|额外)(?:给|拨|投|花|买|批|补|奖)了?[^,，]{0,4}$")
"""Before a number: it may also be the next thing of a list."""

_CLOSE = 4

COMPARED_WITH = re.compile("(?:比|较|同比)[^,，]{0,12}$")
"""Before 「多了」: more than another, not more on top."""


def ends_in_addition(before: str) -> bool:
    """Whether ``before`` ends in 「又加了」, 「追加」 …, a few characters before the number at most."""
    return not COMPARED_WITH.search(before) and any(
        len(before) - said.end() <= _CLOSE for said in ADDING.finditer(before)
    )


NEGATION = re.compile(
    "查不[到出]|查无|找不到|不是|没有|呒没|并非|绝非|未能|尚未|从未|从来没|没能|不算|不属于|不在|不|没|未|非|无|别"
)
"""One negation; two make a yes."""

NOT_NEGATION = re.compile(
    "(?<!查)(?<!找)不到|不足|不满|不但|不仅|不光|不过|不错|不止|不管|不论|没错|没问题|非常|无论|无人|无锡|无线|不管|未来|未必|别的|别人"
    "|特别|分别|差别|级别|除非|没关系"
)
"""Holds a negating character and negates nothing."""


def negations(words: str) -> int:
    """How many negations stand in ``words``; two make a yes."""
    return len(NEGATION.findall(NOT_NEGATION.sub("", words)))
