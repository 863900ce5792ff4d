"""Tables, created by whichever process comes first."""

from __future__ import annotations

import sqlalchemy as sa

__all__ = ["create_tables"]

_LOCK = 0x6875697169
"""Of PostgreSQL's advisory locks; any number that nobody else takes."""


def create_tables(connection: sa.engine.Connection, metadata: sa.MetaData) -> None:
    """Create what is not there yet, in the transaction of ``connection``.

    Looking and creating are two steps. Of processes that start together one does both while the
    others wait, and then find the tables there; otherwise all but one would fail.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    elif connection.dialect.name == "sqlite" and not connection.connection.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver itself would begin at the first change
    metadata.create_all(connection)
