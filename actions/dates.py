"""The date of application that a message sets: 按2020年6月申报算."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from policy_rules import today

__all__ = ["Period", "period_in", "says_today"]

_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])[日号]?"
_MONTH_DAY = rf"(?P<month>1[0-2]|0?[1-9])(?:月份?|[-/.])?(?:{_DAY})?"
_YEAR_MONTH_DAY = rf"(?P<year>20\d\d)\s?(?:年|[-/.])?(?:{_MONTH_DAY})?"
_APPLYING = "(?:申报|申请|递交|提交|报上|报的|报项目)"
_SAID = re.compile(
    rf"{_APPLYING}(?:的)?(?:日期|时间)?[^\d，。]{{0,4}}{_YEAR_MONTH_DAY}(?!\d)"
    rf"|{_YEAR_MONTH_DAY.replace('?P<', '?P<after_')}[^\d，。收投租]{{0,6}}{_APPLYING}"
    rf"|按(?:照)?{_YEAR_MONTH_DAY.replace('?P<', '?P<by_')}(?:的)?(?:日期|时间|政策)?(?:来)?(?:测?算|看|计算)"
)
_TODAY = re.compile(f"(?:按|改回|用)?(?:今天|现在|当前|目前)(?:的)?(?:日期|时间)?(?:来)?(?:{_APPLYING}|测?算)")
_DIGITS = str.maketrans("零〇○一二三四五六七八九", "0001234567" + "89")


@dataclass(frozen=True)
class Period:
    """The days that what was said can mean: one day, a month, a year."""

    first: date
    last: date


_RELATIVE = re.compile(
    "(?P<which>[前去今明])年(?=(?:(?:1[0-2]|0?[1-9])月份?)?(?:来|再)?(?:申报|申请)(?:的话|呢|来?算))"
)
_YEARS_FROM_NOW = {"前": -2, "去": -1, "今": 0, "明": 1}


def _as_written(text: str) -> str:
    """「去年申报的话」 with the year in figures."""
    return _RELATIVE.sub(lambda found: f"{today().year + _YEARS_FROM_NOW[found['which']]}年", text)


def period_in(text: str) -> Period | None:
    """The day, month or year in which the message says that one applies; None if it says none."""
    found = _SAID.search(_in_digits(_as_written(text)))
    if found is None:
        return None
    said = {name: found[group] for group in found.groupdict() if found[group] for name in (group.split("_")[-1],)}
    return _period(int(said["year"]), int(said.get("month", 0)), int(said.get("day", 0)))


def says_today(text: str) -> bool:
    """Whether the message goes back to applying today."""
    return _TODAY.search(text) is not None


def _in_digits(text: str) -> str:
    """二〇二〇年十二月 as 2020年12月."""
    with_tens = re.sub("十(?=[一二][月日号])", "1", text)
    with_tens = re.sub("(?<=年)十(?=月)", "10", with_tens)
    return re.sub("[零〇○一二三四五六七八九]{4}(?=年)|[一二三四五六七八九](?=月)", _as_digits, with_tens)


def _as_digits(found: re.Match[str]) -> str:
    return found[0].translate(_DIGITS)


def _period(year: int, month: int, day: int) -> Period | None:
    if not month:
        return Period(date(year, 1, 1), date(year, 12, 31))
    days = monthrange(year, month)[1]
    if not day:
        return Period(date(year, month, 1), date(year, month, days))
    return Period(date(year, month, day), date(year, month, day)) if day <= days else None
