"""Whether a message tells anything of its speaker, learned from messages that do and messages that only look so.

The grammar knows how facts are said; of 「听说隔壁营收三千万也拿到了」 or 「比如研发投五百万的企业」 there are more ways than rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot.understanding.features import Features, character_runs, masked, spelled
from bot.understanding.linear_model import LinearModel, calibrated
from bot.understanding.reading import FactReading
from bot.understanding.vectors import Vectors

__all__ = ["TELLING", "TellingExample", "learn_telling", "only_what_is_told", "telling_examples_in"]

TELLING = Path(__file__).parents[2] / "nlu_data" / "telling"
"""Messages that tell something of their speaker and messages that do not: no training data of Rasa's."""

_TELLS, _TELLS_NOTHING = "tells", "tells nothing"
_GROUP_WEIGHTS = {"characters": 1.0, "asked": 0.3}
_SEEN_AT_LEAST = 2
_TOLD_FROM = 0.3  # the rules have found a fact: what was learned has to be rather sure to say there is none
_LONGEST = 150  # characters; longer messages than were learned from tell something somewhere
_MOST_MENTIONS = 2  # who names more things of himself than this does tell something


class TellingExample(NamedTuple):
    """A message, the fact just asked for, and whether the message tells any fact."""

    text: str
    asked: str | None
    tells: bool


def telling_examples_in(folder: Path) -> list[TellingExample]:
    """Every message of every `.yml` file of `folder`: `tells` and `tells_nothing`, each by the fact asked before."""
    return [example for path in sorted(folder.glob("*.yml")) for example in _examples_of(path)]


def _examples_of(path: Path) -> Iterator[TellingExample]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, tells in (("tells", True), ("tells_nothing", False)):
        for entry in content.get(key) or ():
            asked = entry.get("asked")
            yield from (TellingExample(text, asked, tells) for text in entry["messages"])


def learn_telling(examples: Sequence[TellingExample]) -> LinearModel:
    """Same examples, same model."""
    features = [_features(example.text, example.asked) for example in examples]
    vectors = Vectors.fitted_to(features, _GROUP_WEIGHTS, seen_at_least=_SEEN_AT_LEAST)
    labels = [_TELLS if example.tells else _TELLS_NOTHING for example in examples]
    return calibrated(vectors, vectors.matrix(features), labels, groups=range(len(labels)))


def only_what_is_told(reading: FactReading, text: str, asked: str | None, model: LinearModel) -> FactReading:
    """The reading without its facts where the message as a whole tells none."""
    if not reading.mentions or len(reading.mentions) > _MOST_MENTIONS or len(text) > _LONGEST:
        return reading
    if reading.hypothetical or asked in reading.facts:
        return reading
    if model.probabilities(_features(text, asked))[_TELLS] >= _TOLD_FROM:
        return reading
    return replace(reading, facts={}, mentions=(), projects=())


def _features(text: str, asked: str | None) -> Features:
    return {"characters": character_runs(masked(spelled(text))), "asked": ["answer" if asked else "unasked"]}
