"""Named features as sparse vectors: rare features weigh more, every group has a length of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from bot.understanding.features import Features

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]

# Group → its length in the vector. Chosen by leaving one writer of the training data out at a time.
GROUP_WEIGHTS: Mapping[str, float] = {
    "characters": 1.3,
    "words": 0.7,
    "concepts": 0.6,
    "shape": 0.4,
    "facts": 0.5,
    "document": 0.4,
}
_STRANGE = 0.15  # how much; more would cost accuracy
_SEEN_AT_LEAST = 3  # every utterance is there twice, so these are features of at least two


@dataclass(frozen=True)
class Vectors:
    """`index` is "group\\tfeature" → row; `rarity[row]` its inverse document frequency."""

    index: Mapping[str, int]
    rarity: Floats
    group_weights: Mapping[str, float]

    @cached_property
    def rarest(self) -> float:
        return float(self.rarity.max(initial=1.0))

    @classmethod
    def fitted_to(
        cls,
        examples: Sequence[Features],
        group_weights: Mapping[str, float] = GROUP_WEIGHTS,
        seen_at_least: int = _SEEN_AT_LEAST,
    ) -> Vectors:
        """The features worth knowing of `examples`: those that so many of them have."""
        seen_in: Counter[str] = Counter()
        for features in examples:
            seen_in.update(f"{group}\t{feature}" for group in group_weights for feature in set(features.get(group, ())))
        names = sorted(name for name, count in seen_in.items() if count >= seen_at_least)
        rarity = [np.log((1 + len(examples)) / (1 + seen_in[name])) + 1 for name in names]
        index = {name: row for row, name in enumerate(names)}
        return cls(index, np.asarray(rarity, dtype=np.float32), group_weights)

    def of(self, features: Features) -> tuple[Rows, Floats]:
        """Rows and values of one message."""
        rows: list[Rows] = []
        values: list[Floats] = []
        for group, weight in self.group_weights.items():
            said = set(features.get(group, ()))
            found = sorted({self.index.get(f"{group}\t{feature}", -1) for feature in said} - {-1})
            if found:
                known = np.asarray(found, dtype=np.intp)
                rare = self.rarity[known]
                # What was never seen counts in the length: a strange message is said with little confidence.
                strange = (len(said) - len(found)) * _STRANGE * self.rarest**2
                rows.append(known)
                values.append(rare * np.float32(weight / np.sqrt(rare @ rare + strange)))
        if not rows:
            return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.float32)
        return np.concatenate(rows), np.concatenate(values)

    def matrix(self, examples: Sequence[Features]) -> csr_matrix:
        """(messages, features)."""
        vectors = [self.of(features) for features in examples]
        ends = np.cumsum([0, *(len(rows) for rows, _ in vectors)])
        columns, values = (np.concatenate([vector[part] for vector in vectors]) for part in (0, 1))
        return csr_matrix((values, columns, ends), shape=(len(examples), len(self.index)))
