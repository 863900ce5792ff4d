"""A conversation without a model, for faults of the channel itself.

It keeps what the real one promises and nothing more: a turn is saved when it ends, the same message id
again gets the same reply, turns of one conversation do not overlap. Turns are counted, not made unique,
so that a second turn of the same message shows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from bot.runtime.database import Database, create_tables
from bot.runtime.locks import ConversationLocks

__all__ = ["ConversationDouble"]

metadata = sa.MetaData()
turns = sa.Table(
    "double_turns",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("conversation", sa.String(64), nullable=False, index=True),
    sa.Column("message_id", sa.String(64), nullable=False, index=True),
    sa.Column("reply", sa.Text, nullable=False),
)


class ConversationDouble:
    """``seconds_for``: how long a turn takes, by what is said. ``midway``: called in the middle of each turn."""

    def __init__(
        self,
        database: Database,
        locks: ConversationLocks,
        seconds_for: Callable[[str], float] = lambda said: 0.0,
        midway: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._locks = locks
        self._seconds_for = seconds_for
        self._midway = midway

    async def open(self) -> None:
        await self._database.run(lambda c: create_tables(c, metadata))

    async def turn(self, conversation: str, message_id: str, text: str, channel: str) -> Sequence[Mapping[str, Any]]:
        return await asyncio.shield(asyncio.ensure_future(self._turn(conversation, message_id, text)))

    async def _turn(self, conversation: str, message_id: str, text: str) -> Sequence[Mapping[str, Any]]:
        async with self._locks.holding(conversation):
            saved = await self._database.run(lambda c: self._saved(c, message_id))
            if saved is None:
                await asyncio.sleep(self._seconds_for(text))
                self._midway()
                saved = f"回答：{text}"
                values = {"conversation": conversation, "message_id": message_id, "reply": saved}
                await self._database.run(lambda c: c.execute(sa.insert(turns).values(values)))
            return [{"text": saved, "buttons": [], "estimate": None, "citations": []}]

    async def history(self, conversation: str) -> Sequence[Any]:
        query = sa.select(turns.c.reply).where(turns.c.conversation == conversation)
        return await self._database.run(lambda c: c.execute(query).scalars().all())

    @staticmethod
    def _saved(connection: sa.engine.Connection, message_id: str) -> str | None:
        query = sa.select(turns.c.reply).where(turns.c.message_id == message_id)
        found: str | None = connection.execute(query.limit(1)).scalar()
        return found
