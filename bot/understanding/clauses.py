"""Sentences and clauses, and in which manner each one speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding import speech
from bot.understanding.quantity import Quantity

__all__ = ["Clause", "clauses_of"]

_END = re.compile("[。；;！!？?\n]+|[,，]|(?<=[^a-z0-9 ]) +(?=[^ ])| +(?=[^a-z0-9 ])|(?:但是|但|不过|而且|另外|还有)(?=[^,，]{3})")
_STRONG = frozenset("。；;！!？?\n")


@dataclass(slots=True)
class Clause:
    """``text[start:end]`` between punctuation, with the manner in which it speaks."""

    start: int
    end: int
    sentence: int
    text: str
    asks: bool
    is_own: bool
    """Somebody speaks of their own case, not of a rule."""
    speaks_of_policy: bool
    asks_in_general: bool = False
    """「每平每天4块5算贵吗」: asked of anybody's case."""
    supposes: bool = False
    of_others: bool = False

    @property
    def states(self) -> bool:
        return not self.of_others and not (self.asks and not self.is_own)


def clauses_of(text: str, quantities: Sequence[Quantity]) -> list[Clause]:
    """The clauses of ``text`` (normalised); a quantity is never cut."""
    clauses: list[Clause] = []
    begin, sentence = 0, 0
    supposes = of_others = False
    for match in (*_END.finditer(text), None):
        end = match.start() if match else len(text)
        if match and any(q.start < match.start() < q.end for q in quantities):
            continue
        is_strong = match is None or match[0][0] in _STRONG
        # The mark belongs to the clause it ends: 「？」 makes it a question.
        words = text[begin : match.end() if match and is_strong else end]
        if words.strip():
            supposes = supposes or speech.SUPPOSING.search(words) is not None
            of_others = speech.OTHERS.search(words) is not None or (of_others and speech.FIRST_PERSON.search(words) is None)
            clauses.append(
                Clause(
                    begin, end, sentence, words,
                    asks=speech.ASKING.search(words) is not None,
                    is_own=speech.FIRST_PERSON.search(words) is not None,
                    asks_in_general=speech.ASKS_ABOUT_ITSELF.search(words) is not None,
                    speaks_of_policy=speech.POLICY_TALK.search(words) is not None,
                    supposes=supposes, of_others=of_others,
                )
            )  # fmt: skip
        if is_strong:
            sentence += 1
            supposes = of_others = False
        begin = match.end() if match else end
    return clauses
