"""The other side: WeChat's servers as a webhook sees them. For trying out and for endurance runs.

A message is delivered up to three times: a try that brings no response within five seconds is cut
off and repeated; an empty response or ``success`` ends the tries; any other is shown to the person.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp

from bot.channels.wechat import xml
from bot.channels.wechat.crypto import Cryptor, signature, signed_by

__all__ = ["Codec", "Delivered", "OwnCodec", "Platform", "text_message"]

CUT = 5.0
TRIES = 3


class Codec(Protocol):
    """Wraps messages as the platform does and unwraps replies as it does."""

    def request(self, message: bytes) -> tuple[dict[str, str], bytes]:
        """The query and the body of a delivery."""

    def reply(self, body: bytes) -> Mapping[str, str]:
        """The fields of a reply; an exception if it is not authentic."""


class OwnCodec:
    """The codec of this package, turned round."""

    def __init__(self, receiver: str, token: str, aes_key: bytes) -> None:
        self._token = token
        self._cryptor = Cryptor(aes_key, receiver)

    def request(self, message: bytes) -> tuple[dict[str, str], bytes]:
        encrypted, timestamp, nonce = self._cryptor.encrypt(message), str(int(time.time())), secrets.token_hex(5)
        query = {
            "signature": signature(self._token, timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "encrypt_type": "aes",
            "msg_signature": signature(self._token, timestamp, nonce, encrypted),
        }
        return query, xml.write({"ToUserName": "gh_platform", "Encrypt": encrypted})

    def reply(self, body: bytes) -> Mapping[str, str]:
        sealed = xml.read(body)
        parts = (sealed["TimeStamp"], sealed["Nonce"], sealed["Encrypt"])
        if not signed_by(sealed["MsgSignature"], self._token, *parts):
            raise ValueError("the reply is not signed with the token")
        return xml.read(self._cryptor.decrypt(sealed["Encrypt"]))


@dataclass
class Delivered:
    """What became of one message. ``shown``: what the person saw; ``waited``: seconds from sending until they saw it."""

    shown: list[str] = field(default_factory=list)
    acknowledged: bool = False
    waited: float | None = None
    statuses: list[int] = field(default_factory=list)


class Platform:
    """Delivers messages to webhooks and cuts, repeats and doubles as asked. Close it after use."""

    def __init__(self, codec: Codec, *urls: str, cut: float = CUT, pause_after_error: float = 1.0) -> None:
        self._codec = codec
        self._urls = urls
        self._cut = cut
        self._pause_after_error = pause_after_error
        self._turn = 0
        # The platform opens a connection for every delivery.
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True, limit=0))

    async def close(self) -> None:
        await self._session.close()

    async def deliver(
        self, fields: Mapping[str, str | int], copies: int = 1, tries: int = TRIES, repeats: int = 0
    ) -> Delivered:
        """Deliver until acknowledged, ``copies`` at once each try, and ``repeats`` times more afterwards."""
        delivered, began = Delivered(), time.monotonic()
        message = xml.write(fields)
        for _ in range(tries):
            started = time.monotonic()
            await asyncio.gather(*(self._request(message, delivered, began) for _ in range(copies)))
            if delivered.acknowledged:
                break
            if time.monotonic() - started < self._cut:
                await asyncio.sleep(self._pause_after_error)
        for _ in range(repeats):
            await self._request(message, delivered, began)
        return delivered

    async def _request(self, message: bytes, delivered: Delivered, began: float) -> None:
        query, body = self._codec.request(message)
        self._turn += 1
        url = self._urls[self._turn % len(self._urls)]
        try:
            async with self._session.post(
                url, params=query, data=body, timeout=aiohttp.ClientTimeout(total=self._cut)
            ) as response:
                answer = await response.read()
        except (aiohttp.ClientError, asyncio.TimeoutError):
            return
        delivered.statuses.append(response.status)
        if response.status == 200:
            delivered.acknowledged = True
            if answer not in (b"", b"success"):
                delivered.shown.append(self._codec.reply(answer)["Content"])
                delivered.waited = delivered.waited or time.monotonic() - began


def text_message(person: str, text: str, message_id: int | None = None) -> dict[str, str | int]:
    """The fields of a text message; a new id where none is given."""
    return {
        "ToUserName": "gh_platform",
        "FromUserName": person,
        "CreateTime": int(time.time()),
        "MsgType": "text",
        "Content": text,
        "MsgId": str(message_id if message_id is not None else secrets.randbits(62)),
    }
