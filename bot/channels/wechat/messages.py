"""What people can send, sorted into what the channel does with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from bot.channels.wechat import texts
from bot.channels.wechat.gate import Refused
from bot.channels.wechat.menu import SAY

__all__ = ["Incoming", "Kind", "understand"]

LONGEST_ID = 128
LONGEST_TEXT = 4000
"""Characters of one message that go to the bot."""


class Kind(str, Enum):
    TURN = "turn"
    """Goes to the bot."""
    FIXED = "fixed"
    """Gets the same answer whatever was said before."""
    SILENT = "silent"
    """Is acknowledged and nothing else: a notice of the platform, not a person speaking."""


@dataclass(frozen=True)
class Incoming:
    """One message or event.

    ``key``: the same for every delivery of the message, and for no other message of the account.
    ``text``: for a turn what the person says, for a fixed answer the answer.
    ``sent_at``: seconds since 1970 on the platform's clock.
    """

    key: str
    sender: str
    recipient: str
    kind: Kind
    text: str
    sent_at: int
    conversation: str


def understand(fields: Mapping[str, str], account: str) -> Incoming:
    """Sort an authentic message; ``Refused`` where it lacks what every message has."""
    sender, recipient, type_ = (_identifier(fields, name) for name in ("FromUserName", "ToUserName", "MsgType"))
    created = fields.get("CreateTime", "")
    if not (created.isascii() and created.isdigit() and len(created) <= 12):
        raise Refused(400, "CreateTime is not a number of seconds")
    if type_ == "event":
        event = _identifier(fields, "Event")
        key = f"event:{sender}:{created}:{event}:{fields.get('EventKey', '')}"
        kind, text = _event(event, fields.get("EventKey", ""))
    else:
        key = f"message:{_identifier(fields, 'MsgId')}"
        kind, text = _message(type_, fields)
    return Incoming(
        key=_digest(account, key),
        sender=sender,
        recipient=recipient,
        kind=kind,
        text=text,
        sent_at=int(created),
        # The openid itself would otherwise stand in links and in the web page's address.
        conversation=f"wx-{_digest(account, sender)}",
    )


def _message(type_: str, fields: Mapping[str, str]) -> tuple[Kind, str]:
    if type_ == "text":
        said, nothing = fields.get("Content", ""), texts.EMPTY
    elif type_ == "voice":
        said, nothing = fields.get("Recognition", ""), texts.VOICE_NOT_UNDERSTOOD
    else:
        return Kind.FIXED, texts.OF_TYPE.get(type_, texts.UNKNOWN_TYPE)
    said = said.strip()
    if not said:
        return Kind.FIXED, nothing
    return (Kind.TURN, said) if len(said) <= LONGEST_TEXT else (Kind.FIXED, texts.TOO_LONG)


def _event(event: str, event_key: str) -> tuple[Kind, str]:
    name = event.lower()
    if name in ("subscribe", "scan", "enter_agent"):
        return (Kind.FIXED, texts.welcome()) if name != "enter_agent" else (Kind.SILENT, "")
    if name == "click" and event_key.startswith(SAY) and event_key[len(SAY) :].strip():
        return Kind.TURN, event_key[len(SAY) :].strip()
    if name == "click":
        return Kind.FIXED, texts.MENU_CHANGED
    return Kind.SILENT, ""


def _identifier(fields: Mapping[str, str], name: str) -> str:
    value = fields.get(name, "")
    if not 1 <= len(value) <= LONGEST_ID or not value.isprintable() or value != value.strip():
        raise Refused(400, f"{name} is missing or malformed")
    return value


def _digest(account: str, value: str) -> str:
    return hashlib.sha256(f"{account}\0{value}".encode()).hexdigest()[:40]
