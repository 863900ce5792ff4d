"""Words of size classes."""

from __future__ import annotations

from policy_rules.amounts import Band, ByBand
from policy_rules.situation import Situation
from policy_rules.wording.pieces.base import NOTHING, Loose, factor, in_words


@in_words.register
def _(amount: ByBand, situation: Situation) -> str:
    possible = amount.possible(situation)
    if len(possible) == 1:
        return in_words(possible[0], situation) if possible[0] else f"不在任何一档：{NOTHING}"
    return Loose("；".join(in_words(band, situation) for band in possible if band))


@in_words.register
def _(amount: Band, situation: Situation) -> str:
    return f"{factor(amount.gives, situation)}（{amount.is_.words}）"
