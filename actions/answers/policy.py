"""Answers from the clauses and dates of the policy: what there is, how it is paid, whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence

from actions import words
from actions.absorb import Change
from actions.answers.registry import Outcome, answers
from actions.memory import Memory
from actions.replies import Button, Citation, Reply, cite
from actions.turn import Turn
from policy_rules import Clause, estimate

__all__: list[str] = []


def _clause_meant(turn: Turn, memory: Memory) -> Clause | None:
    """The one clause the message names; without a name, the one last talked about."""
    named = [clause for clause in memory.pack.clauses if clause.id in turn.clauses]
    if len(named) == 1:
        return named[0]
    return memory.pack.clause(memory.topic[0]) if memory.topic and not named else None


@answers("list_clauses")
def overview(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """All clauses with their ceiling."""
    nothing_known = estimate(memory.pack, {}, memory.as_of)
    lines = [words.overview_line(clause) for clause in nothing_known.clauses]
    text = words.first_of_all(nothing_known) + "\n".join([words.OVERVIEW.format(count=len(lines)), *lines])
    buttons = [Button(clause.title, f"{clause.title}的标准是什么") for clause in memory.pack.clauses]
    return Outcome([Reply(text, buttons)], memory)


@answers("ask_clause")
def clause_explained(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """What a clause offers: its rule as a formula, its conditions, its sentence."""
    clause = _clause_meant(turn, memory)
    if clause is None:
        return _which_clause(turn, memory)
    nothing_known = estimate(memory.pack, {}, memory.as_of)
    found = next(entry for entry in nothing_known.clauses if entry.id == clause.id)
    text = words.first_of_all(nothing_known) + words.clause_in_short(found)
    return Outcome([Reply(text, [Button("我能拿多少")], citations=[cite(memory.pack, clause)])], memory)


def _which_clause(turn: Turn, memory: Memory) -> Outcome:
    candidates = [clause for clause in memory.pack.clauses if clause.id in turn.clauses] or memory.pack.clauses
    buttons = [Button(clause.title, f"{clause.title}的标准是什么") for clause in candidates]
    return Outcome([Reply(words.WHICH_CLAUSE, buttons)], memory, asks=True)


@answers("ask_payment")
def payment(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """The instalments that the document fixes, and that it fixes no dates."""
    named = [clause for clause in memory.pack.clauses if clause.id in turn.clauses]
    paid = [clause for clause in (named or memory.pack.clauses) if clause.paid]
    lines = [words.instalments(clause) for clause in paid] or [words.NO_INSTALMENTS]
    text = "\n".join([*lines, words.NO_PAYMENT_DATE])
    return Outcome([Reply(text, citations=[cite(memory.pack, clause) for clause in paid or named])], memory)


@answers("ask_stacking")
def stacking(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """就高不重复, with the sentence it rests on and how it is read here."""
    policy = memory.pack.policy
    reading = next((r for r in policy.readings if set(r.clauses) >= set(policy.exclusive[0].clauses)), None)
    text = words.stacking(policy, reading)
    quotes = dict.fromkeys([*(note.quote for note in policy.notes[:1]), *(group.quote for group in policy.exclusive)])
    return Outcome([Reply(text, citations=[Citation(memory.pack.id, "附则", quote) for quote in quotes])], memory)


@answers("ask_validity")
def validity(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """From when to when, and what that means today."""
    term = memory.pack.policy.in_force
    text = words.validity(memory.pack, memory.as_of)
    return Outcome([Reply(text, citations=[Citation(memory.pack.id, "附则", term.quote)])], memory)
