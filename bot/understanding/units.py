"""The units that may follow a number, in families; to teach a new one, add a line to its family."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.quantity import Dimension, Period

__all__ = ["MU", "PERIODS", "PER_AREA", "RENT_PERIODS", "Unit", "match_unit"]


@dataclass(frozen=True)
class Unit:
    """``pattern`` (a regular expression) names ``factor`` base units of ``dimension``."""

    pattern: str
    dimension: Dimension
    factor: Decimal = Decimal(1)
    name: str = ""


MU = Decimal(2000) / 3
_SQUARE_METRE = "平方米|平米|平方|㎡|m2|坪|平(?![台均时等衡行常安稳板面移静滑淡])"

# 「两块业务」「一块做」 are parts and togetherness: 块 after a lone Chinese digit is money only in these surroundings.
LONE_DIGIT_YUAN = (
    r"块(?=钱|半|几|\s?[到至~-]\s?[\d一二三四五六七八九十两]"
    r"|[零一二三四五六七八九\d]|多|[每/]|一[平天]|左右|上下|以[上下内]|\s*(?:[,，。！!？?；;、]|$))"
)

_FAMILIES: tuple[Unit, ...] = (
    # foreign money stays foreign: nobody has said the rate
    Unit("美元|美金|美刀|刀(?!具|片)|usd|us\\$", Dimension.FOREIGN_MONEY, name="美元"),
    Unit("欧元|eur", Dimension.FOREIGN_MONEY, name="欧元"),
    Unit("港币|港元|港纸|hkd", Dimension.FOREIGN_MONEY, name="港元"),
    Unit("日元|日币|英镑|韩元|新台币|台币|加元|澳元|新元|新币", Dimension.FOREIGN_MONEY, name="外币"),
    # what comes in pieces, before 块 is money
    Unit("块(?=蛋糕|显卡|显示|加速卡|屏|硬盘|电池|芯片|主?板|[牌砖])", Dimension.COUNT, name="其他"),
    # money
    Unit("元(?=[1-9一二三四五六七八九][角毛])", Dimension.MONEY, name="元角"),
    Unit("千元", Dimension.MONEY, Decimal(1000)),  # only after 万 or 亿 is it left over: 6200万千元
    Unit("(?:元整?|块钱|块)?(?:人民币|软妹币|rmb|cny)|元整?|块钱|yuan|大洋", Dimension.MONEY),
    Unit("千元", Dimension.MONEY, Decimal(1000)),  # after a 万: 6200万千元
    Unit("块", Dimension.MONEY, name="块"),
    Unit("毛钱?|角(?!度|色|落)", Dimension.MONEY, Decimal("0.1"), "角"),
    Unit("分钱", Dimension.MONEY, Decimal("0.01"), "分"),
    Unit("个?小目标", Dimension.MONEY, Decimal(10**8), "小目标"),
    # areas
    Unit("平方公里|平方千米", Dimension.AREA, Decimal(10**6)),
    Unit(f"个?(?:{_SQUARE_METRE}|方(?![面式案法向便才程言针]))", Dimension.AREA),
    Unit("亩", Dimension.AREA, MU, "亩"),
    Unit("公顷", Dimension.AREA, Decimal(10**4)),
    # shares
    Unit(r"%|个?\s{0,2}百\s?分\s?点|个点(?!子|位)", Dimension.SHARE, Decimal("0.01")),
    Unit("‰", Dimension.SHARE, Decimal("0.001")),
    Unit("成(?![立为功果员就熟都本交效长绩型品人年])", Dimension.SHARE, Decimal("0.1"), "成"),
    Unit("折(?![旧合算扣叠腾射磨断线])", Dimension.SHARE, Decimal("0.1"), "折"),
    # durations
    Unit("(?<=[俩仨])月", Dimension.MONTHS),
    Unit("个半月", Dimension.MONTHS, name="个半"),
    Unit("个多?月|月(?=租期|合同)", Dimension.MONTHS),
    Unit("个?季度", Dimension.MONTHS, Decimal(3)),
    Unit("年半", Dimension.MONTHS, Decimal(12), "年半"),
    Unit("年", Dimension.MONTHS, Decimal(12), "年"),
    Unit("个?(?:星期|礼拜)|周(?![年边岁])", Dimension.DAYS, Decimal(7)),
    Unit("天(?!使|津|然)|个工作日|日(?!本)", Dimension.DAYS),
    # what is counted and is no amount
    Unit("人(?!民|工)|名(?!称|义|单|录)|位|员工", Dimension.COUNT, name="人"),
    Unit("家(?![居具电])", Dimension.COUNT, name="家"),
    Unit("[台套辆条张颗片吨件份次户层栋幢楼期轮级岁倍届股秒瓦核米度颗集位批笔把桶瓶吋寸字页行届站路款种类门间个]?"
         "(?:像素|粉丝|用户|客户|公里|公斤|小时|分钟|千瓦|度电|代码|数据|专利|公分|厘米|毫米|英寸|种子|后(?!来|面)|赫兹)"
         "|[台套辆条张颗片吨次户层栋幢楼期轮级岁倍届秒瓦核米度批款种篇步环车号股]|线(?![上下])", Dimension.COUNT, name="其他"),
    Unit("项(?!目[总投])", Dimension.COUNT, name="项"),
    Unit(r"(?<=[一二三四五六七八九十两])打(?![算开听印包造扫工字交断动电折官架败击破通掉卡牌赢倒发白款样了到在给个底车过])",
         Dimension.COUNT, Decimal(12), name="其他"),
    Unit(r"(?<![万亿])(?<!\d{4})间(?![隔断接])", Dimension.COUNT, name="其他"),
    Unit("[件笔份]", Dimension.COUNT, name="其他"),
    Unit("(?<=[一二三四五六七八九十百两])(?:双(?![一方创边])|只(?![剩用要有能是花拿给够到投差])|(?<!一)对(?![一于面方外内着接应比]))",
         Dimension.COUNT, name="其他"),
    Unit("个(?![百千万亿])", Dimension.COUNT, name="个"),
)  # fmt: skip

_UNIT = re.compile(
    r"\s{0,4}(?:" + "|".join(f"(?P<u{index}>{unit.pattern})" for index, unit in enumerate(_FAMILIES)) + ")"
)


def match_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit at ``at`` and where it ends."""
    match = _UNIT.match(text, at)
    if match is None or match.lastgroup is None:
        return None
    return _FAMILIES[int(match.lastgroup[1:])], match.end()


# 每平每天, 元/㎡·天, 一个月: what a price is per.
PER_AREA = _SQUARE_METRE
PERIODS: dict[Period, str] = {
    Period.DAY: "天|日(?!本)",
    Period.MONTH: "个?月",
    Period.QUARTER: "个?季度|季",
    Period.HALF_YEAR: "半年",
    Period.YEAR: "年",
}
RENT_PERIODS: dict[Period, str] = {
    Period.DAY: "日",
    Period.MONTH: "月",
    Period.QUARTER: "季度?",
    Period.HALF_YEAR: "半年",
    Period.YEAR: "年",
}
"""Directly before 租 or 付: 月租, 季付."""
