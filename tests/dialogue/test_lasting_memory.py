"""What lasts and what does not: coming back after a restart of the service, and deletion beyond recall."""

from __future__ import annotations

import sqlite3
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.runtime.conversations import Conversations


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def service_at(home: Path, model: Path) -> Conversations:
    """The bot as it comes up with the database in ``home``."""
    from bot.runtime.conversations import Conversations
    from bot.runtime.model import quieten_rasa

    quieten_rasa()
    return Conversations.load(model, Settings.from_environment({"HUIQI_HOME": str(home)}))


async def say(conversations: Conversations, name: str, *messages: str) -> str:
    """What is answered to the last message."""
    said = ""
    for message in messages:
        replies = await conversations.turn(name, uuid.uuid4().hex, message)
        said = "\n".join(reply["text"] for reply in replies)
    return said


async def test_who_comes_back_after_a_restart_of_the_service_goes_on_where_they_were(home: Path, model: Path) -> None:
    first = service_at(home, model)
    await say(first, "company", "租了500平")
    before = await first.remembered("company")
    later = service_at(home, model)
    assert await later.remembered("company") == before
    assert "又见面了" in await say(later, "company", "你好")
    assert "150万元" in await say(later, "company", "月租5万")


async def test_deleting_leaves_not_a_row(home: Path, model: Path) -> None:
    conversations = service_at(home, model)
    await say(conversations, "company", "租了512平，月租5万", "删除我的数据", "确定")
    await say(conversations, "another", "租了300平")
    assert await conversations.history("company") == []
    assert await conversations.remembered("company") == {}
    with sqlite3.connect(home / "conversations.sqlite") as database:
        assert database.execute("select count(*) from events where sender_id = 'company'").fetchone() == (0,)


async def test_a_long_message_is_answered_and_its_facts_are_kept(conversations: Conversations) -> None:
    name = uuid.uuid4().hex
    padding = "我们公司一直在努力，团队很有热情，客户也很认可。" * 80
    said = await say(conversations, name, f"{padding}租了500平，月租5万，能拿多少？")
    assert "150万元" in said
    assert (await conversations.remembered(name))["facts"]["rent_area"] == 500
