"""What the tests of the pack format share: small packs of one clause, written as a pack author writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policy_rules import Pack, estimate, load_pack_from

POLICY = """
title: 某区若干措施（测试）
document_number: 测〔2026〕1号
issuer: 某区
district: 某区
in_force: {from: 2026-01-01, quote: 自2026年1月1日起施行}
"""

FACTS = {
    "money": ("money", "万元"),
    "area": ("area", "㎡"),
    "count": ("count", "个"),
    "months": ("months", "个月"),
    "share": ("share", "'%'"),
    "price": ("monthly_unit_price", "元/㎡/月"),
    "number": ("number", "亩"),
    "date": ("date", None),
}

PackOf = Callable[..., Pack]


@pytest.fixture
def pack_of(tmp_path: Path) -> PackOf:
    """A pack of clauses in YAML; ``facts`` maps ids to kinds (``level: [a, b]`` is a choice)."""

    def write(clauses: str, *, facts: dict[str, Any], quotes: str = "", policy: str = "") -> Pack:
        folder = tmp_path / "test-pack"
        folder.mkdir(exist_ok=True)
        (folder / "policy.yaml").write_text(POLICY + policy, encoding="utf-8")
        (folder / "clauses.yaml").write_text(clauses, encoding="utf-8")
        (folder / "facts.yaml").write_text(
            "\n".join(_fact(id, kind) for id, kind in facts.items()) or "{}", encoding="utf-8"
        )
        (folder / "source.txt").write_text(f"自2026年1月1日起施行\n{quotes}\n", encoding="utf-8")
        return load_pack_from(folder)

    return write


def _fact(id: str, kind: Any) -> str:
    common = f"{id}:\n  label: {id}\n  scope: applicant\n  question: {id}？\n"
    if isinstance(kind, list):
        choices = ", ".join(f"{choice}: {{label: {choice}}}" for choice in kind)
        return f"{common}  kind: choice\n  decides_amount: true\n  choices: {{{choices}}}\n"
    unit = FACTS[kind][1] if kind in FACTS else None
    return f"{common}  kind: {FACTS[kind][0] if kind in FACTS else kind}\n" + (f"  unit: {unit}\n" if unit else "")


@pytest.fixture
def amount_of(pack_of: PackOf) -> Callable[..., tuple[Any, Any]]:
    """What one clause brings, in 元: ``amount_of(sentence, rule, facts, known)``."""

    def estimate_one(
        quote: str, rule: str, facts: dict[str, Any], known: dict[str, Any], as_of: date = date(2026, 6, 30)
    ) -> tuple[Any, Any]:
        indented = "\n".join(f"    {line}" for line in rule.strip().splitlines())
        clauses = f"- id: it\n  number: 一\n  title: 某项支持\n  quote: {quote}\n  amount:\n{indented}\n"
        found = estimate(pack_of(clauses, facts=facts, quotes=quote), known, as_of).clauses[0]
        assert found.amount is not None
        return found.amount.min, found.amount.max

    return estimate_one
