"""Kills: a server that dies at every step, again and again, under people who go on talking."""

from __future__ import annotations

import asyncio
import itertools
import re
import signal
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom

import sqlalchemy as sa

from bot.channels.wechat import texts
from bot.channels.wechat.journal import RETRIES_END_AFTER
from bot.channels.wechat.platform import Platform, text_message
from bot.channels.wechat.soak.fake_api import FakeApi
from bot.channels.wechat.soak.processes import Credentials, ServerProcess, free_port
from bot.channels.wechat.soak.server import STEPS
from bot.channels.wechat.tables import messages
from bot.runtime.database import Database

__all__ = ["KillCounts", "survive_kills"]

DIES_WITHIN = 20.0
MOST_BEFORE = 20
"""How often a step may go well before a process dies of it: some messages have to be acknowledged to be lost."""
SLOW_TURNS = 0.15
"""Share of turns that miss their response and need the API."""
DRAINED_WITHIN = 300.0
"""Seconds after the last kill until every answer has found its way, or waits for the person's next message."""
random = SystemRandom()
_SERVER = "bot.channels.wechat.soak.server"


@dataclass
class KillCounts:
    """Messages by what became of them; ``repeated_marked``: shown twice, the second time saying so; ``given_up``:
    people who were asked to send a message again, which counts as lost all the same."""

    kills: int = 0
    messages: int = 0
    acknowledged: int = 0
    lost: int = 0
    given_up: int = 0
    repeated_marked: int = 0
    repeated_unmarked: int = 0
    steps: Counter[str] = field(default_factory=Counter)


async def survive_kills(kills: int, database: str, log: Path, people: int = 12, with_api: bool = True) -> KillCounts:
    """Kill a server ``kills`` times at random steps and count what people have seen in the end."""
    credentials, port = Credentials(), free_port()
    api = await FakeApi().start() if with_api else None
    environment = credentials.environment(database, api.url if api else None)
    platform = Platform(credentials.codec, f"http://127.0.0.1:{port}/wechat", pause_after_error=2.0)
    crowd = _Crowd(platform, with_slow=with_api)
    talking = [asyncio.ensure_future(crowd.talk(f"person-{number}")) for number in range(people)]
    counts = KillCounts()
    steps = itertools.cycle(random.sample(STEPS, len(STEPS)) if with_api else _WITHOUT_API)
    while counts.kills < kills:
        step, after = next(steps), random.randint(1, MOST_BEFORE)
        server = ServerProcess(port, environment, _SERVER, str(port), "--die", step, "--after", str(after), log=log)
        if not await server.ended(DIES_WITHIN):
            step = "any time"
            server.stop(signal.SIGKILL)
        assert server.killed, f"the server ended by itself; see {log}"
        counts.kills += 1
        counts.steps[step] += 1
    server = ServerProcess(port, environment, _SERVER, str(port), log=log)
    await server.ready()
    crowd.leaving = True
    await asyncio.gather(*talking)
    if api:
        await _drained(database)
    else:
        await crowd.ask_for_results()
    server.stop()
    await platform.close()
    seen = crowd.seen + (api.shown() if api else [])
    if api:
        await api.stop()
    return _counted(counts, crowd, seen)


async def _drained(database: str) -> None:
    """Wait for an empty outbox; what stays in it is then counted as lost."""
    store = Database(database)
    waiting = sa.select(sa.func.count()).where(messages.c.stage != "delivered")
    for _ in range(int(DRAINED_WITHIN)):
        if not await store.run(lambda c: c.execute(waiting).scalar()):
            break
        await asyncio.sleep(1.0)
    store.close()


_WITHOUT_API = tuple(step for step in STEPS if not step.endswith((":due", ":sent", ":leave_to_service")))


class _Crowd:
    """People who each wait for one message to be dealt with before they send the next."""

    def __init__(self, platform: Platform, with_slow: bool) -> None:
        self.leaving = False
        self.sent: dict[str, bool] = {}
        self.seen: list[str] = []
        self._people: list[str] = []
        self._platform = platform
        self._slow = SLOW_TURNS if with_slow else 0.0
        self._numbers = itertools.count()

    async def talk(self, person: str) -> None:
        self._people.append(person)
        while not self.leaving:
            name = f"m{next(self._numbers)}m"
            text = f"慢 {random.uniform(4.2, 6):.1f} {name}" if random.random() < self._slow else name
            delivered = await self._platform.deliver(text_message(person, text), copies=random.choice((1, 1, 2)))
            self.sent[name] = delivered.acknowledged
            self.seen += delivered.shown
            await asyncio.sleep(random.uniform(0, 0.3))

    async def ask_for_results(self) -> None:
        """Twice: what was in a dead process' hands is free again only some seconds later."""
        for pause in (RETRIES_END_AFTER + 2.0, 0.0):
            for person in self._people:
                self.seen += (await self._platform.deliver(text_message(person, "结果"))).shown
            await asyncio.sleep(pause)


def _counted(counts: KillCounts, crowd: _Crowd, seen: list[str]) -> KillCounts:
    times: Counter[str] = Counter()
    marked: set[str] = set()
    for text in seen:
        names = re.findall(r"m\d+m", text)
        times.update(names)
        if texts.PERHAPS_AGAIN.strip() in text:
            marked.update(names)
    counts.messages = len(crowd.sent)
    counts.acknowledged = sum(crowd.sent.values())
    counts.lost = sum(1 for name, acknowledged in crowd.sent.items() if acknowledged and not times[name])
    counts.given_up = sum(text.count(texts.APOLOGY) for text in seen)
    repeated = {name for name, number in times.items() if number > 1}
    counts.repeated_marked = len(repeated & marked)
    counts.repeated_unmarked = len(repeated - marked)
    return counts
