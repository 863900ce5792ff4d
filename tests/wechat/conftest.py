"""A webhook served over a socket, and where the databases of these tests are."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import sqlalchemy as sa
from sanic import Sanic
from sanic.touchup.service import TouchUp

from bot.channels.wechat.platform import Platform
from bot.channels.wechat.settings import AccountSettings, WeChatSettings
from bot.channels.wechat.soak.double import ConversationDouble
from bot.channels.wechat.soak.fake_api import FakeApi
from bot.channels.wechat.webhook import blueprint
from bot.runtime.database import Database
from bot.runtime.locks import conversation_locks
from bot.runtime.sessions import Sessions
from tests.wechat.peer import APPID, KEY, TOKEN, WechatpyCodec

POSTGRES = os.environ.get("HUIQI_TEST_POSTGRES_URL", "postgresql://root@127.0.0.1:5432/test")
REDIS = os.environ.get("HUIQI_TEST_REDIS_URL", "redis://127.0.0.1:6379/0")
SESSIONS = Sessions(b"tests of the channel")


def environment(database: str, **more: str) -> dict[str, str]:
    return {
        "HUIQI_WECHAT_APPID": APPID,
        "HUIQI_WECHAT_TOKEN": TOKEN,
        "HUIQI_WECHAT_AES_KEY": KEY,
        "HUIQI_DATABASE_URL": database,
        "HUIQI_PUBLIC_URL": "https://huiqi.example",
        **more,
    }


def reachable_or_skip(url: str) -> None:
    """Where the server is missing these tests are skipped with a reason, but never in CI."""
    address = sa.engine.make_url(url)
    try:
        socket.create_connection((address.host or "127.0.0.1", address.port or 0), 2).close()
    except OSError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"{address.get_backend_name()} is not reachable at {address.host}:{address.port}: {error}")


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'channel.sqlite'}"


@pytest.fixture
def postgres() -> Iterator[str]:
    """A schema of its own, gone afterwards."""
    reachable_or_skip(POSTGRES)
    schema = f"wechat_{uuid.uuid4().hex}"
    engine = sa.create_engine(POSTGRES, future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    yield str(sa.engine.make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={schema}"}))
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


Serve = Callable[..., Any]


@contextlib.asynccontextmanager
async def served(settings: AccountSettings, conversations: Callable[[], Any]) -> AsyncIterator[str]:
    """The webhook in this process, over a socket; yields its address."""
    app = Sanic(f"test-{uuid.uuid4().hex}", configure_logging=False)
    database = Database(settings.database)
    app.blueprint(blueprint(settings, conversations, SESSIONS, database))
    listener = socket.create_server(("127.0.0.1", 0))
    server = await app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
    await server.startup()
    # Sanic rewrites its own methods when an app starts, and can do so once a process.
    TouchUp._registry.clear()
    await server.before_start()
    await server.after_start()
    path = "wechat" if isinstance(settings, WeChatSettings) else "wecom"
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/{path}"
    finally:
        await server.before_stop()
        server.close()
        for connection in list(server.connections):
            connection.abort()
        await asyncio.sleep(0)
        database.close()


class Line:
    """One webhook with a platform in front of it and the bot's double behind."""

    def __init__(self, url: str, platform: Platform, double: ConversationDouble, database: str) -> None:
        self.url = url
        self.platform = platform
        self.double = double
        self.database = database

    def turns(self) -> list[str]:
        """What the bot was told, turn by turn."""
        with sa.create_engine(self.database, future=True).connect() as connection:
            replies = connection.exec_driver_sql("SELECT reply FROM double_turns ORDER BY number").scalars()
            return [reply.removeprefix("回答：") for reply in replies]


@pytest_asyncio.fixture
async def line(sqlite: str) -> AsyncIterator[Callable[..., Any]]:
    """Opens lines; ``seconds_for`` is how long a turn takes, by what is said."""
    async with contextlib.AsyncExitStack() as stack:

        async def opened(
            seconds_for: Callable[[str], float] = lambda said: 0.0,
            database: str = sqlite,
            workers: int = 1,
            cut: float = 5.0,
            conversations: Any = None,
            **more: str,
        ) -> Line:
            settings = WeChatSettings.from_environment(environment(database, **more))
            assert settings
            urls = []
            for _ in range(workers):
                store = Database(database)
                double = ConversationDouble(store, conversation_locks(database), seconds_for)
                await double.open()
                stack.callback(store.close)
                bot = conversations or double
                urls.append(await stack.enter_async_context(served(settings, lambda bot=bot: bot)))
            platform = Platform(WechatpyCodec(), *urls, cut=cut)
            stack.push_async_callback(platform.close)
            return Line(urls[0], platform, double, database)

        yield opened


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeApi]:
    fake = await FakeApi().start()
    yield fake
    await fake.stop()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are waited for half a second instead of four, so that a slow turn need not be slow."""
    monkeypatch.setattr("bot.channels.wechat.desk.PATIENCE", 0.5)


def with_api(api: FakeApi) -> dict[str, str]:
    return {"HUIQI_WECHAT_SECRET": "secret", "HUIQI_WECHAT_API": api.url}
