"""The inbox: every message once, durable before it is acknowledged, and whose turn it is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.channels.wechat.fitting import Answer
from bot.channels.wechat.journal import RETRIES_END_AFTER, RETRY_SPACING, Entry, Journal
from bot.channels.wechat.messages import Incoming, Kind
from bot.channels.wechat.tables import messages
from bot.channels.wechat.workers import living

__all__ = ["Inbox"]

_m = messages.c
# Built once: to build a statement costs as much as to run it.
_BY_KEY = sa.select(messages).where(_m.key == sa.bindparam("key"))
_SHOWN_BEFORE = (
    sa.select(messages)
    .where(
        _m.account == sa.bindparam("account"),
        _m.conversation == sa.bindparam("conversation"),
        _m.received_at <= sa.bindparam("received_at"),
        _m.key != sa.bindparam("key"),
        _m.stage.in_(("handed", "delivered")),
    )
    .order_by(_m.received_at.desc())
    .limit(1)
)
_NOT_SET: dict[str, Any] = {
    **dict.fromkeys(messages.columns.keys()),
    "choices": "[]",
    "linked": False,
    "rest": "",
    "uncertain": False,
    "sendings": 0,
}
"""The columns of the outbox in a new row."""


class Inbox(Journal):
    """Messages on their way in."""

    def receive(self, connection: sa.engine.Connection, message: Incoming, now: float) -> Entry:
        """Record a delivery of ``message``: the first makes the row, later ones count as tries.

        The turn is this worker's if the entry says so (stage ``received`` and ``worker``).
        """
        entry = self._entry(connection, message.key)
        while entry is None:
            entry = self._inserted(connection, message, now) or self._entry(connection, message.key)
        if entry.last_try_at <= now - RETRY_SPACING:
            self._count_try(connection, entry.key, now)
            entry = replace(entry, tries=entry.tries + 1, last_try_at=now)
        return self._claimed(connection, entry, now)

    def claimed(self, connection: sa.engine.Connection, key: str, now: float) -> Entry | None:
        """How a message stands; its turn is this worker's from here on if the one that ran it has died."""
        entry = self._entry(connection, key)
        return entry and self._claimed(connection, entry, now)

    def _claimed(self, connection: sa.engine.Connection, entry: Entry, now: float) -> Entry:
        if entry.stage != "received" or entry.worker == self.worker:
            return entry
        self._claim(connection, _m.key == entry.key, now)
        return self._entry(connection, entry.key) or entry

    def _entry(self, connection: sa.engine.Connection, key: str) -> Entry | None:
        row = connection.execute(_BY_KEY, {"key": key}).first()
        return Entry.of(row) if row else None

    def _inserted(self, connection: sa.engine.Connection, message: Incoming, now: float) -> Entry | None:
        """None where another worker has recorded another delivery of it at the same time."""
        fixed = message.kind is Kind.FIXED
        values = {
            "key": message.key,
            "account": self.account,
            "conversation": message.conversation,
            "sender": message.sender,
            "stage": "ready" if fixed else "received",
            "worker": None if fixed else self.worker,
            "said": "" if fixed else message.text,
            "answer": message.text if fixed else "",
            "received_at": now,
            "tries": 1,
            "last_try_at": now,
            "service_from": now + RETRIES_END_AFTER,
            "claims": 0,
            "changed_at": now,
        }
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        inserted = connection.execute(dialect.insert(messages).on_conflict_do_nothing(), values)
        return Entry.with_values({**_NOT_SET, **values}) if inserted.rowcount else None

    def _count_try(self, connection: sa.engine.Connection, key: str, now: float) -> None:
        # Who is left to the API, or to the next response, stays so: an acknowledged message is not asked for again.
        later = sa.case((_m.service_from > now, now + RETRIES_END_AFTER), else_=_m.service_from)
        connection.execute(
            sa.update(messages)
            .where(_m.key == key, _m.last_try_at <= now - RETRY_SPACING)
            .values(tries=_m.tries + 1, last_try_at=now, service_from=later)
        )

    def abandoned(self, connection: sa.engine.Connection, now: float) -> list[Entry]:
        """Unanswered messages that are this worker's, those of dead workers now among them; oldest first."""
        self._claim(connection, sa.true(), now)
        mine = self.rows().where(_m.stage == "received", _m.worker == self.worker)
        return [Entry.of(row) for row in connection.execute(mine)]

    def begun_again(self, connection: sa.engine.Connection, entry: Entry) -> None:
        """Count, once in a process, a turn that begins after another worker died: perhaps it is what they die of."""
        claimed = sa.update(messages).where(_m.key == entry.key, _m.claims == entry.claims)
        connection.execute(claimed.values(claims=entry.claims + 1))

    def answered(self, connection: sa.engine.Connection, key: str, answer: Answer, now: float) -> None:
        """Keep the answer; from here on what was said stands in the conversation only."""
        connection.execute(
            sa.update(messages)
            .where(_m.key == key, _m.stage == "received")
            .values(
                stage="ready",
                worker=None,
                said="",
                answer=answer.text,
                choices=json.dumps(answer.choices, ensure_ascii=False),
                linked=answer.linked,
                changed_at=now,
            )
        )

    def latest_delivered(self, connection: sa.engine.Connection, before: Entry) -> Entry | None:
        """The answer the person sees last when they send ``before``."""
        names = {name: getattr(before, name) for name in ("conversation", "received_at", "key")}
        row = connection.execute(_SHOWN_BEFORE, {"account": self.account, **names}).first()
        return Entry.of(row) if row else None

    def undelivered(self, connection: sa.engine.Connection, before: Entry) -> list[Entry]:
        """Earlier messages that still wait for their answer or with it."""
        earlier = self.rows().where(
            _m.conversation == before.conversation,
            _m.received_at <= before.received_at,
            _m.key != before.key,
            _m.stage.in_(("received", "ready")),
        )
        return [Entry.of(row) for row in connection.execute(earlier)]

    def forget(self, connection: sa.engine.Connection, entry: Entry) -> None:
        """Drop what is kept of the conversation up to ``entry``, the message that had it erased."""
        earlier = (_m.conversation == entry.conversation) & (_m.received_at <= entry.received_at)
        connection.execute(
            sa.delete(messages).where(earlier, _m.key != entry.key, _m.stage.in_(("ready", "delivered")))
        )

    def _claim(self, connection: sa.engine.Connection, which: Any, now: float) -> None:
        orphaned = (_m.account == self.account) & (_m.stage == "received") & _m.worker.not_in(living(now))
        connection.execute(
            sa.update(messages)
            .where(which, orphaned)
            .values(worker=self.worker, claims=sa.case((_m.claims == 0, 1), else_=_m.claims))
        )
