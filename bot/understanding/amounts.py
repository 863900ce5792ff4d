"""From quantity to fact: which of the facts that could have this value the speaker means.

In this order: the exact word beside it, the topic of the clause before, the fact it corrects or
goes on about (去年…前年…), the fact just asked for, a loose word (投了), its period or unit, if only
one fact fits. What none of these gives is left unassigned, and the dialogue asks back.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.understanding import speech
from bot.understanding.assignment import Assignment
from bot.understanding.clause import Clause
from bot.understanding.context import explain_the_rest
from bot.understanding.cues import Place, is_cue, is_loose, is_other, names_first
from bot.understanding.going_on import goes_on
from bot.understanding.head_nouns import is_of_another_noun
from bot.understanding.lists import are_alternatives, is_a_sum, pair_up
from bot.understanding.message import Amount, Message
from bot.understanding.pending import without_pending
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.stated import is_stated
from bot.understanding.topics import (
    brings_what_was_granted,
    compared_with,
    hear_comparison,
    hear_topic,
    peak_in_topic,
    topic_of,
)
from bot.understanding.unit_alone import fact_by_unit, read_without_word
from bot.understanding.vocabulary import Hit, Role, Vocabulary

__all__ = ["assign_amounts"]

_AMOUNTS = frozenset({Dimension.MONEY, Dimension.FOREIGN_MONEY, Dimension.AREA, Dimension.UNIT_PRICE, Dimension.NUMBER})
_READ = _AMOUNTS | {Dimension.COUNT, Dimension.SHARE, Dimension.MONTHS, Dimension.DATE}
_OTHER_THINGS = frozenset({"人", "其他", "折"})


def assign_amounts(text: str, clauses: Sequence[Clause], vocabulary: Vocabulary, asked: str | None) -> Assignment:
    """Give every amount in ``text`` (normalised) its fact."""
    message = Message(text, clauses, vocabulary, asked)
    for clause in clauses:
        _read_clause(message, clause)
    explain_the_rest(message.result, message.waiting, clauses, vocabulary, asked, message.named)
    result = message.result
    result.assigned = without_pending(text, result.assigned, clauses, vocabulary.granted)
    return result


def _read_clause(message: Message, clause: Clause) -> None:
    cues = sorted((hit for hit in clause.hits if is_cue(hit)), key=lambda hit: (hit.end, hit.start))
    quantities = [q for q in clause.quantities if q.dimension in _READ and q.unit not in _OTHER_THINGS]
    if quantities and is_a_sum(message.text, cues, quantities):
        message.result.unassigned += quantities
        return
    if are_alternatives(message.text, clause, cues, quantities):
        return
    told = len(message.result.assigned)
    amounts = [_amount(message, clause, cues, quantities, index) for index in range(len(quantities))]
    listed = pair_up(message.text, clause, cues, quantities, message.vocabulary) if quantities else []
    for quantity, cue, age in listed:
        _give(message, amounts[quantities.index(quantity)], cue, age)
    if not listed:
        for amount in amounts:
            _read_amount(message, amount)
    if clause.of_others and quantities:
        hear_comparison(message, cues)
    given = {id(assigned.quantity) for assigned in message.result.assigned[told:]}
    if any(q.dimension in _AMOUNTS or id(q) in given for q in quantities):
        message.thread.topic = None
        message.thread.correcting = speech.CORRECTING.search(message.text, quantities[-1].end, clause.end) is not None
    else:
        hear_topic(message, clause, cues)


def _amount(
    message: Message, clause: Clause, cues: Sequence[Hit], quantities: Sequence[Quantity], index: int
) -> Amount:
    is_last = index + 1 == len(quantities)
    place = Place(
        earliest=quantities[index - 1].end if index else clause.start,
        latest=clause.end if is_last else quantities[index + 1].core_start,
        is_last=is_last,
        names_first=names_first(cues, quantities),
    )
    quantity = quantities[index]
    return Amount(quantity, clause, cues, place, message.text[place.earliest : quantity.core_start])


def _read_amount(message: Message, amount: Amount) -> None:
    quantity, clause = amount.quantity, amount.clause
    if not is_stated(message.text, clause, quantity, about_peak=message.asks_for_peak):
        return
    is_denied = _is_denied(message, amount)
    if is_denied:
        message.result.taken_back.append(quantity)
    cue = message.finder.exact(amount.cues, quantity, amount.place)
    if cue is None or brings_what_was_granted(message, cue):
        cue = topic_of(message, amount, loose=False) or cue
    if cue is None and goes_on(message, amount, is_denied=is_denied):
        return
    if cue is None and not message.answers(quantity):
        cue = message.finder.loose(amount.cues, quantity, amount.place) or topic_of(message, amount, loose=True)
    if cue is None and not message.answers(quantity):
        cue = compared_with(message, amount)
    if is_of_another_noun(message.text, amount.place.earliest, quantity.core_start, cue):
        message.result.unassigned.append(quantity)
        return
    if speech.ends_in_addition(amount.before) and not _is_anothers(message, amount, cue):
        facts = message.finder.facts(cue, quantity) if cue else []
        message.result.additions.append((facts[0] if len(facts) == 1 else None, quantity))
    elif is_denied:
        _reject(message, quantity, cue)
    elif cue is None:
        read_without_word(message, amount)
    else:
        _give(message, amount, cue, by_word=cue is not message.thread.topic or not is_loose(cue))


def _is_denied(message: Message, amount: Amount) -> bool:
    """「不是800万」."""
    return any(
        speech.DENIED_NUMBER.search(message.text, amount.place.earliest, until)
        for until in {amount.quantity.start, amount.quantity.core_start}
    )


def _is_anothers(message: Message, amount: Amount, cue: Hit | None) -> bool:
    """「市里扶持240万，国家专项又给了300万」: another fact's amount, nothing on top."""
    facts = message.finder.facts(cue, amount.quantity) if cue and not is_loose(cue) else []
    is_new = bool(message.result.assigned) and len(facts) == 1 and not message.told[facts[0]]
    return is_new and speech.GIVEN_TOO.search(amount.before) is not None


def _reject(message: Message, quantity: Quantity, cue: Hit | None) -> None:
    """The amount is wrong; the next one may be the right one."""
    message.result.corrected = True
    if cue is None:
        message.thread.rejected = fact_by_unit(message, quantity)
        return
    facts = message.finder.facts(cue, quantity)
    message.finder.used.add(cue.start)
    message.thread.rejected = facts[0] if len(facts) == 1 else None


def _give(message: Message, amount: Amount, cue: Hit, age: Decimal | None = None, *, by_word: bool = True) -> None:
    """The amount belongs to what the word says: one fact, several that could be, or none."""
    message.finder.used.add(cue.start)
    if is_other(cue):
        message.thread.previous = None
        return
    peak = _earlier_peak(message, amount, cue)
    facts = [peak] if peak else message.finder.facts(cue, amount.quantity)
    topic = message.thread.topic
    if len(facts) > 1 and topic is not None:
        facts = [f for f in topic.facts(Role.ABOUT, Role.LOOSELY) if f in facts] or facts
    if len(facts) == 1:
        message.record(amount, facts[0], by_word=by_word, age=age)
    else:
        message.result.unassigned.append(amount.quantity)


def _earlier_peak(message: Message, amount: Amount, cue: Hit) -> str | None:
    """「历史最高营收4800万」: two words, and the one that says earlier decides."""
    for other in amount.cues:
        if other is cue or not amount.place.earliest - 1 <= other.start < amount.quantity.core_start:
            continue
        for fact in other.facts(Role.ABOUT, Role.LOOSELY):
            latest = message.vocabulary.definitions[fact].words.peak_before
            if latest in cue.facts(Role.ABOUT, Role.LOOSELY):
                return fact
    return peak_in_topic(message, amount, cue)
