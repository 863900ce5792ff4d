"""Transactions that wait together on SQLite are done together, and none suffers for another."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.runtime.database import Database

notes = sa.Table("notes", sa.MetaData(), sa.Column("number", sa.Integer, primary_key=True))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'notes.sqlite'}")
    opened.run_here(lambda c: notes.create(c))
    yield opened
    opened.close()


class Crowd:
    """Works that gather while an earlier one is held up."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._go_on = threading.Event()
        self._works: list[asyncio.Future[Any]] = []
        self.do(lambda c: self._go_on.wait())

    def do(self, work: Any) -> asyncio.Future[Any]:
        self._works.append(asyncio.ensure_future(self._database.run(work)))
        return self._works[-1]

    def note(self, number: int) -> asyncio.Future[Any]:
        return self.do(lambda c: c.execute(sa.insert(notes).values(number=number)).rowcount)

    async def done(self) -> list[Any]:
        await asyncio.sleep(0.05)  # each has reached the queue
        self._go_on.set()
        return (await asyncio.gather(*self._works, return_exceptions=True))[1:]


def written(database: Database) -> list[int]:
    return list(database.run_here(lambda c: c.execute(sa.select(notes.c.number)).scalars().all()))


async def test_what_gathered_shares_one_commit(database: Database) -> None:
    commits: list[Any] = []
    sa.event.listen(database._engine, "commit", commits.append)
    crowd = Crowd(database)
    for number in range(20):
        crowd.note(number)
    assert await crowd.done() == 20 * [1]
    assert len(commits) == 2  # the one that was held up, and all the others
    assert written(database) == list(range(20))


async def test_one_that_fails_undoes_its_own_work_only(database: Database) -> None:
    def half(connection: sa.engine.Connection) -> None:
        connection.execute(sa.insert(notes).values(number=100))
        raise LookupError("in the middle")

    crowd = Crowd(database)
    crowd.note(1)
    crowd.do(half)
    crowd.note(1)
    crowd.note(2)
    first, broken_off, twice, last = await crowd.done()
    assert (first, last) == (1, 1)
    assert isinstance(broken_off, LookupError)
    assert isinstance(twice, sa.exc.IntegrityError)
    assert written(database) == [1, 2]


async def test_one_that_nobody_waits_for_any_more_is_not_done(database: Database) -> None:
    crowd = Crowd(database)
    crowd.note(1)
    given_up = crowd.note(2)
    await asyncio.sleep(0.05)
    given_up.cancel()
    await crowd.done()
    assert written(database) == [1]
