"""A pack: the folder that represents one policy, loaded and proven against its source text.

``policy.yaml``   title, dates, what every clause requires, combination, readings
``facts.yaml``    the facts it asks for (names that many of their words share: ``word_lists.yaml``)
``clauses.yaml``  the clauses: quote first, rule below
``cases.yaml``    worked cases
``source.txt``    the official text
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path

from policy_rules.clause import Clause, CrossCheck, Quoted, Requirement
from policy_rules.errors import PackError, UnknownPolicy
from policy_rules.facts import REVIEW_PASSED, FactDefinition, FactValue, Scope
from policy_rules.interval import INFINITY, ZERO, exactly
from policy_rules.pack_files import read_pack_files
from policy_rules.policy import Alternative, Cap, ExclusiveGroup, InForce, Policy, Reading

__all__ = [
    "PACKS",
    "Alternative",
    "Cap",
    "Clause",
    "CrossCheck",
    "ExclusiveGroup",
    "InForce",
    "Pack",
    "Policy",
    "Quoted",
    "Reading",
    "Requirement",
    "installed_packs",
    "load_pack",
    "load_pack_from",
    "read_pack",
]

PACKS = Path(__file__).parent / "packs"

_A_LITTLE = Decimal("0.01")


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
        return self._requirements[clause.id]

    @cached_property
    def _requirements(self) -> dict[str, tuple[Requirement, ...]]:
        return {clause.id: self.policy.every_clause_requires + clause.own_requirements for clause in self.clauses}

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

    def facts_seen_by(self, clause: Clause) -> tuple[str, ...]:
        """Those, and the facts that only a cross-check of the clause looks at."""
        return self._facts_seen_by[clause.id]

    @cached_property
    def _facts_seen_by(self) -> dict[str, tuple[str, ...]]:
        def seen(clause: Clause) -> Iterator[str]:
            yield from self.facts_of(clause)
            for check in clause.should_agree:
                for way in check.values.values():
                    yield from way.facts

        return {clause.id: tuple(dict.fromkeys(seen(clause))) for clause in self.clauses}

    def scope(self, clause: Clause) -> Scope:
        """A clause is a project's if it asks for a fact of one; a review alone doesn't make it so."""
        return self._scopes[clause.id]

    @cached_property
    def _scopes(self) -> dict[str, Scope]:
        def scope(clause: Clause) -> Scope:
            own = (self.facts[fact].scope for fact in self.facts_of(clause) if fact != REVIEW_PASSED)
            return Scope.PROJECT if Scope.PROJECT in own else Scope.APPLICANT

        return {clause.id: scope(clause) for clause in self.clauses}

    def telling_answers(self, clause: Clause, fact: str) -> tuple[FactValue, ...]:
        """Answers to ``fact`` between which an amount that is monotone between its breakpoints shows all it does."""
        found = self._telling_answers.get((clause.id, fact))
        if found is None:
            found = self._telling_answers[clause.id, fact] = tuple(self._find_telling_answers(clause, fact))
        return found

    @cached_property
    def _telling_answers(self) -> dict[tuple[str, str], tuple[FactValue, ...]]:
        return {}

    def _find_telling_answers(self, clause: Clause, fact: str) -> Iterator[FactValue]:
        if not self.facts[fact].kind.is_quantity:
            yield from self.facts[fact].choices or (True, False)
            return
        points = {ZERO, INFINITY}
        for point in self.breakpoints(clause, fact):
            points |= {point, point + _A_LITTLE, max(ZERO, point - _A_LITTLE)}
        yield from (exactly(point) for point in sorted(points))

    def breakpoints(self, clause: Clause, fact: str) -> frozenset[Decimal]:
        """Values of the quantity ``fact`` at which the clause's rule or one of its conditions changes."""
        own = clause.amount.breakpoints(fact) if clause.amount else frozenset()
        return own.union(*(required.condition.breakpoints(fact) for required in self.requirements(clause)))

    def readings_of(self, clause: Clause) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.policy.readings if clause.id in reading.clauses)

    @cached_property
    def other_readings(self) -> tuple[tuple[Reading, Alternative, Pack], ...]:
        """Every other reading that can be computed, with the pack as it would be under it."""
        return tuple(
            (reading, alternative, self.under(alternative))
            for reading in self.policy.readings
            for alternative in reading.alternatives
            if alternative.is_computable
        )

    def under(self, alternative: Alternative) -> Pack:
        """The pack as it would be under another reading."""
        changed = {"exclusive": alternative.exclusive, "caps": alternative.caps}
        policy = self.policy.model_copy(update={key: value for key, value in changed.items() if value is not None})
        return replace(self, policy=policy, clauses=tuple(_changed(clause, alternative) for clause in self.clauses))

    def quotes(self) -> Iterator[tuple[str, str]]:
        """``(where, quote)`` of everything that claims to stand in the source."""
        for where, quote in self.policy.quotes():
            yield f"policy.yaml: {where}", quote
        for clause in self.clauses:
            for quote in clause.quotes():
                yield f"clauses.yaml: {clause.id}", quote


def _changed(clause: Clause, alternative: Alternative) -> Clause:
    change = alternative.instead.get(clause.id)
    if change is None:
        return clause
    requires = (clause.requires if change.requires is None else change.requires) + change.also_requires
    return clause.model_copy(update={"amount": change.amount or clause.amount, "requires": requires})


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
    """The pack in ``folder``, ready to rely on.

    Raises :class:`PackError` naming file, clause, field and fix, for whatever :func:`read_pack` refuses
    and for quotes that are not verbatim, facts that are not declared, clauses that don't exist.
    """
    pack = read_pack(folder)
    faults = [*unquoted(pack), *undeclared(pack)]
    if faults:
        raise PackError("\n".join(faults))
    return pack


def read_pack(folder: Path) -> Pack:
    """The pack in ``folder`` as far as its files have the right shape; raises :class:`PackError`."""
    policy, facts, clauses, source = read_pack_files(folder)
    ids = tuple(clause.id for clause in clauses)
    exclusive = tuple(group.of(ids) for group in policy.exclusive)
    return Pack(folder.name, policy.model_copy(update={"exclusive": exclusive}), facts, clauses, source, folder)


def unquoted(pack: Pack) -> Iterator[str]:
    """Faults: quotes that do not stand in the source, letter by letter."""
    for where, quote in dict.fromkeys(pack.quotes()):
        if quote not in pack.source:
            yield f"{where}: 引文不在原文中，请逐字核对：{quote}"


def undeclared(pack: Pack) -> Iterator[str]:
    """Faults: facts and clauses that are spoken of and don't exist; ids given twice."""
    ids = [clause.id for clause in pack.clauses]
    for id in dict.fromkeys(id for id in ids if ids.count(id) > 1):
        yield f"clauses.yaml: {id}: id 重复"
    for clause in pack.clauses:
        for fact in pack.facts_of(clause):
            if fact not in pack.facts:
                yield f"clauses.yaml: {clause.id}: 事实 {fact} 没有在 facts.yaml 中声明"
    for cap in pack.policy.caps:
        for fact in cap.facts:
            if fact not in pack.facts:
                yield f"policy.yaml: caps: {cap.title}: 事实 {fact} 没有在 facts.yaml 中声明"
    for where, clauses in pack.policy.named_clauses():
        for id in clauses:
            if id not in ids:
                yield f"policy.yaml: {where}: 没有 id 为 {id} 的条款"
