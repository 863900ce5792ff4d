"""A handful of signs weighed into one verdict, the weights learned instead of chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Weighing", "learned_weighing"]

_MOST_ROUNDS = 500

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Weighing:
    """What each sign counts for the verdict."""

    weights: Floats  # (signs,)
    bias: float

    def odds(self, signs: Floats) -> Floats:
        """(cases, signs) → (cases,): the logarithm of the odds; above 0 the verdict is likelier than not."""
        odds: Floats = signs @ self.weights + self.bias
        return odds

    def as_arrays(self) -> dict[str, npt.NDArray[Any]]:
        """To be kept; no pickled objects."""
        return {"weights": self.weights, "bias": np.array(self.bias)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Weighing:
        """The weighing that gave these arrays."""
        return cls(arrays["weights"], float(arrays["bias"]))


def learned_weighing(signs: Floats, verdicts: npt.NDArray[np.bool_]) -> Weighing:
    """From (cases, signs) and the right verdict on each case; same cases, same weights."""
    # Only training needs scikit-learn.
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scale = StandardScaler().fit(signs)
    fitted = LogisticRegression(max_iter=_MOST_ROUNDS).fit(scale.transform(signs), verdicts)
    weights = fitted.coef_[0] / scale.scale_
    return Weighing(weights, float(fitted.intercept_[0] - scale.mean_ @ weights))
