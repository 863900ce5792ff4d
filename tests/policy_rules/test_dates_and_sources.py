"""From when to when the policy holds, and that every quote stands in its text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import policy_rules

SOURCE = Path(policy_rules.__file__).parent / "packs" / "minhang-ai-2018" / "source.txt"


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        pytest.param(date(2018, 9, 30), False, id="施行前一天"),
        pytest.param(date(2018, 10, 1), True, id="施行第一天"),
        pytest.param(date(2020, 6, 30), True, id="有效期内"),
        pytest.param(date(2021, 9, 30), True, id="有效期最后一天"),
        pytest.param(date(2021, 10, 1), False, id="失效第一天"),
        pytest.param(date(1, 1, 1), False, id="很久以前"),
        pytest.param(date(9999, 12, 31), False, id="很久以后"),
    ],
)
def test_the_policy_is_in_force_from_its_first_to_its_last_day(ask: Any, day: date, in_force: bool) -> None:
    answer = ask({}, day).json
    assert answer["in_force"] is in_force
    assert answer["as_of"] == day.isoformat()


def test_outside_its_dates_the_amounts_are_still_given(ask: Any) -> None:
    facts = {"annual_revenue": "6200万", "previous_peak_revenue": "4800万", "projects": [{"rd_spend": 5}]}
    inside, outside = ask(facts, date(2020, 6, 30)).json, ask(facts, date(2021, 10, 1)).json
    for part in ("clauses", "excluded", "total", "potential", "next_question"):
        assert inside[part] == outside[part]


def test_an_estimate_after_the_last_day_says_first_that_it_is_for_reference_only(ask: Any) -> None:
    first = ask({}, date(2021, 10, 1)).json["notes"][0]
    assert "已失效" in first
    assert "仅供测算" in first


def test_an_estimate_before_the_first_day_says_first_that_it_is_for_reference_only(ask: Any) -> None:
    first = ask({}, date(2018, 9, 30)).json["notes"][0]
    assert "仅供测算" in first
    assert "已失效" not in first  # it has not been in force yet


def test_an_estimate_within_the_dates_says_no_such_thing(ask: Any) -> None:
    assert not any("仅供测算" in note for note in ask({}, date(2021, 9, 30)).json["notes"])


def test_the_date_of_application_is_today_in_shanghai_unless_given(ask: Any) -> None:
    before = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    told = date.fromisoformat(ask({}, None).json["as_of"])
    after = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    assert before <= told <= after


def quotes_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "quote":
                yield part
            else:
                yield from quotes_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from quotes_in(part)


SITUATIONS: list[dict[str, Any]] = [
    {},
    {"registered_in_district": False, "serious_dishonesty": True},
    {"annual_revenue": ["1900万", None], "previous_peak_revenue": 0},
    {"municipal_demo_award": "100万", "higher_level_award": "200万"},
    {"rd_institution_level": "national", "platform_level": "district", "annual_rent": 1, "monthly_rent": 9},
    {"projects": [{"municipal_demo_award": "100万", "higher_level_award": "200万"}, {"rd_spend": 1}]},
]


@pytest.mark.parametrize("facts", SITUATIONS, ids=range(len(SITUATIONS)))
def test_every_quote_of_an_estimate_stands_verbatim_in_the_source(ask: Any, facts: dict[str, Any]) -> None:
    source = SOURCE.read_text(encoding="utf-8")
    quotes = list(quotes_in(ask(facts).json))
    assert len(quotes) > 10
    for quote in quotes:
        assert quote
        assert quote in source


def test_each_clause_quotes_its_own_paragraph(ask: Any) -> None:
    """The quote of 四(三)n stands in the paragraph that begins with n."""
    text = SOURCE.read_text(encoding="utf-8")
    part = text[text.index("(三)发布专项产业政策条款") : text.index("(四)其它保障措施")]
    for number, clause in enumerate(ask({}).json["clauses"], start=1):
        paragraph = next(line for line in part.splitlines() if line.startswith(f"{number}."))
        assert clause["quote"] in paragraph


def test_the_policy_names_itself(ask: Any) -> None:
    policy = ask({}).json["policy"]
    assert policy["id"] == "minhang-ai-2018"
    assert policy["document_number"] == "闵府规发〔2018〕4号"
    assert policy["title"] == "闵行区推动新一代人工智能产业发展的实施意见"


SHAPE = {
    "policy": {"id", "title", "document_number"},
    "clause": {
        "id", "number", "title", "quote", "project", "status", "amount", "formula", "steps", "payments",
        "conditions", "missing", "range_because", "readings", "notes",
    },
    "excluded": {"clause", "project", "in_favour_of", "quote"},
    "estimate": {
        "policy", "as_of", "in_force", "clauses", "excluded", "total", "potential", "next_question", "notes",
    },
}  # fmt: skip


@pytest.mark.parametrize("facts", SITUATIONS, ids=range(len(SITUATIONS)))
def test_an_estimate_has_the_shape_that_other_programs_rely_on(ask: Any, facts: dict[str, Any]) -> None:
    answer = ask(facts).json
    assert set(answer) == SHAPE["estimate"]
    assert set(answer["policy"]) == SHAPE["policy"]
    assert set(answer["total"]) == set(answer["potential"]) == {"min", "max"}
    if answer["next_question"]:
        assert set(answer["next_question"]) == {"fact", "text", "choices", "at_stake"}
    for entry in answer["excluded"]:
        assert set(entry) == SHAPE["excluded"]
    for clause in answer["clauses"]:
        assert set(clause) == SHAPE["clause"]
        assert clause["formula"]
        assert clause["title"]
        for step in clause["steps"]:
            assert set(step) == {"label", "expression", "amount"}
        for payment in clause["payments"]:
            assert set(payment) == {"label", "amount"}
        for condition in clause["conditions"]:
            assert set(condition) == {"text", "fact", "state", "quote"}
        for reading in clause["readings"]:
            assert set(reading) == {"question", "chosen", "others"}
            assert reading["others"]
