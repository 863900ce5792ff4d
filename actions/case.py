"""The facts object of one applicant, and places in it: ``rent_area``, ``projects[1].rd_spend``.

A place is written as the public contract names a field. Everything here returns new objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policy_rules import FactError, Pack, Scope, read_facts

__all__ = [
    "fits",
    "of_policy",
    "place",
    "places",
    "project_count",
    "put",
    "put_name",
    "split",
    "take_out",
    "value_at",
    "without_project",
]

_IN_PROJECT = re.compile(r"projects\[(\d+)\]\.(\w+)")


def place(fact: str, project: int | None = None) -> str:
    """Where a fact stands; ``project`` counts from 0."""
    return fact if project is None else f"projects[{project}].{fact}"


def split(place: str) -> tuple[str, int | None]:
    """The fact of a place, and its project."""
    found = _IN_PROJECT.fullmatch(place)
    return (found[2], int(found[1])) if found else (place, None)


def project_count(facts: Mapping[str, Any]) -> int:
    """How many projects are told apart; 0 where there is one without a name, or none."""
    return len(facts.get("projects") or ())


def value_at(facts: Mapping[str, Any], place: str) -> Any:
    """The value there; None where it is unknown."""
    fact, project = split(place)
    if project is None:
        return facts.get(fact)
    projects = facts.get("projects") or ()
    if not projects and project == 0:
        return facts.get(fact)  # the only project so far becomes the first one
    return projects[project].get(fact) if project < len(projects) else None


def places(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every known place with its value: the applicant's, then each project's."""
    for fact, value in facts.items():
        if fact != "projects" and value is not None:
            yield fact, value
    for index, project in enumerate(facts.get("projects") or ()):
        for fact, value in project.items():
            if fact != "name" and value is not None:
                yield place(fact, index), value


def put(pack: Pack, facts: Mapping[str, Any], place: str, value: Any) -> dict[str, Any]:
    """``facts`` with ``value`` at ``place``. A second project makes the facts of the unnamed one the first's."""
    fact, project = split(place)
    if project is None:
        return {**facts, fact: value}
    opened = _with_project(pack, facts, project)
    opened["projects"][project] = {**opened["projects"][project], fact: value}
    return opened


def put_name(pack: Pack, facts: Mapping[str, Any], project: int, name: str) -> dict[str, Any]:
    """``facts`` with the project called ``name``."""
    opened = _with_project(pack, facts, project)
    opened["projects"][project] = {**opened["projects"][project], "name": name}
    return opened


def take_out(facts: Mapping[str, Any], place: str) -> dict[str, Any]:
    """``facts`` without what stands at ``place``."""
    fact, project = split(place)
    if project is None:
        return {id: value for id, value in facts.items() if id != fact}
    projects = [dict(entry) for entry in facts.get("projects") or ()]
    if project < len(projects):
        projects[project].pop(fact, None)
    return {**facts, "projects": projects} if projects else dict(facts)


def without_project(facts: Mapping[str, Any], project: int) -> dict[str, Any]:
    """``facts`` without one of the projects told apart; those after it move up."""
    left = [entry for index, entry in enumerate(facts.get("projects") or ()) if index != project]
    applicant = {id: value for id, value in facts.items() if id != "projects"}
    return {**applicant, "projects": left} if left else applicant


def of_policy(pack: Pack, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What this policy wants to know of all that was told: facts told for another one are kept aside."""
    own = {id: value for id, value in facts.items() if id in pack.facts and fits(pack, id, value)}
    projects = [
        {id: value for id, value in entry.items() if id == "name" or (id in pack.facts and fits(pack, id, value))}
        for entry in facts.get("projects") or ()
    ]
    return {**own, "projects": projects} if projects else own


def fits(pack: Pack, fact: str, value: Any) -> bool:
    """Whether the rules accept the value: a misread one must not make every later answer fail."""
    if fact not in pack.facts:
        return False
    try:
        read_facts(pack.facts, {fact: value})
    except FactError:
        return False
    return True


def _with_project(pack: Pack, facts: Mapping[str, Any], project: int) -> dict[str, Any]:
    projects = [dict(entry) for entry in facts.get("projects") or ()]
    applicant = {id: value for id, value in facts.items() if id != "projects"}
    if not projects:
        of_the_first = [id for id in applicant if id in pack.facts and pack.facts[id].scope is Scope.PROJECT]
        projects.append({id: applicant.pop(id) for id in of_the_first})
    projects += [{} for _ in range(project + 1 - len(projects))]
    return {**applicant, "projects": projects}
