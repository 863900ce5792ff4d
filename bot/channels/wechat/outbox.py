"""The outbox: every answer given to one response, or sent through the API, or kept until one of them works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import sqlalchemy as sa

from bot.channels.wechat.fitting import Fitted
from bot.channels.wechat.journal import RETRIES_END_AFTER, RETRY_AFTER_RESPONSE, RETRY_SPACING, Entry, Journal
from bot.channels.wechat.tables import messages
from bot.channels.wechat.workers import living

__all__ = ["HandOver", "Outbox", "Standing"]

ANSWER_KEPT = 60.0
CHOICES_KEPT = 48 * 3600.0
UNDELIVERED_KEPT = 7 * 24 * 3600.0
"""Seconds. The answer of a delivered row is kept while a retry could still prove its response lost."""

_m = messages.c
_LOCKED = sa.select(messages).where(_m.key == sa.bindparam("key")).with_for_update()


@dataclass(frozen=True)
class HandOver:
    """An answer on its way: ``key`` names the message that is asked about, ``request`` the response that carries it."""

    key: str
    request: str
    text: str


class Standing(Enum):
    """Why there is nothing to hand over."""

    UNANSWERED = "unanswered"
    HELD = "held"
    """Another request has it and may yet fail to write it."""
    GIVEN = "given"
    """Written to another request, or on its way through the API, or erased."""


@dataclass(frozen=True)
class Asking:
    """A request that asks for an answer: when it came (own clock) and when it was signed (the platform's)."""

    nonce: str
    arrived_at: float
    signed_at: int

    def comes_after_the_cut_of(self, earlier: Entry) -> bool | None:
        """Whether the platform sent this because it cut off the request that carried ``earlier``; None: perhaps.

        Its own clock is believed first, since no delay here changes that. It counts whole seconds: five of them
        are more than four and less than six, and only together with our clock tell a cut from a quick repetition.
        """
        assert earlier.request_at is not None
        apart = self.signed_at - (earlier.request_signed_at or 0)
        if apart and apart != RETRY_SPACING + 1:
            return apart > RETRY_SPACING + 1
        waited = self.arrived_at - earlier.request_at, self.arrived_at - earlier.changed_at
        if waited[0] >= RETRY_SPACING and waited[1] >= RETRY_AFTER_RESPONSE:
            return True
        return None if apart else False


@dataclass(frozen=True)
class _Lost:
    """Rows of a response that did not arrive; not ``certain``: given again, and said so."""

    rows: Any
    certain: bool = True


class Outbox(Journal):
    """Answers on their way out."""

    def leave_to_service(self, connection: sa.engine.Connection, key: str, now: float) -> None:
        """No retry will come any more: the API may send the answer as soon as there is one."""
        connection.execute(sa.update(messages).where(_m.key == key).values(service_from=now))

    def promise(self, connection: sa.engine.Connection, key: str, now: float) -> bool:
        """Whether this request may tell that the answer will be kept: one says so, its copies at the same time do not.

        A later try means that nobody has heard the earlier promise.
        """
        unheard = _m.promised_at.is_(None) | (_m.promised_at <= now - RETRY_SPACING)
        promising = sa.update(messages).where(_m.key == key, unheard).values(promised_at=now)
        return bool(connection.execute(promising).rowcount)

    def hand_over(
        self,
        connection: sa.engine.Connection,
        key: str,
        asking: Asking,
        now: float,
        fit: Callable[[Sequence[Entry]], Fitted],
    ) -> HandOver | Standing:
        """Give a request for ``key`` all answers of the conversation that nobody has given yet, its own last."""
        row = connection.execute(_LOCKED, {"key": key}).first()
        if row is None:
            return Standing.GIVEN  # erased meanwhile
        own, request = Entry.of(row), f"{key}.{asking.nonce}"
        lost = self._lost(connection, own, asking, now)
        if lost is None and own.stage not in ("received", "ready"):
            # With everything that was ready before it.
            return Standing.HELD if own.stage == "handed" else Standing.GIVEN
        connection.execute(
            sa.update(messages)
            .where(
                _m.account == self.account,
                _m.conversation == own.conversation,
                _m.received_at <= own.received_at,
                _m.stage == "ready" if lost is None else (_m.stage == "ready") | lost.rows,
            )
            .values(
                stage="handed",
                worker=self.worker,
                request=request,
                request_at=asking.arrived_at,
                request_signed_at=asking.signed_at,
                changed_at=now,
                uncertain=_m.uncertain
                if lost is None or lost.certain
                else sa.case((lost.rows, True), else_=_m.uncertain),
            )
        )
        taken = [Entry.of(row) for row in connection.execute(self.rows().where(_m.request == request))]
        if not taken:
            return Standing.UNANSWERED
        fitted = fit(taken)
        if fitted.rest != taken[-1].rest:
            connection.execute(sa.update(messages).where(_m.key == taken[-1].key).values(rest=fitted.rest))
        return HandOver(key, request, fitted.text)

    def _lost(self, connection: sa.engine.Connection, own: Entry, asking: Asking, now: float) -> _Lost | None:
        """What this retry says of an earlier response to the same message; None if it says nothing."""
        earlier = self._carried_by_itself(connection, own)
        if earlier is None:
            return None
        same = _m.request == earlier.request
        if (after_the_cut := asking.comes_after_the_cut_of(earlier)) is not False:
            return _Lost(same & _m.stage.in_(("handed", "delivered")), certain=after_the_cut is True)
        if earlier.worker in (None, self.worker):
            return None
        # Perhaps its worker died holding it, before it could say that the response was written.
        return _Lost(same & (_m.stage == "handed") & _m.worker.not_in(living(now)))

    def _carried_by_itself(self, connection: sa.engine.Connection, own: Entry) -> Entry | None:
        """What an earlier response to this message carried: its own answer, or with a promise of it those of earlier
        messages. Whether a response to a later message arrived, only the retries of that one tell."""
        if own.request and own.request.startswith(own.key):
            return own if own.stage in ("handed", "delivered") else None
        if own.promised_at is None:
            return None
        along = self.rows().where(
            _m.conversation == own.conversation,
            _m.request.startswith(f"{own.key}."),
            _m.stage.in_(("handed", "delivered")),
        )
        row = connection.execute(along.order_by(None).order_by(_m.request_at.desc()).limit(1)).first()
        return Entry.of(row) if row else None

    def written(self, connection: sa.engine.Connection, request: str, now: float) -> None:
        """The whole response went out on a connection that was open."""
        self._end_of(connection, request, "delivered", now)

    def not_written(self, connection: sa.engine.Connection, request: str, now: float) -> None:
        """The peer hung up first: the next try gets it."""
        self._end_of(connection, request, "ready", now)

    def _end_of(self, connection: sa.engine.Connection, request: str, stage: str, now: float) -> None:
        connection.execute(
            sa.update(messages)
            .where(_m.request == request, _m.stage == "handed", _m.worker == self.worker)
            .values(stage=stage, worker=None, changed_at=now)
        )

    def due(self, connection: sa.engine.Connection, now: float, most: int) -> list[Entry]:
        """Take answers that no request will fetch any more and that the API may send, oldest first.

        Call it when nothing is being sent: what this worker still holds then was broken off.
        """
        broken_off = (_m.account == self.account) & (_m.stage == "sending") & (_m.worker == self.worker)
        connection.execute(
            sa.update(messages).where(broken_off).values(stage="ready", worker=None, uncertain=True, changed_at=now)
        )
        found = sa.select(_m.key).where(_m.account == self.account, _m.stage == "ready", _m.service_from <= now)
        keys = list(connection.execute(found.order_by(_m.received_at).limit(most)).scalars())
        connection.execute(
            sa.update(messages)
            .where(_m.key.in_(keys), _m.stage == "ready")
            .values(stage="sending", worker=self.worker, request=None, sendings=_m.sendings + 1, changed_at=now)
        )
        mine = self.rows().where(_m.key.in_(keys), _m.stage == "sending", _m.worker == self.worker)
        return [Entry.of(row) for row in connection.execute(mine)]

    def sent(self, connection: sa.engine.Connection, key: str, rest: str, now: float) -> None:
        self._end_of_sending(connection, key, stage="delivered", rest=rest, changed_at=now)

    def not_sent(
        self, connection: sa.engine.Connection, key: str, again_at: float | None, uncertain: bool, now: float
    ) -> None:
        """``again_at``: None leaves it to the next response. ``uncertain``: it may have been sent after all."""
        marks = {"uncertain": True} if uncertain else {}
        self._end_of_sending(connection, key, stage="ready", service_from=again_at, changed_at=now, **marks)

    def _end_of_sending(self, connection: sa.engine.Connection, key: str, **values: Any) -> None:
        connection.execute(
            sa.update(messages)
            .where(_m.key == key, _m.stage == "sending", _m.worker == self.worker)
            .values(worker=None, **values)
        )

    def recover(self, connection: sa.engine.Connection, now: float) -> int:
        """Free what dead workers held when no retry will tell what became of it."""
        held = _m.stage.in_(("handed", "sending")) & _m.worker.not_in(living(now))
        over = _m.last_try_at <= now - RETRIES_END_AFTER
        return int(
            connection.execute(
                sa.update(messages)
                .where(_m.account == self.account, held, over | (_m.stage == "sending"))
                .values(stage="ready", worker=None, uncertain=True, service_from=now, changed_at=now)
            ).rowcount
        )

    def clean(self, connection: sa.engine.Connection, now: float) -> int:
        """Keep words no longer than they are of use; returns how many answers were given up undelivered."""
        delivered = (_m.account == self.account) & (_m.stage == "delivered")
        connection.execute(
            sa.update(messages).where(delivered, _m.changed_at < now - ANSWER_KEPT, _m.answer != "").values(answer="")
        )
        connection.execute(sa.delete(messages).where(delivered, _m.changed_at < now - CHOICES_KEPT))
        never = (_m.account == self.account) & (_m.changed_at < now - UNDELIVERED_KEPT)
        return int(connection.execute(sa.delete(messages).where(never)).rowcount)
