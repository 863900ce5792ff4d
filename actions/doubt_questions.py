"""Asking back what is doubtful: which of two figures holds, whether a strange one is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions import case
from actions.doubts import CONTRADICTION, IMPLAUSIBLE
from actions.memory import Memory
from actions.plausible import WAN, meant_instead, times
from actions.replies import Button, Reply
from actions.words import facts as fact_words
from actions.words import questions as words
from policy_rules import FactKind, Scope
from policy_rules.wording.facts import known_fact

__all__ = ["about_doubt"]


WAN_YUAN = "万元"
OFTEN = 3
"""So often a doubt is asked about; then what was known before holds until something else is said."""


def about_doubt(memory: Memory) -> tuple[Memory, Reply]:
    """What has to be cleared up first; a bare figure then answers it. Asked often enough, it is left as it was."""
    entry = {**memory.pending[0], "times": memory.pending[0].get("times", 0) + 1}
    fact, _ = case.split(entry["place"])
    if entry["times"] > OFTEN:
        return replace(memory, pending=memory.pending[1:], asked=None, question=None), _left_as_it_was(
            entry["place"], memory
        )
    asking = replace(
        memory,
        asked=fact,
        question={"kind": entry["kind"], "places": [entry["place"]]},
        pending=(entry, *memory.pending[1:]),
    )
    all_in_wan = _all_in_wan(memory)
    if len(all_in_wan) > 1 and entry["place"] in all_in_wan:
        return asking, _are_all_in_wan(all_in_wan, memory)
    if entry["kind"] == CONTRADICTION:
        return asking, _which_holds(entry["place"], entry["value"], memory)
    return asking, _really(entry["place"], entry["value"], memory)


def _all_in_wan(memory: Memory) -> dict[str, Any]:
    """The doubtful figures (by place) that would all be plausible if they were 万元: a table whose unit got lost."""
    doubtful = {e["place"]: e["value"] for e in memory.pending if e.get("kind") == IMPLAUSIBLE}
    definitions = {place: memory.pack.facts[case.split(place)[0]] for place in doubtful}
    return {
        place: value
        for place, value in doubtful.items()
        if definitions[place].unit == WAN_YUAN
        and [guess for _, guess in meant_instead(definitions[place], value)][:1] == [times(value, WAN)]
    }


def _are_all_in_wan(values: dict[str, Any], memory: Memory) -> Reply:
    said = "、".join(fact_words.told(memory.pack, memory.facts, place, value) for place, value in values.items())
    return Reply(
        words.ALL_IN_WAN.format(said=said),
        [
            Button(words.YES_IN_WAN, means={"facts": {place: times(value, WAN) for place, value in values.items()}}),
            Button(words.NO_IN_YUAN, means={"facts": dict(values)}),
            Button(words.DONT_KNOW, words.SKIP, {"intent": "unsure", "denied": list(values), "decides": "old"}),
        ],
    )


def _left_as_it_was(place: str, memory: Memory) -> Reply:
    label = fact_words.label(memory.pack, memory.facts, place)
    before = case.value_at(memory.facts, place)
    if before is None:
        return Reply(words.NOT_NOTED.format(label=label))
    definition = memory.pack.facts[case.split(place)[0]]
    return Reply(words.AS_IT_WAS.format(label=label, value=fact_words.known_fact(definition, before)))


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
