"""Figures that are none of the speaker's: supposed (租1000平呢), gone on from (那900万呢), echoed (150万？才这么点)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from actions.dates import period_in
from actions.memory import Memory
from actions.telling import Loose, bare_figures
from actions.turn import Turn

__all__ = ["continued", "not_meant", "takes_it", "without_answer"]

_TAKE_IT = re.compile(
    "^(?:那|好|行|嗯|可以|，|,)*(?:就|先)按(?:照)?(?![^，。]*(?:真实|实际|原来|之前|以前))[^，。呢吗？?]{0,12}$"
)
_ONLY_FIGURE = re.compile(
    "(?:那|要是|如果|换成|改成|是|就|有|到|，)*"
    r"(?P<figure>[\d.,零一二两三四五六七八九十百千]+(?:个亿|[万亿]元?|平(?:方米|米)?|㎡))(?:的话|呢|[?？])*"
)
_AND_WITH = re.compile("^(?:那|要是|如果|换成)[^，。]{1,14}$|^[^，。]{1,12}呢[？?]?$")


_ECHOED_BEFORE = re.compile("(?:才|只有|只能|居然|竟然|就这么)(?:拿|给|补|有)?$")
_ECHOED_AFTER = re.compile("元?(?:[?？]|[，,]?(?:才|就这么|只有这么|怎么这么))")
_SUPPOSES = re.compile("呢[?？。！]*$")


def not_meant(turn: Turn, memory: Memory) -> Turn:
    """The turn without figures that only echo what the bot said, and with those marked that are only supposed."""
    if turn.pressed is not None:
        return turn
    echoed = {
        mention["entity"]
        for mention in turn.mentions
        if mention["entity"] == memory.asked
        and mention["value"] in _shown(memory)
        and _in_disbelief(mention, turn.text)
    }
    if echoed:
        facts = {fact: value for fact, value in turn.facts.items() if fact not in echoed}
        return replace(turn, facts=facts, unclear=turn.unclear and not facts)
    differs = _differs_from_known(turn, memory) or period_in(turn.text) is not None
    if _SUPPOSES.search(turn.text) and not turn.is_correction and differs:
        return replace(turn, intents=("what_if",), reading={**turn.reading, "hypothetical": True})
    return turn


def takes_it(text: str) -> bool:
    """「就按这个算」: of something supposed; it affirms no condition."""
    return _TAKE_IT.search(text) is not None


def _in_disbelief(mention: Mapping[str, Any], text: str) -> bool:
    before, after = text[: mention["start"]], text[mention["end"] :]
    return bool(_ECHOED_BEFORE.search(before) or _ECHOED_AFTER.match(after))


def _shown(memory: Memory) -> list[float]:
    """The amounts that the bot itself has named."""
    bounds = [memory.estimate.total, *(entry.amount for entry in memory.estimate.clauses if entry.amount)]
    return [float(end) for amount in bounds for end in (amount.min, amount.max) if end is not None]


def without_answer(turn: Turn, memory: Memory) -> Turn:
    """Without a figure for what is asked: 「凭什么我们只有150万」 asks back and answers nothing."""
    facts = {fact: value for fact, value in turn.facts.items() if fact != memory.asked}
    return replace(turn, facts=facts, denied=(), reading={**turn.reading, "unassigned": []})


def _differs_from_known(turn: Turn, memory: Memory) -> bool:
    """Whether everything it tells is known with another value: 「租1000平呢」 after 500."""
    known = [(memory.facts.get(fact), value) for fact, value in turn.facts.items()]
    return bool(known) and all(before not in (None, value) for before, value in known)


def _figures_in(text: str) -> list[dict[str, Any]]:
    """The amount that a question consists of, which states no fact: 「那900万呢」."""
    found = _ONLY_FIGURE.fullmatch(text)
    return [asdict(Loose.of(found["figure"]))] if found else []


def continued(turn: Turn, memory: Memory) -> Turn:
    """After a supposition: 「那900万呢」 supposes something else, 「就按这个算」 makes a fact of it."""
    supposed = memory.supposed
    if not supposed or turn.pressed is not None:
        return turn
    if _TAKE_IT.search(turn.text):
        figures = [Loose.of(entry).value for entry in turn.reading.get("unassigned") or ()] or list(turn.facts.values())
        place = list(supposed)[-1]
        return replace(
            turn, intents=("inform",), pressed={"facts": {**supposed, place: (figures or [supposed[place]])[-1]}}
        )
    figures = turn.reading.get("unassigned") or bare_figures(turn, memory.pack) or _figures_in(turn.text)
    if _AND_WITH.search(turn.text) and figures:
        reading = {**turn.reading, "hypothetical": True, "unassigned": figures}
        return replace(turn, intents=("what_if",), unclear=False, facts={}, reading=reading)
    return turn
