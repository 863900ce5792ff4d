"""Answers from the clauses and dates of the policy: what there is, how it is paid, whether it still holds."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.absorb import Noted
from actions.answers.calculation import computed, how_computed
from actions.answers.registry import ANSWERS, Outcome, Then, answers
from actions.hearsay import is_of_others
from actions.memory import Memory
from actions.remarks import asks_how
from actions.replies import Button, Citation, Reply, cite
from actions.turn import Turn
from actions.words import amounts as amount_words
from actions.words import policy as words
from policy_rules import Clause, estimate, today

__all__ = ["heard_of_others"]


_WANTS_THE_SENTENCE = re.compile("原文|几年|多久|多长时间|年限|期限")
"""What the rule as a formula does not say plainly, and the document's own sentence does."""


def _clause_meant(turn: Turn, memory: Memory) -> Clause | None:
    """The one clause the message names; without a name, the one last talked about."""
    named = [clause for clause in memory.pack.clauses if clause.id in turn.clauses]
    if len(named) == 1:
        return named[0]
    return memory.pack.clause(memory.topic[0]) if memory.topic and not named else None


@answers("list_clauses")
def overview(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """All clauses by their ceiling, the highest first."""
    nothing_known = estimate(memory.pack, {}, memory.as_of)
    reply = Reply(
        words.OVERVIEW.format(count=len(nothing_known.clauses)),
        _standards(memory.pack.clauses),
        items=words.by_ceiling(nothing_known.clauses),
        reservation=amount_words.reservation(memory.pack, memory.as_of),
        lists=[clause.id for clause in memory.pack.clauses],
    )
    return Outcome([reply], memory, Then.NOTHING)


@answers("ask_clause")
def clause_explained(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """What a clause offers: its rule as a formula, what is special to it, its sentence."""
    clause = _clause_meant(turn, memory)
    if not turn.clauses and turn.reading.get("unstated"):
        return ANSWERS["ask_document"](turn, memory, noted)
    if clause is None:
        candidates = [c for c in memory.pack.clauses if c.id in turn.clauses] or memory.pack.clauses
        return Outcome([Reply(words.WHICH_CLAUSE, _standards(candidates))], memory, Then.NOTHING)
    if _WANTS_THE_SENTENCE.search(turn.text):
        said = f"{clause.title}，{words.IN_DOCUMENT.format(quote=clause.quote, section=clause.number)}"
        reply = Reply(
            said, citations=[cite(memory.pack, clause)], reservation=amount_words.reservation(memory.pack, memory.as_of)
        )
        return Outcome([reply], memory)
    if asks_how(turn.text) and any(entry.id == clause.id for entry in computed(memory)):
        return how_computed(memory, clause.id)
    nothing_known = estimate(memory.pack, {}, memory.as_of)
    found = next(entry for entry in nothing_known.clauses if entry.id == clause.id)
    shared = {requirement.text for requirement in memory.pack.policy.every_clause_requires}
    head, *lines = words.clause_in_short(found, shared)
    buttons = [
        Button("我能拿多少", f"{clause.title}能拿多少", {"intent": "estimate", "clauses": [clause.id]}),
        Button(
            words.ALL_CONDITIONS,
            words.FOR_ALL_CONDITIONS.format(title=clause.title),
            {"intent": "check_eligibility", "clauses": [clause.id]},
        ),
    ]
    raised = replace(memory, topic=tuple(dict.fromkeys((clause.id, *memory.topic))))
    reply = Reply(
        head,
        buttons,
        citations=[cite(memory.pack, clause)],
        items=lines,
        reservation=amount_words.reservation(memory.pack, memory.as_of),
        lists=[clause.id],
    )
    return Outcome([reply], raised)


def _standards(clauses: tuple[Clause, ...] | list[Clause]) -> list[Button]:
    return [
        Button(
            clause.title,
            words.ASK_STANDARD.format(title=clause.title),
            {"intent": "ask_clause", "clauses": [clause.id]},
        )
        for clause in clauses
    ]


def heard_of_others(turn: Turn, memory: Memory) -> Outcome:
    """That the text says nothing of what others got, and what it does say: of the clause named, else all ceilings."""
    about = "ask_clause" if len(turn.clauses) == 1 else "list_clauses"
    said = ANSWERS[about](Turn(turn.text, (about,), clauses=turn.clauses[:1]), memory, Noted())
    first, *others = said.replies
    then = words.THE_STANDARD if about == "ask_clause" else words.THE_STANDARDS
    text = (words.WHAT_OTHERS_GOT if is_of_others(turn.text) else words.WHAT_IS_SAID).format(then=then)
    text = text if about == "list_clauses" else f"{text}\n{first.text}"
    return replace(said, replies=[replace(first, text=text), *others])


@answers("ask_payment")
def payment(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """The instalments that the document fixes, and that it fixes no dates."""
    named = [clause for clause in memory.pack.clauses if clause.id in turn.clauses]
    spoken_of = named or [memory.pack.clause(id) for id in memory.topic] or memory.pack.clauses
    paid = [clause for clause in spoken_of if clause.paid]
    entries = computed(memory)
    known = {entry.id: entry for entry in entries if sum(other.id == entry.id for other in entries) == 1}
    lines = [words.instalments(clause, known.get(clause.id)) for clause in paid]
    reply = Reply(
        "" if paid else words.NO_INSTALMENTS,
        citations=[cite(memory.pack, clause) for clause in paid or named],
        items=lines,
        after=words.NO_PAYMENT_DATE if paid else "",
        reservation=amount_words.reservation(memory.pack, memory.as_of),
        reserved_once=not any(clause.id in known for clause in paid),
        lists=[clause.id for clause in paid],
    )
    return Outcome([reply], memory)


@answers("ask_stacking")
def stacking(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """就高不重复, with the sentence it rests on and how it is read here."""
    policy = memory.pack.policy
    groups = policy.exclusive
    reading = next((r for r in policy.readings if groups and set(r.clauses) >= set(groups[0].clauses)), None)
    quotes = dict.fromkeys([*(note.quote for note in policy.notes[:1]), *(group.quote for group in groups)])
    text = words.stacking(memory.pack, reading) if groups else words.NO_EXCLUSION
    reply = Reply(
        text,
        citations=[Citation(memory.pack.id, "附则", quote) for quote in quotes],
        reservation=amount_words.reservation(memory.pack, memory.as_of),
        reserved_once=True,
    )
    return Outcome([reply], memory)


@answers("ask_validity")
def validity(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """From when to when, and what that means today."""
    term = memory.pack.policy.in_force
    text = words.validity(memory.pack, today())
    if memory.applied_on:
        text += words.on_the_day_applied(memory.pack, memory.as_of)
    return Outcome([Reply(text, citations=[Citation(memory.pack.id, "附则", term.quote)])], memory)
