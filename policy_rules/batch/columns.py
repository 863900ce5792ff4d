"""What the columns of a table say: a fact of the applicant, or of one of its projects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from policy_rules.batch.cells import is_empty, value_in
from policy_rules.errors import FactError
from policy_rules.facts import MOST_PROJECTS, Facts, read_facts
from policy_rules.pack import Pack

__all__ = ["Columns"]

_PROJECT = re.compile(r"(?:projects\[(?P<index>\d{1,6})\]|项目(?P<number>\d{1,6}))[.．·:：](?P<fact>.+)")
_NAME = "name"


class _Meaning(NamedTuple):
    """Whose fact (project index, None for the applicant's) and which."""

    project: int | None
    fact: str

    @property
    def field(self) -> str:
        return self.fact if self.project is None else f"projects[{self.project}].{self.fact}"


class Columns:
    """The columns of one table, read for one pack; raises :class:`FactError` about a column that can't be used."""

    def __init__(self, pack: Pack, names: Iterable[str]) -> None:
        self._pack = pack
        self._labels = {definition.label: id for id, definition in pack.facts.items()}
        self._meanings = {name: meaning for name in names if (meaning := self._meaning(name))}
        if not self._meanings:
            known = "、".join(list(self._labels)[:6])
            raise FactError(
                "no_known_column", f"没有一列是可识别的情况；列名应为事实的 id 或中文名，例如 {known}", None
            )
        self._names: dict[str, str] = {}
        for name, meaning in self._meanings.items():
            if meaning.field in self._names:
                other = self._names[meaning.field]
                raise FactError("duplicate_column", f"与“{other}”一列是同一项情况，请只保留一列", name)
            self._names[meaning.field] = name

    def _meaning(self, name: str) -> _Meaning | None:
        """None for a column that is only passed through."""
        match = _PROJECT.fullmatch(name.strip())
        if match is None:
            fact = self._fact(name)
            return _Meaning(None, fact) if fact else None
        index = int(match["index"]) if match["index"] else int(match["number"]) - 1
        if not 0 <= index < MOST_PROJECTS:
            raise FactError("unknown_fact", f"项目最多 {MOST_PROJECTS} 个，从“项目1”起", name)
        fact = _NAME if match["fact"].strip() in (_NAME, "名称", "项目名称") else self._fact(match["fact"])
        if fact is None:
            raise FactError("unknown_fact", "没有这一事实，请核对列名", name)
        return _Meaning(index, fact)

    def _fact(self, name: str) -> str | None:
        name = name.strip()
        return name if name in self._pack.facts else self._labels.get(name)

    def facts_of(self, row: Mapping[str, Any]) -> Facts | FactError:
        """The facts of a row, or what is wrong with one of its cells, under the name of its column."""
        try:
            return read_facts(self._pack.facts, self._document(row))
        except FactError as error:
            return FactError(error.code, error.message, self._column_and_field(error.field))

    def _column_and_field(self, field: str | None) -> str | None:
        column = self._names.get(field or "", field)
        return field if column == field else f"{column}（{field}）"

    def _document(self, row: Mapping[str, Any]) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        projects: dict[int, dict[str, Any]] = {}
        for column, meaning in self._meanings.items():
            cell = row.get(column)
            if is_empty(cell):
                continue
            of = facts if meaning.project is None else projects.setdefault(meaning.project, {})
            try:
                of[meaning.fact] = (
                    str(cell) if meaning.fact == _NAME else value_in(cell, self._pack.facts[meaning.fact])
                )
            except ValueError as error:
                raise FactError("wrong_type", str(error), meaning.field) from None
        if projects:
            facts["projects"] = [projects.get(index, {}) for index in range(max(projects) + 1)]
        return facts
