"""How the facts of a message change what is remembered: new, corrected, contradicted, skipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from actions.memory import Memory
from actions.turn import Turn
from policy_rules import FactError, read_facts

__all__ = ["Change", "absorb", "supposed"]


@dataclass(frozen=True)
class Change:
    """A fact that is remembered now; ``before`` is None where nothing was known."""

    fact: str
    before: Any
    now: Any

    @property
    def is_correction(self) -> bool:
        return self.before is not None


def absorb(memory: Memory, turn: Turn) -> tuple[Memory, tuple[Change, ...]]:
    """The memory after the turn, and what changed in it.

    A value that contradicts a remembered one replaces it only if the person corrects or was asked;
    else it waits in ``pending`` until the person says which one holds.
    """
    skipped = tuple(dict.fromkeys((*memory.skipped, *turn.denied)))
    told = {} if turn.is_hypothetical else _understood(memory, turn.facts)
    changes = tuple(
        Change(fact, memory.facts.get(fact), value) for fact, value in told.items() if memory.facts.get(fact) != value
    )
    doubtful = next((change for change in changes if _contradicts(change, memory, turn)), None)
    settled = tuple(change for change in changes if change is not doubtful)
    pending = {"kind": "contradiction", "fact": doubtful.fact, "value": doubtful.now} if doubtful else None
    after = replace(
        memory,
        facts={**memory.facts, **{change.fact: change.now for change in settled}},
        skipped=tuple(fact for fact in skipped if fact not in told),
        topic=_topic(memory, turn, told),
        asked=None if memory.asked in (*told, *turn.denied) else memory.asked,
        pending=pending,
    )
    return after, settled


def supposed(memory: Memory, turn: Turn) -> Memory:
    """The memory as it would be if the turn's figures were true."""
    facts = {**memory.facts, **_understood(memory, turn.facts)}
    return replace(memory, facts=facts, topic=_topic(memory, turn, turn.facts))


def _understood(memory: Memory, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Only what the rules accept: a misread value must not make every later answer fail."""
    known = {}
    for fact, value in facts.items():
        try:
            read_facts(memory.pack.facts, {fact: value})
        except FactError:
            continue
        known[fact] = value
    return known


def _contradicts(change: Change, memory: Memory, turn: Turn) -> bool:
    if not change.is_correction or turn.is_correction or change.fact == memory.asked:
        return False
    if memory.pending and memory.pending.get("fact") == change.fact:
        return False  # said again when asked which value holds
    return not _narrows(change.before, change.now)


def _narrows(before: Any, now: Any) -> bool:
    """Whether ``now`` says more exactly what ``before`` said as a range."""
    if not isinstance(before, list):
        return False
    low, high = before
    now_low, now_high = now if isinstance(now, list) else (now, now)
    within_high = high is None or (now_high is not None and now_high <= high)
    return bool(low <= now_low and within_high)


def _topic(memory: Memory, turn: Turn, told: Mapping[str, Any]) -> tuple[str, ...]:
    """The clauses the person has raised, by name or by a figure that only they ask for, latest first."""
    pack = memory.pack
    raised = [clause.id for clause in pack.clauses if _figures(pack.facts_of(clause), memory) & told.keys()]
    known = {clause.id for clause in pack.clauses}
    named = [clause for clause in turn.clauses if clause in known]
    return tuple(dict.fromkeys((*named, *raised, *memory.topic)))


def _figures(facts: tuple[str, ...], memory: Memory) -> set[str]:
    """The facts that raise a clause: its figures, and the conditions that are only its own."""
    pack = memory.pack
    shared = {fact for requirement in pack.policy.every_clause_requires for fact in requirement.condition.facts}
    return {fact for fact in facts if fact not in shared and fact not in ("ai_enterprise", "review_passed")}
