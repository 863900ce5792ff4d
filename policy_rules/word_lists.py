"""Names that many everyday words of a pack share, written once.

``word_lists.yaml`` gives each list a name; 「<本区>」 in the words of a fact stands for any entry of the
list: 「注册在<本区>」 is the same as 「注册在(闵行|紫竹|莘庄)」.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

__all__ = ["UnknownWordList", "WordLists", "spelt_out"]

WordLists: TypeAlias = Mapping[str, tuple[str, ...]]

_NAMED = re.compile(r"<([^<>]*)>")


class UnknownWordList(ValueError):
    """A word names a list that the pack does not have."""


def spelt_out(words: Any, lists: WordLists) -> Any:
    """``words`` (text, lists and mappings of it) with every ``<name>`` as alternatives; raises UnknownWordList."""
    if isinstance(words, str):
        return _NAMED.sub(lambda named: _alternatives(named[1], lists), words)
    if isinstance(words, list):
        return [spelt_out(word, lists) for word in words]
    if isinstance(words, dict):
        return {key: spelt_out(word, lists) for key, word in words.items()}
    return words


def _alternatives(name: str, lists: WordLists) -> str:
    if name not in lists:
        raise UnknownWordList(f"word_lists.yaml 中没有“{name}”；有：{'、'.join(lists) or '（无）'}")
    return f"({'|'.join(lists[name])})"
