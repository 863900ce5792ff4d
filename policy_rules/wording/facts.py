"""Facts as people read them back."""

from __future__ import annotations

from typing import Any

from policy_rules.facts import FactDefinition, FactKind, FactValue, read_facts
from policy_rules.interval import Interval
from policy_rules.wording.numbers import quantity

__all__ = ["known_fact", "project_called", "value_in_words"]


def project_called(key: str | int) -> str:
    """A project's name; one without is counted from 1, as people count."""
    return f"第{key + 1}个项目" if isinstance(key, int) else key


def known_fact(definition: FactDefinition, value: Any) -> str:
    """A value of the facts object in words: ``6,200万元``, ``是``, ``市级``, ``500㎡~600㎡``.

    Raises :class:`FactError` for a value that the fact can't have.
    """
    return value_in_words(
        definition, read_facts({definition.id: definition}, {definition.id: value}).applicant[definition.id]
    )


def value_in_words(definition: FactDefinition, known: FactValue) -> str:
    """The same of a value that has been read."""
    if isinstance(known, bool):
        return "是" if known else "否"
    if isinstance(known, str):
        return definition.label_of(known)
    assert isinstance(known, Interval)
    unit = definition.unit if definition.kind in (FactKind.COUNT, FactKind.UNIT_PRICE) else None
    return quantity(known, definition.kind, unit)
