"""Requests that must not be served: forged, broken, replayed, oversized, and authentic nonsense."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from bot.channels.wechat import xml
from bot.channels.wechat.crypto import Cryptor, signature
from bot.channels.wechat.platform import OwnCodec, text_message

__all__ = ["Mutant", "mutants"]

_BOMBS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    "<xml><A>&c;</A></xml>",
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Content>&f;</Content></xml>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/evil.dtd"><xml><Content>x</Content></xml>',
    '<!DOCTYPE x [<!ENTITY q "' + "q" * 9000 + '">]><xml><A>' + "&q;" * 9000 + "</A></xml>",
)
_JUNK = (
    "",
    "x",
    "{}",
    "<xml>",
    "<xml/>",
    "</xml>",
    "<html><body/></html>",
    "<xml><A></B></xml>",
    "\ufeff",
    "\x00",
    "<?xml version='1.0' encoding='utf-7'?><xml><MsgType>text</MsgType></xml>",
    "<?xml version='1.0' encoding='nothing'?><xml><MsgType>text</MsgType></xml>",
    "<xml>" + "<a>" * 9000 + "</a>" * 9000 + "</xml>",
    "<xml>" + "<a/>" * 9000 + "</xml>",
    "<xml>&#0;</xml>",
    "<xml>&#xD800;</xml>",
    "<xml xmlns='x'><MsgType>text</MsgType></xml>",
)
_WRONG_FIELDS: tuple[dict[str, str | None], ...] = (
    {"MsgType": None},
    {"MsgType": ""},
    {"MsgType": "text\n"},
    {"MsgType": "x" * 200},
    {"FromUserName": None},
    {"FromUserName": ""},
    {"FromUserName": " "},
    {"FromUserName": "o" * 500},
    {"ToUserName": None},
    {"MsgId": None},
    {"MsgId": ""},
    {"MsgId": "1" * 500},
    {"CreateTime": None},
    {"CreateTime": "now"},
    {"CreateTime": "-1"},
    {"CreateTime": "1e9"},
    {"CreateTime": "١٢٣"},
    {"CreateTime": "9" * 5000},
    {"MsgType": "event"},
    {"MsgType": "event", "Event": ""},
)


@dataclass(frozen=True)
class Mutant:
    """``kind`` names what is wrong with it."""

    kind: str
    query: list[tuple[str, str]]
    body: bytes


class _Forge:
    def __init__(self, receiver: str, token: str, key: bytes, random: Random) -> None:
        self._receiver, self._token, self._key = receiver, token, key
        self._codec = OwnCodec(receiver, token, key)
        self._random = random

    def genuine(self) -> tuple[dict[str, str], bytes]:
        return self._codec.request(xml.write(text_message("mutant", "你好")))

    def sealed(self, message: bytes) -> Mutant:
        """Authentic, whatever is in it."""
        query, body = self._codec.request(message)
        return Mutant("", list(query.items()), body)

    def signed(self, encrypted: str, timestamp: str | None = None, token: str | None = None) -> Mutant:
        timestamp, nonce = timestamp or str(int(time.time())), secrets.token_hex(4)
        signed = signature(token if token is not None else self._token, timestamp, nonce, encrypted)
        query = [("timestamp", timestamp), ("nonce", nonce), ("encrypt_type", "aes"), ("msg_signature", signed)]
        return Mutant("", query, xml.write({"Encrypt": encrypted}))

    # Each of the following makes one kind of mutant.

    def flipped_ciphertext(self) -> Mutant:
        query, body = self.genuine()
        place = self._random.randrange(body.index(b"Encrypt><![CDATA[") + 17, len(body) - 30)
        flipped = body[:place] + (b"A" if body[place : place + 1] != b"A" else b"B") + body[place + 1 :]
        return Mutant("", list(query.items()), flipped)

    def wrong_parameter(self) -> Mutant:
        query, body = self.genuine()
        name = self._random.choice(("timestamp", "nonce", "msg_signature"))
        wrong = self._random.choice(("", "x", "0", "-1", "9" * 400, "é", "\x00", query[name] + "0", query[name][:-1]))
        return Mutant("", list({**query, name: wrong}.items()), body)

    def missing_parameter(self) -> Mutant:
        query, body = self.genuine()
        del query[self._random.choice(("timestamp", "nonce", "msg_signature"))]
        return Mutant("", list(query.items()), body)

    def repeated_parameter(self) -> Mutant:
        query, body = self.genuine()
        name = self._random.choice(("timestamp", "nonce", "msg_signature"))
        return Mutant("", [*query.items(), (name, query[name])], body)

    def replayed(self) -> Mutant:
        age = self._random.choice((-1, 1)) * self._random.randint(400, 10**9)
        encrypted = Cryptor(self._key, self._receiver).encrypt(xml.write(text_message("mutant", "旧")))
        return self.signed(encrypted, timestamp=str(abs(int(time.time()) - age)))

    def foreign_account(self) -> Mutant:
        message = xml.write(text_message("mutant", "你好"))
        return self.signed(Cryptor(self._key, self._random.choice(("", "wx0", self._receiver + "x"))).encrypt(message))

    def foreign_key(self) -> Mutant:
        return self.signed(Cryptor(secrets.token_bytes(32), self._receiver).encrypt(b"<xml/>"))

    def foreign_token(self) -> Mutant:
        encrypted = Cryptor(self._key, self._receiver).encrypt(xml.write(text_message("mutant", "你好")))
        return self.signed(encrypted, token=self._random.choice(("", "token", self._token[:-1])))

    def signed_junk_ciphertext(self) -> Mutant:
        size = self._random.choice((0, 1, 15, 16, 31, 32, 64, 100, 4096))
        junk = base64.b64encode(self._random.randbytes(size)).decode()
        return self.signed(self._random.choice((junk, junk[:-1], "!" + junk, "é", " ", "=" * 44)))

    def plaintext(self) -> Mutant:
        timestamp, nonce = str(int(time.time())), secrets.token_hex(4)
        query = [("timestamp", timestamp), ("nonce", nonce), ("signature", signature(self._token, timestamp, nonce))]
        return Mutant("", query, xml.write(text_message("mutant", "你好")))

    def junk_body(self) -> Mutant:
        query, _ = self.genuine()
        junk = self._random.choice((*_JUNK, *_BOMBS)).encode()
        return Mutant("", list(query.items()), self._random.choice((junk, self._random.randbytes(300))))

    def bomb_inside(self) -> Mutant:
        return self.sealed(self._random.choice(_BOMBS).encode())

    def junk_inside(self) -> Mutant:
        return self.sealed(self._random.choice((*map(str.encode, _JUNK), self._random.randbytes(200), b"\xff<xml/>")))

    def wrong_field(self) -> Mutant:
        fields: dict[str, str | int | None] = {**text_message("mutant", "你好"), **self._random.choice(_WRONG_FIELDS)}
        return self.sealed(xml.write({name: value for name, value in fields.items() if value is not None}))

    def repeated_field(self) -> Mutant:
        message = xml.write(text_message("mutant", "你好"))
        name = self._random.choice((b"MsgType", b"MsgId", b"Content", b"FromUserName"))
        return self.sealed(message.replace(b"</xml>", b"<" + name + b">x</" + name + b"></xml>"))

    def oversized(self) -> Mutant:
        query, body = self.genuine()
        return Mutant("", list(query.items()), body + b" " * self._random.choice((64 * 1024, 200_000)))


_KINDS: tuple[Callable[[_Forge], Mutant], ...] = tuple(
    method
    for name, method in vars(_Forge).items()
    if not name.startswith("_") and name not in ("genuine", "sealed", "signed")
)


def mutants(receiver: str, token: str, key: bytes, number: int, seed: int = 0) -> Iterator[Mutant]:
    """``number`` mutants, of all kinds in turn."""
    forge = _Forge(receiver, token, key, Random(seed))  # noqa: S311 - to be repeatable
    for count in range(number):
        make = _KINDS[count % len(_KINDS)]
        mutant = make(forge)
        yield Mutant(make.__name__, mutant.query, mutant.body)
