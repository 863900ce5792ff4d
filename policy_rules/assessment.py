"""One clause against one situation: what it brings, whether it applies, what is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from policy_rules.amounts import if_holds
from policy_rules.conditions import Condition, State
from policy_rules.facts import FactValue
from policy_rules.interval import INFINITY, NOTHING, ZERO, Cause, Interval, exactly
from policy_rules.pack import Clause, Pack, Requirement
from policy_rules.result import Status
from policy_rules.situation import Situation
from policy_rules.wording.numbers import rounded

__all__ = ["APPLICATION_DATE", "Assessment", "OpenOrSettled"]

APPLICATION_DATE = "as_of"
"""What a condition asks for that asks for no fact: the day of the application."""

_SOME = exactly(1)


@dataclass(frozen=True)
class OpenOrSettled:
    """A condition as it stands for this applicant."""

    text: str
    fact: str
    state: State
    quote: str


@dataclass(frozen=True, eq=False)
class Assessment:
    """A clause in a situation; ``project`` is the key of the project it is about."""

    pack: Pack
    clause: Clause
    situation: Situation
    project: str | int | None

    @property
    def clause_id(self) -> str:
        return self.clause.id

    @cached_property
    def status(self) -> Status:
        """In the order of the contract: what is certain first."""
        if State.UNMET in self._states:
            return Status.INELIGIBLE
        if self.clause.amount is None:
            return Status.DISCRETIONARY
        if self.amount.is_certainly_zero:
            return Status.INELIGIBLE
        if self.missing:
            return Status.NEEDS_INFO
        return Status.CONDITIONAL if self._states & {State.UNKNOWN, State.REVIEW} else Status.ELIGIBLE

    @cached_property
    def standing(self) -> tuple[bool, bool, tuple[Decimal, Decimal]]:
        """All that decides status and amount, without asking what each missing fact could still change."""
        unmet = State.UNMET in self._states or (self.clause.amount is not None and self.amount.is_certainly_zero)
        is_open = bool(self._states & {State.UNKNOWN, State.REVIEW})
        return unmet, is_open and not unmet, NOTHING.bounds if unmet else self.amount.bounds

    @property
    def _requirements(self) -> tuple[Requirement, ...]:
        return self.pack.requirements(self.clause)

    @cached_property
    def _states(self) -> frozenset[State]:
        return frozenset(condition.state for condition in self.conditions)

    @cached_property
    def amount(self) -> Interval:
        """What the clause brings if its open conditions hold and its reviews pass, in 元."""
        if self.clause.amount is None:
            return NOTHING
        amount = self.clause.amount.interval(self.situation)
        for requirement in self._requirements:
            amount = if_holds(requirement.condition, amount, self.situation)
        return amount

    @cached_property
    def conditions(self) -> tuple[OpenOrSettled, ...]:
        """The clause's conditions, then those of the branches that may be taken."""
        found = [self._settled(requirement) for requirement in self._requirements]
        contingencies = self.clause.amount.contingencies(self.situation) if self.clause.amount else ()
        for contingency in contingencies:
            settled = self._settle(contingency.text, contingency.condition, None)
            if contingency.taken is None and settled.state is not State.MET:
                settled = OpenOrSettled(settled.text, settled.fact, State.UNKNOWN, settled.quote)
            if settled.state is State.UNMET and not self.amount.is_certainly_zero:
                continue  # one part falls away; the others still bring something
            if settled not in found:
                found.append(settled)
        return tuple(found)

    def _settled(self, requirement: Requirement) -> OpenOrSettled:
        """A requirement with a quote of its own stands the same for every clause: found once for a situation."""
        if requirement.quote is None:
            return self._settle(requirement.text, requirement.condition, None)
        found = self.situation.memo.get(id(requirement))
        if not isinstance(found, OpenOrSettled):
            found = self._settle(requirement.text, requirement.condition, requirement.quote)
            self.situation.memo[id(requirement)] = found
        return found

    def _settle(self, text: str, condition: Condition, quote: str | None) -> OpenOrSettled:
        facts = condition.facts or (APPLICATION_DATE,)
        fact = next((fact for fact in facts if not self.situation.knows(fact)), facts[0])
        return OpenOrSettled(text, fact, condition.state(self.situation), quote or self.clause.quote)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The unknown amount facts that can still change the amount, in the order of the rule."""
        return tuple(fact for fact in self._missing_amount_facts if self._matters(fact))

    @cached_property
    def _missing_amount_facts(self) -> tuple[str, ...]:
        amount = self.clause.amount
        needed = [*(amount.facts_in(self.situation) if amount else ())]
        needed += [fact for requirement in self._requirements for fact in requirement.condition.facts]
        return tuple(fact for fact in dict.fromkeys(needed) if self.situation.is_missing_amount(fact))

    def _matters(self, fact: str) -> bool:
        return _differ(self._by_answer(fact)) or any(
            _differ(self._amounts_by_answer(fact, self.situation.supposing(other, answer), other))
            for other in self._missing_amount_facts
            if other != fact
            for answer in self._ordinary_answers(other)  # some facts matter only together
        )

    def _ordinary_answers(self, fact: str) -> tuple[FactValue, ...]:
        return tuple(self.pack.facts[fact].choices) or (_SOME,)

    def at_stake(self, fact: str) -> Decimal:
        """How far answering ``fact`` can move either bound of the amount, in 元; may be infinite."""
        amounts = self._by_answer(fact)
        return max(_spread(amount.low for amount in amounts), _spread(amount.high for amount in amounts))

    def _by_answer(self, fact: str) -> tuple[Interval, ...]:
        """The amounts that answering one fact alone can lead to."""
        found = self._amounts_found.get(fact)
        if found is None:
            found = self._amounts_found[fact] = tuple(self._amounts_by_answer(fact, self.situation))
        return found

    @cached_property
    def _amounts_found(self) -> dict[str, tuple[Interval, ...]]:
        return {}

    def _amounts_by_answer(self, fact: str, situation: Situation, *supposed: str) -> Iterator[Interval]:
        assert self.clause.amount
        concerned = [r.condition for r in self._requirements if not {fact, *supposed}.isdisjoint(r.condition.facts)]
        gate = self._gate(fact, *supposed)
        for answer in self.pack.telling_answers(self.clause, fact):
            answered = situation.supposing(fact, answer)
            amount = self.clause.amount.interval(answered)
            for condition in concerned:
                amount = if_holds(condition, amount, answered)
            yield gate(amount)

    def _gate(self, *facts: str) -> Callable[[Interval], Interval]:
        """What the requirements that don't ask for ``facts`` leave of an amount."""
        causes: set[Cause] = set()
        for requirement in self._requirements:
            if set(facts).isdisjoint(requirement.condition.facts):
                left = if_holds(requirement.condition, _SOME, self.situation)
                if left.is_certainly_zero:
                    return lambda amount: NOTHING
                causes |= left.causes
        return (
            (lambda amount: Interval(ZERO, amount.high, amount.causes | causes)) if causes else (lambda amount: amount)
        )


def _differ(amounts: Iterable[Interval]) -> bool:
    found = iter(amounts)
    first = next(found).bounds
    return any(amount.bounds != first for amount in found)


def _spread(values: Iterator[Decimal]) -> Decimal:
    found = tuple(values)
    low, high = min(found), max(found)
    return ZERO if low == high else high - low if high != INFINITY else INFINITY


def disagreements(clause: Clause, situation: Situation) -> Iterator[tuple[str, Mapping[str, Interval]]]:
    """``(what, value by the fact it starts from)`` where known ways to one quantity contradict each other."""
    for check in clause.should_agree:
        known = {
            fact: way.interval(situation)
            for fact, way in check.values.items()
            if all(situation.knows(needed) for needed in way.facts)
        }
        # Compared in 分: a price a month is no terminating decimal of a price a day.
        if known and rounded(max(i.low for i in known.values())) > rounded(min(i.high for i in known.values())):
            yield check.about, known
