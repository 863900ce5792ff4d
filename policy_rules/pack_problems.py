"""What pydantic finds wrong in a pack's file, told as place and fix: no name of a type, no tag of a union."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from policy_rules.amounts import PIECES
from policy_rules.conditions import CONDITIONS

__all__ = ["described"]

_FIXES = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项，请核对拼写",
    "string_pattern_mismatch": "应为小写英文、数字和下划线组成的 id；若是数量，请带单位，例如 300万元",
    "string_type": "应为文字",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "tuple_type": "应为列表，写成 [ … ] 或各行以“- ”开头",
    "mapping_type": "应为映射，写成“键: 值”",
    "dict_type": "应为映射，写成“键: 值”",
    "model_type": "应为映射，写成“键: 值”",
    "model_attributes_type": "应为映射，写成“键: 值”",
    "too_short": "不能为空",
    "date_from_datetime_parsing": "日期应写成 2026-01-01 这样",
    "date_parsing": "日期应写成 2026-01-01 这样",
    "date_type": "日期应写成 2026-01-01 这样",
}
_NEST_AMOUNTS = "{one} 和 {other} 不能写在同一层，请套起来，例如 {{at_most: 100万元, of: {{share: 10%, of: x}}}}"
_ONE_CONDITION = (
    "一个条件只写一种，这里有 {one} 和 {other}：都要满足用 all: [{{…}}, {{…}}]，满足其一用 any: [{{…}}, {{…}}]"
)
_KEY_IS_NO_TEXT = "键应为选项的 id；按是或否分开的，写成 {when: {is_true: x}, because: 说明, gives: …}"


def described(where: str, raw: Any, problems: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Every problem once, as ``file: place: fix``; several ways in which one value fails are one fault."""
    fixes: dict[str, list[str]] = {}
    places = [(problem, _place(raw, tuple(problem["loc"]), problem)) for problem in problems]
    crowded = [place.path for problem, place in places if _is_crowded(problem, place)]
    for problem, place in places:
        if not _is_crowded(problem, place) and any(place.path.startswith(f"{path}.") for path in crowded):
            continue  # what is missing or too much there follows from two forms in one mapping
        fix = _fix(problem, place)
        found = fixes.setdefault(place.path, [])
        if fix not in found:
            found.append(fix)
    return tuple(": ".join(part for part in (where, path, "；或".join(found)) if part) for path, found in fixes.items())


class _Place(NamedTuple):
    path: str
    holder: Any
    """The mapping in which the problem's key stands, or is missing."""


def _place(raw: Any, loc: tuple[Any, ...], problem: Mapping[str, Any]) -> _Place:
    """The path as it stands in the file: the location's tags of unions and names of types are left out."""
    if problem["type"] == "missing":
        path, holder = min(_walks(raw, loc[:-1]), key=lambda walk: walk[1] != problem["input"])
        return _Place(_joined([*path, loc[-1]]), holder)
    found = list(_walks(raw, loc))
    path, _ = min(found, key=lambda walk: (walk[1] != problem["input"], -len(walk[0])))
    holder = raw
    for part in path[:-1]:
        holder = holder[part]
    if problem["type"] == "extra_forbidden" and _rivals(holder, str(path[-1]) if path else ""):
        return _Place(_joined(path[:-1]), holder)
    return _Place(_joined(path), holder)


def _walks(value: Any, loc: tuple[Any, ...]) -> Iterator[tuple[list[Any], Any]]:
    """Every way to follow the location through the document: a part is a key or index of it, or is none of it."""
    if not loc:
        yield [], value
        return
    part, rest = loc[0], loc[1:]
    keys = list(value) if isinstance(value, dict) else []
    part = next((key for key in keys if key == part or str(key) == str(part)), part)
    is_key = part in keys
    is_index = isinstance(value, list) and isinstance(part, int) and part < len(value)
    if is_key or is_index:
        yield from (([part, *path], end) for path, end in _walks(value[part], rest))
    yield from _walks(value, rest)


def _is_crowded(problem: Mapping[str, Any], place: _Place) -> bool:
    return problem["type"] == "extra_forbidden" and bool(_rivals(place.holder, str(problem["loc"][-1])))


def _joined(path: Iterable[Any]) -> str:
    words = ""
    for part in path:
        if isinstance(part, int) and not isinstance(part, bool):
            words += f" 第 {part + 1} 项"
        else:
            words += f"{'.' if words else ''}{str(part).lower() if isinstance(part, bool) else part}"
    return words.strip()


def _fix(problem: Mapping[str, Any], place: _Place) -> str:
    kind = problem["type"]
    if kind == "extra_forbidden" and (rivals := _rivals(place.holder, str(problem["loc"][-1]))):
        return rivals
    if "[key]" in problem["loc"]:
        return _KEY_IS_NO_TEXT
    if kind in ("enum", "literal_error"):
        return "应为以下之一：" + "、".join(re.findall(r"'([^']*)'", problem["ctx"]["expected"]))
    return _FIXES.get(kind) or str(problem["msg"]).removeprefix("Value error, ")


def _rivals(holder: Any, extra: str) -> str:
    """Two pieces of an amount, or two conditions, side by side in one mapping: how to write both."""
    keys = list(holder) if isinstance(holder, dict) else []
    for known, words in ((PIECES, _NEST_AMOUNTS), (CONDITIONS, _ONE_CONDITION)):
        rivals = [key for key in known if key in keys]
        if len(rivals) > 1 and (extra in rivals or known is CONDITIONS):
            return words.format(one=rivals[0], other=rivals[1])
    return ""
