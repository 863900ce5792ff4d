"""Held-out utterances beside what was understood of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.held_out import Utterance
from bot.understanding.understanding import Understanding

__all__ = ["Judged", "Understand", "judge", "share"]

Understand = Callable[[str, str | None], Understanding]
"""From a message and the fact just asked for."""


@dataclass(frozen=True)
class Judged:
    """One utterance beside what was understood of it."""

    expected: Utterance
    got: Understanding

    @property
    def right_intent(self) -> bool:
        return self.got.wish.intent in (self.expected.intents or ())

    @property
    def right_clause(self) -> bool:
        return self.got.clause == self.expected.clause

    @property
    def right_facts(self) -> bool:
        return self.got.facts == self.expected.facts

    @property
    def true_intent(self) -> str:
        """The intent got where it is acceptable, else the first acceptable one."""
        return self.got.wish.intent if self.right_intent else (self.expected.intents or ("",))[0]


def judge(expected: Sequence[Utterance], understand: Understand) -> tuple[list[Judged], float]:
    """Every utterance understood, and the median milliseconds of one (0 where there is none)."""
    judged, times = [], []
    for utterance in expected:
        started = time.perf_counter()
        got = understand(utterance.text, utterance.asked)
        times.append(time.perf_counter() - started)
        judged.append(Judged(utterance, got))
    return judged, 1000 * statistics.median(times or [0.0])


def share(values: Iterable[float]) -> float:
    """The mean; 1 where there is nothing to be wrong about."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 1.0
