"""Whether confidence is honest: does 0.9 mean nine in ten?"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.judged import Judged, share

__all__ = ["CalibrationBin", "calibration", "calibration_error"]

_BINS = 10


@dataclass(frozen=True)
class CalibrationBin:
    """Messages whose confidence lies in [low, low + 0.1)."""

    low: float
    messages: int
    confidence: float
    accuracy: float


def calibration(judged: Sequence[Judged]) -> list[CalibrationBin]:
    """The bins that hold any message, lowest confidence first."""
    bins = []
    for number in range(_BINS):
        inside = [one for one in judged if min(_BINS - 1, int(one.got.wish.confidence * _BINS)) == number]
        if inside:
            mean = statistics.fmean(one.got.wish.confidence for one in inside)
            bins.append(CalibrationBin(number / _BINS, len(inside), mean, share(one.right_intent for one in inside)))
    return bins


def calibration_error(judged: Sequence[Judged]) -> float:
    """The mean distance of confidence from accuracy, bins weighted by their messages."""
    return sum(abs(bin.confidence - bin.accuracy) * bin.messages for bin in calibration(judged)) / max(1, len(judged))
