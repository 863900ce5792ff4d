"""Yes/no facts: 「刚搬来」, 「没有失信」, 「规上还没进」."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.understanding import speech
from bot.understanding.clause import Clause
from bot.understanding.statement import INTENDED, LISTED, Statement, is_asked, words_before, works_for
from bot.understanding.vocabulary import Hit, Role
from policy_rules.facts import FactKind
from policy_rules.naming import NamingPattern

__all__ = ["yes_or_no"]

_NAMING = frozenset({Role.ABOUT, Role.YES})
_DENYING = frozenset({Role.NO, Role.NO_IF_ASKED})
_AFFIRMED_BEFORE = NamingPattern(
    ""
    "(?:是|有|被|受到|受|在|进|进入|纳入|已|已经|属于|入|过|通过|加入|存在|上|列入|为|算)(?:了|过|个|一家|一个|<city>|<district>|区|咱|的)*$"
)
_AFFIRMED_AFTER = re.compile("(?:是的|有的|已经?|有|都在|都有|通过|在册|里有|[都也]?是|了|名单)")
_DENIED_AFTER = re.compile(
    "(?:库|里面?|名单|名录|[那这]个|这种事情?|这类事情?|这事儿?|从来|都|也|还|目前|暂时|一直|是|方面|我们|肯定|应该|可能|估计|确实|早就)*(?:没有|没|无|不是|不行|未|还没|不在|不属于|不算|不符合)(?!问题|关系|错|变|改|动|换)"
)
_DENIED_AT_END = re.compile(
    "(?:企业|库|那条|这条|这个|那个|的话|嘛|呢|这块|条件|,|，|我们|公司|都|也|还|可|目前|肯定|应该)*(?:不是|没有|不算|不符合|不属于|不满足|(?:没进|没入|未进)[去成]?|不沾边)(?:的|了|呢|啊|吧|哦)*(?:$|[。！!])"
)
_SAYS_WHAT_IT_GRANTED = re.compile("(?:给|所)?(?:认定|评定|立项)(?:了|过|的|为)")
"""「都是区里评审认定过的」 is about what was recognised."""
_AWAY_FROM = ("从", "由", "原来在", "以前在", "之前在", "离开")
_DENIED_AGAIN = re.compile("没有?|不|未")


def yes_or_no(
    text: str, clause: Clause, earlier: Sequence[Hit], asked: str | None, to_come: Collection[str]
) -> Iterator[Statement]:
    """Yes or no of every fact; how what is ``to_come`` turned out may be told anywhere after its name."""
    named = (*earlier, *clause.hits)
    asked_about = {hit.start for hit in clause.hits if is_asked(text, clause, hit)}
    in_question = {fact for hit in clause.hits if hit.start in asked_about for fact in hit.facts(Role.ABOUT, Role.YES)}
    for hit in clause.hits:
        for meaning in hit.meanings:
            if meaning.kind is not FactKind.BOOLEAN or meaning.role is Role.OTHER or hit.start in asked_about:
                continue
            if meaning.fact in in_question:
                continue  # 「我们这种传统工厂算高新技术企业吗」
            is_open = meaning.fact == asked or (meaning.fact in to_come and _is_named_before(hit, meaning.fact, named))
            if meaning.role in (Role.LOOSELY, Role.NO_IF_ASKED) and not is_open:
                continue
            if _says_more(clause, hit, meaning.fact):
                continue
            if INTENDED.search(text[clause.start : hit.start]) or INTENDED.search(text[slice(*hit.gap)]):
                continue
            before = words_before(text, clause, hit)
            if meaning.role is Role.NO_IF_ASKED and before.endswith(_AWAY_FROM):
                continue
            if meaning.role in _NAMING and works_for(text, clause, hit):
                continue
            if meaning.role is Role.YES and _DENIED_AT_END.match(clause.text, hit.end - clause.start):
                before = "不" + before  # 「新落户我们不是」
            odd = (speech.negations(before) + speech.negations(text[slice(*hit.gap)])) % 2 == 1
            if meaning.role is Role.ABOUT:
                value = _about(text, before, _end_of_list(text, clause, hit))
                if value is not None:
                    yield Statement(meaning.fact, value, hit.start, hit.end, clause)
            else:
                yield Statement(meaning.fact, (meaning.role not in _DENYING) != odd, hit.start, hit.end, clause)


def _is_named_before(hit: Hit, fact: str, hits: Iterable[Hit]) -> bool:
    """「专家评审会上周开的，结论是不予通过」: a name without an outcome asks for one."""
    return any(other.end <= hit.start and fact in other.facts(Role.ABOUT) for other in hits)


def _says_more(clause: Clause, hit: Hit, fact: str) -> bool:
    """Whether a longer phrase around the word says yes or no by itself."""
    return any(
        other.start <= hit.start
        and hit.end <= other.end
        and other.end - other.start > hit.end - hit.start
        and fact in other.facts(Role.YES, Role.NO)
        for other in clause.hits
        if other is not hit
    )


def _end_of_list(text: str, clause: Clause, hit: Hit) -> int:
    """Where the list of yes/no facts ends that the word stands in: 「新落户、规上都是」."""
    end = hit.end
    for other in sorted(clause.hits, key=lambda one: one.start):
        is_yes_or_no = any(meaning.kind is FactKind.BOOLEAN for meaning in other.meanings)
        if is_yes_or_no and other.start > end and LISTED.fullmatch(text, end, other.start):
            end = other.end
    return end


def _about(text: str, before: str, end: int) -> bool | None:
    count = speech.negations(before)
    if count:
        return count % 2 == 0
    denied = _DENIED_AFTER.match(text, end)
    if denied:
        return _DENIED_AGAIN.match(text, denied.end()) is not None  # 「评审不是没过」
    if _SAYS_WHAT_IT_GRANTED.match(text, end):
        return None
    if _AFFIRMED_BEFORE.search(before) or _AFFIRMED_AFTER.match(text, end):
        return True
    return None
