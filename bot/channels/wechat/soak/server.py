"""A server of the channel alone, that can be made to die at a given step.

    python -m bot.channels.wechat.soak.server PORT [--die before:receive] [--after 3]

It is set up by the same environment variables as the real one.
"""

from __future__ import annotations

import argparse
import functools
import os
import signal
import threading
from collections.abc import Callable
from random import SystemRandom
from typing import Any

from sanic import Sanic

from bot.channels.wechat.inbox import Inbox
from bot.channels.wechat.outbox import Outbox
from bot.channels.wechat.settings import WeChatSettings, WeComSettings
from bot.channels.wechat.soak.double import ConversationDouble
from bot.channels.wechat.webhook import blueprint
from bot.runtime.database import Database
from bot.runtime.locks import conversation_locks
from bot.runtime.sessions import Sessions

__all__ = ["STEPS"]

_METHODS: dict[str, type] = {
    "receive": Inbox,
    "answered": Inbox,
    "hand_over": Outbox,
    "written": Outbox,
    "due": Outbox,
    "sent": Outbox,
    "leave_to_service": Outbox,
}
STEPS = ("midway", *(f"{when}:{name}" for name in _METHODS for when in ("before", "after")))


class Fate:
    """Counts how often a step was reached and ends the process, without farewell, when its time has come."""

    def __init__(self, step: str, after: int) -> None:
        self._step = step
        self._left = after

    def reached(self, step: str) -> None:
        if step == self._step:
            self._left -= 1
            if self._left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def midway(self) -> None:
        self.reached("midway")

    def install(self) -> None:
        """Watch the steps: ``before`` is before its update, ``after`` when it is committed."""
        steps = threading.local()

        def watched(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
            @functools.wraps(method)
            def step(*arguments: Any) -> Any:
                self.reached(f"before:{name}")
                result = method(*arguments)
                # Nothing due or nothing handed over is no step.
                if result or name not in ("due", "hand_over"):
                    steps.taken.append(name)
                return result

            return step

        for name, owner in _METHODS.items():
            setattr(owner, name, watched(name, getattr(owner, name)))
        run_here = Database.run_here

        def committed(database: Database, work: Callable[..., Any]) -> Any:
            steps.taken = []
            result = run_here(database, work)
            for name in steps.taken:
                self.reached(f"after:{name}")
            return result

        Database.run_here = committed  # type: ignore[method-assign, assignment]


def _seconds_for(said: str) -> float:
    """“慢 2.5 …” takes that long; all else takes what a turn of the real bot takes."""
    words = said.split()
    return float(words[1]) if words[0] == "慢" else SystemRandom().uniform(0.005, 0.05)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--die", choices=STEPS, default=None)
    parser.add_argument("--after", type=int, default=1)
    arguments = parser.parse_args()
    fate = Fate(arguments.die, arguments.after)
    if arguments.die:
        fate.install()
    settings = WeChatSettings.from_environment(os.environ)
    assert settings
    app = Sanic("soak", configure_logging=False)
    database = Database(settings.database)
    loaded: list[ConversationDouble] = []

    @app.before_server_start
    async def load(app: Sanic, loop: Any) -> None:
        locks = conversation_locks(settings.database, os.environ.get("HUIQI_REDIS_URL"))
        double = ConversationDouble(database, locks, _seconds_for, fate.midway)
        await double.open()
        loaded.append(double)

    sessions = Sessions(b"soak")
    app.blueprint(blueprint(settings, lambda: loaded[0] if loaded else None, sessions, database))
    if wecom := WeComSettings.from_environment(os.environ):
        app.blueprint(blueprint(wecom, lambda: loaded[0] if loaded else None, sessions, database))
    app.run(host="127.0.0.1", port=arguments.port, workers=1, access_log=False, motd=False)


if __name__ == "__main__":
    main()
