"""What Rasa users run on a project works here: `rasa data validate` and `rasa test`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.runtime.model import CONFIG, DOMAIN, PROJECT, TRAINING_DATA

STORIES = Path(__file__).parent / "rasa"


def rasa(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "rasa", *map(str, arguments)]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def test_rasa_data_validate_finds_no_fault() -> None:
    data = [folder for folder in TRAINING_DATA if folder.exists()]
    done = rasa("data", "validate", "--fail-on-warnings", "--domain", DOMAIN, "--config", CONFIG, "--data", *data)
    assert done.returncode == 0, done.stderr


def test_rasa_test_passes_every_story(model: Path, tmp_path: Path) -> None:
    told = ("--stories", STORIES, "--model", model, "--out", tmp_path, "--fail-on-prediction-errors", "--no-plot")
    done = rasa("test", "core", *told)
    assert done.returncode == 0, done.stderr
    assert "None of the test stories failed" in (tmp_path / "failed_test_stories.yml").read_text(encoding="utf-8")
