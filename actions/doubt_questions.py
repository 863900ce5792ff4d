"""Asking back what is doubtful: which of two figures holds, whether a strange one is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions import case
from actions.doubts import CONTRADICTION
from actions.memory import Memory
from actions.plausible import meant_instead
from actions.replies import Button, Reply
from actions.words import facts as fact_words
from actions.words import questions as words
from policy_rules import FactKind, Scope
from policy_rules.wording.facts import known_fact

__all__ = ["about_doubt"]


def about_doubt(memory: Memory) -> tuple[Memory, Reply]:
    """What has to be cleared up first; a bare figure then answers it."""
    entry = memory.pending[0]
    fact, _ = case.split(entry["place"])
    asking = replace(memory, asked=fact, question={"kind": entry["kind"], "places": [entry["place"]]})
    if entry["kind"] == CONTRADICTION:
        return asking, _which_holds(entry["place"], entry["value"], memory)
    return asking, _really(entry["place"], entry["value"], memory)


def _which_holds(place: str, value: Any, memory: Memory) -> Reply:
    fact, _ = case.split(place)
    definition = memory.pack.facts[fact]
    before, now = known_fact(definition, case.value_at(memory.facts, place)), known_fact(definition, value)
    label = fact_words.label(memory.pack, memory.facts, place)
    if definition.kind is FactKind.BOOLEAN:
        return Reply(
            (words.NO_LONGER_SO if case.value_at(memory.facts, place) else words.SO_AFTER_ALL).format(label=label),
            [
                Button(words.AS_SAID_NOW, means={"decides": "new"}),
                Button(words.AS_SAID_BEFORE, means={"decides": "old"}),
            ],
        )
    text = words.WHICH_HOLDS.format(label=label, before=before, now=now)
    buttons = [
        Button(words.TAKE_NEW.format(value=now), means={"decides": "new"}),
        Button(words.KEEP_OLD.format(value=before), means={"decides": "old"}),
    ]
    if definition.scope is Scope.PROJECT and definition.kind.is_quantity:
        further = max(1, case.project_count(memory.facts))
        meaning = {"decides": "old", "facts": {case.place(fact, further): value}}
        buttons.append(Button(words.ANOTHER_PROJECT, means=meaning))
    return Reply(text, buttons)


def _really(place: str, value: Any, memory: Memory) -> Reply:
    fact, _ = case.split(place)
    definition = memory.pack.facts[fact]
    said = known_fact(definition, value)
    guesses = [(text or known_fact(definition, guess), guess) for text, guess in meant_instead(definition, value)]
    buttons = [
        *(Button(words.IT_IS.format(value=text), means={"facts": {place: guess}}) for text, guess in guesses),
        Button(words.IT_IS_REALLY.format(value=said), means={"decides": "new"}),
        Button(words.DONT_KNOW, words.SKIP, {"intent": "unsure", "denied": [place], "decides": "old"}),
    ]
    label = fact_words.label(memory.pack, memory.facts, place)
    return Reply(words.REALLY.format(label=label, value=said), buttons)
