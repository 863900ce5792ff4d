"""How much of a suite a reader gets right."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.spans import Finder, Span
from bot.evaluation.suites.cases import Case, LeftOut, why_left_out

__all__ = ["Figures", "Suite", "wrong_values"]


@dataclass(frozen=True)
class Figures:
    """Of one reader on one suite; microseconds are the median of one text."""

    right: int
    share: float
    share_of_all: float
    """Had every case been counted that states a value."""
    right_of_all: int
    values_of_all: int
    microseconds: float


@dataclass(frozen=True)
class Suite:
    """The cases that count, and the others by the reason why not."""

    name: str
    counted: list[Case]
    left_out: dict[LeftOut, list[Case]]

    @classmethod
    def of(cls, name: str, cases: Sequence[Case]) -> Suite:
        counted: list[Case] = []
        left_out: dict[LeftOut, list[Case]] = {}
        for case in cases:
            reason = why_left_out(case)
            (counted if reason is None else left_out.setdefault(reason, [])).append(case)
        return cls(name, counted, left_out)

    @property
    def values(self) -> int:
        return sum(len(case.expected) for case in self.counted)

    def figures(self, find: Finder) -> Figures:
        times: list[float] = []
        right = sum(_values_right(case, find, times) for case in self.counted)
        others = [case for cases in self.left_out.values() for case in cases]
        all_right = right + sum(_values_right(case, find, []) for case in others)
        all_values = self.values + sum(len(case.expected) for case in others)
        microseconds = 1e6 * statistics.median(times) if times else 0
        return Figures(
            right, _share(right, self.values), _share(all_right, all_values), all_right, all_values, microseconds
        )


def wrong_values(case: Case, found: set[Span]) -> list[frozenset[Span]]:
    """What the case expects and nobody found."""
    return [spans for spans in case.expected if not spans & found]


def _values_right(case: Case, find: Finder, times: list[float]) -> int:
    started = time.perf_counter()
    found = find(case.text)
    times.append(time.perf_counter() - started)
    return len(case.expected) - len(wrong_values(case, found))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
