"""A pack read back in Chinese: its clauses with quote, conditions and rule, and the facts they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policy_rules.amounts import Amount, AmountPiece, Branch
from policy_rules.clause import Clause
from policy_rules.facts import FactDefinition, FactKind, Scope
from policy_rules.pack import Pack
from policy_rules.situation import Situation
from policy_rules.wording.pieces import in_words

__all__ = ["clause_in_words", "facts_in_words", "facts_of_packs", "policy_in_words"]

KINDS = {
    FactKind.MONEY: "金额",
    FactKind.AREA: "面积",
    FactKind.UNIT_PRICE: "每平方米每天的价格",
    FactKind.MONTHLY_UNIT_PRICE: "每平方米每月的价格",
    FactKind.SHARE: "比例",
    FactKind.COUNT: "个数",
    FactKind.MONTHS: "月数",
    FactKind.NUMBER: "数量",
    FactKind.DATE: "日期",
    FactKind.BOOLEAN: "是非",
    FactKind.CHOICE: "选项",
}
SCOPES = {Scope.APPLICANT: "企业", Scope.PROJECT: "项目"}


def policy_in_words(pack: Pack) -> Iterator[str]:
    policy = pack.policy
    yield f"{policy.title}（{policy.document_number}）"
    yield policy.issuer
    yield policy.in_force.quote


def clause_in_words(pack: Pack, clause: Clause) -> Iterator[str]:
    """The quote, and below it what the pack makes of it."""
    yield f"{clause.number} {clause.title}（{clause.id}）"
    yield from (f"  “{quote}”" for quote in (clause.quote, *clause.further_quotes))
    yield from (f"  条件：{requirement.text}" for requirement in pack.requirements(clause))
    if clause.amount:
        nothing_known = Situation(pack.facts, {})
        yield from (f"  其中：{part}" for part in _parts_in_words(clause.amount, nothing_known))
        yield f"  金额：{in_words(clause.amount, nothing_known)}"
    else:
        yield f"  {f'给予：{clause.gives}' if clause.gives else '金额：由政府酌定'}"
    yield from (f"  拨付：{when} {share.root}" for when, share in clause.paid.items())
    yield from (f"  说明：{note}" for note in clause.notes)
    yield from (f"  读法：{reading.question}——{reading.chosen}" for reading in pack.readings_of(clause))
    yield from (f"  要问：{line}" for line in facts_in_words(_in_order(pack, clause)))


def _parts_in_words(amount: Amount, situation: Situation) -> Iterator[str]:
    """The parts that have a name or a condition of their own, inner ones first."""
    for part in amount.parts:
        yield from _parts_in_words(part, situation)
    if isinstance(amount, Branch):
        yield f"{amount.because}时，{in_words(amount.gives, situation)}"
    elif isinstance(amount, AmountPiece) and amount.label:
        yield f"{amount.label} = {in_words(amount, situation)}"


def _in_order(pack: Pack, clause: Clause) -> Iterable[FactDefinition]:
    return (pack.facts[fact] for fact in pack.facts_of(clause))


def facts_in_words(definitions: Iterable[FactDefinition]) -> Iterator[str]:
    """``年租金（annual_rent，金额，万元）：一年的租金多少？``"""
    for definition in definitions:
        kind = "，".join(part for part in (KINDS[definition.kind], definition.unit) if part)
        yield f"{definition.label}（{definition.id}，{kind}）：{definition.question}"


def facts_of_packs(packs: Mapping[str, Pack]) -> Iterator[str]:
    """One line a fact, by id: id, label, kind, scope, choices, the packs that ask for it."""
    asked: dict[str, list[str]] = {}
    definitions: dict[str, FactDefinition] = {}
    for name, pack in packs.items():
        for id, definition in pack.facts.items():
            definitions.setdefault(id, definition)
            asked.setdefault(id, []).append(name)
    for id, definition in sorted(definitions.items()):
        choices = "、".join(f"{choice}={it.label}" for choice, it in definition.choices.items())
        yield "\t".join(
            (id, definition.label, definition.kind.value, definition.scope.value, choices, "、".join(asked[id]))
        )
