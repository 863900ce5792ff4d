"""A case of somebody's test suite, and the written rule by which it measures a reader of amounts or does not.

The rule looks at the case alone, never at what any reader makes of it. Counted are numbers, percentages, RMB and
areas whose value the suite states. What is left out is counted by its reason, so that one may disagree.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from bot.evaluation.spans import Span

__all__ = ["Case", "Kind", "LeftOut", "why_left_out"]


class Kind(Enum):
    """What a suite says its cases are."""

    NUMBER = "number"
    PERCENT = "percent"
    RMB = "rmb"
    AREA = "area"
    OTHER = "other"


@dataclass(frozen=True)
class Case:
    """``text`` states what ``expected`` lists; of each, any of the spans is right."""

    text: str
    kind: Kind
    expected: tuple[frozenset[Span], ...]
    stated_in: tuple[str, ...] = ()
    """The words of each value, where the suite tells them."""


class LeftOut(Enum):
    """Why a case is not counted."""

    SILENT = "没有数值要读"
    OTHER_KIND = "序数、外币、长度、日期等别的量"
    IDENTIFIER = "号码"
    CALCULATION = "算式、乘方、科学记数法"
    ONE_VALUE_FOR_MANY = "多、余、几：套件只取一个数，本项目约定是区间"


_OTHER_MONEY = re.compile(
    "[$€£₩₹]|美[元金刀分圆]|欧元|英镑|[港日韩台欧]币|[港日韩澳加]元|泰铢|卢布|法郎|奈拉|比特币|[蚊毫仙]|個[半九]|港幣"
)
_DATE_OR_ORDINAL = "第{0}|{0}(?:年|月(?!租)|日(?!元)|号|[时点](?![零一二三四五六七八九\\d]))"
_NUMBERED = re.compile("第[零一二三四五六七八九十百\\d]")
_LENGTH_OR_WEIGHT = "{0}(?:千|毫|平方英|公)?(?:[克米斤吨秒尺里]|两(?![零一二三四五六七八九十百千万亿])|摄氏)"
_IDENTIFIER = re.compile(r"[幺洞拐]|尾号|手机|电话|身份证|^[高动特快][零一二三四五六七八九]|\d+(?:\.\d+){2,}")
_CALCULATION = re.compile(r"\^|[\d.]e[+-－]?\d|[零一二三四五六七八九十百千万][加减乘除]|\d\s*[+*=]\s*\d", re.IGNORECASE)
_OPEN = re.compile("[零〇\\d一二两三四五六七八九十百千万亿萬億佰仟]\\s?[多余餘几幾]|[几幾数數]\\s?[十百千万亿萬億]")


def why_left_out(case: Case) -> LeftOut | None:
    """The first reason that holds; None if the case counts."""
    if not case.expected:
        return LeftOut.SILENT
    if case.kind is Kind.OTHER or _is_foreign_money(case) or _is_another_measure(case):
        return LeftOut.OTHER_KIND
    if _IDENTIFIER.search(case.text):
        return LeftOut.IDENTIFIER
    if _CALCULATION.search(case.text):
        return LeftOut.CALCULATION
    if _OPEN.search(case.text) and not all(_has_two_ends(spans) for spans in case.expected):
        return LeftOut.ONE_VALUE_FOR_MANY
    return None


def _is_foreign_money(case: Case) -> bool:
    told = case.stated_in if case.kind is Kind.RMB else ()
    return any(_OTHER_MONEY.search(words) for words in told or [case.text])


def _is_another_measure(case: Case) -> bool:
    surroundings = (_DATE_OR_ORDINAL, _LENGTH_OR_WEIGHT)
    return any(_NUMBERED.search(words) for words in case.stated_in) or any(
        re.search(one.format(re.escape(words)), unicodedata.normalize("NFKC", case.text))
        for words in case.stated_in
        for one in surroundings
    )


def _has_two_ends(spans: frozenset[Span]) -> bool:
    return all(span.high is not None and span.low < span.high for span in spans)
