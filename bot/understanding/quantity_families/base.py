"""What every family gives back, and how a numeral becomes a quantity."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from bot.understanding.numerals import Numeral
from bot.understanding.quantity import Dimension, Quantity

__all__ = ["Found", "quantity_of"]

Found: TypeAlias = tuple[Quantity | None, int]
"""A quantity (or nothing worth keeping) and where the scan goes on."""


def quantity_of(
    dimension: Dimension,
    numeral: Numeral,
    start: int,
    end: int,
    factor: Decimal,
    *,
    unit: str = "",
    approximate: bool = False,
) -> Quantity:
    low = numeral.low if factor == 1 else numeral.low * factor
    high = None if numeral.endless else low if numeral.low == numeral.high else numeral.high * factor
    return Quantity(
        dimension,
        low,
        high,
        start,
        end,
        numeral.approximate or approximate,
        unit,
        tail=Decimal(numeral.tail),
        step=Decimal(numeral.step) * factor,
        bounded=numeral.endless,
    )
