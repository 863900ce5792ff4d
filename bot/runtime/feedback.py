"""Whether an answer was useful, as people say by one tap; kept beside the conversations."""

from __future__ import annotations

from datetime import datetime, timezone

import sqlalchemy as sa

from bot.runtime.tables import create_tables

__all__ = ["Feedback"]

_METADATA = sa.MetaData()
_FEEDBACK = sa.Table(
    "feedback",
    _METADATA,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("message_id", sa.String(255), primary_key=True),
    sa.Column("useful", sa.Boolean, nullable=False),
    sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
)


class Feedback:
    """One verdict on each answer; a later one replaces it."""

    def __init__(self, engine: sa.engine.Engine) -> None:
        self._engine = engine
        with engine.begin() as connection:
            create_tables(connection, _METADATA)

    def say(self, conversation: str, message_id: str, useful: bool) -> None:
        with self._engine.begin() as connection:
            mine = (_FEEDBACK.c.conversation == conversation) & (_FEEDBACK.c.message_id == message_id)
            connection.execute(_FEEDBACK.delete().where(mine))
            connection.execute(
                _FEEDBACK.insert().values(
                    conversation=conversation,
                    message_id=message_id,
                    useful=useful,
                    said_at=datetime.now(timezone.utc),
                )
            )

    def of(self, conversation: str) -> dict[str, bool]:
        """Message id → whether its answer was useful."""
        query = sa.select(_FEEDBACK.c.message_id, _FEEDBACK.c.useful).where(_FEEDBACK.c.conversation == conversation)
        with self._engine.connect() as connection:
            return {row.message_id: row.useful for row in connection.execute(query)}

    def erase(self, conversation: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(_FEEDBACK.delete().where(_FEEDBACK.c.conversation == conversation))
