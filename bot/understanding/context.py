"""What only the whole message explains: years told without a word, numbers without a unit, answers, rivals."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.assignment import Assigned, Assignment, Waiting
from bot.understanding.clause import Clause
from bot.understanding.quantity import Dimension
from bot.understanding.values import value_of
from bot.understanding.vocabulary import Vocabulary
from policy_rules.facts import FactKind

__all__ = ["explain_the_rest"]

_AMOUNTS = frozenset({Dimension.MONEY, Dimension.FOREIGN_MONEY, Dimension.AREA, Dimension.UNIT_PRICE, Dimension.NUMBER})
_MAGNITUDE_WORTH_SHARING = 1000
_SURELY_IN_TEN_THOUSANDS = 10**7
"""元: 「营收一亿二，去年八千」 is 八千万."""


def explain_the_rest(
    result: Assignment,
    waiting: Sequence[Waiting],
    clauses: Sequence[Clause],
    vocabulary: Vocabulary,
    asked: str | None,
    spoken: set[str],
) -> None:
    """Add to ``result`` what of ``waiting`` the rest of the message (``spoken`` of in it) or the question explains."""
    told = {assigned.fact for assigned in result.assigned}
    years_told = sum(one.has_year for one in waiting)
    names_magnitude = any(
        q.dimension is Dimension.MONEY and (q.tail >= _MAGNITUDE_WORTH_SHARING or q.low >= _SURELY_IN_TEN_THOUSANDS)
        for c in clauses
        for q in c.quantities
    )
    definitions = vocabulary.definitions
    in_ten_thousands = (
        asked is not None and definitions[asked].kind is FactKind.MONEY and definitions[asked].unit == "万元"
    )
    answering = [one.quantity for one in waiting if one.fact in (None, asked)]
    answering += [one.quantity for one in result.assigned if one.fact == asked]
    answers_barely = in_ten_thousands and any(quantity.dimension is Dimension.NUMBER for quantity in answering)
    for one in waiting:
        fact = (
            one.fact
            or _fact_by_year(one, told | spoken, years_told, vocabulary, asked)
            or _answer(one, told, vocabulary, asked)
        )
        value = None
        if fact is not None:
            # A bare number is in the unit of the question, or in that of the other amounts: 「去年6200万，前年4800」.
            shares_unit = (
                fact == asked or answers_barely or asked in (vocabulary.peak_pair(fact) or ()) or names_magnitude
            )
            value = value_of(vocabulary.definitions[fact], one.quantity, answers=shares_unit)
        if fact is not None and value is not None:
            result.assigned.append(Assigned(fact, one.quantity, one.clause, value))
            told.add(fact)
        elif one.quantity.dimension in _AMOUNTS:
            result.unassigned.append(one.quantity)
    _leave_out_rivals(result)
    result.assigned.sort(key=lambda assigned: assigned.quantity.start)


def _fact_by_year(
    one: Waiting, told: set[str], years_told: int, vocabulary: Vocabulary, asked: str | None
) -> str | None:
    """「去年6200万，之前最高4800万」: a year beside an amount of a pair; or several years told."""
    if not one.has_year:
        return None
    pairs = {pair for fact in told | {asked} if fact and (pair := vocabulary.peak_pair(fact))}
    if not pairs and years_told > 1:
        pairs = vocabulary.peak_pairs
    return next(iter(pairs))[0] if len(pairs) == 1 else None


def _answer(one: Waiting, told: set[str], vocabulary: Vocabulary, asked: str | None) -> str | None:
    """The fact just asked for, if nothing else answers it."""
    if asked is None or asked in told:
        return None
    value = value_of(vocabulary.definitions[asked], one.quantity, answers=True)
    return asked if value is not None else None


def _leave_out_rivals(result: Assignment) -> None:
    """「一个300平一个500平」: where only the unit speaks and two amounts fit, nobody knows which."""
    if result.corrected:
        return
    said: dict[str, set[str]] = {}
    for assigned in result.assigned:
        said.setdefault(assigned.fact, set()).add(str(assigned.value))
    told = result.assigned
    result.assigned = [a for a in told if a.by_word or len(said[a.fact]) == 1]
    result.unassigned += [a.quantity for a in told if not a.by_word and len(said[a.fact]) > 1]
