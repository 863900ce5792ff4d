"""Answers from the text of the document, and the honest answer where it says nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence

from actions import words
from actions.absorb import Change
from actions.answers.registry import Outcome, answers
from actions.memory import Memory
from actions.replies import Citation, Reply, say
from actions.turn import Turn

__all__ = ["contact_or_none"]


def contact_or_none() -> str | None:
    """Whom to ask, as the operator has configured it."""
    return os.environ.get("HUIQI_CONTACT") or None


@answers("ask_document")
def from_the_document(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """The exact sentence with its section; where the document says nothing, that, and the nearest it says."""
    passages = turn.reading.get("passages") or []
    if not passages:
        return _left_to_the_office(memory, "内容")
    best = passages[0]
    citation = Citation(memory.pack.id, best["section"], best["quote"])
    shape = "{quote}（{section}）" if turn.reading.get("answered", True) else words.NOT_IN_DOCUMENT
    return Outcome([Reply(shape.format(**best), citations=[citation])], memory)


@answers("ask_term")
def term(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    """What a term means: an explanation, marked as such, or the sentence in which it stands."""
    explained = turn.reading.get("terms") or []
    if not explained:
        return from_the_document(turn, memory, changes)
    lines = [words.EXPLANATION.format(**entry) for entry in explained]
    return Outcome([say("\n".join(lines))], memory)


@answers("ask_procedure")
def procedure(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    return _left_to_the_office(memory, "申报流程、时间和材料")


@answers("ask_contact")
def contact(turn: Turn, memory: Memory, changes: Sequence[Change]) -> Outcome:
    configured = contact_or_none()
    if configured:
        return Outcome([say(words.CONTACT.format(contact=configured))], memory)
    return _left_to_the_office(memory, "联系电话和窗口")


def _left_to_the_office(memory: Memory, about: str) -> Outcome:
    details = memory.pack.policy.details
    if details is None:
        return Outcome([say(words.NOT_SAID.format(about=about))], memory)
    text = words.TO_BE_DETAILED.format(about=about, quote=details)
    return Outcome([Reply(text, citations=[Citation(memory.pack.id, "附则", details)])], memory)
