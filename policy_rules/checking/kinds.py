"""Whether a rule fits the facts it speaks of: choices that exist, bounds in the fact's own unit, money in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policy_rules.amounts import Amount, Branch, ByChoice, FactAmount, Stages
from policy_rules.amounts.units import MONEY, Misfit, unit_of
from policy_rules.checking.condition_kinds import Definitions, faults_of_condition
from policy_rules.pack import Pack

__all__ = ["faults_of_kinds"]


def faults_of_kinds(pack: Pack) -> Iterator[str]:
    """Every rule and condition that does not fit the facts declared; facts must all exist."""
    for requirement in pack.policy.every_clause_requires:
        for fault in faults_of_condition(requirement.condition, pack.facts):
            yield f"policy.yaml: every_clause_requires: {requirement.text}: {fault}"
    for cap in pack.policy.caps:
        yield from (f"policy.yaml: caps: {cap.title}: {fault}" for fault in _faults_of(cap.at_most, pack.facts))
        if cap.when:
            yield from (f"policy.yaml: caps: {cap.title}: {f}" for f in faults_of_condition(cap.when, pack.facts))
    for clause in pack.clauses:
        where = f"clauses.yaml: {clause.id}"
        for requirement in clause.own_requirements:
            for fault in faults_of_condition(requirement.condition, pack.facts):
                yield f"{where}: requires: {requirement.text}: {fault}"
        if clause.amount:
            yield from (f"{where}: amount: {fault}" for fault in _faults_of(clause.amount, pack.facts))
        paid = [share.interval.high for share in clause.paid.values()]
        if paid and sum(paid) != 1:
            yield f"{where}: paid: 各次拨付的比例相加不是 100%"


def _faults_of(amount: Amount, facts: Definitions) -> Iterator[str]:
    named = tuple(_faults_of_names(amount, facts))
    yield from named
    if not named:
        try:
            unit = unit_of(amount, facts)
        except Misfit as misfit:
            yield str(misfit)
        else:
            if unit != MONEY:
                yield f"算出来的是{unit}，不是金额"


def _faults_of_names(amount: Amount, facts: Definitions) -> Iterator[str]:
    """Choices that don't exist, conditions that don't fit, anywhere in the tree."""
    if isinstance(amount, ByChoice):
        yield from _faults_of_choices("cases", amount.by, amount.cases, facts)
    if isinstance(amount, Stages):
        yield from _faults_of_choices("stages", amount.reached, amount.stages, facts)
    if isinstance(amount, Branch):
        yield from faults_of_condition(amount.when, facts)
    if isinstance(amount, FactAmount) and not facts[amount.fact].kind.is_quantity:
        yield f"{amount.fact} 不是数量，不能参与计算"
    for part in amount.parts:
        yield from _faults_of_names(part, facts)


def _faults_of_choices(where: str, fact: str, named: Iterable[str], facts: Definitions) -> Iterator[str]:
    if not facts[fact].choices:
        yield f"{where}: {fact} 不是选项类的事实（kind: choice）"
        return
    for choice in named:
        if choice not in facts[fact].choices:
            yield f"{where}: {fact} 没有 {choice} 这一选项，可选：{'、'.join(facts[fact].choices)}"
    if not facts[fact].decides_amount:
        yield f"{where}: 金额取决于 {fact}，请在 facts.yaml 中写 decides_amount: true"
