"""Facts the speaker does not know or won't tell: 「设备多少我不清楚」, 「跳过」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding import speech
from bot.understanding.clause import Clause
from bot.understanding.vocabulary import Role

__all__ = ["denied_facts"]

_ASKS_FOR_MONEY = re.compile("[能可][不以]?[能可]?[拿补申领享报]|怎么|如何|多少补|补多少|给多少|拿多少|什么政策|哪些")


def denied_facts(clauses: Sequence[Clause], used: set[int], asked: str | None, stated: set[str]) -> list[str]:
    """Facts the speaker does not know or skips: those named beside it, else the one asked for."""
    denied: list[str] = []
    named_before: list[str] = []
    for clause in clauses:
        named = [
            fact for hit in clause.hits if hit.start not in used
            for fact in hit.facts(Role.ABOUT, Role.YES) if fact not in stated
        ]  # fmt: skip
        if (
            speech.passes(clause.text, answering=asked is not None)
            and not _ASKS_FOR_MONEY.search(clause.text)
            and not clause.of_others
        ):
            source = named or named_before or ([asked] if asked and asked not in stated else [])
            denied.extend(fact for fact in source if fact not in denied)
        named_before = named
    return denied
