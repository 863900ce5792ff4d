"""Whoever finds amounts in a text: our grammar, and other projects that read written numbers.

The others are a dependency group of their own (`uv sync --group peers`) and only ever run here. Two of them read one
number and no sentence: they are handed the whole text, and then the runs of numeral characters in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from bot.evaluation.spans import Finder, Span, in_both_units
from bot.understanding.quantities import Dimension, find_quantities

__all__ = ["NOT_INSTALLED", "SQUARE_METRES", "ours", "readers"]

NOT_INSTALLED = "未安装（uv sync --group peers）"
SQUARE_METRES = {"Mu": Decimal(2000) / 3, "Square meter": Decimal(1), "Hectare": Decimal(10_000)}
"""The areas of Recognizers-Text, which counts in the unit said."""

_A_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NUMERALS = re.compile("[0-9.,零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+元?整?")


def readers() -> Iterator[tuple[str, Finder | None]]:
    """Ours and the others by name; None for one that is not installed."""
    yield "本项目的语法", ours
    for name, load in _PEERS.items():
        yield name, _if_installed(load)


def _if_installed(load: Callable[[], Finder]) -> Finder | None:
    try:
        return load()
    except ImportError:
        return None


def ours(text: str) -> set[Span]:
    """What the quantity grammar finds."""
    found = find_quantities(text)
    shares = (Span.of(one.low, one.high) for one in found if one.dimension is Dimension.SHARE)
    return in_both_units(shares) | {Span.of(one.low, one.high) for one in found}


def _recognizers() -> Finder:
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    all_of_them = (recognize_number, recognize_currency, recognize_dimension, recognize_percentage)

    def find(text: str) -> set[Span]:
        found = (result.resolution or {} for read in all_of_them for result in read(text, Culture.Chinese))
        return _spans((one.get("value"), SQUARE_METRES.get(one.get("unit", ""), Decimal(1))) for one in found)

    return find


def _jionlp() -> Finder:
    import jionlp

    return _of_text_and_numerals(lambda run: jionlp.parse_money(run)["num"])


def _cn2an() -> Finder:
    import cn2an

    return _of_text_and_numerals(lambda run: cn2an.cn2an(run.replace(",", "").rstrip("整元"), "smart"))


def _of_text_and_numerals(read: Callable[[str], object]) -> Finder:
    return lambda text: _spans(_or_none(read, run) for run in {text, *_NUMERALS.findall(text)})


def _or_none(read: Callable[[str], object], run: str) -> object:
    """They refuse what they can't read by all kinds of errors."""
    try:
        return read(run)
    except Exception:
        return None


def _chinese2digits() -> Finder:
    import chinese2digits

    def find(text: str) -> set[Span]:
        taken = _or_none(chinese2digits.takeNumberFromString, text)
        return _spans(taken["digitsStringList"]) if isinstance(taken, dict) else set()

    return find


def _spans(values: Iterable[object]) -> set[Span]:
    """Values as the projects return them: numbers, "30%", [low, high], or a number and its unit."""
    found: set[Span] = set()
    for value in values:
        unit = Decimal(1)
        if isinstance(value, tuple):
            value, unit = value
        ends = [str(end) for end in (value if isinstance(value, list) else [value])]
        numbers = [end.rstrip("%") for end in ends]
        if not all(_A_NUMBER.fullmatch(number) for number in numbers):
            continue
        span = Span.of(numbers[0], numbers[-1])
        found |= in_both_units({span.times(Decimal("0.01"))}) if ends[0].endswith("%") else {span.times(unit)}
    return found


_PEERS: dict[str, Callable[[], Finder]] = {
    "recognizers-text-suite": _recognizers,
    "jionlp": _jionlp,
    "cn2an": _cn2an,
    "chinese2digits": _chinese2digits,
}
"""By name what loads one; `ImportError` where it is not installed."""
