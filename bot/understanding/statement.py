"""What a word without a number can state, and whether it is stated at all or only asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understanding import not_so, questioning, speech, whose
from bot.understanding.clause import Clause
from bot.understanding.reading import Value
from bot.understanding.vocabulary import Hit, Role
from policy_rules.facts import FactDefinition
from policy_rules.naming import NamingPattern

__all__ = ["INTENDED", "LISTED", "Statement", "choice_of_none", "is_asked", "words_before", "works_for"]

_WINDOW = 8
_ANSWERED = re.compile("(?:不是|没有|不|没|对|是)(?:[啊呀哦吧呢嘛哈啦]|的(?=我|公司|咱))+")
"""「不是啊我们是民企」: the answer is over."""
_NOT = "没未不无"
_ASKED_AFTER = re.compile(
    ""
    "(?:了|的|企业|公司|单位|呢|区|项目|范围|领域|这|里|名单|之?[内列]|一类|这类)*(?:吗|么|不|没有?|吧[?？]|[?？])[?？]?$"
)
_POLICY_AFTER = re.compile(
    ""
    "(?:的|企业|公司|项目|研发机构|研发中心|平台|机构|单位)*(?:补贴|政策|扶持|奖励|补助|资助|条件|条款|标准|(?:认定|申报|申请)(?:条件|标准|流程|办法|要求|怎么|如何|指南)|配套|最高|怎么|如何|能|可以|有什么|有哪些|给(?![打否毙刷拒退撤卡])|补|奖|是指|指|算(?!法)|需要|要|必须|才)"
)
_COUNTED_BEFORE = re.compile(
    "(?:多少|几|各|每|不少|许多|很多|好多|大批|\\d[多余来]?|[十百千][多余来]?)家(?:[^,，是]{0,6}的)?[^,，是]{0,3}$"
)
_COUNTED_AFTER = re.compile(
    "(?:的)?(?:企业|公司|单位|机构|工厂|厂家)*(?:的|里|中|现在|目前|一共|总共|大概|到底|共有?|就|都|也)*"
    "(?:总数|数量|普遍|大多|多数|大部分|有?(?:多少|几|\\d[\\d.]*[多余来]?)[家个]|各|扎堆|一律|一般)"
    "|的?[那这][几些批]"
)
"""A kind of firm, of which there are many: 「区里有多少家机器人公司」, 「软件企业普遍不大」."""
INTENDED = re.compile(
    "(?:希望|盼望?|但愿|申请(?!人)|申报|考虑|有意|拟|明年|想评|争取|准备|冲刺|能评|打算|想要?|要评|够得上|升级|冲|必须|要求|将来|以后|计划)[^,，]{0,6}$"
)
"""Before a word: it is what somebody wants to be."""

_HAS_COME_TO_BE = re.compile("刚(?!好)|已经?")
"""Before a word in a question, as good as naming the speaker: 「刚搬来能申请吗」."""

_TOWARDS = NamingPattern(
    r"(?:给|帮|对|为(?!了)|向|供|面向|服务(?:于|过|了)?)(?:了|着|我们|区[里内]|本区|<district>|当地|<city>|全市|这[些几]|那[些几]|各类?|众多|一些|其他"
    r"|中小|[一几多二三四五六七八九十百数\d]+[多来几余]?[家个]?|的|[^,，]{0,2}家)*$"
)
"""Before a word, 「给区里三家软件企业」: those that the speaker works for."""

_SERVES = re.compile("提供|服务|做|开发|支撑|赋能|检测|解决")
"""After 「为本区企业」, which else is what somebody is: 「我司为本区企业」."""

LISTED = re.compile(r"\s?(?:和|跟|与|及|以及|、|/|还有|或者?|也)?(?:项目|新增|新的?|的)?\s?")
"""Between words of one list: 「研发、设备都没有」."""


@dataclass(frozen=True, slots=True)
class Statement:
    """``text[start:end]`` says that ``fact`` is ``value``."""

    fact: str
    value: Value
    start: int
    end: int
    clause: Clause


def words_before(text: str, clause: Clause, hit: Hit) -> str:
    """The few characters before a word whose negations are its own, not those of the word before it."""
    begin = max(clause.start, hit.start - _WINDOW)
    for other in clause.hits:
        if begin < other.end <= hit.start and not _only_negates(text, other):
            begin = other.end
    answered = _ANSWERED.match(text, begin, hit.start)
    return text[answered.end() if answered else begin : hit.start]


def _only_negates(text: str, hit: Hit) -> bool:
    """没有 is a choice where a level is asked for, and a negation of what follows everywhere else."""
    return hit.meanings[0].role is Role.CHOICE and speech.negations(text[hit.start : hit.end]) > 0


def is_asked(text: str, clause: Clause, hit: Hit) -> bool:
    """Whether the words are asked about, wanted or spoken of in general, not stated."""
    if clause.plans(hit.start):
        return True
    before, after = text[clause.start : hit.start], clause.text[hit.end - clause.start :]
    if _COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(after):
        return True
    supposed = not_so.SUPPOSING.search(before) is not None
    if clause.asks and not supposed:
        if clause.asks_in_general and not whose.SELF.search(clause.text):
            return True
        if questioning.ASKS_ABOUT_ITSELF.search(clause.text[: hit.end - clause.start]) or _ASKED_AFTER.match(after):
            return True
        if not (speech.SPEAKER.search(clause.text) or _HAS_COME_TO_BE.search(clause.text, 0, hit.end - clause.start)):
            return True
    if clause.speaks_of_policy and not clause.is_own and text[hit.start] not in _NOT:
        return True
    if text[hit.start] in _NOT:
        return False
    return not re.search("我|咱|公司|是", before) and not clause.is_own and _POLICY_AFTER.match(after) is not None


def works_for(text: str, clause: Clause, hit: Hit) -> bool:
    """Whether the word is of those that the speaker does something for: 「给区里的软件企业做检测」."""
    towards = _TOWARDS.search(text, clause.start, hit.start)
    if towards is None:
        return False
    return not towards[0].startswith("为") or _SERVES.search(text, hit.end, clause.end) is not None


def choice_of_none(definition: FactDefinition) -> str | None:
    """The choice that 「没有」 means."""
    return next((id for id, choice in definition.choices.items() if "没有" in choice.words), None)
