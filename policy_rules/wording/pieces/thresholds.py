"""Words of thresholds passed for the first time."""

from __future__ import annotations

from policy_rules.amounts import FactAmount, NewlyPassed, Threshold
from policy_rules.situation import Situation
from policy_rules.wording.pieces.base import NOTHING, Loose, factor, in_words, written


@in_words.register
def _(amount: NewlyPassed, situation: Situation) -> str:
    if not amount.is_settled(situation):
        return Loose("；".join(in_words(threshold, situation) for threshold in amount.thresholds))
    passed = amount.outcomes(situation)[0]
    if not passed:
        return f"没有首次突破的档次：{NOTHING}"
    if len(passed) > 1:
        return Loose(" + ".join(in_words(threshold, situation) for threshold in passed))
    now, before = (in_words(FactAmount(fact), situation) for fact in (amount.newly_passed, amount.since))
    return Loose(f"{now}首次突破{written(passed[0].over)}（此前最高{before}）：{in_words(passed[0].gives, situation)}")


@in_words.register
def _(amount: Threshold, situation: Situation) -> str:
    return f"首次突破{written(amount.over)}：{factor(amount.gives, situation)}"
