"""Facts: what a pack wants to know of an applicant, and what is known of this one.

A :class:`FactDefinition` is one line of a pack's ``facts.yaml``. :func:`read_facts` turns a JSON
object into :class:`Facts`, or raises a :class:`~policy_rules.errors.FactError` that names the field
and the fix. A fact that is absent or ``null`` is unknown: never zero, never false.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from policy_rules.errors import UNWRITABLE, FactError
from policy_rules.facts.definitions import Choice, FactDefinition, FactKind, FactWords, Scope
from policy_rules.facts.values import FactValue, example_of, read_value
from policy_rules.interval import in_exact_arithmetic

__all__ = [
    "MOST_PROJECTS",
    "REVIEW_PASSED",
    "Choice",
    "FactDefinition",
    "FactKind",
    "FactValue",
    "FactWords",
    "Facts",
    "Project",
    "Scope",
    "example_of",
    "read_facts",
]


@dataclass(frozen=True)
class Facts:
    """What is known: values of the applicant and of each project; unknown facts are simply not there.

    ``projects`` is empty where the facts describe one unnamed project; its facts are then in
    ``applicant`` beside the others.
    """

    applicant: Mapping[str, FactValue] = field(default_factory=dict)
    projects: tuple[Project, ...] = ()

    def of(self, project: Project | None) -> Mapping[str, FactValue]:
        """The facts a clause sees: a project's own before the applicant's; reviews are not inherited."""
        if project is None:
            return self.applicant
        inherited = {id: value for id, value in self.applicant.items() if id not in project.own_facts}
        return MappingProxyType(inherited | dict(project.facts))

    def __iter__(self) -> Iterator[tuple[str | int | None, str, FactValue]]:
        """``(project, fact id, value)`` of everything known."""
        for id, value in self.applicant.items():
            yield None, id, value
        for project in self.projects:
            for id, value in project.facts.items():
                yield project.key, id, value


@dataclass(frozen=True)
class Project:
    """One of several projects: its key (name, or index without one) and its facts."""

    key: str | int
    facts: Mapping[str, FactValue]
    own_facts: frozenset[str]
    """Ids of all project-level facts: what this project does not say is unknown, not inherited."""


@in_exact_arithmetic
def read_facts(definitions: Mapping[str, FactDefinition], document: Any) -> Facts:
    """Facts from a JSON object (numbers may be ``Decimal``).

    Raises :class:`FactError` for an unknown id, a wrong type, a unit that does not fit, a bare
    numeric string, a negative or non-finite number, a reversed pair, a fractional count, an
    unknown choice, a project fact beside ``projects``.
    """
    if not isinstance(document, Mapping):
        raise FactError("wrong_type", '应为“事实 id: 值”这样的对象，例如 {"annual_revenue": "6200万"}', "facts")
    listed = document.get("projects")
    top = {id: raw for id, raw in document.items() if id != "projects"}
    applicant = _read_object(definitions, top, path="")
    if listed is None:
        return Facts(applicant)
    projects = _read_projects(definitions, listed)
    for id in applicant:
        if definitions[id].scope is Scope.PROJECT and id != REVIEW_PASSED:
            raise FactError("misplaced_fact", f"已列出 projects，请把 {id} 写进所属的项目里", id)
    return Facts(applicant, projects)


MOST_PROJECTS = 200
"""More are no applicant's, and their report would take longer than a service answers."""

REVIEW_PASSED = "review_passed"
"""The one project fact that may stand beside ``projects``: there it is the applicant-level clauses' review."""


def _read_projects(definitions: Mapping[str, FactDefinition], listed: Any) -> tuple[Project, ...]:
    if not isinstance(listed, list) or not listed:
        raise FactError("wrong_type", "应为至少含一个项目的列表", "projects")
    if len(listed) > MOST_PROJECTS:
        raise FactError("too_many_projects", f"一次最多列出 {MOST_PROJECTS} 个项目，请分几次测算", "projects")
    own = frozenset(id for id, d in definitions.items() if d.scope is Scope.PROJECT)
    projects = tuple(_read_project(definitions, own, raw, index) for index, raw in enumerate(listed))
    keys = [project.key for project in projects]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            raise FactError(
                "duplicate_name", f"项目名称“{key}”重复，请为每个项目取不同的名称", f"projects[{index}].name"
            )
    return projects


def _read_project(definitions: Mapping[str, FactDefinition], own: frozenset[str], raw: Any, index: int) -> Project:
    path = f"projects[{index}]"
    if not isinstance(raw, Mapping):
        raise FactError("wrong_type", "每个项目应为一个 JSON 对象", path)
    name = raw.get("name")
    if name is not None and (not isinstance(name, str) or not name.strip() or not _can_be_written(name)):
        raise FactError("wrong_type", "项目名称应为非空文字，不含控制字符", f"{path}.name")
    facts = _read_object(definitions, {id: value for id, value in raw.items() if id != "name"}, path=f"{path}.")
    for id in facts:
        if id not in own:
            raise FactError("misplaced_fact", f"{id} 是企业的情况，请写在 projects 之外", f"{path}.{id}")
    return Project(name if name is not None else index, facts, own)


def _can_be_written(text: str) -> bool:
    """Whether documents can carry it: lone surrogates and control characters can't be written to any."""
    return not UNWRITABLE.search(text)


def _read_object(
    definitions: Mapping[str, FactDefinition], raw: Mapping[Any, Any], *, path: str
) -> dict[str, FactValue]:
    values: dict[str, FactValue] = {}
    for id, value in raw.items():
        field = f"{path}{id}"
        definition = definitions.get(id) if isinstance(id, str) else None
        if definition is None:
            raise FactError("unknown_fact", f"没有名为 {id} 的事实，请核对拼写", field)
        if value is not None:
            values[id] = read_value(definition, value, field)
    return values
