"""What the installed packs teach of language: the words of their facts and clauses."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from bot.understanding.clause_finder import ClauseFinder, NamedClause
from bot.understanding.document import PolicyDocument, document_of
from bot.understanding.facts import read_facts_from
from bot.understanding.glossary import Glossary
from bot.understanding.passages import PassageSearch
from bot.understanding.plain import simplified
from bot.understanding.reading import FactReading
from bot.understanding.sentence_choice import LearnedSentences
from bot.understanding.tokens import Words
from bot.understanding.vocabulary import Vocabulary
from bot.understanding.word_patterns import spellings
from policy_rules import FactKind, Pack, UnknownPolicy, installed_packs, load_pack
from policy_rules.cli import DEFAULT_POLICY

_FIGURES = (FactKind.MONEY, FactKind.AREA, FactKind.COUNT)
NOTHING_LEARNED: Mapping[str, LearnedSentences] = MappingProxyType({})
_DECIDES_THE_MODEL = frozenset({".py", ".yaml", ".yml", ".txt"})


class PolicyWords:
    """The words of one policy: its facts and its clauses are the only ones a conversation about it can mean."""

    def __init__(self, pack: Pack, words: Words, sentences: LearnedSentences | None = None) -> None:
        self._pack, self._words, self._sentences = pack, words, sentences
        self.vocabulary = Vocabulary.from_definitions(pack.facts)
        self.clauses = ClauseFinder(_named_clauses(pack))

    def facts_in(self, text: str, asked: str | None = None, *, for_client: bool = False) -> FactReading:
        """Traditional characters count as simplified ones; spans point into `text`."""
        return read_facts_from(simplified(text), self.vocabulary, asked, for_client=for_client)

    @cached_property
    def passages(self) -> PassageSearch:
        """Over the policy's text; built with the first question to it."""
        return PassageSearch(self.document, self._words, self._sentences)

    @cached_property
    def document(self) -> PolicyDocument:
        """What questions to the policy's text are answered from."""
        return document_of(self._pack)

    @cached_property
    def glossary(self) -> Glossary:
        """The terms the policy explains."""
        return Glossary(self.document.glossary)


class PackKnowledge:
    """All installed policies. A new pack brings its words here and needs no code."""

    def __init__(self, packs: Sequence[Pack], sentences: Mapping[str, LearnedSentences] = NOTHING_LEARNED) -> None:
        """`sentences`: policy → which of its sentences answers a question, where that has been learned."""
        self.words = Words(
            way for pack in packs for clause in pack.clauses for word in clause.words for way in spellings(word)
        )
        self._policies = {pack.id: PolicyWords(pack, self.words, sentences.get(pack.id)) for pack in packs}

    @classmethod
    def installed(cls, *others: Pack, sentences: Mapping[str, LearnedSentences] = NOTHING_LEARNED) -> PackKnowledge:
        """Of the packs that come with the distribution, and of ``others`` that are still being written."""
        packs = {pack.id: pack for pack in (*map(load_pack, installed_packs()), *others)}
        return cls(list(packs.values()), sentences)

    @property
    def policies(self) -> tuple[str, ...]:
        return tuple(self._policies)

    def of(self, policy: str = DEFAULT_POLICY) -> PolicyWords:
        """Raises `UnknownPolicy` for a policy that is not installed."""
        if policy not in self._policies:
            raise UnknownPolicy(f"没有 id 为 {policy} 的政策；已安装：{'、'.join(self._policies)}")
        return self._policies[policy]


def fingerprint_of_words_and_code(*others: Path) -> str:
    """Changes whenever a model trained before would no longer be the one trained now; of folders, ``others`` too."""
    digest = hashlib.sha256()
    folders = [Path(__file__).parent, *others, *(load_pack(policy).folder for policy in installed_packs())]
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in _DECIDES_THE_MODEL):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _named_clauses(pack: Pack) -> list[NamedClause]:
    return [
        NamedClause(
            clause.id,
            _last_number(clause.number),
            titles=(clause.title.lower(),),
            words=tuple(way for word in clause.words for way in spellings(word)),
            figures=frozenset(
                fact for fact in (clause.amount.facts if clause.amount else ()) if pack.facts[fact].kind in _FIGURES
            ),
        )
        for clause in pack.clauses
    ]


def _last_number(number: str) -> int:
    numbers = re.findall(r"\d+", number)
    return int(numbers[-1]) if numbers else 0
