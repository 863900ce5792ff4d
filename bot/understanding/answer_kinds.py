"""Which kind of answer a question asks for (how many, how long, where, who, when), and whether a sentence has one.

A sentence that only mentions a thing says nothing of its length, address or price, however well its words fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["AnswerKind", "kind_asked"]


@dataclass(frozen=True)
class AnswerKind:
    """`asks` finds it in a question; a sentence that answers has `gives`, where `{unit}` is the unit of the question."""

    asks: re.Pattern[str]
    gives: str | None
    """None: no document of this kind says it."""

    def taken_out_of(self, question: str) -> str:
        """The question without the words that ask: what is left says of what."""
        return self.asks.sub(" ", question)

    def is_given_in(self, sentence: str, question: str) -> bool:
        """Whether the sentence holds an answer of this kind at all."""
        if self.gives is None:
            return False
        asked = self.asks.search(question)
        unit = (asked.groupdict().get("unit") if asked else None) or ""
        return re.search(self.gives.replace("{unit}", unit), sentence) is not None


def kind_asked(question: str) -> AnswerKind | None:
    """The most particular kind that fits, if any: 「第一条讲什么」 asks for no kind."""
    return next((kind for kind in _KINDS if kind.asks.search(question)), None)


def _kind(asks: str, gives: str | None) -> AnswerKind:
    return AnswerKind(re.compile(asks), gives)


_POST = (
    "(?:院长|组长|主任|区长|镇长|局长|科长|处长|书记|秘书长|会长|理事长|董事长|总经理|经理|总裁|老总|老板|校长|创始人|法人"
    "|联系人|经办人)"
)
_MANY = "(?:几|多少)"
_MANY_OR_FEW = "[几两二三四五]"
_NUMBER = r"(?:\d|[一二两三四五六七八九十百])"
_MONEY_GIVEN = r"\d[\d,.]*(?:万|亿|元|个百分点)|%|1:1"

# The most particular first: 「多久开一次会」 asks how often, not how long.
_KINDS = (
    # a person's name
    _kind(
        r"姓名|姓什么|姓啥|贵姓|称呼|谁当|是谁担任|(?:领导|负责人|专家|老师|人)(?:的名字|叫)"
        rf"|{_POST}(?:是(?!不是)|叫|姓|的名字|名字)|谁(?:来?当|是|做|任){_POST}|谁(?:来?担任|出任)",
        None,
    ),
    # who was chosen
    _kind("名单|花名册|名录(?!里)", None),
    # an address, a number to call
    _kind(
        "电话|手机号|网址|网站|链接|邮箱|微信|公众号|二维码|传真|地址|门牌|哪一?条(?:路|街)|什么路|啥路|几号楼|哪一?[栋幢座]|几楼"
        "|哪个房间|(?:办公室|窗口|办事处|办公地点)[^,。]{0,5}哪|几号线|怎么走",
        r"路\d+号|\d{7,}",
    ),
    # how long or far a thing is
    _kind(rf"多长(?!时间)|全长|{_MANY}(?:公里|里路|米|千米)|多远|多宽", r"\d(?:公里|米)"),
    # its area
    _kind(rf"面积|占地|{_MANY}(?:亩|平|公顷)", "平方|亩|公顷"),
    # how often
    _kind(
        "(?:多久|多长时间|几天|几年|几个月)[^,。]{0,6}一[次回趟]|一年[^,。]{0,4}几[次回批]|每[年月]几[号月次]",
        "年度|每年|每月|每季|定期",
    ),
    # money, or a share of it
    _kind(
        rf"多少钱|多少元|{_MANY}个?(?:亿|[百千十]?万)|[补奖给资助贴励罚][^,，。]{{0,4}}多少|什么价|价格|单价|便宜|几毛|几块钱|[补奖]几[百千十]"
        "|(?:租金|房租|预算|营收|营业额|收入|利润|估值|市值|股价|年薪|月薪|工资|薪水|奖金|费用|经费|资金)[^,。]{0,6}(?:多少|几|多大|标准|最)"
        rf"|(?:收|投了?|融了?|花了?){_MANY}|收费|会费|票价",
        _MONEY_GIVEN,
    ),
    # support
    _kind(
        r"补贴|补助|奖励|奖金|奖吗|补吗|补不补|补不|奖不|报销|给报|给钱|发钱|减免|打折|免费|津贴|启动资金|免租",
        r"元|万|亿|%|1:1|补贴|资助|奖励|扶持|资金|减免|租金|就高不重复|政策",
    ),
    # when, or how long
    _kind(
        r"什么时候|啥时候|何时|几时|啥辰光|[哪几][天年月日]|哪一[天年]|几号(?!文)|多久|多长时间|几个(?:工作日|月|星期|小时)|多少(?:天|年)",
        r"\d年|年度|\d+年|\d个?(?:月|星期|工作日|小时)|\d[天日]|立项时",
    ),
    # from when on a thing is one of its kind
    _kind(
        "才[算叫]|认定标准|(?:怎么|如何|怎样)(?:认定|界定|判定)|什么(?:程度|标准|级别)(?:才|以上)|(?:达到|满足|符合)[什啥]么?(?:标准|程度)",
        "是指|适用于|除外|条件|不低于|不少于",
    ),
    # how many people
    _kind(
        r"(?:几|多少)(?:[名位]|个?人(?!工)|个专家)|多少[^,，。?？]{0,6}(?:人员|人才|人口|员工)", r"[\d几]+多?[名位人]"
    ),
    # how many of what is counted so
    _kind(rf"(?<!哪){_MANY}家", rf"{_NUMBER}+[多余]?[家个]"),
    _kind(rf"(?<!哪){_MANY}(?P<unit>[辆台间件套岁层栋幢座所届场轮篇吨瓦门期级站])", rf"{_NUMBER}+[多余]?{{unit}}"),
    # any other figure
    _kind(
        r"多少|(?<![哪那这])几(?![乎位块种样类大])|多大|占比|比例|百分之|第几|数量|金额|额度",
        rf"\d|{_NUMBER}+[个家年次镇带项]",
    ),
    # which ones, by their names
    _kind(f"哪{_MANY_OR_FEW}[所家座条栋位门]|都叫[什啥]|分别(?:是|叫|为)哪", "[、“《]"),
)
