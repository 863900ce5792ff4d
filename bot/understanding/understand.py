"""Everything one message says: wish, facts, what is not known, the clause meant.

The one function behind the chat, `huiqi parse` and the tests. The trained part is a single file in the model
archive; it is read without Rasa and TensorFlow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.understanding.besides import SMALL_TALK
from bot.understanding.document_answers import DocumentAnswer, answer_from_document, said_to
from bot.understanding.follow_on import FollowOn, as_one_question, followed_on
from bot.understanding.intents import IntentReading, read_intent
from bot.understanding.intents_features import Signs
from bot.understanding.learned import Learned
from bot.understanding.pack_knowledge import PackKnowledge, PolicyWords
from bot.understanding.parts import Act
from bot.understanding.plain import simplified
from bot.understanding.reading import FactReading
from bot.understanding.telling_model import only_what_is_told
from bot.understanding.third_person import speaks_of_client, they_after
from bot.understanding.understanding import Understanding
from bot.understanding.whole_questions import answer_to_whole
from policy_rules import Pack
from policy_rules.cli import DEFAULT_POLICY

# Wishes that can be about a clause. A clause named while greeting or telling a figure is no question for it.
_ABOUT_A_CLAUSE = frozenset(
    {
        "estimate", "check_eligibility", "what_if", "ask_clause", "ask_procedure", "ask_payment", "ask_stacking",
        "ask_validity", "ask_contact", "ask_term",
    }
)  # fmt: skip
# A supposition or a correction changes facts and asks for the whole; a term is asked about wherever it is used.
_TOPICS_NAME_NO_CLAUSE = frozenset({"what_if", "ask_term"})
_SHORT = 40  # characters


class Understander:
    """Reads messages with one trained model and the words of the installed packs."""

    def __init__(self, learned: Learned, *others: Pack) -> None:
        """With the installed packs and ``others``."""
        self.learned = learned
        self._knowledge = PackKnowledge.installed(*others, sentences=learned.sentences)

    @classmethod
    def from_archive(cls, archive: Path, *others: Pack) -> Understander:
        """From a trained model as Rasa packs it (`.tar.gz`); raises `FileNotFoundError` if it holds none."""
        return cls(Learned.from_archive(archive), *others)

    def words_of(self, policy: str = DEFAULT_POLICY) -> PolicyWords:
        """What is known of one policy's language, and the search over its text; `UnknownPolicy` if it is none."""
        return self._knowledge.of(policy)

    def understand(
        self,
        text: str,
        asked: str | None = None,
        policy: str = DEFAULT_POLICY,
        they: str | None = None,
        last_question: str | None = None,
    ) -> Understanding:
        """`asked` is the fact the bot has just asked for, `policy` the one spoken of; `UnknownPolicy` if it is none.

        `they` and `last_question`: who 「他们」 were so far, and what was asked of the text, as the last message was
        understood.
        """
        words = self._knowledge.of(policy)
        for_client = speaks_of_client(simplified(text), they)
        reading = words.facts_in(text, asked, for_client=for_client)

        def signs_in(part: str) -> Signs:
            told = reading if part == text else words.facts_in(part, for_client=for_client)
            return signs_of(told, part, asked, words)

        wish = read_intent(text, self.learned.intents, self._knowledge.words, signs_in)
        reading = only_what_is_told(reading, text, asked, self.learned.telling)
        clauses = _clauses_meant(text, wish, reading, asked, words)
        goes_on = None if clauses else followed_on(text, wish, reading, last_question)
        wish = wish.meaning("ask_document") if goes_on else as_one_question(text, wish, clauses)
        documents = (
            {wish.intent: said_to(answer_to_whole(goes_on, words), words)}
            if goes_on
            else _documents(text, wish, clauses, words)
        )
        return Understanding(
            text,
            wish,
            clauses,
            reading,
            documents,
            _clauses_of(wish, clauses, words),
            they_after(simplified(text), they, tells=bool(reading.mentions)),
            _question_to_the_text(text, wish, documents, goes_on),
        )


def _documents(text: str, wish: IntentReading, clauses: Sequence[str], words: PolicyWords) -> dict[str, DocumentAnswer]:
    """Each wish is looked up by the parts of the message that say it; a short message with one wish as a whole."""
    if wish.intent == "check_eligibility" and len(text) <= _SHORT and len(wish.wishes) == 1:
        answer = answer_from_document((text,), wish.intent, clauses, words)
        return {wish.intent: answer} if answer else {}
    asking = [one for one in wish.acts if one.intent != SMALL_TALK or wish.intent == SMALL_TALK]
    found = {one.intent: answer_from_document(one.parts, one.intent, clauses, words) for one in asking}
    return {intent: answer for intent, answer in found.items() if answer is not None}


def _question_to_the_text(
    text: str, wish: IntentReading, documents: Mapping[str, DocumentAnswer], goes_on: FollowOn | None
) -> str | None:
    """The last part that the text was asked for, or that asks what a clause gives."""
    if goes_on:
        return goes_on.question
    asking = [one for one in wish.acts if one.intent in documents or one.intent == "ask_clause"]
    return asking[-1].parts[-1] if asking else None


def _clauses_of(wish: IntentReading, clauses: Sequence[str], words: PolicyWords) -> dict[str, list[tuple[str, ...]]]:
    """「租金怎么补，平台的钱怎么发」 asks each of a clause of its own."""

    def named(one: Act) -> list[tuple[str, ...]]:
        found = (words.clauses.clauses_in(part, told={}, bare_number=False, topics_count=True) for part in one.parts)
        return [tuple(clause for clause in part if clause in clauses) for part in found]

    return {one.intent: named(one) for one in wish.acts if one.intent in _ABOUT_A_CLAUSE} if len(clauses) > 1 else {}


def _clauses_meant(
    text: str, wish: IntentReading, reading: FactReading, asked: str | None, words: PolicyWords
) -> tuple[str, ...]:
    if not _ABOUT_A_CLAUSE.intersection(wish.intents):
        return ()
    topics_count = wish.intent not in _TOPICS_NAME_NO_CLAUSE and not reading.corrected
    return words.clauses.clauses_in(text, told=reading.facts, bare_number=asked is None, topics_count=topics_count)


def signs_of(reading: FactReading, text: str, asked: str | None, words: PolicyWords) -> Signs:
    """What the facts in a message, and the document, say about its wish."""
    near = words.passages.nearness(text)
    covered = sum(mention.end - mention.start for mention in reading.mentions)
    return Signs(
        facts=tuple(dict.fromkeys(mention.fact for mention in reading.mentions)),
        denied=reading.denied,
        asked=asked,
        covered=min(1.0, covered / max(1, len(text))),
        supposes=reading.hypothetical,
        corrects=reading.corrected,
        stated=near.stated,
        unstated=near.unstated,
    )
