"""Whole conversations against the trained bot, as they are written in ``conversations/*.yaml``.

A conversation is a list of turns. Of a turn can be told:

``user``     what the person sends; ``press: 是`` presses a button of the last reply instead
``amounts``  clause id → amount in 元 (a number, or ``[low, high]``) in the estimate of the answer
``total``    the same for the total
``says``     words that must stand in the answer; ``never_says``: words that must not
``asks``     what the bot asks for now: a place in the facts object, or several (null: nothing)
``knows``    values as they are remembered now, by their place (``projects[1].rd_spend``); ``forgets``: places
``buttons``  titles that must be offered; ``no_button``: titles that must not
``cites``    section numbers that must be quoted

Of every turn holds: what is said before the cards is read at a glance.
"""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from actions.presenting import AT_A_GLANCE
from policy_rules.yaml_reader import read_yaml_file

if TYPE_CHECKING:
    from bot.runtime.conversations import Conversations, Reply

CONVERSATIONS = sorted((Path(__file__).parent / "conversations").glob("*.yaml"))
KEYS = {
    "user", "press", "amounts", "total", "says", "never_says", "asks", "knows", "forgets", "buttons", "no_button",
    "cites",
}  # fmt: skip


def written() -> list[Any]:
    return [
        pytest.param(conversation["turns"], id=f"{file.stem}: {conversation['name']}")
        for file in CONVERSATIONS
        for conversation in read_yaml_file(file)
    ]


@pytest.mark.parametrize("turns", written())
async def test_conversation(turns: list[dict[str, Any]], conversations: Conversations) -> None:
    name = uuid.uuid4().hex
    replies: list[Reply] = []
    for number, turn in enumerate(turns, start=1):
        assert set(turn) <= KEYS, f"turn {number}: unknown {set(turn) - KEYS}"
        text = turn["user"] if "user" in turn else payload(replies, turn["press"])
        replies = await conversations.turn(name, uuid.uuid4().hex, text)
        remembered = await conversations.remembered(name)
        where = f"turn {number}「{text}」 → {[reply['text'] for reply in replies]}"
        check_words(turn, replies, where)
        check_estimate(turn, replies, where)
        check_memory(turn, remembered, where)


def payload(replies: list[Reply], title: str) -> str:
    found = [button["payload"] for reply in replies for button in reply["buttons"] if button["title"] == title]
    assert found, f"no button {title} among {[b['title'] for r in replies for b in r['buttons']]}"
    return found[0]


def check_words(turn: dict[str, Any], replies: list[Reply], where: str) -> None:
    said = "\n".join(reply["text"] for reply in replies)
    for words in turn.get("says", []):
        assert words in said, f"{where}: does not say {words}"
    for words in turn.get("never_says", []):
        assert words not in said, f"{where}: says {words}"
    assert all(len(reply["text"]) <= AT_A_GLANCE for reply in replies), f"{where}: too long"
    offered = [button["title"] for reply in replies for button in reply["buttons"]]
    assert set(turn.get("buttons", [])) <= set(offered), f"{where}: offers {offered}"
    assert not set(turn.get("no_button", [])) & set(offered), f"{where}: offers {offered}"
    cited = {citation["section"] for reply in replies for citation in reply["citations"]}
    assert set(turn.get("cites", [])) <= cited, f"{where}: cites {cited}"


def check_estimate(turn: dict[str, Any], replies: list[Reply], where: str) -> None:
    if not {"amounts", "total"} & set(turn):
        return
    estimates = [reply["estimate"] for reply in replies if reply["estimate"]]
    assert estimates, f"{where}: no estimate"
    found = {clause["id"]: bounds(clause["amount"]) for clause in estimates[-1]["clauses"]}
    for clause, expected in turn.get("amounts", {}).items():
        assert found[clause] == both(expected), f"{where}: {clause}"
    if "total" in turn:
        assert bounds(estimates[-1]["total"]) == both(turn["total"]), f"{where}: total"


def check_memory(turn: dict[str, Any], remembered: dict[str, Any], where: str) -> None:
    facts = remembered.get("facts") or {}
    if "asks" in turn:
        asked = (remembered.get("question") or {}).get("places", [])
        expected = turn["asks"] or []
        assert asked == (expected if isinstance(expected, list) else [expected]), where
    for place, value in turn.get("knows", {}).items():
        assert at(facts, place) == value, f"{where}: {place}"
    for place in turn.get("forgets", []):
        assert at(facts, place) is None, f"{where}: still knows {place}"


def at(facts: dict[str, Any], place: str) -> Any:
    """The value at a place written as the contract names a field."""
    found: Any = facts
    for step in re.findall(r"[^\[\].]+", place):
        if isinstance(found, list):
            found = found[int(step)] if int(step) < len(found) else {}
        else:
            found = found.get(step, {})
    return None if found == {} else found


def bounds(amount: dict[str, Any] | None) -> list[Any] | None:
    return [amount["min"], amount["max"]] if amount else None


def both(expected: Any) -> Any:
    return expected if isinstance(expected, list) or expected is None else [expected, expected]
