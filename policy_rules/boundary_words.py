"""Bounds in the words of the document: ``2000万元以上``, ``超过500平方米``, ``50万元以上100万元以下``.

Whether such a word includes the number itself differs by document. Where a document doesn't say, the
Civil Code does (第一千二百五十九条): 以上, 以下, 以内, 届满 include the number, 不满, 超过, 以外 don't. A pack states
what its document says under ``boundaries``; a clause may state otherwise for itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from policy_rules.interval import INFINITY, ZERO, Interval
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.quantities import normalise

__all__ = ["BY_THE_CIVIL_CODE", "Span", "covers"]


class _Word(NamedTuple):
    """Which way a word points, and whether it includes the number where the document doesn't say."""

    upward: bool
    included: bool


_WORDS: Mapping[str, _Word] = MappingProxyType(
    {
        **{
            word: _Word(upward=True, included=True) for word in ("以上", "达到", "不低于", "不少于", "至少", "满", "起")
        },
        **{word: _Word(upward=True, included=False) for word in ("超过", "突破", "高于", "大于", "多于")},
        **{
            word: _Word(upward=False, included=True)
            for word in ("以下", "以内", "不超过", "不高于", "不多于", "至多", "最高")
        },
        **{word: _Word(upward=False, included=False) for word in ("低于", "不足", "不满", "少于", "小于", "未达到")},
    }
)

BY_THE_CIVIL_CODE: Mapping[str, bool] = MappingProxyType({word: meaning.included for word, meaning in _WORDS.items()})
"""For each word, whether it includes the number itself."""

_AFTER = ("及以上", "及以下", "以上", "以下", "以内", "起")
_BEFORE = "|".join(sorted((word for word in _WORDS if word not in _AFTER), key=len, reverse=True))
_BOUND = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<number>\d[\d.,]*[^\d(]*?)(?:\((?P<said>不?含)[^)]*\))?(?P<after>{'|'.join(_AFTER)})?(?=$|\d|{_BEFORE})"
)
_JOINING = re.compile(r"[、至且]|(?<!达)到|(?<!\d),|,(?!\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers between two bounds, of which either may be open or missing."""

    words: str
    low: Decimal = ZERO
    low_included: bool = True
    high: Decimal = INFINITY
    high_included: bool = True
    numbers: tuple[WrittenNumber, ...] = ()

    @staticmethod
    def read(words: str, included: Mapping[str, bool] = BY_THE_CIVIL_CODE) -> Span:
        """Raises ``ValueError`` for what is no bound; ``included`` is the document's use of the words."""
        found = _read(words, included)
        if found.low > found.high:
            raise ValueError(f"“{words}”的下限大于上限")
        return found

    def holds(self, value: Decimal) -> bool:
        above = value > self.low or (self.low_included and value == self.low)
        below = value < self.high or value == self.high == INFINITY or (self.high_included and value == self.high)
        return above and below

    def meets(self, interval: Interval) -> bool:
        """Whether any value of ``interval`` is held."""
        low = interval.high > self.low or (self.low_included and interval.high == self.low)
        high = interval.low < self.high or self.high == INFINITY or (self.high_included and interval.low == self.high)
        return low and high

    def truth_for(self, interval: Interval) -> bool | None:
        """Whether it holds whatever is in ``interval``; None where that depends."""
        if self.holds(interval.low) and self.holds(interval.high):
            return True
        return None if self.meets(interval) else False

    @property
    def edges(self) -> tuple[Decimal, ...]:
        """The numbers at which it begins and ends."""
        return tuple(edge for edge in (self.low, self.high) if edge not in (ZERO, INFINITY))


def covers(spans: tuple[Span, ...], interval: Interval) -> bool:
    """Whether every value of ``interval`` is held by one of ``spans``, which ascend."""
    held = [span for span in spans if span.meets(interval)]
    if not held or not held[0].holds(interval.low) or not held[-1].holds(interval.high):
        return False
    return all(
        former.high > latter.low or (former.high == latter.low and (former.high_included or latter.low_included))
        for former, latter in pairwise(held)
    )


def _read(words: str, included: Mapping[str, bool]) -> Span:
    text = _JOINING.sub("", normalise(words))
    span, position = Span(words), 0
    for match in _BOUND.finditer(text):
        word = (match["after"] or match["before"] or "").removeprefix("及")
        if match.start() != position or not word:
            break
        inside = match["said"] == "含" if match["said"] else included[word]
        span, position = _bounded(span, Measure(match["number"]), _WORDS[word].upward, inside), match.end()
    if position < len(text) or not span.numbers:
        raise ValueError(f"“{words}”不是界限，应写成 2000万元以上、超过500平方米、50万元以上100万元以下 这样")
    return span


def _bounded(span: Span, measure: Measure, upward: bool, inside: bool) -> Span:
    value, numbers = measure.interval.low, span.numbers + measure.numbers
    if upward:
        return Span(span.words, value, inside, span.high, span.high_included, numbers)
    return Span(span.words, span.low, span.low_included, value, inside, numbers)
