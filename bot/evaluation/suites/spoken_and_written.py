"""WeTextProcessing and NeMo-text-processing: lines of a text as it is spoken and as it is written, one way or the other.

The spoken text is the case; its value is read off the written one, where that differs from the spoken text by exactly
one number, percentage, fraction or range of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile
from pathlib import Path

from bot.evaluation.spans import Span, point
from bot.evaluation.suites.cases import Case, Kind

__all__ = ["nemo", "wetext"]

_FILES = ("cardinal", "number", "decimal", "fraction", "money", "measure")
_AMOUNT = r"(?P<{0}>\d[\d,]*(?:\.\d+)?)(?P<{0}_scale>[万萬亿億])?"
_WRITTEN = re.compile(
    rf"(?:[¥￥]|CNY ?)?(?P<minus>[-负負])?(?P<of_hundred>百分之)?(?:{_AMOUNT.format('whole')}又)?{_AMOUNT.format('first')}"
    rf"(?:/(?P<of>\d+)|~{_AMOUNT.format('last')})?(?P<unit>%|m²)?"
)
_BEFORE = re.compile("[-负負]?(?:百分之)?$")
_AFTER = re.compile("^[万萬亿億]")
_SCALES = {None: 1, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SMALL_MONEY = {"毛": Decimal("0.1"), "角": Decimal("0.1"), "分": Decimal("0.01")}


def nemo(project: Path) -> Iterator[tuple[str, list[Case]]]:
    """`written~spoken`, and for the inverse `spoken~written`."""
    folder = project / "tests" / "nemo_text_processing" / "zh"
    yield from _both_ways(folder / "data_inverse_text_normalization", folder / "data_text_normalization", "~")


def wetext(project: Path) -> Iterator[tuple[str, list[Case]]]:
    """`written => spoken`, and for the inverse `spoken => written`."""
    yield from _both_ways(project / "itn/chinese/test/data", project / "tn/chinese/test/data", " => ")


def _both_ways(inverse: Path, forward: Path, separator: str) -> Iterator[tuple[str, list[Case]]]:
    for direction, folder in (("ITN", inverse), ("TN", forward)):
        pairs = [pair for name in _FILES for pair in _pairs(folder, name, separator)]
        cases = (_case(*pair) if direction == "ITN" else _case(*reversed(pair)) for pair in pairs)
        if pairs:
            yield direction, list(dict.fromkeys(cases))


def _pairs(folder: Path, name: str, separator: str) -> Iterator[tuple[str, str]]:
    for path in (folder / f"{name}.txt", folder / f"test_cases_{name}.txt"):
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for line in lines:
            first, found, second = line.partition(separator)
            if found:
                yield first.strip(), second.strip()


def _case(spoken: str, written: str) -> Case:
    prefix = _without(_BEFORE, _shared(spoken, written))
    suffix = _without(_AFTER, _shared(spoken[len(prefix) :][::-1], written[len(prefix) :][::-1])[::-1])
    said, number = (text[len(prefix) : len(text) - len(suffix)] for text in (spoken, written))
    match = _WRITTEN.fullmatch(number)
    if match is None:
        return Case(spoken, Kind.OTHER, (frozenset({point("0")}),))
    span = _span(match).times(_SMALL_MONEY.get(suffix[:1], Decimal(1)))
    return Case(spoken, Kind.NUMBER, (frozenset({span}),), (said,))


def _shared(first: str, second: str) -> str:
    """How both begin."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    return "".join(character for character, _ in same)


def _without(number: re.Pattern[str], shared: str) -> str:
    """What both texts share, less the part of it that belongs to the number."""
    return number.sub("", shared)


def _span(match: re.Match[str]) -> Span:
    first = _amount(match, "first")
    if match["last"]:
        scale = 1 if match["first_scale"] else _SCALES[match["last_scale"]]
        span = Span.of(first * scale, _amount(match, "last"))
    elif match["of"]:
        whole = _amount(match, "whole") if match["whole"] else Decimal(0)
        span = point(whole + first / Decimal(match["of"]))
    else:
        span = point(first)
    share = Decimal("0.01") if match["of_hundred"] or match["unit"] == "%" else Decimal(1)
    return span.times(-share if match["minus"] else share)


def _amount(match: re.Match[str], name: str) -> Decimal:
    return Decimal(match[name].replace(",", "")) * _SCALES[match[f"{name}_scale"]]
