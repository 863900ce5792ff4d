"""The sentences that an estimate carries along: validity, what else applies, facts that disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from policy_rules.clause import Clause
from policy_rules.combination import Combined
from policy_rules.combination.ceilings import Reduction
from policy_rules.facts import FactKind
from policy_rules.pack import Pack
from policy_rules.situation import Situation
from policy_rules.wording.combination import limit_of
from policy_rules.wording.numbers import quantity

__all__ = [
    "NO_FORMULA",
    "chinese_date",
    "of_disagreements",
    "of_limits",
    "of_policy",
    "of_search",
    "of_sources",
    "validity",
]

NO_FORMULA = "由政府部门一事一议，无法测算金额"


def chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def validity(pack: Pack, day: date) -> str | None:
    """The sentence that comes first wherever the policy is not in force on ``day``; None if it is."""
    term = pack.policy.in_force
    if term.includes(day):
        return None
    if day < term.from_:
        return f"本政策自{chinese_date(term.from_)}起施行，{chinese_date(day)}尚未生效，金额仅供测算。"
    assert term.until
    return f"本政策有效期至{chinese_date(term.until)}，已失效，仅供测算。"


def of_policy(pack: Pack, day: date) -> Iterator[str]:
    not_in_force = validity(pack, day)
    if not_in_force:
        yield not_in_force
    for note in pack.policy.notes:
        yield note.text
    if pack.policy.with_other_policies:
        yield pack.policy.with_other_policies.text


def of_limits(limited: Iterable[Reduction]) -> Iterator[str]:
    for found in limited:
        yield f"{found.ceiling.cap.title}：{limit_of(found.without, found.ceiling.at_most)}"


def of_search(combined: Combined) -> Iterator[str]:
    if not combined.is_certain:
        yield "互相排斥的条款和项目太多，没有试完全部组合；所给组合可能不是最优，请分批测算。"


def of_sources(clause: Clause) -> Iterator[str]:
    yield from (f"另据原文：“{quote}”" for quote in clause.further_quotes)


def of_disagreements(pack: Pack, clause: Clause, situation: Situation) -> Iterator[str]:
    for check in clause.should_agree:
        values = check.disagreement(situation)
        if values:
            worded = "；".join(
                f"按{pack.facts[fact].label}为{quantity(value, FactKind.MONEY)}" for fact, value in values.items()
            )
            first = pack.facts[next(iter(values))].label
            yield f"几处{check.about}对不上，请核对：{worded}。这里按{first}计算。"
