"""Days of the calendar as the rules count them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

__all__ = ["months_earlier", "ordinal", "read_day_or_month"]


def ordinal(day: date) -> Decimal:
    """A day as a number, so that dates can be compared and known as ranges."""
    return Decimal(day.toordinal())


def months_earlier(day: date, months: int) -> date:
    """The same day of the month, ``months`` before; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_WRITTEN = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:月|[-/.]?)(?:(\d{1,2})日?)?", re.ASCII)


def read_day_or_month(text: str) -> tuple[date, date]:
    """First and last day of what ``text`` names: ``2026-03-15``, ``2026年3月15日``, ``2026-03``.

    Raises ``ValueError`` for anything else.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    year, month = int(match[1]), int(match[2])
    if match[3]:
        day = date(year, month, int(match[3]))
        return day, day
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
