"""One answer for each intent: a function of the turn and the memory to replies and a new memory."""

from actions.answers import courtesy, document, estimates, policy, records
from actions.answers.registry import ANSWERS, Answer, Outcome, Then, answers

__all__ = ["ANSWERS", "Answer", "Outcome", "Then", "answers"]

FAMILIES = (courtesy, document, estimates, policy, records)
"""Importing them registers their answers."""
