"""Numbers as a rule writes them beside its quote: ``300万元``, ``10%-30%``, ``500平方米``."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from pydantic import Field, RootModel, field_validator

from policy_rules.interval import Cause, Interval
from policy_rules.quantities import Dimension, dimensions_of, normalise, parse_quantity

__all__ = ["Measure", "WrittenNumber"]


class WrittenNumber(NamedTuple):
    """A number that a rule uses and that its quote must therefore contain."""

    value: Decimal
    dimension: Dimension


_RANGE = re.compile(r"(?P<low>[\d.,]+)(?P<low_unit>[^\d\-~—至到]*)[\-~—至到](?P<high>[\d.,]+)(?P<unit>\D+)")
# \D: a unit such as m2 can stand with one number only, not in a range.


class Measure(RootModel[str]):
    """A number with its unit, or a range of two.

    A range is what the authority decides within; its interval carries that cause.
    """

    model_config = {"frozen": True, "ignored_types": (cached_property,)}

    root: str = Field(examples=["300万元", "10%-30%", "80万元-100万元", "500平方米"])

    @field_validator("root", mode="before")
    @classmethod
    def _text(cls, value: object) -> object:
        return str(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value

    @field_validator("root")
    @classmethod
    def _readable(cls, text: str) -> str:
        _read(text)
        return text

    @cached_property
    def _ends(self) -> tuple[Dimension, Decimal, Decimal]:
        return _read(self.root)

    @property
    def dimension(self) -> Dimension:
        return self._ends[0]

    @cached_property
    def unit_written(self) -> str | None:
        """The unit of a count or a number as the document says it (件, 人, 亩); None where its dimension has one."""
        if self.dimension not in (Dimension.COUNT, Dimension.NUMBER):
            return None
        return next(iter(_UNIT_AT_THE_END.findall(normalise(self.root))), None)

    @cached_property
    def per_written(self) -> str:
        """What an amount of money is paid for: ``/人/月`` of ``3000元/人/月``."""
        found = _PER_PIECE.search(normalise(self.root)) if self.dimension is Dimension.MONEY else None
        return found.group() if found else ""

    @cached_property
    def interval(self) -> Interval:
        _, low, high = self._ends
        return Interval(low, high, frozenset({Cause.REVIEW}))

    @property
    def numbers(self) -> tuple[WrittenNumber, ...]:
        dimension, low, high = self._ends
        return tuple(WrittenNumber(value, dimension) for value in dict.fromkeys((low, high)))


def _read(text: str) -> tuple[Dimension, Decimal, Decimal]:
    match = _RANGE.fullmatch(normalise(text))
    if match is None:
        return _read_one(text)
    unit = match["unit"]
    _, low, _ = _read_one(match["low"] + (match["low_unit"] or unit))
    dimension, high, _ = _read_one(match["high"] + unit)
    if low > high:
        raise ValueError(f"范围“{text}”的下限大于上限")
    return dimension, low, high


def _read_one(text: str) -> tuple[Dimension, Decimal, Decimal]:
    for candidate in (text, _PER_PIECE.sub("", text), _OF_WHAT.sub("", text)):
        for dimension in dimensions_of(candidate):
            value = parse_quantity(candidate, dimension)
            return dimension, value, value
    raise ValueError(f"“{text}”不是带单位的数量，例如 300万元、10%-30%、500平方米、8000元/件")


_UNIT_AT_THE_END = re.compile(r"[^\d.,\-~—至到]+$")

_OF_WHAT = re.compile(r"(?<=\d[个家件项人名台套次份户])[^\d/%‰元]+$")
"""「4个标准展位」 are four pieces, whatever they are."""

_PER_PIECE = re.compile(r"(?<=元)(?:/[^/\d]+)+$")
"""「8000元/件」 is 8000元; what it is paid for stands beside it, in the rule."""
