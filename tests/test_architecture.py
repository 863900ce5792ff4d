"""The boundaries of the packages, held by reading every import."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from policy_rules.naming import NamingPattern
from policy_rules.policies import policies

PROJECT = Path(__file__).parents[1]
MAY_IMPORT = {
    "policy_rules": {"policy_rules", "pydantic", "pydantic_core", "typing_extensions", "yaml"},
    "actions": {"actions", "policy_rules", "rasa_sdk"},
}
HAVE_THEIR_OWN_LIBRARIES = {"tables", "workbook", "report", "bench"}
"""Parts of policy_rules that read and write tables and documents."""

IDS = re.compile("[a-z0-9]+(?:[-_][a-z0-9]+)+")
"""Of packs and facts, which evaluations of one policy name."""


def modules(package: str) -> list[Path]:
    return sorted((PROJECT / package).rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    """Top-level names of all absolute imports, also those inside functions."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def belongs_to_a_table_part(module: Path) -> bool:
    return bool(HAVE_THEIR_OWN_LIBRARIES & {part.removesuffix(".py") for part in module.parts})


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_it_may(package: str) -> None:
    assert modules(package)
    foreign = {
        (module.relative_to(PROJECT).as_posix(), name)
        for module in modules(package)
        for name in imported(module)
        if name not in MAY_IMPORT[package] and name not in sys.stdlib_module_names
        if not belongs_to_a_table_part(module)
    }
    assert foreign == set()


def test_the_bot_does_not_import_the_actions() -> None:
    assert not [module for module in modules("bot") if "actions" in imported(module)]


@pytest.mark.parametrize("package", ["bot", "actions"])
def test_no_code_knows_what_a_policy_is_called(package: str) -> None:
    """A new policy brings its names in its pack: its district, city, field, firms, offices and document number."""
    named = NamingPattern("<district>|<city>|<field>|<firm>")
    own = {name for pack in policies() for name in (*pack.policy.offices, *pack.policy.number_names)}
    written = {module: IDS.sub("", module.read_text(encoding="utf-8")) for module in modules(package)}
    assert written
    found = {
        module.relative_to(PROJECT).as_posix(): match[0] if match else name
        for module, text in written.items()
        for match, name in ((named.search(text), next((name for name in own if name in text), None)),)
        if match or name
    }
    assert found == {}


def test_everyone_can_name_the_top_level() -> None:
    """Files that git keeps at the top level; a new one needs a reason."""
    kept = {path.name for path in PROJECT.iterdir() if not path.name.startswith(".")}
    folders = {"actions", "bot", "nlu_data", "policy_rules", "tests"}
    files = {"Makefile", "README.md", "README.zh-CN.md", "pyproject.toml", "uv.lock"}
    assert kept - folders - files == set()
    assert folders <= kept
