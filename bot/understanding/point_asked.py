"""The point of a question: the words an answer has to speak of, beside the thing the question is about.

「无人车要上什么牌照」 is about 无人车; its point is 牌照. A sentence on 无人车 that says nothing of 牌照 does not answer.
Who asks whether a thing is mentioned or supported (「无人车支持吗」) has no point beyond the thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

__all__ = ["Asking", "Point", "point_of"]


class Asking(Enum):
    """In which form something is asked."""

    OF_A_PROPERTY = "whether something holds, may or must be"
    WITH_A_QUESTION_WORD = "what, which, how many, how"
    OF_MENTION = "whether and how the document speaks of a thing"


@dataclass(frozen=True)
class Point:
    """The point, the rest of its clause, and the other clauses; without the words that only ask."""

    asking: Asking
    words: tuple[str, ...]
    """Several where there is a choice: one of them is what the answer says."""
    rest: str
    other_clauses: str


_CLAUSE = re.compile(r"[^,，。;；!！?？()（）\s]+")
_SAID_HOW = re.compile(
    "(?:怎么|如何|咋)(?:说|写|讲|提|规定|表述|支持|鼓励|扶持|概括)|干嘛|干[什啥]么?|说了什么|(?:说|讲)些?[什啥]"
)
_QUESTION_WORD = re.compile(
    r"什么样的?|什么|[啥什]么?时[候侯]|啥样的?|啥人?|哪一?[天年月]|哪[一几两二三四五]?[个些种项类块条家所座栋位级份门批样片处]?"
    r"|(?:几|多少)(?:平方公里|平方米|公里|千米|公顷|个?工作日|纳米|毫米|百分点)|几[个家条名位项种类座栋米年月天次期层辆台套件份所张样]?|多少[个家条名位项种类座栋米年月天次期层辆台套件份所张元钱亩岁级吨亿万]?"
    r"|怎么样|怎么个?|怎样|如何|咋|为什么|为啥|由?谁|多[大长久高远宽]"
)
_MENTION = re.compile(
    "支不支持|支持|鼓励|扶持|提倡|欢迎|提到|提没提|提及|提了|有没有[提说讲写]|写进|写没写|写了|讲了|讲没讲|说了|说没说"
    "|[提写讲说](?:了?没|过)|有份|有戏|沾边|沾得?上|倾斜|态度"
)
_PROPERTY = re.compile(
    r"可不可以|能不能|能否|可否|可以|能够|允不允许|允许|准不准|要不要|用不用|需不需要|需要|必须|非要|一定要|会不会|是不是|是否"
    r"|算不算|才算|才叫|算得上|属不属于|包不包括|包不包含|限不限|行不行|还能|也能|有没有|([一-鿿]{1,2})不\1|(?<![性功智可])能(?![力源耗级])"
)
_ENDS_A_QUESTION = re.compile("(?:[吗么不没呢嘛伐]|没有)$")
_DIALECT = re.compile("[伐搿侬囉嘞哒滴]|阿是")
_OR = re.compile("还是")
_IN_THIS_ORDER = (
    (Asking.OF_MENTION, _SAID_HOW),
    (Asking.WITH_A_QUESTION_WORD, _QUESTION_WORD),
    (Asking.OF_A_PROPERTY, _OR),
    (Asking.OF_MENTION, _MENTION),
    (Asking.OF_A_PROPERTY, _PROPERTY),
)


def point_of(line: str) -> Point:
    """Of a question written plain and in lower case."""
    line = _DIALECT.sub("", line)
    clauses = [match.group() for match in _CLAUSE.finditer(line)] or [line]
    for asking, pattern in _IN_THIS_ORDER:
        for place, clause in enumerate(clauses):
            if match := pattern.search(clause):
                others = " ".join(clauses[:place] + clauses[place + 1 :])
                return _point(asking, clause, match, others)
    if any(map(_ENDS_A_QUESTION.search, clauses)):
        return Point(Asking.OF_A_PROPERTY, (line,), "", "")
    return Point(Asking.OF_MENTION, (line,), "", "")


def _point(asking: Asking, clause: str, match: re.Match[str], others: str) -> Point:
    before, after = clause[: match.start()], clause[match.end() :]
    if match.re is _OR:
        return Point(asking, (before, after), "", others)
    return Point(asking, (after,), before, others)
