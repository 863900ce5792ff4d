"""Load: many people at once, every message delivered several times, one turn and one answer each."""

from __future__ import annotations

import asyncio
import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import SystemRandom

import aiohttp
import sqlalchemy as sa

from bot.channels.wechat.platform import Platform, text_message
from bot.channels.wechat.soak.mutations import mutants
from bot.channels.wechat.soak.processes import Credentials, ServerProcess

__all__ = [
    "LoadCounts",
    "MutantCounts",
    "deliver_all",
    "percentile",
    "send_mutants",
    "turns_of_double",
    "turns_of_rasa",
]

SAYINGS = (
    "我们公司租了500平方米，月租金5万，能拿多少补贴",
    "研发投入600万",
    "设备投资1500万",
    "有哪些扶持政策",
    "怎么申报",
    "去年主营业务收入6200万",
    "政策有效期到什么时候",
    "不清楚",
)
MUTANTS_AT_ONCE = 20


@dataclass
class LoadCounts:
    """``seconds``: of the first response to each message; ``wrong``: what was not one turn and one answer."""

    messages: int = 0
    deliveries: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


async def deliver_all(
    platform: Platform, messages: int, deliveries: int, people: int, pause: float = 0.0
) -> LoadCounts:
    """Half of the messages are delivered at once, half one after the other. ``pause``: seconds, at the most,
    that a person takes between an answer and the next message."""
    counts = LoadCounts(messages, messages * deliveries)
    numbers = iter(range(messages))
    await asyncio.gather(*(_talk(platform, f"person-{p}", numbers, deliveries, pause, counts) for p in range(people)))
    return counts


async def _talk(
    platform: Platform, person: str, numbers: Iterator[int], deliveries: int, pause: float, counts: LoadCounts
) -> None:
    for number in numbers:
        await asyncio.sleep(SystemRandom().uniform(0, pause))
        message = text_message(person, SAYINGS[number % len(SAYINGS)])
        copies, repeats = (deliveries, 0) if number % 2 else (1, deliveries - 1)
        delivered = await platform.deliver(message, copies=copies, repeats=repeats)
        if len(delivered.shown) != 1:
            counts.wrong.append(f"{len(delivered.shown)} answers")
        if delivered.seconds:
            counts.seconds.append(max(delivered.seconds[:copies]))


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]


def turns_of_double(database: str) -> Counter[str]:
    """How many turns each message had, from the bot's own record."""
    return _turns(database, "SELECT message_id FROM double_turns")


def turns_of_rasa(database: str) -> Counter[str]:
    return _turns(database, "SELECT data FROM events WHERE type_name = 'user'")


def _turns(database: str, query: str) -> Counter[str]:
    import json

    with sa.create_engine(database, future=True).connect() as connection:
        found = connection.exec_driver_sql(query).scalars().all()
    return Counter(json.loads(value)["message_id"] if value.startswith("{") else value for value in found)


@dataclass
class MutantCounts:
    """``served`` and ``server_errors`` by kind of mutant; memory in bytes, once warm and at the end."""

    mutants: int = 0
    served: Counter[str] = field(default_factory=Counter)
    server_errors: Counter[str] = field(default_factory=Counter)
    memory_before: int = 0
    memory_after: int = 0


async def send_mutants(server: ServerProcess, credentials: Credentials, number: int) -> MutantCounts:
    """Memory is measured after a tenth of them: buffers and caches have their size by then."""
    counts = MutantCounts(number)
    made = mutants(credentials.appid, credentials.token, credentials.key, number)
    async with aiohttp.ClientSession() as session:

        async def send(share: int) -> None:
            for mutant in itertools.islice(made, share):
                async with session.post(server.url, params=mutant.query, data=mutant.body) as response:
                    if response.status < 400:
                        counts.served[mutant.kind] += 1
                    elif response.status >= 500:
                        counts.server_errors[mutant.kind] += 1

        await asyncio.gather(*(send(number // 10 // MUTANTS_AT_ONCE) for _ in range(MUTANTS_AT_ONCE)))
        counts.memory_before = server.memory()
        await asyncio.gather(*(send(number) for _ in range(MUTANTS_AT_ONCE)))
        counts.memory_after = server.memory()
    return counts
