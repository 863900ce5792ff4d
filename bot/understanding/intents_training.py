"""From hand-written utterances to a trained understander."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.understanding.features import Features
from bot.understanding.intents_examples import Example
from bot.understanding.intents_features import features_of
from bot.understanding.learned import Learned
from bot.understanding.linear_model import LinearModel, calibrated
from bot.understanding.pack_knowledge import PackKnowledge, PolicyWords
from bot.understanding.sentence_choice import learn_sentences
from bot.understanding.telling_model import TellingExample, learn_telling
from bot.understanding.understand import Understander, signs_of
from bot.understanding.vectors import Vectors
from policy_rules import FactKind


@dataclass
class TrainingSet:
    """Rows of equal number in each list; rows of one utterance share its number."""

    features: list[Features] = field(default_factory=list)
    intents: list[str] = field(default_factory=list)
    utterances: list[int] = field(default_factory=list)


def train_understander(examples: Sequence[Example], telling: Sequence[TellingExample]) -> Understander:
    """Learns from utterances, and from the packs' own; the same utterances give the same understander."""
    knowledge = PackKnowledge.installed()
    rows = training_set(examples, knowledge)
    sentences = {
        policy: learn_sentences(knowledge.of(policy).document, knowledge.words) for policy in knowledge.policies
    }
    return Understander(
        Learned(
            intents=learn_intents(rows),
            telling=learn_telling(telling),
            sentences={policy: learned for policy, learned in sentences.items() if learned},
        )
    )


def learn_intents(rows: TrainingSet) -> LinearModel:
    """Same rows, same model; both rows of an utterance are either learned from or measured with."""
    vectors = Vectors.fitted_to(rows.features)
    return calibrated(vectors, vectors.matrix(rows.features), rows.intents, rows.utterances)


def training_set(examples: Sequence[Example], knowledge: PackKnowledge) -> TrainingSet:
    """Every utterance twice: said unasked, and said after a question that it could answer, or pass over."""
    rows, policy = TrainingSet(), knowledge.of()
    for turn, example in enumerate(examples):
        for asked in (None, _question_before(example, policy, turn)):
            signs = signs_of(policy.facts_in(example.text, asked), example.text, asked, policy)
            rows.features.append(features_of(example.text, knowledge.words, signs))
            rows.intents.append(example.intent)
            rows.utterances.append(turn)
    return rows


def _question_before(example: Example, policy: PolicyWords, turn: int) -> str:
    """A fact the bot may have asked for just before, another one from utterance to utterance."""
    vocabulary = policy.vocabulary
    yes_or_no = example.intent in ("affirm", "deny")
    facts = vocabulary.of_kind(FactKind.BOOLEAN) if yes_or_no else tuple(vocabulary.definitions)
    first = turn % len(facts)
    in_turn = (*facts[first:], *facts[:first])
    if example.intent != "inform":
        return in_turn[0]
    answered = (fact for fact in in_turn if fact in policy.facts_in(example.text, fact).facts)
    return next(answered, in_turn[0])
