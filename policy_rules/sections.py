"""A policy's official text as sentences with their section numbers: 三(一)1, 四(三)8, 五, 第四条."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CHAPTER = re.compile(r"^([一二三四五六七八九十]+)、")
_SECTION = re.compile(r"^\(\s*([一二三四五六七八九十]+)\s*\)")
_ITEM = re.compile(r"^(\d+)\.")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百]+[章条](?=\s)")
_SENTENCE = re.compile(r"[^。;；]+[。;；]?")
_NOTICE, _PREAMBLE = "通知", "引言"


@dataclass(frozen=True)
class Passage:
    """One sentence, verbatim, with the number and the heading of its section."""

    section: str
    heading: str
    text: str
    is_heading: bool


def passages_of(source: str, title: str) -> tuple[Passage, ...]:
    """All sentences of `source` in order; `title` is the document's name, after which its own text begins."""
    return tuple(_passages(source.splitlines(), title))


def _passages(lines: list[str], title: str) -> Iterator[Passage]:
    own_text_begins = max((number for number, line in enumerate(lines) if line.strip() == title), default=-1)
    chapter = section = item = heading = ""
    for number, raw in enumerate(lines):
        line = raw.strip()
        if match := _CHAPTER.match(line):
            chapter, section, item = match[1], "", ""
        elif match := _ARTICLE.match(line):
            chapter, section, item = match[0], "", ""
        elif match := _SECTION.match(line):
            section, item = f"({match[1]})", ""
        elif match := _ITEM.match(line):
            item = match[1]
        if not chapter:
            place = _NOTICE if number <= own_text_begins else _PREAMBLE
        else:
            place = f"{chapter}{section}{item}"
        own_heading = _heading(line)
        heading = own_heading or heading
        for sentence in _sentences(line):
            is_heading = sentence == title or (bool(own_heading) and sentence.rstrip("。").endswith(own_heading))
            yield Passage(place, heading, sentence, is_heading)


def _sentences(line: str) -> list[str]:
    """「1.“一镇”。是指马桥镇…。」 is one sentence: what is explained and the explanation."""
    sentences: list[str] = []
    for match in _SENTENCE.finditer(line):
        sentence = match.group().strip()
        if sentences and sentence.startswith("是指"):
            sentences[-1] += sentence
        elif sentence:
            sentences.append(sentence)
    return sentences


def _heading(line: str) -> str:
    """What a section is called: the line itself where it is one, else its first words up to the full stop."""
    for pattern in (_CHAPTER, _SECTION, _ITEM):
        if match := pattern.match(line):
            return line[match.end() :].split("。")[0].strip()
    return ""
