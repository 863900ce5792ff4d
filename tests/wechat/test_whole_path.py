"""The whole path with the real bot: encrypted in, understood, calculated, fitted, encrypted out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.wechat.platform import Platform, text_message
from tests.conftest import service
from tests.wechat.conftest import environment
from tests.wechat.peer import WechatpyCodec


@pytest.fixture(scope="module")
def webhook(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("wechat")
    with service(model, home, **environment(f"sqlite:///{home / 'all.sqlite'}")) as url:
        yield f"{url}/wechat"


@pytest_asyncio.fixture
async def platform(webhook: str) -> AsyncIterator[Platform]:
    opened = Platform(WechatpyCodec(), webhook)
    yield opened
    await opened.close()


async def say(platform: Platform, person: str, text: str, copies: int = 1) -> str:
    delivered = await platform.deliver(text_message(person, text), copies=copies)
    assert len(delivered.shown) == 1, delivered
    return delivered.shown[0]


async def test_an_enterprise_learns_what_it_gets_with_sources_and_a_link(platform: Platform) -> None:
    answer = await say(platform, "boss", "我们是闵行的人工智能企业，获得市级示范应用奖励200万，能拿多少？", copies=3)
    assert "200万" in answer
    assert "失效" in answer  # first of all: the policy is no longer in force
    assert "【依据】" in answer
    assert 'href="https://huiqi.example/?session=' in answer


async def test_two_people_have_two_conversations(platform: Platform) -> None:
    await say(platform, "one", "研发投入600万")
    assert "600" not in await say(platform, "two", "你记录了我哪些信息")


async def test_who_has_everything_erased_is_forgotten_by_the_channel_too(platform: Platform, webhook: str) -> None:
    await say(platform, "shy", "研发投入612万")
    await say(platform, "shy", "删除我的数据")
    await say(platform, "shy", "是的")
    assert "612" not in await say(platform, "shy", "你记录了我哪些信息")


def test_a_person_at_a_terminal_tries_it_without_an_account(webhook: str) -> None:
    simulated = subprocess.run(
        [sys.executable, "-m", "bot.cli", "wechat", "simulate", "--url", webhook],
        input="你好\n/图片\n/菜单 有哪些扶持政策\n/重复 怎么申报\n/怎么用\n/取消关注\n",
        env={**os.environ, **environment("sqlite://")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert simulated.returncode == 0, simulated.stderr
    assert simulated.stdout.count("公众号：") == 4
    assert "图片我还看不懂" in simulated.stdout
    assert simulated.stdout.count("/重复 文字 同一条消息同时发三次") == 2  # at the start, and for a command it has not
