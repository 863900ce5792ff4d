"""The database, SQLite or PostgreSQL, of everything that is kept.

The drivers block, so every transaction runs in a thread. A stalled database then stalls
its threads and never the event loop.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

__all__ = ["Database", "create_tables"]

Result = TypeVar("Result")
Work = Callable[[sa.engine.Connection], Result]

BUSY_SECONDS = 3.0
"""How long a statement may wait for another's lock before it fails and is tried again."""
STATEMENT_MILLISECONDS = 4000
THREADS = 10
_TABLES_LOCK = 0x6875697169
"""Of PostgreSQL's advisory locks; any number that nobody else takes."""


@dataclass(frozen=True)
class _Waiting:
    work: Work[Any]
    done: Future[Any]


class _OneFails(Exception):
    """Of several works in one transaction; which, shows when each has its own."""


class Database:
    """Short transactions, off the event loop. Nothing is opened before the first.

    One object for a process: SQLite has one writer anyway, so all transactions run in a single thread, where
    they wait in order instead of by retrying; and those that wait together share one commit.
    """

    def __init__(self, url: str) -> None:
        self._url = sa.engine.make_url(url)
        self.one_process = self._url.get_backend_name() == "sqlite"
        self._threads = ThreadPoolExecutor(1 if self.one_process else THREADS, "database")
        self._waiting: deque[_Waiting] = deque()

    async def run(self, work: Work[Result]) -> Result:
        """Run ``work`` in a transaction; what it did is durable when this returns.

        ``work`` may run a second time where the first was rolled back: it does nothing but what it does to
        the database.
        """
        if not self.one_process:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self.run_here, work)
        done: Future[Result] = Future()
        self._waiting.append(_Waiting(work, done))
        self._threads.submit(self._run_all_waiting)
        return await asyncio.wrap_future(done)

    def run_here(self, work: Work[Result]) -> Result:
        """Run ``work`` in a transaction of its own, in the calling thread."""
        with self._engine.begin() as connection:
            return work(connection)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        if "_engine" in vars(self):
            self._engine.dispose()

    @cached_property
    def _engine(self) -> sa.engine.Engine:
        return _sqlite(self._url) if self.one_process else _postgres(self._url)

    def _run_all_waiting(self) -> None:
        """Each commit waits for the disk. What gathered meanwhile is done in one transaction."""
        gathered = [self._waiting.popleft() for _ in range(len(self._waiting))]
        wanted = [waiting for waiting in gathered if waiting.done.set_running_or_notify_cancel()]

        def each(connection: sa.engine.Connection) -> list[Any]:
            try:
                return [waiting.work(connection) for waiting in wanted]
            except Exception as error:
                raise _OneFails from error

        try:
            results = self.run_here(each) if wanted else []
        except _OneFails:
            for waiting in wanted:
                self._run_alone(waiting)
        except BaseException as error:
            for waiting in wanted:
                waiting.done.set_exception(error)
        else:
            for waiting, result in zip(wanted, results, strict=True):
                waiting.done.set_result(result)

    def _run_alone(self, waiting: _Waiting) -> None:
        try:
            waiting.done.set_result(self.run_here(waiting.work))
        except BaseException as error:
            waiting.done.set_exception(error)


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


def create_tables(connection: sa.engine.Connection, tables: sa.MetaData) -> None:
    """Create what is not there yet.

    Looking and creating are two steps. Of processes that start together one does both while the
    others wait, and then find the tables there; otherwise all but one would fail.
    """
    if connection.dialect.name == "postgresql":  # SQLite has one writer from the transaction's begin
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_TABLES_LOCK)))
    tables.create_all(connection)
