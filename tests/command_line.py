"""The console script under test: run as in a terminal, or within this process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from bot.cli import main

__all__ = ["Done", "Huiqi", "huiqi", "huiqi_here", "row", "the_line", "written"]

Done: TypeAlias = "subprocess.CompletedProcess[bytes]"
Huiqi: TypeAlias = "Callable[..., Done]"


@pytest.fixture(scope="session")
def huiqi() -> Huiqi:
    """Runs the console script beside this Python."""
    script = Path(sys.executable).with_name("huiqi")

    def run(*arguments: str, stdin: bytes = b"", **environment: str) -> Done:
        return subprocess.run(
            [str(script), *arguments],
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def huiqi_here(capfdbinary: pytest.CaptureFixture[bytes]) -> Huiqi:
    """The same command within this process, where an exception of any kind would surface: for the long tables."""

    def run(*arguments: str) -> Done:
        try:
            code = main(list(arguments))
        except SystemExit as ended:
            code = ended.code  # type: ignore[assignment]
        printed = capfdbinary.readouterr()
        return subprocess.CompletedProcess(arguments, code, printed.out, printed.err)

    return run


def the_line(done: Done) -> str:
    """The one line on standard error with which bad usage or bad input ends."""
    complaint = done.stderr.decode()
    assert done.returncode == 2, complaint
    assert "Traceback" not in complaint
    assert len(complaint.splitlines()) == 1, complaint
    assert len(complaint) < 500, f"{complaint[:200]}… is no clear line"
    assert complaint.rstrip("\n").isprintable(), complaint
    assert done.stdout == b""
    return complaint


def row(says: str, *values: Any) -> Any:
    return pytest.param(*values, id=says)


def written(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)
