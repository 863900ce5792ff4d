"""Facts the speaker does not know or won't tell: 「设备多少我不清楚」, 「跳过」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding import not_so, passing
from bot.understanding.clause import Clause
from bot.understanding.vocabulary import Role, Vocabulary

__all__ = ["denied_facts"]

_ASKS_FOR_MONEY = re.compile("[能可][不以]?[能可]?[拿补申领享报]|怎么|如何|多少补|补多少|给多少|拿多少|什么政策|哪些")


def denied_facts(
    clauses: Sequence[Clause], used: set[int], asked: str | None, stated: set[str], vocabulary: Vocabulary
) -> list[str]:
    """Facts the speaker does not know or skips: those named beside it, else the one asked for."""
    denied: list[str] = []
    named_before: list[str] = []
    for clause in clauses:
        named = [
            fact for hit in clause.hits if hit.start not in used
            for fact in hit.facts(Role.ABOUT, Role.YES) if fact not in stated
        ]  # fmt: skip
        named = [fact for fact in named if not _is_said_by_its_peak(fact, named, vocabulary)]
        if (
            passing.passes(clause.text, answering=asked is not None)
            and not _ASKS_FOR_MONEY.search(clause.text)
            and not clause.of_others
        ):
            source = named or named_before or ([asked] if asked and asked not in stated else [])
            denied.extend(fact for fact in source if fact not in denied)
        named_before = named
    if asked and asked in vocabulary.to_come and asked not in (*stated, *denied) and _is_still_to_come(clauses):
        denied.append(asked)
    return denied


def _is_still_to_come(clauses: Sequence[Clause]) -> bool:
    """「还没」, 「还没评审」: nobody knows yet, and it is no use asking again."""
    return not any(clause.asks for clause in clauses) and any(not_so.NOT_YET.search(clause.text) for clause in clauses)


def _is_said_by_its_peak(fact: str, named: Sequence[str], vocabulary: Vocabulary) -> bool:
    """「往年最高收入没查到」 speaks of the best year before, not of this one."""
    pair = vocabulary.peak_pair(fact)
    return pair is not None and fact == pair[0] and pair[1] in named
