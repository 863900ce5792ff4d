"""Answers about what is recorded: show it, put it on paper, start over, delete it."""

from __future__ import annotations

from collections.abc import Sequence

from actions import words
from actions.absorb import Change
from actions.answers.confirmation import ask_first
from actions.answers.document import contact_or_none
from actions.answers.estimates import estimate_of
from actions.answers.registry import Outcome, answers
from actions.memory import Memory
from actions.replies import Reply, say
from actions.turn import Turn

__all__: list[str] = []


@answers("review_facts")
def review(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    if not memory.facts:
        return Outcome([say(words.NOTHING_RECORDED)], memory)
    return Outcome([say(words.RECORDED_SO_FAR.format(facts=words.all_facts(memory.pack, memory.facts)))], memory)


@answers("export_report")
def report(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    if not memory.facts:
        return Outcome([say(words.NO_FACTS_FOR_REPORT)], memory)
    return Outcome([Reply(words.REPORT, estimate=estimate_of(memory))], memory)


@answers("restart")
def restart(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """Forgets only after a second word: a misheard sentence must not cost what the person has told."""
    if not memory.facts:
        return Outcome([say(words.RESTARTED)], Memory(policy=memory.policy), asks=True)
    return ask_first(memory, "restart", words.CONFIRM_RESTART)


@answers("delete_data")
def delete(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """Erases only after a second word: it can't be undone."""
    return ask_first(memory, "erase", words.CONFIRM_ERASURE)


@answers("human")
def human(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """Whom to turn to, with the summary that spares the person from telling it all again."""
    contact = contact_or_none()
    head = words.CONTACT.format(contact=contact) if contact else words.no_contact(memory.pack)
    facts = words.all_facts(memory.pack, memory.facts)
    text = f"{head}\n{words.HAND_OVER.format(facts=facts)}" if facts else head
    return Outcome([Reply(text, estimate=estimate_of(memory) if facts else None)], memory)
