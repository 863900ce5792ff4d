"""How the author of a pack wrote each number of its rules: 1亿元以上, 80000元/件, 2026-12-31."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policy_rules.boundary_words import Span
from policy_rules.days import ordinal, read_day_or_month
from policy_rules.measures import Measure, WrittenNumber
from policy_rules.pack_files import read_yaml_of
from policy_rules.quantities import Dimension

__all__ = ["written_numbers"]

_PROSE = frozenset({"quote", "further_quotes", "text", "title", "because", "notes", "no_rule", "question", "chosen"})


def written_numbers(folder: Path) -> Mapping[str, Mapping[WrittenNumber, str]]:
    """``policy.yaml`` and ``clauses.yaml: <id>`` → each number of the rules there, in the words it is written in."""
    clauses = {f"clauses.yaml: {clause['id']}": clause for clause in read_yaml_of(folder, "clauses.yaml")}
    places = {"policy.yaml": read_yaml_of(folder, "policy.yaml"), **clauses}
    return {place: _written_in(content) for place, content in places.items()}


def _written_in(content: Any) -> dict[WrittenNumber, str]:
    found: dict[WrittenNumber, str] = {}
    for text in _scalars(content):
        for number in _numbers_of(text):
            found.setdefault(number, text)
    return found


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _PROSE:
                yield from _scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _scalars(inner)
    elif isinstance(value, str):
        yield value


def _numbers_of(text: str) -> tuple[WrittenNumber, ...]:
    for read in (_measure, _bound, _day):
        try:
            return read(text)
        except ValueError:  # noqa: PERF203 - one of three ways to write a number
            continue
    return ()


def _measure(text: str) -> tuple[WrittenNumber, ...]:
    return Measure(text).numbers


def _bound(text: str) -> tuple[WrittenNumber, ...]:
    return Span.read(text).numbers


def _day(text: str) -> tuple[WrittenNumber, ...]:
    return (WrittenNumber(ordinal(read_day_or_month(text)[0]), Dimension.DATE),)
