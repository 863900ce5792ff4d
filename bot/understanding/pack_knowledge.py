"""What the installed packs teach of language: the words of their facts and clauses."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from bot.understanding.clause_finder import ClauseFinder, NamedClause
from bot.understanding.facts import read_facts_from
from bot.understanding.plain import simplified
from bot.understanding.reading import FactReading
from bot.understanding.tokens import Words
from bot.understanding.vocabulary import Vocabulary
from policy_rules import Pack, installed_packs, load_pack

_DECIDES_THE_MODEL = frozenset({".py", ".yaml", ".txt"})


class PackKnowledge:
    """A new pack brings its words here and needs no code."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.words = Words(word for pack in packs for clause in pack.clauses for word in clause.words)
        self.vocabulary = Vocabulary.from_definitions(*(pack.facts for pack in packs))
        self.clauses = ClauseFinder(_named_clauses(packs))

    @classmethod
    def installed(cls) -> PackKnowledge:
        """Of the packs that come with the distribution."""
        return cls([load_pack(policy) for policy in installed_packs()])

    def facts_in(self, text: str, asked: str | None = None) -> FactReading:
        """Traditional characters count as simplified ones; spans point into `text`."""
        return read_facts_from(simplified(text), self.vocabulary, asked)


def fingerprint_of_words_and_code() -> str:
    """Changes whenever a model trained before would no longer be the model trained now."""
    digest = hashlib.sha256()
    folders = [Path(__file__).parent, *(load_pack(policy).folder for policy in installed_packs())]
    for path in sorted(path for folder in folders for path in folder.iterdir() if path.suffix in _DECIDES_THE_MODEL):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _named_clauses(packs: Sequence[Pack]) -> list[NamedClause]:
    return [
        NamedClause(clause.id, _last_number(clause.number), (*clause.words, clause.title.lower()))
        for pack in packs
        for clause in pack.clauses
    ]


def _last_number(number: str) -> int:
    numbers = re.findall(r"\d+", number)
    return int(numbers[-1]) if numbers else 0
