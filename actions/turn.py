"""What one message said, as understood by the bot, or exactly what a pressed button means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker

__all__ = ["BESIDE", "Turn", "spoken"]

BESIDE = frozenset({"greet", "thank", "goodbye", "affirm", "deny", "unsure", "inform", "out_of_scope"})
"""What people do beside a wish."""
_OF_ONE_CLAUSE = frozenset({"ask_clause", "check_eligibility"})
_OF_THE_TEXT = ("passages", "answered", "unstated", "terms", "more", "documents", "clauses_of")


@dataclass(frozen=True)
class Turn:
    """One message: its wishes (one to three, in the order said), its facts, the clauses it names."""

    text: str
    intents: tuple[str, ...]
    likely: tuple[str, ...] = ()
    """The likeliest intents, for asking back."""
    unclear: bool = False
    clauses: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    denied: tuple[str, ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)
    """Everything else that the understanding found (corrections, projects, passages …)."""
    mentions: Sequence[Mapping[str, Any]] = ()
    """Where in the text each fact is told: ``entity``, ``value``, ``start``, ``end``."""
    inferred: frozenset[str] = frozenset()
    """Facts that no word named: a bare figure, put to the fact that was asked for."""
    settled: Mapping[str, Any] = field(default_factory=dict)
    """Conditions (place → value) that the message answers together, see :mod:`actions.confirming`."""
    pressed: Mapping[str, Any] | None = None
    """What the button means that was pressed, see :class:`actions.replies.Button`."""
    aside: str = ""
    """What it says beside its wishes: 「对」 of 「对，怎么申请」."""

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        message = tracker.latest_message
        text = message.get("text") or ""
        offered = tracker.get_slot("offered") or {}
        pressed = offered.get(spoken(text)) or _abbreviated(spoken(text), offered)
        found = message.get("understanding") or {}
        if pressed is not None:
            return cls(
                text, (pressed.get("intent", "inform"),), clauses=tuple(pressed.get("clauses", ())), pressed=pressed
            )
        intent = (message.get("intent") or {}).get("name") or "out_of_scope"
        return cls(
            text=text,
            intents=tuple(found.get("intents") or (intent,)),
            likely=_likely(message.get("intent_ranking") or ()),
            unclear=bool(found.get("unclear")),
            clauses=tuple(found.get("clauses") or ()),
            facts=found.get("facts") or {},
            denied=tuple(found.get("denied") or ()),
            reading=found,
            mentions=[entity for entity in message.get("entities") or () if "start" in entity],
            inferred=_without_words_for_them(text, message.get("entities") or ()),
            aside=found.get("aside") or "",
        )

    def pressing(self, key: str) -> Any:
        """One part of what the pressed button means; None without one."""
        return self.pressed.get(key) if self.pressed else None

    @property
    def is_hypothetical(self) -> bool:
        """Whether its figures are only supposed. 「改成900万」 changes a figure, 「改成900万呢」 supposes it."""
        asks_to_suppose = "what_if" in self.intents and not self.facts and not self.is_correction
        return self.pressed is None and (asks_to_suppose or bool(self.reading.get("hypothetical")))

    @property
    def is_correction(self) -> bool:
        return bool(self.reading.get("corrected")) or bool(_CHANGED_TO.search(self.text))

    @property
    def is_question(self) -> bool:
        """Whether its words ask something, whatever intent was found."""
        return _ASKS.search(self.text) is not None

    @property
    def wishes(self) -> tuple[str, ...]:
        """What is to be answered, without what is done beside it."""
        return tuple(intent for intent in self.intents if intent not in BESIDE)

    @property
    def replying(self) -> Turn:
        """Only what it replies to what was asked, where it wishes something besides."""
        beside = tuple(intent for intent in self.intents if intent in BESIDE)
        return replace(self, text=self.aside, intents=beside, clauses=()) if self.aside and beside else self

    @property
    def wishing(self) -> Turn:
        """Only what it wishes: without facts, and without what it does to them."""
        reading = {key: self.reading[key] for key in _OF_THE_TEXT if key in self.reading}
        return Turn(self.text, self.wishes, clauses=self.clauses, reading=reading, aside=self.aside)

    def about(self, intent: str) -> list[Turn]:
        """For one of several wishes: with its own clauses and what the policy's text says to it; once for each clause."""
        said = (self.reading.get("documents") or {}).get(intent) or {}
        named = [part for part in (self.reading.get("clauses_of") or {}).get(intent, ()) if part]
        turn = replace(self, reading={**self.reading, **said})
        if intent in _OF_ONE_CLAUSE and len(named) > 1:
            return [replace(turn, clauses=tuple(part)) for part in named]
        return [replace(turn, clauses=tuple(dict.fromkeys(c for part in named for c in part)) or self.clauses)]

    def has(self, intent: str) -> bool:
        return intent in self.intents


def spoken(text: str) -> str:
    """The words without what people add or leave out when they type what a button says."""
    return re.sub(r"[\s，。！？、,.!?“”\"：:]|(?<=.)[的了啊呀哦吧]$", "", text)


def _abbreviated(words: str, offered: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """「研发投入」 for 「项目研发投入」 where just one button on offer says so."""
    if len(words) < len("研发") or re.search(r"\d", words):
        return None
    meant = [means for said, means in offered.items() if said.endswith(words) and "facts" in means]
    return meant[0] if meant and all(means == meant[0] for means in meant) else None


_ASKS = re.compile("[吗呢么?？]|什么|多少|怎么|为什么|哪")
_CHANGED_TO = re.compile(
    "(?:上?涨|下?降|增?加|减少?|提高?|提升|下调|上调|扩大?|缩小?|变|调整?)(?:到|至|成|为)了?(?![^，。]*[呢吗?？])|(?:说|搞|弄|记|写)反了|^[不哦啊那]*，?还是(?=[\\d一二三四五六七八九十百千])"
)
"""「月租涨到7万了」, 「还是600万」: a figure that takes the place of an earlier one."""

_SAYS_NO_FACT = re.compile(
    "[我刚才说讲写打填搞记算错了不对哦啊噢喔嗯呃等下一更正纠口误应该是为改成还那呢么再加增减少涨降升提高到至的，,。！!；; ]*"
)


_BARE_FIGURE = re.compile(r"[\d\s.,%零〇一二三四五六七八九十百千万亿两几多来半点元块毛钱平方米㎡个]+")


def _without_words_for_them(text: str, entities: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The facts of figures beside which nothing is said of what they are: 「说错了，是500万」."""
    figures = [entity for entity in entities if "start" in entity]
    if not all(_BARE_FIGURE.fullmatch(text[entity["start"] : entity["end"]]) for entity in figures):
        return frozenset()
    rest = "".join(c for at, c in enumerate(text) if not any(e["start"] <= at < e["end"] for e in figures))
    return frozenset(str(entity["entity"]) for entity in figures) if _SAYS_NO_FACT.fullmatch(rest) else frozenset()


def _likely(ranking: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(str(entry["name"]) for entry in ranking[:2])
