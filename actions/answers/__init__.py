"""One answer for each intent: a function of the turn and the memory to replies and a new memory."""

from actions.answers.registry import ANSWERS, Answer, Outcome, answers

__all__ = ["ANSWERS", "Answer", "Outcome", "answers"]
