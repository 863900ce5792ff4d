"""Whether an amount is the speaker's own, or a clause's: 「最高300万是怎么算的」 states nothing."""

from __future__ import annotations

from bot.understanding import speech, whose
from bot.understanding.clause import Clause
from bot.understanding.quantity import Dimension, Quantity

__all__ = ["is_stated"]

_SIZE_OF_A_REGION = 10**6
"""㎡: 「小镇10.4平方公里」 is nobody's office."""


def is_stated(text: str, clause: Clause, quantity: Quantity, *, about_peak: bool) -> bool:
    """Whether the words around ``quantity`` say that somebody has it; ``about_peak``: 最高 was asked for."""
    if clause.of_others or clause.plans(quantity.start) or speech.NONE_OF_THEM.match(text, quantity.end):
        return False
    if not clause.is_own and speech.OF_A_KIND.match(text, quantity.end):
        return False
    if not clause.is_own and (quantity.bounded or clause.asks):
        brings = speech.BRINGS.match(text, quantity.end)
        if brings and (quantity.bounded or not brings["open"]):
            return False
    if quantity.dimension is Dimension.COUNT and speech.PRICED_EACH.match(text, quantity.end):
        return False
    if quantity.bounded and not whose.SELF.search(clause.text) and speech.OF_ANYBODY.match(text, quantity.end):
        return False
    before = text[clause.start : quantity.start]
    if quantity.dimension is Dimension.AREA and not _is_an_own_area(quantity, before):
        return False
    if quantity.period is not None and speech.GIVEN_FOR_IT.search(text, clause.start, quantity.core_start):
        return False
    if not clause.is_own and speech.BROUGHT.search(before):
        return False
    if clause.asks and speech.ASKED_OF_IT.match(text, quantity.end):
        return False
    if speech.CAP_BEFORE.search(before) and not speech.PEAK.search(before) and not about_peak:
        return False
    if clause.asks and (speech.DICTATED.search(before) or (not clause.is_own and speech.REFERRED_TO.search(before))):
        return False
    if clause.asks and quantity.bounded and speech.ONLY_COMPARED.search(before):
        return False
    if speech.HAS_DONE.search(before) and not quantity.bounded and not clause.asks_in_general:
        return True
    if clause.asks and not clause.is_own and speech.SUFFICES.match(text, quantity.end):
        return False
    if clause.asks and not clause.is_own and _is_a_threshold(text, clause, quantity):
        return False
    if clause.is_own or about_peak:
        return True
    if clause.speaks_of_policy:
        return False
    if speech.CAP_AFTER.match(text, quantity.end) and not speech.GRANTED.search(before):
        return False  # 「500万资助」 is a clause's, 「工信部给了500万资助」 is not
    if clause.supposes and not clause.asks_in_general:
        return True
    return not clause.asks or not (quantity.bounded or clause.asks_in_general or quantity.dimension is Dimension.COUNT)


def _is_an_own_area(quantity: Quantity, before: str) -> bool:
    return not (quantity.low >= _SIZE_OF_A_REGION or speech.OF_EACH.search(before) or speech.PER_THIS.search(before))


def _is_a_threshold(text: str, clause: Clause, quantity: Quantity) -> bool:
    """「设备投资要达到1000万吗」, 「营收达到2000万奖多少」."""
    before = text[clause.start : quantity.core_start]
    if speech.REQUIRED.search(before):
        return speech.AS_REQUIRED.match(text, quantity.end) is not None
    reached = quantity.bounded or speech.REACHED.search(before)
    return bool(reached) and speech.REWARDED.match(text, quantity.end) is not None
