"""Which term of the glossary a question is about. An explanation is marked as ours; the quote is the document's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.document import Term
from bot.understanding.plain import plain


class Glossary:
    """Terms by all the ways in which people write them; the longest one written wins."""

    def __init__(self, terms: Sequence[Term]) -> None:
        written = {way.lower(): term for term in terms for way in (*term.also, term.term)}
        self._written = sorted(written.items(), key=lambda entry: -len(entry[0]))

    def term_in(self, question: str) -> Term | None:
        """The term asked about, if the glossary has it."""
        line = plain(question).lower().replace(" ", "").replace("：", ":")
        return next((term for way, term in self._written if way in line), None)
