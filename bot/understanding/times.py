"""去年6200万, 前年4800万: which amount is the latest year's and which the peak of the years before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.understanding import not_so, questioning
from bot.understanding.assignment import YEARS, Assigned, age_of
from bot.understanding.values import as_json
from bot.understanding.vocabulary import Vocabulary
from policy_rules.facts import FactKind

__all__ = ["settle_years", "without_long_gone"]

_LONG_AGO = 2
"""Years ago from which an amount alone is no recent year's."""


def settle_years(
    text: str, assigned: list[Assigned], vocabulary: Vocabulary, asked: str | None = None
) -> list[Assigned]:
    """``assigned`` with every amount of a fact that has an earlier peak put to the right one of the two."""
    for peak, definition in vocabulary.definitions.items():
        latest = definition.words.peak_before
        if latest is not None:
            assigned = _settle(text, assigned, latest, peak, asks_for_peak=asked == peak)
    return assigned


def without_long_gone(assigned: list[Assigned], vocabulary: Vocabulary) -> list[Assigned]:
    """「刚创业那会儿租了30平」 is no more; the best year may be as long ago as it likes, and money once spent stays so."""
    return [a for a in assigned if not (a.clause.is_long_gone and _passes(a.fact, vocabulary))]


def _passes(fact: str, vocabulary: Vocabulary) -> bool:
    """Whether the fact tells how things stand, and not what has been once."""
    definition, pair = vocabulary.definitions[fact], vocabulary.peak_pair(fact)
    if pair is not None:
        return fact == pair[0]
    return definition.words.per is not None or definition.kind in (FactKind.AREA, FactKind.UNIT_PRICE)


def _settle(text: str, assigned: list[Assigned], latest: str, peak: str, *, asks_for_peak: bool) -> list[Assigned]:
    family = [a for a in assigned if a.fact in (latest, peak)]
    if not family:
        return assigned
    rest = [a for a in assigned if a.fact not in (latest, peak)]
    ages = {id(a): a.years_ago if a.years_ago is not None else _years_ago(a) for a in family}
    family = _without_forecasts(text, [a for a in family if not _is_part_of_year(text, a)], latest, ages)
    known = [age for a in family if a.fact == latest and (age := ages[id(a)]) is not None]
    if known and len(known) < sum(a.fact == latest for a in family):
        known.append(Decimal(0))  # the one without a year is the present one
    youngest = min(known, default=None)
    if asks_for_peak and youngest is not None and youngest >= _LONG_AGO:
        youngest = Decimal(0)  # 「前年4800万，大前年5100万」, asked for the best year before
    current: list[Assigned] = []
    earlier: list[Assigned] = []
    for a in family:
        age = ages[id(a)]
        is_earlier = a.fact == peak or (age is not None and youngest is not None and age > youngest)
        alone_long_ago = age is not None and age in (_LONG_AGO, _LONG_AGO + 1) and len(family) == 1
        (earlier if is_earlier or alone_long_ago else current).append(a)
    return [
        *rest,
        *(replace(a, fact=latest) for a in current),
        *(replace(_as_peak(text, a), fact=peak) for a in _highest(earlier)),
    ]


def _without_forecasts(
    text: str, family: list[Assigned], latest: str, ages: dict[int, Decimal | None]
) -> list[Assigned]:
    """What is only expected does not count beside what has been."""
    if not questioning.ASKING.search(text) and not any(a.clause.supposes for a in family):
        family = [a for a in family if (ages[id(a)] or Decimal(0)) >= 0 and not _is_wished(text, a)]
    actual = [a for a in family if not _is_forecast(text, a) and (ages[id(a)] or Decimal(0)) >= 0]
    return actual if any(a.fact == latest for a in actual) else family


def _highest(earlier: list[Assigned]) -> list[Assigned]:
    """Of several earlier years the highest counts; what is corrected comes last and counts anyway."""
    if len(earlier) < 2:
        return earlier
    return [max(earlier, key=lambda a: a.quantity.high if a.quantity.high is not None else Decimal("Infinity"))]


def _as_peak(text: str, a: Assigned) -> Assigned:
    """「之前最多4800万」 is the peak itself, not a bound of it."""
    if text.startswith(("最多", "顶多", "至多"), a.quantity.start) and isinstance(a.value, list):
        said_low = a.quantity.said_low
        high = a.value[1]
        if high is None or not a.quantity.high:
            return a
        if said_low is None or said_low == a.quantity.high:
            return replace(a, value=high)
        return replace(a, value=[as_json(said_low * Decimal(str(high)) / a.quantity.high), high])
    return a


def _years_ago(a: Assigned) -> Decimal | None:
    """The year named for an amount, as years before a fixed one: smaller is later."""
    clause, best = a.clause, None
    for quantity in clause.quantities:
        if quantity.dimension not in YEARS:
            continue
        if quantity.start < a.quantity.core_start or (
            best is None and 0 <= quantity.start - a.quantity.end <= 2 and quantity.end <= clause.end
        ):
            best = quantity
    if best is None:
        return None
    return age_of(best)


def _is_part_of_year(text: str, a: Assigned) -> bool:
    part = not_so.PART_OF_YEAR.search(text, a.clause.start, a.quantity.core_start)
    return part is not None and not not_so.OF_WHOLE_YEAR.search(text, part.end(), a.quantity.core_start)


def _is_wished(text: str, a: Assigned) -> bool:
    return not_so.WISHED.search(text, a.clause.start, a.quantity.core_start) is not None


def _is_forecast(text: str, a: Assigned) -> bool:
    return not_so.FORECAST.search(text, a.clause.start, a.quantity.core_start) is not None
