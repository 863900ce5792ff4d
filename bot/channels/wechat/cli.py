"""``huiqi wechat …``: publish the menu, try the channel without an account."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from bot.channels.wechat.accounts import Account, account_of
from bot.channels.wechat.api import ApiError
from bot.channels.wechat.menu import MENU, MenuError, pages_left_out, read_menu
from bot.channels.wechat.settings import AccountSettings, SettingsError, WeChatSettings, WeComSettings
from bot.channels.wechat.tables import metadata
from bot.runtime.database import Database, create_tables

__all__ = ["add_commands"]


def add_commands(commands: Any) -> None:
    """Register ``wechat`` and what is below it; each sets ``run``."""
    below = commands.add_parser("wechat", help="微信公众号和企业微信").add_subparsers(required=True, metavar="COMMAND")
    command = below.add_parser("menu", help="发布自定义菜单")
    command.add_argument("--file", type=Path, default=MENU, help="菜单文件，默认用自带的 menu.yaml")
    command.add_argument("--wecom", action="store_true", help="发布到企业微信应用而不是公众号")
    what = command.add_mutually_exclusive_group()
    what.add_argument("--dry-run", action="store_true", help="只检查并显示将发布的内容")
    what.add_argument("--show", action="store_true", help="显示当前已发布的菜单")
    command.set_defaults(run=_menu)
    command = below.add_parser("simulate", help="不用公众号，在终端里走完整的加密通道试聊")
    command.add_argument("--url", help="已在运行的服务的地址，例如 http://127.0.0.1:5005/wechat；默认自己启动一个")
    command.set_defaults(run=_simulate)


def _menu(arguments: argparse.Namespace) -> int:
    try:
        if arguments.dry_run:
            public_url = os.environ.get("HUIQI_PUBLIC_URL", "").rstrip("/")
            print(json.dumps({"button": read_menu(arguments.file, public_url)}, ensure_ascii=False, indent=2))
            _say_what_is_left_out(arguments.file, public_url)
            return 0
        settings = _settings(arguments.wecom)
        return asyncio.run(_with_account(settings, None if arguments.show else arguments.file))
    except (MenuError, SettingsError) as error:
        print(f"huiqi: {error}", file=sys.stderr)
        return 2
    except ApiError as error:
        print(f"huiqi: {error}", file=sys.stderr)
        return 1


def _settings(wecom: bool) -> AccountSettings:
    kind: type[WeComSettings] | type[WeChatSettings] = WeComSettings if wecom else WeChatSettings
    settings = kind.from_environment(os.environ)
    prefix = "HUIQI_WECOM_" if wecom else "HUIQI_WECHAT_"
    if settings is None:
        raise SettingsError(f"没有设置账号：请按 SETUP.zh-CN.md 设置 {prefix} 开头的环境变量")
    if settings.secret is None:
        raise SettingsError(f"缺少 {prefix}SECRET：调用接口需要 AppSecret")
    return settings


async def _with_account(settings: AccountSettings, file: Path | None) -> int:
    database = Database(settings.database)
    account: Account | None = account_of(settings, database)
    assert account
    try:
        await database.run(lambda c: create_tables(c, metadata))
        if file is None:
            print(json.dumps(await account.published_menu(), ensure_ascii=False, indent=2))
        else:
            await account.publish_menu(read_menu(file, settings.public_url))
            _say_what_is_left_out(file, settings.public_url)
            print("菜单已发布。手机端最长 24 小时内更新；取消关注再重新关注可以立即看到。")
    finally:
        await account.close()
        database.close()
    return 0


def _say_what_is_left_out(file: Path, public_url: str) -> None:
    if names := pages_left_out(file, public_url):
        print(f"没有设置 HUIQI_PUBLIC_URL，不含打开网页的菜单项：{'、'.join(names)}", file=sys.stderr)


def _simulate(arguments: argparse.Namespace) -> int:
    from bot.channels.wechat.simulate import simulate

    try:
        return asyncio.run(simulate(arguments.url, os.environ))
    except (SettingsError, TimeoutError) as error:
        print(f"huiqi: {error}", file=sys.stderr)
        return 2
