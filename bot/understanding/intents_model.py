"""A linear intent classifier with calibrated confidence, kept as plain arrays."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

from bot.understanding.intents_features import Features

Floats = npt.NDArray[np.float32]

# Group → its length in the feature vector. Chosen by leaving one writer of the training data out at a time.
GROUP_WEIGHTS: Mapping[str, float] = {"characters": 1.0, "words": 0.7, "concepts": 1.0, "shape": 0.4, "facts": 0.5}
_SEEN_AT_LEAST = 3  # every utterance is there twice, so these are features of at least two
_REGULARISATION = 1.0
_CALIBRATION_FOLDS = 5
_SEED = 2018


@dataclass(frozen=True)
class IntentModel:
    """`weights[i]` is what feature i says for each intent; `rarity[i]` its inverse document frequency."""

    intents: tuple[str, ...]
    index: Mapping[str, int]  # "group\tfeature" → row
    rarity: Floats  # (features,)
    weights: Floats  # (features, intents)
    bias: Floats  # (intents,)
    sharpness: float  # margins × sharpness are the logits of honest probabilities

    def probabilities(self, features: Features) -> dict[str, float]:
        """Intent → probability, likeliest first."""
        margins = self.bias.copy()
        for rows, values in _weighted_rows(features, self.index, self.rarity):
            margins += values @ self.weights[rows]
        shares = _softmax(margins[None, :] * self.sharpness)[0]
        order = np.argsort(-shares)
        return {self.intents[position]: float(shares[position]) for position in order}

    def to_bytes(self) -> bytes:
        """An .npz archive without pickled objects."""
        buffer = io.BytesIO()
        head = {"intents": self.intents, "features": list(self.index), "sharpness": self.sharpness}
        np.savez_compressed(
            buffer,
            head=np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), dtype=np.uint8),
            rarity=self.rarity,
            weights=self.weights,
            bias=self.bias,
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> IntentModel:
        """The model that `to_bytes` wrote."""
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            head = json.loads(arrays["head"].tobytes().decode())
            return cls(
                intents=tuple(head["intents"]),
                index={name: row for row, name in enumerate(head["features"])},
                rarity=arrays["rarity"],
                weights=arrays["weights"],
                bias=arrays["bias"],
                sharpness=head["sharpness"],
            )


def train(examples: Sequence[Features], intents: Sequence[str], utterances: Sequence[int]) -> IntentModel:
    """Learns from one feature set, one intent and the number of its utterance a message; same input, same model."""
    index, rarity = _vocabulary(examples)
    matrix = _matrix(examples, index, rarity)
    labels = np.asarray(intents)
    classifier = _fitted(matrix, labels)
    return IntentModel(
        intents=tuple(str(label) for label in classifier.classes_),
        index=index,
        rarity=rarity,
        weights=classifier.coef_.T.astype(np.float32),
        bias=classifier.intercept_.astype(np.float32),
        sharpness=_sharpness(matrix, labels, np.asarray(utterances)),
    )


def _fitted(matrix: csr_matrix, labels: npt.NDArray[np.str_]) -> LinearSVC:
    return LinearSVC(C=_REGULARISATION, random_state=_SEED).fit(matrix, labels)


def _sharpness(matrix: csr_matrix, labels: npt.NDArray[np.str_], utterances: npt.NDArray[np.int_]) -> float:
    """The scale at which probabilities of unseen messages are honest: least log loss on held-out folds."""
    margins = np.zeros((len(labels), len(np.unique(labels))))
    truth = np.searchsorted(np.unique(labels), labels)
    folds = StratifiedGroupKFold(_CALIBRATION_FOLDS, shuffle=True, random_state=_SEED)
    for seen, unseen in folds.split(margins, labels, utterances):
        margins[unseen] = _fitted(matrix[seen], labels[seen]).decision_function(matrix[unseen])

    def log_loss(sharpness: float) -> float:
        shares = _softmax(margins * sharpness)[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(shares, 1e-12)).mean())

    return float(minimize_scalar(log_loss, bounds=(0.5, 20), method="bounded").x)


def _vocabulary(examples: Sequence[Features]) -> tuple[dict[str, int], Floats]:
    seen_in: Counter[str] = Counter()
    for features in examples:
        seen_in.update(f"{group}\t{feature}" for group in GROUP_WEIGHTS for feature in set(features.get(group, ())))
    names = sorted(name for name, count in seen_in.items() if count >= _SEEN_AT_LEAST)
    rarity = [np.log((1 + len(examples)) / (1 + seen_in[name])) + 1 for name in names]
    return {name: row for row, name in enumerate(names)}, np.asarray(rarity, dtype=np.float32)


def _weighted_rows(
    features: Features, index: Mapping[str, int], rarity: Floats
) -> list[tuple[npt.NDArray[np.intp], Floats]]:
    groups = []
    for group, weight in GROUP_WEIGHTS.items():
        known = {index.get(f"{group}\t{feature}") for feature in features.get(group, ())}
        known.discard(None)
        if known:
            rows = np.fromiter(sorted(row for row in known if row is not None), dtype=np.intp)
            values = rarity[rows]
            groups.append((rows, values * np.float32(weight / np.linalg.norm(values))))
    return groups


def _matrix(examples: Sequence[Features], index: Mapping[str, int], rarity: Floats) -> csr_matrix:
    columns: list[npt.NDArray[np.intp]] = []
    values: list[Floats] = []
    ends = [0]
    for features in examples:
        groups = _weighted_rows(features, index, rarity)
        columns.extend(rows for rows, _ in groups)
        values.extend(group_values for _, group_values in groups)
        ends.append(ends[-1] + sum(len(rows) for rows, _ in groups))
    return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(examples), len(index)))


def _softmax(logits: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: npt.NDArray[np.floating] = shifted / shifted.sum(axis=1, keepdims=True)
    return shares
