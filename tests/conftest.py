"""What several kinds of tests share: the trained model, the bot in this process, the service in its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.runtime.conversations import Conversations

STARTUP_SECONDS = 240


@pytest.fixture(scope="session")
def model() -> Path:
    """The current model; trained here if `make run` has not done so, and used by all tests."""
    from bot.runtime.model import ensure_model

    return ensure_model(Settings.from_environment().home)


@pytest.fixture(scope="session")
def conversations(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Conversations:
    """The bot as it is served, with a database of its own."""
    from bot.runtime.conversations import Conversations
    from bot.runtime.model import quieten_rasa

    quieten_rasa()
    settings = Settings.from_environment({"HUIQI_HOME": str(tmp_path_factory.mktemp("conversations"))})
    return Conversations.load(model, settings)


@pytest.fixture(scope="session")
def base_url(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The running service, as `huiqi serve` starts it."""
    home = tmp_path_factory.mktemp("service")
    with service(model, home) as url:
        yield url


@contextmanager
def service(model: Path, home: Path, **environment: str) -> Iterator[str]:
    """`huiqi serve` with a home of its own and the model trained already; yields its address."""
    link = home / "models" / model.name
    if not link.exists():
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(model)
    url = f"http://127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", url.rpartition(":")[2]]
    settings = {"HUIQI_HOME": str(home), "HUIQI_ALLOWED_ORIGINS": "*", **environment}
    with (home / "service.log").open("a") as log:
        process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=log, stderr=log)
    try:
        wait_until_ready(url, process, home / "service.log")
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the service stopped:\n{log.read_text()}"
        try:
            with urllib.request.urlopen(f"{url}/readyz"):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"the service is not ready after {STARTUP_SECONDS} s:\n{log.read_text()}")
