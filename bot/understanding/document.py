"""A policy's document for questions: its sentences, how people ask for them, what it is silent on, its terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policy_rules import Pack
from policy_rules.sections import Passage, passages_of
from policy_rules.text_files import read_text_files


@dataclass(frozen=True)
class Silence:
    """Something the document does not say: what, how people ask for it, and the nearest sentence it has."""

    about: str
    asked_as: str
    nearest: Passage
    elsewhere: bool = False
    """Whether it is what holds in other places, to which this document does not apply."""


@dataclass(frozen=True)
class WholeQuestion:
    """A question as somebody asks it; `passage` answers it, or is what comes nearest where the document is silent."""

    text: str
    passage: Passage
    is_answered: bool


@dataclass(frozen=True)
class Term:
    """A word people ask the meaning of; the explanation is ours, the quote is the document's."""

    term: str
    also: tuple[str, ...]
    explanation: str
    passage: Passage


@dataclass(frozen=True)
class PolicyDocument:
    """Everything a question to the text is answered from."""

    passages: tuple[Passage, ...]
    asked_as: Mapping[str, str]
    """Sentence → everyday words for it."""
    unstated: tuple[Silence, ...]
    glossary: tuple[Term, ...]
    questions: tuple[WholeQuestion, ...] = ()
    for_whom: tuple[Passage, ...] = ()
    """The sentences that say to whom the policy applies, and to whom it does not."""


def document_of(pack: Pack) -> PolicyDocument:
    """The pack's text with what helps people to ask it.

    Raises `PackError` for a file of the wrong shape, and `ValueError` naming the entry whose quote is not in the source.
    """
    everything = passages_of(pack.source, pack.policy.title)
    files = read_text_files(pack.folder)
    asked_as: dict[str, str] = {}
    for words in files.passages:
        sentence = _holding(words.quote, everything, "passages.yaml").text
        asked_as[sentence] = f"{asked_as.get(sentence, '')} {words.asked_as}".strip()
    return PolicyDocument(
        passages=tuple(passage for passage in everything if not passage.is_heading),
        asked_as=asked_as,
        unstated=tuple(
            Silence(topic.about, topic.asked_as, _holding(topic.nearest, everything, "unstated.yaml"), topic.elsewhere)
            for topic in files.unstated
        ),
        glossary=tuple(
            Term(term.term, term.also, term.explanation, _holding(term.quote, everything, "glossary.yaml"))
            for term in files.glossary
        ),
        questions=tuple(
            WholeQuestion(question, _holding(entry.quote, everything, "questions.yaml"), is_answered)
            for entry in files.questions
            for questions, is_answered in ((entry.answers, True), (entry.is_silent_on, False))
            for question in questions
        ),
        for_whom=tuple(
            dict.fromkeys(
                passage
                for condition in pack.policy.every_clause_requires
                for passage in everything
                if condition.quote and condition.quote in passage.text
            )
        ),
    )


def _holding(quote: str, passages: tuple[Passage, ...], file: str) -> Passage:
    for passage in passages:
        if quote in passage.text:
            return passage
    raise ValueError(f"{file}: 引文不在原文的任何一句中，请逐字核对：{quote}")
