"""A pack: the folder that represents one policy, loaded and proven against its source text.

``policy.yaml``   title, dates, what every clause requires, exclusive groups, readings
``facts.yaml``    the facts it asks for
``clauses.yaml``  the clauses: quote first, rule below
``cases.yaml``    worked cases
``source.txt``    the official text
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from policy_rules.amounts import AmountNode
from policy_rules.conditions import ConditionNode
from policy_rules.errors import PackError, UnknownPolicy
from policy_rules.facts import REVIEW_PASSED, FactDefinition, Scope
from policy_rules.measures import Measure
from policy_rules.yaml_reader import YamlError, read_yaml_file

__all__ = [
    "PACKS",
    "Clause",
    "CrossCheck",
    "ExclusiveGroup",
    "Pack",
    "Policy",
    "Quoted",
    "Reading",
    "Requirement",
    "installed_packs",
    "load_pack",
    "load_pack_from",
]

PACKS = Path(__file__).parent / "packs"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Quoted(_Strict):
    """A statement with the sentence it rests on."""

    text: str
    quote: str


class Requirement(_Strict):
    """One condition as people read it, with its quote (the clause's own where none is given)."""

    text: str
    quote: str | None = None
    condition: ConditionNode

    @model_validator(mode="before")
    @classmethod
    def _condition_beside_text(cls, raw: Any) -> Any:
        if not isinstance(raw, dict) or "condition" in raw:
            return raw
        own = {key: raw[key] for key in ("text", "quote") if key in raw}
        return {**own, "condition": {key: value for key, value in raw.items() if key not in own}}


class CrossCheck(_Strict):
    """Ways to the same quantity that should agree; where they don't, the estimate says so."""

    about: str
    values: Mapping[str, AmountNode]
    """The fact that each way starts from, and the way."""


class Clause(_Strict):
    """One clause: the sentence, what it requires, what it brings (None: not computable)."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    number: str
    title: str
    quote: str
    requires: tuple[Requirement, ...] = ()
    amount: AmountNode | None = None
    paid: Mapping[str, Measure] = {}
    should_agree: tuple[CrossCheck, ...] = ()
    notes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Everyday words by which people mean this clause."""


class InForce(_Strict):
    """First and last day of the policy, both included."""

    from_: date = Field(alias="from")
    until: date | None = None
    quote: str

    def includes(self, day: date) -> bool:
        return self.from_ <= day and (self.until is None or day <= self.until)


class ExclusiveGroup(_Strict):
    """Clauses of which one project gets only one, with the sentence that says so."""

    title: str
    clauses: tuple[str, ...] = Field(min_length=2)
    quote: str


class Reading(_Strict):
    """A sentence that can be read in several ways: the question, the reading taken, the others, why."""

    id: str
    question: str
    chosen: str
    others: tuple[str, ...] = Field(min_length=1)
    because: str
    quote: str
    clauses: tuple[str, ...] = Field(min_length=1)


class Policy(_Strict):
    """What ``policy.yaml`` says of the document as a whole."""

    title: str
    document_number: str
    issuer: str
    district: str
    aliases: tuple[str, ...] = ()
    in_force: InForce
    every_clause_requires: tuple[Requirement, ...] = ()
    exclusive: tuple[ExclusiveGroup, ...] = ()
    readings: tuple[Reading, ...] = ()
    notes: tuple[Quoted, ...] = ()
    details: str | None = None
    """The sentence that leaves procedure, papers and dates to somebody else to lay down."""


@dataclass(frozen=True)
class Pack:
    """One policy, ready to be estimated with."""

    id: str
    policy: Policy
    facts: Mapping[str, FactDefinition]
    clauses: tuple[Clause, ...]
    source: str
    folder: Path

    def clause(self, id: str) -> Clause:
        """Raises ``KeyError`` for an id that is not in the pack."""
        return self._clauses_by_id[id]

    @cached_property
    def _clauses_by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    def requirements(self, clause: Clause) -> tuple[Requirement, ...]:
        """All conditions of a clause: those of every clause, then its own."""
        return self.policy.every_clause_requires + clause.requires

    def facts_of(self, clause: Clause) -> tuple[str, ...]:
        """Ids of all facts that may matter to the clause, in the order it names them."""
        return self._facts_of[clause.id]

    @cached_property
    def _facts_of(self) -> dict[str, tuple[str, ...]]:
        def found(clause: Clause) -> Iterator[str]:
            if clause.amount:
                yield from clause.amount.facts
            for requirement in self.requirements(clause):
                yield from requirement.condition.facts

        return {clause.id: tuple(dict.fromkeys(found(clause))) for clause in self.clauses}

    def scope(self, clause: Clause) -> Scope:
        """A clause is a project's if it asks for a fact of one; a review alone doesn't make it so."""
        own = (self.facts[fact].scope for fact in self.facts_of(clause) if fact != REVIEW_PASSED)
        return Scope.PROJECT if Scope.PROJECT in own else Scope.APPLICANT

    def readings_of(self, clause: Clause) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.policy.readings if clause.id in reading.clauses)

    def quotes(self) -> Iterator[tuple[str, str]]:
        """``(where, quote)`` of everything that claims to stand in the source."""
        policy = self.policy
        yield "policy.yaml: in_force", policy.in_force.quote
        if policy.details:
            yield "policy.yaml: details", policy.details
        named = [("every_clause_requires", policy.every_clause_requires), ("notes", policy.notes)]
        for where, statements in named:
            for statement in statements:
                if statement.quote:
                    yield f"policy.yaml: {where}: {statement.text}", statement.quote
        for group in policy.exclusive:
            yield f"policy.yaml: exclusive: {group.title}", group.quote
        for reading in policy.readings:
            yield f"policy.yaml: readings: {reading.id}", reading.quote
        for clause in self.clauses:
            yield f"clauses.yaml: {clause.id}", clause.quote
            for requirement in clause.requires:
                if requirement.quote:
                    yield f"clauses.yaml: {clause.id}: {requirement.text}", requirement.quote


def installed_packs() -> tuple[str, ...]:
    """Ids of the packs that come with the distribution."""
    return tuple(sorted(folder.name for folder in PACKS.iterdir() if (folder / "policy.yaml").is_file()))


@lru_cache(maxsize=64)
def load_pack(policy_id: str) -> Pack:
    """An installed pack; raises :class:`UnknownPolicy`, or :class:`PackError` if it is faulty."""
    if policy_id not in installed_packs():
        raise UnknownPolicy(f"没有 id 为 {policy_id} 的政策；已安装：{'、'.join(installed_packs())}")
    return load_pack_from(PACKS / policy_id)


def load_pack_from(folder: Path) -> Pack:
    """The pack in ``folder``; raises :class:`PackError` naming file, clause, field and fix."""
    policy = _validated(folder, "policy.yaml", Policy)
    facts = _validated(folder, "facts.yaml", dict[str, FactDefinition], prepare=_ids_into_definitions)
    clauses = _validated(folder, "clauses.yaml", tuple[Clause, ...])
    try:
        source = (folder / "source.txt").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"source.txt: 读不到政策原文（{error}）") from None
    pack = Pack(folder.name, policy, facts, clauses, source, folder)
    _prove(pack)
    return pack


def _ids_into_definitions(raw: Any) -> Any:
    if not isinstance(raw, dict):
        return raw
    return {id: {**definition, "id": id} if isinstance(definition, dict) else definition for id, definition in raw.items()}


def _validated(folder: Path, name: str, shape: Any, prepare: Any = None) -> Any:
    try:
        raw = read_yaml_file(folder / name)
    except FileNotFoundError:
        raise PackError(f"{name}: 文件不存在") from None
    except YamlError as error:
        raise PackError(str(error)) from None
    try:
        return TypeAdapter(shape).validate_python(prepare(raw) if prepare else raw)
    except ValidationError as error:
        raise PackError("\n".join(_describe(name, raw, problem) for problem in error.errors())) from None


_FIXES = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项，请核对拼写",
}


def _describe(name: str, raw: Any, problem: Any) -> str:
    location = list(problem["loc"])
    where = [name]
    if location and isinstance(location[0], int) and isinstance(raw, list):
        entry = raw[location.pop(0)]
        where.append(str(entry.get("id", "?")) if isinstance(entry, dict) else "?")
    if location:
        where.append(".".join(str(part) for part in location))
    fix = _FIXES.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    return ": ".join([*where, fix])


def _prove(pack: Pack) -> None:
    """What must hold before anyone relies on the pack: verbatim quotes, declared facts, existing clauses."""
    faults = [f"{where}: 引文不在原文中，请逐字核对：{quote}" for where, quote in pack.quotes() if quote not in pack.source]
    ids = [clause.id for clause in pack.clauses]
    faults += [f"clauses.yaml: {id}: id 重复" for id in dict.fromkeys(ids) if ids.count(id) > 1]
    for clause in pack.clauses:
        faults += [
            f"clauses.yaml: {clause.id}: 事实 {fact} 没有在 facts.yaml 中声明"
            for fact in pack.facts_of(clause)
            if fact not in pack.facts
        ]
    named = [(f"exclusive: {group.title}", group.clauses) for group in pack.policy.exclusive]
    named += [(f"readings: {reading.id}", reading.clauses) for reading in pack.policy.readings]
    faults += [
        f"policy.yaml: {where}: 没有 id 为 {id} 的条款" for where, clauses in named for id in clauses if id not in ids
    ]
    if faults:
        raise PackError("\n".join(faults))
