"""What somebody else has to grant and has not granted: 「国家专项申请了500万，结果还没出来」."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.understanding import not_so
from bot.understanding.assignment import Assigned
from bot.understanding.clause import Clause

__all__ = ["without_pending"]

_JUST_AFTER = 6
_APPROVED = re.compile("(?:都|全部?|均)?(?:已经?)?(?:评审|审核)?(?<!未)(?<!没)通过了?$|(?:都|全)?(?:批了|获批|批下来)")


def without_pending(
    text: str, assigned: Sequence[Assigned], clauses: Sequence[Clause], granted: Collection[str]
) -> list[Assigned]:
    """``assigned`` without amounts of ``granted`` facts that are only applied for."""
    following = {id(clause): after for clause, after in pairwise(clauses)}
    return [
        one for one in assigned
        if one.fact not in granted or one.clause.supposes or not _is_pending(text, one, following.get(id(one.clause)))
    ]  # fmt: skip


def _is_pending(text: str, one: Assigned, after: Clause | None) -> bool:
    clause, end = one.clause, one.quantity.end
    if not_so.NOT_YET_GRANTED.search(text, end, min(clause.end, end + _JUST_AFTER)):
        return True
    if not_so.GRANTED.search(not_so.NOT_YET_GRANTED.sub("", clause.text)):
        return False
    if not_so.APPLIED_FOR.search(clause.text):
        return after is None or after.asks or not _APPROVED.search(after.text)
    return after is not None and not after.quantities and not_so.NOT_YET_GRANTED.match(after.text) is not None
