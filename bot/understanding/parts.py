"""The parts of a message that each may do something: 「你好，租金补几年？怎么申请」 has three."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.understanding.asking import without_condition
from bot.understanding.features import spelled
from bot.understanding.intents_lexicon import everyday_lexicon

__all__ = ["Act", "Part", "Said", "parts_of"]


@dataclass(frozen=True)
class Part:
    """`turns`: something new begins here, as 顺便 or 写完 says."""

    text: str
    turns: bool


@dataclass(frozen=True)
class Said:
    """What a part says by itself: the share of each intent, likeliest first; what it does with facts."""

    shares: Mapping[str, float]
    tells: bool
    passes: bool
    supposes: bool
    names_fact: bool

    @property
    def intent(self) -> str:
        return next(iter(self.shares))

    @property
    def share(self) -> float:
        return next(iter(self.shares.values()))


@dataclass(frozen=True)
class Act:
    """An act, how surely it is done, and the parts of the message that do it."""

    intent: str
    share: float
    parts: tuple[str, ...]


_HAN = "[一-鿿]"
_ON_TO = "另外(?![一1]?[家个])|还有就是|顺便|顺手|对了(?!对|的|吗)|说正事|言归正传|话说回来"
_PICTURES = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_MARKS = rf"(?:[;?!。、~…\n{_PICTURES}]|(?<!\d)[,:.]|[,:.](?!\d)|(?<={_HAN})\s+(?={_HAN}))+"
_BOUNDARY = re.compile(
    rf"(?P<turns>{_ON_TO})|{_MARKS}"
    "|再不然|要不然|或者(?=你|您|直接|把|给|帮)|实在不行就?|并且|以及|及(?=与)|并(?=导出|打印|告诉|说明|发|帮|算|附)|同时想|然后|接下来|还想(?:问|知道)"
    "|[和跟与及](?=怎么|如何|咋|什么|哪|找谁|多少|几|能不能|可不可以|有没有|是否)"
    "|(?<=[吗呀啊伐])(?=.{3})|(?<=呢)(?![份个啲])(?=.{3})|(?<=[^怎什那这多要]么)(?=.{3})|(?=(?<![主需还就只])要是|如果|(?<!我)再(?:说|问|讲|告诉|帮|给|导|发|让我))"
    "|(?<=.{3}的)(?=归谁|归哪|找谁|谁管)|(?=归(?:谁|哪)[^,]{0,4}管)"
)
_AFTER = re.compile(".?[完好]了?(?:后|之后|以后)?(?:再|就)?(?=告诉|给我|帮我|说|讲|发|出|把)")
"""「写完告诉我申请流程」."""

_OPENS = ("hello", "thanks")
_PARTICLES = re.compile("[呀啊哈哦噢嗯呢哒啦了侬你您们!,.~ ]*")
_OPENING_OF = 2
"""Characters at least; 早 also begins 早就."""
_LEFT = 4
"""Characters of something else that must follow a word of courtesy."""


def parts_of(text: str) -> list[Part]:
    """In order; without what people only say to join them."""
    return list(_parts(spelled(text)))


def _parts(written: str) -> Iterator[Part]:
    begin, turns = 0, False
    for boundary in _BOUNDARY.finditer(written):
        if boundary.start() > begin:
            yield from _opened(written[begin : boundary.start()], turns)
            turns = False
        begin, turns = boundary.end(), turns or boundary["turns"] is not None
    if begin < len(written):
        yield from _opened(written[begin:], turns)


def _opened(words: str, turns: bool) -> Iterator[Part]:
    """「你好呀想了解一下…」: a courtesy is a part of its own, even if no comma follows."""
    words = words.strip()
    end = _courtesy_end(words)
    if end:
        yield Part(words[:end], turns)
        turns = False
    done = _AFTER.match(words, end)
    rest = without_condition(words[done.end() if done else end :].strip())
    if rest:
        yield Part(rest, turns or done is not None)


def _courtesy_end(words: str) -> int:
    touched = next(iter(everyday_lexicon().touched_by(words)), None)
    if touched is None or touched.start > 0 or touched.end < _OPENING_OF or touched.concept not in _OPENS:
        return 0
    if words.startswith("在"):  # 「在不在扶持范围里」
        return 0
    end = _PARTICLES.match(words, touched.end).end()  # type: ignore[union-attr]  # matches the empty string too
    return end if len(words) - end >= _LEFT else 0
