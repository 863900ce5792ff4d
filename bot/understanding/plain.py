"""One spelling for the many ways people type: same length, so every position still points into the original text."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

_TRADITIONAL = "traditional.txt"


class _PlainCharacters(dict[int, str]):
    """What each character is read as; a character is looked at once and then remembered."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Zs"):
            read_as = " "
        else:
            narrow = unicodedata.normalize("NFKC", character)
            # ㎡ and ½ would become two characters and move every later span.
            read_as = narrow if len(narrow) == 1 else character
        self[code] = read_as
        return read_as


def _traditional_to_simplified() -> dict[int, str]:
    lines = files(__package__).joinpath(_TRADITIONAL).read_text(encoding="utf-8").splitlines()
    return {
        ord(traditional): simplified
        for above, below in zip(lines[::2], lines[1::2], strict=True)
        for traditional, simplified in zip(above, below, strict=True)
    }


_SIMPLIFIED = _traditional_to_simplified()
_CHARACTERS = _PlainCharacters(_SIMPLIFIED)


def simplified(text: str) -> str:
    """`text` with simplified characters and everything else as it was typed."""
    return text.translate(_SIMPLIFIED)


def plain(text: str) -> str:
    """`text` with simplified characters, half-width letters, digits and punctuation, and only plain spaces."""
    return text.translate(_CHARACTERS)
