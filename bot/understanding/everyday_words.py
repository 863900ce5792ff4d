"""What people call the things of public documents: 「看错病」 asks for what the text calls 误诊率."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

__all__ = ["everyday_words_in", "official_words_for"]

_LIST = "everyday_words.yaml"


def official_words_for(plain_lower: str) -> str:
    """The official words for the everyday ones of a question, without those it uses itself."""
    by_everyday, everyday = _words()
    official = (word for said in everyday.findall(plain_lower) for word in by_everyday[said].split())
    return " ".join(dict.fromkeys(word for word in official if word not in plain_lower))


def everyday_words_in(plain_lower: str) -> Iterator[tuple[int, int, list[str]]]:
    """(start, end, official words) of each everyday word."""
    by_everyday, everyday = _words()
    for found in everyday.finditer(plain_lower):
        yield found.start(), found.end(), by_everyday[found.group()].split()


@cache
def _words() -> tuple[dict[str, str], re.Pattern[str]]:
    source = files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    by_official: dict[str, list[str]] = yaml.safe_load(source)
    by_everyday: dict[str, str] = {}
    for official, everyday in by_official.items():
        for said in everyday:
            by_everyday[said] = f"{by_everyday.get(said, '')} {official}".strip()
    longest_first = sorted(by_everyday, key=len, reverse=True)
    return by_everyday, re.compile("|".join(map(re.escape, longest_first)))
