"""Facts without a number: yes/no, choices, zero amounts, and what the speaker won't or can't say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.understanding import speech
from bot.understanding.clauses import Clause
from bot.understanding.reading import Value
from bot.understanding.vocabulary import Hit, Role
from policy_rules.facts import FactKind

__all__ = ["Statement", "denied_facts", "statements"]

_WINDOW = 8
_NEAR = 24
"""Characters over which a choice still belongs to the topic named before."""
_NOT = "没未不无"
_TOWARDS = re.compile("(?:给|帮|对|服务|面向)$")
"""Before 闵行企业: those that the speaker works for."""
_SPECIFIC = 3
"""Characters from which a 「没…」 says of what: 没认定, but not 没有."""
_ASKED_AFTER = re.compile(
    ""
    "(?:了|的|企业|公司|单位|呢|区|项目|范围|领域|这|里|名单|之?[内列]|一类|这类)*(?:吗|么|不|没有?|吧[?？]|[?？])[?？]?$"
)
_POLICY_AFTER = re.compile(
    ""
    "(?:的|企业|公司|项目|研发机构|研发中心|平台|机构|单位)*(?:补贴|政策|扶持|奖励|补助|资助|条件|条款|标准|(?:认定|申报|申请)(?:条件|标准|流程|办法|要求|怎么|如何|指南)|配套|最高|怎么|如何|能|可以|有什么|有哪些|给|补|奖|是指|指|算(?!法)|需要|要|必须|才)"
)
_AFFIRMED_BEFORE = re.compile(
    ""
    "(?:是|有|被|受到|受|在|进|进入|纳入|已|已经|属于|入|过|通过|加入|存在|上|列入|为|算)(?:了|过|个|一家|一个|上海|闵行区?|区|咱|的)*$"
)
_AFFIRMED_AFTER = re.compile("(?:是的|有的|已经?|有|都在|都有|通过|在册|里有|[都也]?是|了|名单)")
_DENIED_AFTER = re.compile(
    "(?:库|里面?|名单|都|也|还|目前|暂时|一直|是|方面|我们)*(?:没有|没|无|不是|不行|未|还没|不在|不属于|不算|不符合)(?!问题|关系|错|变|改|动|换)"
)
_BOTH = re.compile("既.{1,8}又|[又也还]做|都做")
"""「既做安防又做家居」 is no choice, even where a word of it would only count as an answer."""
_NOT_YET = re.compile(
    "[还尚](?:没|未)|没轮到|未轮到|(?:没有?|未)(?:参加|安排|组织|启动|开始)|等着?(?=.{0,4}(?:评|审|结果))"
)
_DENIED_AGAIN = re.compile("没有?|不|未")
_INTENDED = re.compile(
    "(?:申请|申报|考虑|有意|拟|明年|想评|争取|准备|冲刺|能评|打算|想要?|要评|够得上|升级|冲|将来|以后|计划)[^,，]{0,6}$"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """``text[start:end]`` says that ``fact`` is ``value``."""

    fact: str
    value: Value
    start: int
    end: int
    clause: Clause


def statements(
    text: str, clauses: Sequence[Clause], used: set[int], asked: str | None, to_come: Collection[str] = ()
) -> Iterator[Statement]:
    """Everything that ``text`` (normalised) states without a number, in order; ``to_come`` are facts of the future."""
    earlier: list[Hit] = []
    for clause in clauses:
        if not clause.of_others:
            said = _yes_or_no(text, clause, asked)
            yield from (s for s in said if s.fact not in to_come or not _NOT_YET.search(clause.text))
            yield from _choices(text, clause, earlier, asked)
            yield from _zeros(text, clause, used)
        earlier = [hit for hit in (*earlier, *clause.hits) if clause.end - hit.end < _NEAR]


def _before(text: str, clause: Clause, hit: Hit) -> str:
    """The few characters before a word whose negations are its own, not those of the word before it."""
    begin = max(clause.start, hit.start - _WINDOW)
    for other in clause.hits:
        if begin < other.end <= hit.start and not _only_negates(text, other):
            begin = other.end
    return text[begin : hit.start]


def _only_negates(text: str, hit: Hit) -> bool:
    """没有 is a choice where a level is asked for, and a negation of what follows everywhere else."""
    return hit.meanings[0].role is Role.CHOICE and speech.negations(text[hit.start : hit.end]) > 0


def _is_asked(text: str, clause: Clause, hit: Hit) -> bool:
    """Whether the words are asked about or spoken of in general, not stated."""
    before, after = text[clause.start : hit.start], clause.text[hit.end - clause.start :]
    supposed = speech.SUPPOSING.search(before) is not None
    if clause.asks and not supposed:
        if speech.ASKS_ABOUT_ITSELF.search(clause.text[: hit.end - clause.start]) or _ASKED_AFTER.match(after):
            return True
        if not clause.is_own:
            return True
    if clause.speaks_of_policy and not clause.is_own and text[hit.start] not in _NOT:
        return True
    if text[hit.start] in _NOT:
        return False
    return not re.search("我|咱|公司|是", before) and not clause.is_own and _POLICY_AFTER.match(after) is not None


def _yes_or_no(text: str, clause: Clause, asked: str | None) -> Iterator[Statement]:
    for hit in clause.hits:
        for meaning in hit.meanings:
            if meaning.kind is not FactKind.BOOLEAN or meaning.role is Role.OTHER or _is_asked(text, clause, hit):
                continue
            if meaning.role is Role.LOOSELY and meaning.fact != asked:
                continue
            if _says_more(clause, hit, meaning.fact):
                continue
            if _INTENDED.search(text[clause.start : hit.start]) or _INTENDED.search(text[slice(*hit.gap)]):
                continue
            before = _before(text, clause, hit)
            if meaning.role is Role.YES and _TOWARDS.search(before):
                continue
            odd = (speech.negations(before) + speech.negations(text[slice(*hit.gap)])) % 2 == 1
            if meaning.role is Role.ABOUT:
                value = _about(text, before, hit)
                if value is not None:
                    yield Statement(meaning.fact, value, hit.start, hit.end, clause)
            else:
                yield Statement(meaning.fact, (meaning.role is not Role.NO) != odd, hit.start, hit.end, clause)


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


def _about(text: str, before: str, hit: Hit) -> bool | None:
    count = speech.negations(before)
    if count:
        return count % 2 == 0
    denied = _DENIED_AFTER.match(text, hit.end)
    if denied:
        return _DENIED_AGAIN.match(text, denied.end()) is not None  # 「评审不是没过」
    if _AFFIRMED_BEFORE.search(before) or _AFFIRMED_AFTER.match(text, hit.end):
        return True
    return None


def _choices(text: str, clause: Clause, earlier: Sequence[Hit], asked: str | None) -> Iterator[Statement]:
    said: list[Statement] = []
    for hit in clause.hits:
        candidates = [
            m for m in hit.meanings
            if m.role is Role.CHOICE or (m.role is Role.CHOICE_IF_ASKED and m.fact == asked)
        ]  # fmt: skip
        if not candidates or _is_asked(text, clause, hit):
            continue
        before = _before(text, clause, hit)
        if speech.negations(before) % 2 or _INTENDED.search(text[clause.start : hit.start]):
            continue
        facts = {m.fact: m.choice for m in candidates}
        fact = _choice_fact(clause, hit, facts, earlier, asked, text[hit.start : hit.end])
        if fact is not None:
            said.append(Statement(fact, facts[fact], hit.start, hit.end, clause))
    corrects = speech.CORRECTING.search(clause.text) is not None
    if _BOTH.search(clause.text):
        loose = {m.fact for hit in clause.hits for m in hit.meanings if m.role is Role.CHOICE_IF_ASKED}
        said = [statement for statement in said if statement.fact not in loose]
    for statement in said:
        rivals = {other.value for other in said if other.fact == statement.fact}
        if len(rivals) == 1 or corrects:  # 「智能家居和智能安防都做」 is no choice
            yield statement


def _choice_fact(
    clause: Clause, hit: Hit, facts: dict[str, str], earlier: Sequence[Hit], asked: str | None, hit_text: str
) -> str | None:
    """Whose choice it is: the fact named nearest, the fact asked for, the only fact with that word."""
    says_none = speech.negations(hit_text) > 0
    named = [
        (abs(h.start - hit.start), f) for h in clause.hits for f in h.facts(Role.ABOUT) if f in facts and h is not hit
    ]
    if named:
        distance, fact = min(named)
        return fact if not says_none or distance <= 8 else None
    if asked in facts:
        return asked
    if says_none and len(hit_text) < _SPECIFIC:
        return None
    if len(facts) == 1:
        return next(iter(facts))
    spoken_of = [h for h in (*earlier, *clause.hits) if h.start < hit.start]
    topics = [f for h in spoken_of for f in h.facts(Role.ABOUT, Role.TOPIC) if f in facts]
    return topics[-1] if topics else None


_NONE_BEFORE = re.compile(
    ""
    "(?<![不非])(?:没有?|无|未|零|并没有?|没能)(?:给过?|任何|什么|过|做|投|投入|花|拿|拿过|拿到|买|新增|产生|发生|申请|申请过|得到|得过|获得|获得过|享受|享受过|享受到|参与|承担|搞|的|市级?|区里?|国家|有|啥|多少|建|收到|收到过|一分钱?){0,3}$"
)
_NONE_AFTER = re.compile(
    ""
    "(?:一[个项台套条件批]|一[分毛]钱?|开始|这块|那块|那边|这儿|上面|上|方面|这边|的话|呢|嘛|我们|都|也|还|就|是|目前|暂时|一直|为|=|:|：|,|，|,|钱|过)*(?:没有|没开始|没投|没花|没买|没拿|没做|没发生|为?零|为?0(?![\\d.])|无(?![人锡线])|没产生|没申请|没新增|没(?=[过了呢啊吧哦]?(?:$|[,，。!！；;])))(?:过|投入|新增|产生|发生|任何)?(?!超|到|变|算|统计|确定|想|定|问题|达|过千)"
)


def _zeros(text: str, clause: Clause, used: set[int]) -> Iterator[Statement]:
    """没有研发投入, 设备没买, 专项零: nothing of an amount that may be nothing."""
    for hit in clause.hits:
        facts = [
            m.fact
            for m in hit.meanings
            if m.kind in (FactKind.MONEY, FactKind.COUNT)
            and (m.role is Role.ABOUT or (m.role is Role.LOOSELY and hit.gap != (0, 0)))
        ]
        if len(facts) != 1 or hit.start in used or _is_asked(text, clause, hit):
            continue
        before = text[max(clause.start, hit.start - 8) : hit.start]
        if (
            _NONE_BEFORE.search(before)
            or speech.negations(text[slice(*hit.gap)]) % 2
            or _NONE_AFTER.match(clause.text, hit.end - clause.start)
        ):
            yield Statement(facts[0], 0, hit.start, hit.end, clause)


_ASKS_FOR_MONEY = re.compile("[能可][不以]?[能可]?[拿补申领享报]|怎么|如何|多少补|补多少|给多少|拿多少|什么政策|哪些")


def denied_facts(clauses: Sequence[Clause], used: set[int], asked: str | None, stated: set[str]) -> list[str]:
    """Facts the speaker does not know or skips: those named beside it, else the one asked for."""
    denied: list[str] = []
    named_before: list[str] = []
    for clause in clauses:
        named = [
            fact for hit in clause.hits if hit.start not in used
            for fact in hit.facts(Role.ABOUT, Role.YES) if fact not in stated
        ]  # fmt: skip
        passing = speech.NOT_KNOWING.search(clause.text) or speech.NOT_TELLING.search(clause.text)
        if passing and not _ASKS_FOR_MONEY.search(clause.text) and not clause.of_others:
            source = named or named_before or ([asked] if asked and asked not in stated else [])
            denied.extend(fact for fact in source if fact not in denied)
        named_before = named
    return denied
