"""Whether a pack's facts can be asked for and understood: questions, words, labels of their own."""

from __future__ import annotations

from collections.abc import Iterator

from policy_rules.facts import REVIEW_PASSED, FactDefinition, FactKind
from policy_rules.pack import Pack, installed_packs, load_pack
from policy_rules.quantities import Dimension, dimensions_of

__all__ = ["faults_of_facts"]

_DIMENSIONS = {kind: Dimension(kind.value) for kind in FactKind if kind.is_quantity and kind is not FactKind.NUMBER}
"""A number in a unit of the pack's own may be in any."""


def faults_of_facts(pack: Pack) -> Iterator[str]:
    """Facts without question or words, facts that nothing asks for, facts that another pack means otherwise."""
    used = {fact for clause in pack.clauses for fact in pack.facts_of(clause)}
    used |= {fact for cap in pack.policy.caps for fact in cap.facts}
    labels: dict[str, str] = {}
    for id, definition in pack.facts.items():
        yield from (f"facts.yaml: {id}: {fault}" for fault in _faults(definition))
        if id not in used and id != REVIEW_PASSED:
            yield f"facts.yaml: {id}: 没有条款用到这一事实；请删去，或检查条款是否漏了它"
        other = labels.setdefault(definition.label, id)
        if other != id:
            yield f"facts.yaml: {id}: label 与 {other} 相同：{definition.label}"
    if REVIEW_PASSED in used and REVIEW_PASSED not in pack.facts:
        yield f"facts.yaml: 有条款需要评审，请声明 {REVIEW_PASSED}"
    yield from _faults_across_packs(pack)


def _faults(definition: FactDefinition) -> Iterator[str]:
    if not definition.question.strip():
        yield "question: 请写一句询问这一事实的话"
    words = definition.words
    if not (words.about or words.yes or words.no):
        yield "words: 请写人们平时怎么说（about）"
    if definition.kind is FactKind.BOOLEAN and not words.yes:
        yield "words: 是非类的事实请写 yes（怎么说等于“是”）"
    for id, choice in definition.choices.items():
        if not choice.words:
            yield f"choices: {id}: 请写人们平时怎么说（words）"
    yield from _faults_of_unit(definition)


def _faults_of_unit(definition: FactDefinition) -> Iterator[str]:
    if definition.unit and definition.kind in _DIMENSIONS:
        dimensions = dimensions_of(f"1{definition.unit}")
        if dimensions and _DIMENSIONS[definition.kind] not in dimensions:
            yield f"unit: {definition.unit} 不是 kind: {definition.kind.value} 的单位"
    if definition.kind in (FactKind.MONEY, FactKind.AREA, FactKind.COUNT, FactKind.NUMBER) and not definition.unit:
        yield "unit: 请写问句所用的单位，例如 万元"


def _faults_across_packs(pack: Pack) -> Iterator[str]:
    """A fact that two packs call by one id must be one fact: it is asked once and used by both."""
    for other in installed_packs():
        if other == pack.id:
            continue
        for id, definition in load_pack(other).facts.items():
            own = pack.facts.get(id)
            if own and (own.kind, own.scope, set(own.choices)) != (
                definition.kind,
                definition.scope,
                set(definition.choices),
            ):
                yield f"facts.yaml: {id}: 与 {other} 的同名事实不是一回事（kind、scope 或 choices 不同），请换一个 id"
