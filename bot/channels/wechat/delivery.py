"""What happens without a request: turns of dead workers taken over, late answers sent, old words dropped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable

import sqlalchemy as sa

from bot.channels.wechat.accounts import Account
from bot.channels.wechat.api import ApiError, Denied, Misconfigured, NotDeliverable, TooLong, Uncertain
from bot.channels.wechat.desk import together
from bot.channels.wechat.fitting import MOST_BYTES, Fitted
from bot.channels.wechat.inbox import Inbox
from bot.channels.wechat.journal import Entry
from bot.channels.wechat.outbox import Outbox
from bot.channels.wechat.turns import Turns
from bot.runtime.database import Database

__all__ = ["Delivery"]

logger = logging.getLogger(__name__)

EVERY = 0.5
CLEANED_EVERY = 60.0
"""Seconds."""
AT_ONCE = 20
MOST_SENDINGS = 6
FIRST_PAUSE = 2.0
"""Seconds before a refused message is tried again; doubled each time."""


class Delivery:
    """The background task of one worker. ``account``: None answers in responses only."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        outbox: Outbox,
        turns: Turns,
        account: Account | None,
        link: Callable[[str], str | None],
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._outbox = outbox
        self._turns = turns
        self._account = account
        self._link = link
        self._denied = False
        self._woken = asyncio.Event()
        self._cleaned_at = 0.0

    def serves_later(self) -> bool:
        """Whether an answer that misses its response can be sent through the API."""
        return self._account is not None and not self._denied

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled. A slow API delays its own messages only."""
        await asyncio.gather(self._repeat(self._take_over, asyncio.Event()), self._repeat(self._send_due, self._woken))

    async def _repeat(self, work: Callable[[], Awaitable[None]], woken: asyncio.Event) -> None:
        while True:
            woken.clear()
            try:
                await work()
            except sa.exc.DBAPIError as error:
                logger.warning("delivery waits for the database: %s", type(error).__name__)
                await asyncio.sleep(1.0)
            except Exception:
                logger.exception("delivery failed")
                await asyncio.sleep(1.0)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(woken.wait(), EVERY)

    async def _take_over(self) -> None:
        now = time.time()
        for entry in await self._database.run(lambda c: self._inbox.abandoned(c, now)):
            self._turns.begin(entry)
        if freed := await self._database.run(lambda c: self._outbox.recover(c, now)):
            logger.warning("%s answers of a dead worker will be given again, marked as such", freed)
        if now - self._cleaned_at > CLEANED_EVERY:
            self._cleaned_at = now
            await self._clean(now)

    async def _clean(self, now: float) -> None:
        if expired := await self._database.run(lambda c: self._outbox.clean(c, now)):
            logger.warning("%s answers were never fetched and are given up", expired)
        if self._account:
            self._denied = await self._account.token.service_denied()

    async def _send_due(self) -> None:
        if self._account is None or self._denied:
            return
        account = self._account
        due = await self._database.run(lambda c: self._outbox.due(c, time.time(), AT_ONCE))
        by_conversation: dict[str, list[Entry]] = {}
        for entry in due:
            by_conversation.setdefault(entry.conversation, []).append(entry)
        await asyncio.gather(*(self._send_in_order(account, entries) for entries in by_conversation.values()))

    async def _send_in_order(self, account: Account, entries: list[Entry]) -> None:
        for entry in entries:
            await self._send(account, entry)

    async def _send(self, account: Account, entry: Entry, most_bytes: int = MOST_BYTES) -> None:
        answer = together([entry], entry.key)
        try:
            sent = Fitted("")
            if answer.text:
                sent = await account.send(entry.sender, answer, self._link(entry.conversation), most_bytes)
        except TooLong as error:
            if most_bytes == MOST_BYTES:
                await self._send(account, entry, most_bytes // 2)
            else:
                await self._not_sent(entry, error)
        except ApiError as error:
            if isinstance(error, Denied):
                self._denied = True
                await account.token.deny_service()
            await self._not_sent(entry, error)
        else:
            await self._database.run(lambda c: self._outbox.sent(c, entry.key, sent.rest, time.time()))

    async def _not_sent(self, entry: Entry, error: ApiError) -> None:
        """Later once more, where that may help; else the answer travels with the next response to this person."""
        hopeless = isinstance(error, (Denied, NotDeliverable, TooLong)) or entry.sendings >= MOST_SENDINGS
        again_at = None if hopeless else time.time() + FIRST_PAUSE * 2 ** (entry.sendings - 1)
        level = logging.ERROR if isinstance(error, (Misconfigured, Denied)) else logging.WARNING
        logger.log(level, "答复没有发出，%s：%s", "将随对方下一条消息发出" if hopeless else "稍后再试", error)
        uncertain = isinstance(error, Uncertain)
        await self._database.run(lambda c: self._outbox.not_sent(c, entry.key, again_at, uncertain, time.time()))
