"""A linear classifier over named features, kept as plain arrays: what reads a message needs no scikit-learn."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix

from bot.understanding.features import Features
from bot.understanding.vectors import Floats, Vectors

__all__ = ["LinearModel", "calibrated", "separating"]

_REGULARISATION = 1.0
_CALIBRATION_FOLDS = 5
_SEED = 2018

Labels = npt.NDArray[np.str_]
Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class LinearModel:
    """`weights[row]` is what a feature says for each label."""

    labels: tuple[str, ...]
    vectors: Vectors
    weights: Floats  # (features, labels)
    bias: Floats  # (labels,)
    sharpness: float = 1.0  # margins × sharpness are the logits of honest probabilities, once calibrated

    def margins(self, features: Features) -> Floats:
        """(labels,): how far on each label's side the features lie."""
        rows, values = self.vectors.of(features)
        margins: Floats = self.bias + values @ self.weights[rows]
        return margins

    def margins_of(self, matrix: csr_matrix) -> Floats:
        """(messages, labels)."""
        margins: Floats = matrix @ self.weights + self.bias
        return margins

    def probabilities(self, features: Features) -> dict[str, float]:
        """Label → probability, likeliest first."""
        shares = _shares(self.margins(features)[None, :] * self.sharpness)[0]
        return {self.labels[position]: float(shares[position]) for position in np.argsort(-shares)}

    def as_arrays(self) -> dict[str, npt.NDArray[Any]]:
        """To be kept; no pickled objects."""
        head = {
            "labels": self.labels,
            "features": list(self.vectors.index),
            "group_weights": dict(self.vectors.group_weights),
            "sharpness": self.sharpness,
        }
        return {
            "head": np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), dtype=np.uint8),
            "rarity": self.vectors.rarity,
            "weights": self.weights,
            "bias": self.bias,
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> LinearModel:
        """The model that gave these arrays."""
        head = json.loads(arrays["head"].tobytes().decode())
        index = {name: row for row, name in enumerate(head["features"])}
        return cls(
            labels=tuple(head["labels"]),
            vectors=Vectors(index, arrays["rarity"], head["group_weights"]),
            weights=arrays["weights"],
            bias=arrays["bias"],
            sharpness=head["sharpness"],
        )


def separating(vectors: Vectors, matrix: csr_matrix, labels: Sequence[str] | Labels) -> LinearModel:
    """The support vector machine of (messages, features); same input, same model."""
    # Only training needs scikit-learn.
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=_REGULARISATION, random_state=_SEED).fit(matrix, np.asarray(labels))
    weights, bias = machine.coef_.T, machine.intercept_
    if len(machine.classes_) == 2:  # of two labels, scikit-learn keeps the second one's side only
        weights, bias = np.hstack([-weights, weights]), np.hstack([-bias, bias])
    return LinearModel(
        labels=tuple(str(label) for label in machine.classes_),
        vectors=vectors,
        weights=weights.astype(np.float32),
        bias=bias.astype(np.float32),
    )


def calibrated(vectors: Vectors, matrix: csr_matrix, labels: Sequence[str], groups: Sequence[int]) -> LinearModel:
    """With honest probabilities; rows of one group are never both learned from and measured with."""
    sharpness = _sharpness(vectors, matrix, np.asarray(labels), np.asarray(groups))
    return replace(separating(vectors, matrix, labels), sharpness=sharpness)


def _sharpness(vectors: Vectors, matrix: csr_matrix, labels: Labels, groups: npt.NDArray[np.int_]) -> float:
    """The scale at which probabilities of unseen messages are honest: least log loss on held-out folds."""
    from sklearn.model_selection import StratifiedGroupKFold

    names, truth = np.unique(labels, return_inverse=True)
    margins = np.zeros((len(labels), len(names)))
    folds = StratifiedGroupKFold(_CALIBRATION_FOLDS, shuffle=True, random_state=_SEED)
    for seen, unseen in folds.split(margins, labels, groups):
        fold = separating(vectors, matrix[seen], labels[seen])
        margins[unseen] = fold.margins_of(matrix[unseen])

    def log_loss(sharpness: float) -> float:
        shares = _shares(margins * sharpness)[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(shares, 1e-12)).mean())

    return float(minimize_scalar(log_loss, bounds=(0.5, 20), method="bounded").x)


def _shares(logits: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.floating[Any]]:
    """Each row's softmax."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: npt.NDArray[np.floating[Any]] = shifted / shifted.sum(axis=1, keepdims=True)
    return shares
