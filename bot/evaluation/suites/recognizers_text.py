"""microsoft/Recognizers-Text: `Specs/Number/Chinese` and `Specs/NumberWithUnit/Chinese`, JSON by model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.evaluation.readers import SQUARE_METRES
from bot.evaluation.spans import Span, point
from bot.evaluation.suites.cases import Case, Kind

__all__ = ["models"]

_MODELS = {
    "Specs/Number/Chinese/NumberModel.json": Kind.NUMBER,
    "Specs/Number/Chinese/PercentModel.json": Kind.PERCENT,
    "Specs/Number/Chinese/NumberRangeModel.json": Kind.NUMBER,
    "Specs/NumberWithUnit/Chinese/CurrencyModel.json": Kind.RMB,
    "Specs/NumberWithUnit/Chinese/DimensionModel.json": Kind.AREA,
}
_RANGE = re.compile(r"[\[(](?P<low>[^,]*),(?P<high>[^\])]*)[\])]")


def models(project: Path) -> Iterator[tuple[str, list[Case]]]:
    """The cases of every model that is there."""
    for path, kind in _MODELS.items():
        if (project / path).exists():
            specs = json.loads((project / path).read_text(encoding="utf-8-sig"))
            yield Path(path).stem, [_case(spec, kind) for spec in specs]


def _case(spec: dict[str, Any], kind: Kind) -> Case:
    results = [result for result in spec["Results"] if _says_value(result)]
    ours = [result for result in results if _is_measured(result["Resolution"], kind)]
    return Case(
        spec["Input"],
        kind if ours or not results else Kind.OTHER,
        tuple(_spans(result["Resolution"], kind) for result in ours or results),
        tuple(result["Text"] for result in ours or results),
    )


def _says_value(result: dict[str, Any]) -> bool:
    return bool((result.get("Resolution") or {}).get("value"))


def _is_measured(resolution: dict[str, Any], kind: Kind) -> bool:
    if kind is Kind.RMB:
        return resolution.get("isoCurrency") == "CNY"
    return kind is not Kind.AREA or resolution.get("unit") in SQUARE_METRES


def _spans(resolution: dict[str, Any], kind: Kind) -> frozenset[Span]:
    value: str = resolution["value"]
    between = _RANGE.fullmatch(value)
    if between:
        return frozenset({Span.of(between["low"] or "0", between["high"] or None)})
    if kind is Kind.PERCENT:
        return frozenset({point(value.rstrip("%")).times(Decimal("0.01"))})
    return frozenset({point(value).times(SQUARE_METRES.get(resolution.get("unit", ""), Decimal(1)))})
