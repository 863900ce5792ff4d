"""Which facts a message tells, and where in the facts object each belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from actions import case
from actions.agenda import other_ways
from actions.memory import Memory
from actions.plausible import is_plausible
from actions.projects import (
    how_many_alike,
    named_projects,
    new_name,
    projects_spoken_of,
    says_another,
    speaks_of_letters,
)
from actions.turn import Turn
from actions.years import by_the_year_named
from policy_rules import FactKind, Pack, Scope
from policy_rules.quantities import dimensions_of, parse_quantity

__all__ = ["Loose", "Told", "as_json", "bare_figures", "told_by"]

REVIEW = "review_passed"
"""The one project fact that the applicant's own clauses know too."""


@dataclass(frozen=True)
class Loose:
    """An amount of which nobody said what it is; ``value`` is None where only its words are known."""

    text: str
    value: Any
    dimension: str | None

    @classmethod
    def of(cls, entry: Any) -> Loose:
        """From the understanding: an object, or the bare words."""
        if not isinstance(entry, str):
            return cls(entry["text"], entry["value"], entry["dimension"])
        if re.fullmatch(r"\d+(?:\.\d+)?", entry):
            return cls(entry, as_json(Decimal(entry)), FactKind.NUMBER.value)
        written = re.sub("块钱?$", "元", entry)
        dimension = next(iter(dimensions_of(written)), None)
        value = parse_quantity(written, dimension) if dimension else None
        return cls(entry, as_json(value) if value is not None else None, dimension.value if dimension else None)

    def can_be(self, pack: Pack, fact: str) -> bool:
        """Whether it has the unit of the fact."""
        definition = pack.facts[fact]
        if self.value is None or not is_plausible(definition, self.value):
            return False
        if definition.kind.value == self.dimension:
            return True
        # 「5块」 may be a price, a bare 「5」 anything but money, whose unit nobody knows.
        bare = self.dimension == FactKind.NUMBER.value and definition.kind is not FactKind.MONEY
        priced = self.dimension == FactKind.MONEY.value and definition.kind is FactKind.UNIT_PRICE
        return definition.kind.is_quantity and (bare or priced)


def as_json(number: Decimal) -> int | float:
    """An int where the number is whole."""
    return int(number) if number == number.to_integral_value() else float(number)


@dataclass(frozen=True)
class Told:
    """What one message tells, place by place."""

    values: Mapping[str, Any]
    project: int | None
    """The project spoken of last."""
    names: Mapping[int, str]
    """Projects that were called by a name."""
    loose: tuple[Loose, ...]
    """Amounts of which nobody said what they are."""
    of_which_projects: bool = False
    """The same was said of some of the projects, and it must be asked of which."""


def told_by(turn: Turn, memory: Memory) -> Told:
    """The values of the turn at their places; those that no policy fact can have are left out."""
    if turn.pressed is not None:
        chosen = dict(turn.pressing("facts") or {})
        projects = [project for place in chosen if (project := case.split(place)[1]) is not None]
        return Told(chosen, projects[-1] if projects else memory.project, {}, ())
    entries, names = _projects_told(turn, memory)
    another = not entries and says_another(turn.text)
    spoken_of = _projects_meant(entries, names, memory)
    values: dict[str, Any] = {}
    for index, entry in spoken_of:
        values.update({case.place(fact, index): value for fact, value in entry.items()})
    said_of_projects = {fact for _, entry in spoken_of for fact in entry}
    about = _about_projects(turn.text, spoken_of, memory)
    values.update(turn.settled)
    for fact, value in turn.facts.items():
        if fact not in said_of_projects:
            places = _places_of(fact, memory, about, another=another)
            values.update(dict.fromkeys(places, value))
    loose, answered = _answers_among(turn, memory, values)
    values.update(answered)
    values = by_the_year_named(values, turn.text, memory)
    values = {_where_it_fits(place, value, turn, memory): value for place, value in values.items()}
    if turn.is_correction:
        values, taken_for_answers = _without_bare_answers(values, turn, memory)
        loose = (*loose, *taken_for_answers)
    fitting = {place: value for place, value in values.items() if case.fits(memory.pack, case.split(place)[0], value)}
    named = {spoken_of[at][0]: name for at, name in enumerate(_names(entries, names)) if name}
    named |= dict(filter(None, [new_name(turn.text, memory.facts.get("projects") or ())]))
    return Told(
        fitting,
        about.last if about.last is not None else memory.project,
        {index: name for index, name in named.items() if index is not None},
        loose,
        of_which_projects=bool(about.some and _of_project_facts(turn.facts, memory.pack)),
    )


@dataclass(frozen=True)
class _About:
    """Which projects a message is about that tells facts without a name beside each."""

    last: int | None
    """The project called by name, or spoken of last."""
    alike: Sequence[int] = ()
    """The projects of which the same is said."""
    some: bool = False
    """Some of them, nobody knows which."""


def _about_projects(text: str, spoken_of: Sequence[tuple[int | None, Any]], memory: Memory) -> _About:
    listed = memory.facts.get("projects") or ()
    if spoken_of:
        return _About(spoken_of[-1][0])
    called = projects_spoken_of(text, listed)
    if len(called) > 1:
        return _About(called[-1], called)
    alike = 0 if called else how_many_alike(text, len(listed))
    if alike:
        return _About(None, range(alike)) if alike >= len(listed) else _About(None, some=True)
    return _About(called[0] if called else None)


def _where_it_fits(place: str, value: Any, turn: Turn, memory: Memory) -> str:
    """「4块5」 to the question for the yearly rent is the price a day, which answers it as well."""
    fact, project = case.split(place)
    facts = memory.pack.facts
    if fact not in turn.inferred or fact not in facts or is_plausible(facts[fact], value):
        return place
    prices = [way for way in other_ways(memory, fact) if facts[way].kind is FactKind.UNIT_PRICE]
    fitting = [way for way in prices if is_plausible(facts[way], value)]
    return case.place(fitting[0], project) if len(fitting) == 1 else place


def _of_project_facts(facts: Mapping[str, Any], pack: Pack) -> list[str]:
    return [fact for fact in facts if fact in pack.facts and pack.facts[fact].scope is Scope.PROJECT]


def _without_bare_answers(values: Mapping[str, Any], turn: Turn, memory: Memory) -> tuple[dict[str, Any], list[Loose]]:
    """「说错了，是500万」 while something else is asked corrects what was said last; it answers nothing."""
    bare = [
        place
        for place in values
        if case.split(place)[0] in turn.inferred and memory.latest and place not in memory.latest
    ]
    loose = [_as_said(case.split(place)[0], values[place], turn, memory.pack) for place in bare]
    return {place: value for place, value in values.items() if place not in bare}, loose


def _as_said(fact: str, value: Any, turn: Turn, pack: Pack) -> Loose:
    """The figure as it was said, before it was given the unit of what was asked: 「350」, not 350万元."""
    said = next((turn.text[m["start"] : m["end"]] for m in turn.mentions if m["entity"] == fact), "")
    bare = re.fullmatch(r"\d+(?:\.\d+)?", said)
    return Loose.of(said) if bare else Loose(said or str(value), value, pack.facts[fact].kind.value)


def bare_figures(turn: Turn, pack: Pack) -> list[dict[str, Any]]:
    """The figures that were put to the fact asked for without a word for it, as amounts of which nobody said what they are."""
    bare = [(fact, value) for fact, value in turn.facts.items() if fact in turn.inferred and fact in pack.facts]
    return [asdict(_as_said(fact, value, turn, pack)) for fact, value in bare]


def _projects_told(turn: Turn, memory: Memory) -> tuple[Sequence[Mapping[str, Any]], Sequence[str | None]]:
    """The facts project by project, and what each is called."""
    entries: Sequence[Mapping[str, Any]] = turn.reading.get("projects") or ()
    if entries and not speaks_of_letters(turn.text):
        return entries, [None] * len(entries)
    of_projects = {id for id, definition in memory.pack.facts.items() if definition.scope is Scope.PROJECT}
    mentions = [mention for mention in turn.mentions if mention["entity"] in of_projects]
    known = [project["name"] for project in memory.facts.get("projects") or () if project.get("name")]
    named = [project for project in named_projects(turn.text, mentions, known) if project.facts]
    return [project.facts for project in named], [project.name for project in named]


def _names(entries: Sequence[Mapping[str, Any]], names: Sequence[str | None]) -> list[str | None]:
    return [names[at] if at < len(names) else None for at, entry in enumerate(entries) if entry]


def _projects_meant(
    entries: Sequence[Mapping[str, Any]], names: Sequence[str | None], memory: Memory
) -> list[tuple[int | None, Mapping[str, Any]]]:
    """``(index, facts)`` of every project spoken of; the index is None for the only, unnamed one."""
    listed = memory.facts.get("projects") or ()
    known = {entry["name"]: index for index, entry in enumerate(listed) if entry.get("name")}
    first_free = len(listed) or int(_has_unnamed_project(memory))
    meant: list[tuple[int | None, Mapping[str, Any]]] = []
    for at, entry in enumerate(entries):
        if not entry:
            continue
        name = names[at] if at < len(names) else None
        index: int | None = at
        if name and name in known:
            index = known[name]
        elif name:
            index = first_free + sum(1 for i, _ in meant if i is not None and i >= first_free)
        elif len(entries) == 1 and not name and not listed:
            index = None
        meant.append((index, entry))
    return meant


def _has_unnamed_project(memory: Memory) -> bool:
    """Whether figures of a project were told before any was told apart."""
    facts = memory.pack.facts
    own = [facts[id] for id in memory.facts if id in facts and facts[id].scope is Scope.PROJECT]
    return any(definition.kind.is_quantity for definition in own)


def _places_of(fact: str, memory: Memory, about: _About, *, another: bool) -> Iterator[str]:
    """Where a fact belongs that was told without naming a project beside it."""
    of_project = fact in memory.pack.facts and memory.pack.facts[fact].scope is Scope.PROJECT
    count = case.project_count(memory.facts)
    if another and of_project:
        yield case.place(fact, max(1, count))
    elif of_project and (about.alike or about.some):
        yield from (case.place(fact, index) for index in about.alike)
    elif not of_project or not count:
        yield fact
    elif about.last is not None:
        yield case.place(fact, about.last)
    elif fact == REVIEW and memory.asked != fact:
        yield fact
        yield from (case.place(fact, index) for index in range(count))
    else:
        yield case.place(fact, memory.project if memory.project is not None else count - 1)


def _answers_among(turn: Turn, memory: Memory, told: Mapping[str, Any]) -> tuple[tuple[Loose, ...], dict[str, Any]]:
    """Loose amounts, and what those of them answer that can only be the rest of a question for several."""
    loose = [Loose.of(entry) for entry in turn.reading.get("unassigned") or ()]
    question = memory.question or {}
    goes_on_supposing = turn.is_hypothetical and memory.supposed
    if question.get("kind") != "amounts" or turn.is_correction or goes_on_supposing:
        return tuple(loose), {}
    answered: dict[str, Any] = {}
    for amount in tuple(loose):
        left = [place for place in question["places"] if place not in told and place not in answered]
        fitting = [place for place in left if amount.can_be(memory.pack, case.split(place)[0])]
        if len(fitting) == 1:
            answered[fitting[0]] = amount.value
            loose.remove(amount)
    return tuple(loose), answered
