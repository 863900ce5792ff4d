"""Everything one message says: wish, facts, what is not known, the clause meant.

The one function behind the chat, `huiqi parse` and the tests. The trained part is a single file in the model
archive; it is read here without Rasa and TensorFlow.
"""

from __future__ import annotations

import hashlib
import re
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.understanding.clause_finder import ClauseFinder, NamedClause
from bot.understanding.facts import read_facts_from
from bot.understanding.intents import IntentReading, read_intent
from bot.understanding.intents_examples import Example
from bot.understanding.intents_features import FactSigns, Features, features_of
from bot.understanding.intents_model import IntentModel, train
from bot.understanding.plain import simplified
from bot.understanding.reading import FactReading, Value
from bot.understanding.tokens import Words
from bot.understanding.vocabulary import Vocabulary
from policy_rules import FactKind, Pack, installed_packs, load_pack

MODEL_FILE = "intents.npz"

# Wishes that can be about a clause. A clause named while greeting or telling a figure is no question for it.
_ABOUT_A_CLAUSE = frozenset(
    {
        "estimate", "check_eligibility", "what_if", "ask_clause", "ask_procedure", "ask_payment", "ask_stacking",
        "ask_validity", "ask_contact", "ask_term", "ask_document",
    }
)  # fmt: skip
_CONFIDENCE_DIGITS = 4
_FACT_FINDER = "FactFinder"
_CLAUSE_FINDER = "ClauseFinder"
_DECIDES_THE_MODEL = frozenset({".py", ".yaml", ".txt"})


@dataclass(frozen=True)
class Understanding:
    """What was understood of `text`."""

    text: str
    wish: IntentReading
    clauses: tuple[str, ...]
    reading: FactReading
    """All that was said about facts, projects and corrections included."""

    @property
    def facts(self) -> dict[str, Value]:
        return self.reading.facts

    @property
    def clause(self) -> str | None:
        """The clause meant, if it is exactly one."""
        return self.clauses[0] if len(self.clauses) == 1 else None

    def as_contract(self) -> dict[str, Any]:
        """The line `huiqi parse --jsonl` writes."""
        return {
            "text": self.text,
            "intent": self.wish.intent,
            "confidence": round(self.wish.confidence, _CONFIDENCE_DIGITS),
            "clause": self.clause,
            "facts": self.facts,
            "denied": list(self.reading.denied),
        }

    def as_dict(self) -> dict[str, Any]:
        """The contract's line with what the dialogue needs besides."""
        return {
            **self.as_contract(),
            "intents": list(self.wish.intents),
            "unclear": self.wish.unclear,
            "clauses": list(self.clauses),
            "projects": list(self.reading.projects),
            "retracted": list(self.reading.retracted),
            "corrected": self.reading.corrected,
            "hypothetical": self.reading.hypothetical,
            "unassigned": [self.text[quantity.start : quantity.end] for quantity in self.reading.unassigned],
            "additions": [
                {"fact": addition.fact, "value": addition.value, "text": addition.text}
                for addition in self.reading.additions
            ],
        }

    def entities(self) -> list[dict[str, Any]]:
        """The same as Rasa entities."""
        stated = [
            {
                "entity": mention.fact,
                "value": mention.value,
                "start": mention.start,
                "end": mention.end,
                "certainty": mention.certainty.value,
                "project": mention.project,
                "extractor": _FACT_FINDER,
            }
            for mention in self.reading.mentions
        ]
        denied = [{"entity": "denied", "value": fact, "extractor": _FACT_FINDER} for fact in self.reading.denied]
        named = [{"entity": "clause", "value": clause, "extractor": _CLAUSE_FINDER} for clause in self.clauses]
        return [*stated, *denied, *named]


class PackKnowledge:
    """What the installed packs teach: the words of their facts and clauses."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.words = Words(word for pack in packs for clause in pack.clauses for word in clause.words)
        self.vocabulary = Vocabulary.from_definitions(*(pack.facts for pack in packs))
        self.clauses = ClauseFinder(_named_clauses(packs))

    @classmethod
    def installed(cls) -> PackKnowledge:
        """Of the packs that come with the distribution."""
        return cls(_installed())

    def facts_in(self, text: str, asked: str | None) -> FactReading:
        """Traditional characters count as simplified ones; spans point into `text`."""
        return read_facts_from(simplified(text), self.vocabulary, asked)


class Understander:
    """Reads messages with one trained model and the words of the installed packs."""

    def __init__(self, model: IntentModel, knowledge: PackKnowledge) -> None:
        self._model = model
        self._knowledge = knowledge

    def understand(self, text: str, asked: str | None = None) -> Understanding:
        """`asked` is the fact the bot has just asked for."""
        reading = self._knowledge.facts_in(text, asked)

        def signs_in(part: str) -> FactSigns:
            return signs_of(reading if part == text else self._knowledge.facts_in(part, None), part, asked)

        wish = read_intent(text, self._model, self._knowledge.words, signs_in)
        return Understanding(text, wish, self._clauses_meant(text, wish, asked), reading)

    def _clauses_meant(self, text: str, wish: IntentReading, asked: str | None) -> tuple[str, ...]:
        if not _ABOUT_A_CLAUSE.intersection(wish.intents):
            return ()
        return self._knowledge.clauses.clauses_in(
            text, bare_number=asked is None, topics_count=wish.intent != "what_if"
        )

    def to_bytes(self) -> bytes:
        """The trained part; the packs' words come from the packs."""
        return self._model.to_bytes()

    @classmethod
    def from_bytes(cls, content: bytes) -> Understander:
        """With the installed packs."""
        return cls(IntentModel.from_bytes(content), PackKnowledge.installed())

    @classmethod
    def from_archive(cls, archive: Path) -> Understander:
        """From a trained model as Rasa packs it (`.tar.gz`); raises `FileNotFoundError` if it holds none."""
        with tarfile.open(archive) as members:
            for member in members:
                content = members.extractfile(member) if Path(member.name).name == MODEL_FILE else None
                if content is not None:
                    return cls.from_bytes(content.read())
        raise FileNotFoundError(f"{archive} 里没有 {MODEL_FILE}：请先运行 huiqi train")


def train_understander(examples: Sequence[Example]) -> Understander:
    """Learns from utterances; the same utterances give the same understander."""
    knowledge = PackKnowledge.installed()
    return Understander(train(*training_features(examples, knowledge)), knowledge)


def training_features(
    examples: Sequence[Example], knowledge: PackKnowledge
) -> tuple[list[Features], list[str], list[int]]:
    """(features, intents, utterance numbers). Every utterance twice: said unasked, and said after a question that it could answer, or pass over."""
    features: list[Features] = []
    intents: list[str] = []
    utterances: list[int] = []
    for turn, example in enumerate(examples):
        for asked in (None, _question_before(example, knowledge, turn)):
            signs = signs_of(knowledge.facts_in(example.text, asked), example.text, asked)
            features.append(features_of(example.text, knowledge.words, signs))
            intents.append(example.intent)
            utterances.append(turn)
    return features, intents, utterances


def signs_of(reading: FactReading, text: str, asked: str | None) -> FactSigns:
    """What the facts in a message say about its wish."""
    covered = sum(mention.end - mention.start for mention in reading.mentions)
    return FactSigns(
        facts=tuple(dict.fromkeys(mention.fact for mention in reading.mentions)),
        denied=reading.denied,
        asked=asked,
        covered=min(1.0, covered / max(1, len(text))),
        supposes=reading.hypothetical,
        corrects=reading.corrected,
    )


def _question_before(example: Example, knowledge: PackKnowledge, turn: int) -> str:
    """A fact the bot may have asked for just before, another one from utterance to utterance."""
    vocabulary = knowledge.vocabulary
    facts = (
        vocabulary.of_kind(FactKind.BOOLEAN) if example.intent in ("affirm", "deny") else tuple(vocabulary.definitions)
    )
    first = turn % len(facts)
    in_turn = (*facts[first:], *facts[:first])
    if example.intent != "inform":
        return in_turn[0]
    answered = (fact for fact in in_turn if fact in knowledge.facts_in(example.text, fact).facts)
    return next(answered, in_turn[0])


def fingerprint_of_words_and_code() -> str:
    """Changes whenever a model trained before would no longer be the model trained now."""
    digest = hashlib.sha256()
    folders = [Path(__file__).parent, *(pack.folder for pack in _installed())]
    for path in sorted(path for folder in folders for path in folder.iterdir() if path.suffix in _DECIDES_THE_MODEL):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _installed() -> tuple[Pack, ...]:
    return tuple(load_pack(policy) for policy in installed_packs())


def _named_clauses(packs: Sequence[Pack]) -> list[NamedClause]:
    return [
        NamedClause(clause.id, _last_number(clause.number), (*clause.words, clause.title.lower()))
        for pack in packs
        for clause in pack.clauses
    ]


def _last_number(number: str) -> int:
    numbers = re.findall(r"\d+", number)
    return int(numbers[-1]) if numbers else 0
