"""Every integrity check of a pack: what must hold before people rely on its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from policy_rules.boundaries import boundary_sheet
from policy_rules.cases import faults_of_cases
from policy_rules.checking.coverage import faults_of_coverage
from policy_rules.checking.facts_in_words import faults_of_facts
from policy_rules.checking.kinds import faults_of_kinds
from policy_rules.checking.quoted_numbers import faults_of_numbers
from policy_rules.checking.texts import faults_of_text_files
from policy_rules.checking.todo import faults_of_todo
from policy_rules.combination.ceilings import crossing
from policy_rules.errors import FactError, PackError
from policy_rules.pack import Pack, read_pack, undeclared, unquoted

__all__ = ["CHECKS", "check_pack"]


def faults_of_caps(pack: Pack) -> Iterator[str]:
    """Caps that overlap without one lying inside the other."""
    for one, other in crossing(pack.policy.caps):
        yield f"policy.yaml: caps: “{one.title}”与“{other.title}”部分重叠，请让一个完全包含另一个"


def faults_of_boundaries(pack: Pack) -> Iterator[str]:
    """Thresholds and caps that no boundary case could be made for."""
    yield from (f"边界算例: {fault}" for fault in boundary_sheet(pack).without)


CHECKS: tuple[Callable[[Pack], Iterator[str]], ...] = (
    unquoted,
    faults_of_kinds,
    faults_of_numbers,
    faults_of_coverage,
    faults_of_facts,
    faults_of_caps,
    faults_of_text_files,
    faults_of_cases,
    faults_of_boundaries,
)
"""What is checked once a pack can be read and everything it speaks of exists, in this order."""


def check_pack(folder: Path) -> tuple[str, ...]:
    """Every fault of the pack in ``folder``, each with file, clause, field and fix; empty if it can be relied on."""
    try:
        pack = read_pack(folder)
    except PackError as error:
        return (*faults_of_todo(folder), *str(error).splitlines())
    faults = [*faults_of_todo(folder), *undeclared(pack)]
    if any("没有在 facts.yaml 中声明" in fault or "没有 id 为" in fault for fault in faults):
        return (*faults, *unquoted(pack))
    kinds = tuple(faults_of_kinds(pack))
    for check in CHECKS:
        if check is faults_of_kinds:
            faults += kinds
        elif kinds and check in (faults_of_cases, faults_of_boundaries):
            continue  # nothing can be computed with a rule that doesn't fit its facts
        else:
            faults += _carried_out(check, pack)
    return tuple(dict.fromkeys(faults))


def _carried_out(check: Callable[[Pack], Iterator[str]], pack: Pack) -> tuple[str, ...]:
    try:
        return tuple(check(pack))
    except (PackError, FactError):
        return ()  # cases that can't be read or estimated: their own check has said so
