"""The channel and its platform on a clock that does not wait: one seed is one course of events, the same every time.

What is simulated: networks that delay, the platform's cut, its retries and copies, a process that is killed at any
moment and started again, a database that hesitates, freezes and refuses, a bot and an API that are slow. What is
real: everything in the channel from the inbox to the response.
"""

from __future__ import annotations

import asyncio
import heapq
import re
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import sqlalchemy as sa

from bot.channels.wechat import delivery, desk, turns, webhook, workers
from bot.channels.wechat.api import Busy, Uncertain
from bot.channels.wechat.desk import Try, Unavailable
from bot.channels.wechat.fitting import Answer, Fitted, fitted
from bot.channels.wechat.messages import understand
from bot.channels.wechat.platform import CUT, TRIES, text_message
from bot.channels.wechat.settings import WeChatSettings
from tests.wechat.conftest import SESSIONS, environment

__all__ = ["Outcome", "World", "simulate"]

_NAME = re.compile(r"回答：(m\d+m)")
PEOPLE = 5
BUSY_FOR, QUIET_FOR = 40.0, 90.0
"""Seconds in which people talk and processes die, and after them."""


class Clock(asyncio.SelectorEventLoop):
    """Jumps to the next thing that happens."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_700_000_000.25
        self._clock_resolution = 1e-6  # a finer one is lost beside so many seconds

    def time(self) -> float:
        return self.now

    def _run_once(self) -> None:
        pending: list[Any] = self._scheduled  # type: ignore[attr-defined]
        while pending and pending[0]._cancelled:
            self._timer_cancelled_count -= 1  # type: ignore[attr-defined]
            heapq.heappop(pending)._scheduled = False
        if not self._ready and pending:  # type: ignore[attr-defined]
            self.now = max(self.now, pending[0]._when)
        super()._run_once()  # type: ignore[misc]


@dataclass
class Outcome:
    """What one person got for one message."""

    acknowledged: bool = False
    shown: list[str] = field(default_factory=list)
    unknowable: bool = False
    """Its answer was written on an open connection and did not arrive before the cut, while the platform took the
    acknowledgement of a copy for an answer."""


class Store:
    """Outlives the processes; ``process``: who asks."""

    one_process = True

    def __init__(self, world: World, process: Process) -> None:
        self._world = world
        self._process = process

    async def run(self, work: Callable[[sa.engine.Connection], Any]) -> Any:
        asked = asyncio.ensure_future(self._run(work))
        try:
            return await asyncio.shield(asked)
        except asyncio.CancelledError:
            if self._world.random.random() < 0.5:
                asked.cancel()  # it had not begun; else it happens all the same
            raise

    async def _run(self, work: Callable[[sa.engine.Connection], Any]) -> Any:
        random = self._world.random
        await asyncio.sleep(random.choice((0.0, 0.001, 0.02)) if random.random() < 0.99 else random.uniform(0, 6))
        await self._process.lives()
        if random.random() < 0.01:
            raise sa.exc.OperationalError("refused", None, Exception())
        with self._world.engine.begin() as connection:
            result = work(connection)
        await asyncio.sleep(random.choice((0.0, 0.001, 0.02)))
        await self._process.lives()
        return result


class Bot:
    def __init__(self, world: World, process: Process) -> None:
        self._world = world
        self._process = process

    async def turn(self, conversation: str, message_id: str, text: str, channel: str) -> Any:
        random = self._world.random
        if message_id not in self._world.answered:
            await asyncio.sleep(random.uniform(0, 0.1) if random.random() < 0.6 else random.uniform(0.1, 9))
            await self._process.lives()
            self._world.turns[message_id] += message_id not in self._world.answered
            self._world.answered.add(message_id)
        return [{"text": f"回答：{text}"}]

    async def history(self, conversation: str) -> Any:
        return ["…"]


class Account:
    """The API: shows what arrives, and does not always say so."""

    def __init__(self, world: World, process: Process) -> None:
        self._world = world
        self._process = process
        self.token = SimpleNamespace(service_denied=self._not_denied)

    async def _not_denied(self) -> bool:
        return False

    async def send(self, person: str, answer: Answer, link: str | None, most_bytes: int = 2048) -> Fitted:
        random = self._world.random
        await asyncio.sleep(random.uniform(0, 0.3))
        await self._process.lives()
        if random.random() < 0.05:
            raise Busy("busy")
        sent = fitted(answer, None)
        self._world.show(sent.text)
        await asyncio.sleep(random.uniform(0, 0.3))
        await self._process.lives()
        if random.random() < 0.05:
            raise Uncertain("cut off")
        return sent

    async def close(self) -> None: ...


class Process:
    """Until it is killed; what it would do after that never happens."""

    def __init__(self, world: World) -> None:
        self.died = asyncio.Event()
        settings = WeChatSettings.from_environment(environment("sqlite://", HUIQI_PUBLIC_URL=""))
        assert settings
        self._account = settings.account
        with patch.object(webhook, "account_of", lambda *_: Account(world, self) if world.has_api else None):
            bot, store = Bot(world, self), Store(world, self)
            self._channel = webhook.Channel(settings, lambda: bot, SESSIONS, store)  # type: ignore[arg-type]

    async def lives(self) -> None:
        """For ever, for whoever asks after its death."""
        if self.died.is_set():
            await asyncio.Event().wait()

    async def start(self) -> None:
        while True:
            try:
                return await self._channel.start()
            except sa.exc.DBAPIError:  # noqa: PERF203 - trying again is what the loop is for
                await asyncio.sleep(0.5)

    async def serve(self, fields: dict[str, str], signed_at: int, connection: Connection) -> None:
        """As the webhook does, with a connection that may be gone."""
        this = Try(asyncio.get_running_loop().time(), signed_at)
        try:
            response = await self._channel._desk.respond(understand(fields, self._account), this)
        except Unavailable:
            response = None
        await self.lives()
        if response is None:
            connection.write(503, "")
        elif response.hand_over is None:
            connection.write(200, response.text or "")
        elif connection.closed_for_the_server:
            self._channel._desk.not_written(response.hand_over)
        else:
            connection.write(200, response.text or "")
            self._channel._desk.written(response.hand_over)


class Connection:
    """One request of the platform. Either side learns of the other only after the network's delay."""

    def __init__(self, random: Random) -> None:
        self.delay = random.uniform(0, 0.1) if random.random() < 0.75 else random.uniform(0, 3)
        self.response: asyncio.Future[tuple[int, str]] = asyncio.get_running_loop().create_future()
        self.written: str | None = None
        self.closed_for_the_server = False

    def write(self, status: int, text: str) -> None:
        self.written = text
        asyncio.get_running_loop().call_later(self.delay, self._arrive, status, text)

    def _arrive(self, status: int, text: str) -> None:
        if not self.response.done():
            self.response.set_result((status, text))

    def cut(self, handler: asyncio.Task[None]) -> None:
        self.response.cancel()
        asyncio.get_running_loop().call_later(self.delay, self._noticed, handler)

    def _noticed(self, handler: asyncio.Task[None]) -> None:
        self.closed_for_the_server = True
        handler.cancel()  # as Sanic does


class World:
    def __init__(self, seed: int, *, has_api: bool) -> None:
        self.random = Random(seed)
        self.has_api = has_api
        self.engine = sa.create_engine("sqlite://", future=True, poolclass=sa.pool.StaticPool)
        self.turns: Counter[str] = Counter()
        """By message."""
        self.answered: set[str] = set()
        self.outcomes: dict[str, Outcome] = {}
        self._process: Process | None = None
        self._everything: set[asyncio.Task[Any]] = set()

    def show(self, text: str) -> None:
        """What a person sees, put to the messages it answers."""
        for part in re.split(r"\n\n", text):
            for name in _NAME.findall(part):
                self.outcomes[name].shown.append(part)

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        ends = loop.time() + BUSY_FOR
        machine = self._begin(self._machine(ends))
        people = [self._begin(self._person(f"person-{number}", ends)) for number in range(PEOPLE)]
        await asyncio.gather(machine, *people)
        await asyncio.sleep(QUIET_FOR)
        if not self.has_api:
            for _ in range(3):  # what comes back may itself be lost on the way
                await asyncio.gather(*(self._deliver(f"person-{number}", "结果") for number in range(PEOPLE)))
        for task in self._everything:
            task.cancel()

    def _begin(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.ensure_future(work)
        self._everything.add(task)
        return task

    async def _machine(self, ends: float) -> None:
        loop = asyncio.get_running_loop()
        while True:
            process = Process(self)
            await process.start()
            self._process = process
            lives = self.random.choice((0.3, 2.0, 8.0, 30.0)) * self.random.random()
            if loop.time() + lives > ends:
                return
            await asyncio.sleep(lives)
            process.died.set()
            self._process = None
            await asyncio.sleep(self.random.uniform(0.1, 2))

    async def _person(self, name: str, ends: float) -> None:
        number = 0
        while asyncio.get_running_loop().time() < ends:
            text = f"m{name[-1]}{number:03}m"
            self.outcomes[text] = Outcome()
            await self._deliver(name, text)
            number += 1
            await asyncio.sleep(self.random.choice((0.0, 0.5, 8.0)) * self.random.random())

    async def _deliver(self, person: str, text: str) -> None:
        outcome, loop = self.outcomes.get(text, Outcome()), asyncio.get_running_loop()
        fields = {k: str(v) for k, v in text_message(person, text, self.random.getrandbits(60)).items()}
        fields["CreateTime"] = str(int(loop.time()))
        for _ in range(TRIES):
            began, copies = loop.time(), self.random.choice((1, 2))
            lost: list[str] = []
            responses = await asyncio.gather(*(self._request(fields, lost) for _ in range(copies)))
            for response in filter(None, responses):
                outcome.acknowledged = True
                self.show(response)
            if any(response is not None for response in responses):
                for name in _NAME.findall("".join(lost)):
                    self.outcomes[name].unknowable = True
                break
            if loop.time() - began < CUT:
                await asyncio.sleep(self.random.choice((0.2, 2.0, 5.0)))

    async def _request(self, fields: dict[str, str], lost: list[str]) -> str | None:
        """What came back with 200; None for anything else, and for nothing within five seconds."""
        loop = asyncio.get_running_loop()
        connection, signed_at, cut_at = Connection(self.random), int(loop.time()), loop.time() + CUT
        await asyncio.sleep(connection.delay)
        process = self._process
        if process is None:
            return None
        handler = self._begin(process.serve(fields, signed_at, connection))
        death = self._begin(process.died.wait())
        await asyncio.wait([connection.response, death], timeout=cut_at - loop.time(), return_when="FIRST_COMPLETED")
        death.cancel()
        if connection.response.done():
            status, text = connection.response.result()
            return text if status == 200 else None
        connection.cut(handler)
        lost.append(connection.written or "")
        return None


@contextmanager
def _on(clock: Clock) -> Iterator[None]:
    """The channel reads this clock; kernel connections are not needed."""
    time = SimpleNamespace(time=clock.time, monotonic=clock.time)
    modules: Sequence[Any] = (desk, delivery, turns, workers, webhook)
    patches = [patch.object(module, "time", time) for module in modules]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def simulate(seed: int, *, has_api: bool) -> World:
    clock, world = Clock(), World(seed, has_api=has_api)
    with _on(clock):
        clock.run_until_complete(world.run())
        clock.run_until_complete(_cancelled(asyncio.all_tasks(clock)))
    clock.close()
    world.engine.dispose()
    return world


async def _cancelled(tasks: set[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
