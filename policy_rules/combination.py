"""Which clauses can be had together: the best combination, and what is given up for it.

Entries (a clause for one project, or for the applicant) that exclude each other are the edges of a
graph; the combination that brings most is its heaviest independent set. Greedy choice would be wrong
where groups overlap: of 5 against 3 and 3, the two 3s bring more. Connected parts are searched
one by one, exactly, by branch and bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from policy_rules.ceilings import Ceiling, sum_under
from policy_rules.interval import INFINITY, ZERO, Interval
from policy_rules.policy import Combination, ExclusiveGroup, Per

__all__ = ["Conflict", "Entry", "GivenUp", "best_combination", "conflicts_between"]


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


def best_combination(
    entries: Mapping[int, Entry], conflicts: Sequence[Conflict], ceilings: Sequence[Ceiling] = ()
) -> tuple[GivenUp, ...]:
    """What is given up for the combination with the highest maximum (tie: highest minimum, then document order).

    ``ceilings`` are counted in: where a cap is reached anyway, a clause under it is worth less.
    """
    if not conflicts:
        return ()
    rivals: dict[int, set[int]] = {}
    for conflict in conflicts:
        rivals.setdefault(conflict.one, set()).add(conflict.other)
        rivals.setdefault(conflict.other, set()).add(conflict.one)
    kept: set[int] = set()
    for part in _connected(rivals, ceilings):
        kept |= _Search(entries, rivals, part, ceilings).best()
    return tuple(_given_up(index, kept, entries, conflicts) for index in sorted(rivals) if index not in kept)


def _given_up(index: int, kept: set[int], entries: Mapping[int, Entry], conflicts: Sequence[Conflict]) -> GivenUp:
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


def _connected(rivals: Mapping[int, set[int]], ceilings: Sequence[Ceiling]) -> Iterable[list[int]]:
    """The parts that have nothing to do with each other, neither as rivals nor under one ceiling."""
    unseen = set(rivals)
    while unseen:
        part: list[int] = []
        reached, seen = [min(unseen)], set()
        while reached:
            index = reached.pop()
            if index in seen:
                continue
            seen.add(index)
            unseen.discard(index)
            part.append(index)
            reached.extend(rivals.get(index, ()))
            reached.extend(other for ceiling in ceilings if index in ceiling.entries for other in ceiling.entries)
        yield sorted(part)


@dataclass(frozen=True, order=True)
class _Worth:
    """What a combination brings: without bound before any number, then the maximum, then the minimum."""

    unbounded: int = 0
    high: Decimal = ZERO
    low: Decimal = ZERO

    def plus(self, amount: Interval) -> _Worth:
        unbounded = amount.high == INFINITY
        high = self.high if unbounded else self.high + amount.high
        return _Worth(self.unbounded + unbounded, high, self.low + amount.low)


class _Search:
    """Branch and bound over one connected part.

    Entries are decided from the heaviest down, each first kept, then left. What is left to win is at most
    one entry of each clique, so that whole groups of rivals are counted once and the search stays short.
    """

    def __init__(
        self,
        entries: Mapping[int, Entry],
        rivals: Mapping[int, set[int]],
        part: Sequence[int],
        ceilings: Sequence[Ceiling],
    ) -> None:
        self._amounts = {index: entries[index].amount for index in part}
        self._rivals = {index: rivals.get(index, set()) for index in part}
        self._ceilings = [ceiling for ceiling in ceilings if ceiling.entries & set(part)]
        self._order = tuple(sorted(part, key=lambda i: (-entries[i].amount.high, -entries[i].amount.low, i)))
        self._best_worth: _Worth | None = None
        self._best: frozenset[int] = frozenset()

    def best(self) -> frozenset[int]:
        self._decide(self._order, frozenset(), _Worth())
        return self._best

    def _decide(self, open_: tuple[int, ...], kept: frozenset[int], worth: _Worth) -> None:
        if self._best_worth is not None and self._at_best(open_, worth) <= self._best_worth:
            return  # equals lose: what was found first is earlier in the document
        if not open_:
            self._settle(kept, worth)
            return
        first, rest = open_[0], open_[1:]
        compatible = tuple(index for index in rest if index not in self._rivals[first])
        self._decide(compatible, kept | {first}, worth.plus(self._amounts[first]))
        if len(compatible) < len(rest):  # an entry without open rivals is never left
            self._decide(rest, kept, worth)

    def _settle(self, kept: frozenset[int], worth: _Worth) -> None:
        if self._ceilings:
            worth = _Worth().plus(sum_under(self._ceilings, {index: self._amounts[index] for index in kept}))
        if self._best_worth is None or worth > self._best_worth:
            self._best_worth, self._best = worth, kept

    def _at_best(self, open_: tuple[int, ...], worth: _Worth) -> _Worth:
        cliques: list[set[int]] = []
        for index in open_:
            home = next((clique for clique in cliques if clique <= self._rivals[index]), None)
            if home is None:
                cliques.append({index})
                worth = worth.plus(self._best_of_clique(index, open_))
            else:
                home.add(index)
        return worth

    def _best_of_clique(self, heaviest: int, open_: tuple[int, ...]) -> Interval:
        """The highest maximum and, apart from it, the highest minimum of it and its rivals."""
        lows = (self._amounts[index].low for index in open_ if index in self._rivals[heaviest])
        amount = self._amounts[heaviest]
        return Interval(max(amount.low, *lows, ZERO), amount.high)
