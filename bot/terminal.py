"""``huiqi chat``: the same bot in the terminal."""

from __future__ import annotations

import asyncio
import sys
import uuid
from pathlib import Path
from typing import Any

from bot.settings import Settings

__all__ = ["chat"]


def chat(settings: Settings, model: Path) -> None:
    """Talk until end of input; piped text works too, one message a line."""
    asyncio.run(_chat(settings, model))


async def _chat(settings: Settings, model: Path) -> None:
    from bot.runtime.conversations import Conversations

    conversations = Conversations.load(model, settings)
    conversation = f"terminal-{uuid.uuid4().hex}"
    print("惠企政策助手（输入 Ctrl-D 结束）", flush=True)
    buttons: list[str] = []
    while (line := await asyncio.to_thread(_read_line)) is not None:
        text = buttons[int(line) - 1] if line.isdecimal() and 0 < int(line) <= len(buttons) and len(line) < 3 else line
        if not text.strip():
            continue
        replies = await conversations.turn(conversation, uuid.uuid4().hex, text, channel="terminal")
        buttons = []
        for reply in replies:
            print(_rendered(reply, buttons), flush=True)


def _read_line() -> str | None:
    if sys.stdin.isatty():
        try:
            return input("\n您：")
        except EOFError:
            return None
    line = sys.stdin.readline()
    if not line:
        return None
    print(f"\n您：{line.rstrip()}")
    return line.rstrip("\n")


def _rendered(reply: Any, buttons: list[str]) -> str:
    """Text, then formula and quote of each clause that counts, then numbered buttons."""
    lines = [f"助手：{reply['text']}"]
    cited = {citation["section"] for citation in reply["citations"]}
    if reply["estimate"]:
        lines += [
            f"  {clause['number']} {clause['title']}：{clause['formula']}\n    “{clause['quote']}”"
            for clause in reply["estimate"]["clauses"]
            if clause["number"] in cited
        ]
    else:
        lines += [f"  “{citation['quote']}”（{citation['section']}）" for citation in reply["citations"]]
    for button in reply["buttons"]:
        buttons.append(button["payload"])
        lines.append(f"  [{len(buttons)}] {button['title']}")
    return "\n".join(lines)
