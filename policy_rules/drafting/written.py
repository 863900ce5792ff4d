"""Text as YAML writes it."""

from __future__ import annotations

import yaml

__all__ = ["block", "scalar"]


def scalar(text: str) -> str:
    """One line of text as a YAML scalar, quoted only where it must be, also inside ``[ … ]`` and ``{ … }``."""
    written: str = yaml.safe_dump([text], allow_unicode=True, width=10**6, default_flow_style=True)
    return written.strip()[1:-1]


def block(text: str) -> str:
    """Lines of YAML, indented below a key of a clause."""
    return "\n".join(f"    {line}" for line in text.splitlines())
