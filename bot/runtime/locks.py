"""One turn at a time in a conversation, also where several processes serve it.

In one process an asyncio lock decides, first come first served. Between processes PostgreSQL advisory
locks or a Redis lock decide beneath it; both vanish with the process that held them.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol
from weakref import WeakValueDictionary

import sqlalchemy as sa
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockError

__all__ = ["ConversationLocks", "InProcessLocks", "PostgresLocks", "RedisLocks", "conversation_locks"]

logger = logging.getLogger(__name__)

FIRST_PAUSE = 0.02
LONGEST_PAUSE = 0.2
"""Seconds between looks at a lock that another process holds."""
REDIS_LEASE = 15.0
"""Seconds after which the lock of a dead process is free; a living one renews it three times as often."""


class ConversationLocks(Protocol):
    """Locks by the name of a conversation."""

    def holding(self, conversation: str) -> AbstractAsyncContextManager[None]:
        """Wait for the conversation and hold it for the body of ``async with``."""

    async def close(self) -> None: ...


def conversation_locks(database: str, redis: str | None = None) -> ConversationLocks:
    """For the database URL of the conversations: SQLite means one process; ``redis`` is a URL."""
    if redis:
        return RedisLocks(redis)
    if sa.engine.make_url(database).get_backend_name() == "postgresql":
        return PostgresLocks(database)
    return InProcessLocks()


class InProcessLocks:
    """For one process. The others build on it, so that only one turn a process waits outside."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def holding(self, conversation: str) -> AsyncIterator[None]:
        async with self._locks.setdefault(conversation, asyncio.Lock()):
            yield

    async def close(self) -> None:
        return None


class PostgresLocks:
    """Session-level advisory locks, all of a process on one connection, held in a thread of its own.

    They need a session of their own: a pooler in front must not be in transaction mode.
    """

    def __init__(self, database: str) -> None:
        self._within = InProcessLocks()
        self._database = database
        self._engine: sa.engine.Engine | None = None
        self._connection: sa.engine.Connection | None = None
        self._generation = 0
        self._thread = ThreadPoolExecutor(1, "conversation-locks")

    @asynccontextmanager
    async def holding(self, conversation: str) -> AsyncIterator[None]:
        number = int.from_bytes(hashlib.sha256(conversation.encode()).digest()[:8], "big", signed=True)
        async with self._within.holding(conversation):
            generation = await self._taken(number)
            try:
                yield
            finally:
                if not await asyncio.shield(self._run(self._give, number, generation)):
                    logger.error("conversation lock lost while held; its turn may have overlapped another")

    async def _taken(self, number: int) -> int:
        pause = FIRST_PAUSE
        while (generation := await self._take_or_undo(number)) is None:
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        return generation

    async def _take_or_undo(self, number: int) -> int | None:
        taking = self._run(self._take, number)
        try:
            return await asyncio.shield(taking)
        except asyncio.CancelledError:
            # Nobody is left to release what the thread may yet get.
            if (generation := await taking) is not None:
                await self._run(self._give, number, generation)
            raise

    def _run(self, work: Callable[..., int | None], *arguments: int) -> asyncio.Future[int | None]:
        return asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def _take(self, number: int) -> int | None:
        """The generation of the connection that holds it now; None while another process does."""
        try:
            taken = self._opened().execute(sa.select(sa.func.pg_try_advisory_lock(number))).scalar()
        except sa.exc.DBAPIError:
            self._drop()
            raise
        return self._generation if taken else None

    def _give(self, number: int, generation: int) -> int | None:
        if generation != self._generation:
            return None  # it went with its connection
        try:
            given = self._opened().execute(sa.select(sa.func.pg_advisory_unlock(number))).scalar()
        except sa.exc.DBAPIError:
            self._drop()
            return None
        return 1 if given else None

    def _opened(self) -> sa.engine.Connection:
        if self._engine is None:
            self._engine = sa.create_engine(
                self._database,
                future=True,
                poolclass=sa.pool.NullPool,
                isolation_level="AUTOCOMMIT",
                connect_args={"connect_timeout": 3, "keepalives_idle": 5, "keepalives_interval": 2},
            )
        if self._connection is None:
            self._connection = self._engine.connect()
            self._generation += 1
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
            self._generation += 1

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._drop)
        self._thread.shutdown(wait=False)


class RedisLocks:
    """redis-py's own lock, whose steps are atomic, with a lease that is renewed while it is held."""

    def __init__(self, url: str, prefix: str = "huiqi:conversation:") -> None:
        self._within = InProcessLocks()
        self._url = url
        self._prefix = prefix
        self._redis: Redis[bytes] | None = None

    @asynccontextmanager
    async def holding(self, conversation: str) -> AsyncIterator[None]:
        if self._redis is None:
            self._redis = Redis.from_url(self._url, socket_timeout=5, socket_connect_timeout=3)
        async with self._within.holding(conversation):
            lock = self._redis.lock(
                self._prefix + conversation, timeout=REDIS_LEASE, sleep=FIRST_PAUSE, thread_local=False
            )
            await lock.acquire()
            renewing = asyncio.ensure_future(_renewed(lock))
            try:
                yield
            finally:
                renewing.cancel()
                try:
                    await asyncio.shield(lock.release())
                except LockError:
                    logger.error("conversation lock lost while held; its turn may have overlapped another")

    async def close(self) -> None:
        if self._redis is not None:
            await self._redis.close()


async def _renewed(lock: Lock) -> None:
    while True:
        await asyncio.sleep(REDIS_LEASE / 3)
        try:
            await lock.reacquire()
        except LockError:
            return
