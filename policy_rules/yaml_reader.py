"""YAML as people write it by hand: exact decimals, no surprises.

Unlike YAML 1.1: only ``true`` and ``false`` are booleans (``no`` is a word), dates stay text, a
key given twice is an error instead of a silent overwrite.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from policy_rules.yaml_faults import fault_of

__all__ = ["YamlError", "read_yaml", "read_yaml_file"]


class YamlError(ValueError):
    """Text that is not valid YAML; the message names line and column."""


class _Reader(yaml.SafeLoader):
    pass


_Reader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp", ":int", ":float"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Reader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_Reader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?\d+$", re.ASCII), list("-+0123456789"))
_Reader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(
        r"^[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$", re.ASCII
    ),
    list("-+0123456789."),
)


def _construct_float(_: _Reader, node: yaml.ScalarNode) -> Decimal:
    written = node.value.lower()
    return Decimal(written.replace(".inf", "Infinity").replace(".nan", "NaN") if written[-1:].isalpha() else written)


def _construct_int(_: _Reader, node: yaml.ScalarNode) -> Decimal | int:
    # int() of thousands of digits takes quadratic time; a decimal does not.
    return int(node.value) if len(node.value) < 400 else Decimal(node.value)


def _construct_mapping(loader: _Reader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: set[Hashable] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise yaml.constructor.ConstructorError(None, None, "键只能是文字", key_node.start_mark)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"重复的键 {key}", key_node.start_mark)
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Reader.add_constructor("tag:yaml.org,2002:float", _construct_float)
_Reader.add_constructor("tag:yaml.org,2002:int", _construct_int)
_Reader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)


def read_yaml(text: str) -> Any:
    """The document in ``text``; raises :class:`YamlError`."""
    try:
        return yaml.load(text, Loader=_Reader)  # noqa: S506 - a SafeLoader subclass
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
        raise YamlError(fault_of(error)) from None


def read_yaml_file(path: Path) -> Any:
    """The document in the file; raises :class:`YamlError` naming the file."""
    try:
        return read_yaml(path.read_text(encoding="utf-8"))
    except YamlError as error:
        raise YamlError(f"{path.name}: {error}") from None
    except UnicodeDecodeError:
        raise YamlError(f"{path.name}: 不是 UTF-8 编码，请另存为 UTF-8") from None
