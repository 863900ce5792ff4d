"""facebook/duckling: the Chinese corpora of numerals and of amounts of money, lists of Haskell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from bot.evaluation.spans import Span, point
from bot.evaluation.suites.cases import Case, Kind

__all__ = ["corpora"]

_CORPORA = ("Numeral", "AmountOfMoney")
_EXAMPLES = re.compile(r"examples\s*\((?P<means>(?:[^()]|\([^()]*\))*)\)\s*\[(?P<said>[^\]]*)\]")
_SAID = re.compile(r'"([^"]*)"')
_NUMBER = re.compile(r"-?[\d.]+")
_YUAN = {"Dollar": Decimal(1), "CNY": Decimal(1), "Cent": Decimal("0.01")}
"""Its Dollar and Cent are 元 and 分, whichever the country."""


def corpora(project: Path) -> Iterator[tuple[str, list[Case]]]:
    """The cases of both corpora."""
    for name in _CORPORA:
        path = project / "Duckling" / name / "ZH" / "Corpus.hs"
        if path.exists():
            examples = _EXAMPLES.finditer(path.read_text(encoding="utf-8"))
            yield name, [_case(match["means"], text) for match in examples for text in _SAID.findall(match["said"])]


def _case(means: str, text: str) -> Case:
    numbers = _NUMBER.findall(means)
    if means.startswith("NumeralValue"):
        return Case(text, Kind.NUMBER, (frozenset({point(numbers[0])}),))
    how, unit = means.split()[:2]
    span = {
        "simple": Span.of(numbers[0], numbers[-1]),
        "under": Span.of("0", numbers[0]),
        "above": Span.of(numbers[0], None),
        "between": Span.of(numbers[0], numbers[-1]),
    }[how]
    return Case(
        text, Kind.RMB if unit in _YUAN else Kind.OTHER, (frozenset({span.times(_YUAN.get(unit, Decimal(1)))}),)
    )
