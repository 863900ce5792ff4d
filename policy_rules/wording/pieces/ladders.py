"""Words of slabs, steps and stages."""

from __future__ import annotations

from policy_rules.amounts import ForEvery, Slabs, Stages
from policy_rules.situation import Situation
from policy_rules.wording.pieces.base import NOTHING, Loose, factor, in_words, written


@in_words.register
def _(amount: Slabs, situation: Situation) -> str:
    whole = factor(amount.of, situation)
    parts = [
        f"{written(slab.up_to)}以内 × {written(slab.share)}" if slab.up_to else f"超出部分 × {written(slab.share)}"
        for slab in amount.slabs
    ]
    return Loose(f"{whole}分段：{'；'.join(parts)}")


@in_words.register
def _(amount: ForEvery, situation: Situation) -> str:
    return Loose(f"{factor(amount.of, situation)}每满{written(amount.for_every)}给{in_words(amount.gives, situation)}")


@in_words.register
def _(amount: Stages, situation: Situation) -> str:
    definition = situation.definitions[amount.reached]
    possible = situation.choices(amount.reached)
    names = amount.up_to(possible[0]) if len(possible) == 1 else tuple(amount.stages)
    if not names:
        return f"{definition.label_of(possible[0])}：{NOTHING}"
    words = " + ".join(f"{definition.label_of(name)}{factor(amount.stages[name], situation)}" for name in names)
    return Loose(words) if len(names) > 1 else words
