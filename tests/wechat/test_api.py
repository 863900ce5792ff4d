"""The client of the platform's API, against a real HTTP server that misbehaves."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.channels.wechat.accounts import Account, account_of
from bot.channels.wechat.api import (
    ApiError,
    Busy,
    Denied,
    Misconfigured,
    NotDeliverable,
    TokenRejected,
    TooLong,
    Uncertain,
)
from bot.channels.wechat.fitting import Answer
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wechat.soak.fake_api import WRONG_SECRET, FakeApi
from bot.channels.wechat.tables import metadata
from bot.runtime.database import Database, create_tables
from tests.wechat.conftest import environment, with_api

HELLO = Answer("您好")


@contextlib.asynccontextmanager
async def account(database: str, **more: str) -> AsyncIterator[Account]:
    settings = WeChatSettings.from_environment(environment(database, **more))
    assert settings
    store = Database(database)
    await store.run(lambda c: create_tables(c, metadata))
    opened = account_of(settings, store)
    assert opened
    yield opened
    await opened.close()
    store.close()


@pytest_asyncio.fixture
async def our(sqlite: str, api: FakeApi) -> AsyncIterator[Account]:
    async with account(sqlite, **with_api(api)) as opened:
        yield opened


class TestTheToken:
    async def test_workers_share_one_token(self, database: str, api: FakeApi) -> None:
        async with account(database, **with_api(api)) as one, account(database, **with_api(api)) as other:
            await one.send("alice", HELLO, None)
            await other.send("alice", HELLO, None)
        assert api.calls["token"] == 1

    async def test_many_at_once_fetch_it_once(self, our: Account, api: FakeApi) -> None:
        await asyncio.gather(*(our.send("alice", HELLO, None) for _ in range(20)))
        assert api.calls["token"] == 1
        assert len(api.messages) == 20

    async def test_a_token_that_is_over_is_replaced_unseen(self, our: Account, api: FakeApi) -> None:
        await our.send("alice", HELLO, None)
        api.expire_token()
        await our.send("alice", HELLO, None)
        assert len(api.messages) == 2

    async def test_a_token_that_stays_wrong_is_forced_once_and_then_given_up(self, our: Account, api: FakeApi) -> None:
        """wechatpy fetched a token 494 times here."""
        api.rejects_tokens = 10**6
        for _ in range(5):
            with pytest.raises(ApiError):
                await our.send("alice", HELLO, None)
        assert api.calls["forced"] == 1
        assert api.calls["token"] <= 12
        assert api.messages == []

    async def test_a_wrong_secret_names_the_setting(self, sqlite: str, api: FakeApi) -> None:
        async with account(sqlite, HUIQI_WECHAT_API=api.url, HUIQI_WECHAT_SECRET=WRONG_SECRET) as wrong:
            with pytest.raises(Misconfigured, match="HUIQI_WECHAT_SECRET"):
                await wrong.send("alice", HELLO, None)


class TestErrors:
    @pytest.mark.parametrize(
        ("code", "kind"),
        [
            (45015, NotDeliverable),
            (45047, NotDeliverable),
            (40003, NotDeliverable),
            (99999, NotDeliverable),
            (45002, TooLong),
            (48001, Denied),
            (40164, Misconfigured),
            (-1, Busy),
            (45009, Busy),
            (42001, TokenRejected),
        ],
    )
    async def test_every_code_is_sorted_by_what_to_do(
        self, our: Account, api: FakeApi, code: int, kind: type[ApiError]
    ) -> None:
        api.failure = lambda message: code
        with pytest.raises(kind) as raised:
            await our.send("alice", HELLO, None)
        assert type(raised.value) is kind
        assert str(code) in str(raised.value)

    async def test_busy_is_tried_three_times(self, our: Account, api: FakeApi) -> None:
        api.failure = lambda message: -1
        with pytest.raises(Busy):
            await our.send("alice", HELLO, None)
        assert api.calls["send"] == 3

    @pytest.mark.parametrize("failure", ["drop", "refuse"])
    async def test_a_broken_connection_leaves_it_open_whether_it_was_seen(
        self, our: Account, api: FakeApi, failure: str
    ) -> None:
        api.failure = lambda message: failure
        with pytest.raises(Uncertain):
            await our.send("alice", HELLO, None)
        assert api.calls["send"] == 1

    async def test_silence_ends(self, our: Account, api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bot.channels.wechat.api.TIMEOUT", __import__("aiohttp").ClientTimeout(total=0.3))
        api.failure = lambda message: 5.0
        with pytest.raises(Uncertain):
            await our.send("alice", HELLO, None)

    async def test_nobody_there_is_certain_and_does_not_show_the_secret(self, sqlite: str) -> None:
        async with account(sqlite, HUIQI_WECHAT_SECRET="hidden", HUIQI_WECHAT_API="http://127.0.0.1:1") as lonely:
            with pytest.raises(Busy) as raised:
                await lonely.send("alice", HELLO, None)
        assert "hidden" not in str(raised.value)
        assert raised.value.__cause__ is None


class TestMessages:
    async def test_choices_become_a_menu_to_tap(self, our: Account, api: FakeApi) -> None:
        await our.send("alice", Answer("公司在闵行吗？", (("是", "yes"), ("否", "no"))), None)
        [message] = api.messages
        assert message["msgtype"] == "msgmenu"
        assert message["msgmenu"]["head_content"] == "公司在闵行吗？"
        assert [item["content"] for item in message["msgmenu"]["list"]] == ["是", "否"]

    async def test_a_long_answer_goes_as_text_and_keeps_its_rest(self, our: Account, api: FakeApi) -> None:
        sent = await our.send("alice", Answer("一句话。" * 300), None)
        assert api.messages[0]["text"]["content"] == sent.text
        assert sent.rest
