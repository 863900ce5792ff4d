"""The answer to several conditions at once: 都符合, 都符合，就是不是新落户的, 除了第二条都符合."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions import agenda, case
from actions.continuing import takes_it
from actions.likeness import most_alike
from actions.memory import Memory
from actions.turn import Turn

__all__ = ["claims_conditions", "conditions_answered"]

_HOLD = (
    "(?:符合|满足|(?:达到|具备|可以|没有?问题|没错|是的?|对的?|有的?|行)(?=[了啊呢吧呀哦的]*(?:[，,。.！!、\\s]|$)))"
)
_ALL = re.compile(f"(?:都|全都?|全部|均|统统)是?{_HOLD}|(?:条件|要求)[^，,。不没未]{{0,3}}{_HOLD}")
_NOT_ALL = re.compile("(?:不|没有?|未必|并非|不一定|不是|是否|如果|要是|假如|哪些|先按)就?$")
_REST = re.compile(
    f"(?:其他|其它|其余|别的|剩下|余下|另外|前面?[一二两三四五1-5])(?:的|几|[一二两三四五1-5]|[条点项个])*[都全均也]?是?{_HOLD}"
)
_ORDINAL = re.compile("第(?P<at>[一二三四五1-5])[条点项个]?|最[后末][一那]?[条点项个]")
_DIGITS = {sign: at for row in ("一二三四五", "12345") for at, sign in enumerate(row)}
_FAILS = re.compile(
    "[都就也还可能]*[不没](?:太|大)?(?:符合|满足|行|达到|具备|是|对|有|可以|成立)*[了的吧啊]*(?:[，,。！!]|$)"
)
_EXCEPTED = re.compile("除了?(?P<what>[^，,。]+?)(?:以外|之外|外)?(?=[，,其别都全]|$)")
_NOT_KNOWN = re.compile("不(?:太|大)?(?:清楚|知道|确定|好说)|说不准|待定")


def conditions_answered(turn: Turn, memory: Memory) -> dict[str, Any]:
    """The values of the conditions that the message settles together; empty where it settles none so.

    What it says of single facts in words (``turn.facts``) comes on top of them.
    """
    turn = turn.replying
    places = _places_asked(turn, memory)
    if not places or turn.is_question:
        return {}
    holding = {place: agenda.statement_of(place, memory).value for place in places}
    failing = _by_ordinal(turn.text, places)
    named = failing or _by_name(turn, places, memory)
    affirmed = turn.has("affirm") and not (turn.unclear or turn.facts or takes_it(turn.text))
    rest_holds = _REST.search(turn.text) is not None and bool(named or _tells_conditions(turn, memory))
    not_known = _NOT_KNOWN.search(turn.text) is not None
    if not (affirmed or rest_holds or _all_hold(turn.text)):
        return {} if not_known else {place: not holding[place] for place in failing}
    if not_known:
        return {place: value for place, value in holding.items() if place not in named}
    return {place: value != (place in named) for place, value in holding.items()}


def _places_asked(turn: Turn, memory: Memory) -> Sequence[str]:
    """The conditions in question; for a plain 「都符合」 while nothing is asked, those that are still open."""
    question = memory.question or {}
    if question.get("kind") == agenda.CONDITIONS:
        return question["places"] if len(question["places"]) > 1 else ()
    if not _all_hold(turn.text):
        return ()
    still_open = agenda.open_conditions(memory)
    if not question.get("places"):
        return still_open
    # While something else is asked: only what the person has read can be meant.
    return [place for place in still_open if place in memory.listed]


def claims_conditions(turn: Turn, memory: Memory) -> bool:
    """「这些条件都满足」 of conditions that were never listed: which these are, has to be shown first."""
    turn = turn.replying
    asked = (memory.question or {}).get("kind")
    claims = turn.pressed is None and not turn.is_question and _all_hold(turn.text)
    return claims and asked == agenda.AMOUNTS and bool(agenda.open_conditions(memory))


def _all_hold(text: str) -> bool:
    return any(not _NOT_ALL.search(text[: found.start()]) for found in _ALL.finditer(text))


def _tells_conditions(turn: Turn, memory: Memory) -> bool:
    return any(fact in memory.pack.facts and isinstance(value, bool) for fact, value in turn.facts.items())


def _by_ordinal(text: str, places: Sequence[str]) -> list[str]:
    """「第二条不符合」, 「除了最后一个都符合」, 「第五条不清楚」."""
    excepted = _EXCEPTED.search(text)
    found = []
    for ordinal in _ORDINAL.finditer(text):
        at = _DIGITS[ordinal["at"]] if ordinal["at"] else len(places) - 1
        inside = excepted is not None and excepted.start() < ordinal.start() < excepted.end()
        after = text[ordinal.end() :]
        if at < len(places) and (inside or _FAILS.match(after) or _NOT_KNOWN.match(after)):
            found.append(places[at])
    return found


def _by_name(turn: Turn, places: Sequence[str], memory: Memory) -> list[str]:
    """「除了注册地都符合」: the condition that shares most with what follows 除了; none if several do."""
    excepted = _EXCEPTED.search(turn.text)
    if excepted is None or _tells_conditions(turn, memory):
        return []
    return most_alike(excepted["what"], {place: _words_of(place, memory) for place in places})


def _words_of(place: str, memory: Memory) -> str:
    return f"{agenda.statement_of(place, memory).text} {memory.pack.facts[case.split(place)[0]].label}"
