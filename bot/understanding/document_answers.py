"""What the policy's text says to a message, where the message asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.understanding.document import Term
from bot.understanding.pack_knowledge import PolicyWords
from bot.understanding.passages import Found
from bot.understanding.plain import plain

__all__ = ["DocumentAnswer", "answer_from_document"]

_TO_THE_TEXT = frozenset({"ask_document", "ask_term", "ask_procedure", "ask_contact"})
_ASKED_SEVERAL_TIMES = frozenset({"ask_document", "ask_term"})
_TO_THE_TEXT_WITHOUT_CLAUSE = frozenset({"ask_clause", "ask_validity"})
# Papers, deadlines, offices: mostly left to other documents, so that a sentence has to fit clearly better than silence.
_SELDOM_STATED = frozenset({"ask_procedure", "ask_contact"})
_SILENCE_LIKELIER, _SILENCE_CERTAIN = 1.5, 1000.0
# Support elsewhere or for something else is out of scope, and the text is honestly silent on it.
_OF_SUPPORT = re.compile("补贴|补助|资助|扶持|奖励|政策|减免|优惠")


@dataclass(frozen=True)
class DocumentAnswer:
    """The sentences found, and the term explained, if one is asked about."""

    found: Found
    term: Term | None
    more: tuple[DocumentAnswer, ...] = ()
    """To what else is asked of the text in the same message."""

    def as_dict(self) -> dict[str, Any]:
        """As the dialogue reads it."""
        return {
            "passages": [{"section": passage.section, "quote": passage.text} for passage in self.found.passages],
            "answered": self.found.stated,
            "unstated": self.found.unstated or "",
            "terms": [_explained(self.term)] if self.term else [],
            "more": [answer.as_dict() for answer in self.more],
        }


def _explained(term: Term) -> dict[str, str]:
    return {
        "term": term.term,
        "explanation": term.explanation,
        "section": term.passage.section,
        "quote": term.passage.text,
    }


def answer_from_document(
    parts: Sequence[str], intent: str, clauses: Sequence[str], words: PolicyWords
) -> DocumentAnswer | None:
    """To the first of `parts`, and to the others what they ask for besides; None where nobody asks the text."""
    first = _answer(parts[0], intent, clauses, words)
    if first is None or intent not in _ASKED_SEVERAL_TIMES:
        return first
    others = [answer for part in parts[1:] if (answer := _answer(part, intent, clauses, words))]
    told = [first]
    for answer in others:
        if all(answer != before for before in told):
            told.append(answer)
    return replace(first, more=tuple(told[1:]))


def _answer(text: str, intent: str, clauses: Sequence[str], words: PolicyWords) -> DocumentAnswer | None:
    if intent == "out_of_scope":
        return _honest_silence(text, words)
    if intent not in _TO_THE_TEXT and (clauses or intent not in _TO_THE_TEXT_WITHOUT_CLAUSE):
        return None
    silence = 1.0 if intent not in _SELDOM_STATED else _SILENCE_LIKELIER
    if clauses and silence > 1:
        silence = _SILENCE_CERTAIN  # a clause's own sentence says what it gives, never how to apply for it
    term = words.glossary.term_in(text) if intent == "ask_term" else None
    return DocumentAnswer(words.passages.answer(text, silence_likelier=silence), term)


def _honest_silence(text: str, words: PolicyWords) -> DocumentAnswer | None:
    """「浦东有补贴吗」"""
    if not _OF_SUPPORT.search(plain(text)):
        return None
    found = words.passages.answer(text)
    return DocumentAnswer(found, None) if found.unstated else None
