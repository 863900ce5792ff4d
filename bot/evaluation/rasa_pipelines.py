"""Rasa's own classifiers, trained as Rasa trains them, for the comparison only."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.evaluation.held_out import Utterance
from bot.runtime.model import quieten_rasa
from bot.understanding.intents_examples import Example

_CHARACTER_NGRAMS: list[dict[str, Any]] = [
    {"name": "JiebaTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]

RASA_PIPELINES: dict[str, list[dict[str, Any]]] = {
    "Rasa 逻辑回归（词＋字 n 元）": [*_CHARACTER_NGRAMS, {"name": "LogisticRegressionClassifier", "max_iter": 300}],
    # All character n-grams up to four and 60 epochs take hours on two cores; this finishes in minutes.
    "Rasa DIET（词＋字 n 元，各取 4000，15 轮）": [
        {"name": "JiebaTokenizer"},
        {"name": "CountVectorsFeaturizer", "max_features": 4000},
        {
            "name": "CountVectorsFeaturizer",
            "analyzer": "char_wb",
            "min_ngram": 1,
            "max_ngram": 2,
            "max_features": 4000,
        },
        {
            "name": "DIETClassifier",
            "epochs": 15,
            "batch_size": [128, 256],
            "number_of_transformer_layers": 0,
            "evaluate_on_number_of_examples": 0,
            "entity_recognition": False,
            "constrain_similarities": True,
        },
    ],
}


def trained_by_rasa(pipeline: list[dict[str, Any]]) -> Callable[[Sequence[Example]], Callable[[Utterance], str]]:
    """Trains in a folder of its own and answers through Rasa's agent."""

    def train(examples: Sequence[Example]) -> Callable[[Utterance], str]:
        quieten_rasa()
        # Imported here: TensorFlow takes seconds and is needed for this alone.
        from rasa.core.agent import Agent
        from rasa.core.channels.channel import UserMessage
        from rasa.model_training import train_nlu

        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            config = {"recipe": "default.v1", "language": "zh", "pipeline": pipeline}
            (home / "config.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
            (home / "nlu.yml").write_text(_as_rasa_yaml(examples), encoding="utf-8")
            archive = train_nlu(str(home / "config.yml"), str(home / "nlu.yml"), str(home / "models"))
            processor = Agent.load(archive).processor

        loop = asyncio.new_event_loop()

        def predict(utterance: Utterance) -> str:
            parsed = loop.run_until_complete(processor.parse_message(UserMessage(text=utterance.text)))
            return str(parsed["intent"]["name"])

        return predict

    return train


def _as_rasa_yaml(examples: Sequence[Example]) -> str:
    by_intent: dict[str, list[str]] = {}
    for example in examples:
        by_intent.setdefault(example.intent, []).append(example.text)
    nlu = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in by_intent.items()
    ]
    return yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True)
