"""What was understood of one message, and how it is written for the contract, the dialogue and Rasa."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.understanding.acts import aside
from bot.understanding.besides import SMALL_TALK
from bot.understanding.document_answers import DocumentAnswer
from bot.understanding.intents import IntentReading
from bot.understanding.quantity import Quantity
from bot.understanding.reading import FactReading, Value
from bot.understanding.values import as_json

__all__ = ["Understanding", "amount_in"]

_CONFIDENCE_DIGITS = 4
_FACT_FINDER = "FactFinder"
_CLAUSE_FINDER = "ClauseFinder"


@dataclass(frozen=True)
class Understanding:
    """What was understood of `text`."""

    text: str
    wish: IntentReading
    clauses: tuple[str, ...]
    reading: FactReading
    """All that was said about facts, projects and corrections included."""
    documents: Mapping[str, DocumentAnswer] = field(default_factory=dict)
    """What the policy's text says to each wish that asks for it."""
    clauses_of: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    """Of several wishes or questions: the clauses that each part of a wish names."""
    they: str | None = None
    """Who 「他们」 are in the next message, see :mod:`bot.understanding.third_person`."""
    question: str | None = None
    """What was asked of the policy's text, in full: what the next message may go on from."""

    @property
    def facts(self) -> dict[str, Value]:
        return self.reading.facts

    @property
    def document(self) -> DocumentAnswer | None:
        """What the text says to the main wish, or to the first that asks for it."""
        return self.documents.get(self.wish.intent) or next(iter(self.documents.values()), None)

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
            "aside": aside(self.text, self.wish.acts),
            "small_talk": next((one.parts[0] for one in self.wish.acts if one.intent == SMALL_TALK), ""),
            "clauses_of": {wish: [list(part) for part in parts] for wish, parts in self.clauses_of.items()},
            "clauses": list(self.clauses),
            "projects": list(self.reading.projects),
            "retracted": list(self.reading.retracted),
            "corrected": self.reading.corrected,
            "they": self.they,
            "last_question": self.question,
            "hypothetical": self.reading.hypothetical,
            "unassigned": [amount_in(self.text, quantity) for quantity in self.reading.unassigned],
            "taken_back": [amount_in(self.text, quantity) for quantity in self.reading.taken_back],
            "additions": [
                {"fact": addition.fact, "value": addition.value, "text": addition.text}
                for addition in self.reading.additions
            ],
            **(self.document.as_dict() if self.document else {}),
            "documents": {wish: said.as_dict() for wish, said in self.documents.items()}
            if len(self.documents) > 1
            else {},
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


def amount_in(text: str, quantity: Quantity) -> dict[str, Any]:
    """An amount without a fact: its words, its value in base units and what it measures."""
    low = as_json(quantity.low)
    high = None if quantity.high is None else as_json(quantity.high)
    return {
        "text": text[quantity.start : quantity.end],
        "value": low if quantity.is_point else [low, high],
        "dimension": quantity.dimension.value if quantity.names_unit else None,
    }
