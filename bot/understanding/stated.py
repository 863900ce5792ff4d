"""Whether an amount is the speaker's own, or a clause's: 「最高300万是怎么算的」 states nothing."""

from __future__ import annotations

import re

from bot.understanding import beside_amounts, not_so, questioning, speech, whose
from bot.understanding.clause import Clause
from bot.understanding.head_nouns import is_of_another_place
from bot.understanding.quantity import Dimension, Quantity

__all__ = ["is_stated"]

_SIZE_OF_A_REGION = 10**6
"""㎡: 「小镇10.4平方公里」 is nobody's office."""

_ONE_UNIT = re.compile("(?:[一1每]|1\\.0)\\s?[^\\W\\d一二三四五六七八九十百千万]+")
"""「一平」, 「一亩」."""


def is_stated(text: str, clause: Clause, quantity: Quantity, *, about_peak: bool) -> bool:
    """Whether the words around ``quantity`` say that somebody has it; ``about_peak``: 最高 was asked for."""
    if clause.of_others or clause.plans(quantity.start) or beside_amounts.NONE_OF_THEM.match(text, quantity.end):
        return False
    before = text[clause.start : quantity.start]
    if beside_amounts.DEMANDED.search(before) or not_so.NOT_AFTER_ALL.search(text, quantity.end, clause.end):
        return False
    if _is_a_rules(text, clause, quantity, before) or _is_not_ones_own_thing(text, clause, quantity, before):
        return False
    if beside_amounts.CAP_BEFORE.search(before) and not beside_amounts.PEAK.search(before) and not about_peak:
        return False
    is_had = questioning.HAS_DONE.search(before) is not None and not quantity.bounded and not clause.asks_in_general
    if clause.asks and _is_asked_about(text, clause, quantity, before, is_had):
        return False
    is_of_the_policy = clause.asks and clause.speaks_of_policy and not clause.hits
    if is_of_the_policy and not (speech.SPEAKER.search(clause.text) or about_peak or is_had):
        return False  # 「去年政策是500平今年会不会改成800平」
    if clause.is_own or about_peak or is_had:
        return True
    if clause.speaks_of_policy:
        return False
    if beside_amounts.CAP_AFTER.match(text, quantity.end) and not not_so.GRANTED.search(before):
        return False  # 「500万资助」 is a clause's, 「工信部给了500万资助」 is not
    if clause.supposes and not clause.asks_in_general:
        return True
    return not clause.asks or not (quantity.bounded or clause.asks_in_general or quantity.dimension is Dimension.COUNT)


def _is_a_rules(text: str, clause: Clause, quantity: Quantity, before: str) -> bool:
    """A threshold, whoever has it, or what it brings: 「突破5000万奖50万」, 「2000万以内的小公司」."""
    if quantity.bounded and not whose.SELF.search(clause.text) and beside_amounts.OF_ANYBODY.match(text, quantity.end):
        return True
    if beside_amounts.OF_A_CLAUSE.match(text, quantity.end):
        return True
    if clause.is_own:
        return False
    if clause.asks and not whose.SELF.search(clause.text) and beside_amounts.OF_SOME_FIRM.match(text, quantity.end):
        return True
    if beside_amounts.REQUIRED.search(before) and beside_amounts.FOR_ALL_OF_IT.search(before):
        return True
    if beside_amounts.OF_A_KIND.match(text, quantity.end) or beside_amounts.BROUGHT.search(before):
        return True
    if beside_amounts.EXCEEDED.match(text, quantity.end):
        return True
    brings = beside_amounts.BRINGS.match(text, quantity.end)
    return brings is not None and (quantity.bounded or (clause.asks and not brings["open"]))


def _is_not_ones_own_thing(text: str, clause: Clause, quantity: Quantity, before: str) -> bool:
    """One of several, a region, something whose price is asked: 「每层500平」, 「多少钱一亩」."""
    if quantity.dimension is Dimension.COUNT:
        return beside_amounts.PRICED_EACH.match(text, quantity.end) is not None
    if quantity.dimension is not Dimension.AREA:
        return beside_amounts.A_THING_COSTS.search(before) is not None
    if _ONE_UNIT.fullmatch(text, quantity.start, quantity.end) and beside_amounts.EACH_PRICED.match(text, quantity.end):
        return True
    if beside_amounts.LET.search(clause.text) or is_of_another_place(text, clause.start, quantity.start, quantity.end):
        return True
    is_of_each = beside_amounts.OF_EACH.search(before) or beside_amounts.PER_THIS.search(before)
    return quantity.low >= _SIZE_OF_A_REGION or is_of_each is not None


def _is_asked_about(text: str, clause: Clause, quantity: Quantity, before: str, is_had: bool) -> bool:
    """In a question: the figure is what is asked about, not what the speaker has."""
    if (
        beside_amounts.ASKED_OF_IT.match(text, quantity.end)
        or beside_amounts.DICTATED.search(before)
        or beside_amounts.SOUGHT.search(before)
    ):
        return True
    if quantity.bounded and beside_amounts.ONLY_COMPARED.search(before):
        return True
    if clause.is_own or is_had:
        return False
    if beside_amounts.REFERRED_TO.search(before) or beside_amounts.SUFFICES.match(text, quantity.end):
        return True
    return _is_a_threshold(text, clause, quantity)


def _is_a_threshold(text: str, clause: Clause, quantity: Quantity) -> bool:
    """「设备投资要达到1000万吗」, 「营收达到2000万奖多少」."""
    before = text[clause.start : quantity.core_start]
    if beside_amounts.REQUIRED.search(before):
        return beside_amounts.AS_REQUIRED.match(text, quantity.end) is not None
    reached = quantity.bounded or beside_amounts.REACHED.search(before)
    return bool(reached) and beside_amounts.REWARDED.match(text, quantity.end) is not None
