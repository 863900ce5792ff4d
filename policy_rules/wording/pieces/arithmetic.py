"""Words of shares, sums, caps, units, differences."""

from __future__ import annotations

from policy_rules.amounts import (
    AtMost,
    Beyond,
    EachOf,
    Fixed,
    GrowthOf,
    HighestOf,
    LowestOf,
    Product,
    ProRata,
    RatioOf,
    ShareOf,
    Sum,
    UpTo,
)
from policy_rules.facts import FactKind
from policy_rules.situation import Situation
from policy_rules.wording.pieces.base import Loose, factor, in_words, side_by_side, written


@in_words.register
def _(amount: ShareOf, situation: Situation) -> str:
    return f"{factor(amount.of, situation)} × {factor(amount.share, situation)}"


@in_words.register
def _(amount: AtMost, situation: Situation) -> str:
    named = isinstance(amount.at_most, UpTo)
    cap = in_words(amount.at_most, situation).removeprefix("最高") if named else factor(amount.at_most, situation)
    inner, limit = amount.of.interval(situation), amount.at_most.interval(situation)
    if _is_area(amount):
        # An area within its limit is simply that area; above it, it is the limit.
        return in_words(amount.of, situation) if inner.high <= limit.low else f"{cap}（面积上限）"
    return Loose(f"{in_words(amount.of, situation)}，最高{cap}")


def _is_area(amount: AtMost) -> bool:
    return isinstance(amount.at_most, Fixed) and amount.at_most.measure.dimension.value == FactKind.AREA.value


@in_words.register
def _(amount: Beyond, situation: Situation) -> str:
    if amount.beyond.in_any_case(situation).is_certainly_zero:
        return in_words(amount.of, situation)
    return Loose(f"{factor(amount.of, situation)} − {factor(amount.beyond, situation)}")


@in_words.register
def _(amount: Sum, situation: Situation) -> str:
    return side_by_side(amount.sum, situation, " + ")


@in_words.register
def _(amount: Product, situation: Situation) -> str:
    return " × ".join(factor(part, situation) for part in amount.product)


@in_words.register
def _(amount: HighestOf, situation: Situation) -> str:
    return side_by_side(amount.highest_of, situation, "、", "，取最高")


@in_words.register
def _(amount: LowestOf, situation: Situation) -> str:
    return side_by_side(amount.lowest_of, situation, "、", "，取最低")


@in_words.register
def _(amount: EachOf, situation: Situation) -> str:
    return f"{factor(amount.times, situation)} × {factor(amount.each, situation)}"


@in_words.register
def _(amount: GrowthOf, situation: Situation) -> str:
    return f"{factor(amount.growth_of, situation)}较{factor(amount.since, situation)}的增幅"


@in_words.register
def _(amount: RatioOf, situation: Situation) -> str:
    return f"{factor(amount.ratio_of, situation)}占{factor(amount.to, situation)}的比例"


@in_words.register
def _(amount: ProRata, situation: Situation) -> str:
    whole = factor(amount.pro_rata, situation)
    size, limit = amount.of.interval(situation), amount.within.interval.high
    if size.high <= limit:
        return whole
    return f"{whole} × {written(amount.within)} ÷ {factor(amount.of, situation)}"
