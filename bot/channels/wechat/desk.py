"""The desk: takes every message in, has it answered once, and gives each answer to one request."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.channels.wechat import texts
from bot.channels.wechat.fitting import Answer, Fitted, fitted
from bot.channels.wechat.inbox import Inbox
from bot.channels.wechat.journal import Entry
from bot.channels.wechat.messages import Incoming, Kind
from bot.channels.wechat.outbox import Asking, HandOver, Outbox, Standing
from bot.channels.wechat.turns import Turns
from bot.runtime.database import Database

__all__ = ["Desk", "Response", "Try", "Unavailable", "together"]

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

PLATFORM_CUTS_AFTER = 5.0
"""Seconds after it sent the request."""
PATIENCE = 3.5
"""Seconds after a request arrived until its answer is no longer waited for."""
TOO_LATE = 4.2
"""An answer not on its way by then could arrive after the platform's cut."""
TRIES = 3
POLL = 0.1
CONFIRMED_POLL = 0.03


class Unavailable(Exception):
    """The message could not be made durable; the platform has to ask again."""


@dataclass(frozen=True)
class Try:
    """One request of the platform: when it came (``time.monotonic``) and when it was signed (the platform's clock)."""

    arrived: float
    signed_at: int


@dataclass(frozen=True)
class Response:
    """What to answer. ``text``: None acknowledges only. ``hand_over``: the answers that travel in it."""

    text: str | None = None
    hand_over: HandOver | None = None


class Desk:
    """``link``: the full page of a conversation; ``serves_later``: whether the API may send answers."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        outbox: Outbox,
        turns: Turns,
        link: Callable[[str], str | None],
        serves_later: Callable[[], bool],
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._outbox = outbox
        self._turns = turns
        self._link = link
        self._serves_later = serves_later
        self._afterwards: set[asyncio.Task[Any]] = set()
        self._carried: dict[str, asyncio.Future[None]] = {}
        """By message: ends when it is recorded what became of the response that carries its answer."""

    async def respond(self, message: Incoming, this: Try) -> Response:
        if message.kind is Kind.SILENT:
            return Response()
        entry = await self._received(message, this)
        self._begin_own(entry)
        if not await self._answered(entry, this):
            return await self._respond_without_answer(entry, message, this)
        return await self._given(entry, this)

    async def _received(self, message: Incoming, this: Try) -> Entry:
        """Durable, or ``Unavailable``; a database that comes back in time is waited for."""
        while True:
            left = this.arrived + PATIENCE - time.monotonic()
            try:
                return await asyncio.wait_for(self._run(lambda c: self._inbox.receive(c, message, time.time())), left)
            except asyncio.TimeoutError:
                raise Unavailable("the database does not answer") from None
            except sa.exc.DBAPIError as error:
                logger.warning("message not yet recorded: %s", type(error.orig).__name__)
                if left < 2 * POLL:
                    raise Unavailable("the database refuses") from None
                await asyncio.sleep(POLL)

    async def _answered(self, entry: Entry, this: Try) -> bool:
        """Wait for the answer, of this process or another worker's; False if it takes too long."""
        while entry.stage == "received":
            left = this.arrived + PATIENCE - time.monotonic()
            if left <= 0:
                return False
            if turn := self._turns.running(entry.key):
                done, _ = await asyncio.wait([turn], timeout=left)
                return bool(done) and not turn.cancelled()
            await asyncio.sleep(min(POLL, left))
            if (found := await self._look(entry, left)) is None:
                return True  # erased meanwhile: there is nothing to wait for
            entry = found
            self._begin_own(entry)
        return True

    def _begin_own(self, entry: Entry) -> None:
        if entry.stage == "received" and entry.worker == self._inbox.worker:
            self._turns.begin(entry)

    async def _look(self, entry: Entry, seconds: float) -> Entry | None:
        try:
            looking = self._run(lambda c: self._inbox.claimed(c, entry.key, time.time()))
            return await asyncio.wait_for(looking, seconds)
        except (asyncio.TimeoutError, sa.exc.DBAPIError):
            return entry

    async def _given(self, entry: Entry, this: Try) -> Response:
        """The answer; an acknowledgement only where the request that carries the answer has written it."""
        found = await self._handed_over(entry, this)
        while isinstance(found, Standing):
            if found is Standing.GIVEN:
                return Response()
            if (left := this.arrived + PATIENCE - time.monotonic()) <= 0:
                return await self._silent_until_the_cut(this)
            await self._another_is_through(entry, left)
            found = await self._handed_over(entry, this)
        return found

    async def _another_is_through(self, entry: Entry, seconds: float) -> None:
        """Of a request in another process nothing is heard."""
        ends = self._carried.get(entry.key)
        await (asyncio.wait([ends], timeout=seconds) if ends else asyncio.sleep(CONFIRMED_POLL))

    async def _handed_over(self, entry: Entry, this: Try, placeholder: str = "") -> Response | Standing:
        """Take the answers for this response, if there are any to take."""

        def fit(taken: Sequence[Entry]) -> Fitted:
            return fitted(together(taken, entry.key, placeholder), self._link(entry.conversation))

        asking = Asking(
            nonce=secrets.token_hex(8),
            arrived_at=time.time() - (time.monotonic() - this.arrived),
            signed_at=this.signed_at,
        )
        taking = asyncio.ensure_future(
            self._run(lambda c: self._outbox.hand_over(c, entry.key, asking, time.time(), fit))
        )
        try:
            found = await asyncio.wait_for(asyncio.shield(taking), max(0.0, this.arrived + TOO_LATE - time.monotonic()))
        except BaseException as error:
            # The update may still happen in its thread: then nobody is left to carry the answer.
            taking.add_done_callback(self._give_back)
            if isinstance(error, (asyncio.TimeoutError, sa.exc.DBAPIError)):
                raise Unavailable("the database does not answer") from None
            raise
        if isinstance(found, Standing):
            return found
        self._carried.setdefault(entry.key, asyncio.get_running_loop().create_future())
        if not found.text:
            self.written(found)
            return Response()
        return Response(found.text, found)

    def _give_back(self, taking: asyncio.Future[HandOver | Standing]) -> None:
        if not taking.cancelled() and not taking.exception() and isinstance(found := taking.result(), HandOver):
            self.not_written(found)

    async def _respond_without_answer(self, entry: Entry, message: Incoming, this: Try) -> Response:
        if self._serves_later():
            # Durable before it is acknowledged: nobody will ask for this answer again.
            await self._in_time(lambda c: self._outbox.leave_to_service(c, entry.key, time.time()), this)
            return Response()
        # The platform may have tried before this process or any of its kind was there to see it.
        unseen = int(max(0.0, time.time() - message.sent_at) // (PLATFORM_CUTS_AFTER - 0.2)) + 1
        if max(entry.tries, min(unseen, TRIES)) < TRIES:
            return await self._silent_until_the_cut(this)
        if not await self._in_time(lambda c: self._outbox.promise(c, entry.key, time.time()), this):
            return Response()
        found = await self._handed_over(entry, this, texts.IN_PROGRESS)
        return Response(texts.IN_PROGRESS) if isinstance(found, Standing) else found

    async def _silent_until_the_cut(self, this: Try) -> Response:
        """Anything said would end the tries; silence brings the next."""
        await asyncio.sleep(this.arrived + PLATFORM_CUTS_AFTER + 1.0 - time.monotonic())
        raise Unavailable("not ready yet")

    async def _in_time(self, work: Callable[[sa.engine.Connection], Result], this: Try) -> Result:
        """Done before it is too late to answer, or ``Unavailable``."""
        try:
            return await asyncio.wait_for(self._run(work), this.arrived + TOO_LATE - time.monotonic())
        except (asyncio.TimeoutError, sa.exc.DBAPIError):
            raise Unavailable("the database does not answer") from None

    def written(self, hand_over: HandOver) -> None:
        """The response went out."""
        self._after(hand_over, lambda c: self._outbox.written(c, hand_over.request, time.time()))

    def not_written(self, hand_over: HandOver) -> None:
        """The peer hung up first."""
        self._after(hand_over, lambda c: self._outbox.not_written(c, hand_over.request, time.time()))

    def _after(self, hand_over: HandOver, work: Callable[[sa.engine.Connection], None]) -> None:
        carried = self._carried.get(hand_over.key)

        def recorded(task: asyncio.Task[None]) -> None:
            self._afterwards.discard(task)
            if carried and not carried.done():
                carried.set_result(None)
            if self._carried.get(hand_over.key) is carried:
                self._carried.pop(hand_over.key, None)

        task = asyncio.ensure_future(self._persistently(work))
        self._afterwards.add(task)
        task.add_done_callback(recorded)

    async def _persistently(self, work: Callable[[sa.engine.Connection], None]) -> None:
        while True:
            try:
                return await self._run(work)
            except sa.exc.DBAPIError as error:  # noqa: PERF203 - trying again is what the loop is for
                logger.warning("delivery not yet recorded: %s", type(error.orig).__name__)
                await asyncio.sleep(1.0)

    def _run(self, work: Callable[[sa.engine.Connection], Result]) -> Coroutine[Any, Any, Result]:
        return self._database.run(work)

    async def finish(self, seconds: float) -> None:
        """Let what is under way be recorded, as far as ``seconds`` allow."""
        if self._afterwards:
            await asyncio.wait(self._afterwards, timeout=seconds)


def together(taken: Sequence[Entry], own: str, placeholder: str = "") -> Answer:
    """Several answers as one: earlier ones first and named so, then the message's own or the placeholder."""
    paragraphs = []
    for entry in taken:
        if entry.answer.text:
            again = texts.PERHAPS_AGAIN if entry.uncertain else ""
            earlier = texts.EARLIER if entry.key != own else ""
            paragraphs.append(f"{again}{earlier}{entry.answer.text}")
    if taken[-1].key == own:
        placeholder = ""  # overtaken by the answer
    # The bot has moved on: only the choices of the last answer are still open.
    choices = taken[-1].answer.choices if not placeholder else ()
    return Answer("\n\n".join(filter(None, (*paragraphs, placeholder))), choices, any(e.answer.linked for e in taken))
