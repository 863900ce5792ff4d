"""Server processes of an endurance run: started, watched, killed and started again."""

from __future__ import annotations

import asyncio
import base64
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.channels.wechat.platform import OwnCodec

__all__ = ["Credentials", "ServerProcess", "free_port"]

READY_WITHIN = 180.0


class Credentials:
    """An account made up for one run."""

    def __init__(self) -> None:
        self.appid = f"wx{secrets.token_hex(8)}"
        self.token = secrets.token_urlsafe(16)
        self.key = os.urandom(32)
        self.codec = OwnCodec(self.appid, self.token, self.key)

    def environment(self, database: str, api: str | None) -> dict[str, str]:
        """With an API the account has a secret, without one it answers in responses only."""
        return {
            "HUIQI_WECHAT_APPID": self.appid,
            "HUIQI_WECHAT_TOKEN": self.token,
            "HUIQI_WECHAT_AES_KEY": base64.b64encode(self.key).decode().rstrip("="),
            "HUIQI_DATABASE_URL": database,
            **({"HUIQI_WECHAT_SECRET": "secret", "HUIQI_WECHAT_API": api} if api else {}),
        }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ServerProcess:
    """``module``: run as ``python -m module *arguments``; serves on ``port``."""

    def __init__(self, port: int, environment: Mapping[str, str], module: str, *arguments: str, log: Path) -> None:
        self.url = f"http://127.0.0.1:{port}/wechat"
        self._port = port
        self._log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                env={**os.environ, **environment},
                stdout=output,
                stderr=output,
            )

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    @property
    def killed(self) -> bool:
        return self._process.poll() == -signal.SIGKILL

    async def ready(self) -> None:
        """Until it accepts connections."""
        waited = 0.0
        while waited < READY_WITHIN:
            if not self.running:
                raise RuntimeError(f"the server did not start:\n{self._log.read_text(errors='replace')[-2000:]}")
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self._port)
                writer.close()
                return
            except OSError:
                await asyncio.sleep(0.05)
                waited += 0.05
        raise TimeoutError("the server does not come up")

    async def ended(self, within: float) -> bool:
        """Whether it ended by itself within so many seconds."""
        for _ in range(int(within / 0.05)):
            if not self.running:
                return True
            await asyncio.sleep(0.05)
        return False

    def memory(self) -> int:
        """Resident bytes."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def computed(self) -> float:
        """Seconds of processor time so far, which others on the machine do not add to."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.running:
            self._process.send_signal(how)
            self._process.wait(30)
