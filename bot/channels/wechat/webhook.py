"""The webhook of one account, as a Sanic blueprint."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from sanic import Blueprint, Request, Sanic
from sanic.response import HTTPResponse

from bot.channels.wechat import xml
from bot.channels.wechat.accounts import account_of
from bot.channels.wechat.delivery import Delivery
from bot.channels.wechat.desk import Desk, Response, Try, Unavailable
from bot.channels.wechat.gate import LARGEST_BODY, Gate, Opened, Refused
from bot.channels.wechat.inbox import Inbox
from bot.channels.wechat.messages import Incoming, understand
from bot.channels.wechat.outbox import Outbox
from bot.channels.wechat.settings import AccountSettings, WeComSettings
from bot.channels.wechat.tables import metadata
from bot.channels.wechat.turns import Converses, Turns
from bot.channels.wechat.workers import Worker
from bot.runtime.database import Database, create_tables

__all__ = ["Channel", "Signs", "blueprint"]

logger = logging.getLogger(__name__)

GRACE = 5.0
"""Seconds for turns under way when the server stops."""


class Signs(Protocol):
    """Issues the session of a conversation, for the link to the full page."""

    def sign(self, conversation: str) -> str: ...


class Channel:
    """Everything that serves one account in one worker process."""

    def __init__(
        self,
        settings: AccountSettings,
        conversations: Callable[[], Converses | None],
        sessions: Signs,
        database: Database,
    ) -> None:
        self._settings = settings
        self._sessions = sessions
        self._gate = Gate(settings)
        self._database = database
        self._worker = Worker(self._database)
        self._account = account_of(settings, self._database)
        inbox, outbox = Inbox(settings.account, self._worker.id), Outbox(settings.account, self._worker.id)
        self._turns = Turns(self._database, inbox, conversations, lambda: self._delivery.wake())
        self._delivery = Delivery(self._database, inbox, outbox, self._turns, self._account, self._link)
        self._desk = Desk(self._database, inbox, outbox, self._turns, self._link, self._delivery.serves_later)
        self._background: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self._database.run(lambda c: create_tables(c, metadata))
        await self._worker.start()
        self._background = asyncio.ensure_future(self._delivery.run())

    async def stop(self) -> None:
        if self._background:
            self._background.cancel()
        await self._turns.finish(GRACE)
        await self._desk.finish(GRACE)
        await self._worker.stop()
        if self._account:
            await self._account.close()

    def _link(self, conversation: str) -> str | None:
        public_url = self._settings.public_url
        return f"{public_url}/?session={self._sessions.sign(conversation)}" if public_url else None

    def verify(self, request: Request) -> HTTPResponse:
        try:
            return _plain(200, self._gate.verify(_query(request)))
        except Refused as refused:
            return _refusal(refused)

    async def receive(self, request: Request) -> HTTPResponse | None:
        """Answers within the platform's cut, or not at all so that it asks again."""
        arrived = time.monotonic()
        try:
            opened = self._gate.open(_query(request), await _body(request))
            message = understand(opened.fields, self._settings.account)
            response = await self._desk.respond(message, Try(arrived, opened.signed_at))
        except Refused as refused:
            return _refusal(refused)
        except Unavailable as reason:
            logger.warning("message not acknowledged: %s", reason)
            return _plain(503, b"")
        return await self._write(request, opened, message, response)

    async def _write(
        self, request: Request, opened: Opened, message: Incoming, response: Response
    ) -> HTTPResponse | None:
        """None where the response is already out."""
        if response.text is None:
            return _plain(200, b"success")
        reply: dict[str, str | int] = {
            "ToUserName": message.sender,
            "FromUserName": message.recipient,
            "CreateTime": int(time.time()),
            "MsgType": "text",
            "Content": response.text,
        }
        if response.hand_over is None:
            return _sealed(opened, reply)
        try:
            written = _sealed(opened, reply)
            if _hung_up(request):
                raise asyncio.CancelledError
            # Sent here and not by the framework, to know that the connection was still open.
            sending = await request.respond(written)
            assert sending is not None
            await sending.send(end_stream=True)
        except BaseException:
            self._desk.not_written(response.hand_over)
            raise
        self._desk.written(response.hand_over)
        return None


def blueprint(
    settings: AccountSettings,
    conversations: Callable[[], Converses | None],
    sessions: Signs,
    database: Database,
    path: str | None = None,
) -> Blueprint:
    """Serves an official account at ``/wechat``, a WeCom application at ``/wecom``.

    ``conversations``: the bot once it is loaded; messages that come earlier wait for it. ``database``: of the
    whole process; whoever made it closes it.
    """
    name = "wecom" if isinstance(settings, WeComSettings) else "wechat"
    path = path or f"/{name}"
    routes = Blueprint(name)
    channels: list[Channel] = []

    # In the worker, not before it forks: threads and event loop belong to one process.
    @routes.listener("before_server_start")
    async def start(app: Sanic, loop: Any) -> None:
        channels.append(Channel(settings, conversations, sessions, database))
        await channels[-1].start()

    @routes.listener("before_server_stop")
    async def stop(app: Sanic, loop: Any) -> None:
        await channels.pop().stop()

    @routes.get(path)
    async def verify(request: Request) -> HTTPResponse:
        return channels[-1].verify(request)

    # Streamed, so that a body too large is refused before it is read.
    @routes.post(path, stream=True)
    async def receive(request: Request) -> HTTPResponse | None:
        return await channels[-1].receive(request)

    return routes


async def _body(request: Request) -> bytes:
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > LARGEST_BODY:
        raise Refused(413, "body too large")
    body = bytearray()
    assert request.stream
    while (part := await request.stream.read()) is not None:
        body += part
        if len(body) > LARGEST_BODY:
            raise Refused(413, "body too large")
    return bytes(body)


def _hung_up(request: Request) -> bool:
    """Whether the peer has closed the connection, also where a busy event loop has not noticed yet."""
    transport: Any = request.transport
    if transport is None or transport.is_closing():
        return True
    with socket.socket(fileno=os.dup(transport.get_extra_info("socket").fileno())) as peeked:
        try:
            return not peeked.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False  # silent and there
        except OSError:
            return True


def _query(request: Request) -> dict[str, list[str]]:
    return dict(request.get_args(keep_blank_values=True))


def _refusal(refused: Refused) -> HTTPResponse:
    # The reason stays in the log: whoever is refused is either set up wrong, or not to be helped.
    logger.warning("request refused: %s", refused)
    return _plain(refused.status, b"")


def _sealed(opened: Opened, reply: Mapping[str, str | int]) -> HTTPResponse:
    return HTTPResponse(opened.seal(xml.write(reply)), content_type="text/xml; charset=utf-8")


def _plain(status: int, body: bytes) -> HTTPResponse:
    return HTTPResponse(body, status=status, content_type="text/plain; charset=utf-8")
