"""Patterns are found wherever any of their spellings stands, without spelling them out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.word_patterns import WordPatterns, spellings

letters = st.text("甲乙丙", max_size=3)
choices = st.lists(letters, min_size=1, max_size=3).map(lambda words: f"({'|'.join(words)})")
patterns = st.lists(st.one_of(letters, choices), min_size=1, max_size=4).map("".join)


def test_a_pattern_stands_for_all_its_spellings() -> None:
    assert set(spellings("(刚|新)落户(了|)")) == {"刚落户", "刚落户了", "新落户", "新落户了"}


def test_the_longest_word_comes_first_with_all_that_it_stands_for() -> None:
    words = WordPatterns([("研发(中心|)", "中心"), ("研发中心", "机构"), ("发中", "无关")])
    assert words.at("建研发中心", 1) == [(5, ("中心", "机构")), (3, ("中心",))]
    assert words.at("建研发中心", 0) == []


def test_hundreds_of_thousands_of_spellings_are_no_burden() -> None:
    places = "|".join(f"第{number}区" for number in range(100))
    words = WordPatterns([(f"从({places})经({places})到({places})", "路线")])
    assert words.at("从第7区经第99区到第50区", 0) == [(14, ("路线",))]


@given(st.lists(patterns, max_size=5), st.text("甲乙丙", max_size=8))
def test_what_is_found_is_what_the_spellings_say(given_patterns: list[str], text: str) -> None:
    words = WordPatterns((pattern, number) for number, pattern in enumerate(given_patterns))
    for at in range(len(text)):
        expected = {}
        for end in range(len(text), at, -1):
            entries = tuple(n for n, pattern in enumerate(given_patterns) if text[at:end] in set(spellings(pattern)))
            if entries:
                expected[end] = entries
        assert dict(words.at(text, at)) == expected
