"""Questions that say only by what was asked before what they are about: 「2035年呢」, 「占地多大」, 「怎么谈」.

The same within a message: of 「对人才有什么奖励，给多少钱」 the end alone asks about nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import jieba

from bot.understanding import whose
from bot.understanding.document_question import DocumentQuestion
from bot.understanding.intents import IntentReading
from bot.understanding.parts import Act, parts_of
from bot.understanding.plain import plain
from bot.understanding.reading import FactReading
from bot.understanding.word_worth import core_of, worth_of

__all__ = ["FollowOn", "as_one_question", "followed_on", "joined", "what_it_names"]

_AND_WHAT = re.compile("(?:那么?|还有|至于|然后)?(?P<what>[^,。;?!]{1,14}?)呢[?!。]*")
_YEAR = re.compile(r"20\d\d")
_ASKS = re.compile("什么|啥|哪|谁|几|多少|多[大长久高远宽]|怎么个?|怎样|如何|咋")
_OF_A_MEASURE = re.compile("平?方?公里|平?方米|公顷|经费|资金|费用|金额|额度|钱")
"""What is asked for with 「多少」, and names nothing that has so much of it."""
_ASKS_WHY = re.compile("为什么|为啥|凭什么|意思")
_LONGEST, _LONGEST_END = 12, 10  # characters
_NAMES_SOMETHING = 1.0
"""What the words of a question are worth that is about something of its own."""

_OF_ITS_OWN = frozenset(
    {"estimate", "check_eligibility", "list_clauses", "ask_payment", "ask_stacking", "ask_validity", "ask_contact",
     "ask_term", "what_if", "review_facts", "export_report", "restart", "delete_data", "human"}
)  # fmt: skip
"""Wishes that may name nothing: 「多久到账」 asks of whatever was spoken of."""
_BESIDE = frozenset({"greet", "goodbye", "thank", "affirm", "deny", "unsure", "inform"})
_APPLIES = re.compile("[申报办弄搞操拿领交走]|材料|流程|手续|系统|入口|窗口")
"""「怎么办理」 is asked of any support."""

_HOW_MUCH = frozenset({"estimate", "ask_clause"})
_SUPPORTS = re.compile("^(?:请问|那|想问)?(?:对于?|给|针对|关于)(?!我|咱|企业|公司)")


@dataclass(frozen=True)
class FollowOn:
    """A question made whole: the `thing` it is about, and what it asks `further` of it."""

    thing: str
    further: str
    year: str | None = None
    """The year for which `thing` is then the question before, asked again."""
    in_one_message: bool = False

    @property
    def question(self) -> str:
        if self.year is None:
            return f"{self.thing}{self.further}"
        of_that_year = _YEAR.sub(self.year, self.thing)
        return of_that_year if self.year in of_that_year else f"{self.year}年{self.thing}"


def followed_on(text: str, wish: IntentReading, reading: FactReading, before: str | None) -> FollowOn | None:
    """What the message asks, if only `before`, the last question to the policy's text, says what it is about."""
    tells = reading.mentions or reading.denied or reading.unassigned or reading.hypothetical
    line = plain(text).strip().lower()
    if before is None or tells or len(wish.acts) > 1:
        return None
    and_what = _AND_WHAT.fullmatch(line)
    if and_what:
        return _of_another(and_what["what"], before)
    sure_of_itself = wish.intent in _OF_ITS_OWN or (wish.intent == "ask_procedure" and _APPLIES.search(line))
    if len(line) > _LONGEST or not lacks_subject(line):
        return None
    if not wish.unclear and (sure_of_itself or wish.intent in _BESIDE):
        return None
    return FollowOn(_subject(before), line)


def _of_another(what: str, before: str) -> FollowOn | None:
    """「2035年呢」 asks the same of another year, 「创新带呢」 of another thing."""
    year = _YEAR.search(what)
    if year:
        return FollowOn(before, "", year.group())
    if _ASKS.search(what) or _worth(what) < _NAMES_SOMETHING:
        return None
    asked = DocumentQuestion.of(before)
    kind = asked.kind.asks.search(asked.line) if asked.kind else None
    return FollowOn(what, kind.group() if kind else "")


def as_one_question(text: str, wish: IntentReading, clauses: Sequence[str]) -> IntentReading:
    """「对人才有什么奖励，给多少钱」 asks the policy's text once; 「有什么补贴，能拿多少」 wants an estimate."""
    ending = next((one for one in wish.acts if one.intent in _HOW_MUCH and lacks_subject(one.parts[0])), None)
    parts = [part.text for part in parts_of(text)]
    if clauses or ending is None or len(ending.parts) > 1 or ending.parts[0] not in parts[1:]:
        return wish
    begun = parts[parts.index(ending.parts[0]) - 1]
    asking = next((one for one in wish.acts if begun in one.parts), None)
    of_the_text = asking is not None and asking.intent == "ask_document"
    if (
        whose.SELF.search(text)
        or not (of_the_text or _SUPPORTS.search(begun))
        or _worth(_subject(begun)) < _NAMES_SOMETHING
    ):
        return wish
    whole = Act("ask_document", ending.share, (f"{begun},{ending.parts[0]}",))
    acts = tuple(whole if one is ending else one for one in wish.acts if one is not asking)
    main = wish if wish.intent not in {ending.intent, asking.intent if asking else ""} else _meaning(whole, wish)
    return replace(main, acts=acts)


def joined(question: str) -> FollowOn | None:
    """A question whose last part only asks further of the part before it, as :func:`as_one_question` joins them."""
    begun, comma, ending = plain(question).rpartition(",")
    return FollowOn(begun, ending, in_one_message=True) if comma and begun and lacks_subject(ending) else None


def _meaning(act: Act, wish: IntentReading) -> IntentReading:
    return replace(wish, intent=act.intent, confidence=act.share, unclear=False)


def lacks_subject(question: str) -> bool:
    """Whether it asks, and names nothing that it asks of."""
    asked = DocumentQuestion.of(question)
    asks = asked.kind is not None or _ASKS.search(asked.line)
    if not asks or _ASKS_WHY.search(asked.line) or len(asked.line) > _LONGEST:
        return False
    return _worth(_subject(question)) < _NAMES_SOMETHING


def _subject(question: str) -> str:
    """The question without the words that only ask."""
    words = _OF_A_MEASURE.sub(" ", _ASKS.sub(" ", DocumentQuestion.of(question).subject))
    return re.sub(r"\s+", " ", words).strip()


def what_it_names(question: str) -> str:
    """Its words that name anything, one after the other."""
    return "".join(word for word in _words(_subject(question)) if worth_of(core_of(word)) > 0)


def _worth(words: str) -> float:
    return sum(worth_of(core_of(word)) for word in _words(words))


def _words(text: str) -> Iterator[str]:
    """By the dictionary; what it does not know falls into its characters."""
    for word in jieba.cut(text):
        yield from [word] if jieba.dt.FREQ.get(word) else word
