"""The menu below the chat, from a file that an office can edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

__all__ = ["MENU", "SAY", "MenuError", "read_menu"]

MENU = Path(__file__).with_name("menu.yaml")
SAY = "say:"
"""A key begins so and goes on with the words it stands for: phones that still show an older menu work on."""

MOST_TOP, MOST_BELOW = 3, 5
NAME_BYTES = {1: 16, 2: 60}
KEY_BYTES = 128
URL_BYTES = 1024


class MenuError(ValueError):
    """A fault in the menu file; the message names the place and the fix."""


def read_menu(file: Path, public_url: str) -> list[dict[str, Any]]:
    """The buttons as the platform takes them. Pages that need ``public_url`` are left out where it is empty."""
    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise MenuError(f"{file} 读不出来：{error}") from None
    return _buttons(entries, public_url, level=1, place=file.name)


def pages_left_out(file: Path, public_url: str) -> list[str]:
    """The names of buttons that :func:`read_menu` leaves out for want of ``public_url``."""
    if public_url:
        return []
    here, elsewhere = (_names(read_menu(file, url)) for url in ("", "https://huiqi.invalid"))
    return [name for name in elsewhere if name not in here]


def _names(buttons: Sequence[Mapping[str, Any]]) -> list[str]:
    return [b["name"] for top in buttons for b in (top, *top.get("sub_button", ()))]


def _buttons(entries: Any, public_url: str, level: int, place: str) -> list[dict[str, Any]]:
    most = MOST_TOP if level == 1 else MOST_BELOW
    if not isinstance(entries, Sequence) or isinstance(entries, str) or not 1 <= len(entries) <= most:
        raise MenuError(f"{place}：应为 1 到 {most} 个菜单项")
    numbered = enumerate(entries, 1)
    buttons = [_button(entry, public_url, level, f"{place} 第 {number} 项") for number, entry in numbered]
    return [button for button in buttons if button is not None]


def _button(entry: Any, public_url: str, level: int, place: str) -> dict[str, Any] | None:
    if not isinstance(entry, Mapping) or not isinstance(name := entry.get("name"), str) or not name:
        raise MenuError(f"{place}：缺少 name")
    if len(name.encode()) > NAME_BYTES[level]:
        raise MenuError(f"{place}：名称“{name}”太长，最多 {NAME_BYTES[level]} 字节")
    kinds = [kind for kind in ("say", "page", "url", "menu") if kind in entry]
    if len(kinds) != 1 or len(entry) != 2:
        raise MenuError(f"{place}（{name}）：除 name 外应恰好有 say、page、url、menu 之一")
    return _of_kind(kinds[0], name, entry[kinds[0]], public_url, level, f"{place}（{name}）")


def _of_kind(kind: str, name: str, value: Any, public_url: str, level: int, place: str) -> dict[str, Any] | None:
    if kind == "menu":
        if level > 1:
            raise MenuError(f"{place}：二级菜单下不能再有菜单")
        below = _buttons(value, public_url, 2, place)
        return {"name": name, "sub_button": below} if below else None
    if not isinstance(value, str) or not value.strip():
        raise MenuError(f"{place}：{kind} 应为文字")
    if kind == "say":
        return {"type": "click", "name": name, "key": _within(KEY_BYTES, SAY + value.strip(), place)}
    if kind == "page":
        if not value.startswith("/"):
            raise MenuError(f"{place}：page 应以 / 开头")
        return {"type": "view", "name": name, "url": _address(public_url + value, place)} if public_url else None
    return {"type": "view", "name": name, "url": _address(value, place)}


def _address(url: str, place: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise MenuError(f"{place}：网址应以 https:// 开头")
    return _within(URL_BYTES, url, place)


def _within(most_bytes: int, text: str, place: str) -> str:
    if len(text.encode()) > most_bytes:
        raise MenuError(f"{place}：太长，最多 {most_bytes} 字节")
    return text
