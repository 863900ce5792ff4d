"""Processes are killed and databases stall: nothing acknowledged is lost, and twice only where it says so."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest_asyncio
import sqlalchemy as sa

from bot.channels.wechat import texts
from bot.channels.wechat.platform import Platform, text_message
from bot.channels.wechat.soak.fake_api import FakeApi
from bot.channels.wechat.soak.processes import ServerProcess, free_port
from bot.channels.wechat.soak.server import STEPS
from tests.wechat.conftest import environment, with_api
from tests.wechat.outages import Proxy
from tests.wechat.peer import WechatpyCodec
from tests.wechat.test_delivery import until

SERVER = "bot.channels.wechat.soak.server"


class Machine:
    """Server processes on one database, killed and started again."""

    def __init__(self, database: str, log: Path, **more: str) -> None:
        self.port = free_port()
        self._environment = environment(database, **more)
        self._log = log
        self._servers: list[ServerProcess] = []

    async def start(self, *arguments: str, port: int | None = None) -> ServerProcess:
        port = port or self.port
        server = ServerProcess(port, self._environment, SERVER, str(port), *arguments, log=self._log)
        self._servers.append(server)
        await server.ready()
        return server

    def stop(self) -> None:
        for server in self._servers:
            server.stop()


def turns(database: str) -> list[str]:
    with sa.create_engine(database, future=True).connect() as connection:
        return list(connection.exec_driver_sql("SELECT reply FROM double_turns").scalars())


RESPONSE_STEPS = [step for step in STEPS if not step.endswith((":due", ":sent", ":leave_to_service"))]


async def killed_at(step: str, folder: Path) -> tuple[list[str], list[str]]:
    """What the person sees and what the bot did when the process dies at ``step`` and is started again."""
    database = f"sqlite:///{folder / 'channel.sqlite'}"
    machine = Machine(database, folder / "log")
    platform = Platform(WechatpyCodec(), f"http://127.0.0.1:{machine.port}/wechat")
    message = text_message("alice", "你好")
    server = await machine.start("--die", step)
    shown = (await platform.deliver(message, tries=1)).shown
    assert await server.ended(10)
    assert server.killed
    if not shown:  # else the platform has no reason to ask again
        await machine.start()
        shown = (await platform.deliver(message, tries=2)).shown
    await platform.close()
    machine.stop()
    return shown, turns(database)


class TestKilled:
    async def test_a_message_whose_process_dies_at_any_step_is_answered_on_the_retry(self, tmp_path: Path) -> None:
        folders = [tmp_path / step.replace(":", "-") for step in RESPONSE_STEPS]
        for folder in folders:
            folder.mkdir()
        outcomes = await asyncio.gather(*map(killed_at, RESPONSE_STEPS, folders))
        # A process that comes back too late for the platform's rhythm says that the answer may be a repetition.
        shown = [[text.removeprefix(texts.PERHAPS_AGAIN) for text in texts_] for texts_, _ in outcomes]
        assert shown == [["回答：你好"]] * len(RESPONSE_STEPS)
        assert [turns_ for _, turns_ in outcomes] == [["回答：你好"]] * len(RESPONSE_STEPS)

    async def test_another_worker_takes_over_from_a_dead_one(self, postgres: str, tmp_path: Path) -> None:
        machine = Machine(postgres, tmp_path / "log")
        other = free_port()
        dying, _ = await asyncio.gather(machine.start("--die", "midway"), machine.start(port=other))
        message = text_message("alice", "你好")
        for port in (machine.port, other):
            platform = Platform(WechatpyCodec(), f"http://127.0.0.1:{port}/wechat")
            delivered = await platform.deliver(message, tries=1 if port == machine.port else 2)
            await platform.close()
        machine.stop()
        assert dying.killed
        assert delivered.shown == ["回答：你好"]
        assert turns(postgres) == ["回答：你好"]

    async def test_a_late_answer_survives_the_process_that_promised_it(
        self, sqlite: str, tmp_path: Path, api: FakeApi
    ) -> None:
        machine = Machine(sqlite, tmp_path / "log", **with_api(api))
        platform = Platform(WechatpyCodec(), f"http://127.0.0.1:{machine.port}/wechat")
        server = await machine.start("--die", "after:leave_to_service")
        sending = asyncio.ensure_future(platform.deliver(text_message("alice", "慢 4.5 算一下"), tries=1))
        assert await server.ended(10)
        await sending
        await machine.start()
        await until(lambda: bool(api.messages), 25)
        await platform.close()
        machine.stop()
        assert api.shown("alice") == ["回答：慢 4.5 算一下"]


@pytest_asyncio.fixture
async def proxied(postgres: str) -> AsyncIterator[tuple[Proxy, str]]:
    url = sa.engine.make_url(postgres)
    proxy = Proxy(url.host or "127.0.0.1", url.port or 5432)
    port = await proxy.start()
    yield proxy, str(url.set(host="127.0.0.1", port=port))
    await proxy.stop()


class TestTheDatabaseIsAway:
    async def test_frozen_for_a_while_it_costs_a_retry_and_no_message(
        self, proxied: tuple[Proxy, str], line: Callable[..., Any]
    ) -> None:
        proxy, database = proxied
        opened = await line(database=database)
        assert (await opened.platform.deliver(text_message("alice", "一"))).shown == ["回答：一"]
        proxy.freeze()
        sending = asyncio.ensure_future(opened.platform.deliver(text_message("alice", "二")))
        await asyncio.sleep(4.5)
        proxy.thaw()
        assert (await sending).shown == ["回答：二"]
        # In a thread: the proxy on the way to the database runs in this loop.
        assert await asyncio.to_thread(opened.turns) == ["一", "二"]

    async def test_refused_it_is_not_acknowledged_and_restarted_it_goes_on(
        self, proxied: tuple[Proxy, str], line: Callable[..., Any]
    ) -> None:
        proxy, database = proxied
        opened = await line(database=database)
        await opened.platform.deliver(text_message("alice", "一"))
        proxy.refuse()
        delivered = await opened.platform.deliver(text_message("alice", "二"), tries=1)
        assert (delivered.shown, delivered.acknowledged) == ([], False)
        proxy.accept()
        assert (await opened.platform.deliver(text_message("alice", "三"))).shown == ["回答：三"]

    async def test_restarted_between_two_messages_nobody_notices(
        self, proxied: tuple[Proxy, str], line: Callable[..., Any]
    ) -> None:
        proxy, database = proxied
        opened = await line(database=database)
        await opened.platform.deliver(text_message("alice", "一"))
        proxy.hang_up()
        assert (await opened.platform.deliver(text_message("alice", "二"), tries=2)).shown == ["回答：二"]

    async def test_an_sqlite_file_locked_by_a_backup_is_waited_for(self, line: Callable[..., Any], sqlite: str) -> None:
        opened = await line()
        await opened.platform.deliver(text_message("alice", "一"))
        backup = sqlite3.connect(sqlite.removeprefix("sqlite:///"), isolation_level=None)
        backup.execute("BEGIN IMMEDIATE")
        sending = asyncio.ensure_future(opened.platform.deliver(text_message("alice", "二")))
        await asyncio.sleep(1.5)
        backup.execute("ROLLBACK")
        backup.close()
        assert (await sending).shown == ["回答：二"]
