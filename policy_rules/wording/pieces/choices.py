"""Words of branches."""

from __future__ import annotations

from policy_rules.amounts import Branch, ByChoice, ByFirstKnown, FactAmount, NewlyPassed, Threshold
from policy_rules.situation import Situation
from policy_rules.wording.pieces.base import in_words, written


@in_words.register
def _(amount: Branch, situation: Situation) -> str:
    return in_words(amount.gives, situation)


@in_words.register
def _(amount: ByChoice, situation: Situation) -> str:
    definition = situation.definitions[amount.by]
    possible = situation.choices(amount.by)
    if len(possible) == 1:
        case = amount.cases.get(possible[0])
        return in_words(case, situation) if case else f"{definition.label_of(possible[0])}：0元"
    return "；".join(
        f"{definition.label_of(choice)}：{in_words(case, situation)}" for choice, case in amount.cases.items()
    )


@in_words.register
def _(amount: NewlyPassed, situation: Situation) -> str:
    if amount.several == "add_up":
        passed = amount.parts_in(situation)
        return " + ".join(in_words(threshold, situation) for threshold in passed) or "没有首次突破的档次"
    outcomes = tuple(amount.outcomes(situation))
    if len(outcomes) > 1:
        return "；".join(in_words(threshold, situation) for threshold in amount.thresholds)
    if outcomes[0] is None:
        return "没有首次突破的档次"
    now, before = (in_words(FactAmount(fact), situation) for fact in (amount.newly_passed, amount.since))
    return f"{now}首次突破{written(outcomes[0].over)}（此前最高{before}）：{in_words(outcomes[0].gives, situation)}"


@in_words.register
def _(amount: Threshold, situation: Situation) -> str:
    return f"首次突破{written(amount.over)}：{in_words(amount.gives, situation)}"


@in_words.register
def _(amount: ByFirstKnown, situation: Situation) -> str:
    way = amount.way(situation)
    if way:
        return in_words(way, situation)
    return "或".join(situation.definitions[fact].label for fact in amount.by_first_known)
