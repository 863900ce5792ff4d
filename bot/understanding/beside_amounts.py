"""What stands beside an amount that is nobody's: thresholds, ceilings, prices, what is only asked about.

These are words of the language, not of a pack. To teach a new turn of phrase, add it to its pattern.
"""

from __future__ import annotations

import re

__all__: list[str] = []

CAP_BEFORE = re.compile(
    ""
    "(?:最高|上限|封顶|限额|顶格|最多(?=[给补奖拿能可免领]))(?:不超过|可达|能到|可以|能|到|是|为|给|补贴?|奖励?|拿|免|领)*$"
)

CAP_AFTER = re.compile(
    "元?的?(?:封顶|以外|之外|以上部分|以上的部分|以内部分|上限|门槛|这[条一]?[档线]|那[条一]?[档线]|标准|额度|限额|奖励|奖金|资助|以上才|才(?![对是])|免租)"
)
"""Beside a number: it is a clause's ceiling or threshold, not the speaker's amount."""

PEAK = re.compile(
    "上一?年|去年|前年|之前|以前|前[几两些三]|头[几两]|早年|历史|往年|以往|过往|从前|先前|早先|过去|营收|收入|做到|年份"
    "|曾经|峰值|此前|从未|从来|历年"
)
"""Beside 最高: the speaker's own best year."""

DEMANDED = re.compile(
    "^\\W*(?:请|快|你们?|直接|赶紧|麻烦|能不能|可以|就|那|先|哈|快点)*[给帮](?:我们?|咱们?|俺们?)(?:批|打|转|发|来|拿|弄|补|奖|拨|整|搞)[^了过,，]{0,3}$"
)
"""Before an amount: the bot is to give it."""

SOUGHT = re.compile("(?:哪里?|哪儿|哪边|哪个[^,，]{1,4})(?:还|能|可以)?(?:有|找到?|租到?)[^,，]{0,3}$")
"""Before an amount: one looks for a thing of that size."""

DICTATED = re.compile("(?:(?:能|可以|可否|能否|能不能)[^,，]{0,4}|还是|是)按照?$")
"""Before a number in a question: one to reckon with, which the speaker does not have."""

SUFFICES = re.compile(
    "元?(?:等于|是|合|相当于|折合|换算成?)[^,，\\d]{0,3}(?:多少|几|多大)|元?(?:以上)?就[^,，]{1,8}[吗么吧?？]|元?怎么(?:认定|界定|判断|证明)|平?的[^,，]{1,4}能(?![补拿领享申报给])|[^,，]{0,3}(?:够|贵|便宜吗|高不高|行不行|行吗|可以吗|算多|多不多|少不少)"
)
"""After a number in a question: it is only asked about."""

A_THING_COSTS = re.compile("^\\W*(?:现在|光)?[一每](?:块|台|套|张|件|辆|部|只|颗|片|瓶)[^,，]{1,6}(?:要|卖|得)$")
"""Before an amount: the price of one thing."""

EXCEEDED = re.compile("元?超(?:过|出|了)*(?:一?点|一些|多少|部分|怎么)")
"""After a number: it is the threshold."""

OF_EACH = re.compile("(?:每|单)(?:一)?(?:层|间|套|栋|幢|户|家|台|个人?)[^,，]{0,4}$")
"""Before a number: the amount of one of several."""

PRICED_EACH = re.compile(r"(?:项目|课题)?(?:给|补|奖|是)*\s?(?:\d[\d.,]*\s?(?:万|到|至|-|~)|多少|几[十百千]?万)")
"""After 「一项」: what each of them brings."""

REQUIRED = re.compile("(?:要|需要?|必须|得|须)(?:达到|做到|有|投|满|够|超过)?$")
"""Before a number …"""

AS_REQUIRED = re.compile("元?(?:以上)?(?:吗|么|吧|对[吗吧不]|是[吗吧不]|才|$)")
"""… and after it, in a question: what the rules ask for."""

ASKED_OF_IT = re.compile("元?是(?:按|指|什么|哪|怎么|多大)")
"""After an amount in a question: what the amount in the rule means."""

EACH_PRICED = re.compile(
    "(?:的|租金|房租|价格|地价|月租|一年|一天|一个?月|要|是|卖)*(?:多少|几[块元]|什么价|啥价|怎么租)"
)
"""After 「一平」: a price is asked for it."""

PER_THIS = re.compile("(?:多少钱?|几[块元])$")
"""Before 「一亩」: a price is asked for it."""

ONLY_COMPARED = re.compile("算(?:是|不算)?$")
"""Before 「突破5000万」 in a question: what the speaker's amount is compared with."""

REACHED = re.compile("(?:达到|超过|满|突破|破|过)$")

REWARDED = re.compile(
    "元?(?:以上)?的?(?:分别)?(?:(?:奖|补|给)[励贴]?(?:多少|几|\\d|[一二三四五六七八九十百])|还?(?:有|能有|给|能拿)(?:补|奖|扶持|资助)|怎么(?:认定|分|算|界定))"
)
"""Before and after a number, in a question: a threshold and what it brings."""

BRINGS = re.compile(
    r"元?的?(?:企业|部分)?[,，]?(?:就|能|可以|一次性|按\s?[\d.]+%)*(?:就?是|给予?|奖励?|补贴?|拿)\s?(?:[\d一二三四五六七八九十百]|(?P<open>多少))"
)
"""After a threshold: what it brings."""

BROUGHT = re.compile(
    "(?:突破|超过?|达到|满|破)了?\\s?[\\d一二三四五六七八九十两][^,，]{0,8}?(?:就|能|可以|会|一次性)*(?:给予?|奖励?|补贴?|拿)$"
)
"""Before an amount: what a threshold brings."""

OF_A_KIND = re.compile("元?的?(?:那种|这种|那样|那类|左右那种|的那种)")
"""After a number: of things of that size."""

OF_A_CLAUSE = re.compile("元?的?[那这]一?条")
"""After a number: of a clause of the policy."""

OF_SOME_FIRM = re.compile("元?的[大中小]?型?(?:企业|公司|单位)(?=[^,，]*(?:多少|几|吗|怎|能|可以))")
"""After a number in a question: of a firm with that much."""

LET = re.compile("转租|出租给|租给(?![我咱公本])|租出去|借给(?![我咱公本])")
"""Of an area: others have it."""

FOR_ALL_OF_IT = re.compile("(?:[要想](?:拿|补|领|够|到)|拿满|顶格|封顶)")
"""Before what is required: it is the rule's arithmetic."""

OF_ANYBODY = re.compile("元?的那|元?[^,，\\d]{0,4}的[大中小]?(?:型)?(?:企业|公司|单位|部分|机构|项目)")
"""After a number: of whatever has that much, not the speaker."""

NONE_OF_THEM = re.compile("(?:都|也)(?:还)?没|(?<=一[个项])没有?(?=$|[,，。;；!！])")
"""After 「一个」: none."""

REFERRED_TO = re.compile("(?:这|那|那个|这个|说的|所谓的?)$")
"""Before a number in a question: one that somebody else has named."""
