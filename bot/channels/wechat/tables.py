"""The tables of the channel, in the same database as the conversations."""

from __future__ import annotations

import sqlalchemy as sa

__all__ = ["messages", "metadata", "tokens", "workers"]

metadata = sa.MetaData()

messages = sa.Table(
    "wechat_messages",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("account", sa.String(128), nullable=False),
    sa.Column("conversation", sa.String(64), nullable=False),
    sa.Column("sender", sa.String(128), nullable=False),
    sa.Column("stage", sa.String(12), nullable=False),
    sa.Column("worker", sa.String(64)),  # who is at work on it in this stage
    # Inbox
    sa.Column("said", sa.Text, nullable=False, server_default=""),
    sa.Column("received_at", sa.Float, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),  # of the platform, told apart by their spacing
    sa.Column("last_try_at", sa.Float, nullable=False),
    sa.Column("claims", sa.Integer, nullable=False),  # 0, or 1 + turns begun after a worker died
    # Outbox
    sa.Column("answer", sa.Text, nullable=False, server_default=""),
    sa.Column("choices", sa.Text, nullable=False, server_default="[]"),  # JSON [[title, payload], …]
    sa.Column("linked", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("rest", sa.Text, nullable=False, server_default=""),  # what did not fit, for “继续”
    sa.Column("uncertain", sa.Boolean, nullable=False, server_default=sa.false()),  # may have been seen already
    sa.Column("request", sa.String(64)),  # the request whose response carries it
    sa.Column("request_at", sa.Float),  # on our clock
    sa.Column("request_signed_at", sa.BigInteger),  # on the platform's
    sa.Column("promised_at", sa.Float),  # when the person was told that the answer is kept for them
    sa.Column("service_from", sa.Float),  # when the API may send it; null: with the next response only
    sa.Column("sendings", sa.Integer, nullable=False, server_default="0"),
    sa.Column("changed_at", sa.Float, nullable=False),
    sa.Index("wechat_messages_of_conversation", "conversation", "received_at"),
    sa.Index("wechat_messages_by_stage", "account", "stage", "changed_at"),
)

workers = sa.Table(
    "wechat_workers",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("alive_until", sa.Float, nullable=False),
)

tokens = sa.Table(
    "wechat_tokens",
    metadata,
    sa.Column("account", sa.String(128), primary_key=True),
    sa.Column("token", sa.Text, nullable=False, server_default=""),
    sa.Column("expires_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("forced_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("service_denied_until", sa.Float, nullable=False, server_default="0"),
)
