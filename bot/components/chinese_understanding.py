"""Chinese understanding as one Rasa component: trained with the bot, kept in the model archive."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.intents_examples import Example
from bot.understanding.intents_training import train_understander
from bot.understanding.learned import MODEL_FILE, Learned
from bot.understanding.pack_knowledge import fingerprint_of_words_and_code
from bot.understanding.telling_model import TELLING, telling_examples_in
from bot.understanding.understand import Understander
from bot.understanding.understanding import Understanding
from policy_rules.cli import DEFAULT_POLICY

_RANKED = 10  # as many intents as Rasa's own classifiers report


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER,
        DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR,
    ],
    is_trainable=True,
)
class ChineseUnderstanding(GraphComponent):
    """Intent, facts and clause of a message, by the same function that `huiqi parse` calls."""

    def __init__(self, model_storage: ModelStorage, resource: Resource, understander: Understander | None) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._understander = understander

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ChineseUnderstanding:
        """An untrained component."""
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ChineseUnderstanding:
        """The component as it was trained."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Understander(Learned.from_bytes((folder / MODEL_FILE).read_bytes())))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Rasa's cache knows its own training data only; other words or other code make another model."""
        return fingerprint_of_words_and_code(TELLING)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the intents of the training data and keeps them in the model archive."""
        examples = [Example(example.get(TEXT), example.get(INTENT)) for example in training_data.intent_examples]
        self._understander = train_understander(examples, telling_examples_in(TELLING))
        with self._model_storage.write_to(self._resource) as folder:
            (folder / MODEL_FILE).write_bytes(self._understander.learned.to_bytes())
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent, ranking, entities and the whole `understanding` on every message."""
        if self._understander is None:
            raise RuntimeError("ChineseUnderstanding has to be trained or loaded before it can read messages")
        for message in messages:
            said_in = message.get("metadata") or {}
            policy = said_in.get("policy") or DEFAULT_POLICY
            understanding = self._understander.understand(
                message.get(TEXT) or "",
                said_in.get("asked"),
                policy,
                said_in.get("they"),
                said_in.get("last_question"),
            )
            _write(understanding, message)
        return messages


def _write(understanding: Understanding, message: Message) -> None:
    ranking = [
        {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: share}
        for intent, share in understanding.wish.ranking[:_RANKED]
    ]
    main = {INTENT_NAME_KEY: understanding.wish.intent, PREDICTED_CONFIDENCE_KEY: understanding.wish.confidence}
    message.set(INTENT, main, add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    message.set("entities", understanding.entities(), add_to_output=True)
    message.set("understanding", understanding.as_dict(), add_to_output=True)
