"""Which function answers which intent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from actions.absorb import Noted
from actions.memory import Memory
from actions.replies import Reply
from actions.turn import Turn

__all__ = ["ANSWERS", "Answer", "Outcome", "Then", "answers"]


class Then(Enum):
    """What follows an answer."""

    NEXT = "the next question"
    BACK = "the question that was open"
    NOTHING = "nothing: the answer asks something itself, or nothing is to be asked now"


@dataclass(frozen=True)
class Outcome:
    """What is said, what is remembered from now on, what follows."""

    replies: Sequence[Reply]
    memory: Memory
    then: Then = Then.BACK


Answer: TypeAlias = Callable[[Turn, Memory, Noted], Outcome]

ANSWERS: dict[str, Answer] = {}


def answers(*intents: str) -> Callable[[Answer], Answer]:
    """Register the decorated function as the answer to ``intents``."""

    def register(answer: Answer) -> Answer:
        for intent in intents:
            assert intent not in ANSWERS, f"two answers for {intent}"
            ANSWERS[intent] = answer
        return answer

    return register
