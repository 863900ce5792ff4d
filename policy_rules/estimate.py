"""The one entry that chat, command line, HTTP, batch and report share: facts in, estimate out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from policy_rules.assessment import Assessment, disagreements
from policy_rules.combination import GivenUp, given_up
from policy_rules.conditions import State
from policy_rules.facts import Facts, Project, Scope, read_facts
from policy_rules.interval import ZERO, Cause, Interval, exactly, in_exact_arithmetic
from policy_rules.pack import Clause, Pack
from policy_rules.result import (
    Bounds,
    ClauseEstimate,
    ConditionState,
    Estimate,
    Excluded,
    NextQuestion,
    Payment,
    PolicyName,
    ReadingTaken,
    Status,
    StepAmount,
    bounded,
)
from policy_rules.situation import Situation
from policy_rules.wording import notes
from policy_rules.wording.formula import formula, steps

__all__ = ["estimate", "open_questions", "today"]

_SHANGHAI = timezone(timedelta(hours=8))
_COUNTS = (Status.ELIGIBLE, Status.CONDITIONAL)


def today() -> date:
    """The date in Shanghai, where the policies apply."""
    return datetime.now(_SHANGHAI).date()


@in_exact_arithmetic
def estimate(pack: Pack, facts: Facts | Mapping[str, Any], as_of: date | None = None) -> Estimate:
    """For every clause, whether it applies and how much it may bring, in 元.

    ``facts`` is a JSON object of the contract (§3) or what :func:`read_facts` made of one;
    ``as_of`` is the date of application, today by default. Raises :class:`FactError`.
    """
    known = facts if isinstance(facts, Facts) else read_facts(pack.facts, facts)
    day = as_of or today()
    assessments = tuple(_assess_all(pack, known))
    exclusions = given_up(pack.policy.exclusive, assessments)
    excluded = {id(exclusion.assessment) for exclusion in exclusions}
    counted = [assessment for assessment in assessments if id(assessment) not in excluded]
    return Estimate(
        policy=PolicyName(id=pack.id, title=pack.policy.title, document_number=pack.policy.document_number),
        as_of=day,
        in_force=pack.policy.in_force.includes(day),
        clauses=tuple(_clause_estimate(assessment) for assessment in assessments),
        excluded=tuple(_excluded(exclusion) for exclusion in exclusions),
        total=Bounds.of(_sum(counted, *_COUNTS)),
        potential=Bounds.of(_sum(counted, *_COUNTS, Status.NEEDS_INFO)),
        next_question=next(iter(_questions(pack, counted)), None),
        notes=tuple(notes.of_policy(pack, day)),
    )


def _assess_all(pack: Pack, facts: Facts) -> Iterator[Assessment]:
    for clause in pack.clauses:
        for project in _projects_of(pack, clause, facts):
            situation = Situation(pack.facts, facts.of(project))
            yield Assessment(pack, clause, situation, project.key if project else None)


def _projects_of(pack: Pack, clause: Clause, facts: Facts) -> Sequence[Project | None]:
    return facts.projects if facts.projects and pack.scope(clause) is Scope.PROJECT else (None,)


def _sum(assessments: Sequence[Assessment], *statuses: Status) -> Interval:
    total = exactly(ZERO)
    for assessment in assessments:
        if assessment.status in statuses:
            total = total + assessment.amount
    return total


def _clause_estimate(assessment: Assessment) -> ClauseEstimate:
    clause, status, situation = assessment.clause, assessment.status, assessment.situation
    amount = _amount_shown(assessment)
    rule = clause.amount
    return ClauseEstimate(
        id=clause.id,
        number=clause.number,
        title=clause.title,
        quote=clause.quote,
        project=assessment.project,
        status=status,
        amount=Bounds.of(amount) if amount else None,
        formula=formula(rule, situation) if rule else notes.NO_FORMULA,
        steps=tuple(
            StepAmount(label=step.label, expression=step.expression, amount=Bounds.of(step.amount))
            for step in (steps(rule, situation) if rule else ())
        ),
        payments=tuple(
            Payment(label=label, amount=Bounds.of(amount * share.interval))
            for label, share in clause.paid.items()
            if amount
        ),
        conditions=tuple(
            ConditionState(text=condition.text, fact=condition.fact, state=condition.state, quote=condition.quote)
            for condition in assessment.conditions
        ),
        missing=assessment.missing if status is Status.NEEDS_INFO else (),
        range_because=tuple(cause for cause in Cause if amount and cause in amount.causes),
        readings=tuple(
            ReadingTaken(question=reading.question, chosen=reading.chosen, others=reading.others)
            for reading in assessment.pack.readings_of(clause)
        ),
        notes=(*clause.notes, *notes.of_disagreements(assessment.pack, disagreements(clause, situation))),
    )


def _amount_shown(assessment: Assessment) -> Interval | None:
    if assessment.status is Status.DISCRETIONARY:
        return None
    return exactly(ZERO) if assessment.status is Status.INELIGIBLE else assessment.amount


def _excluded(exclusion: GivenUp) -> Excluded:
    return Excluded(
        clause=exclusion.assessment.clause.id,
        project=exclusion.assessment.project,
        in_favour_of=exclusion.in_favour_of.clause.id,
        quote=exclusion.quote,
    )


@in_exact_arithmetic
def open_questions(pack: Pack, facts: Facts | Mapping[str, Any], clauses: Collection[str]) -> tuple[NextQuestion, ...]:
    """What could be asked about ``clauses``, most money at stake first (contract §4.8).

    Missing amount facts come before unknown conditions. Raises :class:`FactError`.
    """
    known = facts if isinstance(facts, Facts) else read_facts(pack.facts, facts)
    assessments = tuple(_assess_all(pack, known))
    excluded = {id(exclusion.assessment) for exclusion in given_up(pack.policy.exclusive, assessments)}
    return _questions(pack, [a for a in assessments if a.clause.id in clauses and id(a) not in excluded])


def _questions(pack: Pack, assessments: Sequence[Assessment]) -> tuple[NextQuestion, ...]:
    stakes = [*_by_stake(_missing_stakes(assessments)), *_by_stake(_condition_stakes(assessments))]
    first_of_each = {fact: amount for fact, amount in reversed(stakes)}
    return tuple(_question(pack, fact, first_of_each.pop(fact)) for fact, _ in stakes if fact in first_of_each)


def _question(pack: Pack, fact: str, at_stake: Decimal) -> NextQuestion:
    definition = pack.facts[fact]
    return NextQuestion(
        fact=fact, text=definition.question, choices=tuple(definition.choices), at_stake=bounded(at_stake)
    )


def _by_stake(stakes: Iterable[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """Each fact once with all that is at stake, most first; of equals, the one that came up first."""
    summed: dict[str, Decimal] = {}
    for fact, amount in stakes:
        summed[fact] = summed.get(fact, ZERO) + amount
    return sorted(summed.items(), key=lambda item: item[1], reverse=True)


def _missing_stakes(assessments: Sequence[Assessment]) -> Iterator[tuple[str, Decimal]]:
    """The missing amount facts, each with the money that answering it can move in one clause."""
    for assessment in assessments:
        if assessment.status is Status.NEEDS_INFO:
            for fact in assessment.missing:
                yield fact, assessment.at_stake(fact)


def _condition_stakes(assessments: Sequence[Assessment]) -> Iterator[tuple[str, Decimal]]:
    """The facts of unknown conditions, each with the money that depends on it in one clause."""
    for assessment in assessments:
        if assessment.status in _COUNTS:
            unknown = [c.fact for c in assessment.conditions if c.state is State.UNKNOWN]
            for fact in dict.fromkeys(unknown):
                yield fact, assessment.amount.high
