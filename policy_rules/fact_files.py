"""Facts as people hand them in: one YAML or JSON file, or a JSON object a line."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from policy_rules.errors import FactError
from policy_rules.yaml_reader import YamlError, read_yaml

__all__ = ["read_fact_file", "read_json"]


def read_json(text: str | bytes) -> Any:
    """A JSON document with exact decimals; raises :class:`FactError` (``bad_json``)."""
    try:
        return json.loads(text, parse_float=Decimal, parse_int=_integer, object_pairs_hook=_without_duplicates)
    except FactError:
        raise
    except (ValueError, RecursionError) as error:
        raise FactError("bad_json", f"不是有效的 JSON：{_position(error)}", None) from None


def _integer(digits: str) -> int | Decimal:
    # int() of thousands of digits takes quadratic time; a decimal does not.
    return int(digits) if len(digits) < 400 else Decimal(digits)


def _position(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"第 {error.lineno} 行第 {error.colno} 列附近"
    return "嵌套过深" if isinstance(error, RecursionError) else "编码或数字有误"


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise FactError("duplicate_fact", f"{key} 出现了两次，请只保留一个", key)
        found[key] = value
    return found


def read_fact_file(name: str, stdin: TextIO = sys.stdin) -> Any:
    """The document in a ``.json`` or YAML file; ``-`` reads standard input (YAML, and so JSON too).

    Raises :class:`FactError` with the file as its field.
    """
    try:
        text = stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "请存为 UTF-8 编码"
        raise FactError("unreadable_file", f"读不到文件：{reason}", name) from None
    if name.endswith(".json") or text.lstrip().startswith("{"):
        return read_json(text)
    try:
        return read_yaml(text)
    except YamlError as error:
        raise FactError("bad_yaml", f"不是有效的 YAML：{error}", name) from None
