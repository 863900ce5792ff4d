"""The bot's replies as one message that fits into a chat window."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.channels.wechat import texts
from bot.channels.wechat.xml import speakable

__all__ = ["MOST_BYTES", "Answer", "Fitted", "answer_of", "choice", "fitted", "lettered", "size"]

MOST_BYTES = 2048
"""Of UTF-8: 682 Chinese characters."""
MOST_FORMULAS = 6
MOST_CHOICES = len(string.ascii_uppercase)
_BULLET = "· "
_COUNTED = ("eligible", "conditional")
_SENTENCE_END = re.compile(r"[。！？；!?;\n]+[”’」』）)]*")
_PAUSE = re.compile(r"[，、,：:\s]+")
_LINK = re.compile(r"<(?=\s*/?\s*a\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """``choices``: (title, payload). ``linked``: the full page shows more than the text can."""

    text: str
    choices: tuple[tuple[str, str], ...] = ()
    linked: bool = False


@dataclass(frozen=True)
class Fitted:
    """``text`` is sent, ``rest`` kept for “继续”."""

    text: str
    rest: str = ""


def answer_of(replies: Sequence[Mapping[str, Any]]) -> Answer:
    """Merge the replies to one message; the choices are those of the last reply that has any."""
    paragraphs = [paragraph for reply in replies for paragraph in _paragraphs(reply)]
    buttons = next((reply["buttons"] for reply in reversed(replies) if reply.get("buttons")), ())
    return Answer(
        text="\n\n".join(paragraphs),
        choices=tuple((_clean(button["title"]), button["payload"]) for button in buttons[:MOST_CHOICES]),
        linked=any(reply.get("estimate") or reply.get("citations") for reply in replies),
    )


def _paragraphs(reply: Mapping[str, Any]) -> list[str]:
    text = _clean(reply["text"])
    estimate = reply.get("estimate")
    found = [text, _card(estimate) if estimate else "", _sources(reply.get("citations") or ())]
    return [paragraph for paragraph in found if paragraph]


def _card(estimate: Mapping[str, Any]) -> str:
    """How the amounts of the text come about; the amounts themselves the text has said."""
    gone = {(entry["clause"], entry["project"]) for entry in estimate["excluded"]}
    counted = [
        clause
        for clause in estimate["clauses"]
        if clause["status"] in _COUNTED and clause["formula"] and (clause["id"], clause["project"]) not in gone
    ]
    counted.sort(key=_upper_end, reverse=True)
    lines = [
        f"{_BULLET}{clause['number']} {clause['title']}：{clause['formula']}" for clause in counted[:MOST_FORMULAS]
    ]
    return _clean("\n".join(["【怎么算的】", *lines])) if lines else ""


def _upper_end(clause: Mapping[str, Any]) -> Decimal:
    amount = clause["amount"] or {}
    return Decimal("Infinity") if amount.get("max") is None else Decimal(str(amount["max"]))


def _sources(citations: Sequence[Mapping[str, Any]]) -> str:
    sections = dict.fromkeys(_clean(citation["section"]) for citation in citations)
    return f"【依据】{'、'.join(sections)}" if sections else ""


def _clean(text: str) -> str:
    """Without control characters, and without links that somebody typed for the bot to repeat."""
    return _LINK.sub("＜", speakable(text)).strip()


def fitted(answer: Answer, link: str | None, most_bytes: int = MOST_BYTES) -> Fitted:
    """As much of the answer as fits, up to a sentence's end, with a link to the page where it helps."""
    page = f'<a href="{link}">{texts.FULL_PAGE}</a>' if link else ""
    choices = lettered(answer.choices)
    listed = _with_letters(answer.text, answer.choices)
    shown = page if answer.linked else ""
    whole = _lines(listed, texts.CHOOSE_ABOVE, shown) if listed else _lines(answer.text, shown, choices)
    if size(whole) <= most_bytes:
        return Fitted(whole)
    ending = _lines(texts.MORE, page)
    # Something is always left to go with the choices: they travel with the part that asks the question.
    first, rest = _cut(answer.text, min(most_bytes - size(ending) - 1, size(answer.text) - 1))
    return Fitted(_lines(first, ending), rest)


def lettered(choices: Sequence[tuple[str, str]]) -> str:
    """Letters, not numbers: a number may be the answer to the question itself."""
    if not choices:
        return ""
    lines = [f"{letter}. {title}" for letter, (title, _) in zip(string.ascii_uppercase, choices, strict=False)]
    return "\n".join([texts.CHOOSE, *lines]) if len(lines) > 1 else f"{texts.OR_CHOOSE}{lines[0]}"


def _with_letters(text: str, choices: Sequence[tuple[str, str]]) -> str | None:
    """The text where it lists all choices itself, in their order: the list with letters, instead of a second one."""
    lines, at = text.split("\n"), 0
    for letter, (title, _) in zip(string.ascii_uppercase, choices, strict=False):
        named = (f"{_BULLET}{title}", f"{_BULLET}{title}：")
        found = (i for i in range(at, len(lines)) if lines[i] == named[0] or lines[i].startswith(named[1]))
        if (at := next(found, -1)) < 0:
            return None
        lines[at] = f"{letter}. {lines[at].removeprefix(_BULLET)}"
    return "\n".join(lines) if len(choices) > 1 else None


def choice(said: str, choices: Sequence[tuple[str, str]]) -> str | None:
    """The payload of the choice that ``said`` names by letter or title; None if it names none."""
    said = unicodedata.normalize("NFKC", said).strip().rstrip(".。、)").casefold()
    for letter, (title, payload) in zip(string.ascii_lowercase, choices, strict=False):
        if said in (letter, unicodedata.normalize("NFKC", title).strip().casefold()):
            return payload
    return None


def size(text: str) -> int:
    return len(text.encode())


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _cut(text: str, most_bytes: int) -> tuple[str, str]:
    """``text`` in two: the first of at most ``most_bytes``, up to the last sentence end, pause or character."""
    longest = text.encode()[:most_bytes].decode(errors="ignore")
    for ends in (_SENTENCE_END, _PAUSE):
        end = max((found.end() for found in ends.finditer(longest)), default=0)
        # Half a window of one sentence is better cut at a pause than sent nearly empty.
        if end >= len(longest) // 2:
            return longest[:end].rstrip(), text[end:].lstrip("\n ")
    return longest, text[len(longest) :]
