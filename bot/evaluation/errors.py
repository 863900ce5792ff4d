"""What was understood wrongly, line by line: of the lines that may be read."""

from __future__ import annotations

from pathlib import Path

from bot.evaluation.held_out import Half, messages, questions, utterances
from bot.evaluation.judged import judge
from bot.evaluation.measures import is_answered
from bot.understanding.besides import COURTESIES
from bot.understanding.passages import PassageSearch
from bot.understanding.understand import Understander

__all__ = ["print_errors"]


def print_errors(understander: Understander, search: PassageSearch, sets: Path) -> None:
    """Every error on the dev half of `sets`: meant → understood, then the message."""
    print("\n错例（dev）")
    _print_wrong_intents(understander, sets)
    _print_wrong_wishes(understander, sets)
    _print_wrong_facts(understander, sets)
    _print_wrong_passages(search, sets)


def _print_wrong_intents(understander: Understander, sets: Path) -> None:
    for one in judge(utterances("intents", Half.DEV, sets), understander.understand)[0]:
        wish, expected = one.got.wish, one.expected
        if not one.right_intent:
            print(f"  {'/'.join(expected.intents or ())} → {wish.intent} {wish.confidence:.2f}  {expected.text}")
        if not one.right_clause:
            print(f"  条款 {expected.clause} → {'/'.join(one.got.clauses) or None}  {expected.text}")
        if expected.says_facts and not one.right_facts:
            print(f"  事实 {expected.facts} → {one.got.facts}  {expected.text}")


def _print_wrong_wishes(understander: Understander, sets: Path) -> None:
    for message in messages(Half.DEV, sets):
        heard = understander.understand(message.text, None).wish.intents
        missed = [wish for wish in message.wishes if not wish & set(heard)]
        wished = [intent for intent in heard if intent not in COURTESIES]
        if missed or len(wished) > len(message.wishes):
            meant = ", ".join("/".join(sorted(wish)) for wish in message.wishes)
            print(f"  愿望 {meant} → {', '.join(heard)}  {message.text}")


def _print_wrong_facts(understander: Understander, sets: Path) -> None:
    for one in judge(utterances("facts", Half.DEV, sets), understander.understand)[0]:
        if not one.right_facts:
            asked = f"（问 {one.expected.asked}）" if one.expected.asked else ""
            print(f"  事实 {one.expected.facts} → {one.got.facts}  {asked}{one.expected.text}")


def _print_wrong_passages(search: PassageSearch, sets: Path) -> None:
    for question in questions(Half.DEV, sets):
        found = search.answer(question.text)
        if not is_answered(question, found):
            shown = found.passages[0].text if found.stated else "没有规定"
            print(f"  文件 {' | '.join(question.answers) or '没有规定'} → {shown}  {question.text}")
