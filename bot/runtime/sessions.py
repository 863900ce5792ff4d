"""Session ids that only this server can issue: a random name and its signature."""

from __future__ import annotations

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

__all__ = ["Sessions"]


class Sessions:
    """Issues and checks session ids. The conversation they name is the part before the dot."""

    def __init__(self, secret: bytes) -> None:
        if not secret:
            raise ValueError("a session secret must not be empty")
        self._secret = secret

    @classmethod
    def with_secret(cls, secret: str | None, home: Path) -> Sessions:
        """With the secret given, else with one that is kept in ``home`` and made on first use."""
        return cls(secret.encode() if secret else _kept_secret(home / "session.key"))

    def issue(self) -> str:
        return self.sign(secrets.token_urlsafe(18))

    def sign(self, conversation: str) -> str:
        """The session id of a conversation, for links that carry it on."""
        return f"{conversation}.{self._signature(conversation)}"

    def conversation(self, session: str) -> str | None:
        """The conversation that ``session`` names; None if it was not issued here."""
        conversation, _, signature = session.rpartition(".")
        expected = self._signature(conversation)
        return conversation if hmac.compare_digest(signature.encode(), expected.encode()) else None

    def _signature(self, conversation: str) -> str:
        return hmac.new(self._secret, conversation.encode(), sha256).hexdigest()[:32]


def _kept_secret(file: Path) -> bytes:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Exclusive creation: of two processes that start at once, one writes and both read the same.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(descriptor, "wb") as opened:
        secret = secrets.token_hex(32).encode()
        opened.write(secret)
    return secret
