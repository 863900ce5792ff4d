"""Several policies at once: which are in force, which one is meant, and what one applicant gets under all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policy_rules.errors import FactError
from policy_rules.estimate import estimate, today
from policy_rules.pack import Pack, installed_packs, load_pack
from policy_rules.quantities import normalise
from policy_rules.result import Estimate

__all__ = ["SeveralEstimates", "estimate_all", "policies", "policies_in_force", "resolve_policy"]


def policies() -> tuple[Pack, ...]:
    """Every installed pack."""
    return tuple(load_pack(id) for id in installed_packs())


def policies_in_force(on: date, among: Iterable[Pack] | None = None) -> tuple[Pack, ...]:
    """The packs whose policy is in force on that day."""
    return tuple(pack for pack in (policies() if among is None else among) if pack.policy.in_force.includes(on))


def resolve_policy(
    text: str, as_of: date | None = None, *, among: Iterable[Pack] | None = None, otherwise: str | None = None
) -> Pack | None:
    """The policy that ``text`` means: its id, its document number, its title or an alias, the name of its district.

    The longest name found wins. Of several with the same name (one district, several years) the one in force on
    ``as_of`` is meant, else the latest. Nothing named: ``otherwise`` (an id), None without one. Two policies named
    alike by one text leave it open (None).
    """
    packs = tuple(policies() if among is None else among)
    said = normalise(text)
    named = {pack.id: max((len(name) for name in _names(pack) if name in said), default=0) for pack in packs}
    longest = max(named.values(), default=0)
    meant = [pack for pack in packs if longest and named[pack.id] == longest]
    if not meant:
        return next((pack for pack in packs if pack.id == otherwise), None)
    return _at_the_time(meant, as_of or today())


def _names(pack: Pack) -> set[str]:
    policy = pack.policy
    title = re.sub(r"[（(].*?[)）]", "", policy.title)
    return {
        normalise(name)
        for name in (pack.id, policy.document_number, policy.title, title, *policy.aliases, *policy.district_names)
    }


def _at_the_time(meant: list[Pack], day: date) -> Pack | None:
    """Of policies with one name, the one in force; else the latest that had begun."""
    districts = {pack.policy.district for pack in meant}
    if len(districts) > 1:
        return None
    current = policies_in_force(day, meant) or tuple(meant)
    return max(current, key=lambda pack: pack.policy.in_force.from_)


@dataclass(frozen=True)
class SeveralEstimates:
    """One applicant under several policies, with what is to be said of having them together."""

    estimates: tuple[Estimate, ...]
    notes: tuple[str, ...]


def estimate_all(
    facts: Mapping[str, Any], as_of: date | None = None, *, packs: Iterable[Pack] | None = None
) -> SeveralEstimates:
    """The estimate of every policy in force (or of ``packs``), from one facts object.

    Each policy takes the facts that it knows: an id that two packs share is one fact. Raises :class:`FactError`
    for a fact that none of them knows, or a value that does not fit.
    """
    day = as_of or today()
    chosen = tuple(policies_in_force(day) if packs is None else packs)
    _refuse_unknown(facts, chosen)
    estimates = tuple(estimate(pack, _known_to(pack, facts), day) for pack in chosen)
    return SeveralEstimates(estimates, tuple(_notes(chosen, estimates)))


def _refuse_unknown(facts: Mapping[str, Any], packs: tuple[Pack, ...]) -> None:
    known = {id for pack in packs for id in pack.facts}
    for id in facts:
        if id != "projects" and id not in known:
            raise FactError("unknown_fact", f"没有名为 {id} 的事实，请核对拼写", id)
    listed = facts.get("projects")
    for index, project in enumerate(listed if isinstance(listed, list) else []):
        for id in project if isinstance(project, Mapping) else ():
            if id != "name" and id not in known:
                raise FactError("unknown_fact", f"没有名为 {id} 的事实，请核对拼写", f"projects[{index}].{id}")


def _known_to(pack: Pack, facts: Mapping[str, Any]) -> dict[str, Any]:
    own: dict[str, Any] = {id: value for id, value in facts.items() if id in pack.facts or id == "projects"}
    listed = own.get("projects")
    if isinstance(listed, list):
        own["projects"] = [
            {id: value for id, value in project.items() if id in pack.facts or id == "name"}
            if isinstance(project, Mapping)
            else project
            for project in listed
        ]
    return own


def _notes(packs: tuple[Pack, ...], estimates: tuple[Estimate, ...]) -> Iterable[str]:
    paying = [
        pack
        for pack, found in zip(packs, estimates, strict=True)
        if found.potential.max is None or found.potential.max > 0
    ]
    by_district: dict[str, list[Pack]] = {}
    for pack in paying:
        by_district.setdefault(pack.policy.district, []).append(pack)
    for district, several in by_district.items():
        if len(several) < 2:
            continue
        titles = "、".join(f"《{pack.policy.title}》" for pack in several)
        yield f"{district}的{titles}都可能适用，合计不能简单相加。"
        yield from (rule.text for pack in several if (rule := pack.policy.with_other_policies))
    if len(by_district) > 1:
        yield f"{'、'.join(by_district)}的政策分别以在该区登记注册为前提，不会同时适用。"
