"""What is still open, and what to ask next: the most money at stake among what the person cares for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from actions import case
from actions.memory import Memory
from actions.topics import concerns
from policy_rules import ClauseEstimate, FactKind, Scope, Status, open_questions, unmet_facts
from policy_rules.conditions import State

__all__ = [
    "AMOUNTS",
    "CONDITIONS",
    "OTHERS",
    "Question",
    "Statement",
    "next_question",
    "open_conditions",
    "open_conditions_of",
    "open_places",
    "other_ways",
    "statement_of",
]

AMOUNTS = "amounts"
CONDITIONS = "conditions"
OTHERS = "others"
MOST_AMOUNTS = 3
MOST_CONDITIONS = 5


@dataclass(frozen=True)
class Question:
    """A question for one place or for several that are naturally asked together."""

    kind: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """A yes/no fact as the condition it decides: what should hold, and the answer with which it does."""

    place: str
    text: str
    value: bool


def next_question(memory: Memory) -> Question | None:
    """The place with the most at stake, with what goes together with it; None where nothing is open."""
    open_now = list(dict.fromkeys(open_places(memory)))
    if not open_now:
        return None
    first = open_now[0]
    definition = memory.pack.facts[case.split(first)[0]]
    if definition.kind is FactKind.BOOLEAN:
        yes_or_no = [place for place in open_now if memory.pack.facts[case.split(place)[0]].kind is FactKind.BOOLEAN]
        return Question(CONDITIONS, tuple(yes_or_no[:MOST_CONDITIONS]))
    return Question(AMOUNTS, tuple(_asked_with(first, memory, open_now)))


def open_places(memory: Memory) -> Iterator[str]:
    """The places that could be asked for, most money first; not those skipped, nor other ways to one of them."""
    skipped = {case.split(place)[0] for place in memory.skipped}
    unwanted = {way for fact in skipped for way in other_ways(memory, fact)}
    for question in open_questions(memory.pack, memory.known, memory.topic):
        if question.fact not in unwanted:
            open_ones = [p for place in _asking(memory, question.fact) for p in _to_be_asked(place, memory)]
            yield from (place for place in open_ones if place not in memory.skipped)


def _to_be_asked(place: str, memory: Memory) -> list[str]:
    """The place; of a figure that is known exactly, those known roughly that leave its condition open."""
    if isinstance(case.value_at(memory.known, place), (list, type(None))):
        return [place]
    fact, _ = case.split(place)
    beside = {other for clause in memory.pack.clauses for other in _beside(fact, memory.pack.facts_of(clause))}
    rough = [where for where, value in case.places(memory.known) if isinstance(value, list)]
    return [where for where in rough if case.split(where)[0] in beside]


def _beside(fact: str, facts: Collection[str]) -> Collection[str]:
    return facts if fact in facts else ()


def open_conditions(memory: Memory) -> list[str]:
    """The yes/no facts that what the person cares for still waits for, also those that were passed over."""
    return open_conditions_of((entry for entry in memory.estimate.clauses if concerns(entry, memory)), memory)


def open_conditions_of(entries: Iterable[ClauseEstimate], memory: Memory) -> list[str]:
    """The yes/no facts that some clauses still wait for, in the order of the pack."""
    facts = memory.pack.facts
    waiting = [fact for entry in entries for fact in _open_facts(entry)]
    asked = (place for fact in facts if fact in waiting for place in _asking(memory, fact))
    return [place for place in dict.fromkeys(asked) if facts[case.split(place)[0]].kind is FactKind.BOOLEAN]


def other_ways(memory: Memory, fact: str) -> tuple[str, ...]:
    """Facts that would answer the same: the yearly, the monthly and the daily rent."""
    for clause in memory.pack.clauses:
        for check in clause.should_agree:
            if fact in check.values:
                return tuple(way for way in check.values if way != fact)
    return ()


def statement_of(place: str, memory: Memory) -> Statement:
    """What a yes/no fact decides, in the words of the condition."""
    fact, _ = case.split(place)
    texts = [c.text for entry in memory.estimate.clauses for c in entry.conditions if c.fact == fact]
    holding = next((value for value in (True, False) if not _spoils(place, value, memory)), True)
    return Statement(place, texts[0] if texts else memory.pack.facts[fact].label, holding)


def _spoils(place: str, value: bool, memory: Memory) -> bool:
    """Whether a condition fails with this answer."""
    known = case.put(memory.pack, memory.known, place, value)
    fact, _ = case.split(place)
    return fact in unmet_facts(memory.pack, known, memory.as_of)


def _asking(memory: Memory, fact: str) -> Iterator[str]:
    """The places of a fact that some clause the person cares for waits for."""
    of_project = memory.pack.facts[fact].scope is Scope.PROJECT
    for entry in memory.estimate.clauses:
        if concerns(entry, memory) and fact in _open_facts(entry):
            yield case.place(fact, _index(memory, entry.project) if of_project else None)


def _open_facts(entry: ClauseEstimate) -> set[str]:
    if entry.status is Status.INELIGIBLE:
        return set()
    return {*entry.missing, *(c.fact for c in entry.conditions if c.state is State.UNKNOWN)}


def _index(memory: Memory, project: str | int | None) -> int | None:
    if project is None or isinstance(project, int):
        return project
    return [entry.get("name") for entry in memory.known["projects"]].index(project)


def _asked_with(first: str, memory: Memory, open_now: list[str]) -> list[str]:
    """``first`` and the other amounts that the same clause misses, in the order of the pack."""
    facts = memory.pack.facts
    if facts[case.split(first)[0]].choices:
        return [first]
    clause = next((entry for entry in memory.estimate.clauses if first in _places_missing(entry, memory)), None)
    if clause is None:
        return [first]  # a condition turns on it
    missing = [place for place in _places_missing(clause, memory) if place in open_now]
    together = [p for p in missing if facts[case.split(p)[0]].kind.is_quantity and p not in _ways_to(first, memory)]
    chosen: list[str] = []
    for place in [first, *together]:
        if place not in chosen and place not in {way for known in chosen for way in _ways_to(known, memory)}:
            chosen.append(place)
    order = list(facts)
    return sorted(chosen[:MOST_AMOUNTS], key=lambda place: order.index(case.split(place)[0]))


def _places_missing(entry: ClauseEstimate, memory: Memory) -> list[str]:
    facts = memory.pack.facts
    if not concerns(entry, memory):
        return []
    index = _index(memory, entry.project)
    return [case.place(fact, index if facts[fact].scope is Scope.PROJECT else None) for fact in entry.missing]


def _ways_to(place: str, memory: Memory) -> tuple[str, ...]:
    fact, project = case.split(place)
    return tuple(case.place(way, project) for way in other_ways(memory, fact))
