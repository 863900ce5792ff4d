"""One clause against one situation: what it brings, whether it applies, what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from policy_rules.amounts import amount_under
from policy_rules.conditions import Condition, State
from policy_rules.facts import FactKind
from policy_rules.interval import NOTHING, ZERO, Interval
from policy_rules.pack import Clause, Pack, Requirement
from policy_rules.prospects import Prospects
from policy_rules.result import Status
from policy_rules.situation import Situation

__all__ = ["APPLICATION_DATE", "Assessment", "ConditionStanding"]

APPLICATION_DATE = "as_of"
"""What a condition asks for that asks for no fact: the day of the application."""


@dataclass(frozen=True)
class ConditionStanding:
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

    @cached_property
    def shown(self) -> dict[tuple[str, ...], object]:
        """How it was shown, by the readings named with it."""
        return {}

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
        required = (requirement.condition for requirement in self._requirements)
        return amount_under(self.clause.amount, required, self.situation)

    @cached_property
    def conditions(self) -> tuple[ConditionStanding, ...]:
        """The clause's conditions, then those of the branches that may be taken."""
        found = [self._settled(requirement) for requirement in self._requirements]
        contingencies = self.clause.amount.contingencies(self.situation) if self.clause.amount else ()
        for contingency in contingencies:
            settled = self._settle(contingency.text, contingency.condition, None)
            if contingency.taken is None and settled.state is not State.MET:
                settled = ConditionStanding(settled.text, settled.fact, State.UNKNOWN, settled.quote)
            if settled.state is State.UNMET and not self.amount.is_certainly_zero:
                continue  # one part falls away; the others still bring something
            if settled not in found:
                found.append(settled)
        return tuple(found)

    def _settled(self, requirement: Requirement) -> ConditionStanding:
        """A requirement with a quote of its own stands the same for every clause: found once for a situation."""
        if requirement.quote is None:
            return self._settle(requirement.text, requirement.condition, None)
        found = self.situation.memo.get(id(requirement))
        if not isinstance(found, ConditionStanding):
            found = self._settle(requirement.text, requirement.condition, requirement.quote)
            self.situation.memo[id(requirement)] = found
        return found

    def _settle(self, text: str, condition: Condition, quote: str | None) -> ConditionStanding:
        facts = condition.facts or (APPLICATION_DATE,)
        fact = next((fact for fact in facts if not self.situation.knows(fact)), facts[0])
        return ConditionStanding(text, fact, condition.state(self.situation), quote or self.clause.quote)

    @property
    def missing(self) -> tuple[str, ...]:
        """The unknown amount facts that can still change the amount, in the order of the rule."""
        return self._prospects.missing if self._prospects else ()

    def at_stake(self, fact: str) -> Decimal:
        """How far answering ``fact`` can move either bound of the amount, in 元; may be infinite."""
        return self._prospects.at_stake(fact) if self._prospects else ZERO

    def depends_on(self, fact: str) -> Decimal:
        """How much money depends on a condition that asks for ``fact``: all of it, or what one branch adds."""
        required = any(fact in requirement.condition.facts for requirement in self._requirements)
        is_date = self.situation.kind(fact) is FactKind.DATE
        return self.amount.high if required or is_date else self.at_stake(fact)

    @property
    def has_open_branches(self) -> bool:
        """Whether a branch of the rule may or may not be taken, by a condition that is still open."""
        rule = self.clause.amount
        return rule is not None and any(
            condition.prospect(self.situation, hoped=False) is not condition.prospect(self.situation)
            for condition in rule.branch_conditions
        )

    @cached_property
    def _prospects(self) -> Prospects | None:
        return Prospects(self.pack, self.clause, self.situation) if self.clause.amount else None
