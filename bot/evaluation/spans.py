"""What a reader finds in a text: values and ranges, in base units, comparable between projects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Context, Decimal
from typing import NamedTuple, TypeAlias

__all__ = ["Finder", "Span", "in_both_units", "point"]

_DIGITS = Context(prec=12)
"""Other projects compute in floating point and print what they print: what differs beyond this is the same."""


class Span(NamedTuple):
    """From ``low`` to ``high`` (None: no upper end); a value is a span of one point."""

    low: Decimal
    high: Decimal | None

    @classmethod
    def of(cls, low: Decimal | str, high: Decimal | str | None) -> Span:
        """The span with both ends as exact as projects can agree on."""
        return cls(_rounded(low), None if high is None else _rounded(high))

    def times(self, factor: Decimal) -> Span:
        """The same in another unit."""
        return Span.of(self.low * factor, None if self.high is None else self.high * factor)


Finder: TypeAlias = "Callable[[str], set[Span]]"
"""All values found in a text."""


def point(value: Decimal | str) -> Span:
    """A single value."""
    return Span.of(value, value)


def in_both_units(shares: Iterable[Span]) -> set[Span]:
    """Shares as fractions and in per cent: 0.3 and 30 say the same."""
    shares = set(shares)
    return shares | {share.times(Decimal(100)) for share in shares}


def _rounded(value: Decimal | str) -> Decimal:
    return _DIGITS.create_decimal(value).normalize(_DIGITS)
