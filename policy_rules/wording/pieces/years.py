"""Words of years and months."""

from __future__ import annotations

from policy_rules.amounts import ForMonths, OverYears, YearOfDays, YearOfMonths
from policy_rules.measures import Measure
from policy_rules.situation import Situation
from policy_rules.wording.pieces.base import Loose, factor, in_words, written


@in_words.register
def _(amount: YearOfMonths, situation: Situation) -> str:
    return f"{factor(amount.year_of_months, situation)} × 12个月"


@in_words.register
def _(amount: YearOfDays, situation: Situation) -> str:
    return f"{factor(amount.year_of_days, situation)} × 365天"


@in_words.register
def _(amount: ForMonths, situation: Situation) -> str:
    words = f"{factor(amount.of, situation)} × {factor(amount.for_months, situation)} ÷ 12个月"
    return Loose(f"{words}，每年最高{written(amount.each_year_at_most)}") if amount.each_year_at_most else words


@in_words.register
def _(amount: OverYears, situation: Situation) -> str:
    capped = f"，每年最高{written(amount.each_year_at_most)}" if amount.each_year_at_most else ""
    if isinstance(amount.over_years, Measure):
        words = f"{factor(amount.of, situation)} × {len(amount.shares)}年"
        return Loose(words + capped) if capped else words
    shares = " + ".join(written(share) for share in amount.over_years)
    words = f"{factor(amount.of, situation)} ×（{shares}）"
    return Loose(words + capped) if capped else words
