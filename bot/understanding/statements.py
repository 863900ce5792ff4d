"""Facts without a number: yes/no, choices and zero amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from bot.understanding import not_so
from bot.understanding.choices import choices
from bot.understanding.clause import Clause
from bot.understanding.forms import filled_in
from bot.understanding.statement import Statement
from bot.understanding.vocabulary import Hit, Vocabulary
from bot.understanding.yes_no import yes_or_no
from bot.understanding.zeros import zeros

__all__ = ["statements"]

_NEAR = 32
"""Characters over which a choice still belongs to the topic named before."""


def statements(
    text: str, clauses: Sequence[Clause], used: set[int], asked: str | None, vocabulary: Vocabulary
) -> Iterator[Statement]:
    """Everything that ``text`` (normalised) states without a number, in order."""
    earlier: list[Hit] = []
    for clause, following in zip_longest(clauses, clauses[1:]):
        if not (clause.of_others or clause.is_long_gone):
            filled = list(filled_in(clause, following, vocabulary))
            labels = {statement.fact for statement in filled}
            said = chain(
                yes_or_no(text, clause, earlier, asked, vocabulary.to_come),
                choices(text, clause, earlier, following, asked, vocabulary),
            )
            for statement in chain(filled, (s for s in said if s.fact not in labels)):
                if statement.fact not in vocabulary.to_come or not not_so.NOT_YET.search(clause.text):
                    yield statement
            yield from zeros(text, clause, used, asked, vocabulary)
        earlier = [hit for hit in (*earlier, *clause.hits) if clause.end - hit.end < _NEAR]
