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

from bot.bench import saying
from bot.channels.wechat import texts
from bot.channels.wechat.messages import understand
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

MUTANTS_AT_ONCE = 20
ASKED_AT_MOST = 5


@dataclass
class LoadCounts:
    """What people saw. Whoever got no answer within the platform's three tries is ``promised`` it, and finds it
    with their next message; what breaks that is ``silent`` (nothing shown), ``several`` (more than one answer or
    promise), ``unkept`` (not shown later either) or ``unasked`` (an earlier answer that was not owed any more).
    """

    deliveries: int = 0
    keys: list[str] = field(default_factory=list)
    """Of the messages sent, as the bot's own record names them."""
    in_time: int = 0
    promised: int = 0
    silent: int = 0
    several: int = 0
    unkept: int = 0
    unasked: int = 0
    waited: list[float] = field(default_factory=list)
    """Seconds from sending until something was seen, repeated tries included; infinite for who saw nothing."""

    @property
    def violations(self) -> int:
        return self.silent + self.several + self.unkept + self.unasked


@dataclass
class _Person:
    """Sends one message at a time, as people do, and knows what they were promised."""

    name: str
    platform: Platform
    account: str
    counts: LoadCounts
    owed: int = 0

    async def say(self, text: str, copies: int, repeats: int) -> None:
        message = text_message(self.name, text)
        self.counts.keys.append(understand({name: str(value) for name, value in message.items()}, self.account).key)
        delivered = await self.platform.deliver(message, copies=copies, repeats=repeats)
        self.counts.waited.append(math.inf if delivered.waited is None else delivered.waited)
        self._see(delivered.shown)
        promises = sum(texts.IN_PROGRESS in text for text in delivered.shown)
        answers = len(delivered.shown) - promises
        self.counts.silent += not delivered.shown
        self.counts.several += answers > 1 or promises > 1
        self.counts.promised += bool(promises)
        self.counts.in_time += bool(answers and not promises)
        self.owed += not answers  # promised or not, the next message brings it

    async def ask_for_what_is_owed(self) -> None:
        for _ in range(ASKED_AT_MOST):
            if self.owed <= 0:
                break
            self._see((await self.platform.deliver(text_message(self.name, "结果"))).shown)
        self.counts.unkept += self.owed

    def _see(self, shown: Sequence[str]) -> None:
        self.owed -= sum(text.count(texts.EARLIER.strip()) for text in shown)
        self.counts.unasked += max(0, -self.owed)
        self.owed = max(0, self.owed)


async def deliver_all(
    platform: Platform, account: str, messages: int, deliveries: int, people: int, pause: float = 0.0
) -> LoadCounts:
    """Half of the messages are delivered at once, half one after the other. ``pause``: seconds, at the most,
    that a person takes between an answer and the next message."""
    counts = LoadCounts(messages * deliveries)
    numbers = iter(range(messages))
    crowd = [_Person(f"person-{number}", platform, account, counts) for number in range(people)]
    await asyncio.gather(*(_talk(person, numbers, deliveries, pause) for person in crowd))
    await asyncio.gather(*(person.ask_for_what_is_owed() for person in crowd))
    return counts


async def _talk(person: _Person, numbers: Iterator[int], deliveries: int, pause: float) -> None:
    for said, number in enumerate(numbers):
        await asyncio.sleep(SystemRandom().uniform(0, pause))
        copies, repeats = (deliveries, 0) if number % 2 else (1, deliveries - 1)
        await person.say(saying(said, SystemRandom()), copies, repeats)


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
