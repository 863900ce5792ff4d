"""What the grammar finds: a quantity with its bounds, its place in the text and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

__all__ = ["Dimension", "Period", "Quantity"]


class Dimension(str, Enum):
    """What a quantity measures, and with it the unit of its numbers."""

    MONEY = "money"  # 元
    FOREIGN_MONEY = "foreign_money"  # unit names the currency; never converted
    AREA = "area"  # ㎡
    UNIT_PRICE = "unit_price"  # 元/㎡ per period
    SHARE = "share"  # fraction: 0.3 is 30%
    COUNT = "count"  # unit names what is counted (个, 人, 台 …)
    MONTHS = "months"
    DAYS = "days"
    YEAR = "year"  # 2019
    YEARS_AGO = "years_ago"  # 去年 is 1, 今年 0
    DATE = "date"  # 20190501
    NUMBER = "number"  # no unit at all


class Period(str, Enum):
    """For how long an amount of money is meant: 一天四块五, 月租5万."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(slots=True)
class Quantity:
    """``low`` to ``high`` (``None``: no upper bound) in the unit of the dimension; ``text[start:end]`` says it."""

    dimension: Dimension
    low: Decimal
    high: Decimal | None
    start: int
    end: int
    approximate: bool = False
    unit: str = ""
    period: Period | None = None
    per_area: bool = False
    bounded: bool = False
    """Whether a word bounds it on one side (不到, 以上): such a number is also how conditions are spoken of."""
    names_unit: bool = True
    """False for 6200; True for 6200万 and 800平."""
    tail: Decimal = Decimal(1)
    """The magnitudes after the last digits: in 「3到5千万」 they hold for the 3 as well."""
    step: Decimal = Decimal(1)
    """The place of the last digit named: 「多」 and 「出头」 reach to the next of these."""
    is_lone_digit: bool = False
    """A Chinese digit without unit, which only means something as the lower end of a range (三到五百万)."""
    said_low: Decimal | None = None
    """The lower end before a word like 不到 took it to zero."""
    core_start: int = -1
    """Where the number itself begins; ``start`` includes 「不到」 or 「每平」 before it."""

    def __post_init__(self) -> None:
        if self.core_start < 0:
            self.core_start = self.start

    def negated(self, start: int) -> Quantity:
        """The same below zero, with its sign at ``start``."""
        low = -self.low if self.high is None else -self.high
        return replace(self, low=low, high=-self.low, start=start, core_start=start)

    @property
    def is_negative(self) -> bool:
        """Less than nothing, in part at least: a number, but the value of no fact."""
        return self.low < 0 and self.dimension is not Dimension.YEARS_AGO

    @property
    def is_point(self) -> bool:
        return self.low == self.high
