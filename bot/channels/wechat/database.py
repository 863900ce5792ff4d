"""The database of the channel: the same that holds the conversations, SQLite or PostgreSQL.

The drivers block, so every transaction runs in a thread. A stalled database then stalls
its threads and never the event loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.runtime.tables import create_tables

__all__ = ["Database", "messages", "tokens", "workers"]

Result = TypeVar("Result")

BUSY_SECONDS = 3.0
"""How long a statement may wait for another's lock before it fails and is tried again."""
STATEMENT_MILLISECONDS = 4000
THREADS = 6

metadata = sa.MetaData()

messages = sa.Table(
    "wechat_messages",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("account", sa.String(128), nullable=False),
    sa.Column("conversation", sa.String(64), nullable=False),
    sa.Column("sender", sa.String(128), nullable=False),
    sa.Column("stage", sa.String(12), nullable=False),
    sa.Column("worker", sa.String(64)),  # who is at work on it in this stage
    # Inbox
    sa.Column("said", sa.Text, nullable=False, server_default=""),
    sa.Column("received_at", sa.Float, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),  # of the platform, told apart by their spacing
    sa.Column("last_try_at", sa.Float, nullable=False),
    sa.Column("claims", sa.Integer, nullable=False),  # 0, or 1 + turns begun after a worker died
    # Outbox
    sa.Column("answer", sa.Text, nullable=False, server_default=""),
    sa.Column("choices", sa.Text, nullable=False, server_default="[]"),  # JSON [[title, payload], …]
    sa.Column("linked", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("rest", sa.Text, nullable=False, server_default=""),  # what did not fit, for “继续”
    sa.Column("uncertain", sa.Boolean, nullable=False, server_default=sa.false()),  # may have been seen already
    sa.Column("request", sa.String(64)),  # the request whose response carries it
    sa.Column("request_at", sa.Float),  # on our clock
    sa.Column("request_signed_at", sa.BigInteger),  # on the platform's
    sa.Column("service_from", sa.Float),  # when the API may send it; null: with the next response only
    sa.Column("sendings", sa.Integer, nullable=False, server_default="0"),
    sa.Column("changed_at", sa.Float, nullable=False),
    sa.Index("wechat_messages_of_conversation", "conversation", "received_at"),
    sa.Index("wechat_messages_by_stage", "account", "stage", "changed_at"),
)

workers = sa.Table(
    "wechat_workers",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("alive_until", sa.Float, nullable=False),
)

tokens = sa.Table(
    "wechat_tokens",
    metadata,
    sa.Column("account", sa.String(128), primary_key=True),
    sa.Column("token", sa.Text, nullable=False, server_default=""),
    sa.Column("expires_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("forced_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("service_denied_until", sa.Float, nullable=False, server_default="0"),
)


class Database:
    """Short transactions, off the event loop. Nothing is opened before ``open``."""

    def __init__(self, url: str) -> None:
        self._url = sa.engine.make_url(url)
        self.one_process = self._url.get_backend_name() == "sqlite"
        # SQLite has one writer anyway: a single thread makes the others wait in order instead of by retrying.
        self._threads = ThreadPoolExecutor(1 if self.one_process else THREADS, "wechat-database")
        self._engine: sa.engine.Engine | None = None

    async def run(self, work: Callable[[sa.engine.Connection], Result]) -> Result:
        """Run ``work`` in one transaction; what it did is durable when this returns."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.run_here, work)

    def run_here(self, work: Callable[[sa.engine.Connection], Result]) -> Result:
        """The same in the calling thread."""
        with self._opened().begin() as connection:
            return work(connection)

    async def open(self) -> None:
        await self.run(lambda c: create_tables(c, metadata))

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._engine:
            self._engine.dispose()

    def _opened(self) -> sa.engine.Engine:
        if self._engine is None:
            self._engine = _sqlite(self._url) if self.one_process else _postgres(self._url)
        return self._engine


def _sqlite(url: sa.engine.URL) -> sa.engine.Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        url,
        future=True,
        poolclass=sa.pool.QueuePool,
        pool_size=2,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    def set_up(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where SQLAlchemy says, see begin()
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")  # acknowledged means on disk, also when power fails

    def begin(connection: sa.engine.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    sa.event.listen(engine, "connect", set_up)
    sa.event.listen(engine, "begin", begin)
    return engine


def _postgres(url: sa.engine.URL) -> sa.engine.Engine:
    engine = sa.create_engine(
        url,
        future=True,
        pool_size=THREADS,
        max_overflow=0,
        pool_pre_ping=True,  # a restarted server costs a ping, not a message
        connect_args={"connect_timeout": 3, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3},
    )

    def set_up(connection: Any, _: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = {STATEMENT_MILLISECONDS}")
        connection.commit()

    sa.event.listen(engine, "connect", set_up)
    return engine
