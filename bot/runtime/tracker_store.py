"""The database of conversations, as Rasa's tracker store."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore

from bot.runtime.tables import create_tables

__all__ = ["open_tracker_store"]


def open_tracker_store(database: str) -> SQLTrackerStore:
    """The tracker store at a database URL (``sqlite:///file`` or ``postgresql://…``)."""
    url = sa.engine.make_url(database)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    _create_tables(url)
    if url.get_backend_name() == "sqlite":
        return SQLTrackerStore(dialect="sqlite", db=url.database or "")
    return SQLTrackerStore(
        dialect=url.drivername,
        host=url.host,
        port=url.port,
        db=url.database or "",
        username=url.username or "",
        password=url.password or "",
        query=dict(url.query),
    )


def _create_tables(url: sa.engine.URL) -> None:
    """Before Rasa does: of several processes that start together, all of Rasa's but one fail and wait 5 s."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        create_tables(connection, SQLTrackerStore.Base.metadata)
    engine.dispose()
