"""The vocabulary of the one installed pack."""

from __future__ import annotations

import pytest

from bot.understanding.vocabulary import Vocabulary
from policy_rules import load_pack


@pytest.fixture(scope="session")
def minhang() -> Vocabulary:
    return Vocabulary.from_definitions(load_pack("minhang-ai-2018").facts)
