"""The guides for pack authors: both say the same, and what they show works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter

from policy_rules.amounts import AmountNode
from policy_rules.boundary_words import BY_THE_CIVIL_CODE
from policy_rules.cases import Expected
from policy_rules.clause import Requirement
from policy_rules.facts import read_facts
from policy_rules.pack import PACKS, load_pack
from policy_rules.text_files import read_text_files
from policy_rules.yaml_reader import read_yaml

GUIDES = {name: (PACKS / name).read_text(encoding="utf-8") for name in ("GUIDE.md", "GUIDE.zh-CN.md")}


def table(guide: str, heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, cell by cell."""
    section = GUIDES[guide].split(f"\n## {heading}")[1].split("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def written_in(cell: str) -> list[str]:
    return [code for code in re.findall(r"`([^`]+)`", cell) if "…" not in code]


AMOUNTS = [rule for row in table("GUIDE.md", "Amounts") for rule in written_in(row[1]) if rule.startswith("{")]
AS_THE_EXAMPLE = {**BY_THE_CIVIL_CODE, **load_pack("yunze-example-2026").policy.boundaries}
CONDITIONS = [rule for row in table("GUIDE.md", "Conditions") for rule in written_in(row[1])]


@pytest.mark.parametrize("rule", AMOUNTS)
def test_every_amount_of_the_table_is_a_rule(rule: str) -> None:
    assert TypeAdapter(AmountNode).validate_python(read_yaml(rule), context=AS_THE_EXAMPLE)


@pytest.mark.parametrize("condition", [rule for rule in CONDITIONS if not rule.startswith("that")])
def test_every_condition_of_the_table_is_a_condition(condition: str) -> None:
    written = "attested_by: {has: a}, that: {is_true: b}" if condition.startswith("attested_by") else condition
    assert TypeAdapter(Requirement).validate_python({"text": "如此", **read_yaml(f"{{{written}}}")})


@pytest.mark.parametrize("guide", GUIDES)
def test_the_results_of_the_table_can_be_expected(guide: str) -> None:
    heading = "Cases" if guide == "GUIDE.md" else "算例"
    for _, _, result in table(guide, heading):
        for words in written_in(result):
            assert Expected(words).status


@pytest.mark.parametrize("guide", GUIDES)
def test_the_facts_file_of_the_guide_can_be_read(guide: str) -> None:
    shown = next(text for text in re.findall(r"```yaml\n(.*?)```", GUIDES[guide], re.DOTALL) if "listing_stage" in text)
    assert read_facts(load_pack("yunze-example-2026").facts, read_yaml(shown)).projects


def test_both_guides_show_the_same() -> None:
    for shape in (r"^```yaml$", r"^## ", r"^\| (?!---)", r"^\| .*`\{.*` \|$"):
        english, chinese = (len(re.findall(shape, text, re.MULTILINE)) for text in GUIDES.values())
        assert english == chinese, shape
    rules = [
        sorted(set(re.findall(r"`(\{(?:at_most|share|each|sum|product|over_years)[^`…\u4e00-\u9fff]*\})`", text)))
        for text in GUIDES.values()
    ]
    assert rules[0] == rules[1]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_yaml_of_the_guide_is_yaml(guide: str) -> None:
    for text in re.findall(r"```yaml\n(.*?)```", GUIDES[guide], re.DOTALL):
        assert yaml.safe_load(text)


@pytest.mark.parametrize("guide", GUIDES)
def test_the_files_of_questions_are_shown_as_they_are_read(guide: str, tmp_path: Path) -> None:
    shown = next(text for text in re.findall(r"```yaml\n(.*?)```", GUIDES[guide], re.DOTALL) if "asked_as" in text)
    for name, content in re.findall(r"# (\w+\.yaml)[^\n]*\n(.*?)(?=\n# |\Z)", shown, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    files = read_text_files(tmp_path)
    assert all((files.passages, files.unstated, files.glossary, files.questions))
    assert files.questions[0].answers
    assert files.questions[0].is_silent_on
