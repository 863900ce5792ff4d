"""Which of several projects is spoken of: 第一个项目…第二个, 一个投了800万另一个500万."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

__all__ = ["project_at", "projects_in"]

_MARKER = re.compile(
    r"第\s?(?P<ordinal>[一二三四五六七八九1-9])个(?:项目)?|项目(?P<number>[一二三四五1-5a-e甲乙丙丁])(?![个家期万亿千百\d.])"
    r"|(?P<before>[一二三四五1-5a-e甲乙丙丁])号?项目(?!数)|(?P<other>(?:另外?|还有)一个(?:项目)?)|(?P<one>(?:其中)?一个(?:项目)?(?=[是投研叫做设金花在,，:：]))"
)
_INDEX = {
    name: index for row in ("一二三四五六七八九", "123456789", "abcde", "甲乙丙丁") for index, name in enumerate(row)
}


def projects_in(text: str) -> list[tuple[int, int]]:
    """Where each project begins to be spoken of: ``(position, index from 0)``; empty if they are not told apart."""
    if "项目" not in text:
        return []
    markers: list[tuple[int, int]] = []
    told: set[int] = set()
    for match in _MARKER.finditer(text):
        name = match["ordinal"] or match["number"] or match["before"]
        index = _INDEX[name] if name else len(told)
        told.add(index)
        markers.append((match.start(), index))
    if len(told) < 2 and not any("第" in text[at : at + 1] for at, _ in markers):
        return []
    return markers


def project_at(at: int, markers: Sequence[tuple[int, int]]) -> int | None:
    """The project spoken of at a position."""
    before = bisect_right(markers, at, key=lambda marker: marker[0])
    return markers[before - 1][1] if before else None
