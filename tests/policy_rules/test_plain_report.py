"""The report in the terminal: the same content as the documents, aligned as Chinese is wide."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from policy_rules.pack import load_pack
from policy_rules.report import as_text, report_on

IN_FORCE = date(2020, 6, 30)
FACTS = {"registered_in_district": True, "rent_area": 800, "rent_price_per_day": 4.5, "annual_revenue": "1.2亿元"}


@pytest.fixture
def lines() -> list[str]:
    return as_text(report_on(load_pack("minhang-ai-2018"), FACTS, IN_FORCE)).splitlines()


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def test_what_every_clause_requires_is_said_once(lines: list[str]) -> None:
    assert sum("工商注册和税务登记均在闵行区" in line and "待确认" not in line for line in lines) == 2  # known, and met
    assert sum("不是区级财政全额拨款事业单位" in line for line in lines) == 1


def test_every_amount_stands_above_its_quoted_sentence(lines: list[str]) -> None:
    pack = load_pack("minhang-ai-2018")
    for clause in pack.clauses:
        assert sum(clause.quote in line for line in lines) == 1, clause.id


def test_columns_stand_below_each_other(lines: list[str]) -> None:
    head = next(at for at, line in enumerate(lines) if line.startswith("  情况"))
    starts = {columns(line[: line.rindex("  ") + 2]) for line in lines[head : head + 4]}
    assert len(starts) == 1


def test_amounts_from_a_hundred_million_on_are_told_in_yi(lines: list[str]) -> None:
    assert any(line.endswith("1.2亿元") for line in lines)
