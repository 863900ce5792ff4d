"""What a turn reads of a conversation is enough for the turn, and no more than that."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.runtime.database import Database
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.runtime.conversations import Conversations
    from bot.runtime.tracker_store import ConversationStore

SAID = ("你好", "租了500平，月租5万", "能拿多少", "研发投入600万", "怎么申报", "设备投资1500万", "不清楚", "改成800万")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def bot(model: Path, folder: Path) -> Conversations:
    from bot.runtime.conversations import Conversations
    from bot.runtime.model import quieten_rasa

    quieten_rasa()
    return Conversations.load(model, Settings.from_environment({"HUIQI_HOME": str(folder)}))


@pytest.fixture
def store(bot: Conversations, folder: Path) -> Iterator[ConversationStore]:
    """A second process' view of the bot's database."""
    from bot.runtime.tracker_store import ConversationStore

    with contextlib.closing(Database(f"sqlite:///{folder / 'conversations.sqlite'}")) as database:
        opened = ConversationStore(database)
        opened.domain = bot._processor.domain
        yield opened


async def say(bot: Conversations, conversation: str, *messages: str) -> list[Any]:
    return [await bot.turn(conversation, uuid.uuid4().hex, message) for message in messages]


class TestAgainstRasasOwnStore:
    """Rasa's SQL store, on the same database, replays every event from the beginning."""

    @pytest.fixture
    def whole(self, bot: Conversations, folder: Path) -> Any:
        from rasa.core.tracker_store import SQLTrackerStore

        return SQLTrackerStore(bot._processor.domain, db=str(folder / "conversations.sqlite"))

    @pytest.mark.parametrize("said", [SAID[:1], SAID[:3], SAID, (*SAID, "重新开始", "是的", "租了300平")])
    async def test_the_same_is_remembered(
        self, bot: Conversations, store: ConversationStore, whole: Any, said: tuple[str, ...]
    ) -> None:
        name = uuid.uuid4().hex
        await say(bot, name, *said)
        ours, rasas = await store.retrieve(name), await whole.retrieve(name)
        assert ours is not None
        assert ours.current_slot_values() == rasas.current_slot_values()
        assert ours.latest_message == rasas.latest_message
        assert ours.latest_action_name == rasas.latest_action_name == "action_listen"

    async def test_rasa_reads_every_event_that_we_write(self, bot: Conversations, whole: Any) -> None:
        name = uuid.uuid4().hex
        replies = await say(bot, name, *SAID)
        tracker = await whole.retrieve(name)
        texts = [event.text for event in tracker.events if event.type_name == "bot"]
        assert texts == [reply["text"] for turn in replies for reply in turn]


class TestALongConversation:
    async def test_what_is_read_does_not_grow_with_it(self, bot: Conversations, store: ConversationStore) -> None:
        name = uuid.uuid4().hex
        read = []
        for _ in range(4):
            await say(bot, name, *SAID)
            tracker = await store.retrieve(name)
            assert tracker is not None
            read.append(len(tracker.events))
        assert read[-1] <= read[0] + len(tracker.slots)

    async def test_its_history_is_whole_and_as_it_was_said(self, bot: Conversations) -> None:
        name = uuid.uuid4().hex
        replies = await say(bot, name, *SAID, *SAID)
        told = await bot.history(name)
        assert [entry["text"] for entry in told if entry["role"] == "user"] == [*SAID, *SAID]
        shown = [
            {key: entry[key] for key in ("text", "buttons", "estimate", "citations")}
            for entry in told
            if entry["role"] == "bot"
        ]  # type: ignore[literal-required]
        assert shown == [reply for turn in replies for reply in turn]


class TestTheSameMessageAgain:
    @pytest.mark.parametrize("message_id", ["m-1", "100%_\\", '"quoted"', "消息一", "M-1", "\ud800"])
    async def test_much_later_it_gets_its_own_replies(self, bot: Conversations, message_id: str) -> None:
        name = uuid.uuid4().hex
        first = await bot.turn(name, message_id, "租了500平，月租5万，能拿多少")
        await say(bot, name, *SAID)
        before = len(await bot.history(name))
        assert await bot.turn(name, message_id, "租了500平，月租5万，能拿多少") == first
        assert len(await bot.history(name)) == before

    async def test_an_id_that_looks_like_it_is_another_message(self, bot: Conversations) -> None:
        name = uuid.uuid4().hex
        for message_id in ("a", "A", "_", "a a", "%"):
            await bot.turn(name, message_id, "你好")
        assert [entry["message_id"] for entry in await bot.history(name) if entry["role"] == "user"] == [
            "a", "A", "_", "a a", "%",
        ]  # fmt: skip

    async def test_words_that_look_like_an_id_are_none(self, bot: Conversations) -> None:
        name = uuid.uuid4().hex
        await bot.turn(name, "first", '"second"')
        await bot.turn(name, "second", "你好")
        assert len([entry for entry in await bot.history(name) if entry["role"] == "user"]) == 2


async def test_half_a_character_is_kept_like_any_other(bot: Conversations) -> None:
    name = uuid.uuid4().hex
    await bot.turn(name, "m", "你好\ud83d")
    assert (await bot.history(name))[0]["text"] == "你好\ud83d"


async def test_an_answer_found_useful_or_not(bot: Conversations) -> None:
    await bot.feedback.say("c", "m", True)
    await bot.feedback.say("c", "m", False)
    assert await bot.feedback.of("c") == {"m": False}
    await bot.feedback.erase("c")
    assert await bot.feedback.of("c") == {}
