"""Words of a Chinese sentence: jieba, taught the words of the installed packs."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

import jieba

jieba.setLogLevel(logging.WARNING)

# High enough that jieba never splits a pack's word; its own most frequent words lie around 300,000.
_PACK_WORD_FREQUENCY = 200_000
# Where jieba always cuts, or after so many characters without such a place: its time grows with the square of a run.
_PIECE = re.compile(r"[\s\S]{1,500}\Z|[\s\S]{0,499}[^\u4e00-\u9fd5a-zA-Z0-9+#&._%-]|[\s\S]{1,500}")


class Words:
    """A jieba dictionary of its own, so that loading a pack never changes how others in the process cut words."""

    def __init__(self, pack_words: Iterable[str] = ()) -> None:
        self._jieba = jieba.Tokenizer()
        self._jieba.initialize()
        for word in pack_words:
            self._jieba.add_word(word, freq=_PACK_WORD_FREQUENCY)

    def of(self, plain_text: str) -> list[tuple[str, int, int]]:
        """(word, start, end) in order of the text, spaces left out."""
        return [
            (word, piece.start() + start, piece.start() + end)
            for piece in _PIECE.finditer(plain_text)
            for word, start, end in self._jieba.tokenize(piece[0])
            if not word.isspace()
        ]

    def knows(self, word: str) -> bool:
        """Whether the dictionary has it; what it has not was guessed, often two words in one: 「区交」, 「数是」."""
        return bool(self._jieba.FREQ.get(word))
