"""What to ask next: the facts whose answers move most money."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from policy_rules.assessment import APPLICATION_DATE, Assessment
from policy_rules.conditions import State
from policy_rules.interval import ZERO
from policy_rules.outcome import COUNTS, Outcome
from policy_rules.result import NextQuestion, Status, bounded

__all__ = ["next_question", "questions_about"]


def next_question(outcome: Outcome) -> NextQuestion | None:
    """The missing amount fact with the most at stake; else the unknown condition on which most depends."""
    assessments = [outcome.assessments[index] for index in outcome.counted]
    missing = _by_stake([*_missing_stakes(assessments), *_stakes_of_caps(outcome)])
    stakes = missing or _by_stake(_condition_stakes(assessments))
    return _question(outcome, *stakes[0]) if stakes else None


def questions_about(outcome: Outcome, clauses: Collection[str]) -> tuple[NextQuestion, ...]:
    """All that could be asked about ``clauses``, missing amount facts before unknown conditions."""
    counted = (outcome.assessments[index] for index in outcome.counted)
    assessments = [assessment for assessment in counted if assessment.clause_id in clauses]
    found = dict(_by_stake(_missing_stakes(assessments)))
    for fact, stake in _by_stake(_condition_stakes(assessments)):
        found.setdefault(fact, stake)
    return tuple(_question(outcome, fact, stake) for fact, stake in found.items())


def _question(outcome: Outcome, fact: str, at_stake: Decimal) -> NextQuestion:
    definition = outcome.pack.facts[fact]
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


def _stakes_of_caps(outcome: Outcome) -> Iterator[tuple[str, Decimal]]:
    """The unknown facts that caps hang on (what was granted in earlier years), each with all it can take away."""
    for reduction in outcome.limited:
        ceiling = reduction.ceiling
        for fact in ceiling.cap.facts:
            if fact not in outcome.facts.applicant and not ceiling.at_most.is_point:
                yield fact, min(reduction.without.high, ceiling.at_most.high)


def _condition_stakes(assessments: Sequence[Assessment]) -> Iterator[tuple[str, Decimal]]:
    """The facts of unknown conditions, each with the money that depends on it in one clause."""
    for assessment in assessments:
        if assessment.status in COUNTS:
            unknown = (condition.fact for condition in assessment.conditions if condition.state is State.UNKNOWN)
            for fact in dict.fromkeys(unknown):
                if fact != APPLICATION_DATE:
                    yield fact, assessment.depends_on(fact)
