"""A WeCom application on the same core."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest_asyncio
from wechatpy.enterprise.crypto import WeChatCrypto as WeComCrypto

from bot.channels.wechat import texts, xml
from bot.channels.wechat.platform import Platform, text_message
from bot.channels.wechat.settings import WeComSettings
from bot.channels.wechat.soak.double import ConversationDouble
from bot.channels.wechat.soak.fake_api import FakeApi
from bot.runtime.database import Database
from bot.runtime.locks import InProcessLocks
from tests.wechat.conftest import served
from tests.wechat.peer import KEY, TOKEN, WechatpyCodec, signed

CORPID = "ww1234567890abcdef"


@pytest_asyncio.fixture
async def wecom(sqlite: str, api: FakeApi) -> AsyncIterator[str]:
    settings = WeComSettings.from_environment(
        {
            "HUIQI_WECOM_CORPID": CORPID,
            "HUIQI_WECOM_AGENTID": "1000002",
            "HUIQI_WECOM_TOKEN": TOKEN,
            "HUIQI_WECOM_AES_KEY": KEY,
            "HUIQI_WECOM_SECRET": "secret",
            "HUIQI_WECOM_API": api.url,
            "HUIQI_DATABASE_URL": sqlite,
        }
    )
    assert settings
    double = ConversationDouble(Database(sqlite), InProcessLocks(), lambda said: 0.8 if said == "慢" else 0.0)
    await double.open()
    async with served(settings, lambda: double) as url:
        yield url


def codec() -> WechatpyCodec:
    return WechatpyCodec(CORPID, wecom=True)


async def test_the_address_is_confirmed_with_what_was_encrypted(wecom: str) -> None:
    stamp, nonce = str(int(time.time())), secrets.token_hex(4)
    _, body = codec().request(b"1616140317555161061")
    echo = xml.read(body)["Encrypt"]
    asked = {"msg_signature": signed(TOKEN, stamp, nonce, echo), "timestamp": stamp, "nonce": nonce, "echostr": echo}
    async with aiohttp.ClientSession() as session:
        async with session.get(wecom, params=asked) as response:
            assert (response.status, await response.text()) == (200, "1616140317555161061")
        async with session.get(wecom, params={**asked, "msg_signature": "0" * 40}) as response:
            assert response.status == 403
    assert WeComCrypto(TOKEN, KEY, CORPID).check_signature(asked["msg_signature"], stamp, nonce, echo)


async def test_a_message_is_answered_once(wecom: str) -> None:
    platform = Platform(codec(), wecom)
    delivered = await platform.deliver({**text_message("zhang.san", "你好"), "AgentID": 1000002}, copies=3, repeats=1)
    await platform.close()
    assert delivered.shown == ["回答：你好"]


async def test_a_late_answer_is_sent_by_the_application(wecom: str, api: FakeApi, impatient: None) -> None:
    from tests.wechat.test_delivery import until

    platform = Platform(codec(), wecom)
    delivered = await platform.deliver({**text_message("zhang.san", "慢"), "AgentID": 1000002})
    await platform.close()
    assert delivered.shown == []
    await until(lambda: bool(api.messages))
    [message] = api.messages
    assert (message["touser"], message["agentid"], message["text"]["content"]) == ("zhang.san", 1000002, "回答：慢")


async def test_opening_the_application_says_nothing_and_joining_it_is_welcomed(wecom: str) -> None:
    platform = Platform(codec(), wecom)
    message = {k: v for k, v in text_message("zhang.san", "").items() if k not in ("Content", "MsgId")}
    entered = await platform.deliver({**message, "MsgType": "event", "Event": "enter_agent", "EventKey": ""})
    joined = await platform.deliver({**message, "MsgType": "event", "Event": "subscribe", "EventKey": ""})
    await platform.close()
    assert (entered.shown, joined.shown) == ([], [texts.welcome()])
