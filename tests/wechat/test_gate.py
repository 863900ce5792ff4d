"""Only what WeChat signed for this account gets through."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from bot.channels.wechat import texts, xml
from bot.channels.wechat.crypto import Cryptor, signed_by
from bot.channels.wechat.gate import FRESH_FOR, LARGEST_BODY, Gate, Refused
from bot.channels.wechat.platform import Platform, text_message
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wechat.soak.mutations import mutants
from tests.wechat.conftest import environment
from tests.wechat.peer import APPID, KEY, TOKEN, WechatpyCodec, signed

Opens = Callable[..., Any]


def now() -> str:
    return str(int(time.time()))


async def get(url: str, **query: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url, params=query) as response:
        return response.status, await response.text()


async def post(url: str, query: Any, body: bytes) -> tuple[int, bytes]:
    async with aiohttp.ClientSession() as session, session.post(url, params=query, data=body) as response:
        return response.status, await response.read()


class TestVerification:
    async def test_the_address_is_confirmed_to_who_knows_the_token(self, line: Opens) -> None:
        opened = await line()
        query = {"timestamp": now(), "nonce": "n", "echostr": "7423948"}
        signature = signed(TOKEN, query["timestamp"], "n")
        assert await get(opened.url, signature=signature, **query) == (200, "7423948")

    @pytest.mark.parametrize("token", ["", "other"])
    async def test_and_to_nobody_else(self, line: Opens, token: str) -> None:
        opened = await line()
        query = {"timestamp": now(), "nonce": "n", "echostr": "7423948"}
        status, body = await get(opened.url, signature=signed(token, query["timestamp"], "n"), **query)
        assert (status, body) == (403, "")

    async def test_an_old_verification_is_refused(self, line: Opens) -> None:
        opened = await line()
        old = str(int(time.time() - FRESH_FOR - 5))
        status, _ = await get(opened.url, signature=signed(TOKEN, old, "n"), timestamp=old, nonce="n", echostr="1")
        assert status == 403


class TestEncryption:
    def test_wechatpy_reads_what_we_encrypt_and_we_read_what_it_encrypts(self) -> None:
        ours = Cryptor(base64.b64decode(KEY + "="), APPID)
        theirs = WechatpyCodec()
        for text in ("", "好", "x" * 5000, "<a>&amp;", "表情😀"):
            query, body = theirs.request(xml.write({"Content": text}))
            assert xml.read(ours.decrypt(xml.read(body)["Encrypt"]))["Content"] == text
            assert signed_by(
                query["msg_signature"], TOKEN, query["timestamp"], query["nonce"], xml.read(body)["Encrypt"]
            )

    async def test_a_plaintext_message_is_refused_because_its_signature_does_not_cover_it(self, line: Opens) -> None:
        opened = await line()
        stamp = now()
        query = {"timestamp": stamp, "nonce": "n", "signature": signed(TOKEN, stamp, "n")}
        status, _ = await post(opened.url, query, xml.write(text_message("alice", "你好")))
        assert status == 403
        assert opened.turns() == []

    async def test_plaintext_is_served_where_it_is_explicitly_allowed(self, line: Opens) -> None:
        opened = await line(HUIQI_WECHAT_PLAINTEXT="allow")
        stamp = now()
        query = {"timestamp": stamp, "nonce": "n", "signature": signed(TOKEN, stamp, "n")}
        status, body = await post(opened.url, query, xml.write(text_message("alice", "你好")))
        assert (status, xml.read(body)["Content"]) == (200, "回答：你好")

    async def test_the_compatible_mode_with_both_forms_in_one_body_uses_the_encrypted_one(self, line: Opens) -> None:
        opened = await line()
        message = xml.write(text_message("alice", "加密的"))
        query, body = WechatpyCodec().request(message)
        both = body.replace(b"</xml>", b"<Content>forged</Content></xml>")
        status, answer = await post(opened.url, query, both)
        assert (status, WechatpyCodec().reply(answer)["Content"]) == (200, "回答：加密的")

    async def test_a_message_for_another_account_is_refused(self, line: Opens) -> None:
        opened = await line()
        query, body = WechatpyCodec(receiver="wx0000000000000000").request(xml.write(text_message("alice", "你好")))
        assert (await post(opened.url, query, body))[0] == 403

    def test_a_gate_without_a_token_does_not_open(self) -> None:
        settings = WeChatSettings(APPID, "", b"0" * 32, None, False, "", "sqlite://", "")
        with pytest.raises(ValueError, match="token"):
            Gate(settings)


class TestMutants:
    async def test_of_thousands_of_mutated_requests_none_is_served_and_none_is_a_server_error(
        self, line: Opens
    ) -> None:
        opened = await line()
        url, served = opened.url, []
        async with aiohttp.ClientSession() as session:
            for mutant in mutants(APPID, TOKEN, base64.b64decode(KEY + "="), 2000):
                async with session.post(url, params=mutant.query, data=mutant.body) as response:
                    if not 400 <= response.status < 500:
                        served.append((mutant, response.status))
        assert served == []
        assert opened.turns() == []

    async def test_a_body_of_64_kb_is_read_and_one_byte_more_is_not(self, line: Opens) -> None:
        opened = await line()
        query, body = WechatpyCodec().request(
            xml.write(text_message("alice", "长" * 14_000))
        )  # 43 kB before encryption
        assert 43_000 < len(body) < LARGEST_BODY
        status, answer = await post(opened.url, query, body.ljust(LARGEST_BODY))
        assert (status, WechatpyCodec().reply(answer)["Content"]) == (200, texts.TOO_LONG)
        assert (await post(opened.url, query, body.ljust(LARGEST_BODY + 1)))[0] == 413

    async def test_a_body_without_an_end_is_cut_off(self, line: Opens) -> None:
        opened = await line()

        async def endless() -> Any:
            for _ in range(100):
                yield b"<" * 4096

        async with aiohttp.ClientSession() as session:
            try:
                async with session.post(opened.url, params={"timestamp": now()}, data=endless()) as response:
                    assert response.status == 413
            except aiohttp.ClientConnectionError:
                pass  # hung up in the middle of it
        platform: Platform = opened.platform
        assert (await platform.deliver(text_message("alice", "还在吗"))).shown == ["回答：还在吗"]

    @pytest.mark.parametrize(
        "text", ["]]>", "]]><ToUserName>x</ToUserName>", "<xml>", "\x08\x0b\x1b", "&lt;&#0;", "😀"]
    )
    async def test_what_people_type_cannot_break_out_of_the_reply(self, line: Opens, text: str) -> None:
        class Parrot:
            async def turn(self, conversation: str, message_id: str, said: str, channel: str) -> Any:
                return [{"text": f"您说：{text}", "buttons": [], "estimate": None, "citations": []}]

            async def history(self, conversation: str) -> list[str]:
                return ["something"]

        opened = await line(conversations=Parrot())
        [shown] = (await opened.platform.deliver(text_message("alice", "说吧"))).shown
        assert shown.startswith("您说：")
        assert "]]>" not in shown

    def test_a_refusal_does_not_say_what_was_wrong(self) -> None:
        settings = WeChatSettings.from_environment(environment("sqlite://"))
        assert settings
        cryptor = Cryptor(base64.b64decode(KEY + "="), "wx-other")
        reasons = set()
        for encrypted in (cryptor.encrypt(b"<xml/>"), base64.b64encode(b"x" * 64).decode()):
            stamp = now()
            query = {"timestamp": [stamp], "nonce": ["n"], "msg_signature": [signed(TOKEN, stamp, "n", encrypted)]}
            with pytest.raises(Refused) as refused:
                Gate(settings).open(query, xml.write({"Encrypt": encrypted}))
            reasons.add((refused.value.status, str(refused.value)))
        assert len(reasons) == 1
