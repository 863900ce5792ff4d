"""Sentences and clauses, and in which manner each one speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.understanding import speech
from bot.understanding.quantity import Quantity
from bot.understanding.vocabulary import Hit

__all__ = ["Clause", "clauses_of"]

_END = re.compile(
    "[。；;！!？?\n]+|[,，]|(?<=[^a-z0-9 ]) +(?=[^ ])| +(?=[^a-z0-9 ])|(?:但是|但|不过|而且|另外|(?<![年前])还有)(?=[^,，]{3})"
)
_STRONG = frozenset("。；;！!？?\n")


_LONGEST = 200
"""Characters after which a clause ends anyway: nobody relates words further apart."""


@dataclass(slots=True)
class Clause:
    """``text[start:end]`` between punctuation, with what stands in it and the manner in which it speaks."""

    start: int
    end: int
    text: str
    asks: bool
    is_own: bool
    """Somebody speaks of their own case, not of a rule."""
    speaks_of_policy: bool
    asks_in_general: bool
    """「每平每天4块5算贵吗」: asked of anybody's case."""
    supposes: bool
    of_others: bool
    quantities: Sequence[Quantity] = ()
    hits: Sequence[Hit] = ()

    @property
    def states(self) -> bool:
        return not self.of_others and not (self.asks and not self.is_own)


def clauses_of(text: str, quantities: Sequence[Quantity], hits: Sequence[Hit]) -> list[Clause]:
    """The clauses of ``text`` (normalised) with their quantities and words; a quantity is never cut."""
    clauses: list[Clause] = []
    supposes = of_others = False
    for begin, end, mark, ends_sentence in _spans(text, quantities):
        # The mark belongs to the clause it ends: 「？」 makes it a question.
        words = text[begin:mark]
        if words.strip():
            is_own = speech.FIRST_PERSON.search(words) is not None
            supposes = supposes or speech.SUPPOSING.search(words) is not None
            names_others = speech.OTHERS.search(words) is not None and speech.ON_BEHALF.search(words) is None
            of_others = names_others or (of_others and not is_own)
            clauses.append(
                Clause(
                    begin, end, words, speech.ASKING.search(words) is not None, is_own,
                    speech.POLICY_TALK.search(words) is not None,
                    speech.ASKS_ABOUT_ITSELF.search(words) is not None, supposes, of_others,
                )
            )  # fmt: skip
        if ends_sentence:
            supposes = of_others = False
    _share_out(clauses, quantities, hits)
    return clauses


def _spans(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int, int, bool]]:
    """``(start, end, end with its mark, whether a sentence ends)`` of every clause."""
    begin, following = 0, 0
    for match in (*_END.finditer(text), None):
        end = match.start() if match else len(text)
        while following < len(quantities) and quantities[following].end <= end:
            following += 1
        if match and following < len(quantities) and quantities[following].start < end:
            continue
        is_strong = match is None or match[0][0] in _STRONG
        while end - begin > _LONGEST:
            yield begin, begin + _LONGEST, begin + _LONGEST, False
            begin += _LONGEST
        yield begin, end, match.end() if match and is_strong else end, is_strong
        begin = match.end() if match else end


def _share_out(clauses: Sequence[Clause], quantities: Sequence[Quantity], hits: Sequence[Hit]) -> None:
    quantity, hit = 0, 0
    for clause in clauses:
        first = quantity
        while quantity < len(quantities) and quantities[quantity].core_start < clause.end:
            quantity += 1
        clause.quantities = quantities[first:quantity]
        first = hit
        while hit < len(hits) and hits[hit].start < clause.end:
            hit += 1
        clause.hits = [h for h in hits[first:hit] if h.start >= clause.start and h.end <= clause.end]
