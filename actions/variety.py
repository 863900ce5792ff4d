"""What tires when it is said twice in the same words is said in others the second time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.memory import Memory

__all__ = ["in_other_words"]


def in_other_words(memory: Memory, key: str, ways: Sequence[str]) -> tuple[Memory, str]:
    """The next of several ways to say something, the last one from then on; and the memory of having said it."""
    said = memory.said or {}
    times = said.get(key, 0)
    return replace(memory, said={**said, key: times + 1}), ways[min(times, len(ways) - 1)]
