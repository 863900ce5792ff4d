"""What clauses without an amount say of the amounts beside them: 「设备那块，」, 「…，这是去年的营收」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding import passing, speech, whose
from bot.understanding.clause import Clause
from bot.understanding.cues import is_loose, is_other
from bot.understanding.message import Amount, Message
from bot.understanding.named_after import REFERS_BACK, puts_right, says_what_it_was
from bot.understanding.quantity import Dimension
from bot.understanding.vocabulary import Hit, Role
from policy_rules.facts import FactKind

__all__ = ["brings_what_was_granted", "compared_with", "hear_comparison", "hear_topic", "peak_in_topic", "topic_of"]


_SUPPORT = re.compile("扶持|补[贴助]|奖[励金]|资助|支持")


def hear_topic(message: Message, clause: Clause, cues: Sequence[Hit]) -> None:
    """Read a clause without an amount: it speaks of the amount before, or of the one to come."""
    if passing.passes(clause.text):
        return  # 「之前最高多少记不清了，营收6200万」
    if (
        puts_right(message, clause, cues)
        or says_what_it_was(message, clause, cues)
        or _says_whose_it_is(message, clause, cues)
    ):
        return
    thread = message.thread
    thread.correcting = thread.correcting or speech.CORRECTING.search(clause.text) is not None
    topics = [
        cue for cue in cues
        if cue.start not in message.finder.used
        and cue.facts(Role.ABOUT, Role.LOOSELY)
        and not speech.negations(message.text[slice(*cue.gap)])
        and not _denies_at_the_end(message, clause, cue)
    ]  # fmt: skip
    if topics:
        thread.topic = max(topics, key=lambda cue: (not is_loose(cue), cue.end, cue.start))


def _denies_at_the_end(message: Message, clause: Clause, cue: Hit) -> bool:
    """「失信我们从来没有过」 is no topic of an amount."""
    return clause.end - cue.end <= 1 and speech.negations(message.text[cue.start : cue.end]) > 0


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


def _says_whose_it_is(message: Message, clause: Clause, cues: Sequence[Hit]) -> bool:
    """「厂房1000平，是自己买的」, 「办公室是自己买的，1200平」: an area that is not rented."""
    owned = [cue for cue in cues if is_other(cue) and cue.meanings[0].kind is FactKind.AREA]
    if not owned or any(not is_loose(cue) and not is_other(cue) for cue in cues):
        return False
    last = message.last
    if last and last.quantity.dimension is Dimension.AREA and REFERS_BACK.match(clause.text):
        message.drop_last()
    message.thread.topic = owned[-1]
    return True
