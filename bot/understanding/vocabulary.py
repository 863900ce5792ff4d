"""The words that packs bring, compiled once for looking them up in text.

A newcomer's pack needs no code: its ``words`` become :class:`Hit` s wherever they stand in a
message. The longest word wins, so that 「研发中心」 hides 「研发」, and a word that means something else
(``not_about``, or a topic that is nobody's fact such as 贷款) hides the fact's own words in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import product

from bot.understanding.characters import normalise
from policy_rules.facts import FactDefinition, FactKind

__all__ = ["Hit", "Meaning", "Role", "Vocabulary"]


class Role(str, Enum):
    """How a word speaks of a fact."""

    ABOUT = "about"
    LOOSELY = "loosely"
    YES = "yes"
    NO = "no"
    CHOICE = "choice"
    OTHER = "other"  # the topic of something that is no fact


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a word can mean; ``fact`` is empty where it is no fact's."""

    role: Role
    kind: FactKind
    """For ``OTHER``: which quantities the topic takes away from the facts."""
    fact: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found at ``text[start:end]`` with all it can mean."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]

    def facts(self, *roles: Role) -> list[str]:
        return [meaning.fact for meaning in self.meanings if meaning.role in roles]


# Topics of money and areas that applicants speak of and no pack asks for. A pack that does ask for
# one of these names it in its words, and it is its fact from then on.
_MONEY_TOPICS = (
    # capital and borrowing
    "注册(资本|资金)", "(实缴|认缴)(资本|)", "自筹(资金|)", "自有资金", "(银行|信用|抵押|)贷款", "贷了", "授信", "融资(额|)", "融了",
    "估值", "市值", "天使轮", "出资", "入股", "投资款", "存款", "借款", "借了", "欠款", "负债", "(总|净|)资产", "股价",
    # results and costs
    "(净|毛|)利润", "毛利", "亏损", "亏了", "(上缴|缴|交|纳)(的|了|)税(收|额|)", "税收", "税款", "增值税", "所得税", "个税", "退税",
    "工资", "薪资", "(年|月)薪", "社保", "公积金", "(人力|人工|人员|)成本", "物业(费|)", "水电(费|)", "装修(费|花|)", "停车(费|位|)",
    "押金", "保证金", "首付", "定金", "尾款", "罚款", "罚了", "赔偿", "赔了", "保险", "广告(费|)", "(市场|营销|推广)(费|费用)", "年费",
    "(咨询|代理|手续|中介|律师)费", "捐款", "捐了", "应收(账款|)", "进项", "出口(额|)", "房价", "买(房|楼|地|了地)",
    # business that is not yet revenue
    "订单(额|)", "合同(额|金额|)", "签约(额|)", "签了", "(市场|行业|产业)规模",
    # support asked for, not received
    "补贴(款|)", "补助(款|)", "资助", "奖励", "奖金", "扶持(资金|)", "配套", "减免", "(能|可以|可|想|要)(拿|补|领|给|奖|申请)", "免租",
    # people and papers
    "员工", "团队", "客户", "用户", "专利", "软著", "论文", "研发(人员|团队|人数)",
)  # fmt: skip
_AREA_TOPICS = (
    "占地(面积|)", "建筑面积", "绿化(面积|)", "自建", "自有", "自购", "买(的|了|下)", "买(房|楼|地|了地)", "拿地", "地块", "产权", "仓库",
    "我家", "家里", "住房", "宿舍",
)  # fmt: skip
OTHER_TOPICS = {FactKind.MONEY: _MONEY_TOPICS, FactKind.AREA: _AREA_TOPICS}

_GAP = "…"
_LONGEST_GAP = 8
_ENDS_A_GAP = frozenset("，,。；;！!？?\n")
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")


def expand(word: str) -> Iterator[str]:
    """「(刚|新)落户」 → 刚落户, 新落户."""
    parts = _ALTERNATIVES.split(word)
    for chosen in product(*(part.split("|") if index % 2 else [part] for index, part in enumerate(parts))):
        yield "".join(chosen)


class Vocabulary:
    """All words of one or several packs, by their first character."""

    def __init__(self, definitions: Mapping[str, FactDefinition], words: Mapping[str, tuple[Meaning, ...]]) -> None:
        self.definitions = definitions
        self._literal: dict[str, list[tuple[str, tuple[Meaning, ...]]]] = {}
        self._gapped: dict[str, list[tuple[str, str, tuple[Meaning, ...]]]] = {}
        for word in sorted(words, key=len, reverse=True):
            head, gap, tail = word.partition(_GAP)
            if gap:
                self._gapped.setdefault(head[0], []).append((head, tail, words[word]))
            else:
                self._literal.setdefault(word[0], []).append((word, words[word]))
        self._by_kind: dict[FactKind, tuple[str, ...]] = {
            kind: tuple(id for id, d in definitions.items() if d.kind is kind) for kind in FactKind
        }

    @classmethod
    def from_definitions(cls, *packs: Mapping[str, FactDefinition]) -> Vocabulary:
        """One vocabulary of all ``packs``; words for the same fact id add up."""
        definitions: dict[str, FactDefinition] = {}
        words: dict[str, dict[Meaning, None]] = {}
        for pack in packs:
            definitions = dict(pack) | definitions
            for id, definition in pack.items():
                for word, meaning in _words_of(id, definition):
                    words.setdefault(normalise(word), {})[meaning] = None
        for kind, topics in OTHER_TOPICS.items():
            for word in (word for topic in topics for word in expand(topic)):
                meanings = words.setdefault(word, {})
                if all(meaning.role is Role.OTHER for meaning in meanings):
                    meanings[Meaning(Role.OTHER, kind)] = None
        return cls(definitions, {word: tuple(meanings) for word, meanings in words.items()})

    def of_kind(self, kind: FactKind) -> tuple[str, ...]:
        return self._by_kind[kind]

    def find(self, text: str) -> list[Hit]:
        """The words in ``text`` (normalised), in order; gapped ones may lie around others."""
        hits: list[Hit] = []
        hidden_until = 0
        for at, first in enumerate(text):
            gapped = self._gapped.get(first)
            if gapped is not None:
                hits.extend(_gapped_hits(text, at, gapped))
            if at < hidden_until:
                continue
            for word, meanings in self._literal.get(first, ()):
                if text.startswith(word, at):
                    hits.append(Hit(at, at + len(word), meanings))
                    hidden_until = at + len(word)
                    break
        return hits


def _gapped_hits(text: str, at: int, words: Iterable[tuple[str, str, tuple[Meaning, ...]]]) -> Iterator[Hit]:
    for head, tail, meanings in words:
        if not text.startswith(head, at):
            continue
        begin = at + len(head)
        found = text.find(tail, begin, begin + _LONGEST_GAP + len(tail))
        if found >= 0 and not _ENDS_A_GAP.intersection(text[begin:found]):
            yield Hit(at, found + len(tail), meanings)


def _words_of(id: str, definition: FactDefinition) -> Iterator[tuple[str, Meaning]]:
    words = definition.words
    roles = ((Role.ABOUT, words.about), (Role.LOOSELY, words.loosely), (Role.YES, words.yes), (Role.NO, words.no))
    for role, listed in roles:
        for word in listed:
            for written in expand(word):
                yield written, Meaning(role, definition.kind, id)
    for choice, described in definition.choices.items():
        for word in described.words:
            for written in expand(word):
                yield written, Meaning(Role.CHOICE, definition.kind, id, choice)
    for word in words.not_about:
        for written in expand(word):
            yield written, Meaning(Role.OTHER, definition.kind)

