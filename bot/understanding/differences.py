"""An amount told as a difference to another year: 「今年6100万，比去年多了900万」 says that last year it was 5200万."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.understanding.assignment import YEARS
from bot.understanding.clause import SENTENCE_END
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.vocabulary import Hit, Role, Vocabulary

__all__ = ["with_differences_resolved"]

_COMPARED = re.compile(
    "(?:比|较|同比)(?:(?P<ago>去年|上年度?|上一年度?|前年)|(?P<now>今年|本年度?)|20\\d\\d年)?(?:同期)?(?:的|是|又|还|要|足足|整整|大概|约)*"
    "(?:(?P<more>多|增加|增长|涨|高|增|上升|提高)|(?P<less>少|减少|下降|降|低|减|跌|下滑))"
    "(?:做|卖|收|赚|加|入|出)?(?:了|出|掉|近|约)*$"
)
_COMPARES = re.compile("[比较]")
_REACHED = re.compile("[,，]?(?:今年|去年|总额|总共|现在)?(?:达到?|做到|到|增?至|为|是)(?:了)?$")
_MOST_BETWEEN = 24
_NEAR = 6
"""Quantities looked at on either side."""


def with_differences_resolved(
    text: str, quantities: Sequence[Quantity], hits: Sequence[Hit], vocabulary: Vocabulary
) -> list[Quantity]:
    """``quantities`` (in order of ``text``) with differences to a year replaced by what that year had.

    A difference whose whole is not told, or to no single year, says nothing.
    """
    if not _COMPARES.search(text):
        return list(quantities)
    spoken = [(hit.start, facts) for hit in hits if (facts := hit.facts(Role.ABOUT, Role.LOOSELY))]
    found: list[Quantity] = []
    for at, one in enumerate(quantities):
        compared = _COMPARED.search(text, max(0, one.core_start - _MOST_BETWEEN), one.core_start)
        if one.dimension is not Dimension.MONEY or not one.is_point or compared is None:
            found.append(one)
            continue
        whole = _whole_of(text, one, quantities[max(0, at - _NEAR) : at + _NEAR])
        found += _year_beside(compared, quantities[max(0, at - _NEAR) : at])
        if whole is None or not (
            _names_year(compared, found) and _goes_by_years(spoken, max(one.start, whole.start), vocabulary)
        ):
            continue
        is_less = bool(compared["more"]) is not bool(compared["now"])
        other = whole.low - one.low if is_less else whole.low + one.low
        if other > 0:
            start = compared.start() if compared["now"] else one.start
            found.append(replace(one, low=other, high=other, start=start, core_start=start))
    return found


def _names_year(compared: re.Match[str], found: Sequence[Quantity]) -> bool:
    """The year compared with; of 「去年比今年少」 the year that is compared."""
    years = [one for one in found[-2:] if one.dimension in YEARS]
    if compared["now"]:
        return any(one.end == compared.start() for one in years)
    return bool(years) and years[-1].start >= compared.start()


def _goes_by_years(spoken: Sequence[tuple[int, list[str]]], until: int, vocabulary: Vocabulary) -> bool:
    """Whether earlier years count of what is spoken of: of 「研发费用」 only the last does."""
    before = bisect_left(spoken, until, key=lambda one: one[0])
    return before > 0 and any(vocabulary.peak_pair(fact) for fact in spoken[before - 1][1])


def _year_beside(compared: re.Match[str], quantities: Sequence[Quantity]) -> list[Quantity]:
    """The year compared with, where it is not among ``quantities``: 「比去年多」."""
    begin, end = compared.span("ago")
    if begin < 0 or any(q.start <= begin < q.end for q in quantities):
        return []
    ago = Decimal(2 if compared["ago"] == "前年" else 1)
    return [Quantity(Dimension.YEARS_AGO, ago, ago, begin, end)]


def _whole_of(text: str, one: Quantity, quantities: Sequence[Quantity]) -> Quantity | None:
    """The amount that is compared: the one directly before, or the one it 「达到」 afterwards."""
    amounts = [q for q in quantities if q.dimension is Dimension.MONEY and q.is_point]
    after = [q for q in amounts if q.start > one.end]
    if after and _REACHED.fullmatch(text, one.end, after[0].core_start):
        return after[0]
    before = [q for q in amounts if q.end <= one.start and q.low > one.low]
    if before and not SENTENCE_END.search(text, before[-1].end, one.start):
        return before[-1]
    is_near = after and after[0].start - one.end <= _MOST_BETWEEN and after[0].low > one.low
    return after[0] if is_near and not SENTENCE_END.search(text, one.end, after[0].start) else None
