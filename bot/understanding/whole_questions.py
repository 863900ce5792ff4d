"""What the text says of the very thing that is asked about: a sentence on another thing is no answer, however alike."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.understanding.answer_kinds import kind_asked
from bot.understanding.document_question import DocumentQuestion
from bot.understanding.follow_on import FollowOn
from bot.understanding.pack_knowledge import PolicyWords
from bot.understanding.passage_index import years_in
from bot.understanding.passages import Found
from policy_rules.sections import Passage

__all__ = ["answer_to", "answer_to_whole"]

_SHORTEST_NAME = 3  # characters
_NAMES_ONE_THING = 6  # sentences that have the name at most
_CHINESE = re.compile("[一-鿿]+")


def answer_to(question: str, words: PolicyWords, silence_likelier: float = 1.0) -> Found:
    """The answer to a question that says by itself what it is about; without one, what the text says nearest of that."""
    found = words.passages.answer(question, silence_likelier=silence_likelier)
    if found.stated or found.unstated is not None:
        return found
    return replace(found, passages=_nearest_of(DocumentQuestion.of(question).subject, found, words))


def _nearest_of(thing: str, found: Found, words: PolicyWords) -> tuple[Passage, ...]:
    """What was found, if it names the thing; else the shortest sentence that does."""
    naming = _sentences_naming(thing, words)
    if not naming or any(passage in naming for passage in found.passages[:1]):
        return found.passages
    return (min(naming, key=lambda passage: len(passage.text)),)


def answer_to_whole(asked: FollowOn, words: PolicyWords) -> Found:
    """Of the thing, what it is further asked; else the sentence on the thing, as the nearest."""
    alone, whole = words.passages.answer(asked.thing), answer_to(asked.question, words)
    if asked.year is not None:
        return _of_the_year(asked.year, alone, whole, words)
    if not alone.passages:
        return whole
    kind = kind_asked(asked.further)

    def gives_it(passage: Passage) -> bool:
        return kind is not None and kind.is_given_in(passage.text, asked.further)

    if alone.stated and (gives_it(alone.passages[0]) or not asked.further):
        return alone
    if whole.unstated is not None and not asked.in_one_message:
        return whole
    of_the_thing = whole.stated and whole.passages[0].section == alone.passages[0].section
    if of_the_thing and (kind is None or gives_it(whole.passages[0])):
        return whole
    return Found(False, _nearest_of(asked.thing, alone, words)[:1], alone.unstated)


def _of_the_year(year: str, before: Found, found: Found, words: PolicyWords) -> Found:
    """What it says of the year; of one it says nothing about, the sentence on the year asked before is nearest."""
    of_the_year = [passage for passage in words.document.passages if year in years_in(passage.text)]
    if of_the_year and found.stated and found.passages[0] in of_the_year:
        return found
    nearest = of_the_year[:1] or list(before.passages[:1])
    return Found(False, tuple(nearest), None)


def _sentences_naming(subject: str, words: PolicyWords) -> list[Passage]:
    """Those that have the longest part of ``subject`` which the document uses for one thing only."""
    for length in range(max(map(len, _CHINESE.findall(subject)), default=0), _SHORTEST_NAME - 1, -1):
        for run in _CHINESE.findall(subject):
            for start in range(len(run) - length + 1):
                name = run[start : start + length]
                having = [passage for passage in words.document.passages if name in passage.text]
                if 0 < len(having) <= _NAMES_ONE_THING:
                    return having
    return []
