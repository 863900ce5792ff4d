"""The platform's API as a real HTTP server: tokens, customer-service messages, menus, and their failures."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from aiohttp import web

__all__ = ["FakeApi"]

WRONG_SECRET = "wrong"  # noqa: S105 - for the tests of a wrong one

Failure = Callable[[dict[str, Any]], int | float | str | None]


class FakeApi:
    """Records what people see. ``failure``: of a message, what goes wrong with it.

    An int is an errcode; a float delays the answer by so many seconds; ``"drop"`` shows the message and
    closes the connection without an answer; ``"refuse"`` closes it without showing it; None is success.
    """

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.menus: list[dict[str, Any]] = []
        self.calls: Counter[str] = Counter()
        self.token = self._new_token()
        self.rejects_tokens = 0
        self.failure: Failure = lambda message: None
        self.url = ""
        self._runner: web.AppRunner | None = None

    def shown(self, person: str | None = None) -> list[str]:
        """The texts shown, to all or to one person."""
        return [_text(message) for message in self.messages if person in (None, message["touser"])]

    async def start(self) -> FakeApi:
        app = web.Application()
        app.router.add_post("/cgi-bin/stable_token", self._stable_token)
        app.router.add_get("/cgi-bin/gettoken", self._wecom_token)
        app.router.add_post("/cgi-bin/message/custom/send", self._send)
        app.router.add_post("/cgi-bin/message/send", self._send)
        app.router.add_post("/cgi-bin/menu/create", self._menu)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    def expire_token(self) -> None:
        self.token = self._new_token()

    @staticmethod
    def _new_token() -> str:
        return secrets.token_hex(64)

    async def _stable_token(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.calls["forced" if body["force_refresh"] else "token"] += 1
        if body["secret"] == WRONG_SECRET:
            return web.json_response({"errcode": 40125, "errmsg": "invalid appsecret"})
        if body["force_refresh"]:
            self.expire_token()
        return web.json_response({"access_token": self.token, "expires_in": 7200})

    async def _wecom_token(self, request: web.Request) -> web.Response:
        self.calls["token"] += 1
        return web.json_response({"errcode": 0, "errmsg": "ok", "access_token": self.token, "expires_in": 7200})

    def _refused(self, request: web.Request) -> web.Response | None:
        if self.rejects_tokens > 0 or request.query.get("access_token") != self.token:
            self.rejects_tokens -= 1
            return web.json_response({"errcode": 40001, "errmsg": "invalid credential"})
        return None

    async def _send(self, request: web.Request) -> web.StreamResponse:
        self.calls["send"] += 1
        message = json.loads(await request.read())
        if (refused := self._refused(request)) is not None:
            return refused
        went_wrong = self.failure(message)
        if isinstance(went_wrong, float):
            await asyncio.sleep(went_wrong)
        elif isinstance(went_wrong, int):
            return web.json_response({"errcode": went_wrong, "errmsg": "failed"})
        if went_wrong != "refuse":
            self.messages.append({**message, "at": time.time()})
        if went_wrong in ("drop", "refuse"):
            assert request.transport
            request.transport.abort()
        return web.json_response({"errcode": 0, "errmsg": "ok"})

    async def _menu(self, request: web.Request) -> web.Response:
        if (refused := self._refused(request)) is not None:
            return refused
        self.menus.append(json.loads(await request.read()))
        return web.json_response({"errcode": 0, "errmsg": "ok"})


def _text(message: dict[str, Any]) -> str:
    content = message[message["msgtype"]]
    return str(content.get("content") or content.get("head_content"))
