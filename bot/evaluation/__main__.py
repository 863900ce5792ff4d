"""`python -m bot.evaluation`: figures of understanding on held-out utterances; trains the bot if need be."""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path
from typing import Any

from bot.evaluation.calibration import calibration
from bot.evaluation.errors import print_errors
from bot.evaluation.held_out import EVAL, TRAINING, Half, messages, questions, utterances
from bot.evaluation.judged import Judged, judge
from bot.evaluation.measures import confusions, document_figures, intent_figures, told_figures, wish_figures
from bot.runtime.model import ensure_model
from bot.settings import Settings
from bot.understanding.intents_examples import examples_in
from bot.understanding.intents_training import train_understander
from bot.understanding.passages import PassageSearch
from bot.understanding.telling_model import TELLING, telling_examples_in
from bot.understanding.understand import Understander

_MOST_CONFUSIONS = 12
_NAMES = {
    "utterances": "句数",
    "accuracy": "意图准确率",
    "macro_f1": "宏平均 F1",
    "clause_accuracy": "条款准确率",
    "exact_facts": "事实整句全对",
    "out_of_scope_recall": "无关话识别率",
    "false_alarms": "误判为无关",
    "calibration_error": "置信度误差",
    "messages": "句数",
    "exact": "事实整句全对",
    "silent_where_nothing_is_said": "没说就没有",
    "both_of_two_found": "两个愿望都听到",
    "all_of_three_found": "三个愿望都听到",
    "wish_too_many": "一个听成几个",
    "milliseconds": "每句毫秒（中位数）",
    "questions": "题数",
    "right_passage_first": "第一句就对",
    "right_passage_in_three": "前三句有对的",
    "honest_on_the_unanswerable": "没规定的如实说",
}


def main() -> None:
    """Prints every figure."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation", description="理解能力评测")
    parser.add_argument("--half", type=Half, default=Half.ALL, help="dev 可以看错例，test 只看数字")
    parser.add_argument("--sets", type=Path, default=EVAL, help="另一个放着评测句子的文件夹")
    parser.add_argument("--model", type=Path, help="训练好的模型（.tar.gz）；不给就用当前的，没有就先训练")
    parser.add_argument("--intents-only", action="store_true", help="只在内存里训练意图，不训练整个机器人")
    parser.add_argument("--errors", action="store_true", help="列出理解错的句子（只列 dev）")
    arguments = parser.parse_args()

    understander = (
        train_understander(examples_in(TRAINING), telling_examples_in(TELLING))
        if arguments.intents_only
        else Understander.from_archive(arguments.model or ensure_model(Settings.from_environment().home))
    )
    search = understander.words_of().passages
    _print_all_figures(understander, search, arguments.half, arguments.sets)
    if arguments.errors:
        print_errors(understander, search, arguments.sets)


def _print_all_figures(understander: Understander, search: PassageSearch, half: Half, sets: Path) -> None:
    """Of every kind of set that the folder holds."""
    if asking := utterances("intents", half, sets):
        judged, milliseconds = judge(asking, understander.understand)
        _print_figures("意图、条款和事实", intent_figures(judged, milliseconds))
        _print_confusions(judged)
        _print_calibration(judged)
    if said := messages(half, sets):
        figures = wish_figures(said, lambda text: understander.understand(text, None).wish.intents)
        _print_figures("一句话几个愿望", figures)
    if telling := utterances("facts", half, sets):
        _print_figures("事实专项（含意图）", told_figures(*judge(telling, understander.understand)))
    if asked := questions(half, sets):
        _print_figures("问文件", document_figures(asked, search.answer))


def _print_figures(title: str, figures: Any) -> None:
    print(f"\n{title}")
    for field in fields(figures):
        value = getattr(figures, field.name)
        written = (
            f"{value:.2f}" if field.name == "milliseconds" else f"{value:.1%}" if isinstance(value, float) else value
        )
        print(f"  {_NAMES[field.name]:<14}{written}")


def _print_confusions(judged: list[Judged]) -> None:
    print("\n混淆（本意 → 理解成）")
    for meant, got, times in confusions(judged)[:_MOST_CONFUSIONS]:
        print(f"  {times:>3}  {meant} → {got}")


def _print_calibration(judged: list[Judged]) -> None:
    print("\n置信度\n  区间        句数   平均置信度   实际准确率")
    for bin in calibration(judged):
        print(
            f"  {bin.low:.1f}–{bin.low + 0.1:.1f}   {bin.messages:>5}   {bin.confidence:>9.1%}   {bin.accuracy:>9.1%}"
        )


if __name__ == "__main__":
    main()
