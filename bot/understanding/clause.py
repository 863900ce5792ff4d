"""A clause: what stands between two marks, and who says it of whom, as what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.quantity import Quantity
from bot.understanding.vocabulary import Hit

__all__ = ["SENTENCE_END", "SENTENCE_MARKS", "Clause"]

SENTENCE_MARKS = "。；;！!？?\n"
SENTENCE_END = re.compile(f"[{SENTENCE_MARKS}]")


@dataclass(slots=True)
class Clause:
    """``text[start:end]`` between punctuation, with what stands in it; :mod:`manner` says how it is meant."""

    start: int
    end: int
    text: str
    ends_sentence: bool
    quantities: Sequence[Quantity] = ()
    hits: Sequence[Hit] = ()
    asks: bool = False
    is_own: bool = False
    """Somebody speaks of their own case, not of a rule."""
    speaks_of_policy: bool = False
    asks_in_general: bool = False
    """「每平每天4块5算贵吗」: asked of anybody's case."""
    supposes: bool = False
    of_others: bool = False
    """Of somebody else, or only heard of: 「母公司营收10个亿」, 「网上说奖50万」."""
    plans_from: int | None = None
    """Where in the text a wish or a plan begins: 「想租800平」. What is wanted is not there."""

    is_long_gone: bool = False
    """Of how things stood long ago: 「刚创业那会儿」."""

    @property
    def states(self) -> bool:
        return not self.of_others and not (self.asks and not self.is_own)

    def plans(self, at: int) -> bool:
        """Whether what stands at a position is only wanted."""
        return self.plans_from is not None and at >= self.plans_from
