"""What a stranger gets from a clone: nothing that is needed lies only in the working tree of those who wrote it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (PROJECT / ".git").exists():
        pytest.skip("not a git checkout")
    folder = tmp_path_factory.mktemp("fresh") / "huiqi"
    subprocess.run(["git", "clone", "--quiet", str(PROJECT), str(folder)], check=True)
    return folder


def huiqi(clone: Path, *arguments: str, stdin: str = "") -> str:
    """The command as the clone has it, in the environment at hand."""
    finished = subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(clone)},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_the_packs_are_whole_and_estimate(clone: Path) -> None:
    estimate = json.loads(huiqi(clone, "estimate", "-", "--json", stdin='{"rent_area": 500, "monthly_rent": 50000}'))
    rent = next(clause for clause in estimate["clauses"] if clause["id"] == "rent")
    assert rent["amount"] == {"min": 1500000, "max": 1500000}


def test_the_packs_pass_their_check(clone: Path) -> None:
    assert "没有问题" in huiqi(clone, "policy", "check")


def test_the_two_commands_are_there(clone: Path) -> None:
    listed = subprocess.run(["make", "help"], cwd=clone, capture_output=True, text=True, check=True).stdout
    assert {"run", "test"} <= {line.split()[0] for line in listed.splitlines()}


def test_everything_that_training_reads_is_in_the_clone(clone: Path) -> None:
    kept = subprocess.run(
        ["git", "ls-files", "bot/domain", "bot/rules", "nlu_data/intents", "bot/config.yml"],
        cwd=clone,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    here = [
        path.relative_to(PROJECT).as_posix()
        for folder in ("bot/domain", "bot/rules", "nlu_data/intents")
        for path in (PROJECT / folder).rglob("*.yml")
    ]
    assert set(here) <= set(kept)
