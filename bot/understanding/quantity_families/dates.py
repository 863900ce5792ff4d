"""Years and days: 2019年, 二零一九年, 19年, 去年, 2019-05-01."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.numerals.state import DIGITS
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.quantity_families.base import Found

__all__ = ["read_date"]

_DAY = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<sep>[年./-])(?P<month>1[0-2]|0?[1-9])(?:[月./-](?P<day>3[01]|[12]\d|0?[1-9])[日号]?|月份?)"
    r"(?![\d.万亿])"
)
_YEAR = re.compile(
    r"(?P<full>(?:19|20)\d\d)(?:年度?|财年)(?![内])"
    r"|(?P<listed>20(?:0[1-9]|[1-3]\d))(?=\s?[:：]\s?\d|\s\d[\d,.]*(?:\s?[万亿元]|\n|$))"
    r"|(?P<written>[一二][零九][零一二三四五六七八九]{2})年"
    r"|(?P<short>[012]\d)年度?(?!内|以|期|了|多|来|的?(?:经验|历史|时间|租|合同))"
    r"|(?P<chinese>[一二][零一二三四五六七八九])年(?!内|以|期|了|多|来)"
)
_RELATIVE_YEAR = re.compile("(?P<ago>大前|再前一?|前一?|去|今|明|上上一?|上一?|本)年度?(?!来|多)")
_YEARS_AGO = {"大前": 3, "再前": 3, "前": 2, "上上": 2, "去": 1, "上": 1, "今": 0, "本": 0, "明": -1}


def read_date(text: str, at: int) -> Found | None:
    match = _DAY.match(text, at)
    if match:
        first = Decimal(f"{match['year']}{int(match['month']):02}{int(match['day'] or 1):02}")
        last = first if match["day"] else first + 30
        return Quantity(Dimension.DATE, first, last, at, match.end()), match.end()
    match = _YEAR.match(text, at)
    if match:
        year = match["full"] or match["listed"] or (f"20{match['short']}" if match["short"] else _written_year(match))
        value = Decimal(year)
        return Quantity(Dimension.YEAR, value, value, at, match.end()), match.end()
    match = _RELATIVE_YEAR.match(text, at)
    if match:
        ago = Decimal(_YEARS_AGO[match["ago"].rstrip("一")])
        if text.startswith("大", at - 1) and at:
            ago += 1
        return Quantity(Dimension.YEARS_AGO, ago, ago, at, match.end()), match.end()
    return None


def _written_year(match: re.Match[str]) -> str:
    written = match["written"] or match["chinese"]
    digits = "".join(str(DIGITS[digit]) for digit in written)
    return digits if len(digits) == 4 else f"20{digits}"
