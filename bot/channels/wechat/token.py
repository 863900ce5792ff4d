"""The access token of an account, shared by all workers through the database."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.channels.wechat.api import ApiError
from bot.channels.wechat.tables import tokens
from bot.runtime.database import Database

__all__ = ["SharedToken"]

RENEWED_BEFORE = 120.0
FORCED_EVERY = 300.0
"""Seconds. The platform allows 20 forced renewals a day."""
SERVICE_DENIED_FOR = 24 * 3600.0

Fetch = Callable[[bool], Awaitable[tuple[str, float]]]
"""Fetches (token, seconds it is valid); the argument: whether the present one has to be replaced."""


@dataclass(frozen=True)
class _Kept:
    token: str = ""
    expires_at: float = 0.0
    forced_at: float = 0.0
    service_denied_until: float = 0.0


class SharedToken:
    """One row an account. Two workers may fetch at once: within its validity both get the same token."""

    def __init__(self, database: Database, account: str, fetch: Fetch) -> None:
        self._database = database
        self._account = account
        self._fetch = fetch
        self._fetching = asyncio.Lock()

    async def __call__(self, rejected: str | None = None) -> str:
        """A token; not ``rejected``, which the platform has just refused."""
        async with self._fetching:
            kept = await self._database.run(self._kept)
            if kept.token and kept.token != rejected and kept.expires_at > time.time() + RENEWED_BEFORE:
                return kept.token
            token, valid_for = await self._fetch(False)
            if token == rejected:
                token, valid_for = await self._forced(kept)
            await self._keep(token=token, expires_at=time.time() + valid_for)
            return token

    async def _forced(self, kept: _Kept) -> tuple[str, float]:
        if time.time() - kept.forced_at < FORCED_EVERY:
            raise ApiError("access_token 刚刚强制刷新过仍被拒绝，稍后再试")
        # Noted before it is tried: what fails must not be tried all day.
        await self._keep(forced_at=time.time())
        return await self._fetch(True)

    async def service_denied(self) -> bool:
        """Whether the platform has lately refused the customer-service API to this account."""
        return (await self._database.run(self._kept)).service_denied_until > time.time()

    async def deny_service(self) -> None:
        await self._keep(service_denied_until=time.time() + SERVICE_DENIED_FOR)

    def _kept(self, connection: sa.engine.Connection) -> _Kept:
        row = connection.execute(sa.select(tokens).where(tokens.c.account == self._account)).first()
        return _Kept(row.token, row.expires_at, row.forced_at, row.service_denied_until) if row else _Kept()

    async def _keep(self, **values: Any) -> None:
        def upsert(connection: sa.engine.Connection) -> None:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            statement = dialect.insert(tokens).values(account=self._account, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["account"], set_=values))

        await self._database.run(upsert)
