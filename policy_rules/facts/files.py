"""Facts as people hand them in: one YAML or JSON file, or a JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from policy_rules.errors import FactError
from policy_rules.yaml_reader import YamlError, read_yaml

__all__ = ["read_fact_file", "read_json", "read_lines", "read_text"]

_BOM = "\ufeff"
_NOTHING_WRITTEN = b" \t\r\n" + _BOM.encode()


class _Object(dict[str, Any]):
    """A JSON object that remembers a key it was given twice."""

    given_twice: str | None = None


def read_json(text: str | bytes) -> Any:
    """A JSON document with exact decimals; raises :class:`FactError` (``bad_json``, ``duplicate_fact``, ``bad_text``)."""
    try:
        written = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix(_BOM)
        document = json.loads(written, parse_float=Decimal, parse_int=_integer, object_pairs_hook=_object)
        _prove(document, "")
    except (ValueError, RecursionError) as error:
        raise FactError("bad_json", f"不是有效的 JSON：{_position(error)}", None) from None
    return document


def read_text(line: bytes) -> str:
    """A line of text without its end; raises :class:`FactError` (``bad_text``)."""
    try:
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise FactError("bad_text", "不是 UTF-8 编码，请转换后重试", None) from None


def _integer(digits: str) -> int | Decimal:
    # int() of thousands of digits takes quadratic time; a decimal does not.
    return int(digits) if len(digits) < 400 else Decimal(digits)


def _position(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"第 {error.lineno} 行第 {error.colno} 列附近"
    return "嵌套过深" if isinstance(error, RecursionError) else "编码或数字有误"


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object()
    for key, value in pairs:
        if key in found:
            found.given_twice = key
        found[key] = value
    return found


def _prove(document: Any, path: str) -> None:
    """No key twice, no text that no encoding can carry, anywhere."""
    if isinstance(document, str) and not _can_be_written(document):
        raise FactError("bad_text", "含有无法识别的字符", path or None)
    if isinstance(document, list):
        for index, entry in enumerate(document):
            _prove(entry, f"{path}[{index}]")
    if isinstance(document, _Object):
        if document.given_twice is not None:
            field = f"{path}.{document.given_twice}".lstrip(".")
            raise FactError("duplicate_fact", "出现了两次，请只保留一个", field)
        for key, value in document.items():
            _prove(key, path)
            _prove(value, f"{path}.{key}".lstrip("."))


def _can_be_written(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_fact_file(name: str) -> Any:
    """The document in a ``.json`` or YAML file; ``-`` reads standard input (YAML, and so JSON too).

    Raises :class:`FactError` with the file as its field.
    """
    text = _text_of(name)
    if name.endswith(".json") or text.lstrip().startswith("{"):
        try:
            return read_json(text)
        except FactError as error:
            if error.code != "bad_json" or name.endswith(".json"):
                raise _about(name, error) from None
            json_error = _about(name, error)
        try:
            return read_yaml(text)  # YAML's own { … }, whose keys need no quotes
        except YamlError:
            raise json_error from None
    try:
        return read_yaml(text)
    except YamlError as error:
        raise FactError("bad_yaml", f"不是有效的 YAML：{error}", name) from None


def _about(name: str, error: FactError) -> FactError:
    return FactError(error.code, error.message, error.field or name)


def _text_of(name: str) -> str:
    try:
        raw = _input().read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "请存为 UTF-8 编码"
        raise FactError("unreadable_file", f"读不到文件：{reason}", name) from None


def _input() -> BinaryIO:
    if sys.stdin is None:
        raise FactError("unreadable_file", "标准输入已关闭，请把内容接到标准输入，或给出文件名", "-")
    return sys.stdin.buffer


def read_lines(name: str) -> Iterator[bytes]:
    """The lines of a file or, with ``-``, of standard input, without the empty ones; raises :class:`FactError`."""
    try:
        with _input() if name == "-" else open(name, "rb") as file:
            yield from (line for line in file if line.strip(_NOTHING_WRITTEN))
    except OSError as error:
        raise FactError("unreadable_file", f"读不到文件：{error.strerror}", name) from None
