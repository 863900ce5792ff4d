"""A document split into numbered units and their sentences, each verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policy_rules.checking.coverage import says_how_much

__all__ = ["Sentence", "Unit", "units_of"]

_ARTICLE = re.compile(r"[ \u3000]*(第[一二三四五六七八九十百零\d]+条)[ \u3000]*")
_HEADING = re.compile(r"[ \u3000]*([一二三四五六七八九十]+、|第[一二三四五六七八九十]+章)")
_ITEM = re.compile(r"[ \u3000]*((?:\d+[.．、]|[(（][一二三四五六七八九十\d]+[)）]))[ \u3000]*")
_SENTENCE = re.compile(r"[^。\n]+。?")
_BELONGS_BEFORE = re.compile(r"(每年|单个|每个|每家|同一|以上|单家|上述)?[^,，]{0,12}(最高|不超过|合计|累计|期限|限额)")
MONEY = re.compile(r"\d[\d,.]*\s*(?:万|亿|千|百)*元|\d[\d.]*\s*[%％]|百分之|1[:：]1|全额")
_GIVES = re.compile(r"奖励|补助|资助|补贴|支持|配套|扶持|贴息|给予|奖金|免|经费")


@dataclass(frozen=True)
class Sentence:
    """One sentence, verbatim, without the numbering before it."""

    text: str

    @property
    def has_money(self) -> bool:
        return bool(MONEY.search(self.text) and _GIVES.search(self.text))


@dataclass(frozen=True)
class Unit:
    """One numbered unit (第四条, 一、3.): its number, its heading and its supports, each one or more sentences."""

    number: str
    heading: str
    supports: tuple[str, ...]
    """Passages that speak of money, a share or a limit; each is contiguous in the source."""
    others: tuple[str, ...]
    """The other sentences."""


def units_of(text: str) -> Iterator[Unit]:
    """The numbered units in order; text before the first one is left out."""
    chapter = number = ""
    lines: list[str] = []
    for line in text.splitlines():
        article, heading, item = _ARTICLE.match(line), _HEADING.match(line), _ITEM.match(line)
        starts = article or item
        if heading and not article:
            yield from _unit(number, lines)
            chapter, number, lines = heading[1].rstrip("、"), "", []
            title = line[heading.end() :].strip()
            yield Unit("", title, (), (title,) if title else ())
            continue
        if starts and (article or not number.startswith("第")):
            yield from _unit(number, lines)
            number = starts[1] if article else f"{chapter}{starts[1].rstrip('.．、')}"
            lines = [line[starts.end() :]]
        elif number:
            lines.append(line[item.end() :] if item else line)
    yield from _unit(number, lines)


def _unit(number: str, lines: list[str]) -> Iterator[Unit]:
    if not number:
        return
    supports: list[str] = []
    others: list[str] = []
    for line in lines:
        joins = False
        for match in _SENTENCE.finditer(line):
            sentence = Sentence(match[0].strip())
            if not sentence.text:
                continue
            if joins and _BELONGS_BEFORE.match(sentence.text):
                supports[-1] = line[line.index(supports[-1]) : match.end()].strip()
            elif sentence.has_money:
                supports.extend(_apart(sentence.text))
            elif says_how_much(sentence.text):
                supports.append(sentence.text)
            else:
                others.append(sentence.text)
            joins = sentence.has_money or (joins and bool(_BELONGS_BEFORE.match(sentence.text)))
    heading = re.split(r"[。，,；;：:]", "".join(lines), maxsplit=1)[0].strip()
    yield Unit(number, heading[:24], tuple(supports), tuple(others))


def _apart(sentence: str) -> tuple[str, ...]:
    """The parts between semicolons where each is a support of its own, else the sentence as it is."""
    parts = tuple(part for part in re.findall(r"[^；;]+[；;]?", sentence) if part.strip())
    independent = (
        len(parts) > 1
        and not _IS_OVER_ALL.search(parts[0])
        and all(Sentence(part).has_money for part in parts)
        and not any(_HANGS_ON_WHAT_CAME_BEFORE.search(part) for part in parts[1:])
    )
    return parts if independent else (sentence,)


_IS_OVER_ALL = re.compile(r"(?:合计|总额|累计)[^。；;]*[:：]|[:：]其中")
_HANGS_ON_WHAT_CAME_BEFORE = re.compile(
    r"^\s*(?:其中|每年|单个|最高|合计|但|累计|补助比例|在此基础上|农业|软科学|对?(?:国家|省|市|区)级的)|再给予|额外给予|再奖励|提高|以上荣誉"
)
