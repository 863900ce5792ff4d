"""Words of branches."""

from __future__ import annotations

from policy_rules.amounts import Branch, ByChoice, ByFirstKnown
from policy_rules.situation import Situation
from policy_rules.wording.pieces.base import NOTHING, Loose, in_words


@in_words.register
def _(amount: Branch, situation: Situation) -> str:
    return in_words(amount.gives, situation)


@in_words.register
def _(amount: ByChoice, situation: Situation) -> str:
    definition = situation.definitions[amount.by]
    possible = situation.choices(amount.by)
    if len(possible) == 1:
        case = amount.cases.get(possible[0])
        return in_words(case, situation) if case else f"{definition.label_of(possible[0])}：{NOTHING}"
    return Loose(
        "；".join(
            f"{definition.label_of(choice)}：{in_words(case, situation)}" for choice, case in amount.cases.items()
        )
    )


@in_words.register
def _(amount: ByFirstKnown, situation: Situation) -> str:
    way = amount.way(situation)
    if way:
        return in_words(way, situation)
    return "或".join(situation.definitions[fact].label for fact in amount.by_first_known)
