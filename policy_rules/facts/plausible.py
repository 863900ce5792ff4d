"""Bare numbers that were hardly meant as they stand: 8 for 8万元, 25 for 25%."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import isnan
from typing import Any

from policy_rules.facts.definitions import FactDefinition, FactKind

__all__ = ["doubtful_numbers"]

_SMALL_FOR_WAN = 1000
"""A sum that is asked for in 万元 is hardly less than this many 元."""


def doubtful_numbers(definitions: Mapping[str, FactDefinition], facts: Any) -> Iterator[str]:
    """``annual_rent: 8 是 8元；8万元请写成 8万元``, for the applicant and each project."""
    if not isinstance(facts, Mapping):
        return
    for id, raw in facts.items():
        if id == "projects" and isinstance(raw, list):
            for index, project in enumerate(raw):
                yield from (f"projects[{index}].{doubt}" for doubt in doubtful_numbers(definitions, project))
        elif id in definitions:
            for value in raw if isinstance(raw, (list, tuple)) else [raw]:
                if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and not isnan(value):
                    yield from _doubts(definitions[id], value)


def _doubts(definition: FactDefinition, value: Any) -> Iterator[str]:
    if definition.kind is FactKind.MONEY and definition.unit == "万元" and 0 < value < _SMALL_FOR_WAN:
        yield f"{definition.id}: 不带单位的 {value} 是 {value}元；如果是 {value}万元，请写成 {value}万元"
    if definition.kind is FactKind.SHARE and value > 1:
        yield f"{definition.id}: 不带单位的 {value} 是 {Decimal(str(value)) * 100:f}%；如果是 {value}%，请写成 {value}%"
