"""Which of several projects a message speaks of by name: 智慧工厂项目…安防项目, 叫“天眼”的项目, 还有一个项目."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Named", "named_projects", "says_another"]

_KINDS = (
    "示范应用|应用示范|示范|产业化|高新技术产业化|高新技术|攻关|技术攻关|重大|重大产业|专项|国家专项|研发|人工智能|AI"
    "|配套|国家|市级|上级|区级|科技|技改"
)
_LEADS = "第.|[这那哪每某几两一二三四五六七八九十]|我们|公司|多少|什么|有|是|的|同一|投资|投入|[了在做报]"
_NO_NAME = re.compile(f"(?:.*(?:{_LEADS}))?(?:{_KINDS})?")
_QUOTED = r"[“\"「](?P<quoted>[^”\"」，。]{1,12})[”\"」](?:这个|的)?项目"
_CALLED = r"(?:叫|名为|名叫|名称是)(?:做)?[“\"「]?(?P<called>[^”\"」，。的]{1,12}?)[”\"」]?的?项目"
_BEFORE = r"(?:^|[，。；、,;：: ]|一个|有个|个)(?P<plain>[^，。；、,;：:\s“”\d个]{2,8}?)项目"
_MARKER = re.compile(f"{_QUOTED}|{_CALLED}|{_BEFORE}")
_ANOTHER = re.compile("(?:还有|另外?|另外还?有|又有|又做了|再有)(?:了)?(?:一)?个(?:别的|新的|新)?项目")


@dataclass(frozen=True)
class Named:
    """A project by its name, with the facts told of it."""

    name: str
    facts: Mapping[str, Any]


def named_projects(text: str, mentions: Sequence[Mapping[str, Any]], known: Sequence[str]) -> list[Named]:
    """The projects called by name, each with the facts said after its name; empty where none is told apart.

    ``mentions`` are the understanding's entities with their places in the text; ``known`` are names used before.
    A name without 叫 or quotation marks counts only beside another one or if it is known.
    """
    markers = _markers(text, known)
    certain = [name for _, name, is_certain in markers if is_certain]
    if not certain and len({name for _, name, _ in markers}) < 2:
        return []
    found: dict[str, dict[str, Any]] = {name: {} for _, name, _ in markers}
    for mention in mentions:
        before = [name for at, name, _ in markers if at <= mention["start"]]
        if before:
            found[before[-1]][mention["entity"]] = mention["value"]
    return [Named(name, facts) for name, facts in found.items()]


def says_another(text: str) -> bool:
    """Whether a further project is spoken of without a name: 还有一个项目投资800万."""
    return _ANOTHER.search(text) is not None


def _markers(text: str, known: Sequence[str]) -> list[tuple[int, str, bool]]:
    """``(where, name, whether it is a name beyond doubt)``, in order."""
    found = [(match.start(), name, True) for name in known for match in re.finditer(re.escape(name), text)]
    for match in _MARKER.finditer(text):
        name = match["quoted"] or match["called"] or match["plain"]
        if match["plain"] and _NO_NAME.fullmatch(name):
            continue
        if not any(name in other or other in f"{name}项目" for other in known):
            found.append((match.start(), f"{name}项目", match["plain"] is None))
    return sorted(found)
