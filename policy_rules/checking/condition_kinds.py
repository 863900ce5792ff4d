"""Whether a condition fits the kind of the fact it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from policy_rules.conditions import (
    All,
    Any_,
    Attested,
    Compare,
    Condition,
    DateIs,
    Has,
    IsFalse,
    IsTrue,
    Not,
    OneOf,
)
from policy_rules.facts import FactDefinition, FactKind

__all__ = ["Definitions", "faults_of_condition"]

Definitions: TypeAlias = Mapping[str, FactDefinition]


def faults_of_condition(condition: Condition, facts: Definitions) -> Iterator[str]:
    """Faults in words, without the place; the facts must all be declared."""
    if isinstance(condition, (All, Any_, Not, Attested)):
        for part in condition.parts:
            yield from faults_of_condition(part, facts)
    elif isinstance(condition, (IsTrue, IsFalse)):
        fact = condition.facts[0]
        if facts[fact].kind is not FactKind.BOOLEAN:
            yield f"{fact} 不是是非类的事实（kind: boolean）"
    elif isinstance(condition, OneOf):
        yield from _faults_of_choices(condition, facts[condition.fact])
    elif isinstance(condition, DateIs):
        for fact in condition.facts:
            if facts[fact].kind is not FactKind.DATE:
                yield f"{fact} 不是日期（kind: date）"
    elif isinstance(condition, Has):
        if not facts[condition.has].kind.is_quantity:
            yield f"{condition.has} 不是数量，不能用 has"
    elif isinstance(condition, Compare):
        yield from _faults_of_bound(condition, facts[condition.fact])


def _faults_of_choices(condition: OneOf, definition: FactDefinition) -> Iterator[str]:
    if definition.kind is not FactKind.CHOICE:
        yield f"{condition.fact} 不是选项类的事实（kind: choice）"
        return
    for choice in condition.one_of:
        if choice not in definition.choices:
            yield f"{condition.fact} 没有 {choice} 这一选项，可选：{'、'.join(definition.choices)}"


def _faults_of_bound(condition: Compare, definition: FactDefinition) -> Iterator[str]:
    for number in condition.span.numbers:
        if number.dimension.value != definition.kind.value:
            yield f"“{condition.span.words}”的单位与 {condition.fact}（{definition.label}，kind: {definition.kind.value}）不符"
