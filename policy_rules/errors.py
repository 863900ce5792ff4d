"""What can be wrong with what people hand in, always with the field it is about."""

from __future__ import annotations

import re

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that neither XML nor a workbook can hold."""


def printable(text: str, longest: int) -> str:
    """One line that any terminal and any encoding can carry: what somebody sent is never printed as it came."""
    shown = "".join(character if character.isprintable() else "�" for character in text)
    return shown if len(shown) <= longest else f"{shown[:longest]}…"


class PolicyRulesError(Exception):
    """Base of every error that this package raises on purpose."""


class FactError(PolicyRulesError):
    """A fact that can't be taken as it stands.

    ``code`` is a stable identifier for programs, ``message`` a Chinese sentence for the
    person with the fix in it, ``field`` the path of the fact (``projects[1].rd_spend``).
    """

    def __init__(self, code: str, message: str, field: str | None) -> None:
        self.code = code
        self.message = printable(message, 300)
        self.field = printable(field, 120) if field else field
        super().__init__(f"{self.field}: {self.message}" if field else self.message)

    def as_json(self) -> dict[str, str | None]:
        return {"code": self.code, "message": self.message, "field": self.field}


class PackError(PolicyRulesError):
    """A pack that can't be loaded; the message names file, clause, field and fix."""


class UnknownPolicy(PolicyRulesError):
    """No installed pack has that id."""
