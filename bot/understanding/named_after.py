"""Amounts whose name comes after them, or is put right: 「…，这是去年的营收」, 「说错了，那个是设备」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.assignment import YEARS
from bot.understanding.clause import Clause
from bot.understanding.cues import is_loose, is_other
from bot.understanding.message import Message
from bot.understanding.quantity import Quantity
from bot.understanding.vocabulary import Hit

__all__ = ["REFERS_BACK", "puts_right", "says_what_it_was"]

REFERS_BACK = re.compile("(?:这|那|这个|那个|这些|上面|前面|都|也|就|全|其实|不过)*(?:是|属于|算)")
_MARKS = " 。.!！;；"


def says_what_it_was(message: Message, clause: Clause, cues: Sequence[Hit]) -> bool:
    """「一亿零八百万，这是去年的营收」."""
    if not message.waiting or message.waiting[-1].fact:
        return False
    quantity = message.waiting[-1].quantity
    if not (REFERS_BACK.match(clause.text) or _only_names(clause, cues) or _explains(message, clause, quantity)):
        return False
    facts = {fact for cue in cues if not is_loose(cue) for fact in message.finder.facts(cue, quantity)}
    facts -= {latest for latest, peak in message.vocabulary.peak_pairs if peak in facts}  # 「…以前最好的一年主营收入」
    if len(facts) != 1:
        return False
    one, fact = message.waiting.pop(), facts.pop()
    message.finder.used.update(cue.start for cue in cues)
    message.thread.previous, message.thread.rejected = fact, None
    message.put(one.clause, quantity, fact)
    return True


def puts_right(message: Message, clause: Clause, cues: Sequence[Hit]) -> bool:
    """「研发投入500万说错了，那个是设备」: the amount was right, its name was not."""
    last = message.last
    if last is None or not message.thread.correcting or not REFERS_BACK.match(clause.text):
        return False
    facts = {fact for cue in cues if not is_loose(cue) for fact in message.finder.facts(cue, last.quantity)}
    if len(facts) != 1 or last.fact in facts:
        return False
    message.drop_last()
    message.result.corrected, message.thread.correcting = True, False
    message.finder.used.update(cue.start for cue in cues)
    message.put(last.clause, last.quantity, facts.pop())
    return True


def _explains(message: Message, clause: Clause, quantity: Quantity) -> bool:
    """「2300万，建平台花的」: the amount stands alone before the clause, and no other comes after it."""
    at = message.place_of(clause)
    alone = message.clauses[at - 1].text.strip(_MARKS)
    is_alone = alone == message.text[quantity.start : quantity.end].strip()
    comes_last = at + 1 == len(message.clauses) or not message.clauses[at + 1].quantities
    return is_alone and comes_last and not clause.asks


def _only_names(clause: Clause, cues: Sequence[Hit]) -> bool:
    """「5600万，去年主营」: nothing but the word for it and its year."""
    exact = [cue for cue in cues if not is_loose(cue) and not is_other(cue)]
    if not exact:
        return False
    begin, end = min(cue.start for cue in exact), max(cue.end for cue in exact)
    years = [q for q in clause.quantities if q.dimension in YEARS]
    begin = min([begin, *(year.start for year in years)])
    return not clause.text[: begin - clause.start].strip() and not clause.text[end - clause.start :].strip(_MARKS)
