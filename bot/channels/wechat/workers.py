"""Which worker processes live, so that the work of a dead one is taken over.

A worker renews its lease from a thread, because the event loop may be busy with a model.
On SQLite there is one process: whoever starts knows that all others are gone.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time

import sqlalchemy as sa

from bot.channels.wechat.tables import workers
from bot.runtime.database import Database

__all__ = ["Worker", "living"]

logger = logging.getLogger(__name__)

LEASE = 3.0
BEAT = 0.7
"""Seconds."""
FOR_EVER = 1e12


def living(now: float) -> sa.sql.Select:
    """The ids of living workers, as a subquery."""
    return sa.select(workers.c.id).where(workers.c.alive_until > now)


class Worker:
    """This process among its kind."""

    def __init__(self, database: Database) -> None:
        self.id = secrets.token_hex(8)
        self._database = database
        self._lease = FOR_EVER if database.one_process else LEASE
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="wechat-worker-lease", daemon=True)

    async def start(self) -> None:
        await self._database.run(self._register)
        if not self._database.one_process:
            self._thread.start()

    async def stop(self) -> None:
        """Say so, that others need not wait for the lease to end."""
        self._stopped.set()
        try:
            await self._database.run(lambda c: c.execute(sa.delete(workers).where(workers.c.id == self.id)))
        except sa.exc.DBAPIError as error:
            logger.warning("worker not signed off: %s", type(error).__name__)

    def _register(self, connection: sa.engine.Connection) -> None:
        gone = sa.true() if self._database.one_process else workers.c.alive_until < time.time() - 3600
        connection.execute(sa.delete(workers).where(gone))
        connection.execute(sa.insert(workers).values(id=self.id, alive_until=time.time() + self._lease))

    def _beat(self) -> None:
        while not self._stopped.wait(BEAT):
            try:
                self._database.run_here(self._renew)
            except sa.exc.SQLAlchemyError as error:  # noqa: PERF203 - trying again is what the loop is for
                # Tried again at the next beat. Until then others may take over: every hand-over is decided
                # by a conditional update, so that two workers never both win it.
                logger.warning("worker lease not renewed: %s", type(error).__name__)

    def _renew(self, connection: sa.engine.Connection) -> None:
        renewed = sa.update(workers).where(workers.c.id == self.id).values(alive_until=time.time() + self._lease)
        if connection.execute(renewed).rowcount == 0:
            connection.execute(sa.insert(workers).values(id=self.id, alive_until=time.time() + self._lease))
