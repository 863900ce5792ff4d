"""Messages that are under way whenever a process dies: perhaps what it dies of, perhaps not."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio

from bot.channels.wechat import texts, turns
from bot.channels.wechat.inbox import Inbox
from bot.channels.wechat.journal import Entry
from bot.channels.wechat.messages import understand
from bot.channels.wechat.platform import text_message
from bot.channels.wechat.tables import metadata
from bot.channels.wechat.turns import MOST_CLAIMS, Turns
from bot.channels.wechat.workers import Worker
from bot.runtime.database import Database, create_tables

SLOW = 0.3
"""Seconds of the turn that no process of a storm lives to end."""


class Bot:
    """Answers 慢 slowly and never ends the turn of 死."""

    async def turn(self, conversation: str, message_id: str, text: str, channel: str) -> Any:
        await asyncio.sleep({"慢": SLOW, "死": 3600.0}.get(text, 0.0))
        return [{"text": f"回答：{text}"}]

    async def history(self, conversation: str) -> Any:
        return ["…"]


class Machine:
    """Runs the turns of one process after the other on the same database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._inbox = Inbox("mp:a", "")

    async def receive(self, text: str) -> str:
        message = understand({k: str(v) for k, v in text_message("alice", text).items()}, "mp:a")
        await self._database.run(lambda c: self._inbox.receive(c, message, time.time()))
        return message.key

    @contextlib.asynccontextmanager
    async def process(self) -> AsyncIterator[Turns]:
        """Lives as long as the body; it then ends where it stands."""
        worker = Worker(self._database)
        await worker.start()
        self._inbox = Inbox("mp:a", worker.id)
        running = Turns(self._database, self._inbox, Bot, lambda: None)
        for entry in await self._database.run(lambda c: self._inbox.abandoned(c, time.time())):
            running.begin(entry)
        yield running
        await running.finish(0.0)

    async def entry(self, key: str) -> Entry:
        found = await self._database.run(lambda c: self._inbox.claimed(c, key, time.time()))
        assert found
        return found

    async def answer_to(self, key: str) -> str:
        return (await self.until(key, lambda entry: entry.stage != "received")).answer.text

    async def turn_begun(self, key: str) -> None:
        """Until the turn is under way again, or over."""
        claims = (await self.entry(key)).claims
        await self.until(key, lambda entry: entry.claims > claims or entry.stage != "received")

    async def until(self, key: str, holds: Callable[[Entry], bool]) -> Entry:
        while not holds(entry := await self.entry(key)):  # noqa: ASYNC110 - the database announces nothing
            await asyncio.sleep(0.01)
        return entry


@pytest_asyncio.fixture
async def machine(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Machine]:
    database = Database(sqlite)
    await database.run(lambda c: create_tables(c, metadata))
    yield Machine(database)
    database.close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Callable[[float, float], None]:
    def chosen(first: float, longest: float) -> None:
        monkeypatch.setattr(turns, "SUSPECT_WAITS", first)
        monkeypatch.setattr(turns, "LONGEST_WAIT", longest)

    return chosen


async def test_a_message_outlives_more_deaths_than_condemn_if_they_have_another_cause(
    machine: Machine, waits: Callable[..., None]
) -> None:
    waits(SLOW / 10, 120.0)
    async with machine.process():
        key = await machine.receive("慢")
    for _ in range(MOST_CLAIMS + 5):
        async with machine.process():
            await asyncio.sleep(SLOW / 3)
    async with machine.process():
        assert await machine.answer_to(key) == "回答：慢"


async def test_a_message_that_every_process_dies_of_is_given_up_and_the_person_told(
    machine: Machine, waits: Callable[..., None]
) -> None:
    waits(0.0, 0.0)
    async with machine.process():
        key = await machine.receive("死")
    deaths = 0
    while (await machine.entry(key)).stage == "received":
        async with machine.process():
            await machine.turn_begun(key)
        deaths += 1
    assert await machine.answer_to(key) == texts.APOLOGY
    assert deaths == MOST_CLAIMS + 1


async def test_while_a_suspect_waits_the_person_is_answered(machine: Machine, waits: Callable[..., None]) -> None:
    waits(3600.0, 3600.0)
    async with machine.process():
        suspect = await machine.receive("死")
    for _ in range(turns.SUSPECT_CLAIMS):
        async with machine.process():
            await machine.turn_begun(suspect)
    async with machine.process() as running:
        key = await machine.receive("好")
        running.begin(await machine.entry(key))
        assert await machine.answer_to(key) == "回答：好"
        assert (await machine.entry(suspect)).stage == "received"
