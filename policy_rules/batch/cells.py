"""One cell of a table as the facts object would have it: people write 是, 市级, ``6000~7000万``, ``1e6``."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from policy_rules.facts import FactDefinition, FactKind

__all__ = ["is_empty", "value_in"]

_YES, _NO = ("是", "true", "yes", "y", "1", "有", "对", "✓"), ("否", "false", "no", "n", "0", "无", "没有", "不是", "✗")
_BARE_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_RANGE = re.compile(r"(?P<low>[^~～〜至到—–-]+)(?:[~～〜至到]|[—–-]+)(?P<high>[^~～〜至到—–-]*)")
_DATES = re.compile(r"(?P<low>[^~～〜至到]+)[~～〜至到](?P<high>[^~～〜至到]*)")
_UNIT = re.compile(r"[^\d.,]*$")


def is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def value_in(cell: Any, definition: FactDefinition) -> Any:
    """Raises ``ValueError`` with the fix."""
    if definition.kind is FactKind.BOOLEAN:
        return _yes_or_no(cell)
    if definition.kind is FactKind.CHOICE:
        text = str(cell).strip()
        return next((id for id, choice in definition.choices.items() if choice.label == text), text)
    if isinstance(cell, date):
        return cell.strftime("%Y-%m-%d")
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if _BARE_NUMBER.fullmatch(text):
        return _quantity(text)
    match = (_DATES if definition.kind is FactKind.DATE else _RANGE).fullmatch(text)
    return _pair(match["low"].strip(), match["high"].strip()) if match else text


def _yes_or_no(cell: Any) -> bool:
    if isinstance(cell, (bool, int, float)) and cell in (0, 1):
        return bool(cell)
    text = str(cell).strip().lower()
    if text not in _YES + _NO:
        raise ValueError(f"“{cell}”应为 是 或 否，不清楚就留空")
    return text in _YES


def _pair(low: str, high: str) -> list[Any]:
    """Both ends of a range; 「6000~7000万」 means 万 twice, and a unit at the lower end alone is not guessed at."""
    if not high:
        return [_quantity(low), None]
    if _BARE_NUMBER.fullmatch(low) and (unit := _UNIT.search(high)):
        low += unit[0]
    return (
        [low, high]
        if _BARE_NUMBER.fullmatch(high) and not _BARE_NUMBER.fullmatch(low)
        else [_quantity(low), _quantity(high)]
    )


def _quantity(text: str) -> Any:
    """In a table a number without unit is one in base units, however the cell is stored."""
    return Decimal(text.replace(",", "")) if _BARE_NUMBER.fullmatch(text) else text
