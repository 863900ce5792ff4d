"""Amounts told as parts of another: instalments before their sum, and shares after the whole.

「每次24万，全年合计48万」 is 48万 a year, 「设备1280万（其中进口800万）」 is 1280万. As in :mod:`totals`, the arithmetic
or a word for a part has to prove it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from bot.understanding.clause import SENTENCE_END
from bot.understanding.cues import is_cue, is_loose, is_other
from bot.understanding.quantity import Dimension, Period, Quantity
from bot.understanding.vocabulary import Hit, Role

__all__ = ["without_instalments", "without_shares"]

_INSTALMENT = re.compile("每(?:一)?(?:次|期|笔|批|回)[^,，\\d]{0,4}$")
_SUM = re.compile(
    "(?P<year>全年|一年|每年)?(?:一?下来)?(?:合计|总计|共计|[一总统拢]共|加起来|合起来|就?是|=)*(?:算下来|要|付|交)?$"
)
_MOST_TIMES = 12
_MOST_PARTS = 8
_TIMES = re.compile("\\s?(?:\\*|x|乘以?)\\s?")
_EQUALS = re.compile("\\s?(?:=|等于)\\s?")
_OF_WHICH = re.compile("(?<![了过租用在])其中(?:有|包括|的)?")
_BREAKS_DOWN = re.compile("[:：(（]|分[成为]?|包括|其中|[,，]\\s?(?:第?一|首|头)[批次期笔个半]?")
_REACH = 16
"""Characters between 其中 and its amount at most."""
_LONGEST_SUM = 64


def without_instalments(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """``quantities`` (money in 元, in order of ``text``) without what is taken several times and then summed up."""
    gone: set[int] = set()
    for at, total in enumerate(quantities):
        if total.dimension not in (Dimension.MONEY, Dimension.NUMBER) or not total.is_point:
            continue
        gone.update(map(id, _factors(text, quantities[max(0, at - 2) : at], total)))
        for one in quantities[max(0, at - 3) : at]:
            summed = _SUM.search(text, max(one.end, total.core_start - _LONGEST_SUM), total.core_start)
            if summed is not None and _is_instalment(text, one, total):
                gone.add(id(one))
                total.period = total.period or (Period.YEAR if summed["year"] else None)
    return [one for one in quantities if id(one) not in gone]


def _factors(text: str, before: Sequence[Quantity], total: Quantity) -> list[Quantity]:
    """「36000×12=432000」."""
    if len(before) < 2 or not _EQUALS.fullmatch(text, before[1].end, total.start):
        return []
    one, times = before
    is_product = _TIMES.fullmatch(text, one.end, times.start) and one.low * times.low == total.low
    return [one, times] if is_product else []


def _is_instalment(text: str, one: Quantity, total: Quantity) -> bool:
    if Dimension.MONEY not in (one.dimension, total.dimension) or not one.is_point or not one.low:
        return False
    times = total.low / one.low
    return (
        times == int(times)
        and 1 < times <= _MOST_TIMES
        and _INSTALMENT.search(text, max(0, one.start - _REACH), one.start) is not None
    )


def without_shares(text: str, quantities: Sequence[Quantity], hits: Sequence[Hit]) -> tuple[list[Quantity], list[Hit]]:
    """``quantities`` and ``hits`` without the parts told after a whole, unless a part has a name of its own."""
    cues = sorted((hit for hit in hits if is_cue(hit) and not is_other(hit)), key=lambda hit: hit.start)
    starts = [cue.start for cue in cues]
    gone: set[int] = set()
    for at, whole in enumerate(quantities):
        if id(whole) in gone or whole.dimension not in (Dimension.MONEY, Dimension.AREA) or not whole.is_point:
            continue
        parts = _parts_after(text, whole, quantities[at + 1 : at + 1 + _MOST_PARTS])
        if not parts:
            continue
        since, until = bisect_left(starts, whole.end), bisect_left(starts, parts[-1].end)
        names = cues[since:until]
        if all(_is_no_other(text, cue, cues[max(0, since - _MOST_PARTS) : since]) for cue in names):
            gone.update(map(id, (*parts, *names)))
    return [one for one in quantities if id(one) not in gone], [hit for hit in hits if id(hit) not in gone]


def _parts_after(text: str, whole: Quantity, after: Sequence[Quantity]) -> list[Quantity]:
    """The amounts behind the whole that add up to it; or the one that 其中 begins."""
    parts: list[Quantity] = []
    for one in after:
        if SENTENCE_END.search(text, whole.end, one.start):
            break
        if one.dimension is not whole.dimension or not one.is_point:
            continue
        parts.append(one)
        if sum(part.low for part in parts) >= whole.low:
            break
    if not parts:
        return []
    if len(parts) > 1 and sum(part.low for part in parts) == whole.low:
        return parts if _BREAKS_DOWN.search(text, whole.end, parts[0].start) else []
    opened = _OF_WHICH.search(text, whole.end, parts[0].start)
    is_part = opened and parts[0].start - opened.end() <= _REACH and parts[0].low < whole.low
    return parts[:1] if is_part else []


def _is_no_other(text: str, cue: Hit, before: Sequence[Hit]) -> bool:
    """A word within the whole's own name (设备 of 设备投资), or one that any amount may have."""
    if not any(meaning.role is Role.ABOUT and meaning.kind.is_quantity for meaning in cue.meanings):
        return True
    named = [other for other in before if not is_loose(other)]
    return bool(named) and (
        text[cue.start : cue.end] in text[named[-1].start : named[-1].end]
        and bool(set(cue.facts(Role.ABOUT)) & set(named[-1].facts(Role.ABOUT)))
    )
