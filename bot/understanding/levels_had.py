"""Of which level there is something, and of which not: 「市级平台没有区级平台有」; a part of :mod:`choices`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.clause import Clause
from bot.understanding.statement import Statement, choice_of_none
from bot.understanding.vocabulary import Hit, Role, Vocabulary

__all__ = ["is_lacking", "is_none_of_one_level", "is_there", "named_next"]

_LACKING = re.compile("(?:的|认定)*没有?(?=$|[,，。;；]|[^\\W\\d]级)")
_OF_ONE_LEVEL = re.compile("[^\\W\\d]级[^,，]{0,6}$")
_HAD = re.compile("(?:是|倒|就|我们)?有(?:的|了|一个)?(?=$|[,，。;；])")


def is_lacking(text: str, clause: Clause, hit: Hit) -> bool:
    """「市级平台没有区级平台有」."""
    things = [h for h in clause.hits if h.start == hit.end and h.facts(Role.ABOUT)]
    return any(_LACKING.match(text, thing.end) for thing in things)


def is_there(text: str, clause: Clause, hit: Hit) -> bool:
    """The second of the two, whatever is denied before it."""
    things = [h for h in clause.hits if h.start == hit.end and h.facts(Role.ABOUT)]
    return any(_HAD.match(text, thing.end) for thing in things)


def is_none_of_one_level(text: str, one: Statement, said: Sequence[Statement], vocabulary: Vocabulary) -> bool:
    """「市级平台没有区级平台有」: the 没有 is of the level before it."""
    if one.value != choice_of_none(vocabulary.definitions[one.fact]):
        return False
    later = any(other.fact == one.fact and other.value != one.value and other.start > one.start for other in said)
    return later and _OF_ONE_LEVEL.search(text, one.clause.start, one.start) is not None


def named_next(following: Clause | None, facts: dict[str, str]) -> str | None:
    """「区里给认定的，我们那个公共服务平台」: the name comes after, alone."""
    if following is None or following.asks or following.quantities:
        return None
    if any(m.role is Role.CHOICE for hit in following.hits for m in hit.meanings):
        return None
    last = [hit for hit in following.hits if following.end - hit.end <= 1]
    named = [f for hit in last for f in hit.facts(Role.ABOUT) if f in facts]
    return named[0] if named else None
