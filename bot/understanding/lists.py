"""Amounts told in a list: 「研发和设备分别是800万和1200万」, 「研发、设备各500万」, 「近三年营收…」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from bot.understanding.assignment import YEARS, age_of
from bot.understanding.clause import Clause
from bot.understanding.cues import is_other
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.vocabulary import Hit, Role, Vocabulary

__all__ = ["are_alternatives", "is_a_sum", "pair_up"]

_Pair: TypeAlias = tuple[Quantity, Hit, Decimal | None]
"""An amount, the word for it, and how many years ago, where the order tells it."""

_RESPECTIVELY = re.compile("分别|依次|各自是|(?:近|前|过去|最近|这)[两二三四五]年")
_MARK = re.compile(r"\s?[/、,，和及与]\s?")
_OR = re.compile("\\s?(?:[、/和与跟或]|还是|或者)\\s?[租投做买有填按算记给]?了?")
_EITHER = re.compile("(?<!但)(?<!可)还是")
_EACH = re.compile("各(?:投了?|花了?|是|有|自|要)*$")


_ADDED_UP = re.compile("(?:加起来|合起来|加在一起|合计|总计|共计|一共|总共|合着|共)")
_AND = re.compile("(?:和|跟|加上?|与|及|以及|、|[+])(?:买|新增|新)?")


def is_a_sum(text: str, cues: Sequence[Hit], amounts: Sequence[Quantity]) -> bool:
    """「研发和设备加起来两千万」 says neither."""
    before = [c for c in cues if c.end <= amounts[0].core_start and c.facts(Role.ABOUT) and not is_other(c)]
    return (
        len(amounts) == 1
        and len(before) > 1
        and before[-1].facts(Role.ABOUT) != before[-2].facts(Role.ABOUT)
        and _AND.fullmatch(text, before[-2].end, before[-1].start) is not None
        and _ADDED_UP.search(text, before[-1].end, amounts[0].core_start) is not None
    )


def are_alternatives(text: str, clause: Clause, cues: Sequence[Hit], amounts: Sequence[Quantity]) -> bool:
    """「营收5000万和1个亿的奖励一样吗」: one topic with several amounts, none of them the speaker's."""
    if not clause.asks or clause.is_own or len(amounts) < 2 or not _are_alike(amounts[0], amounts[1]):
        return False
    if _EITHER.search(text, amounts[0].end, amounts[1].core_start):
        return True  # 「是主营两千万还是总营收两千万」
    names = {tuple(c.facts(Role.ABOUT, Role.LOOSELY)) for c in cues if c.end <= amounts[0].core_start}
    if len(names) > 1 or _RESPECTIVELY.search(text, clause.start, amounts[0].start):
        return False
    return _OR.fullmatch(text, amounts[0].end, amounts[1].start) is not None


def _are_alike(one: Quantity, other: Quantity) -> bool:
    """「5还是5万」: a bare number may be any amount."""
    return one.dimension is other.dimension or one.dimension is Dimension.NUMBER


def _in_step(text: str, names: Sequence[Hit], amounts: Sequence[Quantity]) -> bool:
    """「研发/设备：800万/1200万」: as many names as amounts, and nothing but marks between them."""
    marks = [text[one.end : other.start] for one, other in pairwise(amounts)]
    marks += [text[one.end : other.start] for one, other in pairwise(names)]
    return len(names) == len(amounts) and all(_MARK.fullmatch(mark) for mark in marks)


def pair_up(
    text: str, clause: Clause, cues: Sequence[Hit], amounts: Sequence[Quantity], vocabulary: Vocabulary
) -> list[_Pair]:
    """Every amount with its word, if the clause tells them in a list; else nothing."""
    amounts = [q for q in amounts if q.dimension is amounts[-1].dimension]
    before = [c for c in cues if c.end <= amounts[0].core_start and c.facts(Role.ABOUT) and not is_other(c)]
    named = list({tuple(c.facts(Role.ABOUT)): c for c in before}.values())
    if len(named) > 1 and len(amounts) == 1 and _EACH.search(text, clause.start, amounts[0].core_start):
        return [(amounts[0], cue, None) for cue in named]
    if len(amounts) < 2 or not named:
        return []
    if not _RESPECTIVELY.search(clause.text) and not _in_step(text, before, amounts):
        return []
    if len(named) == len(amounts):
        return [(quantity, cue, None) for cue, quantity in zip(named, amounts, strict=True)]
    years = [q for q in clause.quantities if q.dimension in YEARS and q.end <= amounts[0].core_start]
    if len(years) == len(amounts):
        return [(quantity, named[-1], age_of(year)) for year, quantity in zip(years, amounts, strict=True)]
    if len(named) == 1 and any(vocabulary.peak_pair(fact) for fact in named[0].facts(Role.ABOUT)):
        return [(quantity, named[0], Decimal(age)) for age, quantity in enumerate(reversed(amounts))]
    return []
