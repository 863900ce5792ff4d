"""Choices: 「研发中心是市级的」, 「做智慧医疗」, 「没有平台」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.understanding import speech
from bot.understanding.clause import Clause
from bot.understanding.levels_had import is_lacking, is_none_of_one_level, is_there, named_next
from bot.understanding.statement import INTENDED, LISTED, Statement, is_asked, words_before, works_for
from bot.understanding.vocabulary import Hit, Role, Vocabulary
from policy_rules.facts import FactKind

__all__ = ["choices"]

_SPECIFIC = 3
"""Characters from which a 「没…」 says of what: 没认定, but not 没有."""
_CHANGED_TO = re.compile("(?:升|变|改|转|提|评|换)[级升]?(?:到|成|为|至|上)?了?$")
"""「从区级升到了市级」."""
_NEAR_NONE = 5
_REFERS_BACK = re.compile("属于|算是?|归|应该是|就是")
_GIVEN_UP = re.compile("(?:的|[那这]个|项目|那块|方向)*(?:不做了|不搞了|停了|取消了?|黄了|放弃|没做成)")
"""「安防那个不做了」."""
_BOTH = re.compile("既.{1,8}又|[又也还]做|都做")
"""「既做安防又做家居」 is no choice, even where a word of it would only count as an answer."""


def choices(
    text: str,
    clause: Clause,
    earlier: Sequence[Hit],
    following: Clause | None,
    asked: str | None,
    vocabulary: Vocabulary,
) -> Iterator[Statement]:
    """The choices of a clause; whose they are, the words ``earlier`` or the ``following`` clause may tell."""
    said: list[Statement] = []
    named = [f for hit in earlier for f in hit.facts(Role.ABOUT)] if _REFERS_BACK.match(clause.text) else []
    for hit in clause.hits:
        candidates = [
            m for m in hit.meanings
            if m.role is Role.CHOICE or (m.role is Role.CHOICE_IF_ASKED and (m.fact == asked or m.fact in named))
        ]  # fmt: skip
        named += [m.fact for m in hit.meanings if m.role is Role.ABOUT and m.kind is FactKind.CHOICE]
        if not candidates or is_asked(text, clause, hit):
            continue
        is_loose = all(m.role is Role.CHOICE_IF_ASKED for m in candidates)
        if is_loose and works_for(text, clause, hit):
            continue  # 「平台服务区里三家企业」
        before = "" if is_there(text, clause, hit) else words_before(text, clause, hit)
        denied = speech.negations(before) + speech.negations(text[slice(*hit.gap)])
        if (
            denied % 2
            or _GIVEN_UP.match(text, hit.end)
            or is_lacking(text, clause, hit)
            or INTENDED.search(text[clause.start : hit.start])
        ):
            continue
        facts = {m.fact: m.choice for m in candidates}
        fact = _choice_fact(clause, hit, facts, earlier, asked, text[hit.start : hit.end]) or _by_label(
            text, clause, hit, facts, vocabulary
        )
        fact = fact or named_next(following, facts)
        meant = _shared_topics(text, clause, hit, facts) or ([fact] if fact else [])
        said += [Statement(one, facts[one], hit.start, hit.end, clause) for one in meant]
    said = [one for one in said if not is_none_of_one_level(text, one, said, vocabulary)]
    corrects = speech.CORRECTING.search(clause.text) is not None
    if _BOTH.search(clause.text):
        loose = {m.fact for hit in clause.hits for m in hit.meanings if m.role is Role.CHOICE_IF_ASKED}
        said = [statement for statement in said if statement.fact not in loose]
    for statement in said:
        rivals = {other.value for other in said if other.fact == statement.fact}
        is_new = _CHANGED_TO.search(text, clause.start, statement.start) is not None
        if len(rivals) == 1 or corrects or is_new:  # 「智能家居和智能安防都做」 is no choice
            yield statement


def _choice_fact(
    clause: Clause, hit: Hit, facts: dict[str, str], earlier: Sequence[Hit], asked: str | None, hit_text: str
) -> str | None:
    """Whose choice it is: the fact named nearest, the fact asked for, the only fact with that word."""
    says_none = speech.negations(hit_text) > 0
    topics = [h for h in clause.hits if h is not hit and any(f in facts for f in h.facts(Role.ABOUT))]
    if topics:
        topic = _topic_in_clause(clause, hit, topics)
        fact = next(f for f in topic.facts(Role.ABOUT) if f in facts)
        if says_none and topic.start >= hit.end and not _NAMED_ALONE.match(clause.text, topic.end - clause.start):
            return None  # 「没有平台服务」
        is_near = max(hit.start - topic.end, topic.start - hit.end) <= _NEAR_NONE or _said_of_what_stands_before(
            clause, hit
        )
        return fact if is_near or not says_none else None
    if asked in facts:
        return asked
    if says_none and len(hit_text) < _SPECIFIC:
        return None
    if len(facts) == 1:
        return next(iter(facts))
    spoken_of = [h for h in (*earlier, *clause.hits) if h.start < hit.start]
    spoken = [f for h in spoken_of for f in h.facts(Role.ABOUT, Role.TOPIC) if f in facts]
    return spoken[-1] if spoken else None


_SAID_OF = re.compile("(?:是|为|属于|算|[:：]|被|[都均也]是|认定为)$")


def _topic_in_clause(clause: Clause, hit: Hit, topics: Sequence[Hit]) -> Hit:
    """「研发机构是市级平台是区级」: the topic before 是; else the nearest."""
    before = [topic for topic in topics if topic.end <= hit.start]
    if before and _said_of_what_stands_before(clause, hit):
        return before[-1]
    return min(topics, key=lambda topic: abs(topic.start - hit.start))


def _said_of_what_stands_before(clause: Clause, hit: Hit) -> bool:
    return _SAID_OF.search(clause.text[: hit.start - clause.start]) is not None


_ALIKE = re.compile("[都均](?:是|为|没|没有|被|已|已经|属于|认定为|未)?(?:一样|评|拿到?)?(?:了|过|的)?$")


def _shared_topics(text: str, clause: Clause, hit: Hit, facts: dict[str, str]) -> list[str]:
    """「研发机构和平台都是市级的」: the facts of all topics listed before."""
    topics = [h for h in clause.hits if h.end <= hit.start and any(f in facts for f in h.facts(Role.ABOUT))]
    if len(topics) < 2 or not _ALIKE.search(text, topics[-1].end, hit.start):
        return []
    if not all(LISTED.fullmatch(text, one.end, other.start) for one, other in pairwise(topics)):
        return []
    return list({f: None for topic in topics for f in topic.facts(Role.ABOUT) if f in facts})


_NAMED_ALONE = re.compile("(?:的|认定|级别|级|了)*(?:呢|吗|吧|的话|[?？,，]|$)")


def _by_label(text: str, clause: Clause, hit: Hit, facts: dict[str, str], vocabulary: Vocabulary) -> str | None:
    """The only fact that calls the choice just that: 「国家级」 is no platform's."""
    if any(
        other is not hit and other.start <= hit.start < other.end and other.facts(Role.ABOUT) for other in clause.hits
    ):
        return None  # 国家级专项
    if _NAMED_ALONE.match(clause.text, hit.end - clause.start) is None:
        return None  # 国家级专精特新
    called = [
        fact
        for fact, choice in facts.items()
        if vocabulary.definitions[fact].label_of(choice) == text[hit.start : hit.end]
    ]
    return called[0] if len(called) == 1 else None
