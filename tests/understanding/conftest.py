"""The vocabulary of the one installed pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.vocabulary import Vocabulary
from policy_rules.facts import FactDefinition
from policy_rules.yaml_reader import read_yaml_file

PACKS = Path(__file__).parents[2] / "policy_rules" / "packs"


@pytest.fixture(scope="session")
def minhang() -> Vocabulary:
    return Vocabulary.from_definitions(definitions_of("minhang-ai-2018"))


def definitions_of(pack: str) -> dict[str, FactDefinition]:
    raw = read_yaml_file(PACKS / pack / "facts.yaml")
    return {id: FactDefinition(id=id, **words) for id, words in raw.items()}
