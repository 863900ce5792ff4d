"""Amounts that are nothing: 没有研发投入, 设备没买, 以前没有收入."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding import speech
from bot.understanding.clause import Clause
from bot.understanding.statement import LISTED, Statement, is_asked
from bot.understanding.vocabulary import Hit, Role, Vocabulary
from policy_rules.facts import FactKind
from policy_rules.naming import NamingPattern

__all__ = ["zeros"]

_NONE_BEFORE = NamingPattern(
    ""
    "(?<![不非])(?:没有?|无|未|零|并没有?|没能)(?:给过?|任何|什么|过|做|投|投入|花|拿|拿过|拿到|买|新增|产生|发生|申请|申请过|得到|得过|获得|获得过|享受|享受过|享受到|参与|项目的?|新增|及以上|<city>|承担|搞|的|市级?|区里?|国家|有|啥|多少|建|收到|收到过|一分钱?){0,3}$"
)
_NONE_AFTER = re.compile(
    ""
    "(?:一[个项台套条件批]|一[分毛]钱?|开始|这块|那块|那边|这儿|上面|上|方面|这边|的话|呢|嘛|我们|都|也|还|就|是|目前|暂时|一直|从来?|为|=|:|：|,|，|,|钱|过)*(?:没有|没开始|没投|没花|没买|没拿[到过]?|没得到|没批|没评上|没给|没获批|没做|没发生|为?零|为?0(?![\\d.])|无(?![人锡线])|没产生|没申请|没新增|没(?=[过了呢啊吧哦]?(?:$|[,，。!！；;])))(?:过|投入|新增|产生|发生|任何)?(?!超|到|变|算|统计|确定|想|定|问题|达|过千)"
)


def zeros(text: str, clause: Clause, used: set[int], asked: str | None, vocabulary: Vocabulary) -> Iterator[Statement]:
    """没有研发投入, 设备没买, 专项零: nothing of an amount that may be nothing."""
    for hit in clause.hits:
        facts = [
            m.fact
            for m in hit.meanings
            if m.kind in (FactKind.MONEY, FactKind.COUNT)
            and (m.role is Role.ABOUT or (m.role is Role.LOOSELY and hit.gap != (0, 0)))
        ]
        if len(facts) != 1 or hit.start in used or is_asked(text, clause, hit) or _is_said_otherwise(clause, hit):
            continue
        first, last = _list_around(text, clause, hit)
        before = text[max(clause.start, first.start - 8) : first.start]
        if (
            _NONE_BEFORE.search(before)
            or speech.negations(text[slice(*hit.gap)]) % 2
            or _NONE_AFTER.match(clause.text, last.end - clause.start)
        ):
            fact = _of_earlier_years(text, clause, hit, facts[0], asked, vocabulary)
            yield Statement(fact, 0, hit.start, hit.end, clause)


_NAMING = (Role.ABOUT, Role.LOOSELY)


def _is_said_otherwise(clause: Clause, hit: Hit) -> bool:
    """「没建平台」 is a level that is none, not a cost that is nothing; 「市里的专项没给过钱」 is about the 专项."""
    is_loose = not hit.facts(Role.ABOUT)
    for other in clause.hits:
        if other is hit:
            continue
        if other.start <= hit.start and hit.end <= other.end and other.meanings[0].role is Role.CHOICE:
            return True
        is_inside = hit.start <= other.start and other.end <= hit.end
        is_gapped = hit.gap[0] < hit.gap[1]
        if (is_loose or is_gapped) and is_inside and set(other.facts(Role.ABOUT)).difference(hit.facts(*_NAMING)):
            return True
    return False


def _list_around(text: str, clause: Clause, hit: Hit) -> tuple[Hit, Hit]:
    """The first and the last of the words listed with this one: 「研发、设备都没有」."""
    amounts = (one for one in clause.hits if any(m.role is Role.ABOUT and m.kind.is_quantity for m in one.meanings))
    hits = sorted(amounts, key=lambda one: one.start) if hit.facts(Role.ABOUT) else [hit]
    at = hits.index(hit)
    first, last = hit, hit
    for other in hits[at + 1 :]:
        if other.start >= last.end and LISTED.fullmatch(text, last.end, other.start):
            last = other
    for other in reversed(hits[:at]):
        if other.end <= first.start and LISTED.fullmatch(text, other.end, first.start):
            first = other
    return first, last


_EARLIER = re.compile("之前|以前|此前|往年|早先|过去|再往前|前几年|早几年|历年")
_THIS_OR_LAST_YEAR = re.compile("去年|今年|目前|现在|还没")


def _of_earlier_years(text: str, clause: Clause, hit: Hit, fact: str, asked: str | None, vocabulary: Vocabulary) -> str:
    """「以前没有收入」, or 「没有收入」 to the question for the best year before: nothing then, not now."""
    pair = vocabulary.peak_pair(fact)
    if pair is None or _THIS_OR_LAST_YEAR.search(clause.text):
        return fact
    return pair[1] if asked == pair[1] or _EARLIER.search(text, clause.start, hit.start) else fact
