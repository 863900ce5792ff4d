"""Conversations: one message in, its replies out, each message exactly once.

The tracker is the only record. A message that arrives again is recognised by its id in the
tracker and gets the replies that stand there; history is read from there too.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TypedDict

import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime.actions_in_process import APOLOGY, InProcessActions
from bot.runtime.feedback import Feedback
from bot.runtime.locks import ConversationLocks, conversation_locks
from bot.runtime.tracker_store import open_tracker_store
from bot.settings import Settings

__all__ = ["LONGEST_MESSAGE", "Button", "Citation", "Conversations", "HistoryMessage", "Reply"]

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

    def __init__(self, agent: Agent, store: SQLTrackerStore, locks: ConversationLocks) -> None:
        self._agent = agent
        self._store = store
        self.feedback = Feedback(store.engine)
        self._locks = locks

    @classmethod
    def load(cls, model: Path, settings: Settings) -> Conversations:
        """Load the model (some seconds) and open the database of conversations."""
        store = open_tracker_store(settings.database)
        agent = Agent.load(
            model_path=model,
            tracker_store=store,
            lock_store=InMemoryLockStore(),
            action_endpoint=InProcessActions(),
        )
        assert agent.processor
        # Rasa wraps the store so that an outage silently loses conversations; an error is better.
        agent.tracker_store = agent.processor.tracker_store = store
        store.domain = agent.domain
        return cls(agent, store, conversation_locks(settings.database, settings.redis))

    async def turn(self, conversation: str, message_id: str, text: str, channel: str = "web") -> list[Reply]:
        """The replies to a message. The same ``message_id`` again gets the same replies, without a second turn.

        The turn goes on when the caller is cancelled (the peer hung up), so that a repeated request finds it.
        """
        return await asyncio.shield(asyncio.ensure_future(self._turn(conversation, message_id, text, channel)))

    async def _turn(self, conversation: str, message_id: str, text: str, channel: str) -> list[Reply]:
        async with self._locks.holding(conversation):
            tracker = await self._store.retrieve(conversation)
            if tracker and (replies := _replies_to(tracker, message_id)) is not None:
                return replies
            collected = _Collected()
            await self._agent.handle_message(
                UserMessage(
                    text=harmless(text),
                    output_channel=collected,
                    sender_id=conversation,
                    input_channel=channel,
                    message_id=message_id,
                    metadata={slot: tracker.get_slot(slot) if tracker else None for slot in ("asked", "policy")},
                )
            )
            if collected.wants_erasure:
                self._erase(conversation)
            return collected.replies or [_reply({"text": APOLOGY})]

    async def history(self, conversation: str) -> list[HistoryMessage]:
        """The conversation since it was last restarted, oldest first."""
        tracker = await self._store.retrieve(conversation)
        return list(_history(tracker)) if tracker else []

    async def remembered(self, conversation: str) -> dict[str, Any]:
        """What the conversation remembers: the slots that are set."""
        tracker = await self._store.retrieve(conversation)
        return (
            {name: value for name, value in tracker.current_slot_values().items() if value is not None}
            if tracker
            else {}
        )

    async def answers(self) -> None:
        """Raises if the database does not answer."""
        await self._store.retrieve("readiness-probe")

    def _erase(self, conversation: str) -> None:
        """Delete all that is stored of a conversation, beyond recall."""
        self.feedback.erase(conversation)
        events = self._store.SQLEvent
        with self._store.session_scope() as session:
            session.execute(sa.delete(events).where(events.sender_id == conversation))
            session.commit()


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


def _replies_to(tracker: DialogueStateTracker, message_id: str) -> list[Reply] | None:
    """What was answered to the message with this id; None if it never arrived."""
    found: list[Reply] | None = None
    for event in tracker.events:
        if isinstance(event, UserUttered):
            if found is not None:
                break
            found = [] if event.message_id == message_id else None
        elif isinstance(event, BotUttered) and found is not None:
            found.append(_reply({"text": event.text, **event.data}))
    return found


def _history(tracker: DialogueStateTracker) -> Iterator[HistoryMessage]:
    for event in tracker.events:
        at = datetime.fromtimestamp(event.timestamp, timezone.utc).isoformat(timespec="seconds")
        if isinstance(event, UserUttered) and event.text:
            yield HistoryMessage(role="user", text=event.text, message_id=event.message_id or "", at=at)
        elif isinstance(event, BotUttered):
            reply = _reply({"text": event.text, **event.data})
            yield HistoryMessage(role="bot", at=at, **reply)  # type: ignore[typeddict-item]
