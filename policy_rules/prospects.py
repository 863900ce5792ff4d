"""What answering a missing fact could still change about the amount of one clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from policy_rules.amounts import AmountNode, amount_under, if_holds, linking_facts
from policy_rules.clause import Clause
from policy_rules.facts import FactValue
from policy_rules.interval import INFINITY, NOTHING, ZERO, Cause, Interval, exactly
from policy_rules.pack import Pack
from policy_rules.situation import Situation

__all__ = ["Prospects"]

_SOME = exactly(1)


@dataclass(frozen=True, eq=False)
class Prospects:
    """The amounts that a clause with a rule may come to as its open facts are answered."""

    pack: Pack
    clause: Clause
    situation: Situation

    @property
    def _rule(self) -> AmountNode:
        assert self.clause.amount
        return self.clause.amount

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The unknown amount facts that can still change the amount, in the order of the rule."""
        return tuple(fact for fact in self._unknown if self._matters(fact))

    def at_stake(self, fact: str) -> Decimal:
        """How far answering ``fact`` can move either bound of the amount, in 元; may be infinite."""
        amounts = self._by_answer(fact)
        return max(_spread(amount.low for amount in amounts), _spread(amount.high for amount in amounts))

    @cached_property
    def _unknown(self) -> tuple[str, ...]:
        asked_for = [*self._rule.facts_in(self.situation)]
        asked_for += [fact for required in self.pack.requirements(self.clause) for fact in required.condition.facts]
        return tuple(fact for fact in dict.fromkeys(asked_for) if self.situation.is_missing_amount(fact))

    def _matters(self, fact: str) -> bool:
        return _differ(self._by_answer(fact)) or any(
            _differ(self._amounts_by_answer(fact, self.situation.supposing(other, answer), other))
            for other in self._unknown
            if other != fact
            for answer in self._ordinary_answers(other)  # some facts matter only together
        )

    def _ordinary_answers(self, fact: str) -> tuple[FactValue, ...]:
        return tuple(self.pack.facts[fact].choices) or (_SOME,)

    def _by_answer(self, fact: str) -> tuple[Interval, ...]:
        """The amounts that answering one fact alone can lead to."""
        found = self._found.get(fact)
        if found is None:
            found = self._found[fact] = tuple(self._amounts_by_answer(fact, self.situation))
        return found

    @cached_property
    def _found(self) -> dict[str, tuple[Interval, ...]]:
        return {}

    def _amounts_by_answer(self, fact: str, situation: Situation, *supposed: str) -> Iterator[Interval]:
        answered_facts = {fact, *supposed, *self._links}
        requirements = self.pack.requirements(self.clause)
        concerned = [r.condition for r in requirements if not answered_facts.isdisjoint(r.condition.facts)]
        gate = self._gate(answered_facts)
        for answer in self.pack.telling_answers(self.clause, fact):
            answered = situation.supposing(fact, answer)
            yield gate(amount_under(self._rule, concerned, answered))

    @cached_property
    def _links(self) -> frozenset[str]:
        return linking_facts(self._rule, (r.condition for r in self.pack.requirements(self.clause)))

    def _gate(self, answered: set[str]) -> Callable[[Interval], Interval]:
        """What the requirements that don't ask for ``answered`` leave of an amount: the same for every answer."""
        causes: set[Cause] = set()
        for requirement in self.pack.requirements(self.clause):
            if answered.isdisjoint(requirement.condition.facts):
                left = if_holds(requirement.condition, _SOME, self.situation)
                if left.is_certainly_zero:
                    return lambda amount: NOTHING
                causes |= left.causes
        why = frozenset(causes)
        return (lambda amount: amount.or_zero(why)) if why else (lambda amount: amount)


def _differ(amounts: Iterable[Interval]) -> bool:
    found = iter(amounts)
    first = next(found).bounds
    return any(amount.bounds != first for amount in found)


def _spread(values: Iterator[Decimal]) -> Decimal:
    found = tuple(values)
    low, high = min(found), max(found)
    return ZERO if low == high else high - low if high != INFINITY else INFINITY
