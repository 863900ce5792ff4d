"""Which of several projects a message speaks of: C项目, 智慧工厂项目, 叫“天眼”的项目, 第二个, 两个项目都, 还有一个项目."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policy_rules.naming import NamingPattern

__all__ = [
    "Named",
    "how_many_alike",
    "named_projects",
    "new_name",
    "project_given_up",
    "project_spoken_of",
    "projects_spoken_of",
    "says_another",
    "speaks_of_letters",
]

_KINDS = (
    "示范应用|应用示范|示范|产业化|高新技术产业化|高新技术|攻关|技术攻关|重大|重大产业|专项|国家专项|研发|<field>"
    "|配套|国家|市级|上级|区级|科技|技改"
)
_LEADS = (
    "第.|[这那哪每某几两一二三四五六七八九十]|我们|公司|多少|什么|有|是|的|同一|投资|投入|[了在做报]|所有|全部|各"
    "|其他|其它|其余|别的"
)
_NO_NAME = NamingPattern(f"(?:.*(?:{_LEADS}))?(?:{_KINDS})?")
_QUOTED = r"[“\"「](?P<quoted>[^”\"」，。]{1,12})[”\"」](?:这个|的)?项目"
_CALLED = r"(?:叫|名为|名叫|名称是)(?:做)?[“\"「]?(?P<called>[^”\"」，。的]{1,12}?)[”\"」]?的?项目"
_LETTER = r"(?<![A-Za-z])(?P<letter>[A-Da-d甲乙丙丁])号?项目|项目(?P<after>[A-D甲乙丙丁])(?![A-Za-z方])"
_BEFORE = r"(?:^|[，。；、,;：: ]|一个|有个|个)(?P<plain>[^，。；、,;：:\s“”\d个]{2,8}?)项目"
_MARKER = re.compile(f"{_QUOTED}|{_CALLED}|{_LETTER}|{_BEFORE}")
_BY_LETTER = re.compile(_LETTER)
_ANOTHER = re.compile("(?:还有|另外?|另外还?有|又有|又做了|再有)(?:了)?(?:一)?个(?:别的|新的|新)?项目")

_NUMBERS = {sign: at for row in ("一二三四五六七八九", "123456789") for at, sign in enumerate(row, start=1)} | {"两": 2}
_ORDINAL = re.compile(r"第(?P<number>[一二三四五六七八九1-9])个")
_ALIKE = re.compile(
    "(?P<number>[两二三四五六七八九2-9])个(?:项目)?(?:[^，。,]{0,6}?)(?:都|均|全)|(?:所有|全部|每一?个?|各个?|几个|这些)(?:的)?项目|项目(?:[^，。,]{0,6}?)(?:全部|全都|都|均)"
)
_NAMING = re.compile(
    r"(?:就?叫做?|名叫|名为|命名为|名[称字]是|名[称字]叫)[“\"「]?(?P<name>[^“”\"「」，。,的是]{1,12}?)[”\"」]?(?:项目)?[吧了。！!]*$"
)
_GIVEN_UP = re.compile("不要了|不[做报算]了|去掉|删掉|删除|删了|移除|取消|撤掉|拿掉|不报了|不申报了|[没未]有了|砍掉")


@dataclass(frozen=True)
class Named:
    """A project by its name, with the facts told of it."""

    name: str
    facts: Mapping[str, Any]


def named_projects(text: str, mentions: Sequence[Mapping[str, Any]], known: Sequence[str]) -> list[Named]:
    """The projects called by name, each with the facts said after its name; empty where none is told apart.

    ``mentions`` are the understanding's entities with their places in the text; ``known`` are names used before.
    A name without a letter, 叫 or quotation marks counts only beside another one or if it is known.
    """
    markers = _markers(text, known)
    certain = [name for _, name, is_certain in markers if is_certain]
    if not certain and len({name for _, name, _ in markers}) < 2:
        return []
    found: dict[str, dict[str, Any]] = {name: {} for _, name, _ in markers}
    everyone = len(found) == 1 or _told_of_all(text, markers, mentions)
    for mention in mentions:
        before = [name for at, name, _ in markers if at <= mention["start"]][-1:]
        for name in found if everyone else before:
            found[name][mention["entity"]] = mention["value"]
    return [Named(name, facts) for name, facts in found.items()]


def _told_of_all(text: str, markers: Sequence[tuple[int, str, bool]], mentions: Sequence[Mapping[str, Any]]) -> bool:
    """「A项目和B项目都过了评审」: all names first, then what holds of them all."""
    last_name = max(at for at, _, _ in markers)
    first_fact = min((mention["start"] for mention in mentions), default=0)
    return last_name < first_fact and re.search("都|均|全", text[last_name:]) is not None


def says_another(text: str) -> bool:
    """Whether a further project is spoken of without a name: 还有一个项目投资800万."""
    return _ANOTHER.search(text) is not None


def speaks_of_letters(text: str) -> bool:
    """「A项目」, 「项目乙」: letters are names, ordinals are none."""
    return _BY_LETTER.search(text) is not None


def how_many_alike(text: str, listed: int) -> int:
    """Of how many projects the same is said: 两个项目都是智慧医疗, 所有项目; 0 where it is of a single one."""
    found = _ALIKE.search(text)
    if found is None or (found["number"] and "项目" not in text and not listed):
        return 0
    return _NUMBERS[found["number"]] if found["number"] else listed


def projects_spoken_of(text: str, projects: Sequence[Mapping[str, Any]]) -> list[int]:
    """Those of the projects told apart that the text calls by name, or by their place among them."""
    named = [at for at, project in enumerate(projects) if _is_called(str(project.get("name") or ""), text)]
    ordinals = [_NUMBERS[ordinal["number"]] - 1 for ordinal in _ORDINAL.finditer(text)]
    return named or [at for at in dict.fromkeys(ordinals) if at < len(projects)]


def project_spoken_of(text: str, projects: Sequence[Mapping[str, Any]]) -> int | None:
    """The first of them; None where none is called."""
    return next(iter(projects_spoken_of(text, projects)), None)


def _is_called(name: str, text: str) -> bool:
    """Whether the text has the name, with 项目 or without: 慧眼的投资, A和B都."""
    short = name.removesuffix("项目")
    if not short:
        return False
    return name in text or re.search(rf"(?<![A-Za-z]){re.escape(short)}(?![A-Za-z])", text) is not None


def new_name(text: str, projects: Sequence[Mapping[str, Any]]) -> tuple[int, str] | None:
    """「第二个项目叫慧眼」: the project and what it is called from now on."""
    index, naming = project_spoken_of(text, projects), _NAMING.search(text)
    return (index, f"{naming['name']}项目") if naming and index is not None else None


def project_given_up(text: str, projects: Sequence[Mapping[str, Any]]) -> int | None:
    """「第四个不要了」, 「删掉A项目」: the project that is to be left out."""
    return project_spoken_of(text, projects) if _GIVEN_UP.search(text) else None


def _markers(text: str, known: Sequence[str]) -> list[tuple[int, str, bool]]:
    """``(where, name, whether it is a name beyond doubt)``, in order."""
    found = [(match.start(), name, True) for name in known for match in re.finditer(re.escape(name), text)]
    for match in _MARKER.finditer(text):
        letter = match["letter"] or match["after"]
        name = letter.upper() if letter else match["quoted"] or match["called"] or match["plain"]
        if match["plain"] and _NO_NAME.fullmatch(name):
            continue
        if not any(name in other or other in f"{name}项目" for other in known):
            found.append((match.start(), f"{name}项目", match["plain"] is None))
    return sorted(found)
