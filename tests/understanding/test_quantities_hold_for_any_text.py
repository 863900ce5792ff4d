"""Whatever is typed: no exception, no overlap, linear time, and a written number reads back as itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.facts import read_facts_from
from bot.understanding.numerals import read_numeral
from bot.understanding.quantities import Dimension, find_quantities
from bot.understanding.vocabulary import Vocabulary

DIGITS = "零一二三四五六七八九"
ALPHABET = (
    "0123456789.,，。 -~到至一二三四五六七八九十百千万亿两几半多来余个把点元块毛角平方米亩㎡%成分之每天月年季度"
    "约大概不超过以上左右去前今第号条租金营收研发设备投了是没有不对¥$wkeW\n+负/又兆廿好大折儿间比"
)


def written_in_chinese(number: int) -> str:
    """The formal way: 10500 → 一万零五百."""
    if number == 0:
        return "零"
    words, pending_zero = "", False
    for power, unit in ((8, "亿"), (4, "万"), (0, "")):
        section, number = divmod(number, 10**power)
        if section == 0:
            pending_zero = bool(words)
            continue
        written = _section(section)
        if words and (section < 1000 or pending_zero):
            written = "零" + written
        words, pending_zero = words + written + unit, False
    return words


def _section(number: int) -> str:
    words, pending_zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit == 0:
            pending_zero = bool(words)
            continue
        words += ("零" if pending_zero else "") + DIGITS[digit] + unit
        pending_zero = False
    return words


@settings(deadline=None)
@given(st.integers(min_value=10, max_value=999_999_999_999))
def test_a_number_written_in_chinese_reads_back_as_itself(number: int) -> None:
    written = written_in_chinese(number)
    numeral = read_numeral(written, 0)
    assert numeral is not None
    assert (numeral.low, numeral.high, numeral.end) == (number, number, len(written))


@settings(deadline=None)
@given(
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False),
    st.sampled_from(["", "万", "亿", "元", "万元"]),
)
def test_a_number_written_in_digits_reads_back_as_itself(number: Decimal, unit: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "元": 1, "万元": 10**4}[unit]
    (found,) = find_quantities(f"{number}{unit}")
    assert found.low == found.high == number * factor


@settings(deadline=None)
@given(st.integers(min_value=1000, max_value=999_999_999))
def test_thousands_separators_make_no_difference(number: int) -> None:
    (found,) = find_quantities(f"{number:,}元")
    assert found.low == number


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=9999), st.sampled_from("万亿"), st.integers(min_value=1, max_value=9999))
def test_a_range_has_its_ends_in_order(first: int, unit: str, second: int) -> None:
    (found,) = find_quantities(f"{first}{unit}到{second}{unit}")
    assert found.low <= (found.high or 0)
    assert {found.low, found.high} == {Decimal(n) * {"万": 10**4, "亿": 10**8}[unit] for n in (first, second)}


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=80))
def test_any_text_gives_ordered_quantities_without_overlap(text: str) -> None:
    found = find_quantities(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(q.high is None or q.low <= q.high for q in found)
    has_sign = "-" in text or "负" in text
    assert has_sign or all(q.low >= 0 for q in found if q.dimension is not Dimension.YEARS_AGO)


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(alphabet=ALPHABET, max_size=80) | st.text(max_size=40),
    asked=st.sampled_from([None, "rd_spend", "in_scale_register", "platform_level"]),
)
def test_any_text_can_be_read_for_facts(minhang: Vocabulary, text: str, asked: str | None) -> None:
    reading = read_facts_from(text, minhang, asked)
    assert set(reading.facts) <= set(minhang.definitions)
    assert all(text[m.start : m.end] == m.text for m in reading.mentions)
    ends = [end for value in reading.facts.values() for end in (value if isinstance(value, list) else [value])]
    assert all(end >= 0 for end in ends if isinstance(end, (int, float)))


def count_steps(function: Callable[[str], object], text: str) -> int:
    """Python function calls made: a measure of work that no busy machine disturbs."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        function(text)
    finally:
        sys.setprofile(None)
    return calls


LONG = [
    "1", "一", "1.", "1,111", "万", "千百", "九千", "个", "六百平", "1-", "到", "每平", "/", "1a", "a1", "零", "几",
    "半", "1 ", "不到", "500万", "每平每天4块5,", "百分之", "一天", "点", "十", "，", "又加了", "-1", "负一", "1/2", "又三分之一", "五 十 ", "1万 5千 ", "1兆", "廿", "如果", "去年",
    "营收", "2019年", "市里", "不是", "没有", "1:1", "((", "1..", "1,",
]  # fmt: skip


@pytest.mark.parametrize("piece", LONG)
def test_work_grows_no_faster_than_the_text(piece: str, minhang: Vocabulary) -> None:
    def read(text: str) -> object:
        return read_facts_from(text, minhang)

    short, long = piece * (1000 // len(piece)), piece * (4000 // len(piece))
    assert count_steps(read, long) <= 4.5 * count_steps(read, short) + 2000
