"""Figures told in several ways that do not agree, and which of them is to count: 「按月租算」."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from actions.likeness import most_alike
from actions.memory import Memory
from actions.topics import concerns
from actions.turn import Turn
from policy_rules import read_facts
from policy_rules.interval import Interval
from policy_rules.situation import Situation

__all__ = ["Disagreement", "chosen", "disagreements"]

_COUNTS = re.compile(
    "(?:按照?|以|用|就|依)(?:按照?|以)?(?P<what>[^，。,按以用]{1,10}?)(?:来|去)?(?:算|为准|计算|来|的?吧|为主)"
)


@dataclass(frozen=True)
class Disagreement:
    """What the known ways to one quantity come to, by the fact that each starts from."""

    about: str
    values: Mapping[str, Interval]


def disagreements(memory: Memory) -> list[Disagreement]:
    """Those of the clauses the person cares for."""
    if memory.known.get("projects"):
        applicant = {fact: value for fact, value in memory.known.items() if fact != "projects"}
    else:
        applicant = memory.known
    situation = Situation(memory.pack.facts, read_facts(memory.pack.facts, applicant).of(None))
    raised = {entry.id for entry in memory.estimate.clauses if concerns(entry, memory)}
    found = [
        Disagreement(check.about, values)
        for clause in memory.pack.clauses
        if clause.id in raised
        for check in clause.should_agree
        if (values := check.disagreement(situation))
    ]
    return list({each.about: each for each in found}.values())


def chosen(turn: Turn, memory: Memory) -> tuple[str, Disagreement] | None:
    """The fact that is to count, where figures contradict each other and the message (or a button) says which."""
    by_button = turn.pressing("relies_on")
    said = _COUNTS.search(turn.text)
    if not by_button and (turn.pressed is not None or not said or turn.facts):
        return None
    for each in disagreements(memory):
        labels = {fact: memory.pack.facts[fact].label for fact in each.values}
        meant = [by_button] if by_button in each.values else most_alike(said["what"], labels) if said else []
        if meant:
            return str(meant[0]), each
    return None
