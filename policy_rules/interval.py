"""Amounts that are known only within bounds, and why they are.

An :class:`Interval` is what an amount can be: ``[low, high]``, exact decimals, ``high`` infinite
where nothing bounds it. An interval wider than a point remembers its causes (a review that
decides, a fact that is missing …); a point has none, so causes that no longer matter are
forgotten by themselves, for example once a cap has been reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Context, Decimal, localcontext
from enum import Enum
from functools import wraps
from typing import ParamSpec, TypeVar

__all__ = ["INFINITY", "NOTHING", "ZERO", "Cause", "Interval", "exactly", "in_exact_arithmetic"]

ZERO = Decimal(0)
INFINITY = Decimal("Infinity")

# Enough digits for any sum of finite doubles: only a division is ever rounded, far below 分.
_EXACT = Context(prec=340)

P = ParamSpec("P")
R = TypeVar("R")


def in_exact_arithmetic(function: Callable[P, R]) -> Callable[P, R]:
    """Decorator: the decimals of ``function`` are computed without loss, whatever the caller's context."""

    @wraps(function)
    def exact(*args: P.args, **kwargs: P.kwargs) -> R:
        with localcontext(_EXACT):
            return function(*args, **kwargs)

    return exact


class Cause(str, Enum):
    """Why an amount is a range and not a number."""

    REVIEW = "review"  # a review decides within the bounds (10%-30%)
    CEILING_ONLY = "ceiling_only"  # the policy only says 最高
    MISSING_FACT = "missing_fact"
    APPROXIMATE_FACT = "approximate_fact"  # the fact itself is known as a range


@dataclass(frozen=True, slots=True)
class Interval:
    """All that an amount can be: ``low`` to ``high``, both included, with the causes of the width."""

    low: Decimal
    high: Decimal
    causes: frozenset[Cause] = field(default=frozenset())

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"reversed interval: {self.low} > {self.high}")
        if self.low == self.high and self.causes:
            object.__setattr__(self, "causes", frozenset())

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    @property
    def is_certainly_zero(self) -> bool:
        return self.high == ZERO

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        return self.low, self.high

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high, self.causes | other.causes)

    def minus(self, other: Interval) -> Interval:
        """The difference, never below zero: support is not negative."""
        low = ZERO if other.high == INFINITY else max(ZERO, self.low - other.high)
        high = INFINITY if self.high == INFINITY else max(ZERO, self.high - other.low)
        return Interval(low, max(low, high), self.causes | other.causes)

    def __mul__(self, other: Interval) -> Interval:
        return Interval(times(self.low, other.low), times(self.high, other.high), self.causes | other.causes)

    def at_most(self, cap: Interval) -> Interval:
        return Interval(min(self.low, cap.low), min(self.high, cap.high), self.causes | cap.causes)

    def at_least(self, floor: Interval) -> Interval:
        return Interval(max(self.low, floor.low), max(self.high, floor.high), self.causes | floor.causes)

    def or_zero(self, causes: frozenset[Cause]) -> Interval:
        """The same amount, or nothing: what a condition that may fail, because of ``causes``, leaves of it."""
        return Interval.hull((self, NOTHING), causes)

    @staticmethod
    def sum(intervals: Iterable[Interval]) -> Interval:
        total = NOTHING
        for interval in intervals:
            total = total + interval
        return total

    @staticmethod
    def hull(intervals: Iterable[Interval], causes: frozenset[Cause] = frozenset()) -> Interval:
        """The smallest interval that holds all of ``intervals``, of which one is true.

        ``causes`` are why it is open which one; they matter only where the intervals differ.
        """
        found = list(intervals)
        if all(interval == found[0] for interval in found):
            return found[0]
        merged = causes.union(*(interval.causes for interval in found))
        return Interval(min(i.low for i in found), max(i.high for i in found), merged)


def exactly(value: Decimal | int) -> Interval:
    """The interval of one value."""
    number = Decimal(value)
    return Interval(number, number)


NOTHING = exactly(ZERO)


def times(a: Decimal, b: Decimal) -> Decimal:
    """A product in which nothing of an unbounded amount is nothing."""
    return ZERO if not a or not b else a * b
