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
from bot.understanding.intents import IntentReading, read_intent
from bot.understanding.intents_examples import Example
from bot.understanding.intents_features import FactSigns, features_of
from bot.understanding.intents_model import IntentModel, train
from bot.understanding.tokens import Words
from policy_rules import Pack, installed_packs, load_pack

MODEL_FILE = "intents.npz"

# Wishes that can be about a clause. A clause named while greeting or telling a figure is no question for it.
_ABOUT_A_CLAUSE = frozenset(
    {
        "estimate", "check_eligibility", "what_if", "ask_clause", "ask_procedure", "ask_payment", "ask_stacking",
        "ask_validity", "ask_contact", "ask_term", "ask_document",
    }
)  # fmt: skip
_CONFIDENCE_DIGITS = 4
_DECIDES_THE_MODEL = frozenset({".py", ".yaml", ".txt"})


@dataclass(frozen=True)
class Understanding:
    """What was understood of `text`."""

    text: str
    wish: IntentReading
    clauses: tuple[str, ...]
    facts: dict[str, Any]
    denied: tuple[str, ...]

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
            "denied": list(self.denied),
        }

    def as_dict(self) -> dict[str, Any]:
        """The contract's line with what the dialogue needs besides."""
        return {
            **self.as_contract(),
            "intents": list(self.wish.intents),
            "unclear": self.wish.unclear,
            "clauses": list(self.clauses),
        }

    def entities(self) -> list[dict[str, Any]]:
        """The same as Rasa entities."""
        return [{"entity": "clause", "value": clause, "extractor": "ClauseFinder"} for clause in self.clauses]


class Understander:
    """Reads messages with one trained model and the words of the installed packs."""

    def __init__(self, model: IntentModel, packs: Sequence[Pack]) -> None:
        self._model = model
        self._packs = packs
        self._words = Words(_words_of(packs))
        self._clauses = ClauseFinder(_named_clauses(packs))

    def understand(self, text: str, asked: str | None = None) -> Understanding:
        """`asked` is the fact the bot has just asked for."""
        signs = FactSigns(asked=asked)
        wish = read_intent(text, self._model, self._words, signs)
        about_a_clause = _ABOUT_A_CLAUSE.intersection(wish.intents)
        clauses = self._clauses.clauses_in(text, bare_number=asked is None) if about_a_clause else ()
        return Understanding(text, wish, clauses, {}, ())

    def to_bytes(self) -> bytes:
        """The trained part; the packs' words come from the packs."""
        return self._model.to_bytes()

    @classmethod
    def from_bytes(cls, content: bytes) -> Understander:
        """With the installed packs."""
        return cls(IntentModel.from_bytes(content), _installed())

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
    packs = _installed()
    words = Words(_words_of(packs))
    model = train([features_of(example.text, words) for example in examples], [example.intent for example in examples])
    return Understander(model, packs)


def fingerprint_of_words_and_code() -> str:
    """Changes whenever a model trained before would no longer be the model trained now."""
    digest = hashlib.sha256()
    folders = [Path(__file__).parent, *(pack.folder for pack in _installed())]
    for path in sorted(path for folder in folders for path in folder.iterdir() if path.suffix in _DECIDES_THE_MODEL):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _installed() -> tuple[Pack, ...]:
    return tuple(load_pack(policy) for policy in installed_packs())


def _words_of(packs: Sequence[Pack]) -> list[str]:
    return [word for pack in packs for clause in pack.clauses for word in clause.words]


def _named_clauses(packs: Sequence[Pack]) -> list[NamedClause]:
    return [
        NamedClause(clause.id, _last_number(clause.number), (*clause.words, clause.title.lower()))
        for pack in packs
        for clause in pack.clauses
    ]


def _last_number(number: str) -> int:
    numbers = re.findall(r"\d+", number)
    return int(numbers[-1]) if numbers else 0
