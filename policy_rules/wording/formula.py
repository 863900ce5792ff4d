"""The rule's tree read as a Chinese formula, with the applicant's numbers in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policy_rules.amounts import Amount, AmountPiece
from policy_rules.amounts.units import is_money
from policy_rules.interval import Interval
from policy_rules.situation import Situation
from policy_rules.wording.numbers import amount_range
from policy_rules.wording.pieces import falls_away, in_words

__all__ = ["Step", "formula", "steps"]


@dataclass(frozen=True)
class Step:
    """One line of the explanation."""

    label: str
    expression: str
    amount: Interval


RESULT = "可获金额"


def formula(result: Step, *, qualifies: bool = True) -> str:
    """The last step in one line, from the facts to the result: ``900万元 × 10%~30% = 90万元~270万元``.

    For one who does not qualify the way there stands alone: the nothing that comes of it is not its result.
    """
    if not qualifies:
        return result.expression
    worded = amount_range(result.amount)
    return result.expression if result.expression == worded else f"{result.expression} = {worded}"


def steps(amount: Amount, situation: Situation, brought: Interval) -> tuple[Step, ...]:
    """The labelled parts that are money in the order they are computed, then what is ``brought``."""
    labelled = [
        part
        for part in _taken(amount, situation)
        if part is not amount and _label(part) and is_money(part, situation.definitions)
    ]
    found = [Step(_label(part) or RESULT, in_words(part, situation), part.in_any_case(situation)) for part in labelled]
    return (*found, Step(_label(amount) or RESULT, in_words(amount, situation), brought))


def _label(amount: Amount) -> str | None:
    return amount.label if isinstance(amount, AmountPiece) else None


def _taken(amount: Amount, situation: Situation) -> Iterator[Amount]:
    """The parts that take part in the result, inner ones first."""
    if falls_away(amount, situation):
        return
    if amount.is_settled(situation):
        for part in amount.parts_in(situation):
            yield from _taken(part, situation)
    yield amount
