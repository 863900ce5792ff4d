"""What every trained model sees of a message: features in groups, made of its characters as they are spelled."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.understanding.plain import plain

__all__ = ["STANDS_FOR", "Features", "character_runs", "masked", "spelled"]

# One message, features by group. Groups are normalised apart, so that a long message does not drown its few concepts.
Features = Mapping[str, list[str]]

_PUNCTUATION = str.maketrans("，；：？！（）。、“”‘’", ",;:?!(),,\"\"''")
_CLAUSE_NUMBER = re.compile(r"第?[一二三四五六七八九十\d]{1,2}(?:条|款|号条款|点)|四\(三\)\d{1,2}")
_YEAR = re.compile(r"(?:20|19)\d\d年?|[12]\d年|二[零〇]二?[一二三四五六七八九零〇]年?")
_FIGURE = re.compile(
    r"\d[\d,]*(?:\.\d+)?\s*(?:%|kw|w|万|亿|千|百)*"
    r"|[一二两三四五六七八九十百千万亿半零〇]{1,30}[百千万亿](?=[一二两三四五六七八九十几多来把余块元平个方]|$|[,\s])[一二两三四五六七八九十百千万亿零〇半]*"
    r"|[一二两三四五六七八九十]{1,30}[百千万亿][一二两三四五六七八九十百千万亿零〇半]*"
)
STANDS_FOR = {"clause": "№", "year": "ʸ", "figure": "ⁿ"}


def spelled(text: str) -> str:
    """Plain, lower case, ASCII punctuation."""
    return plain(text).lower().translate(_PUNCTUATION)


def masked(spelled_text: str) -> str:
    """With figures, years and clause numbers replaced by one sign each.

    「6200万」 and 「八百五十万」 say the same about the wish.
    """
    line = _CLAUSE_NUMBER.sub(STANDS_FOR["clause"], spelled_text)
    line = _YEAR.sub(STANDS_FOR["year"], line)
    line = _FIGURE.sub(STANDS_FOR["figure"], line)
    return re.sub(r"\s+", " ", line).strip(" ")


def character_runs(line: str) -> list[str]:
    """Every run of one to four characters, with the line's beginning and end."""
    closed = f"^{line}$"
    return [closed[start : start + run] for run in (1, 2, 3, 4) for start in range(len(closed) - run + 1)]
