"""The one entry that chat, command line, HTTP, batch and report share: facts in, estimate out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

from policy_rules.assessment import Assessment
from policy_rules.conditions import State
from policy_rules.facts import Facts, read_facts
from policy_rules.interval import ZERO, Cause, Interval, exactly, in_exact_arithmetic
from policy_rules.outcome import Outcome, outcome_of
from policy_rules.pack import Pack
from policy_rules.policy import Reading
from policy_rules.questions import next_question, questions_about
from policy_rules.readings import UnderReading, mattering, under_every_reading
from policy_rules.result import (
    Bounds,
    ClauseEstimate,
    ClauseUnderReading,
    ConditionState,
    Estimate,
    Excluded,
    Limited,
    NextQuestion,
    OtherReading,
    Payment,
    PolicyName,
    ReadingTaken,
    Status,
    StepAmount,
)
from policy_rules.wording import notes
from policy_rules.wording.combination import rule_of
from policy_rules.wording.formula import formula, steps

__all__ = ["estimate", "open_questions", "today", "unmet_facts"]

_SHANGHAI = timezone(timedelta(hours=8))


def today() -> date:
    """The date in Shanghai, where the policies apply."""
    return datetime.now(_SHANGHAI).date()


@in_exact_arithmetic
def estimate(
    pack: Pack, facts: Facts | Mapping[str, Any], as_of: date | None = None, *, readings: bool = False
) -> Estimate:
    """For every clause, whether it applies and how much it may bring, in 元.

    ``facts`` is a JSON object of the contract (§3) or what :func:`read_facts` made of one;
    ``as_of`` is the date of application, today by default. ``readings`` adds what the other readings of
    ambiguous sentences would bring. Raises :class:`FactError`.
    """
    known = facts if isinstance(facts, Facts) else read_facts(pack.facts, facts)
    outcome = outcome_of(pack, known, as_of or today())
    open_readings = mattering(outcome)
    return Estimate(
        policy=PolicyName(id=pack.id, title=pack.policy.title, document_number=pack.policy.document_number),
        as_of=outcome.day,
        in_force=pack.policy.in_force.includes(outcome.day),
        clauses=tuple(
            _clause_estimate(assessment, open_readings.get(index, ()))
            for index, assessment in enumerate(outcome.assessments)
        ),
        excluded=tuple(_excluded(outcome)),
        total=Bounds.of(outcome.total),
        potential=Bounds.of(outcome.potential),
        next_question=next_question(outcome),
        notes=(
            *notes.of_policy(pack, outcome.day),
            *notes.of_limits(outcome.limited),
            *notes.of_search(outcome.combined),
        ),
        limited=tuple(_limited(outcome)),
        other_readings=tuple(_other_readings(outcome)) if readings else None,
    )


@in_exact_arithmetic
def open_questions(
    pack: Pack, facts: Facts | Mapping[str, Any], clauses: Collection[str], as_of: date | None = None
) -> tuple[NextQuestion, ...]:
    """What could be asked about ``clauses``, most money at stake first (contract §4.8).

    Missing amount facts come before unknown conditions. Raises :class:`FactError`.
    """
    known = facts if isinstance(facts, Facts) else read_facts(pack.facts, facts)
    return questions_about(outcome_of(pack, known, as_of or today()), clauses)


@in_exact_arithmetic
def unmet_facts(pack: Pack, facts: Facts | Mapping[str, Any], as_of: date | None = None) -> frozenset[str]:
    """The facts that fail a condition of some clause; a small part of what an estimate finds. Raises :class:`FactError`."""
    known = facts if isinstance(facts, Facts) else read_facts(pack.facts, facts)
    assessed = outcome_of(pack, known, as_of or today()).assessments
    return frozenset(c.fact for entry in assessed for c in entry.conditions if c.state is State.UNMET)


def _clause_estimate(assessment: Assessment, readings: tuple[Reading, ...]) -> ClauseEstimate:
    """Found once for an assessment and the readings that matter to it."""
    which = tuple(reading.id for reading in readings)
    found = assessment.shown.get(which)
    if not isinstance(found, ClauseEstimate):
        found = assessment.shown[which] = _shown(assessment, readings)
    return found


def _shown(assessment: Assessment, readings: tuple[Reading, ...]) -> ClauseEstimate:
    clause, status, situation = assessment.clause, assessment.status, assessment.situation
    amount = _amount_shown(assessment)
    explained = steps(clause.amount, situation, amount) if clause.amount and amount else ()
    qualifies = all(condition.state is not State.UNMET for condition in assessment.conditions)
    return ClauseEstimate(
        id=clause.id,
        number=clause.number,
        title=clause.title,
        quote=clause.quote,
        project=assessment.project,
        status=status,
        amount=_bounds_shown(assessment),
        formula=formula(explained[-1], qualifies=qualifies) if explained else clause.gives or notes.NO_FORMULA,
        steps=tuple(
            StepAmount(label=step.label, expression=step.expression, amount=Bounds.of(step.amount))
            for step in explained
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
        range_because=_causes_shown(assessment),
        readings=tuple(
            ReadingTaken(question=reading.question, chosen=reading.chosen, others=reading.others)
            for reading in readings
        ),
        notes=(
            *clause.notes,
            *notes.of_sources(clause),
            *notes.of_disagreements(assessment.pack, clause, situation),
        ),
    )


def _causes_shown(assessment: Assessment) -> tuple[Cause, ...]:
    """Why the amount is a range, where it still is one once it is rounded to 分."""
    amount = _amount_shown(assessment)
    if amount is None or Bounds.of(amount).min == Bounds.of(amount).max:
        return ()
    # A fact may be unknown in a branch that brings the same either way: that is no reason then.
    idle = frozenset() if assessment.missing or assessment.has_open_branches else frozenset({Cause.MISSING_FACT})
    causes = (amount.causes - idle) or amount.causes
    return tuple(cause for cause in Cause if cause in causes)


def _amount_shown(assessment: Assessment) -> Interval | None:
    if assessment.status is Status.DISCRETIONARY:
        return None
    return exactly(ZERO) if assessment.status is Status.INELIGIBLE else assessment.amount


def _excluded(outcome: Outcome) -> Iterator[Excluded]:
    for given in outcome.given_up:
        entry, kept = outcome.assessments[given.entry], outcome.assessments[given.in_favour_of]
        yield Excluded(
            clause=entry.clause_id,
            project=entry.project,
            in_favour_of=kept.clause_id,
            quote=given.group.quote,
            in_favour_of_project=kept.project,
            mode=given.group.mode,
            rule=rule_of(given.group),
            title=given.group.title,
        )


def _limited(outcome: Outcome) -> Iterator[Limited]:
    for reduction in outcome.limited:
        cap = reduction.ceiling.cap
        yield Limited(
            title=cap.title,
            clauses=cap.clauses,
            without=Bounds.of(reduction.without),
            at_most=Bounds.of(reduction.ceiling.at_most),
            quote=cap.quote,
        )


def _other_readings(outcome: Outcome) -> Iterator[OtherReading]:
    yield from (_other_reading(outcome, under) for under in under_every_reading(outcome))


def _other_reading(outcome: Outcome, under: UnderReading) -> OtherReading:
    there = under.outcome
    entries = [there.assessments[index] for index in sorted(under.changed)] if there else []
    return OtherReading(
        id=under.reading.id,
        question=under.reading.question,
        reading=under.alternative.text,
        clauses=tuple(
            ClauseUnderReading(
                id=entry.clause_id, project=entry.project, status=entry.status, amount=_bounds_shown(entry)
            )
            for entry in entries
        ),
        total=Bounds.of(there.total) if there else None,
        potential=Bounds.of(there.potential) if there else None,
    )


def _bounds_shown(assessment: Assessment) -> Bounds | None:
    amount = _amount_shown(assessment)
    return Bounds.of(amount) if amount else None
