"""`python -m bot.evaluation.compare [--seeds N] [--rasa]`: pipelines side by side on the same splits.

Each seed sets a fifth of the training utterances aside, stratified by intent; the second accuracy is on the held-out
writers' `dev` half, with the intents that are acceptable there.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

from bot.evaluation.held_out import TRAINING, Half, Utterance, utterances
from bot.evaluation.rasa_pipelines import RASA_PIPELINES, trained_by_rasa
from bot.understanding.features import Features
from bot.understanding.intents_examples import Example, examples_in
from bot.understanding.intents_features import features_of
from bot.understanding.intents_training import training_set
from bot.understanding.pack_knowledge import PackKnowledge
from bot.understanding.understand import signs_of
from bot.understanding.vectors import GROUP_WEIGHTS, Vectors

Predict = Callable[[Utterance], str]
Trainer = Callable[[Sequence[Example]], Predict]

_SET_ASIDE = 0.2


@dataclass
class Result:
    """One figure a seed; seconds to train, milliseconds a message."""

    accuracy: list[float] = field(default_factory=list)
    macro_f1: list[float] = field(default_factory=list)
    held_out_writers: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def linear(groups: Sequence[str], knowledge: PackKnowledge, *, logistic: bool = False) -> Trainer:
    """Our features, some groups of them, under a linear classifier."""

    def train(examples: Sequence[Example]) -> Predict:
        rows = training_set(examples, knowledge)
        vectors = Vectors.fitted_to(rows.features, {group: GROUP_WEIGHTS[group] for group in groups})
        classifier = LogisticRegression(C=10, max_iter=300) if logistic else LinearSVC(random_state=0)
        classifier.fit(vectors.matrix(rows.features), rows.intents)

        def predict(utterance: Utterance) -> str:
            features = _features(utterance, knowledge)
            return str(classifier.predict(vectors.matrix([features]))[0])

        return predict

    return train


def _features(utterance: Utterance, knowledge: PackKnowledge) -> Features:
    reading = knowledge.of().facts_in(utterance.text, utterance.asked)
    return features_of(
        utterance.text, knowledge.words, signs_of(reading, utterance.text, utterance.asked, knowledge.of())
    )


def measured(train: Trainer, examples: Sequence[Example], seeds: Sequence[int]) -> Result:
    """The same splits for every pipeline."""
    result = Result()
    writers = [utterance for utterance in utterances("intents", Half.DEV) if utterance.intents]
    for seed in seeds:
        seen, unseen = train_test_split(
            list(examples), test_size=_SET_ASIDE, random_state=seed, stratify=[example.intent for example in examples]
        )
        started = time.perf_counter()
        predict = train(seen)
        result.seconds.append(time.perf_counter() - started)
        truth = [example.intent for example in unseen]
        predicted, times = _timed(predict, [Utterance(example.text, None, None, None, {}, ()) for example in unseen])
        result.milliseconds.append(1000 * statistics.median(times))
        result.accuracy.append(statistics.fmean(one == other for one, other in zip(truth, predicted, strict=True)))
        result.macro_f1.append(float(f1_score(truth, predicted, average="macro")))
        understood, _ = _timed(predict, writers)
        right = [intent in (writer.intents or ()) for intent, writer in zip(understood, writers, strict=True)]
        result.held_out_writers.append(statistics.fmean(right))
    return result


def _timed(predict: Predict, said: Sequence[Utterance]) -> tuple[list[str], list[float]]:
    predicted, times = [], []
    for utterance in said:
        started = time.perf_counter()
        predicted.append(predict(utterance))
        times.append(time.perf_counter() - started)
    return predicted, times


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.compare", description="意图识别方案对比")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--rasa", action="store_true", help="也训练 Rasa 自带的分类器（每次几分钟）")
    arguments = parser.parse_args()
    knowledge = PackKnowledge.installed()
    everything = tuple(GROUP_WEIGHTS)
    pipelines: dict[str, Trainer] = {
        "字 n 元 · 支持向量机": linear(["characters"], knowledge),
        "结巴词 · 支持向量机": linear(["words"], knowledge),
        "概念词表 · 支持向量机": linear(["concepts"], knowledge),
        "字＋词 · 支持向量机": linear(["characters", "words"], knowledge),
        "字＋概念 · 支持向量机": linear(["characters", "concepts"], knowledge),
        "字＋词＋概念＋形状 · 支持向量机": linear(["characters", "words", "concepts", "shape"], knowledge),
        "全部＋事实 · 逻辑回归": linear(everything, knowledge, logistic=True),
        "全部＋事实 · 支持向量机（采用）": linear(everything, knowledge),
    }
    if arguments.rasa:
        pipelines |= {name: trained_by_rasa(pipeline) for name, pipeline in RASA_PIPELINES.items()}
    examples = examples_in(TRAINING)
    print("方案\t准确率\t宏平均F1\t没见过的作者\t每句毫秒\t训练秒")
    for name, train in pipelines.items():
        result = measured(train, examples, range(arguments.seeds))
        spread = statistics.pstdev(result.accuracy)
        print(
            f"{name}\t{statistics.fmean(result.accuracy):.1%} ±{spread:.1%}\t{statistics.fmean(result.macro_f1):.1%}"
            f"\t{statistics.fmean(result.held_out_writers):.1%}\t{statistics.median(result.milliseconds):.2f}"
            f"\t{statistics.fmean(result.seconds):.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
