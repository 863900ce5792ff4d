"""``huiqi policy new``: a pack begun from a document, with proposals where a sentence has a known shape."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from policy_rules.checking.todo import TODO
from policy_rules.drafting.proposals import NewFact, Proposal, propose
from policy_rules.drafting.sentences import Unit, units_of
from policy_rules.drafting.whole_document import first_day, policy_yaml
from policy_rules.drafting.written import block, scalar
from policy_rules.errors import FactError

__all__ = ["draft_pack"]

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def draft_pack(id: str, document: Path, where: Path) -> Path:
    """Write the draft of a pack into ``where / id`` and return it.

    Raises :class:`FactError` for an id, document or folder that can't be used. Nothing is overwritten.
    """
    if not _ID.fullmatch(id):
        raise FactError("bad_id", "id 应为小写英文、数字和连字符，例如 yunze-industry-2026", id)
    text = _read(document)
    units = tuple(units_of(text))
    if not any(unit.supports for unit in units):
        raise FactError("no_clauses", "没有找到带编号的条款（第一条、一、1. …），请检查文本", str(document))
    folder = where / id
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise FactError("exists", "目录已经存在，请换一个 id 或先移走它", str(folder)) from None
    clauses, facts = _clauses_and_facts(units)
    files = {
        "source.txt": text,
        "policy.yaml": policy_yaml(text, units),
        "clauses.yaml": clauses,
        "facts.yaml": "\n".join(_fact(fact) for fact in facts) + _REVIEW,
        "cases.yaml": _CASES.replace("FIRST_DAY", str(first_day(text) or f"2026-01-01  # {TODO}")),
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def _read(document: Path) -> str:
    try:
        text = document.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "请存为 UTF-8 编码"
        raise FactError("unreadable_file", f"读不到文件：{reason}", str(document)) from None
    return "\n".join(line.rstrip() for line in text.splitlines() if not line.startswith("#")).strip() + "\n"


def _clauses_and_facts(units: tuple[Unit, ...]) -> tuple[str, list[NewFact]]:
    clauses: list[str] = []
    facts: dict[str, NewFact] = {}
    for unit in units:
        for position, quote in enumerate(unit.supports, start=1):
            prefix = f"c{len(clauses) + 1}"
            number = unit.number if len(unit.supports) == 1 else f"{unit.number}之{position}"
            proposal = _with_labels_of_their_own(propose(quote, prefix), number, facts.values())
            clauses.append(_clause(prefix, number, unit.heading, quote, proposal))
            facts |= {fact.id: fact for fact in (proposal.facts if proposal else ())}
    head = f"# 草稿：逐条核对引文与规则，给 id 和 title 起一个好懂的名字，写完 {TODO}。\n\n"
    return head + "\n".join(clauses), list(facts.values())


def _with_labels_of_their_own(proposal: Proposal | None, number: str, others: Iterable[NewFact]) -> Proposal | None:
    """Two clauses may word their facts alike (符合条件的数量): the clause's number tells them apart."""
    if proposal is None:
        return None
    taken = {fact.label for fact in others}
    facts = (
        replace(fact, label=f"{fact.label}（{number}）") if fact.label in taken else fact for fact in proposal.facts
    )
    return replace(proposal, facts=tuple(facts))


def _clause(id: str, number: str, title: str, quote: str, proposal: Proposal | None) -> str:
    lines = [
        f"- id: {id}",
        f"  number: {scalar(number)}",
        f"  title: {scalar(title)}",
        f"  quote: {scalar(quote)}",
    ]
    if proposal is None:
        return "\n".join([*lines, f"  gives: {_FOR_THE_AUTHOR}"]) + "\n"
    if proposal.requires:
        lines += ["  requires:", *(f"    {line}" for line in proposal.requires)]
    rule = proposal.rule
    return (
        "\n".join(
            [*lines, f"  amount: {rule}" if "\n" not in rule and ":" not in rule else f"  amount:\n{block(rule)}"]
        )
        + "\n"
    )


def _fact(fact: NewFact) -> str:
    lines = [f"{fact.id}:", f"  label: {scalar(fact.label)}", f"  kind: {fact.kind}", "  scope: applicant"]
    if fact.unit:
        lines.append(f"  unit: {scalar(fact.unit)}")
    asked = f"{fact.label}是多少{fact.unit}？没有就说 0。" if fact.unit else f"贵单位属于这种情况吗：{fact.label}？"
    lines.append(f"  question: {scalar(asked)}")
    if fact.choices:
        lines += ["  decides_amount: true", "  choices:"]
        lines += [f"    {id}: {{label: {scalar(label)}, words: [{scalar(label)}]}}" for id, label in fact.choices]
    words = f"about: [{scalar(fact.label)}]" + (f", yes: [{scalar(fact.label)}]" if fact.kind == "boolean" else "")
    return "\n".join([*lines, f"  words: {{{words}}}"]) + "\n"


_FOR_THE_AUTHOR = (
    f"{TODO} 请写成 amount（能算的）、gives（不是资金），或另一条的条件、上限；确无规则的移到 no_rule 并写 because"
)

_REVIEW = """
review_passed:
  label: 已通过评审
  kind: boolean
  scope: project
  question: 已经通过评审了吗？
  words: {about: [评审], yes: [评审通过, 通过了评审], no: [评审没过]}
"""

_CASES = f"""# 每条至少两个算例：一个能得到，一个得不到；金额请手算。

as_of: FIRST_DAY  # 政策有效期内的一天

common: {{}}

cases:
  - name: {TODO} 用一句话写清楚是什么企业、得到多少
    facts: {{}}
    expect: {{}}
"""
