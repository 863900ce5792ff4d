"""Answers from the text of the document, and the honest answer where it says nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from actions.absorb import Noted
from actions.answers.registry import ANSWERS, Outcome, answers
from actions.memory import Memory
from actions.replies import Citation, Reply, say
from actions.turn import Turn
from actions.words import amounts as amount_words
from actions.words import facts as fact_words
from actions.words import policy as words

__all__ = ["contact_or_none", "left_to_the_office"]


def contact_or_none() -> str | None:
    """Whom to ask, as the operator has configured it."""
    return os.environ.get("HUIQI_CONTACT") or None


@answers("ask_document")
def from_the_document(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """The exact sentence with its section; where the document says nothing, that, and the nearest it says."""
    said = [_sentence(answer, memory) for answer in (turn.reading, *(turn.reading.get("more") or ()))]
    replies = [reply or left_to_the_office(memory, "这方面的内容") for reply in said]
    return Outcome([reply for at, reply in enumerate(replies) if reply not in replies[:at]], memory)


def _sentence(answer: Mapping[str, Any], memory: Memory) -> Reply | None:
    """What the text says to the question, or that it does not, with the sentence that comes nearest."""
    passages = answer.get("passages") or []
    if not passages:
        return None
    best = passages[0]
    citation = Citation(memory.pack.id, best["section"], best["quote"])
    if answer.get("answered", True):
        return _once_reserved(words.IN_DOCUMENT.format(**best), [citation], memory)
    about = answer.get("unstated") or "这一点"
    of_elsewhere = answer.get("elsewhere") and memory.pack.policy.district
    whose = words.ELSEWHERE.format(district=memory.pack.policy.district) if of_elsewhere else ""
    return _once_reserved(whose + words.NOT_IN_DOCUMENT.format(about=about, **best), [citation], memory)


def _once_reserved(text: str, citations: Sequence[Citation], memory: Memory) -> Reply:
    """An answer without money: that the policy is not in force is said with it if nobody has said it yet."""
    return Reply(
        text,
        citations=citations,
        reservation=amount_words.reservation(memory.pack, memory.as_of),
        reserved_once=True,
    )


@answers("ask_term")
def term(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """What a term means: an explanation, marked as such, or the sentence in which it stands."""
    answers_found = (turn.reading, *(turn.reading.get("more") or ()))
    explained = [entry for answer in answers_found for entry in answer.get("terms") or ()]
    if not explained and turn.clauses:
        return ANSWERS["ask_clause"](turn, memory, noted)
    if not explained:
        return from_the_document(turn, memory, noted)
    lines = [words.EXPLANATION.format(**entry) for entry in explained]
    citations = [Citation(memory.pack.id, entry["section"], entry["quote"]) for entry in explained]
    return Outcome([Reply("\n".join(lines), citations=citations)], memory)


@answers("ask_procedure")
def procedure(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """What the text says of it; papers and windows are mostly left to others."""
    if turn.reading.get("passages") and turn.reading.get("answered"):
        return from_the_document(turn, memory, noted)
    return Outcome([left_to_the_office(memory, turn.reading.get("unstated") or "具体的申报流程、时间和材料")], memory)


@answers("ask_contact")
def contact(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    configured = contact_or_none()
    if configured:
        return Outcome([say(fact_words.CONTACT.format(contact=configured))], memory)
    if turn.reading.get("passages") and turn.reading.get("answered"):
        return from_the_document(turn, memory, noted)
    return Outcome([left_to_the_office(memory, turn.reading.get("unstated") or "联系电话和窗口")], memory)


def left_to_the_office(memory: Memory, about: str) -> Reply:
    """That the document does not say, and to whom it leaves it."""
    details = memory.pack.policy.details
    if details is None:
        return say(words.NOT_SAID.format(about=about))
    text = words.TO_BE_DETAILED.format(about=about, quote=details)
    return _once_reserved(text, [Citation(memory.pack.id, "附则", details)], memory)
