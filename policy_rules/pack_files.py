"""The files of a pack, read into their models; errors name file, clause, field and fix."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from policy_rules.boundary_words import BY_THE_CIVIL_CODE
from policy_rules.clause import Clause
from policy_rules.errors import PackError
from policy_rules.facts import FactDefinition
from policy_rules.pack_problems import described
from policy_rules.policy import Policy
from policy_rules.word_lists import UnknownWordList, WordLists, spelt_out
from policy_rules.yaml_reader import YamlError, read_yaml_file

__all__ = ["read_pack_files", "read_yaml_of"]

Shape = TypeVar("Shape")


def read_pack_files(folder: Path) -> tuple[Policy, dict[str, FactDefinition], tuple[Clause, ...], str]:
    """Policy, facts, clauses and source text; raises :class:`PackError` with every fault of shape."""
    raw_policy, raw_facts, raw_clauses = (
        read_yaml_of(folder, name) for name in ("policy.yaml", "facts.yaml", "clauses.yaml")
    )
    words = _boundaries(raw_policy, BY_THE_CIVIL_CODE)
    faults: list[str] = []
    policy = _validated("policy.yaml", raw_policy, Policy, words, faults)
    facts = _read_facts(raw_facts, _read_word_lists(folder, faults), faults)
    clauses = _read_clauses(raw_clauses, words, faults)
    source = _read_source(folder, faults)
    if faults or policy is None:
        raise PackError("\n".join(faults))
    return policy, facts, clauses, source


def read_yaml_of(folder: Path, name: str) -> Any:
    """A YAML file of the pack; raises :class:`PackError`."""
    try:
        return read_yaml_file(folder / name)
    except FileNotFoundError:
        raise PackError(f"{name}: 文件不存在") from None
    except YamlError as error:
        raise PackError(str(error)) from None


def _boundaries(raw: Any, otherwise: Mapping[str, bool]) -> Mapping[str, bool]:
    """The document's (or clause's) use of 以上, 超过 …: needed before anything worded with them is read."""
    own = raw.get("boundaries") if isinstance(raw, dict) else None
    return {**otherwise, **own} if isinstance(own, dict) else otherwise


def _read_word_lists(folder: Path, faults: list[str]) -> WordLists:
    """The lists of ``word_lists.yaml``, which a pack need not have."""
    if not (folder / "word_lists.yaml").is_file():
        return {}
    raw = read_yaml_of(folder, "word_lists.yaml")
    return _validated("word_lists.yaml", raw, dict[str, tuple[str, ...]], BY_THE_CIVIL_CODE, faults) or {}


def _read_facts(raw: Any, lists: WordLists, faults: list[str]) -> dict[str, FactDefinition]:
    if not isinstance(raw, dict):
        faults.append("facts.yaml: 应为“事实的 id: 说明”这样的映射")
        return {}
    found = {}
    for id, entry in raw.items():
        if not isinstance(entry, dict):
            faults.append(f"facts.yaml: {id}: 应为映射，写明 label、kind、scope、question")
            continue
        try:
            entry = {**entry, **{key: spelt_out(entry[key], lists) for key in ("words", "choices") if key in entry}}
        except UnknownWordList as error:
            faults.append(f"facts.yaml: {id}: {error}")
            continue
        definition = _validated(f"facts.yaml: {id}", {**entry, "id": id}, FactDefinition, BY_THE_CIVIL_CODE, faults)
        if definition:
            found[id] = definition
    return found


def _read_clauses(raw: Any, words: Mapping[str, bool], faults: list[str]) -> tuple[Clause, ...]:
    if not isinstance(raw, list):
        faults.append("clauses.yaml: 应为条款的列表，每条以“- id:”开头")
        return ()
    found = []
    for index, entry in enumerate(raw):
        name = entry.get("id", f"第 {index + 1} 条") if isinstance(entry, dict) else f"第 {index + 1} 条"
        found.append(_validated(f"clauses.yaml: {name}", entry, Clause, _boundaries(entry, words), faults))
    return tuple(clause for clause in found if clause)


def _read_source(folder: Path, faults: list[str]) -> str:
    try:
        return (folder / "source.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        faults.append("source.txt: 文件不存在，请把政策原文存成 source.txt")
    except UnicodeDecodeError:
        faults.append("source.txt: 不是 UTF-8 编码，请另存为 UTF-8")
    except OSError as error:
        faults.append(f"source.txt: 读不到政策原文：{error.strerror}")
    return ""


def _validated(where: str, raw: Any, shape: type[Shape], words: Mapping[str, bool], faults: list[str]) -> Shape | None:
    try:
        return TypeAdapter(shape).validate_python(raw, context=dict(words))
    except ValidationError as error:
        faults += described(where, raw, error.errors())
        return None
