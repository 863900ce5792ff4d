"""Whether an answer was useful, as people say by one tap; kept beside the conversations."""

from __future__ import annotations

from datetime import datetime, timezone

import sqlalchemy as sa

from bot.runtime.database import Database, create_tables

__all__ = ["Feedback"]

metadata = sa.MetaData()
_FEEDBACK = sa.Table(
    "feedback",
    metadata,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("message_id", sa.String(255), primary_key=True),
    sa.Column("useful", sa.Boolean, nullable=False),
    sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
)


class Feedback:
    """One verdict on each answer; a later one replaces it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.run_here(lambda c: create_tables(c, metadata))

    async def say(self, conversation: str, message_id: str, useful: bool) -> None:
        mine = (_FEEDBACK.c.conversation == conversation) & (_FEEDBACK.c.message_id == message_id)
        now = datetime.now(timezone.utc)
        values = {"conversation": conversation, "message_id": message_id, "useful": useful, "said_at": now}

        def replace(connection: sa.engine.Connection) -> None:
            connection.execute(_FEEDBACK.delete().where(mine))
            connection.execute(_FEEDBACK.insert().values(values))

        await self._database.run(replace)

    async def of(self, conversation: str) -> dict[str, bool]:
        """Message id → whether its answer was useful."""
        query = sa.select(_FEEDBACK.c.message_id, _FEEDBACK.c.useful).where(_FEEDBACK.c.conversation == conversation)
        rows = await self._database.run(lambda c: c.execute(query).all())
        return {row.message_id: row.useful for row in rows}

    async def erase(self, conversation: str) -> None:
        erasing = _FEEDBACK.delete().where(_FEEDBACK.c.conversation == conversation)
        await self._database.run(lambda c: c.execute(erasing))
