"""Which clause a message means: by its number in any form, by its title, or by the everyday words of the pack."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.understanding.plain import plain

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NUMBER = r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})"
_PUNCTUATION = str.maketrans("（）．，？。", "()．,?。")
_NUMBERED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"四\s*[、.]?\s*\(\s*三\s*\)\s*[、.]?\s*(?:第\s*)?{_NUMBER}",
        rf"第\s*{_NUMBER}\s*(?:条|款|点|项|个条款|号|$|(?=[呢吗讲是说怎我能和跟与,、]))",
        rf"条款\s*{_NUMBER}(?![\d万亿%年])",
        rf"(?<![\d.第〕]){_NUMBER}\s*号\s*(?:条款|条)",
        rf"^(?:那|讲讲|说说|看看|说下|讲下|看下|讲一下|说一下|那个)?\s*{_NUMBER}\s*(?:呢|讲什么|说什么|是什么|讲啥|是啥|怎么说)?[?？]?$",
    )
)
_BARE = _NUMBERED[-1]
# 「第一，租金怎么补？第二，…」 counts the questions; 「第一、第三条」 names two clauses.
_COUNTS_QUESTIONS = re.compile(
    r"(?:^|[,，.。;；:：!！?？\n])\s*第\s*[一二三四五六七八九十\d]{1,2}\s*[,，、:：.](?!\s*第)"
)
_OF_SUPPORT = re.compile("补贴|补助|奖|配套|资助|扶持|优惠|减免")
_SUPPORT_FOLLOWS = re.compile(
    r"[的这那块个项笔上头]{0,3}(?:部分|方面|项目)?"
    r"(?:[这那]?条|补|奖|配套|资助|扶持|优惠|减免|怎么[补算给奖]|咋[补算给]|最多|最高|封顶|上限"
    r"|(?:一共|大概|最多|到底)?(?:能|可以|可|会|好|该)(?:给|补|奖|免|配|返|拿|领|省|报))"
)
# 「没有研发机构，能申请别的吗」, 「除了房租」: what is said to be lacking or left out is not what is asked about.
_LEFT_OUT = re.compile(r"(?:没有|没得|无|除了|除开|除去|不算|不含|不要|去掉|撇开)(?:任何|什么|这个|那个)?$")
_LEFT_OUT_BEFORE = 6  # characters looked at


@dataclass(frozen=True)
class NamedClause:
    """A clause as people may name it; `number` counts within its section (四(三)8 → 8)."""

    id: str
    number: int
    titles: tuple[str, ...]
    words: tuple[str, ...]
    figures: frozenset[str] = frozenset()
    """The facts with a figure that its amount is made of."""


class ClauseFinder:
    """Finds clauses by number first; words count only where no number is said."""

    def __init__(self, clauses: Sequence[NamedClause]) -> None:
        self._by_number = {clause.number: clause.id for clause in clauses}
        self._by_word: dict[str, str] = {}
        for clause in clauses:
            self._by_word.update((word, clause.id) for word in (*clause.words, *clause.titles))
        self._figures = {clause.id: clause.figures for clause in clauses}
        self._all_figures = frozenset[str]().union(*self._figures.values())
        self._titles = frozenset(title for clause in clauses for title in clause.titles)
        self._words = re.compile(
            "|".join(re.escape(word) for word in sorted(self._by_word, key=len, reverse=True)) or r"(?!)"
        )

    def clauses_in(
        self, text: str, *, told: Collection[str] = (), bare_number: bool = True, topics_count: bool = True
    ) -> tuple[str, ...]:
        """Ids of the clauses meant, most said first.

        A `bare_number` (「讲讲4」) names a clause unless a question for a figure is open. Where topics do not count
        (「设备加到800万呢」 changes a fact and asks for the whole), only titles and words that speak of support name one;
        nor does a topic name its clause beside figures of others (`told`: 「研发投入900万，租了500平，能拿多少」).
        """
        line = plain(text).lower().translate(_PUNCTUATION)
        numbered = self._numbered(line, bare_number)
        if numbered:
            return numbered
        said: dict[str, int] = {}
        for match in self._words.finditer(line):
            clause = self._by_word[match.group()]
            topic_counts = topics_count and not self._all_figures.intersection(told) - self._figures[clause]
            if (topic_counts or self._speaks_of_support(line, match)) and not _is_left_out(line, match):
                said[clause] = said.get(clause, 0) + len(match.group())
        return tuple(sorted(said, key=lambda clause: -said[clause]))

    def _speaks_of_support(self, line: str, match: re.Match[str]) -> bool:
        word = match.group()
        return bool(word in self._titles or _OF_SUPPORT.search(word) or _SUPPORT_FOLLOWS.match(line, match.end()))

    def _numbered(self, line: str, bare_number: bool) -> tuple[str, ...]:
        line = _COUNTS_QUESTIONS.sub(_blanked, line)
        found: dict[int, str] = {}
        for pattern in _NUMBERED:
            if pattern is _BARE and not bare_number:
                continue
            for match in pattern.finditer(line):
                clause = self._by_number.get(_value(match["number"]))
                if clause is not None:
                    found.setdefault(match.start("number"), clause)
        return tuple(dict.fromkeys(found[position] for position in sorted(found)))


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _is_left_out(line: str, match: re.Match[str]) -> bool:
    return _LEFT_OUT.search(line[max(0, match.start() - _LEFT_OUT_BEFORE) : match.start()]) is not None


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _DIGITS[number] if len(number) == 1 else 0
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
