"""Which clauses can be had together: the best combination, and what is given up for it.

Entries (a clause for one project, or for the applicant) that exclude each other are the edges of a
graph; the combination that brings most is its heaviest set without an edge. Greedy choice would be wrong
where groups overlap: of 5 against 3 and 3, the two 3s bring more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from policy_rules.combination.best_set import heaviest_set
from policy_rules.combination.ceilings import Ceiling
from policy_rules.interval import Interval
from policy_rules.policy import Combination, ExclusiveGroup, Per

__all__ = ["Combined", "Conflict", "Entry", "GivenUp", "best_combination", "conflicts_between"]


class Entry(Protocol):
    """What can be had, or given up: one clause for one project or for the applicant."""

    @property
    def clause_id(self) -> str: ...

    @property
    def project(self) -> str | int | None: ...

    @property
    def amount(self) -> Interval: ...


@dataclass(frozen=True)
class Conflict:
    """That two entries (by index) can't be had together, and the group that says so."""

    one: int
    other: int
    group: ExclusiveGroup


@dataclass(frozen=True)
class GivenUp:
    """An entry (by index) that gives way to another."""

    entry: int
    in_favour_of: int
    group: ExclusiveGroup


def conflicts_between(groups: Iterable[ExclusiveGroup], entries: Mapping[int, Entry]) -> tuple[Conflict, ...]:
    """All pairs that exclude each other, in the order of the groups; ``add_up`` groups are exempt."""
    together = [group for group in groups if group.mode is Combination.ADD_UP]
    found: dict[tuple[int, int], Conflict] = {}
    for group in groups:
        if group.mode is Combination.ADD_UP:
            continue
        members = [index for index, entry in entries.items() if entry.clause_id in group.clauses]
        for position, one in enumerate(members):
            for other in members[position + 1 :]:
                if _meet(group.per, entries[one], entries[other]) and not any(
                    _both_in(exempt, entries[one], entries[other]) for exempt in together
                ):
                    found.setdefault((one, other), Conflict(one, other, group))
    return tuple(found.values())


def _meet(per: Per, one: Entry, other: Entry) -> bool:
    return per is not Per.PROJECT or one.project == other.project


def _both_in(group: ExclusiveGroup, one: Entry, other: Entry) -> bool:
    return one.clause_id in group.clauses and other.clause_id in group.clauses and one.clause_id != other.clause_id


@dataclass(frozen=True)
class Combined:
    """What is given up for the best combination; ``is_certain`` unless the search had to be cut short."""

    given_up: tuple[GivenUp, ...] = ()
    is_certain: bool = True


def best_combination(
    entries: Mapping[int, Entry], conflicts: Sequence[Conflict], ceilings: Sequence[Ceiling] = ()
) -> Combined:
    """What is given up for the combination with the highest maximum (tie: highest minimum, then document order).

    ``ceilings`` are counted in: where a cap is reached anyway, a clause under it is worth less.
    """
    if not conflicts:
        return Combined()
    rivals: dict[int, set[int]] = {}
    for conflict in conflicts:
        rivals.setdefault(conflict.one, set()).add(conflict.other)
        rivals.setdefault(conflict.other, set()).add(conflict.one)
    amounts = {index: entry.amount for index, entry in entries.items()}
    kept, is_certain = heaviest_set(amounts, rivals, ceilings)
    gone = (index for index in sorted(rivals) if index not in kept)
    return Combined(tuple(_given_up(index, kept, entries, conflicts) for index in gone), is_certain)


def _given_up(index: int, kept: Set[int], entries: Mapping[int, Entry], conflicts: Sequence[Conflict]) -> GivenUp:
    """Its strongest rival among the kept, with the group that sets them against each other."""
    against = [
        (other, conflict.group)
        for conflict in conflicts
        for one, other in ((conflict.one, conflict.other), (conflict.other, conflict.one))
        if one == index and other in kept
    ]
    # max() keeps the first of equals: document order.
    other, group = max(against, key=lambda found: (entries[found[0]].amount.high, entries[found[0]].amount.low))
    return GivenUp(index, other, group)
