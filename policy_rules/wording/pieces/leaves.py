"""Words of numbers, facts, ceilings and floors."""

from __future__ import annotations

from policy_rules.amounts import AtDiscretionFrom, FactAmount, Fixed, UpTo
from policy_rules.facts import FactKind
from policy_rules.situation import Situation
from policy_rules.wording.numbers import quantity
from policy_rules.wording.pieces.base import Loose, in_words, written


@in_words.register
def _(amount: Fixed, situation: Situation) -> str:
    return written(amount.measure)


@in_words.register
def _(amount: FactAmount, situation: Situation) -> str:
    definition = situation.definitions[amount.fact]
    if not situation.knows(amount.fact):
        return definition.label
    unit = definition.unit if definition.kind in (FactKind.COUNT, FactKind.NUMBER, FactKind.UNIT_PRICE) else None
    return quantity(situation.quantity(amount.fact), definition.kind, unit)


@in_words.register
def _(amount: UpTo, situation: Situation) -> str:
    return Loose(f"最高{written(amount.up_to)}")


@in_words.register
def _(amount: AtDiscretionFrom, situation: Situation) -> str:
    return Loose(f"最低{written(amount.no_less_than)}")
