"""Which clause a message means: by its number in any form, by its title, or by the everyday words of the pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_SUPPORT = re.compile("补贴|补助|奖|配套|资助|扶持|条|优惠")
_SUPPORT_FOLLOWS_WITHIN = 2  # characters: 「租金的补贴」


@dataclass(frozen=True)
class NamedClause:
    """A clause as people may name it; `number` counts within its section (四(三)8 → 8)."""

    id: str
    number: int
    words: tuple[str, ...]


class ClauseFinder:
    """Finds clauses by number first; words count only where no number is said."""

    def __init__(self, clauses: Sequence[NamedClause]) -> None:
        self._by_number = {clause.number: clause.id for clause in clauses}
        self._by_word: dict[str, str] = {}
        for clause in clauses:
            self._by_word.update((word, clause.id) for word in clause.words)
        self._words = re.compile(
            "|".join(re.escape(word) for word in sorted(self._by_word, key=len, reverse=True)) or r"(?!)"
        )

    def clauses_in(self, text: str, *, bare_number: bool = True, topics_count: bool = True) -> tuple[str, ...]:
        """Ids of the clauses meant, most said first.

        A `bare_number` (「讲讲4」) names a clause unless a question for a figure is open. Where topics do not count
        (「设备加到800万呢」 changes a fact and asks for the whole), only words that speak of support name a clause.
        """
        line = plain(text).lower().translate(_PUNCTUATION)
        numbered = self._numbered(line, bare_number)
        if numbered:
            return numbered
        said: dict[str, int] = {}
        for match in self._words.finditer(line):
            if topics_count or _SUPPORT.search(line, match.start(), match.end() + _SUPPORT_FOLLOWS_WITHIN):
                clause = self._by_word[match.group()]
                said[clause] = said.get(clause, 0) + len(match.group())
        return tuple(sorted(said, key=lambda clause: -said[clause]))

    def _numbered(self, line: str, bare_number: bool) -> tuple[str, ...]:
        found: dict[int, str] = {}
        for pattern in _NUMBERED:
            if pattern is _BARE and not bare_number:
                continue
            for match in pattern.finditer(line):
                clause = self._by_number.get(_value(match["number"]))
                if clause is not None:
                    found.setdefault(match.start("number"), clause)
        return tuple(dict.fromkeys(found[position] for position in sorted(found)))


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _DIGITS[number] if len(number) == 1 else 0
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
