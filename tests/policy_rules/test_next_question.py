"""The one question that is asked next: the missing amount with the most money at stake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

WAN = 10_000

SETTLED: Mapping[str, Any] = {
    "municipal_demo_award": 0,
    "application_field": "other",
    "rd_institution_level": "none",
    "key_technology_projects": 0,
    "rd_spend": 0,
    "equipment_spend": 0,
    "platform_level": "none",
    "platform_service_amount": 0,
    "higher_level_award": 0,
    "newly_settled": False,
    "annual_revenue": 0,
}

ONE_FACT_MISSING: list[tuple[str, str, Mapping[str, Any], int | None]] = [
    ("市级扶持最多配套300万元", "municipal_demo_award", {}, 300 * WAN),
    ("投资额最多带来300万元", "project_investment", {"application_field": "smart_home"}, 300 * WAN),
    ("研发机构级别最多差500万元", "rd_institution_level", {"domestic_funded": True}, 500 * WAN),
    ("攻关项目数没有上限", "key_technology_projects", {}, None),
    ("研发投入最多带来500万元", "rd_spend", {}, 500 * WAN),
    ("设备投资最多带来1000万元", "equipment_spend", {}, 1000 * WAN),
    ("区级平台建设费用最多带来200万元", "platform_construction_cost", {"platform_level": "district"}, 200 * WAN),
    ("市级平台建设费用最多带来500万元", "platform_construction_cost", {"platform_level": "municipal"}, 500 * WAN),
    ("服务额最多带来100万元", "platform_service_amount", {}, 100 * WAN),
    ("上级扶持最多配套300万元", "higher_level_award", {}, 300 * WAN),
    ("面积决定年租金100万元的250万元", "rent_area", {"annual_rent": "100万", "newly_settled": True}, 250 * WAN),
    ("今年收入最多带来100万元", "annual_revenue", {"previous_peak_revenue": 0}, 100 * WAN),
    ("以前收入决定50万元", "previous_peak_revenue", {"annual_revenue": "6000万"}, 50 * WAN),
    ("以前收入决定100万元", "previous_peak_revenue", {"annual_revenue": "2亿"}, 100 * WAN),
]


@pytest.mark.parametrize(
    ("fact", "facts", "at_stake"), [pytest.param(*row, id=says) for says, *row in ONE_FACT_MISSING]
)
def test_the_missing_amount_is_asked_for_with_what_it_can_move(
    ask_qualified: Any, fact: str, facts: Mapping[str, Any], at_stake: int | None
) -> None:
    question = ask_qualified({**SETTLED, **facts, fact: None}).json["next_question"]
    assert question["fact"] == fact
    assert question["at_stake"] == at_stake


def test_of_several_missing_amounts_the_one_with_the_most_at_stake_is_asked_for(ask_qualified: Any) -> None:
    missing = {"equipment_spend": None, "municipal_demo_award": None, "platform_service_amount": None}
    asked = []
    known: dict[str, Any] = {**SETTLED, **missing}
    for _ in missing:
        fact = ask_qualified(known).json["next_question"]["fact"]
        asked.append(fact)
        known[fact] = 0
    assert asked == ["equipment_spend", "municipal_demo_award", "platform_service_amount"]
    assert ask_qualified(known).json["next_question"] is None


def test_without_bound_is_most_of_all(ask_qualified: Any) -> None:
    question = ask_qualified().json["next_question"]
    assert (question["fact"], question["at_stake"]) == ("key_technology_projects", None)


def test_amounts_are_asked_for_before_conditions_even_if_more_depends_on_the_condition(ask_qualified: Any) -> None:
    known = {
        **SETTLED,
        "newly_settled": None,  # 250万 depend on it
        "annual_rent": "100万",
        "rent_area": 400,
        "platform_service_amount": None,  # 100万 at stake
    }
    assert ask_qualified(known).json["next_question"]["fact"] == "platform_service_amount"


def test_with_all_amounts_known_the_condition_on_which_most_depends_is_asked_for(ask_qualified: Any) -> None:
    known = {
        **SETTLED,
        "newly_settled": None,  # 250万
        "annual_rent": "100万",
        "rent_area": 400,
        "annual_revenue": "3000万",
        "previous_peak_revenue": 0,
        "in_scale_register": None,  # 20万
    }
    question = ask_qualified(known).json["next_question"]
    assert (question["fact"], question["at_stake"]) == ("newly_settled", 250 * WAN)
    next_ = ask_qualified({**known, "newly_settled": True}).json["next_question"]
    assert (next_["fact"], next_["at_stake"]) == ("in_scale_register", 20 * WAN)


def test_what_several_clauses_need_has_the_money_of_all_of_them_at_stake(ask_qualified: Any) -> None:
    known = {
        **SETTLED,
        "ai_enterprise": None,  # 250万 + 50万
        "newly_settled": None,  # 250万
        "annual_rent": "100万",
        "rent_area": 400,
        "annual_revenue": "6000万",
        "previous_peak_revenue": 0,
    }
    question = ask_qualified(known).json["next_question"]
    assert (question["fact"], question["at_stake"]) == ("ai_enterprise", 300 * WAN)


def test_a_review_is_waited_for_and_not_asked_about(ask_qualified: Any) -> None:
    answer = ask_qualified({**SETTLED, "higher_level_award": "100万"})
    assert answer.status("major_project_match") == "conditional"
    assert answer.json["next_question"] is None


def test_nothing_is_asked_when_everything_is_settled(ask_qualified: Any) -> None:
    assert ask_qualified(SETTLED).json["next_question"] is None


def test_what_a_clause_that_does_not_apply_would_need_is_not_asked_for(ask: Any) -> None:
    answer = ask({"registered_in_district": False})
    assert answer.json["next_question"] is None
    assert {clause["status"] for clause in answer.json["clauses"]} == {"ineligible"}


def test_a_question_reads_as_a_chinese_question_and_offers_the_choices(ask_qualified: Any) -> None:
    question = ask_qualified({**SETTLED, "rd_institution_level": None}).json["next_question"]
    assert "？" in question["text"]
    assert set(question["choices"]) == {"national", "municipal", "district", "none"}
    money = ask_qualified({**SETTLED, "municipal_demo_award": None}).json["next_question"]
    assert money["choices"] == []


def test_answering_the_questions_one_by_one_ends(ask: Any) -> None:
    facts: dict[str, Any] = {}
    for _ in range(40):
        question = ask(facts).json["next_question"]
        if question is None:
            break
        assert question["fact"] not in facts, f"{question['fact']} is asked for twice"
        facts[question["fact"]] = question["choices"][0] if question["choices"] else ANSWERS[question["fact"]]
    assert ask(facts).json["next_question"] is None


ANSWERS: Mapping[str, Any] = {
    "registered_in_district": True,
    "fully_funded_public_institution": False,
    "serious_dishonesty": False,
    "ai_enterprise": True,
    "domestic_funded": True,
    "key_technology_projects": 1,
    "platform_construction_cost": "500万",
    "platform_service_amount": "100万",
    "newly_settled": True,
    "rent_area": 800,
    "annual_rent": "100万",
    "monthly_rent": "9万",
    "rent_price_per_day": 4.5,
    "annual_revenue": "3000万",
    "previous_peak_revenue": "1000万",
    "in_scale_register": True,
    "municipal_demo_award": "100万",
    "project_investment": "500万",
    "rd_spend": "900万",
    "equipment_spend": "400万",
    "higher_level_award": "50万",
}
