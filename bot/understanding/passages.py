"""Questions to the document: the sentence that answers, with its section, or the honest word that none does.

Sentences and the topics the document is silent on compete in one BM25 index over words, characters and pairs of them; a
pack brings the everyday words by which people ask for each.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.understanding.document import AskedAs, PolicyDocument
from bot.understanding.plain import plain
from bot.understanding.sections import Passage
from bot.understanding.tokens import Words

# BM25: how fast repeats stop counting, how much long entries are damped. These and the next were chosen by asking for
# every entry with each of its own everyday phrases while that phrase was left out of the index.
_SATURATION = 0.4
_LENGTH_DAMPING = 0.2
_TEXT, _EVERYDAY, _HEADING = 1.0, 1.6, 0.5  # what a term found in each field is worth
_PAIR, _CHARACTER = 1.0, 0.5  # a pair of characters, or one, beside a whole word
_LEAST_SCORE = 4.0  # below this, what the question and the sentence share is chance
_FIGURE_ASKED_AND_GIVEN = 1.3
_YEAR_ASKED_AND_GIVEN = 1.3
_NEVER_SAID = 2.0
_MAY_BE_BEST = 20  # entries looked at closely
_NEAR_BEST = 0.97  # among equals the shorter sentence stands first

_SMALL_TALK = re.compile(
    r"请问|想问|问一下|文件里?|里面|这个|那个|这份|有没有|是不是|能不能|可不可以|怎么说的?|怎么写的?|提到|提没提|说了|讲了|说法"
    r"|支持吗|支持不|有吗|了吗|[吗呢吧啊呀嘛的了]|我们|咱们|你们|他们|闵行区?|区里|人工智能|(?<![a-z])ai(?![a-z])|到底|究竟|大概|具体"
    r"|告诉我|我想|想知道|知道|关于|方面|什么|哪些|哪几(?=[个项种类块条家所])|还有|后面|有个|自己|准备|打算|属于|来着|[有是]?啥"
)
_ASKS_ANOTHER_TIME = re.compile(r"去年|前年|今年|明年|实际|已经完成|完成了|实现了|达到了|建成了")
_YEAR = re.compile(r"20\d\d")
_ASKS_FIGURE = re.compile(
    r"多少|几(?![乎位])|多大|多久|占比|比例|百分之|哪天|哪年|哪月|什么时候|啥时候|何时|啥辰光|第几|数量|金额|额度"
)
_ASKS_HOW_MANY_OF_THEM = re.compile(r"哪几|几块|几种|几样|几类|几大")
_ASKS_MONEY = re.compile(
    r"多少钱|多少元|多少万|几万|几百万|几十万|[补奖给资助贴励罚][^,，。]{0,4}多少|什么价|价格|单价|便宜多少|几毛|几块钱"
)
_MONEY = re.compile(r"元|万|亿|%|1:1")
_ASKS_SUPPORT = re.compile(r"补贴|补助|奖励|奖金|奖吗|补吗|补不补|补不|奖不|报销|给报|给钱|发钱|减免|打折|免费|津贴")
_SUPPORT = re.compile(r"元|万|亿|%|1:1|补贴|资助|奖励|扶持|资金|减免|租金|就高不重复|政策")
_ASKS_DATE = re.compile(
    r"什么时候|啥时候|何时|啥辰光|哪天|哪年|哪月|哪一天|哪一年|几号|几月|多久|多长时间|几天|几个工作日"
)
_DATE = re.compile(r"\d年|年度|\d+年|立项时")
_ASKS_PEOPLE = re.compile(r"(?:几|多少)(?:[名位]|个?人(?!工))|多少[^,，。?？]{0,6}(?:人员|人才)")
_PEOPLE = re.compile(r"[\d几]+多?[名位人]")
_COUNTS = re.compile(r"(?:几|多少)(?P<unit>[家个处所项])")
_POST = "(?:院长|组长|主任|区长|局长|书记|经理|总裁|老板|校长|创始人)"
_ASKS_NAME = re.compile(
    r"姓名|姓什么|姓啥|贵姓|称呼|谁当|是谁担任|(?:领导|负责人|专家|老师|人)(?:的名字|叫)"
    rf"|{_POST}(?:是|叫|姓|的名字|名字)"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千]+[个家年次镇带批项]")
_CHINESE = re.compile(r"[一-鿿]")


_NEEDS = ((_ASKS_MONEY, _MONEY), (_ASKS_SUPPORT, _SUPPORT), (_ASKS_DATE, _DATE), (_ASKS_PEOPLE, _PEOPLE))
"""What a question asks for, and what a sentence must have to answer it."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """An answer to a question: `passages` hold it, or are what the document says nearest where it is silent."""

    stated: bool
    passages: tuple[Passage, ...]
    unstated: str | None
    """What the document does not say, in words for the person; None where it answers, or there is no word for it."""
    score: float


@dataclass(frozen=True)
class Nearness:
    """How much a message shares with the document's likeliest sentence, and with the likeliest topic it is silent on."""

    stated: float
    unstated: float


@dataclass(frozen=True)
class _Entry:
    passage: Passage
    unstated: str | None
    never_said: tuple[str, ...]
    """Words of an unstated topic by which nobody asks for anything the document says."""
    years: frozenset[str]
    terms: dict[str, float]
    length: float


class PassageSearch:
    """Search over one policy's document."""

    def __init__(self, document: PolicyDocument, words: Words) -> None:
        self._words = words
        stated = (f"{passage.text} {document.asked_as.get(passage.text, '')}" for passage in document.passages)
        self._stated = " ".join(stated).lower()
        self._entries = [
            *(self._entry(passage, document.asked_as.get(passage.text, ""), None) for passage in document.passages),
            *(self._entry(topic.nearest, topic.asked_as, topic) for topic in document.unstated),
        ]
        self._years = frozenset(year for entry in self._entries if not entry.unstated for year in entry.years)
        self._is_stated = np.array([entry.unstated is None for entry in self._entries])
        self._postings = _postings(self._entries)

    def answer(self, question: str, most: int = 3, silence_likelier: float = 1.0) -> Found:
        """The best sentences for `question`, best first; `stated` is False where the document does not say it.

        `silence_likelier` weighs the topics the document is silent on against its sentences.
        """
        scores = self._scores(question)
        likeliest = [self._entries[place] for place in np.argsort(-scores)[:_MAY_BE_BEST]]
        ranked = sorted(
            (
                (score * _fit(question, entry), entry)
                for score, entry in zip(-np.sort(-scores), likeliest, strict=False)
            ),
            key=lambda scored: -scored[0] * (1.0 if scored[1].unstated is None else silence_likelier),
        )
        best_score, best = ranked[0]
        if best.unstated is not None:
            return Found(False, (best.passage,), best.unstated, best_score)
        if best_score < _LEAST_SCORE:
            return Found(False, (), None, best_score)
        passages = _shorter_first([(score, entry.passage) for score, entry in ranked if entry.unstated is None][:most])
        if self._asks_another_year(question) or not _can_answer(question, best.passage):
            return Found(False, passages[:1], None, best_score)
        return Found(True, passages, None, best_score)

    def _asks_another_year(self, question: str) -> bool:
        """「2025年的目标是多少」: a figure for a year that the document has nothing about."""
        years = _YEAR.findall(plain(question))
        return bool(years) and _asks_figure(plain(question)) and self._years.isdisjoint(years)

    def nearness(self, message: str) -> Nearness:
        """Whether a message speaks of what the document speaks of, or might."""
        scores = self._scores(message)
        return Nearness(
            float(scores[self._is_stated].max(initial=0.0)), float(scores[~self._is_stated].max(initial=0.0))
        )

    def _scores(self, question: str) -> Floats:
        line = plain(question).lower()
        scores = np.zeros(len(self._entries))
        for term, worth in (self._terms(_SMALL_TALK.sub(" ", line)) or self._terms(line)).items():
            if term in self._postings:
                places, worths = self._postings[term]
                scores[places] += min(worth, 2.0) * worths
        return scores

    def _entry(self, passage: Passage, asked_as: str, topic: AskedAs | None) -> _Entry:
        fields: Iterable[tuple[str, float]] = (
            ((asked_as, _EVERYDAY),)
            if topic is not None
            else ((passage.text, _TEXT), (asked_as, _EVERYDAY), (passage.heading, _HEADING))
        )
        terms: dict[str, float] = {}
        for text, worth in fields:
            for term, times in self._terms(plain(text).lower()).items():
                terms[term] = terms.get(term, 0.0) + times * worth
        never_said = tuple(word for word in asked_as.split() if topic and len(word) > 1 and word not in self._stated)
        years = frozenset(_YEAR.findall(f"{passage.text} {asked_as}"))
        return _Entry(passage, topic.about if topic else None, never_said, years, terms, sum(terms.values()))

    def _terms(self, text: str) -> dict[str, float]:
        terms: dict[str, float] = {}
        for word, _, _ in self._words.of(text):
            if len(word) > 1 and (word[0].isalnum() or _CHINESE.match(word)):
                terms[word] = terms.get(word, 0.0) + 1.0
        for one, two in pairwise(f"{text} "):
            if _CHINESE.match(one):
                terms["·" + one] = terms.get("·" + one, 0.0) + _CHARACTER
                if _CHINESE.match(two):
                    terms["·" + one + two] = terms.get("·" + one + two, 0.0) + _PAIR
        return terms


def _postings(entries: Sequence[_Entry]) -> dict[str, tuple[npt.NDArray[np.intp], Floats]]:
    """Term → the entries that hold it, and what it is worth in each."""
    holding: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for term in entry.terms:
            holding.setdefault(term, []).append(place)
    mean_length = sum(entry.length for entry in entries) / len(entries)
    lengths = np.array([entry.length for entry in entries])
    damping = _SATURATION * (1 - _LENGTH_DAMPING + _LENGTH_DAMPING * lengths / mean_length)
    postings = {}
    for term, held_in in holding.items():
        places = np.array(held_in, dtype=np.intp)
        held = np.array([entries[place].terms[term] for place in held_in])
        rarity = math.log(1 + (len(entries) - len(held_in) + 0.5) / (len(held_in) + 0.5))
        postings[term] = places, rarity * held * (_SATURATION + 1) / (held + damping[places])
    return postings


def _fit(question: str, entry: _Entry) -> float:
    """Of two sentences, the one with the figure asked for; of a thing the document never names, silence."""
    asked = plain(question).lower()
    if entry.unstated is None:
        of_the_year = _YEAR_ASKED_AND_GIVEN if entry.years.intersection(_YEAR.findall(asked)) else 1.0
        return of_the_year * _fit_of_figures(asked, entry.passage)
    return _NEVER_SAID if any(word in asked for word in entry.never_said) else 1.0


def _fit_of_figures(asked: str, passage: Passage) -> float:
    counted = _COUNTS.search(asked)
    if counted and re.search(rf"\d+多?个?{counted['unit']}|\d+{counted['unit']}以上", passage.text):
        return _FIGURE_ASKED_AND_GIVEN
    return _FIGURE_ASKED_AND_GIVEN if _asks_figure(asked) and _FIGURE.search(passage.text) else 1.0


def _asks_figure(asked: str) -> bool:
    return bool(_ASKS_FIGURE.search(asked)) and not _ASKS_HOW_MANY_OF_THEM.search(asked)


def _can_answer(question: str, passage: Passage) -> bool:
    """A question for support, money, a date, people or a figure needs a sentence that has one.

    One for a person's name, or for how things stand today, has no answer in a document.
    """
    asked = plain(question)
    if _ASKS_NAME.search(asked):
        return False
    for question_for, in_sentence in _NEEDS:
        if question_for.search(asked):
            return in_sentence.search(passage.text) is not None
    if _asks_figure(asked) and _ASKS_ANOTHER_TIME.search(asked):
        return False
    return not _asks_figure(asked) or _FIGURE.search(passage.text) is not None


def _shorter_first(ranked: Sequence[tuple[float, Passage]]) -> tuple[Passage, ...]:
    best = ranked[0][0]
    near = sorted((pair for pair in ranked if pair[0] >= best * _NEAR_BEST), key=lambda pair: len(pair[1].text))
    rest = [pair for pair in ranked if pair[0] < best * _NEAR_BEST]
    return tuple(dict.fromkeys(passage for _, passage in (*near, *rest)))
