"""A question to the document: what it is about, which kind of answer it wants, for which year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from bot.understanding.answer_kinds import AnswerKind, kind_asked
from bot.understanding.passage_index import years_in
from bot.understanding.plain import plain
from bot.understanding.point_asked import Point, point_of
from policy_rules.naming import NamingPattern

__all__ = ["DocumentQuestion"]

_SAID_AROUND = NamingPattern(
    r"请问|想问|问一下|文件里?|里面|这个|那个|这份|有没有|是不是|能不能|可不可以|怎么说的?|怎么写的?|提到|提没提|说了|讲了|说法"
    r"|支持吗|支持不|有吗|了吗|[吗呢吧啊呀嘛的了]|我们|咱们|你们|他们|<district>|区里|<field>|到底|究竟|大概|具体"
    r"|告诉我|我想|想知道|知道|关于|方面|什么|哪些|哪几(?=[个项种类块条家所])|还有|后面|有个|自己|准备|打算|属于|来着|[有是]?啥"
    r"|欢迎不欢迎|欢不欢迎|欢迎吗|有无|倾斜|点到|写了没|讲了?没|态度|算不算|属不属于|包不包括|沾[上得]|扶不扶持|支持不支持"
)
_SAYS_SOMETHING = re.compile(r"\w")
_LEFT_OUT = re.compile("除了?[^,，。?？]{1,12}?(?:以外|之外|外(?!资|企|地)|(?=[,，还]|其[他它]|别的))")
_DIGITS = "零一二三四五六七八九"
_YEAR_IN_WORDS = re.compile(f"二[{_DIGITS}〇○]{{3}}(?=年)")
_OF_TODAY = re.compile(r"去年|前年|今年|明年|实际|已经完成|完成了|实现了|达到了|建成了")


@dataclass(frozen=True)
class DocumentQuestion:
    """What is asked, written plain and in lower case."""

    line: str

    @classmethod
    def of(cls, text: str) -> DocumentQuestion:
        """「除了研究院还建什么」 does not ask for the 研究院."""
        return cls(_YEAR_IN_WORDS.sub(_in_figures, _LEFT_OUT.sub(" ", plain(text).lower())))

    @cached_property
    def kind(self) -> AnswerKind | None:
        return kind_asked(self.line)

    @cached_property
    def words(self) -> str:
        """Without what people say around a question; the whole where nothing is left."""
        words = _SAID_AROUND.sub(" ", self.line)
        return words if words.strip() else self.line

    @cached_property
    def is_about_nothing(self) -> bool:
        """Only signs, or words that stand around any question."""
        return not _SAYS_SOMETHING.search(_SAID_AROUND.sub(" ", self.line))

    @cached_property
    def subject(self) -> str:
        """Of what it asks: its words without those that only ask for a kind of answer."""
        return _SAID_AROUND.sub(" ", self.kind.taken_out_of(self.line)) if self.kind else self.words

    @cached_property
    def point(self) -> Point:
        """What the answer has to speak of, without small talk."""
        point = point_of(self.line)
        return replace(
            point,
            words=tuple(_SAID_AROUND.sub(" ", part) for part in point.words),
            rest=_SAID_AROUND.sub(" ", point.rest),
            other_clauses=_SAID_AROUND.sub(" ", point.other_clauses),
        )

    @cached_property
    def years(self) -> frozenset[str]:
        return years_in(self.line)

    @property
    def is_of_today(self) -> bool:
        """How things stand by now has no answer in a document."""
        return self.kind is not None and _OF_TODAY.search(self.line) is not None


def _in_figures(year: re.Match[str]) -> str:
    """「二〇二〇」 is 2020."""
    return "".join(str(max(0, _DIGITS.find(digit))) for digit in year.group())
