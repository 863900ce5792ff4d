"""What a rule brings where one open yes/no fact is asked in several of its branches.

Such branches are not independent: of two that exclude each other only one is ever taken. The rule is therefore
evaluated once for every answer to such a fact; a case in which nothing is brought is one in which the clause's
conditions do not hold, and is left out as an open condition is (:mod:`policy_rules.conditions`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from policy_rules.amounts.choices import if_holds
from policy_rules.conditions import Condition
from policy_rules.facts import FactKind, FactValue
from policy_rules.interval import NOTHING, Cause, Interval
from policy_rules.situation import Situation

if TYPE_CHECKING:
    from policy_rules.amounts import AmountNode

__all__ = ["amount_under", "linking_facts"]

_MOST_FACTS = 8
"""More than so many are looked at branch by branch, which is never too narrow."""


def amount_under(rule: AmountNode, conditions: Iterable[Condition], situation: Situation) -> Interval:
    """What ``rule`` brings if the open ones of ``conditions`` hold."""
    required = tuple(conditions)
    return _by_cases(rule, required, situation, tuple(islice(_open(rule, required, situation), _MOST_FACTS)))


def linking_facts(rule: AmountNode, conditions: Iterable[Condition]) -> frozenset[str]:
    """The facts asked in several branches of ``rule``, or in a branch and one of ``conditions``."""
    if not rule.branch_conditions:
        return frozenset()
    in_branches = Counter(fact for condition in rule.branch_conditions for fact in set(condition.facts))
    in_conditions = {fact for condition in conditions for fact in condition.facts}
    return frozenset(fact for fact, times in in_branches.items() if times > 1 or fact in in_conditions)


def _open(rule: AmountNode, conditions: Sequence[Condition], situation: Situation) -> Iterator[str]:
    for fact in sorted(linking_facts(rule, conditions)):
        definition = situation.definitions[fact]
        if not situation.knows(fact) and not definition.kind.is_quantity and not definition.is_amount:
            yield fact


def _by_cases(
    rule: AmountNode, conditions: Sequence[Condition], situation: Situation, facts: Sequence[str]
) -> Interval:
    if facts:
        found = [
            _by_cases(rule, conditions, situation.supposing(facts[0], answer), facts[1:])
            for answer in _answers(facts[0], situation)
        ]
        return Interval.hull(
            [amount for amount in found if not amount.is_certainly_zero] or [NOTHING], frozenset({Cause.MISSING_FACT})
        )
    amount = rule.interval(situation)
    for condition in conditions:
        amount = if_holds(condition, amount, situation)
    return amount


def _answers(fact: str, situation: Situation) -> Sequence[FactValue]:
    return (True, False) if situation.kind(fact) is FactKind.BOOLEAN else situation.choices(fact)
