"""Amounts without any word for them: 「800平」, 「一个月5万」 say by their unit what they are."""

from __future__ import annotations

from bot.understanding.assignment import Waiting
from bot.understanding.message import Amount, Message, refines
from bot.understanding.quantity import Dimension, Quantity
from policy_rules.facts import FactKind

__all__ = ["fact_by_unit", "read_without_word"]

_PRICED = frozenset({Dimension.MONEY, Dimension.NUMBER})
_BETWEEN = ",，、;； "
_BY_UNIT_ALONE = {Dimension.AREA: FactKind.AREA, Dimension.UNIT_PRICE: FactKind.UNIT_PRICE}


def read_without_word(message: Message, amount: Amount) -> None:
    """Give the amount the only fact with its unit; else it waits for the rest of the message."""
    quantity, answers = amount.quantity, message.answers(amount.quantity)
    fact = None if answers else _fact_by_period(message, amount) or fact_by_unit(message, quantity)
    if fact is not None:
        message.record(amount, fact, by_word=False)
    elif amount.clause.states or answers:
        has_year, waiting = amount.names_year, message.waiting
        if waiting and waiting[-1].fact is None and refines(quantity, waiting[-1].quantity) and not has_year:
            has_year = waiting.pop().has_year  # 「去年第一次过亿，1.03亿」
        waiting.append(Waiting(quantity, amount.clause, has_year=has_year))
        if answers:
            message.thread.previous = message.asked


def fact_by_unit(message: Message, quantity: Quantity) -> str | None:
    """The only fact measured in this unit."""
    kind = _BY_UNIT_ALONE.get(quantity.dimension)
    if kind is None and (
        (quantity.dimension in _PRICED and quantity.period)
        or (quantity.dimension is Dimension.MONEY and _follows_an_area(message))
    ):
        kind = FactKind.UNIT_PRICE  # 「一天四块五」, 「800平 4.5元」
    facts = message.vocabulary.of_kind(kind) if kind else ()
    return facts[0] if len(facts) == 1 and message.finder.could_be(facts[0], quantity) else None


def _follows_an_area(message: Message) -> bool:
    last = message.last
    return last is not None and last.fact == message.thread.previous and last.quantity.dimension is Dimension.AREA


def _fact_by_period(message: Message, amount: Amount) -> str | None:
    """「租了800平，一个月5万」: of facts for a period that are spoken or asked of, the one with this period."""
    quantity, definitions = amount.quantity, message.vocabulary.definitions
    if quantity.period is None or quantity.dimension is not Dimension.MONEY:
        return None
    related = {w for f in message.spoken_of if definitions[f].words.per for w in definitions[f].words.about}
    is_price_of_area = _follows_an_area(message) and not _stands_between(message, amount)
    facts = [
        f for f in message.vocabulary.of_kind(FactKind.MONEY)
        if definitions[f].words.per and (is_price_of_area or related.intersection(definitions[f].words.about))
        and message.finder.could_be(f, quantity)
    ]  # fmt: skip
    return facts[0] if len(facts) == 1 else None


def _stands_between(message: Message, amount: Amount) -> str:
    """What is said between the last amount and this one: 「300平，每个月电费2万」 has a word of its own."""
    return message.text[amount.place.earliest : amount.quantity.start].strip(_BETWEEN)
