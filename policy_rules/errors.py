"""What can be wrong with what people hand in, always with the field it is about."""

from __future__ import annotations


class PolicyRulesError(Exception):
    """Base of every error that this package raises on purpose."""


class FactError(PolicyRulesError):
    """A fact that can't be taken as it stands.

    ``code`` is a stable identifier for programs, ``message`` a Chinese sentence for the
    person with the fix in it, ``field`` the path of the fact (``projects[1].rd_spend``).
    """

    def __init__(self, code: str, message: str, field: str | None) -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.code = code
        self.message = message
        self.field = field

    def as_json(self) -> dict[str, str | None]:
        return {"code": self.code, "message": self.message, "field": self.field}


class PackError(PolicyRulesError):
    """A pack that can't be loaded; the message names file, clause, field and fix."""


class UnknownPolicy(PolicyRulesError):
    """No installed pack has that id."""
