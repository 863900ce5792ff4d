"""Which function answers which intent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from actions.absorb import Change
from actions.memory import Memory
from actions.replies import Reply
from actions.turn import Turn

__all__ = ["ANSWERS", "Answer", "Outcome", "answers"]


@dataclass(frozen=True)
class Outcome:
    """What is said, and what is remembered from now on."""

    replies: Sequence[Reply]
    memory: Memory
    asks: bool = False
    """The last reply is a question of its own, so that the open one is not repeated after it."""


Answer: TypeAlias = Callable[[Turn, Memory, Sequence[Change]], Outcome]

ANSWERS: dict[str, Answer] = {}


def answers(*intents: str) -> Callable[[Answer], Answer]:
    """Register the decorated function as the answer to ``intents``."""

    def register(answer: Answer) -> Answer:
        for intent in intents:
            assert intent not in ANSWERS, f"two answers for {intent}"
            ANSWERS[intent] = answer
        return answer

    return register
