"""However long a message is and whatever it is made of, the work of reading it grows no faster than its length."""

from __future__ import annotations

import sys
from itertools import cycle, islice
from random import Random
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.facts import read_facts_from
from bot.understanding.pack_knowledge import PackKnowledge
from bot.understanding.tokens import Words
from bot.understanding.vocabulary import Vocabulary

DOUBLED = 2.3
"""Steps for twice the text, as a multiple; what remains above 2 is where sentences happen to end."""
MOST_STEPS = 400
"""For each character, of text in which every other one is a digit or a unit."""

TALK = (
    "我们公司租了800平，每平每天4块5。", "去年主营收入6200万，之前最高4800万，能拿多少？", "研发投入500万，设备投资700万，一共1200万；",
    "还没有进规上库，", "他们说人工智能企业都可以申报，", "以前拿过市里的专项200万。", "没有处罚记录。", "平台是国家级的，去年服务额300万，",
)  # fmt: skip
MADE_OF = {
    "talk": TALK,
    "talk without marks": tuple(said.rstrip("，。；？").replace("，", "") for said in TALK),
    "one line for each figure": ("营业收入：6200万\n", "研发投入：800万\n", "租赁面积：500平\n"),
    "units in headings": ("营业收入（万元）：6200\n", "研发（万元）\n"),
    "a table": ("研发\t设备\t营收（万元）\n", "500\t600\t700\n"),
    "differences": ("去年营收5000万，", "今年比去年多500万，"),
    "projects": ("第一个项目研发500万，", "另外一个项目设备300万，"),
    "sums": ("研发500万加设备300万，", "去年", "一共800万，"),
    "parts": ("设备1280万（其中进口800万），", "软件3万，"),
    "one topic": ("我们是一家很不错的企业而且想问问能不能申请补贴",),
    "grants": ("市里扶持240万，", "国家专项又给了300万，"),
    "corrections": ("不是400万是500万，", "设备说错了，"),
    "amounts before their names": ("2300万，", "建平台花的，"),
    "bounds": ("超过500万", "不到一个亿，"),
    "prices": ("每平每天", "4块5"),
    "nothing": (" ", "，"),
}
PIECES = sorted(
    {piece for pieces in MADE_OF.values() for piece in pieces} | set("0123456789万亿元平个块%.,-到至 ，。\n")
)


def of_length(length: int, pieces: tuple[str, ...]) -> str:
    """The pieces over and over."""
    return "".join(islice(cycle(pieces), length))[:length]


def steps_to_read(text: str, vocabulary: Vocabulary) -> int:
    """Lines run and calls made: a measure of work that no busy machine disturbs."""
    steps = 0

    def count(_frame: FrameType, _event: str, _argument: object) -> object:
        nonlocal steps
        steps += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        read_facts_from(text, vocabulary)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("pieces", MADE_OF.values(), ids=MADE_OF)
def test_twice_the_text_is_twice_the_work(pieces: tuple[str, ...], minhang: Vocabulary) -> None:
    short, long = (steps_to_read(of_length(length, pieces), minhang) for length in (1500, 3000))
    assert long <= DOUBLED * short


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(tuple))
def test_twice_any_text_is_twice_the_work(minhang: Vocabulary, pieces: tuple[str, ...]) -> None:
    short, long = (steps_to_read(of_length(length, pieces), minhang) for length in (800, 1600))
    assert long <= DOUBLED * short + 1000


def test_ten_thousand_characters_of_digits_and_units_are_read(minhang: Vocabulary) -> None:
    random = Random(20261126)
    text = "".join(random.choices([*"0123456789", "万", "元", "平", "亿", "%", "个", "块"], k=10_000))
    assert steps_to_read(text, minhang) <= MOST_STEPS * len(text)


@pytest.fixture(scope="module")
def words() -> Words:
    return PackKnowledge.installed().words


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["那", "还想问", "人工智能", "a1", "，", " ", "\n", "3.5%"]), min_size=1),
    st.integers(1, 60),
)
def test_words_of_a_long_text_are_where_they_say(words: Words, pieces: list[str], times: int) -> None:
    text = "".join(pieces) * times
    found = words.of(text)
    assert all(text[start:end] == word for word, start, end in found)
    assert "".join(word for word, _, _ in found) == "".join(text.split())


def test_marks_part_words_as_they_do_in_a_short_text(words: Words) -> None:
    said = "我们是人工智能企业，租了800平。"
    once = [word for word, _, _ in words.of(said)]
    assert [word for word, _, _ in words.of(said * 100)] == once * 100
