"""What clauses without an amount say of the amounts beside them: 「设备那块，」, 「…，这是去年的营收」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding import speech, whose
from bot.understanding.assignment import YEARS
from bot.understanding.clause import Clause
from bot.understanding.cues import is_loose, is_other
from bot.understanding.message import Amount, Message
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.vocabulary import Hit, Role
from policy_rules.facts import FactKind

__all__ = ["brings_what_was_granted", "compared_with", "hear_comparison", "hear_topic", "peak_in_topic", "topic_of"]

_REFERS_BACK = re.compile("(?:这|那|这个|那个|这些|上面|前面|都|也|就|全|其实|不过)*(?:是|属于|算)")


_SUPPORT = re.compile("扶持|补[贴助]|奖[励金]|资助|支持")
_MARKS = " 。.!！;；"


def hear_topic(message: Message, clause: Clause, cues: Sequence[Hit]) -> None:
    """Read a clause without an amount: it speaks of the amount before, or of the one to come."""
    if speech.passes(clause.text):
        return  # 「之前最高多少记不清了，营收6200万」
    if _says_what_it_was(message, clause, cues) or _says_whose_it_is(message, clause, cues):
        return
    thread = message.thread
    thread.correcting = thread.correcting or speech.CORRECTING.search(clause.text) is not None
    topics = [
        cue for cue in cues
        if cue.start not in message.finder.used
        and cue.facts(Role.ABOUT, Role.LOOSELY)
        and not speech.negations(message.text[slice(*cue.gap)])
    ]  # fmt: skip
    if topics:
        thread.topic = max(topics, key=lambda cue: (not is_loose(cue), cue.end, cue.start))


def topic_of(message: Message, amount: Amount, *, loose: bool) -> Hit | None:
    """The topic of the clause before, if this amount is about it."""
    topic = message.thread.topic
    if topic is None or topic.start in message.finder.used or is_loose(topic) is not loose:
        return None
    if _names_last_year(amount) and _is_of_earlier_years(message, topic):
        return None
    if is_other(topic):
        return topic if message.finder.concerns(topic, amount.quantity) else None
    return topic if message.finder.facts(topic, amount.quantity) else None


def hear_comparison(message: Message, cues: Sequence[Hit]) -> None:
    """Remember what somebody else's amount was of."""
    exact = [cue for cue in cues if not is_loose(cue) and not is_other(cue) and cue.facts(Role.ABOUT)]
    message.thread.compared = max(exact, key=lambda cue: (cue.end, cue.start), default=None)


def compared_with(message: Message, amount: Amount) -> Hit | None:
    """「集团营收20亿，我们才8000万」: the same, of oneself."""
    compared = message.thread.compared
    if compared is None or amount.clause.asks or not whose.SELF.search(amount.clause.text):
        return None
    return compared if message.finder.facts(compared, amount.quantity) else None


def brings_what_was_granted(message: Message, cue: Hit) -> bool:
    """「被市里认定为应用示范区，扶持了四百万」: 扶持 alone is nobody's, after what was granted it is that."""
    topic = message.thread.topic
    if topic is None or is_loose(topic) or not is_other(cue) or not _SUPPORT.search(message.text, cue.start, cue.end):
        return False
    return any(fact in message.vocabulary.granted for fact in topic.facts(Role.ABOUT))


def peak_in_topic(message: Message, amount: Amount, cue: Hit) -> str | None:
    """「最好的年份是2018年，营收4800万」."""
    topic = message.thread.topic
    if topic is None or is_loose(topic) or _names_last_year(amount):
        return None
    definitions, said = message.vocabulary.definitions, cue.facts(Role.ABOUT)
    return next((fact for fact in topic.facts(Role.ABOUT) if definitions[fact].words.peak_before in said), None)


def _names_last_year(amount: Amount) -> bool:
    return any(q.dimension is Dimension.YEARS_AGO and q.low <= 1 for q in amount.clause.quantities)


def _is_of_earlier_years(message: Message, topic: Hit) -> bool:
    """「之前最高那年记不清了，去年是5300万」."""
    definitions = message.vocabulary.definitions
    return any(definitions[fact].words.peak_before for fact in topic.facts(Role.ABOUT))


def _says_what_it_was(message: Message, clause: Clause, cues: Sequence[Hit]) -> bool:
    """「一亿零八百万，这是去年的营收」."""
    if not message.waiting or message.waiting[-1].fact:
        return False
    quantity = message.waiting[-1].quantity
    if not (_REFERS_BACK.match(clause.text) or _only_names(clause, cues) or _explains(message, clause, quantity)):
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


def _explains(message: Message, clause: Clause, quantity: Quantity) -> bool:
    """「2300万，建平台花的」: the amount stands alone before the clause, and no other comes after it."""
    at = message.clauses.index(clause)
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


def _says_whose_it_is(message: Message, clause: Clause, cues: Sequence[Hit]) -> bool:
    """「厂房1000平，是自己买的」, 「办公室是自己买的，1200平」: an area that is not rented."""
    owned = [cue for cue in cues if is_other(cue) and cue.meanings[0].kind is FactKind.AREA]
    if not owned or any(not is_loose(cue) and not is_other(cue) for cue in cues):
        return False
    last = message.last
    if last and last.quantity.dimension is Dimension.AREA and _REFERS_BACK.match(clause.text):
        message.result.assigned.pop()
    message.thread.topic = owned[-1]
    return True
