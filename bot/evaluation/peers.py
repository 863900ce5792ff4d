"""Other projects that read written numbers, each asked what amounts it finds in a text.

They are a dependency group of their own (`uv sync --group peers`) and only ever run here. Two of them read one number
and no sentence: they are handed the runs of numeral characters, as their users have to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeAlias

__all__ = ["PEERS", "Finder"]

Finder: TypeAlias = Callable[[str], "set[Decimal]"]
"""All values found in a text, in base units."""

_A_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NUMERALS = re.compile("[0-9.,零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+元?整?")


def _recognizers() -> Finder:
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    readers = (recognize_number, recognize_currency, recognize_dimension, recognize_percentage)

    def find(text: str) -> set[Decimal]:
        found = (result.resolution or {} for read in readers for result in read(text, Culture.Chinese))
        return _decimals(resolution.get("value") for resolution in found)

    return find


def _jionlp() -> Finder:
    import jionlp

    return _of_every_numeral(lambda run: jionlp.parse_money(run)["num"])


def _cn2an() -> Finder:
    import cn2an

    return _of_every_numeral(lambda run: cn2an.cn2an(run.replace(",", "").rstrip("整元"), "smart"))


def _of_every_numeral(read: Callable[[str], object]) -> Finder:
    return lambda text: _decimals(_or_none(read, run) for run in _NUMERALS.findall(text))


def _or_none(read: Callable[[str], object], run: str) -> object:
    """They refuse what they can't read by all kinds of errors."""
    try:
        return read(run)
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def _chinese2digits() -> Finder:
    import chinese2digits

    def find(text: str) -> set[Decimal]:
        return _decimals(chinese2digits.takeNumberFromString(text)["digitsStringList"])

    return find


def _decimals(values: Iterable[object]) -> set[Decimal]:
    written = (str(value).rstrip("%") for value in values)
    return {Decimal(value) for value in written if _A_NUMBER.fullmatch(value)}


PEERS: dict[str, Callable[[], Finder]] = {
    "recognizers-text-suite": _recognizers,
    "jionlp": _jionlp,
    "cn2an": _cn2an,
    "chinese2digits": _chinese2digits,
}
"""By name what loads one; `ImportError` where it is not installed."""
