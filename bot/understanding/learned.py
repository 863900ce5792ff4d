"""The trained part of understanding, and the one file in the model archive that keeps it."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.understanding.linear_model import LinearModel
from bot.understanding.sentence_choice import LearnedSentences
from bot.understanding.sentence_model import LearnedMargins
from bot.understanding.weighing import Weighing

__all__ = ["MODEL_FILE", "Learned"]

MODEL_FILE = "understanding.npz"
_INTENTS, _TELLING = "intents", "telling"
_WHICH, _WHETHER, _CHOICE, _TRUST = "which sentence of ", "whether said by ", "choice in ", "trust in "


@dataclass(frozen=True)
class Learned:
    """Linear models of three kinds; what a pack says in words is not among them."""

    intents: LinearModel
    """What a message wants."""
    telling: LinearModel
    """Whether a message tells anything of its speaker."""
    sentences: Mapping[str, LearnedSentences]
    """Policy → which sentence of its text answers a question, for the packs that bring questions."""

    def to_bytes(self) -> bytes:
        """As one `.npz` without pickled objects."""
        arrays = {
            f"{part}.{name}": array
            for part, model in self._parts().items()
            for name, array in model.as_arrays().items()
        }
        buffer = io.BytesIO()
        np.savez_compressed(buffer, **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Learned:
        """What `to_bytes` wrote."""
        parts: dict[str, dict[str, npt.NDArray[Any]]] = {}
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            for name in arrays.files:
                part, _, kept = name.rpartition(".")
                parts.setdefault(part, {})[kept] = arrays[name]
        return cls(
            intents=LinearModel.from_arrays(parts[_INTENTS]),
            telling=LinearModel.from_arrays(parts[_TELLING]),
            sentences={
                policy: LearnedSentences(
                    LearnedMargins(LinearModel.from_arrays(which), LinearModel.from_arrays(parts[_WHETHER + policy])),
                    choice=Weighing.from_arrays(parts[_CHOICE + policy]),
                    trust=Weighing.from_arrays(parts[_TRUST + policy]),
                )
                for part, which in parts.items()
                if (policy := part.removeprefix(_WHICH)) != part
            },
        )

    @classmethod
    def from_archive(cls, archive: Path) -> Learned:
        """From a trained model as Rasa packs it (`.tar.gz`); raises `FileNotFoundError` if it holds none."""
        with tarfile.open(archive) as members:
            for member in members:
                content = members.extractfile(member) if Path(member.name).name == MODEL_FILE else None
                if content is not None:
                    return cls.from_bytes(content.read())
        raise FileNotFoundError(f"{archive} 里没有 {MODEL_FILE}：请先运行 huiqi train")

    def _parts(self) -> dict[str, LinearModel | Weighing]:
        parts: dict[str, LinearModel | Weighing] = {_INTENTS: self.intents, _TELLING: self.telling}
        for policy, learned in self.sentences.items():
            parts |= {
                _WHICH + policy: learned.margins.which,
                _WHETHER + policy: learned.margins.whether,
                _CHOICE + policy: learned.choice,
                _TRUST + policy: learned.trust,
            }
        return parts
