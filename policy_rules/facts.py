"""Facts: what a pack wants to know of an applicant, and what is known of this one.

A :class:`FactDefinition` is one line of a pack's ``facts.yaml``. :func:`read_facts` turns a JSON
object into :class:`Facts`, or raises a :class:`~policy_rules.errors.FactError` that names the field
and the fix. A fact that is absent or ``null`` is unknown: never zero, never false.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from policy_rules.errors import FactError
from policy_rules.interval import INFINITY, Cause, Interval
from policy_rules.quantities import Dimension, QuantityError, finite, parse_quantity

__all__ = ["Choice", "FactDefinition", "FactKind", "Facts", "FactValue", "FactWords", "Scope", "read_facts"]


class FactKind(str, Enum):
    """The type of a fact's value and, for quantities, what it is measured in."""

    MONEY = "money"  # 元
    AREA = "area"  # ㎡
    UNIT_PRICE = "unit_price"  # 元/㎡/天
    SHARE = "share"  # fraction: 0.3 is 30%
    COUNT = "count"  # whole pieces
    MONTHS = "months"
    BOOLEAN = "boolean"
    CHOICE = "choice"

    @property
    def is_quantity(self) -> bool:
        return self not in (FactKind.BOOLEAN, FactKind.CHOICE)


class Scope(str, Enum):
    """Whose fact it is: the enterprise's, or one project's."""

    APPLICANT = "applicant"
    PROJECT = "project"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FactWords(_Strict):
    """The everyday words by which people mean a fact; they reach the bot without code.

    In every word 「(a|b)」 are alternatives (one may be empty) and 「…」 is a short gap: 「注册在(闵行|紫竹)」,
    「搬…闵行」. Negation around words is understood and need not be listed.
    """

    about: tuple[str, ...] = ()
    """What people call it: 营收, 流水."""
    loosely: tuple[str, ...] = ()
    """Words that mean it where nothing more exact is said: 投了."""
    not_about: tuple[str, ...] = ()
    """Words that hold one of ``about`` or stand beside the same numbers but mean something else: 注册资本."""
    yes: tuple[str, ...] = ()
    """Of a yes/no fact: phrases that state it by themselves: 刚搬来."""
    no: tuple[str, ...] = ()
    """Of a yes/no fact: phrases that deny it by themselves: 老企业."""
    per: Literal["day", "month", "year"] | None = None
    """Of money: the period it is for, which tells it from the same words for another one (月租, 年租)."""
    peak_before: str | None = None
    """The fact whose highest value in earlier years this is: 前年4800万 beside 去年6200万."""


class Choice(_Strict):
    """One value that a choice fact can have."""

    label: str
    words: tuple[str, ...] = ()


class FactDefinition(_Strict):
    """What a pack says of one fact: its meaning, its question, its words."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    kind: FactKind
    scope: Scope
    question: str
    unit: str | None = None
    """The unit the question asks in and a bare number in the answer is taken in (万元, ㎡ …)."""
    decides_amount: bool = False
    """For choices: the amount depends on it, so that without it the clause needs information."""
    choices: Mapping[str, Choice] = {}
    words: FactWords = FactWords()
    explanation: str | None = None

    @model_validator(mode="after")
    def _choices_fit_kind(self) -> FactDefinition:
        if (self.kind is FactKind.CHOICE) != bool(self.choices):
            raise ValueError("'choices' 只用于 kind: choice, 且不能为空")
        return self

    @property
    def is_amount(self) -> bool:
        """Whether the money depends on it (missing: ``needs_info``), not only whether one qualifies."""
        return self.kind.is_quantity or self.decides_amount

    def label_of(self, choice: str) -> str:
        return self.choices[choice].label


FactValue: TypeAlias = Interval | bool | str
"""A quantity is an interval in base units (a point if exactly known), a yes/no a bool, a choice its id."""


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


def read_facts(definitions: Mapping[str, FactDefinition], document: Any) -> Facts:
    """Facts from a JSON object (numbers may be ``Decimal``).

    Raises :class:`FactError` for an unknown id, a wrong type, a unit that does not fit, a bare
    numeric string, a negative or non-finite number, a reversed pair, a fractional count, an
    unknown choice, a project fact beside ``projects``.
    """
    if not isinstance(document, Mapping):
        raise FactError("wrong_type", "facts 应为一个 JSON 对象，例如 {\"annual_revenue\": \"6200万\"}", "facts")
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


REVIEW_PASSED = "review_passed"
"""The one project fact that may stand beside ``projects``: there it is the applicant-level clauses' review."""


def _read_projects(definitions: Mapping[str, FactDefinition], listed: Any) -> tuple[Project, ...]:
    if not isinstance(listed, list) or not listed:
        raise FactError("wrong_type", "projects 应为至少含一个项目的列表", "projects")
    own = frozenset(id for id, d in definitions.items() if d.scope is Scope.PROJECT)
    projects = tuple(_read_project(definitions, own, raw, index) for index, raw in enumerate(listed))
    keys = [project.key for project in projects]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            raise FactError("duplicate_name", f"项目名称“{key}”重复，请为每个项目取不同的名称", f"projects[{index}].name")
    return projects


def _read_project(
    definitions: Mapping[str, FactDefinition], own: frozenset[str], raw: Any, index: int
) -> Project:
    path = f"projects[{index}]"
    if not isinstance(raw, Mapping):
        raise FactError("wrong_type", "每个项目应为一个 JSON 对象", path)
    name = raw.get("name")
    if name is not None and (not isinstance(name, str) or not name.strip()):
        raise FactError("wrong_type", "项目名称应为非空文字", f"{path}.name")
    facts = _read_object(definitions, {id: value for id, value in raw.items() if id != "name"}, path=f"{path}.")
    for id in facts:
        if id not in own:
            raise FactError("misplaced_fact", f"{id} 是企业的情况，请写在 projects 之外", f"{path}.{id}")
    return Project(name if name is not None else index, facts, own)


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
            values[id] = _read_value(definition, value, field)
    return values


def _read_value(definition: FactDefinition, raw: Any, field: str) -> FactValue:
    if definition.kind is FactKind.BOOLEAN:
        if not isinstance(raw, bool):
            raise FactError("wrong_type", "请填 true 或 false；不清楚就填 null", field)
        return raw
    if definition.kind is FactKind.CHOICE:
        if not isinstance(raw, str):
            raise FactError("wrong_type", f"请填以下之一：{'、'.join(definition.choices)}", field)
        if raw not in definition.choices:
            raise FactError("unknown_choice", f"没有“{raw}”这一选项，请填以下之一：{'、'.join(definition.choices)}", field)
        return raw
    if isinstance(raw, (list, tuple)):
        return _read_range(definition, raw, field)
    value = _read_number(definition, raw, field)
    return Interval(value, value)


def _read_range(definition: FactDefinition, raw: list[Any] | tuple[Any, ...], field: str) -> Interval:
    if len(raw) != 2:
        raise FactError("wrong_type", "范围应写成 [下限, 上限] 两个数", field)
    low = _read_number(definition, raw[0], field)
    high = INFINITY if raw[1] is None else _read_number(definition, raw[1], field)
    if low > high:
        raise FactError("reversed_range", "范围的下限大于上限，请对调", field)
    return Interval(low, high, frozenset({Cause.APPROXIMATE_FACT}))


def _read_number(definition: FactDefinition, raw: Any, field: str) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal, str)):
        raise FactError("wrong_type", f"请填数字或带单位的文字，例如 {example_of(definition)}", field)
    try:
        value = parse_quantity(raw, Dimension(definition.kind.value)) if isinstance(raw, str) else finite(raw)
    except QuantityError as error:
        raise FactError(error.code, _explain(error.code, definition, raw), field) from None
    if value < 0:
        raise FactError("negative", "不能是负数", field)
    if definition.kind is FactKind.COUNT and value != value.to_integral_value():
        raise FactError("fractional_count", "应为整数", field)
    return value


_EXAMPLES = {
    FactKind.MONEY: "\"6200万元\"",
    FactKind.AREA: "\"500平方米\"",
    FactKind.UNIT_PRICE: "\"4.5元/㎡/天\"",
    FactKind.SHARE: "\"30%\"",
    FactKind.COUNT: "2",
    FactKind.MONTHS: "\"12个月\"",
}


def example_of(definition: FactDefinition) -> str:
    """A value as it may be written for this fact, in JSON."""
    return _EXAMPLES[definition.kind]


def _explain(code: str, definition: FactDefinition, raw: Any) -> str:
    shown = str(raw)[:40]
    example = example_of(definition)
    return {
        "missing_unit": f"“{shown}”缺少单位，请写成 {example} 这样，或直接给数字",
        "wrong_unit": f"“{shown}”的单位与{definition.label}不符，请写成 {example} 这样",
        "not_finite": "数字超出可处理的范围",
    }.get(code, f"“{shown}”不是可识别的数量，请写成 {example} 这样")
