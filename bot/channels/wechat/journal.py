"""Inbox and outbox in one row a message, so that no message can be in one and lost from the other.

    received ── turn ──▶ ready ──▶ handed ──▶ delivered      in the response to a request
                           │  ▲──────┘                       (the peer hung up before it was written)
                           └──▶ sending ──▶ delivered        through the customer-service API
                              ◀────┘                         (refused, to be tried again)

Every arrow is one conditional update: of two workers that want the same step, one gets it.
Times are seconds since 1970.

How a delivery is known. The platform asks again exactly when it saw no response, so a retry after
the platform's cut says that the response was lost, and the answer is given again; silence says that
it arrived. What stays unknown:

- One round trip: a process killed after it marked the row ``handed`` or ``sending`` and before it marked
  ``delivered``, with no retry afterwards. Such an answer is sent again, marked as perhaps seen already: rather
  twice, and saying so, than never.
- A platform that delivers one try twice at once: it takes the acknowledgement of one copy for an answer, and
  says nothing if the response to the other copy, written on an open connection, did not reach it.
- A message that more than twenty processes die of, one after the other: the person is asked to send it again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.channels.wechat.fitting import Answer
from bot.channels.wechat.tables import messages

__all__ = ["RETRIES_END_AFTER", "RETRY_AFTER_RESPONSE", "RETRY_SPACING", "Entry", "Journal"]

RETRY_SPACING = 4.0
"""The platform asks again 5 s after a try began, on its own clock and before the network's delay. What
comes sooner after a response was written is the same try twice, not a sign that the response was lost."""
RETRY_AFTER_RESPONSE = 0.8
"""Nor is what comes sooner than this after the response itself, however late that was."""
RETRIES_END_AFTER = 12.0
"""After the last try seen: one more interval of 5 s, its own wait of 5 s, and a margin."""


@dataclass(frozen=True)
class Entry:
    """One row. ``stage`` is received, ready, handed, sending or delivered."""

    key: str
    conversation: str
    sender: str
    stage: str
    worker: str | None
    said: str
    received_at: float
    tries: int
    last_try_at: float
    claims: int
    answer: Answer
    rest: str
    uncertain: bool
    request: str | None
    request_at: float | None
    request_signed_at: int | None
    promised_at: float | None
    sendings: int
    changed_at: float

    @classmethod
    def of(cls, row: sa.engine.Row) -> Entry:
        return cls.with_values(row._mapping)

    @classmethod
    def with_values(cls, values: Mapping[str, Any]) -> Entry:
        """By the columns of the table."""
        plain = {name: values[name] for name in cls.__annotations__ if name != "answer"}
        choices = tuple((title, payload) for title, payload in json.loads(values["choices"]))
        return cls(answer=Answer(values["answer"], choices, values["linked"]), **plain)


@dataclass(frozen=True)
class Journal:
    """The rows of one account, as one worker sees and moves them. Each method is one step of a transaction."""

    account: str
    worker: str

    def rows(self) -> sa.sql.Select:
        """In the order in which they came."""
        mine = sa.select(messages).where(messages.c.account == self.account)
        return mine.order_by(messages.c.received_at, messages.c.key)
