"""Words that bound a quantity or blur it: 不到五千万, 一千万以上, 大概800, 三百万左右."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.quantity import Dimension, Quantity

__all__ = ["apply_bounds"]

_BOUNDED = frozenset(
    {Dimension.MONEY, Dimension.FOREIGN_MONEY, Dimension.AREA, Dimension.UNIT_PRICE, Dimension.SHARE, Dimension.COUNT,
     Dimension.MONTHS, Dimension.DAYS, Dimension.NUMBER}
)  # fmt: skip
_WINDOW = 8
_IMPLICIT_ONES = frozenset("百千万亿")

_BEFORE = re.compile(
    r"(?P<at_most>(?:还|都|也)?不到|不足|不满|未满|没满|不够|[没未](?:有)?(?:到|达到?|超过?|突破|做到|过)过?|没有?(?=$)|最多(?:也就|就|不超过)?(?:做到?|有|到)?过?|最多(?:也就)?(?:投|花|用|租|建)|至多|顶多|撑死(?:了)?|不超过|不多于|不高于|不大于"
    r"|低于|少于|小于(?:\s?或?者?\s?等于)?|<\s?=?|≤)(?:了|有|也就|就|是|为|才|个|\s)*$"
    r"|(?P<at_least>超过?|超出|(?:至少|最少|少说|最?起码)也?(?:投入?|花费?|砸|用|做|买|交|付)?|最低|不低于|不少于|不小于|不下|大于(?:或?者?等于)?|高于|多于|不止|突破|(?<![不通经错难做到有拿给投花用干破])过|破|逾|>\s?=?|≥)"
    r"(?:了|有|要|得|是|也|个|到|\s)*$"
    r"|(?P<about>大概|大约|约莫?|差不多|将近|接近|近|快|估计|估摸着?|也就|小|大致|粗算|算下来|预计|快到|几乎)(?:有|是|在|了|能有|个|的|\s)*$"
)
_AFTER = re.compile(
    r"\s?(?:人民币)?\s?(?:(?P<about>左右|上下|前后|的样子|样子|光景)"
    r"|(?P<at_least>(?:及|或者?)?以上|或者?更[多高大]|之上|往上|朝上|有余|起步|起(?![来码到价初因点])|打底|开外|不止|\+(?!\s?[一-龥]{0,6}\d)|还多|朝外|(?:都)?多一?点)"
    r"|(?P<more>出头|挂零|冒头|多(?!少))"
    r"|(?P<at_most>(?:及|或者?)?以[下内]|或者?更[少低小]|之[内下]|(?:都|还)?不到(?:点|一点)?(?!\s?[\d一二三四五六七八九十两几半])|封顶|(?:都|还)?没到(?!\s?[\d一二三四五六七八九十两几半])|不足|为限))"
)
_COMPARED = re.compile(r"\s?(?:要|还要?)?(?:(?P<at_least>[大高多])|(?P<at_most>[小低少]))")
"""After 比800万."""
_ZERO = Decimal(0)


def apply_bounds(text: str, found: list[Quantity]) -> None:
    """Widen or blur every quantity by the words directly around it."""
    previous = 0
    for quantity in found:
        if quantity.dimension in _BOUNDED and not quantity.is_negative:
            before = _BEFORE.search(text, max(previous, quantity.start - _WINDOW), quantity.start)
            if (
                before is None
                and text[quantity.core_start] in _IMPLICIT_ONES
                and text.endswith("上", 0, quantity.core_start)
            ):
                quantity.high, quantity.bounded, quantity.start = None, True, quantity.start - 1  # 上千万
            elif before is None and quantity.core_start != quantity.start:
                before = _BEFORE.search(text, quantity.start, quantity.core_start)
            elif before is not None:
                quantity.start = before.start()
            after = _AFTER.match(text, quantity.end)
            if after is not None:
                quantity.end = after.end()
            elif text.endswith(("比", "比 "), 0, quantity.start):
                after = _compare(text, quantity)
            _bound(quantity, before, after)
        previous = quantity.end
    _join_two_sides(text, found)


def _compare(text: str, quantity: Quantity) -> re.Match[str] | None:
    """比800万多, 比170低."""
    if text[quantity.end - 1] == "多":  # no 八百多万: more than 800万
        quantity.start, quantity.high, quantity.bounded = text.rindex("比", 0, quantity.start), None, True
        return None
    after = _COMPARED.match(text, quantity.end)
    if after is not None:
        quantity.start, quantity.end = text.rindex("比", 0, quantity.start), after.end()
    return after


_AND_AT_MOST = re.compile("(?:的同时|[,，、])? {0,2}(?:但是?|还|又|而且?|但又|却|并且?|且)? ?")
_AND_AT_LEAST = re.compile("(?:并且?|且)?")


def _join_two_sides(text: str, found: list[Quantity]) -> None:
    """「超过5000万不到一个亿」 is one quantity with two bounds; 「最多100最少20」 says them the other way round."""
    joined: list[Quantity] = []
    for first in reversed(found):
        if not (joined and _goes_with(text, first, joined[-1])):
            joined.append(first)
    found[:] = reversed(joined)


def _goes_with(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether ``second`` has taken the bound of ``first``."""
    if not (first.bounded and second.bounded and _say_the_same(first, second)):
        return False
    if _is_between(first, second):
        lower, upper, joint = first, second, _AND_AT_MOST
    elif _is_between(second, first) and second.low != first.high:
        lower, upper, joint = second, first, _AND_AT_LEAST
    else:
        return False
    if not joint.fullmatch(text, first.end, second.start):
        return False
    second.low, second.high, second.start = lower.low, upper.high, first.start
    return True


def _is_between(lower: Quantity, upper: Quantity) -> bool:
    return lower.high is None and upper.high is not None and not upper.low and lower.low <= upper.high


def _say_the_same(first: Quantity, second: Quantity) -> bool:
    return first.dimension is second.dimension or (first.dimension is Dimension.NUMBER and not first.names_unit)


def _bound(quantity: Quantity, before: re.Match[str] | None, after: re.Match[str] | None) -> None:
    for match in (before, after):
        if match is None:
            continue
        kind = match.lastgroup
        if kind == "about":
            quantity.approximate = True
            continue
        quantity.bounded = True
        if kind == "at_most":
            quantity.said_low, quantity.low = quantity.low, _ZERO
        elif kind == "more" and quantity.high is not None:
            quantity.high += quantity.step
        elif kind == "at_least":
            quantity.high = None
