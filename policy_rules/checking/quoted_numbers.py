"""Whether every number of a rule stands in the sentences it claims to rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from policy_rules.checking.author_numbers import written_numbers
from policy_rules.checking.text_numbers import numbers_in, stands_in
from policy_rules.clause import Clause
from policy_rules.days import ordinal
from policy_rules.measures import WrittenNumber
from policy_rules.pack import Pack
from policy_rules.policy import Alternative, InForce
from policy_rules.quantities import Dimension
from policy_rules.wording.numbers import number_as_written

__all__ = ["faults_of_numbers"]


def faults_of_numbers(pack: Pack) -> Iterator[str]:
    """Numbers of rules, conditions, caps and dates that their quotes do not contain, as the author wrote them."""
    written = written_numbers(pack.folder)
    for where, number in _unquoted_numbers(pack):
        there = written["policy.yaml"] if where.startswith("policy.yaml") else written[where]
        shown = there.get(number) or number_as_written(number)
        yield f"{where}: 数字 {shown} 不在引文中：请核对数字，或补上写有它的引文（further_quotes）"


_Unquoted: TypeAlias = Iterator[tuple[str, WrittenNumber]]


def _unquoted_numbers(pack: Pack) -> _Unquoted:
    yield from _faults("policy.yaml: in_force", _days_of(pack.policy.in_force), [pack.policy.in_force.quote])
    for requirement in pack.policy.every_clause_requires:
        quotes = [requirement.quote] if requirement.quote else []
        where = f"policy.yaml: every_clause_requires: {requirement.text}"
        yield from _faults(where, requirement.condition.numbers, quotes)
    for cap in pack.policy.caps:
        yield from _faults(f"policy.yaml: caps: {cap.title}", cap.numbers, [cap.quote])
    for clause in pack.clauses:
        yield from _faults(f"clauses.yaml: {clause.id}", clause.numbers(), clause.quotes())
    for reading in pack.policy.readings:
        for alternative in reading.alternatives:
            where = f"policy.yaml: readings: {reading.id}: {alternative.text}"
            yield from _of_alternative(pack, alternative, where, reading.quote)


def _of_alternative(pack: Pack, alternative: Alternative, where: str, quote: str) -> _Unquoted:
    changed = {clause.id: clause for clause in pack.under(alternative).clauses}
    for id in alternative.instead:
        original: Clause = pack.clause(id)
        yield from _faults(where, changed[id].numbers(), [*original.quotes(), quote])


def _days_of(in_force: InForce) -> Iterator[WrittenNumber]:
    """The first day and, where the document gives it as a day and not as a term (有效期3年), the last."""
    yield WrittenNumber(ordinal(in_force.from_), Dimension.DATE)
    written = [number for number in numbers_in(in_force.quote) if number.dimension is Dimension.DATE]
    if in_force.until and len(written) > 1:
        yield WrittenNumber(ordinal(in_force.until), Dimension.DATE)


def _faults(where: str, numbers: Iterable[WrittenNumber], quotes: Iterable[str]) -> _Unquoted:
    found = numbers_in("\n".join(quotes))
    for number in dict.fromkeys(numbers):
        if not stands_in(number, found):
            yield where, number
