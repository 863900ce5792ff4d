"""What the policy's text says to a message, where the message asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.understanding.applicants import asks_of_applicants, asks_who_is_left_out
from bot.understanding.document import Term
from bot.understanding.follow_on import joined, what_it_names
from bot.understanding.pack_knowledge import PolicyWords
from bot.understanding.passages import Found
from bot.understanding.plain import plain
from bot.understanding.whole_questions import answer_to, answer_to_whole

__all__ = ["DocumentAnswer", "answer_from_document"]

_TO_THE_TEXT = frozenset({"ask_document", "ask_term", "ask_procedure", "ask_contact"})
_ASKED_SEVERAL_TIMES = frozenset({"ask_document", "ask_term"})
_TO_THE_TEXT_WITHOUT_CLAUSE = frozenset({"ask_clause", "ask_validity"})
# Papers, deadlines, offices: mostly left to other documents, so that a sentence has to fit clearly better than silence.
_SELDOM_STATED = frozenset({"ask_procedure", "ask_contact"})
_SILENCE_LIKELIER, _SILENCE_CERTAIN = 1.5, 1000.0
# Support elsewhere or for something else is out of scope, and the text is honestly silent on it.
_OF_SUPPORT = re.compile("补贴|补助|资助|扶持|奖励|政策|减免|优惠")
_A_SERVICE = re.compile("推荐|帮我|替我|给我|查一?下|[写讲唱说]个")
"""Wants something done that is no business of a policy's."""


@dataclass(frozen=True)
class DocumentAnswer:
    """The sentences found, and the term explained, if one is asked about."""

    found: Found
    term: Term | None
    more: tuple[DocumentAnswer, ...] = ()
    """To what else is asked of the text in the same message."""
    elsewhere: bool = False
    """Whether it is asked for what holds in other places."""

    def as_dict(self) -> dict[str, Any]:
        """As the dialogue reads it."""
        return {
            "passages": [{"section": passage.section, "quote": passage.text} for passage in self.found.passages],
            "answered": self.found.stated,
            "unstated": self.found.unstated or "",
            "terms": [_explained(self.term)] if self.term else [],
            "elsewhere": self.elsewhere,
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
    if intent == "check_eligibility" and not clauses and asks_of_applicants(text):
        return _for_whom(text, words)
    if intent not in _TO_THE_TEXT and (clauses or intent not in _TO_THE_TEXT_WITHOUT_CLAUSE):
        return None
    silence = 1.0 if intent not in _SELDOM_STATED else _SILENCE_LIKELIER
    if clauses and silence > 1:
        silence = _SILENCE_CERTAIN  # a clause's own sentence says what it gives, never how to apply for it
    term = words.glossary.term_in(text) if intent == "ask_term" else None
    whole = joined(text)
    if whole is not None:
        return said_to(answer_to_whole(whole, words), words)
    return said_to(answer_to(text, words, silence), words, term)


def said_to(found: Found, words: PolicyWords, term: Term | None = None) -> DocumentAnswer:
    """The answer, with whether it is about other places."""
    topic = next((topic for topic in words.document.unstated if topic.about == found.unstated), None)
    return DocumentAnswer(found, term, elsewhere=topic is not None and topic.elsewhere)


def _for_whom(text: str, words: PolicyWords) -> DocumentAnswer | None:
    """「有失信记录的能申请吗」, 「哪些单位不适用」: from what the document says of all applicants."""
    sentences = words.document.for_whom
    if not sentences:
        return None
    found = words.passages.answer(text)
    if asks_who_is_left_out(text):
        first, *others = (DocumentAnswer(Found(True, (sentence,), None), None) for sentence in sentences)
        return replace(first, more=tuple(others))
    if found.stated and found.passages[0] in sentences:
        return said_to(found, words)
    return DocumentAnswer(Found(False, sentences[:1], None), None)


def _honest_silence(text: str, words: PolicyWords) -> DocumentAnswer | None:
    """「浦东有补贴吗」, 「博士能落户吗」: support, or in so many words a topic the text is silent on."""
    found = words.passages.answer(text)
    if found.unstated is None or not (_OF_SUPPORT.search(plain(text)) or _names_topic(text, found.unstated, words)):
        return None
    return said_to(found, words)


def _names_topic(text: str, about: str, words: PolicyWords) -> bool:
    """Whether most of what is asked about are words by which people ask for that topic."""
    subject = what_it_names(text)
    topic = next(topic for topic in words.document.unstated if topic.about == about)
    found = (re.finditer(re.escape(word), subject) for word in topic.asked_as.split() if len(word) > 1)
    named = {at for places in found for place in places for at in range(*place.span())}
    return bool(named) and 2 * len(named) >= len(subject) and _A_SERVICE.search(plain(text)) is None
