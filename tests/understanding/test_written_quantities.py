"""Amounts in the ways documents write them: the common set on which other projects are measured too."""

from __future__ import annotations

import pytest

from bot.evaluation.facts_table import fact_figures, row_of
from bot.evaluation.held_out import Utterance
from bot.evaluation.readers import ours
from bot.evaluation.spans import point
from bot.evaluation.written_quantities import Written, everyday, formal
from bot.understanding.pack_knowledge import PackKnowledge


@pytest.mark.parametrize("written", formal(), ids=lambda written: written.text)
def test_every_way_of_writing_an_amount_gives_its_value(written: Written) -> None:
    assert ours(written.text) == {point(written.value)}


def test_the_ways_are_those_of_documents() -> None:
    texts = {written.text for written in formal()}
    assert {"62,000,000元", "6200万元", "1.2亿元", "六千二百万元", "壹亿零捌拾万元整", "十二万零五百元"} <= texts


def test_a_message_counts_only_if_all_its_facts_are_right_and_none_is_added() -> None:
    said = [
        Utterance("去年营收6200万", None, None, None, {"annual_revenue": 62000000}, ()),
        Utterance("研发800万，设备500万", None, None, None, {"rd_spend": 8000000}, ()),
        Utterance("你好", None, None, None, {}, ()),
    ]
    figures = fact_figures(said, PackKnowledge.installed().of())
    assert (figures.exact, figures.values, figures.silent_where_nothing_is_said) == (2 / 3, 1.0, 1.0)


def test_a_reader_that_finds_nothing_gets_nothing() -> None:
    row = row_of(lambda text: set(), formal(), everyday())
    assert (row.formal, row.everyday) == (0, 0)
