"""What messages say about the facts of the Minhang pack: the corpus says what that is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.understanding.facts import read_facts_from
from bot.understanding.vocabulary import Vocabulary
from policy_rules.yaml_reader import read_yaml_file

CORPUS = Path(__file__).parent / "corpus" / "facts"


def exact(value: Any) -> Any:
    """Values of the corpus as JSON numbers."""
    if isinstance(value, list):
        return [exact(item) for item in value]
    if value is None or isinstance(value, (bool, str)):
        return value
    return int(value) if value == int(value) else float(value)


def utterances() -> Iterator[Any]:
    for file in sorted(CORPUS.glob("*.yaml")):
        if file.name == "nothing.yaml":
            continue
        for group in read_yaml_file(file):
            means = {fact: exact(value) for fact, value in group.get("means", {}).items()}
            for said in group["said"]:
                asked = group.get("asked")
                name = f"{asked}? {said}" if asked else said
                yield pytest.param(said, asked, means, group.get("denied", []), id=name)


@pytest.mark.parametrize(("said", "asked", "means", "denied"), utterances())
def test_a_message_states_exactly_these_facts(
    said: str, asked: str | None, means: dict[str, Any], denied: list[str], minhang: Vocabulary
) -> None:
    reading = read_facts_from(said, minhang, asked)
    assert reading.facts == means
    assert list(reading.denied) == denied


@pytest.mark.parametrize("said", read_yaml_file(CORPUS / "nothing.yaml"))
def test_questions_and_other_talk_state_no_fact(said: str, minhang: Vocabulary) -> None:
    assert read_facts_from(said, minhang).facts == {}
