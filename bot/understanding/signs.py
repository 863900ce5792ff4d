"""The sign before a number: -3.5%, 负三十二. Between two numbers, or after a label, the stroke is no sign."""

from __future__ import annotations

__all__ = ["sign_before"]

_OPENS = frozenset(" ,，;；:：、(（=。")


def sign_before(text: str, at: int) -> int | None:
    """Where the sign of the number at ``at`` stands; ``None`` if it has none."""
    sign = at - 1
    if sign > 0 and text[sign] == " ":
        sign -= 1
    if sign < 0 or text[sign] not in "-负":
        return None
    if text[sign] == "负":
        return sign
    is_attached = sign == at - 1
    before = text[sign - 1] if sign else ""
    if not before or (before in _OPENS and (is_attached or before != " ")):
        return sign
    return None
