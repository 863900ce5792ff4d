"""Conversations: one message in, its replies out, each message exactly once.

The tracker is the only record. A message that arrives again is recognised by its id in the
tracker and gets the replies that stand there; history is read from there too.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TypedDict

from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.runtime.database import Database
from bot.runtime.feedback import Feedback
from bot.runtime.locks import ConversationLocks, conversation_locks
from bot.runtime.processor import APOLOGY, Processor
from bot.runtime.tracker_store import ConversationStore
from bot.settings import Settings

__all__ = ["LONGEST_MESSAGE", "Button", "Citation", "Conversations", "HistoryMessage", "Reply"]

TURNS_AT_ONCE = 2
"""One computes while the other waits for the database. More would only make all of them late."""
LONGEST_MESSAGE = 4000
"""Characters. Longer texts are refused with a request to send less at a time."""


class Button(TypedDict):
    title: str
    payload: str


class Citation(TypedDict):
    policy: str
    section: str
    quote: str


class Reply(TypedDict):
    """One reply as the public contract shows it."""

    text: str
    buttons: list[Button]
    estimate: dict[str, Any] | None
    citations: list[Citation]


class HistoryMessage(TypedDict, total=False):
    role: str
    text: str
    buttons: list[Button]
    estimate: dict[str, Any] | None
    citations: list[Citation]
    message_id: str
    at: str


class Conversations:
    """The trained bot with its memory."""

    def __init__(
        self, processor: Processor, store: ConversationStore, feedback: Feedback, locks: ConversationLocks
    ) -> None:
        self._processor = processor
        self._store = store
        self.feedback = feedback
        self._locks = locks
        self._places = asyncio.Semaphore(TURNS_AT_ONCE)

    @classmethod
    def load(cls, model: Path, settings: Settings, database: Database | None = None) -> Conversations:
        """Load the model (some seconds); ``database``: of the whole process, where others use it too."""
        database = database or Database(settings.database)
        store = ConversationStore(database)
        locks = conversation_locks(settings.database, settings.redis)
        return cls(Processor(model, store), store, Feedback(database), locks)

    async def turn(self, conversation: str, message_id: str, text: str, channel: str = "web") -> list[Reply]:
        """The replies to a message. The same ``message_id`` again gets the same replies, without a second turn.

        The turn goes on when the caller is cancelled (the peer hung up), so that a repeated request finds it.
        """
        return await asyncio.shield(asyncio.ensure_future(self._turn(conversation, message_id, text, channel)))

    async def _turn(self, conversation: str, message_id: str, text: str, channel: str) -> list[Reply]:
        async with self._locks.holding(conversation), self._places:
            if (replies := await self._store.replies_to(conversation, message_id)) is not None:
                return [_reply_as_said(reply) for reply in replies]
            collected = _Collected()
            await self._processor.handle_message(
                UserMessage(
                    text=harmless(text),
                    output_channel=collected,
                    sender_id=conversation,
                    input_channel=channel,
                    message_id=message_id,
                )
            )
            if collected.wants_erasure:
                await self._erase(conversation)
            return collected.replies or [_reply({"text": APOLOGY})]

    async def history(self, conversation: str) -> list[HistoryMessage]:
        """The conversation from its beginning, oldest first."""
        return list(_history(await self._store.utterances(conversation)))

    async def remembered(self, conversation: str) -> dict[str, Any]:
        """What the conversation remembers: the slots that are set."""
        tracker = await self._store.retrieve(conversation)
        slots = tracker.current_slot_values() if tracker else {}
        return {name: value for name, value in slots.items() if value is not None}

    async def answers(self) -> None:
        """Raises if the database does not answer."""
        await self._store.answers()

    async def _erase(self, conversation: str) -> None:
        """Delete all that is stored of a conversation, beyond recall."""
        await self.feedback.erase(conversation)
        await self._store.erase(conversation)


_COMMAND = re.compile(r"^[\s\u200b-\u200f\ufeff]*[/／⁄∕⧸]+")


def harmless(text: str) -> str:
    """``text`` without a leading slash in any form: Rasa executes such messages as commands."""
    while _COMMAND.match(text):
        text = _COMMAND.sub("", text)
    return text.strip() or "？"


class _Collected(OutputChannel):
    """Collects whole replies: text, buttons, estimate and citations together."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.wants_erasure = False

    @classmethod
    def name(cls) -> str:
        return "collected"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.replies.append(_reply(message))
        self.wants_erasure |= bool((message.get("custom") or {}).get("erase"))


def _reply(message: Mapping[str, Any]) -> Reply:
    custom = message.get("custom") or {}
    return Reply(
        text=message.get("text") or "",
        buttons=[Button(title=b["title"], payload=b["payload"]) for b in message.get("buttons") or ()],
        estimate=custom.get("estimate"),
        citations=custom.get("citations") or [],
    )


def _reply_as_said(event: Mapping[str, Any]) -> Reply:
    return _reply({"text": event["text"], **(event["data"] or {})})


def _history(utterances: Iterable[Mapping[str, Any]]) -> Iterator[HistoryMessage]:
    for event in utterances:
        at = datetime.fromtimestamp(event["timestamp"], timezone.utc).isoformat(timespec="seconds")
        if event["event"] == "bot":
            yield HistoryMessage(role="bot", at=at, **_reply_as_said(event))  # type: ignore[typeddict-item]
        elif event["text"]:
            yield HistoryMessage(role="user", text=event["text"], message_id=event["message_id"] or "", at=at)
