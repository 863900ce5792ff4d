"""Sums that are told with what they are made of: 「第一批420万第二批310万，加起来730万」 is 730万.

The arithmetic proves it: amounts are parts only if the total after them is their sum. The total then speaks of what
the parts spoke of, and they say nothing themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from bot.understanding.assignment import YEARS
from bot.understanding.clause import SENTENCE_END
from bot.understanding.cues import is_cue, is_loose, is_other
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.vocabulary import Hit, Role, Vocabulary

__all__ = ["without_parts"]

_TOTAL = re.compile(
    "加起来|合起来|加在?一(?:起|块)|合计|总计|共计|[一总统拢]共|全年|全部|总的|总数|总额|总和|累计|合到一起|凑(?:成|到|够|在一起)|=|等于|合着|(?<![公])共(?=\\s?[\\d一二三四五六七八九十百千两])"
)
_MONTH = re.compile("月(?!租|均|度)")
_ADDED = frozenset({Dimension.MONEY, Dimension.AREA, Dimension.COUNT, Dimension.NUMBER})
_COUNTED = frozenset({"个", "项"})
_MOST_PARTS = 8
_REACH = 200
"""Characters over which a total still adds up what was told."""


def without_parts(
    text: str, quantities: Sequence[Quantity], hits: Sequence[Hit], vocabulary: Vocabulary, asked: str | None
) -> tuple[list[Quantity], list[Hit]]:
    """``quantities`` and ``hits`` without the parts of told totals and the words for each part."""
    if len(quantities) < 3:
        return list(quantities), list(hits)
    cues = sorted((hit for hit in hits if is_cue(hit)), key=lambda hit: hit.start)
    starts = [cue.start for cue in cues]
    left: list[Quantity] = []
    silent: set[int] = set()  # ids of the words for parts
    for quantity in quantities:
        parts = _parts_of(quantity, left, text)
        near = cues[bisect_left(starts, parts[0].start - _REACH) : bisect_left(starts, quantity.start)] if parts else []
        is_total = parts and (_is_called_total(text, parts, quantity) or _has_its_name_again(parts, near))
        if not is_total or _are_facts_of_their_own(text, parts, near, quantity):
            left.append(quantity)
            continue
        since = _after_what_came_before(parts[0], left)
        years = [one for one in left[since:] if _is_year(one)]
        if len(years) == len(parts) and _goes_by_years(parts[0], near, vocabulary, asked):
            continue  # 「去年营收450万，今年350万，一共800万」
        gone = {id(one) for one in (*parts, *years, *_months(text, left[since:]))}
        left[since:] = [one for one in left[since:] if id(one) not in gone]
        left.append(quantity)
        topics = [cue for cue in near if cue.end <= parts[0].start]
        exact = [cue.end for cue in topics if _is_exact(cue)]
        topic_ends = max(exact or [cue.end for cue in topics], default=parts[0].start)
        silent.update(id(cue) for cue in near if cue.start >= topic_ends and _is_of_a_part(cue, parts[-1]))
    return left, [hit for hit in hits if id(hit) not in silent]


def _after_what_came_before(first: Quantity, left: Sequence[Quantity]) -> int:
    """The index in ``left`` from which only years stand before the ``first`` part."""
    index = len(left)
    while index and (left[index - 1].end > first.start or _is_year(left[index - 1])):
        index -= 1
    return index


def _is_year(quantity: Quantity) -> bool:
    return quantity.dimension in YEARS


def _months(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """「七到十二月160万」."""
    return [one for one in quantities if one.dimension is Dimension.NUMBER and _MONTH.match(text, one.end)]


def _is_exact(cue: Hit) -> bool:
    return not (is_loose(cue) or is_other(cue))


def _parts_of(total: Quantity, before: Sequence[Quantity], text: str) -> list[Quantity]:
    """The amounts directly before the total that add up to it."""
    if total.dimension not in _ADDED or not total.is_point or not before:
        return []
    parts: list[Quantity] = []
    for one in reversed(before):
        if (
            total.start - one.start > _REACH
            or len(parts) == _MOST_PARTS
            or SENTENCE_END.search(text, one.end, total.start)
        ):
            return []
        if one.dimension not in (total.dimension, Dimension.NUMBER) or _MONTH.match(text, one.end):
            continue
        if not one.is_point and text[one.end - 1] != "+":  # 「400平+350平」 is not 400 and more
            return []
        parts.insert(0, one)
        if len(parts) > 1 and _add_up(parts, total):
            return parts
    return []


def _add_up(parts: Sequence[Quantity], total: Quantity) -> bool:
    if total.dimension is Dimension.COUNT and any(one.unit not in _COUNTED for one in (*parts, total)):
        return False
    unit = total.tail if total.names_unit else Decimal(1)  # 「150+220，一共370万」
    return sum(one.low if one.names_unit else one.low * unit for one in parts) == total.low


def _is_called_total(text: str, parts: Sequence[Quantity], total: Quantity) -> bool:
    return _TOTAL.search(text, parts[-1].end, total.core_start + 1) is not None


def _has_its_name_again(parts: Sequence[Quantity], near: Sequence[Hit]) -> bool:
    """「平台给区内企业做检测220万，做咨询80万，一年服务额300万」: what the parts are of is named beside the total."""
    exact = [cue for cue in near if _is_exact(cue)]
    named = {fact for cue in exact if cue.start >= parts[-1].end for fact in cue.facts(Role.ABOUT)}
    return any(named.intersection(cue.facts(Role.ABOUT)) for cue in exact if cue.end <= parts[0].start)


def _are_facts_of_their_own(text: str, parts: Sequence[Quantity], near: Sequence[Hit], total: Quantity) -> bool:
    """「研发500万，设备700万，一共1200万」, but not 「建设费：土建300万，设备500万，软件200万，共1000万」."""
    exact = [cue for cue in near if _is_exact(cue)]
    names = {tuple(cue.facts(Role.ABOUT)) for cue in exact if cue.start < parts[-1].start}
    between = any(parts[0].end <= cue.start < parts[-1].start for cue in exact)
    return between and len(names) > 1 and not _is_broken_down(text, parts, exact, total)


_BREAKS_DOWN = re.compile("[:：(（]|包括|分为?|其中")


def _is_broken_down(text: str, parts: Sequence[Quantity], exact: Sequence[Hit], total: Quantity) -> bool:
    """A heading, parts of which one at least is no fact, and a total without a name of its own."""
    topics = [cue for cue in exact if cue.end <= parts[0].start]
    if not topics or not _BREAKS_DOWN.search(text, topics[-1].end, parts[0].start):
        return False
    if any(parts[-1].end <= cue.start < total.start for cue in exact):
        return False
    return any(not any(one.end <= cue.start < other.start for cue in exact) for one, other in pairwise(parts))


def _goes_by_years(first: Quantity, near: Sequence[Hit], vocabulary: Vocabulary, asked: str | None) -> bool:
    """Whether what is spoken of is told year by year."""
    named = [cue for cue in near if not is_other(cue) and cue.end <= first.start]
    facts = named[-1].facts(Role.ABOUT, Role.LOOSELY) if named else [asked] if asked else []
    return any(vocabulary.peak_pair(fact) for fact in facts)


def _is_of_a_part(cue: Hit, last: Quantity) -> bool:
    """Words between the topic and the total, but for an exact one beside the total: 「全年主营收入5100万」."""
    return not _is_exact(cue) or cue.start < last.end
