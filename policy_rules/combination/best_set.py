"""The heaviest set of entries of which no two are rivals: exact, by parts that have nothing to do with each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from policy_rules.combination.ceilings import Ceiling, sum_under
from policy_rules.interval import INFINITY, ZERO, Interval

__all__ = ["heaviest_set"]

_MOST_STEPS = 200_000


def heaviest_set(
    amounts: Mapping[int, Interval], rivals: Mapping[int, Set[int]], ceilings: Sequence[Ceiling]
) -> tuple[frozenset[int], bool]:
    """The set with the highest maximum (tie: highest minimum, then the earlier entries), and whether that is certain.

    It always is without ceilings; under ceilings the search ends after 200,000 steps with the best set found.
    """
    kept: frozenset[int] = frozenset()
    certain = True
    for part in _connected(rivals, ceilings):
        under = [ceiling for ceiling in ceilings if not ceiling.entries.isdisjoint(part)]
        if under:
            search = _SearchUnderCeilings(amounts, rivals, part, under)
            kept, certain = kept | search.best(), certain and search.is_certain
        else:
            kept |= _ByParts(amounts, rivals).best(frozenset(part))[1]
    return kept, certain


def _connected(rivals: Mapping[int, Set[int]], ceilings: Sequence[Ceiling]) -> Iterator[list[int]]:
    """The parts that have nothing to do with each other, neither as rivals nor under one ceiling."""
    links = {index: set(others) for index, others in rivals.items()}
    for ceiling in ceilings:
        if not ceiling.entries.isdisjoint(rivals):
            for index in ceiling.entries:
                links.setdefault(index, set()).update(ceiling.entries)
    return _parts(links, links)


def _parts(among: Iterable[int], links: Mapping[int, Set[int]]) -> Iterator[list[int]]:
    unseen = set(among)
    while unseen:
        part, reached = [], [min(unseen)]
        while reached:
            index = reached.pop()
            if index in unseen:
                unseen.remove(index)
                part.append(index)
                reached.extend(links[index])
        yield sorted(part)


@dataclass(frozen=True, order=True)
class _Worth:
    """What a combination brings: without bound before any number, then the maximum, then the minimum."""

    unbounded: int = 0
    high: Decimal = ZERO
    low: Decimal = ZERO

    def and_(self, other: _Worth) -> _Worth:
        return _Worth(self.unbounded + other.unbounded, self.high + other.high, self.low + other.low)

    def plus(self, amount: Interval) -> _Worth:
        unbounded = amount.high == INFINITY
        high = self.high if unbounded else self.high + amount.high
        return _Worth(self.unbounded + unbounded, high, self.low + amount.low)


class _ByParts:
    """Take a group of mutual rivals: one of them is kept, or none; what then remains falls into smaller parts."""

    def __init__(self, amounts: Mapping[int, Interval], rivals: Mapping[int, Set[int]]) -> None:
        self._amounts = amounts
        self._rivals = rivals
        self._known: dict[frozenset[int], tuple[_Worth, frozenset[int]]] = {}

    def best(self, open_: frozenset[int]) -> tuple[_Worth, frozenset[int]]:
        worth, kept = _Worth(), frozenset[int]()
        for part in _parts(open_, {index: self._rivals[index] & open_ for index in open_}):
            found = self._best_of_part(frozenset(part))
            worth, kept = worth.and_(found[0]), kept | found[1]
        return worth, kept

    def _best_of_part(self, part: frozenset[int]) -> tuple[_Worth, frozenset[int]]:
        if part not in self._known:
            self._known[part] = self._branch(part)
        return self._known[part]

    def _branch(self, part: frozenset[int]) -> tuple[_Worth, frozenset[int]]:
        clique = self._clique(part)
        best: tuple[_Worth, frozenset[int]] | None = None
        for index in clique:
            worth, kept = self.best(part - self._rivals[index] - {index})
            found = (worth.plus(self._amounts[index]), kept | {index})
            if best is None or found[0] > best[0]:  # equals lose: what was found first is earlier in the document
                best = found
        if len(clique) < len(part):
            none = self.best(part.difference(clique))
            if best is None or none[0] > best[0]:
                best = none
        assert best is not None
        return best

    def _clique(self, part: frozenset[int]) -> list[int]:
        """Mutual rivals around the entry with most rivals, the heaviest first."""
        ordered = sorted(part, key=lambda i: (-self._amounts[i].high, -self._amounts[i].low, i))
        centre = max(ordered, key=lambda index: len(self._rivals[index] & part))
        clique = [centre]
        for index in ordered:
            if index != centre and self._rivals[index] >= set(clique):
                clique.append(index)
        return sorted(clique, key=ordered.index)


class _SearchUnderCeilings:
    """Branch and bound over one part in which caps make an entry worth less beside others.

    Entries are decided from the heaviest down, each first kept, then left. What is left to win is at most
    one entry of each clique, so that whole groups of rivals are counted once and the search stays short.
    """

    def __init__(
        self,
        amounts: Mapping[int, Interval],
        rivals: Mapping[int, Set[int]],
        part: Sequence[int],
        ceilings: Sequence[Ceiling],
    ) -> None:
        self._amounts = amounts
        self._rivals = {index: rivals.get(index, frozenset[int]()) for index in part}
        self._ceilings = ceilings
        self._order = tuple(sorted(part, key=lambda i: (-amounts[i].high, -amounts[i].low, i)))
        self._steps = 0
        self._best_worth: _Worth | None = None
        self._best: frozenset[int] = frozenset()

    def best(self) -> frozenset[int]:
        self._decide(self._order, frozenset(), _Worth())
        return self._best

    @property
    def is_certain(self) -> bool:
        return self._steps <= _MOST_STEPS

    def _decide(self, open_: tuple[int, ...], kept: frozenset[int], worth: _Worth) -> None:
        self._steps += 1
        if self._best_worth is not None and (not self.is_certain or self._at_best(open_, worth) <= self._best_worth):
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
        """``worth`` with the highest maximum and the highest minimum that each clique of the rest may bring."""
        cliques: list[list[int]] = []
        for index in open_:
            home = next((clique for clique in cliques if self._rivals[index] >= set(clique)), None)
            if home is None:
                cliques.append([index])
            else:
                home.append(index)
        for clique in cliques:
            lowest = max(self._amounts[index].low for index in clique)
            worth = worth.plus(Interval(lowest, self._amounts[clique[0]].high))  # the first is the heaviest
        return worth
