"""The hand-written training utterances, read from Rasa's NLU YAML without Rasa."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml


class Example(NamedTuple):
    """One utterance and the wish its writer meant."""

    text: str
    intent: str


def examples_in(folder: Path) -> list[Example]:
    """Every utterance of every `.yml` file of `folder`, in order of file and line."""
    return [example for path in sorted(folder.glob("*.yml")) for example in _examples_of(path)]


def _examples_of(path: Path) -> list[Example]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Example(line.removeprefix("- ").strip(), entry["intent"])
        for entry in content["nlu"]
        for line in entry["examples"].splitlines()
    ]
