"""Words with alternatives, found in text without spelling them all out.

「(刚|新)落户(本区|)」 stands for four words, and lists of places in three brackets for hundreds of thousands.
All patterns together are one automaton whose states are made when a text first leads to them, so that memory
goes with what people say and not with what a pack could mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Generic, TypeVar

__all__ = ["WordPatterns", "spellings"]

T = TypeVar("T")

_ALTERNATIVES = re.compile(r"\(([^()]*)\)")


def spellings(pattern: str) -> Iterator[str]:
    """「(刚|新)落户」 → 刚落户, 新落户."""
    for chosen in product(*_choices(pattern)):
        yield "".join(chosen)


def _choices(pattern: str) -> list[list[str]]:
    """The alternatives one after the other; what stands outside brackets is its only alternative."""
    parts = _ALTERNATIVES.split(pattern)
    return [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]


class _State(Generic[T]):
    """Where a text has led: ``places`` in the patterns, the ``entries`` whose pattern ends here."""

    __slots__ = ("entries", "following", "places")

    def __init__(self, places: frozenset[int], entries: tuple[T, ...]) -> None:
        self.places, self.entries = places, entries
        self.following: Mapping[str, _State[T]] | None = None


class WordPatterns(Generic[T]):
    """Patterns with what they stand for; looking up takes a step for each character that still fits any of them."""

    def __init__(self, patterns: Iterable[tuple[str, T]]) -> None:
        self._steps: list[dict[str, list[int]]] = []  # by place: the places after one more character
        self._skips: list[list[int]] = []  # by place: the places after nothing, where an alternative is empty
        self._ends: dict[int, T] = {}
        self._states: dict[frozenset[int], _State[T]] = {}
        self._start = self._state([self._add(pattern, entry) for pattern, entry in patterns])
        self.first_characters = self._follow(self._start).keys()

    def at(self, text: str, at: int) -> list[tuple[int, tuple[T, ...]]]:
        """``(end, entries)`` of every word that begins at ``at``, the longest first; entries in the order given."""
        found = []
        state = self._start
        for end in range(at, len(text)):
            following = state.following if state.following is not None else self._follow(state)
            if text[end] not in following:
                break
            state = following[text[end]]
            if state.entries:
                found.append((end + 1, state.entries))
        found.reverse()
        return found

    def _add(self, pattern: str, entry: T) -> int:
        """The place at which the pattern begins."""
        first = place = self._place()
        for alternatives in _choices(pattern):
            after = self._place()
            for alternative in alternatives:
                self._connect(place, alternative, after)
            place = after
        self._ends[place] = entry
        return first

    def _connect(self, place: int, alternative: str, after: int) -> None:
        for character in alternative[:-1]:
            following = self._place()
            self._steps[place].setdefault(character, []).append(following)
            place = following
        if alternative:
            self._steps[place].setdefault(alternative[-1], []).append(after)
        else:
            self._skips[place].append(after)

    def _place(self) -> int:
        self._steps.append({})
        self._skips.append([])
        return len(self._steps) - 1

    def _state(self, reached: Iterable[int]) -> _State[T]:
        places, waiting = set(), list(reached)
        while waiting:
            place = waiting.pop()
            if place not in places:
                places.add(place)
                waiting += self._skips[place]
        key = frozenset(places)
        if key not in self._states:
            entries = tuple(dict.fromkeys(self._ends[place] for place in sorted(key) if place in self._ends))
            self._states[key] = _State(key, entries)
        return self._states[key]

    def _follow(self, state: _State[T]) -> Mapping[str, _State[T]]:
        """What comes after ``state``; made once. Two threads at once make the same."""
        reached: dict[str, list[int]] = {}
        for place in state.places:
            for character, places in self._steps[place].items():
                reached.setdefault(character, []).extend(places)
        state.following = {character: self._state(places) for character, places in reached.items()}
        return state.following
