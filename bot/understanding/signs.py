"""The sign before a number: -3.5%, 负三十二. Between two numbers, after a label or before a space a stroke is no sign."""

from __future__ import annotations

import re

__all__ = ["sign_before"]

_OPENS = frozenset(" ,，;；:：、(（=。\n是为")
_CAN_BE_NEGATIVE = re.compile("(?:利润|净利|增长|增速|同比|环比|[涨增降]幅|(?:增长|利润|毛利|净利|收益|回报)率)-$")
"""What falls below zero: 「利润-500万」, 「同比-12%」; after 营收 a stroke only separates."""
_BEFORE_POINT = re.compile(r"(?<=[\u4e00-\u9fff])(?<![零一二三四五六七八九十百千万亿元块平成折])-(?=\.\d)")
"""「增长-.5%」: no range goes on with a point, and nobody writes one after a label."""


def sign_before(text: str, at: int) -> int | None:
    """Where the sign of the number at ``at`` stands; ``None`` if it has none."""
    if text.endswith(("负", "负 "), 0, at):
        return text.rindex("负", 0, at)
    is_stroke = at > 0 and text[at - 1] == "-"
    return at - 1 if is_stroke and _is_sign(text, at) else None


def _is_sign(text: str, at: int) -> bool:
    """Whether the stroke before ``at`` makes the number negative."""
    return bool(
        at == 1
        or text[at - 2] in _OPENS
        or _BEFORE_POINT.match(text, at - 1)
        or _CAN_BE_NEGATIVE.search(text, max(0, at - 5), at)
    )
