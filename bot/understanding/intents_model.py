"""The intent classifier: a linear model whose confidence is calibrated on messages it has not seen."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.intents_features import Features
from bot.understanding.intents_vectors import Vectors
from bot.understanding.linear_model import LinearModel, calibrated

__all__ = ["train"]


def train(examples: Sequence[Features], intents: Sequence[str], utterances: Sequence[int]) -> LinearModel:
    """Learns from one feature set, one intent and the number of its utterance a message; same input, same model."""
    vectors = Vectors.fitted_to(examples)
    return calibrated(vectors, vectors.matrix(examples), intents, utterances)
