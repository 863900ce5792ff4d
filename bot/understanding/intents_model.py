"""A linear intent classifier with calibrated confidence, kept as plain arrays."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix

from bot.understanding.intents_features import Features
from bot.understanding.intents_vectors import Floats, Vectors

_REGULARISATION = 1.0
_CALIBRATION_FOLDS = 5
_SEED = 2018

Labels = npt.NDArray[np.str_]


@dataclass(frozen=True)
class IntentModel:
    """`weights[row]` is what a feature says for each intent."""

    intents: tuple[str, ...]
    vectors: Vectors
    weights: Floats  # (features, intents)
    bias: Floats  # (intents,)
    sharpness: float  # margins × sharpness are the logits of honest probabilities

    def probabilities(self, features: Features) -> dict[str, float]:
        """Intent → probability, likeliest first."""
        rows, values = self.vectors.of(features)
        margins = self.bias + values @ self.weights[rows]
        shares = _softmax(margins[None, :] * self.sharpness)[0]
        return {self.intents[position]: float(shares[position]) for position in np.argsort(-shares)}

    def to_bytes(self) -> bytes:
        """An .npz archive without pickled objects."""
        buffer = io.BytesIO()
        head = {
            "intents": self.intents,
            "features": list(self.vectors.index),
            "group_weights": dict(self.vectors.group_weights),
            "sharpness": self.sharpness,
        }
        np.savez_compressed(
            buffer,
            head=np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), dtype=np.uint8),
            rarity=self.vectors.rarity,
            weights=self.weights,
            bias=self.bias,
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> IntentModel:
        """The model that `to_bytes` wrote."""
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            head = json.loads(arrays["head"].tobytes().decode())
            index = {name: row for row, name in enumerate(head["features"])}
            return cls(
                intents=tuple(head["intents"]),
                vectors=Vectors(index, arrays["rarity"], head["group_weights"]),
                weights=arrays["weights"],
                bias=arrays["bias"],
                sharpness=head["sharpness"],
            )


def train(examples: Sequence[Features], intents: Sequence[str], utterances: Sequence[int]) -> IntentModel:
    """Learns from one feature set, one intent and the number of its utterance a message; same input, same model."""
    vectors = Vectors.fitted_to(examples)
    matrix, labels = vectors.matrix(examples), np.asarray(intents)
    weights, bias = _separating(matrix, labels)
    return IntentModel(
        intents=tuple(str(label) for label in np.unique(labels)),
        vectors=vectors,
        weights=weights,
        bias=bias,
        sharpness=_sharpness(matrix, labels, np.asarray(utterances)),
    )


def _separating(matrix: csr_matrix, labels: Labels) -> tuple[Floats, Floats]:
    # Only training needs scikit-learn; a message is read with numpy alone.
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=_REGULARISATION, random_state=_SEED).fit(matrix, labels)
    return machine.coef_.T.astype(np.float32), machine.intercept_.astype(np.float32)


def _sharpness(matrix: csr_matrix, labels: Labels, utterances: npt.NDArray[np.int_]) -> float:
    """The scale at which probabilities of unseen messages are honest: least log loss on held-out folds."""
    from sklearn.model_selection import StratifiedGroupKFold

    intents, truth = np.unique(labels, return_inverse=True)
    margins = np.zeros((len(labels), len(intents)))
    folds = StratifiedGroupKFold(_CALIBRATION_FOLDS, shuffle=True, random_state=_SEED)
    for seen, unseen in folds.split(margins, labels, utterances):
        weights, bias = _separating(matrix[seen], labels[seen])
        margins[unseen] = matrix[unseen] @ weights + bias

    def log_loss(sharpness: float) -> float:
        shares = _softmax(margins * sharpness)[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(shares, 1e-12)).mean())

    return float(minimize_scalar(log_loss, bounds=(0.5, 20), method="bounded").x)


def _softmax(logits: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.floating[Any]]:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: npt.NDArray[np.floating[Any]] = shifted / shifted.sum(axis=1, keepdims=True)
    return shares
