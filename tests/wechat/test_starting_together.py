"""Several workers start on one empty PostgreSQL database: every table is created once and nobody fails."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.channels.wechat import tables as channel
from bot.channels.wechat import webhook
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wechat.soak import double
from bot.channels.wechat.soak.processes import ServerProcess, free_port
from bot.runtime import feedback, tracker_store
from bot.runtime.database import Database, create_tables
from bot.runtime.locks import conversation_locks
from bot.runtime.tracker_store import ConversationStore
from tests.wechat.conftest import SESSIONS, environment
from tests.wechat.test_outages import SERVER


def open_conversations(url: str) -> sa.MetaData:
    with contextlib.closing(Database(url)) as database:
        ConversationStore(database)
    return tracker_store.metadata


def open_feedback(url: str) -> sa.MetaData:
    with contextlib.closing(Database(url)) as database:
        feedback.Feedback(database)
    return feedback.metadata


def open_channel(url: str) -> sa.MetaData:
    settings = WeChatSettings.from_environment(environment(url))
    assert settings

    async def start_and_stop(database: Database) -> None:
        opened = webhook.Channel(settings, lambda: None, SESSIONS, database)
        await opened.start()
        await opened.stop()

    with contextlib.closing(Database(url)) as database:
        asyncio.run(start_and_stop(database))
    return channel.metadata


def open_double(url: str) -> sa.MetaData:
    with contextlib.closing(Database(url)) as database:
        asyncio.run(double.ConversationDouble(database, conversation_locks(url)).open())
    return double.metadata


@pytest.fixture
def empty(postgres: str) -> sa.engine.Engine:
    return sa.create_engine(postgres, future=True)


def waits_for_another(engine: sa.engine.Engine) -> bool:
    """Whether somebody in this schema's test waits for a lock that the test itself holds."""
    with engine.connect() as connection:
        return bool(
            connection.exec_driver_sql(
                "SELECT count(*) FROM pg_locks waiting JOIN pg_stat_activity USING (pid) "
                "WHERE NOT granted AND application_name = 'starts-second'"
            ).scalar()
        )


@pytest.mark.parametrize("open_", [open_conversations, open_feedback, open_channel, open_double])
def test_who_comes_second_waits_for_the_first_and_finds_the_tables(
    open_: Callable[[str], sa.MetaData], postgres: str, empty: sa.engine.Engine
) -> None:
    metadata = open_(postgres)
    metadata.drop_all(empty)
    second = str(sa.engine.make_url(postgres).update_query_dict({"application_name": "starts-second"}))
    with ThreadPoolExecutor(1) as threads:
        with empty.begin() as first:
            create_tables(first, metadata)
            opening = threads.submit(open_, second)
            while not opening.done() and not waits_for_another(empty):
                pass
        opening.result()
    assert set(metadata.tables) <= set(sa.inspect(empty).get_table_names())


def test_many_at_once(postgres: str, empty: sa.engine.Engine) -> None:
    with ThreadPoolExecutor(8) as threads:
        opened = [threads.submit(open_, postgres) for open_ in 4 * (open_conversations, open_feedback)]
        for opening in opened:
            opening.result()
    assert {"events", "feedback"} <= set(sa.inspect(empty).get_table_names())


async def test_several_processes(postgres: str, tmp_path: Path) -> None:
    ports = [free_port() for _ in range(3)]
    servers = [
        ServerProcess(port, environment(postgres), SERVER, str(port), log=tmp_path / f"{port}.log") for port in ports
    ]
    try:
        await asyncio.gather(*(server.ready() for server in servers))
        assert all(server.running for server in servers)
    finally:
        for server in servers:
            server.stop()


async def test_a_process_that_does_not_start_says_why(tmp_path: Path) -> None:
    port = free_port()
    nowhere = "postgresql://root@127.0.0.1:1/none"
    server = ServerProcess(port, environment(nowhere), SERVER, str(port), log=tmp_path / "log")
    with pytest.raises(RuntimeError, match="Connection refused"):
        await server.ready()
