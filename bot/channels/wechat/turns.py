"""Turns of the bot: each message once, the messages of one person in their order."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

import sqlalchemy as sa

from bot.channels.wechat import fitting, texts
from bot.channels.wechat.fitting import Answer
from bot.channels.wechat.inbox import Inbox
from bot.channels.wechat.journal import Entry
from bot.runtime.database import Database

__all__ = ["Converses", "Turns"]

logger = logging.getLogger(__name__)

CHANNEL = "wechat"
SUSPECT_CLAIMS = 4
SUSPECT_WAITS = 5.0
LONGEST_WAIT = 120.0
MOST_CLAIMS = 20
"""A message whose turn was under way when so many processes died may be what kills them. First it waits, twice as
long (seconds) for every death more: others are served in between, and processes that die one after the other of
something else are over before the message could be condemned for all of them. In the end its turn is given up."""
MOST_FAILURES = 3
LONGEST_PAUSE = 8.0
POLL = 0.05


class Converses(Protocol):
    """The bot as the channel needs it. The same ``message_id`` again is not a second turn."""

    async def turn(
        self, conversation: str, message_id: str, text: str, channel: str
    ) -> Sequence[Mapping[str, Any]]: ...

    async def history(self, conversation: str) -> Sequence[Any]: ...


class Turns:
    """Runs turns in tasks of their own, so that they outlive the request that began them."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        conversations: Callable[[], Converses | None],
        when_answered: Callable[[], None],
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._conversations = conversations
        self._when_answered = when_answered
        self._running: dict[str, asyncio.Task[None]] = {}
        self._last: dict[str, asyncio.Task[None]] = {}

    def running(self, key: str) -> asyncio.Task[None] | None:
        return self._running.get(key)

    def begin(self, entry: Entry) -> None:
        """Have the message answered, after all earlier ones of the same conversation in this process.

        One that is suspected stands outside of that order, else the person could say nothing more meanwhile.
        """
        if entry.key in self._running:
            return
        suspected = entry.claims > SUSPECT_CLAIMS
        task = asyncio.ensure_future(self._answered(entry, self._last.get(entry.conversation)))
        self._running[entry.key] = task
        if not suspected:
            self._last[entry.conversation] = task

        def ended(_: asyncio.Task[None]) -> None:
            self._running.pop(entry.key, None)
            if self._last.get(entry.conversation) is task:
                del self._last[entry.conversation]
            self._when_answered()

        task.add_done_callback(ended)

    async def finish(self, seconds: float) -> None:
        """Let running turns end; those that do not are begun again by the next process."""
        if self._running:
            await asyncio.wait(self._running.values(), timeout=seconds)
        for task in list(self._running.values()):
            task.cancel()

    async def _answered(self, entry: Entry, before: asyncio.Task[None] | None) -> None:
        if before:
            await asyncio.wait([before])
        await asyncio.sleep(_seconds_apart(entry.claims))
        failures, pause = 0, 0.2
        while True:
            try:
                return await self._keep(entry.key, await self._answer(entry))
            except (sa.exc.DBAPIError, OSError) as error:
                # A store that is away comes back; the message waits for it, however long.
                logger.warning("turn waits for a store: %s", type(error).__name__)
            except Exception:
                logger.exception("turn failed")
                failures += 1
                if failures >= MOST_FAILURES:
                    entry = replace(entry, claims=MOST_CLAIMS + 1)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _keep(self, key: str, answer: Answer) -> None:
        await self._database.run(lambda c: self._inbox.answered(c, key, answer, time.time()))

    async def _answer(self, entry: Entry) -> Answer:
        if entry.claims > MOST_CLAIMS:
            logger.error("message given up after %s starts of its turn", entry.claims)
            return Answer(texts.APOLOGY)
        shown = await self._database.run(lambda c: self._before(c, entry))
        word = entry.said.strip("。.!！?？ ")
        if word in texts.RESULT_WORDS and await self._waiting(entry):
            return await self._when_no_longer(entry)
        if word in texts.MORE_WORDS and shown and shown.rest:
            return Answer(shown.rest, shown.answer.choices, shown.answer.linked)
        chosen = fitting.choice(entry.said, shown.answer.choices) if shown else None
        conversations = await self._loaded()
        replies = await conversations.turn(entry.conversation, entry.key, chosen or entry.said, CHANNEL)
        if _may_say_erased(replies) and not await conversations.history(entry.conversation):
            # The person had everything erased; that means what waits here, too.
            await self._database.run(lambda c: self._inbox.forget(c, entry))
        return fitting.answer_of(replies)

    def _before(self, connection: sa.engine.Connection, entry: Entry) -> Entry | None:
        if entry.claims:
            self._inbox.begun_again(connection, entry)
        return self._inbox.latest_delivered(connection, entry)

    async def _waiting(self, entry: Entry) -> list[Entry]:
        """Earlier messages without an answer, or with one that nobody has given."""
        return await self._database.run(lambda c: self._inbox.undelivered(c, entry))

    async def _when_no_longer(self, entry: Entry) -> Answer:
        """Nothing of its own to say: the earlier answers travel in the same response once they are there."""
        while any(other.stage == "received" for other in await self._waiting(entry)):  # noqa: ASYNC110 - the database announces nothing
            await asyncio.sleep(POLL)
        return Answer("")

    async def _loaded(self) -> Converses:
        """The bot, which after a start takes a while to load."""
        while (conversations := self._conversations()) is None:  # noqa: ASYNC110 - nothing announces it
            await asyncio.sleep(POLL)
        return conversations


def _seconds_apart(claims: int) -> float:
    """How long a message waits that has been under way in ``claims`` processes that died."""
    return min(SUSPECT_WAITS * 2.0 ** (claims - SUSPECT_CLAIMS - 1), LONGEST_WAIT) if claims > SUSPECT_CLAIMS else 0.0


def _may_say_erased(replies: Sequence[Mapping[str, Any]]) -> bool:
    """Reading a long history costs more than a turn, so it is not read after every one: whoever says that all
    is erased says it in plain words, and asks nothing."""
    return not any(reply.get("estimate") or reply.get("citations") or reply.get("buttons") for reply in replies)
