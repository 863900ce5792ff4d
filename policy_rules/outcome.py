"""Everything that a policy means for one applicant: each clause, what is given up, what it sums up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from policy_rules.assessed import LATELY, Assessed
from policy_rules.assessment import Assessment
from policy_rules.combination import Combined, GivenUp, best_combination, conflicts_between
from policy_rules.combination.ceilings import Ceiling, Reduction, reductions, sum_under
from policy_rules.facts import Facts, Project, Scope
from policy_rules.interval import Interval
from policy_rules.pack import Clause, Pack
from policy_rules.policy import Cap, Per
from policy_rules.result import Status
from policy_rules.situation import Situation

__all__ = ["COUNTS", "Outcome", "outcome_of"]

COUNTS = (Status.ELIGIBLE, Status.CONDITIONAL)
"""Clauses that are sure enough to be part of the total, and to exclude each other."""


def outcome_of(pack: Pack, facts: Facts, day: date, assessed: Assessed = LATELY) -> Outcome:
    """All clauses for one applicant."""
    return Outcome(pack, facts, day, tuple(_assess_all(pack, facts, day, assessed)), assessed)


def _assess_all(pack: Pack, facts: Facts, day: date, assessed: Assessed) -> Iterator[Assessment]:
    situations: dict[str | int | None, Situation] = {}
    for clause in pack.clauses:
        for project in _projects_of(pack, clause, facts):
            key = project.key if project else None
            situation = situations.get(key)
            if situation is None:
                situation = situations[key] = Situation(pack.facts, facts.of(project), day)
            yield assessed.of(pack, clause, situation, key)


def _projects_of(pack: Pack, clause: Clause, facts: Facts) -> Sequence[Project | None]:
    return facts.projects if facts.projects and pack.scope(clause) is Scope.PROJECT else (None,)


@dataclass(frozen=True, eq=False)
class Outcome:
    """``assessments`` in document order; the entries of exclusions and sums are indexes into them."""

    pack: Pack
    facts: Facts
    day: date
    assessments: tuple[Assessment, ...]
    assessed: Assessed

    @property
    def given_up(self) -> tuple[GivenUp, ...]:
        """What gives way to something better. A clause that still needs information takes no part."""
        return self.combined.given_up

    @cached_property
    def combined(self) -> Combined:
        """The best combination of all that is sure enough to count."""
        groups = self.pack.policy.exclusive
        if not groups:
            return Combined()
        sure = {i: assessment for i, assessment in enumerate(self.assessments) if assessment.status in COUNTS}
        return best_combination(sure, conflicts_between(groups, sure), tuple(self._over(sure)))

    @cached_property
    def counted(self) -> tuple[int, ...]:
        """All entries that are not given up."""
        excluded = {given.entry for given in self.given_up}
        return tuple(index for index in range(len(self.assessments)) if index not in excluded)

    @cached_property
    def total(self) -> Interval:
        return self._sum(*COUNTS)

    @cached_property
    def potential(self) -> Interval:
        return self._sum(*COUNTS, Status.NEEDS_INFO)

    @cached_property
    def limited(self) -> tuple[Reduction, ...]:
        """The caps over several clauses that take something away from what may be reached."""
        kept = self._kept(*COUNTS, Status.NEEDS_INFO)
        return reductions(tuple(self._over(kept)), kept) if kept else ()

    def _sum(self, *statuses: Status) -> Interval:
        kept = self._kept(*statuses)
        return sum_under(tuple(self._over(kept)), kept)

    def _kept(self, *statuses: Status) -> dict[int, Interval]:
        return {i: self.assessments[i].amount for i in self.counted if self.assessments[i].status in statuses}

    def _over(self, indexes: Iterable[int]) -> Iterator[Ceiling]:
        """The ceilings over these entries."""
        for cap in self.pack.policy.caps:
            members = [index for index in indexes if self.assessments[index].clause_id in cap.clauses]
            projects = dict.fromkeys(self.assessments[i].project if cap.per is Per.PROJECT else None for i in members)
            for project in projects:
                under = (i for i in members if cap.per is not Per.PROJECT or self.assessments[i].project == project)
                yield Ceiling(cap, frozenset(under), self.ceiling(cap, project))

    def ceiling(self, cap: Cap, project: str | int | None = None) -> Interval:
        """The amount of a cap: a number, or what the facts make of it."""
        whose = next((p for p in self.facts.projects if p.key == project), None) if project is not None else None
        return cap.ceiling(Situation(self.pack.facts, self.facts.of(whose), self.day))

    def under(self, pack: Pack) -> Outcome:
        """The same applicant under another reading; clauses that it leaves alone are not assessed again."""
        again = (
            assessment
            if pack.clause(assessment.clause_id) is assessment.clause
            else self.assessed.of(pack, pack.clause(assessment.clause_id), assessment.situation, assessment.project)
            for assessment in self.assessments
        )
        return Outcome(pack, self.facts, self.day, tuple(again), self.assessed)
