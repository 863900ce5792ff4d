"""Amounts that go on about a fact told before: corrections, refinements, other years, what it grew to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from bot.understanding import speech
from bot.understanding.message import Amount, Message, refines
from bot.understanding.quantity import Dimension

__all__ = ["goes_on"]

_REFINING = re.compile("(?:达到?|其实|实际上?|具体|准确|也)(?:了|是|为|有|大概)*$")
_BARELY = re.compile("(?:只|就|也|才|得|应该|其实|实际|大概|差不多|有|是)*")
_CHANGED = re.compile("(?:扩|缩|减|降|调|变|换|改|涨|增|加)[^,，\\d]{0,4}$")
_FROM = re.compile("(?:从|由|原来的?|原先的?|以前的?)(?:是|只有|就)?$")
_FROM_REACH = 6
_SUCCEEDED = re.compile("(?:评上|通过|过|认定|立项|获批|批|中|成)了?$")
_IN_THE_END = re.compile(
    "最后|最终|后来|到头来|实际|实付|实收|审计|调整后|核定|砍到|砍价|谈到|谈下来|追加到|签(?:的是|下来|到)|(?:就|只)?剩下?|现在认定|不含税|其实是?|为准|合同上"
)
"""Between two amounts: the second is what the first came to."""
_AT_FIRST = re.compile("原来|原先|原本|本来|一?开始|起初|最早")
_NOW = re.compile("(?:现在|目前|如今|眼下)(?:是|就|只|还|剩下?|变成|有|实际)*$")
_GREW = re.compile("(?:涨|翻[番倍]?|增长|增|升|提高|上升|提升|做|增加|发展|跳|扩大)到?(?:了|到)?(?:[去今上]年)?的?$")


def goes_on(message: Message, amount: Amount, *, is_denied: bool) -> bool:
    """Whether the amount has been taken for the fact of the one before."""
    fact = message.thread.rejected or message.thread.previous
    if fact is None or not message.finder.could_be(fact, amount.quantity):
        return False
    if _corrects(message, amount):
        _correct(message, amount, fact, is_denied=is_denied)
        return True
    return any(way(message, amount, fact) for way in _WAYS)


def _corrects(message: Message, amount: Amount) -> bool:
    thread = message.thread
    return bool(thread.rejected or thread.correcting or speech.CORRECTING.search(amount.before))


def _correct(message: Message, amount: Amount, fact: str, *, is_denied: bool) -> None:
    """「八百万不对九百五十万」."""
    message.result.corrected = True
    if message.waiting and message.waiting[-1].fact is None and fact == message.asked:
        message.result.taken_back.append(message.waiting.pop().quantity)
    if is_denied:
        message.thread.rejected = fact
        return
    last = message.last
    same_year = last.clause if last and last.fact == fact and not amount.names_year else amount.clause
    message.record(replace(amount, clause=same_year), fact)


def _says_it_more_exactly(message: Message, amount: Amount, fact: str) -> bool:
    """「破亿，一亿零两百万」, 「…，达到800万」, 「三个攻关项目，评上了两个」."""
    last = message.last
    before = amount.before.strip()
    if (
        (last and last.fact == fact and _BARELY.fullmatch(before) and refines(amount.quantity, last.quantity))
        or _REFINING.fullmatch(before)
        or (amount.quantity.dimension is Dimension.COUNT and _SUCCEEDED.search(amount.before))
    ):
        message.record(amount, fact)
        return True
    return False


def _is_of_another_year(message: Message, amount: Amount, fact: str) -> bool:
    """「去年6200万，前年4800万」."""
    pair = message.vocabulary.peak_pair(fact)
    if pair is None or not amount.names_year:
        return False
    message.record(amount, pair[0])
    return True


def _is_what_it_changed_to(message: Message, amount: Amount, fact: str) -> bool:
    """「面积从500平扩到了900平」: the first is no more."""
    last = message.last
    if message.vocabulary.peak_pair(fact) or not _CHANGED.search(amount.before) or last is None or last.fact != fact:
        return False
    start = last.quantity.start
    if _FROM.search(message.text, max(0, start - _FROM_REACH), start) is None:
        return False
    message.drop_last()
    message.record(amount, fact)
    return True


def _is_what_it_came_to(message: Message, amount: Amount, fact: str) -> bool:
    """「开价月租11万，最后谈到9万5」, 「报的是5400万，审计调整后是4980万」: the first was never so."""
    last = message.last
    if last is None or last.fact != fact or amount.names_year:
        return False
    if not (_IN_THE_END.search(amount.before) or _is_no_more(last.clause.text, amount.before)):
        return False
    message.drop_last()
    message.record(replace(amount, clause=last.clause), fact)
    return True


def _is_no_more(told: str, before: str) -> bool:
    """「原来报了三项，撤了一项，现在是两项」."""
    return _AT_FIRST.search(told) is not None and _NOW.search(before) is not None


def _is_what_it_grew_to(message: Message, amount: Amount, fact: str) -> bool:
    """「从4800万涨到6200万」: the year before and the last one."""
    pair, last = message.vocabulary.peak_pair(fact), message.last
    if pair is None or last is None or not _GREW.search(amount.before) or speech.COMPARED_WITH.search(amount.before):
        return False
    last.years_ago = Decimal(1)
    message.record(amount, pair[0], age=Decimal(0))
    return True


_WAYS: tuple[Callable[[Message, Amount, str], bool], ...] = (
    _says_it_more_exactly, _is_what_it_grew_to, _is_of_another_year, _is_what_it_changed_to, _is_what_it_came_to,
)  # fmt: skip
