"""Answers with amounts: what one can get, whether one qualifies, what would be if."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions import questions, words
from actions.absorb import Change, supposed
from actions.answers.registry import Outcome, answers
from actions.memory import Memory
from actions.replies import Reply, cite, say
from actions.turn import Turn
from policy_rules import ClauseEstimate, Estimate, Status, estimate
from policy_rules.wording.facts import known_fact
from policy_rules.wording.report import bounds

__all__ = ["estimate_of", "result"]

_COUNTED = (Status.ELIGIBLE, Status.CONDITIONAL)
MOST_LINES = 6


def estimate_of(memory: Memory) -> Estimate:
    return estimate(memory.pack, memory.facts, memory.as_of)


@answers("inform", "estimate")
def amounts(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """The amounts as far as they are known, then the next question."""
    if memory.pending and memory.pending["kind"] == "contradiction":
        return _which_holds(memory, changes)
    if not memory.facts:
        return Outcome([questions.offer_topics(memory)], memory, asks=True)
    return _then_ask(memory, [result(memory, changes)])


def _then_ask(memory: Memory, replies: list[Reply]) -> Outcome:
    memory, question = questions.ask(memory)
    if question is None and not memory.topic:
        question = questions.offer_topics(memory)
    return Outcome([*replies, question or say(words.ALL_KNOWN, "导出报告", "还有哪些扶持")], memory, asks=True)


def _which_holds(memory: Memory, changes: Sequence[Change]) -> Outcome:
    assert memory.pending
    definition = memory.pack.facts[memory.pending["fact"]]
    before = known_fact(definition, memory.facts[definition.id])
    now = known_fact(definition, memory.pending["value"])
    question = words.WHICH_HOLDS.format(label=definition.label, before=before, now=now)
    noted = words.recorded(memory.pack, changes)
    return Outcome(
        [say("\n".join(filter(None, (noted, question))), f"以{now}为准", f"还是{before}")], memory, asks=True
    )


def result(memory: Memory, changes: Sequence[Change] = ()) -> Reply:
    """The estimate in a few lines; the cards carry formula, quote and conditions."""
    found = estimate_of(memory)
    counted = _counted(found)
    shown = _shown(found, counted, memory)
    lines = [
        words.recorded(memory.pack, changes),
        words.total(found, counted),
        *map(words.clause_line, shown[:MOST_LINES]),
        *(words.given_up(excluded, found) for excluded in found.excluded),
        words.unconfirmed(counted),
    ]
    text = words.first_of_all(found) + "\n".join(filter(None, lines))
    citations = [cite(memory.pack, memory.pack.clause(clause.id)) for clause in shown if clause.status in _COUNTED]
    return Reply(text, estimate=found, citations=citations)


def _counted(found: Estimate) -> list[ClauseEstimate]:
    excluded = {(gone.clause, gone.project) for gone in found.excluded}
    return [c for c in found.clauses if c.status in _COUNTED and (c.id, c.project) not in excluded]


def _shown(found: Estimate, counted: Sequence[ClauseEstimate], memory: Memory) -> list[ClauseEstimate]:
    """What counts, then what the person raised and does not count (yet)."""
    others = [
        clause
        for clause in found.clauses
        if clause.id in memory.topic and clause.status in (Status.NEEDS_INFO, Status.INELIGIBLE)
    ]
    return [*counted, *others]


@answers("check_eligibility")
def eligibility(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """Which clauses one qualifies for; of a named clause, each condition."""
    found = estimate_of(memory)
    if len(turn.clauses) == 1:
        clauses = [clause for clause in found.clauses if clause.id == turn.clauses[0]]
        lines = [line for clause in clauses for line in words.conditions(clause)]
    else:
        clauses = [clause for clause in found.clauses if clause.id in memory.topic] or list(found.clauses)
        lines = [words.status_line(clause) for clause in clauses]
    noted = words.recorded(memory.pack, changes)
    text = words.first_of_all(found) + "\n".join(filter(None, (noted, *lines)))
    citations = [cite(memory.pack, memory.pack.clause(clause.id)) for clause in clauses[:3]]
    return _then_ask(memory, [Reply(text, estimate=found, citations=citations)])


@answers("what_if")
def what_if(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """Before and after, clause by clause; what is remembered stays as it is."""
    other = supposed(memory, turn)
    if other.facts == memory.facts:
        return Outcome([say(words.WHAT_IF_WHAT)], memory, asks=True)
    before, after = estimate_of(memory), estimate_of(other)
    moved = [
        words.moved(then, now)
        for then, now in zip(before.clauses, after.clauses, strict=True)
        if (then.status, then.amount) != (now.status, now.amount)
    ]
    supposition = "、".join(
        f"{memory.pack.facts[fact].label}{known_fact(memory.pack.facts[fact], value)}"
        for fact, value in other.facts.items()
        if memory.facts.get(fact) != value
    )
    text = words.first_of_all(after) + "\n".join(
        [
            words.SUPPOSING.format(facts=supposition),
            *(moved or [words.NOTHING_MOVES]),
            words.SUM_MOVES.format(before=bounds(before.total), after=bounds(after.total)),
            words.ONLY_SUPPOSED,
        ]
    )
    return Outcome([Reply(text, estimate=after)], replace(memory, topic=other.topic))


@answers("affirm", "deny")
def yes_or_no(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """Yes or no to what the dialogue itself asked; else a sign to go on."""
    pending = memory.pending
    settled = replace(memory, pending=None)
    says_yes = "affirm" in turn.intents
    if pending and pending["kind"] == "contradiction":
        if says_yes:
            change = Change(pending["fact"], memory.facts.get(pending["fact"]), pending["value"])
            settled = replace(settled, facts={**memory.facts, change.fact: change.now})
            return _then_ask(settled, [result(settled, [change])])
        return _then_ask(settled, [result(settled)])
    if changes:
        return amounts(turn, settled, changes)
    return Outcome([say(words.ALRIGHT)], settled)


@answers("unsure")
def skipped(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """Nobody has to know everything: on to the next question."""
    memory = replace(memory, skipped=tuple(dict.fromkeys((*memory.skipped, *filter(None, [memory.asked])))), asked=None)
    memory, question = questions.ask(memory)
    if question:
        return Outcome([Reply(f"{words.NO_MATTER}{question.text}", question.buttons)], memory, asks=True)
    return _then_ask(memory, [result(memory)] if memory.facts else [])
