"""Where Rasa keeps conversations: one row an event, in the table of Rasa's own SQL store.

Rasa's store reads a whole conversation for every message, replies with their estimates included, so that
each turn costs more than the one before. A turn depends on what is remembered and on the turn before it;
only that is read here, however long the conversation is.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime.database import Database, create_tables

__all__ = ["ConversationStore"]

metadata: sa.MetaData = SQLTrackerStore.Base.metadata
_EVENTS: sa.Table = SQLTrackerStore.SQLEvent.__table__
_e = _EVENTS.c


def _statement_of_recent() -> sa.sql.Select:
    """The latest value of every slot, and everything from the latest message on."""
    mine = _e.sender_id == sa.bindparam("conversation")
    latest_message = sa.select(sa.func.coalesce(sa.func.max(_e.id), 0))
    since = latest_message.where(mine, _e.type_name == UserUttered.type_name).scalar_subquery()
    latest_slots = sa.select(sa.func.max(_e.id)).where(mine, _e.type_name == SlotSet.type_name, _e.id < since)
    is_needed = (_e.id >= since) | _e.id.in_(latest_slots.group_by(_e.action_name))
    return sa.select(_e.data).where(mine, is_needed).order_by(_e.id)


_RECENT = _statement_of_recent()


class _Recent(DialogueStateTracker):
    """A conversation as the next turn needs it. ``stored``: how many of its events the database has."""

    stored = 0


class ConversationStore(TrackerStore):
    """A tracker store for the turns of a conversation, which must not overlap: whoever calls holds its lock."""

    def __init__(self, database: Database) -> None:
        super().__init__(domain=None)
        self._database = database
        database.run_here(lambda c: create_tables(c, metadata))

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        return _Recent(sender_id, self.domain.slots)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """What is remembered, and the latest turn; None if there was none."""
        events = await self._database.run(lambda c: _recent(c, sender_id))
        if not events:
            return None
        tracker: _Recent = _Recent.from_events(sender_id, list(map(_event, events)), self.domain.slots)
        tracker.stored = len(tracker.events)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        stored = tracker.stored if isinstance(tracker, _Recent) else 0
        rows = [_row(tracker.sender_id, event.as_dict()) for event in itertools.islice(tracker.events, stored, None)]
        if rows:
            await self._database.run(lambda c: c.execute(sa.insert(_EVENTS), rows))
        if isinstance(tracker, _Recent):
            tracker.stored = len(tracker.events)

    async def utterances(self, conversation: str) -> list[dict[str, Any]]:
        """All that the person and the bot have said, oldest first, as Rasa writes events down."""
        said = _events(conversation, UserUttered, BotUttered).order_by(_e.id)
        return _read(await self._database.run(lambda c: c.execute(said).scalars().all()))

    async def replies_to(self, conversation: str, message_id: str) -> list[dict[str, Any]] | None:
        """What the bot said to the message with this id; None if it never arrived."""
        return await self._database.run(lambda c: _replies_to(c, conversation, message_id))

    async def answers(self) -> None:
        """Raises if the database does not answer."""
        await self._database.run(lambda c: c.execute(sa.select(1)))

    async def erase(self, conversation: str) -> None:
        """Delete all events of a conversation, beyond recall."""
        await self._database.run(lambda c: c.execute(sa.delete(_EVENTS).where(_e.sender_id == conversation)))


def _events(conversation: str, *types: Any) -> sa.sql.Select:
    return sa.select(_e.data).where(_e.sender_id == conversation, _e.type_name.in_([t.type_name for t in types]))


def _recent(connection: sa.engine.Connection, conversation: str) -> list[dict[str, Any]]:
    return _read(connection.execute(_RECENT, {"conversation": conversation}).scalars().all())


def _replies_to(connection: sa.engine.Connection, conversation: str, message_id: str) -> list[dict[str, Any]] | None:
    mentions = _e.data.contains(_written(message_id), autoescape=True)
    found = _events(conversation, UserUttered).add_columns(_e.id).where(mentions)
    for message in connection.execute(found):
        if json.loads(message.data)["message_id"] == message_id:
            later = sa.select(sa.func.min(_e.id)).where(
                _e.sender_id == conversation, _e.type_name == UserUttered.type_name, _e.id > message.id
            )
            replies = _events(conversation, BotUttered).where(_e.id > message.id)
            if (next_message := connection.execute(later).scalar()) is not None:
                replies = replies.where(_e.id < next_message)
            return _read(connection.execute(replies.order_by(_e.id)).scalars().all())
    return None


def _read(rows: Sequence[str]) -> list[dict[str, Any]]:
    return [json.loads(data) for data in rows]


def _event(written: dict[str, Any]) -> Event:
    return _type_of_event(written["event"])._from_parameters(written)


@lru_cache
def _type_of_event(name: str) -> type[Event]:
    """Rasa looks through all of its classes for every event that it reads."""
    found: type[Event] = Event.resolve_by_type(name)
    return found


def _row(conversation: str, event: dict[str, Any]) -> dict[str, Any]:
    return {
        "sender_id": conversation,
        "type_name": event["event"],
        "timestamp": event.get("timestamp"),
        "intent_name": ((event.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": event.get("name"),
        "data": _written(event),
    }


def _written(value: Any) -> str:
    """Chinese as it stands, half as long as escaped; only what is no character (half a surrogate pair) is escaped."""
    return json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace").decode()
