"""What is wrong with text that is no YAML: in Chinese, with the line and what usually causes it."""

from __future__ import annotations

import re
from typing import Any

import yaml

__all__ = ["fault_of"]

_CAUSES = (
    (r"found character '\\t'", "这里有制表符（Tab），缩进和空白请用空格"),
    (
        r"found character '(?P<what>[^']+)' that cannot start",
        "“{what}”不能直接开头，请给整个值加引号，例如 '{what}'",
    ),
    (
        r"could not find expected ':'",
        "这一行缺少“: ”（半角冒号加一个空格）；是不是用了全角冒号“：”，或者上一行的文字没有写完",
    ),
    (
        r"mapping values are not allowed",
        "一行里有两个“: ”，或者这一行多缩进了；文字里有冒号时，请给整句加引号，例如 title: '奖励: 博士'",
    ),
    (r"expected ',' or '[}\]]'", "括号没有配对或少了逗号：{{ }} 和 [ ] 要成对，里面的文字含逗号、括号、冒号时请加引号"),
    (r"expected the node content", "括号或逗号用错了：两个逗号之间、冒号后面缺少内容"),
    (r"expected <block end>", "缩进或“- ”没有对齐：同一层的各行要从同一列开始"),
    (r"found unexpected end of stream|unexpected document", "引号没有配对：开头的 ' 或 \" 少了结尾的那一个"),
    (r"found undefined alias '(?P<what>[^']+)'", "没有名为 {what} 的锚点：&{what} 要在同一个文件里写在 *{what} 之前"),
    (r"found duplicate anchor", "同一个锚点（&名字）写了两次，请换一个名字"),
    (r"found unknown escape character", "双引号里的“\\”有特殊含义，请改用单引号"),
)
_KEY = re.compile(r"\s*(?:- )?[A-Za-z_]\w*\s*：", re.ASCII)
_OPENED_EARLIER = ("a simple key", "a flow mapping", "a flow sequence", "a quoted scalar")


def fault_of(error: Exception) -> str:
    """``第 3 行第 5 列：…``; the line is the one to look at, which for an open bracket is where it was opened."""
    mark = getattr(error, "problem_mark", None)
    context = str(getattr(error, "context", None) or "")
    if getattr(error, "context_mark", None) and context.endswith(_OPENED_EARLIER):
        mark = error.context_mark  # type: ignore[attr-defined]
    if mark is None:
        return _cause(error)
    full_width = _full_width_colon(mark)
    if full_width:
        return f"第 {full_width} 行：冒号是全角的“：”，请改成半角冒号加一个空格“: ”"
    return f"第 {mark.line + 1} 行第 {mark.column + 1} 列：{_cause(error)}"


def _full_width_colon(mark: Any) -> int | None:
    """The line, up to the one at fault, where a key is followed by a colon that YAML does not know."""
    lines = (mark.buffer or "").split("\n")
    return next((n + 1 for n in (mark.line, mark.line - 1) if 0 <= n < len(lines) and _KEY.match(lines[n])), None)


def _cause(error: Any) -> str:
    if isinstance(error, RecursionError):
        return "嵌套过深"
    if not isinstance(error, yaml.YAMLError):
        return "有一处的内容与它的标签（!!float、!!bool …）不符"
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    for pattern, words in _CAUSES:
        if match := re.search(pattern, problem):
            return words.format(**match.groupdict())
    return (
        problem
        if re.search(r"[\u4e00-\u9fff]", problem)
        else f"这里的写法不是 YAML，请核对括号、引号和缩进（{problem}）"
    )
