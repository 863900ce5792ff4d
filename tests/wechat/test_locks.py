"""One turn at a time in a conversation, also between processes."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.runtime.locks import ConversationLocks, InProcessLocks, PostgresLocks, RedisLocks, conversation_locks
from tests.wechat.conftest import POSTGRES, REDIS, reachable_or_skip

Two = tuple[ConversationLocks, ConversationLocks]


def as_another_process(kind: str) -> ConversationLocks:
    """Separate connections: to the server, two processes."""
    return PostgresLocks(POSTGRES) if kind == "postgresql" else RedisLocks(REDIS)


@pytest_asyncio.fixture(params=["one process", "postgresql", "redis"])
async def two(request: pytest.FixtureRequest) -> AsyncIterator[Two]:
    if request.param == "one process":
        lone = InProcessLocks()
        yield lone, lone
        return
    reachable_or_skip(POSTGRES if request.param == "postgresql" else REDIS)
    locks = as_another_process(request.param), as_another_process(request.param)
    yield locks
    for lock in locks:
        await lock.close()


async def test_turns_of_one_conversation_never_overlap(two: Two) -> None:
    name, inside, most = uuid.uuid4().hex, 0, 0

    async def turn(locks: ConversationLocks) -> None:
        nonlocal inside, most
        async with locks.holding(name):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*(turn(two[number % 2]) for number in range(20)))
    assert most == 1


async def test_other_conversations_do_not_wait(two: Two) -> None:
    async with two[0].holding(uuid.uuid4().hex), two[1].holding(uuid.uuid4().hex), two[0].holding(uuid.uuid4().hex):
        pass


async def test_who_is_cancelled_while_waiting_leaves_nothing_locked(two: Two) -> None:
    name = uuid.uuid4().hex

    async def turn() -> None:
        async with two[1].holding(name):
            pass

    async with two[0].holding(name):
        waiting = asyncio.ensure_future(turn())
        await asyncio.sleep(0.1)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    await asyncio.wait_for(turn(), 5)


async def test_an_error_in_a_turn_frees_its_conversation(two: Two) -> None:
    name = uuid.uuid4().hex
    with pytest.raises(ZeroDivisionError):
        async with two[0].holding(name):
            raise ZeroDivisionError
    async with two[1].holding(name):
        pass


def held_by_another_process(name: str) -> subprocess.Popen[bytes]:
    program = (
        "import asyncio, sys\n"
        "from bot.runtime.locks import PostgresLocks\n"
        "async def main():\n"
        "    async with PostgresLocks(sys.argv[1]).holding(sys.argv[2]):\n"
        "        print('held', flush=True)\n"
        "        await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", program, POSTGRES, name], stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    return holder


async def test_the_lock_of_a_killed_process_is_free_at_once() -> None:
    """On PostgreSQL; a Redis lock is free when its lease ends."""
    reachable_or_skip(POSTGRES)
    name = uuid.uuid4().hex
    holder = held_by_another_process(name)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    locks = PostgresLocks(POSTGRES)
    async with locks.holding(name):
        pass
    await locks.close()


def test_the_database_decides_which_lock_is_needed() -> None:
    assert isinstance(conversation_locks("sqlite:///x"), InProcessLocks)
    assert isinstance(conversation_locks(POSTGRES), PostgresLocks)
    assert isinstance(conversation_locks("sqlite:///x", REDIS), RedisLocks)
