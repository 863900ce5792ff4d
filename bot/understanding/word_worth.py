"""How much a word says by itself, from the dictionary of general Chinese: 「牌照」 much, 「政府」 little, 「可以」 nothing."""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files

import jieba

__all__ = ["core_of", "worth_of"]

_MOST = 4.0
"""What a word is worth that is rare in general Chinese, or is no word of it at all."""
# A word as frequent as this is worth nothing, one e times rarer is worth 1; nouns name things however frequent.
_SAYS_NOTHING, _NOUN_SAYS_NOTHING = 30_000, 100_000
_ONLY_ASK = "only_ask.txt"
_SINGLE_CHARACTER = 0.5
_RARE = 300  # rarer words are worth the most whatever they are, so that the dictionary need not be kept whole
# Parts of speech that join and ask: pronouns, prepositions, conjunctions, adverbs, particles, places, measures …
_JOINING = frozenset(
    ["r", "rz", "t", "p", "c", "d", "df", "dg", "vd", "zg", "ad", "y", "f", "s", "m", "q", "mq", "u",
     "uj", "ul", "ug", "uz", "ud", "uv", "k", "e", "o", "x", "h", "g"]
)  # fmt: skip
_NOUNS = frozenset(["n", "ng", "nr", "ns", "nt", "nz", "nrt", "vn", "an", "b", "j", "l"])
# People say in many verbs what a document says in one; what is asked for is nearly always a noun.
_VERBS = frozenset(["v", "vg", "vi"])
_KEPT_IF_RARE = _VERBS | frozenset(["t", "d", "r", "c", "p", "y", "o", "e"])
_NO_WORD = re.compile(r"[\W\d_]*%?")
_CHINESE_CHARACTER = re.compile("[一-鿿]")
_LEANS_ON = re.compile("^[要会想能可没不再最](?=.)|(?<=.)[里上中下来出去成到过着了些给在是]$")


def worth_of(word: str) -> float:
    """0 to 4; the word is written plain and in lower case."""
    if word in _words_that_only_ask() or _NO_WORD.fullmatch(word):
        return 0.0
    frequency, part_of_speech = _frequent_words().get(word, (0, ""))
    if part_of_speech in _JOINING or part_of_speech in _VERBS:
        return 0.0
    says_nothing = _NOUN_SAYS_NOTHING if part_of_speech in _NOUNS else _SAYS_NOTHING
    worth = min(_MOST, max(0.0, math.log(says_nothing / max(frequency, 1))))
    if len(word) == 1 and _CHINESE_CHARACTER.match(word):
        return _SINGLE_CHARACTER * worth
    return worth


@cache
def _words_that_only_ask() -> frozenset[str]:
    lines = files(__package__).joinpath(_ONLY_ASK).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def core_of(word: str) -> str:
    """A rare word without what leans on it: 「镇里」 is 镇, 「搞成」 搞, 「转租给」 转租."""
    return word if _frequent_words().get(word, (0, ""))[0] >= _RARE else _LEANS_ON.sub("", word)


@cache
def _frequent_words() -> dict[str, tuple[int, str]]:
    """Word → how often it stands in jieba's corpus of some 60 million words, and its part of speech."""
    words: dict[str, tuple[int, str]] = {}
    with jieba.dt.get_dict_file() as lines:
        for line in lines:
            word, frequency, part_of_speech = line.decode("utf-8").split()
            if int(frequency) >= _RARE or part_of_speech in _KEPT_IF_RARE:
                words[word] = int(frequency), part_of_speech
    return words
