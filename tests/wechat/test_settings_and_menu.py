"""What an office sets up: an account and a menu."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from bot.channels.wechat.cli import add_commands
from bot.channels.wechat.menu import MENU, MenuError, pages_left_out, read_menu
from bot.channels.wechat.settings import SettingsError, WeChatSettings, WeComSettings
from bot.channels.wechat.soak.fake_api import FakeApi
from tests.wechat.conftest import environment, with_api
from tests.wechat.peer import KEY


class TestAccount:
    def test_nothing_set_means_no_account(self) -> None:
        assert WeChatSettings.from_environment({}) is None
        assert WeComSettings.from_environment({}) is None

    @pytest.mark.parametrize("missing", ["HUIQI_WECHAT_APPID", "HUIQI_WECHAT_TOKEN", "HUIQI_WECHAT_AES_KEY"])
    def test_half_an_account_is_an_error_that_names_what_is_missing(self, missing: str) -> None:
        variables = environment("sqlite://")
        del variables[missing]
        with pytest.raises(SettingsError, match=missing):
            WeChatSettings.from_environment(variables)

    @pytest.mark.parametrize("key", ["short", KEY + "A", KEY[:-1] + "！", "=" * 43])
    def test_a_wrong_aes_key_is_named(self, key: str) -> None:
        with pytest.raises(SettingsError, match="AES_KEY"):
            WeChatSettings.from_environment({**environment("sqlite://"), "HUIQI_WECHAT_AES_KEY": key})

    def test_plaintext_needs_the_word_and_then_no_key(self) -> None:
        variables = environment("sqlite://", HUIQI_WECHAT_PLAINTEXT="allow")
        del variables["HUIQI_WECHAT_AES_KEY"]
        settings = WeChatSettings.from_environment(variables)
        assert settings
        assert settings.allows_plaintext
        with pytest.raises(SettingsError, match="PLAINTEXT"):
            WeChatSettings.from_environment({**variables, "HUIQI_WECHAT_PLAINTEXT": "true"})

    def test_secrets_can_stand_in_files(self, tmp_path: Path) -> None:
        variables = environment("sqlite://")
        (tmp_path / "token").write_text("from-file\n")
        del variables["HUIQI_WECHAT_TOKEN"]
        settings = WeChatSettings.from_environment({**variables, "HUIQI_WECHAT_TOKEN_FILE": str(tmp_path / "token")})
        assert settings
        assert settings.token == "from-file"

    def test_wecom_needs_its_agent(self) -> None:
        variables = {"HUIQI_WECOM_CORPID": "ww1", "HUIQI_WECOM_TOKEN": "t", "HUIQI_WECOM_AES_KEY": KEY}
        with pytest.raises(SettingsError, match="AGENTID"):
            WeComSettings.from_environment(variables)


class TestMenu:
    def test_the_menu_that_comes_with_it_is_within_the_limits(self) -> None:
        buttons = read_menu(MENU, "https://huiqi.example")
        assert 1 <= len(buttons) <= 3
        assert any(b.get("url") == "https://huiqi.example/" for top in buttons for b in top.get("sub_button", [top]))

    def test_pages_are_left_out_where_there_is_no_address_for_them(self) -> None:
        assert "url" not in json.dumps(read_menu(MENU, ""))
        assert (pages_left_out(MENU, ""), pages_left_out(MENU, "https://huiqi.example")) == (["网页版"], [])

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("[]", "1 到 3"),
            ("- {name: 名字太长了啊}\n", "太长"),
            ("- {name: 甲}\n", "恰好"),
            ("- {name: 甲, say: 一, url: 'https://x'}\n", "恰好"),
            ("- {name: 甲, url: 'javascript:1'}\n", "https"),
            ("- {name: 甲, say: " + "长" * 50 + "}\n", "太长"),
            ("- {name: 甲, menu: [{name: 乙, menu: []}]}\n", "二级"),
            ("- [", "读不出来"),
        ],
    )
    def test_a_fault_is_named_with_its_place(self, tmp_path: Path, text: str, fault: str) -> None:
        file = tmp_path / "menu.yaml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(MenuError, match=fault):
            read_menu(file, "")


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    parsed = parser.parse_args(["wechat", *arguments])
    return int(parsed.run(parsed))


class TestCommand:
    async def test_the_menu_is_published(self, api: FakeApi, sqlite: str, monkeypatch: pytest.MonkeyPatch) -> None:
        import asyncio

        for name, value in {**environment(sqlite), **with_api(api)}.items():
            monkeypatch.setenv(name, value)
        assert await asyncio.to_thread(run, "menu") == 0
        assert api.menus == [{"button": read_menu(MENU, "https://huiqi.example")}]

    def test_without_an_account_it_says_what_to_set(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delenv("HUIQI_WECHAT_APPID", raising=False)
        assert run("menu") == 2
        assert "HUIQI_WECHAT_" in capsys.readouterr().err
