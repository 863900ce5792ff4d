"""Facts taken back without a new value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.vocabulary import Hit, Role

__all__ = ["retracted_facts"]

_TAKING_OUT = re.compile("(?:就|先|也|那个|那项|的|这项)*(?:去掉|删掉|作废|撤回|不要了|先不算|不算了?(?=$|[,，。]))")
_RETRACTING = re.compile("(?:说错|讲错|不对|错了|搞错|记错|不算|作废|删掉|去掉|撤回|先不算|不要了)")


def retracted_facts(text: str, hits: Sequence[Hit], known: set[str], *, corrected: bool) -> Iterator[str]:
    """「研发投入说错了」 without a new value; or, where nothing is ``corrected``, what is taken out."""
    words = _RETRACTING if corrected else _TAKING_OUT
    for hit in hits:
        facts = [fact for fact in hit.facts(Role.ABOUT) if fact not in known]
        if len(facts) == 1 and words.search(text, hit.end, hit.end + 8):
            yield facts[0]
