"""A person at a terminal in the place of WeChat: every word travels signed and encrypted, cut and repeated."""

from __future__ import annotations

import asyncio
import base64
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping

import aiohttp

from bot.channels.wechat.platform import Delivered, OwnCodec, Platform, text_message
from bot.channels.wechat.settings import SettingsError, WeChatSettings

__all__ = ["simulate"]

_COMMANDS = ("/语音", "/图片", "/位置", "/菜单", "/关注", "/取消关注", "/重复")
READY_WITHIN = 300.0
PERSON = "simulated-person"
HELP = (
    "像在微信里一样直接打字。/语音 文字、/图片、/位置、/菜单 文字、/关注、/取消关注 发送其他类型；"
    "/重复 文字 同一条消息同时发三次；/帮助 再看这段说明；Ctrl-D 结束。"
)
_LINK = re.compile(r'<a href="([^"]*)">([^<]*)</a>')


async def simulate(url: str | None, environment: Mapping[str, str]) -> int:
    """Against the service at ``url`` with the account of the environment, else one started for this chat."""
    if url is not None:
        settings = WeChatSettings.from_environment(environment)
        if settings is None or settings.aes_key is None:
            raise SettingsError("--url 需要和那个服务相同的 HUIQI_WECHAT_APPID、TOKEN、AES_KEY")
        return await _chat(OwnCodec(settings.receiver, settings.token, settings.aes_key), url)
    with tempfile.TemporaryDirectory() as folder:
        account, key = f"wx{secrets.token_hex(8)}", os.urandom(32)
        token, port = secrets.token_urlsafe(16), _free_port()
        kept = {name: value for name, value in environment.items() if not name.startswith("HUIQI_WEC")}
        server = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", "serve", "--port", str(port)),
            env={
                **kept,
                "HUIQI_WECHAT_APPID": account,
                "HUIQI_WECHAT_TOKEN": token,
                "HUIQI_WECHAT_AES_KEY": base64.b64encode(key).decode().rstrip("="),
                "HUIQI_PUBLIC_URL": f"http://127.0.0.1:{port}",
                "HUIQI_DATABASE_URL": f"sqlite:///{folder}/simulated.sqlite",
            },
            stdout=subprocess.DEVNULL,
        )
        try:
            print("正在启动服务……", flush=True)
            await _ready(server, f"http://127.0.0.1:{port}/readyz")
            return await _chat(OwnCodec(account, token, key), f"http://127.0.0.1:{port}/wechat")
        finally:
            if server.returncode is None:
                server.terminate()
                await server.wait()


async def _ready(server: asyncio.subprocess.Process, url: str) -> None:
    until = time.monotonic() + READY_WITHIN
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < until:
            if server.returncode is not None:
                raise SettingsError("服务没有启动成功，原因见上面的输出")
            try:
                async with session.get(url) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.2)
    raise TimeoutError("服务迟迟没有就绪")


async def _chat(codec: OwnCodec, url: str) -> int:
    platform = Platform(codec, url)
    print(HELP, flush=True)
    try:
        while (line := await asyncio.to_thread(_line)) is not None:
            if line.startswith("/") and _command(line) not in _COMMANDS:
                print(HELP, flush=True)
            elif line.strip():
                copies = 3 if line.startswith("/重复 ") else 1
                _show(await platform.deliver(_message(line.strip()), copies=copies))
    finally:
        await platform.close()
    return 0


def _line() -> str | None:
    try:
        return input("我：")
    except EOFError:
        return None


def _command(line: str) -> str:
    return line.split(" ")[0].strip()


def _message(line: str) -> dict[str, str | int]:
    command, _, rest = line.partition(" ")
    message = text_message(PERSON, line)
    event = {name: value for name, value in message.items() if name not in ("Content", "MsgId")}
    kinds: dict[str, dict[str, str | int]] = {
        "/语音": {**message, "MsgType": "voice", "Recognition": rest},
        "/图片": {**message, "MsgType": "image", "PicUrl": "https://example.com/picture"},
        "/位置": {**message, "MsgType": "location", "Label": "本市本区"},
        "/菜单": {**event, "MsgType": "event", "Event": "CLICK", "EventKey": f"say:{rest}"},
        "/关注": {**event, "MsgType": "event", "Event": "subscribe", "EventKey": ""},
        "/取消关注": {**event, "MsgType": "event", "Event": "unsubscribe", "EventKey": ""},
        "/重复": {**message, "Content": rest},
    }
    return kinds.get(command, message)


def _show(delivered: Delivered) -> None:
    for text in delivered.shown:
        print("公众号：" + _LINK.sub(r"〔\2 \1〕", text), flush=True)
    if not delivered.acknowledged:
        print("（微信会显示：该公众号提供的服务出现故障，请稍后再试）", flush=True)
    elif not delivered.shown:
        print("（已收到，没有被动回复）", flush=True)


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
