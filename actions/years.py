"""Figures of which only the year is said: 「前年1900万」, 「明年做到5200万呢」."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.memory import Memory

__all__ = ["by_the_year_named"]

_FIGURE = r"(?:大概|大约|差不多|也就|只有|才|约)?[\d.,零一二两三四五六七八九十百千]+(?:个亿|[万亿])?元?(?:左右|不到|多|的|吧)*"
_LEADS_UP = "(?:嗯|哦|那|我们?|咱们?|公司|，|,)*"
_AN_EARLIER_YEAR = re.compile(
    rf"{_LEADS_UP}(?:大?前年|上一?年度?|再?之前|以前|往年)(?:那[年会]儿?|是|有|做了|，|,)*{_FIGURE}[。.!！]*"
)
_GROWS_TO = re.compile(
    rf"(?:{_LEADS_UP}(?:要是|如果|假如|假设|万一))?{_LEADS_UP}[今明后来]年(?:能|要|会)*(?:做|冲|卖|涨|干)到了?{_FIGURE}"
    "(?:的话|呢|[吗么?？])*"
)


def by_the_year_named(values: Mapping[str, Any], text: str, memory: Memory) -> dict[str, Any]:
    """``values`` (place → value), the only one put to the yearly fact that the words go on with, whatever was asked."""
    meant = _of_the_year_named(text, memory) if len(values) == 1 else None
    return dict.fromkeys([meant], *values.values()) if meant else dict(values)


def _of_the_year_named(text: str, memory: Memory) -> str | None:
    for peak, definition in memory.pack.facts.items():
        latest = definition.words.peak_before
        if latest is None or latest not in memory.facts:
            continue
        if peak not in memory.facts and latest in memory.latest and _AN_EARLIER_YEAR.fullmatch(text):
            return peak
        if _GROWS_TO.fullmatch(text):
            return latest
    return None
