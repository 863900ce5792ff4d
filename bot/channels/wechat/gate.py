"""The gate of the webhook: only what the platform signed for this account gets through."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.channels.wechat import xml
from bot.channels.wechat.crypto import BadCiphertext, Cryptor, signature, signed_by
from bot.channels.wechat.settings import AccountSettings, WeComSettings

__all__ = ["LARGEST_BODY", "Gate", "Opened", "Refused"]

LARGEST_BODY = 64 * 1024
"""Bytes. The platform's largest messages are a few kB."""
FRESH_FOR = 300.0
"""Seconds a signed request stays acceptable, either way. The platform's retries end after 15 s."""
LONGEST_PARAMETER = 256


class Refused(Exception):
    """A request that is not served; ``status`` is the HTTP status, the message is for the log only."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Opened:
    """An authentic message, when it was signed (seconds, the platform's clock), and how to write a reply to it."""

    fields: Mapping[str, str]
    signed_at: int
    seal: Callable[[bytes], bytes]


class Gate:
    """Checks signature, freshness, receiver and form of requests for one account."""

    def __init__(self, settings: AccountSettings, now: Callable[[], float] = time.time) -> None:
        if not settings.token:
            raise ValueError("an empty token would let anybody sign")
        self._token = settings.token
        self._encrypts_echo = isinstance(settings, WeComSettings)
        self._allows_plaintext = settings.allows_plaintext
        self._cryptor = Cryptor(settings.aes_key, settings.receiver) if settings.aes_key else None
        self._now = now

    def verify(self, query: Mapping[str, list[str]]) -> bytes:
        """What to echo when the platform checks the address."""
        timestamp, nonce, echo = (_parameter(query, name) for name in ("timestamp", "nonce", "echostr"))
        self._check_fresh(timestamp)
        if not self._encrypts_echo:
            self._check_signature(_parameter(query, "signature"), timestamp, nonce)
            return echo.encode()
        self._check_signature(_parameter(query, "msg_signature"), timestamp, nonce, echo)
        return self._decrypt(echo)

    def open(self, query: Mapping[str, list[str]], body: bytes) -> Opened:
        timestamp, nonce = _parameter(query, "timestamp"), _parameter(query, "nonce")
        self._check_fresh(timestamp)
        if "msg_signature" in query:
            return self._open_encrypted(_parameter(query, "msg_signature"), timestamp, nonce, body)
        if not self._allows_plaintext:
            raise Refused(403, "plaintext is not allowed: its signature does not cover the message")
        self._check_signature(_parameter(query, "signature"), timestamp, nonce)
        return Opened(_read(body), int(timestamp), seal=lambda reply: reply)

    def _open_encrypted(self, given: str, timestamp: str, nonce: str, body: bytes) -> Opened:
        encrypted = _read(body).get("Encrypt", "")
        self._check_signature(given, timestamp, nonce, encrypted)
        return Opened(_read(self._decrypt(encrypted)), int(timestamp), seal=self._seal)

    def _seal(self, reply: bytes) -> bytes:
        assert self._cryptor
        encrypted, timestamp, nonce = self._cryptor.encrypt(reply), str(int(self._now())), secrets.token_hex(8)
        signed = signature(self._token, timestamp, nonce, encrypted)
        return xml.write({"Encrypt": encrypted, "MsgSignature": signed, "TimeStamp": int(timestamp), "Nonce": nonce})

    def _check_fresh(self, timestamp: str) -> None:
        # Long digit strings are not numbers worth parsing; other digits than ASCII are not the platform's.
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            raise Refused(400, "timestamp is not a number of seconds")
        if abs(self._now() - int(timestamp)) > FRESH_FOR:
            raise Refused(403, "stale timestamp: an old request sent again, or a wrong clock")

    def _check_signature(self, given: str, *parts: str) -> None:
        if not signed_by(given, self._token, *parts):
            raise Refused(403, "wrong signature: check the token")

    def _decrypt(self, ciphertext: str) -> bytes:
        if self._cryptor is None:
            raise Refused(403, "encrypted message, but no AES key is set")
        try:
            return self._cryptor.decrypt(ciphertext)
        except BadCiphertext:
            raise Refused(403, "wrong ciphertext or another account's: check the AES key and appid") from None


def _parameter(query: Mapping[str, list[str]], name: str) -> str:
    values = query.get(name) or []
    if len(values) != 1 or not 1 <= len(values[0]) <= LONGEST_PARAMETER:
        raise Refused(400, f"{name} is missing, repeated, empty or too long")
    return values[0]


def _read(document: bytes) -> dict[str, str]:
    try:
        return xml.read(document)
    except xml.BadXML:
        raise Refused(400, "not the XML of a message") from None
