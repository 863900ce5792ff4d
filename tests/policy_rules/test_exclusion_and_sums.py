"""就高不重复：同一项目内互斥的条款只留一条；合计与潜在合计算哪些。"""

from __future__ import annotations

from typing import Any

WAN = 10_000


def test_of_two_matches_of_a_higher_level_award_the_higher_stays(ask_qualified: Any) -> None:
    answer = ask_qualified(municipal_demo_award="200万", higher_level_award="100万", review_passed=True)
    assert answer.given_up == {("major_project_match", None, "demo_award_match")}
    assert answer.total == (200 * WAN, 200 * WAN)


def test_of_two_subsidies_to_the_spending_the_higher_stays(ask_qualified: Any) -> None:
    answer = ask_qualified(
        project_investment="500万",
        application_field="smart_home",
        rd_spend="900万",
        equipment_spend="400万",
        review_passed=True,
    )
    assert answer.given_up == {("application_demo", None, "industrialization")}
    assert answer.total == (130 * WAN, 350 * WAN)


def test_the_two_groups_do_not_exclude_each_other(ask_qualified: Any) -> None:
    answer = ask_qualified(
        municipal_demo_award="200万",
        higher_level_award="250万",
        project_investment="1000万",
        application_field="smart_home",
        rd_spend="100万",
        equipment_spend=0,
        review_passed=True,
    )
    assert answer.given_up == {
        ("demo_award_match", None, "major_project_match"),
        ("industrialization", None, "application_demo"),
    }
    assert answer.total == (350 * WAN, 550 * WAN)  # 250 + [100, 300]


def test_the_higher_maximum_stays_even_if_its_minimum_is_lower(ask_qualified: Any) -> None:
    answer = ask_qualified(
        project_investment="1000万",  # [100万, 300万]
        application_field="smart_home",
        rd_spend=0,
        equipment_spend="1400万",  # [140万, 280万]
    )
    assert answer.given_up == {("industrialization", None, "application_demo")}


def test_with_equal_maxima_the_higher_minimum_stays(ask_qualified: Any) -> None:
    answer = ask_qualified(
        project_investment="1000万",  # [100万, 300万]
        application_field="smart_home",
        rd_spend=0,
        equipment_spend="1500万",  # [150万, 300万]
    )
    assert answer.given_up == {("application_demo", None, "industrialization")}


def test_with_equal_amounts_the_first_in_the_document_stays(ask_qualified: Any) -> None:
    answer = ask_qualified(municipal_demo_award="300万", higher_level_award="800万", review_passed=True)
    assert answer.given_up == {("major_project_match", None, "demo_award_match")}
    spending = ask_qualified(
        project_investment="1000万", application_field="smart_home", rd_spend="1000万", equipment_spend=0
    )
    assert spending.given_up == {("industrialization", None, "application_demo")}


def test_a_conditional_clause_excludes_an_eligible_one_that_brings_less(ask_qualified: Any) -> None:
    answer = ask_qualified(municipal_demo_award="100万", higher_level_award="200万")
    assert (answer.status("demo_award_match"), answer.status("major_project_match")) == ("eligible", "conditional")
    assert answer.given_up == {("demo_award_match", None, "major_project_match")}
    assert answer.total == (200 * WAN, 200 * WAN)


def test_an_excluded_clause_keeps_its_own_status_and_amount_and_counts_in_neither_sum(ask_qualified: Any) -> None:
    answer = ask_qualified(municipal_demo_award="100万", higher_level_award="200万", review_passed=True)
    assert (answer.status("demo_award_match"), answer.amount("demo_award_match")) == ("eligible", (100 * WAN,) * 2)
    without = ask_qualified(municipal_demo_award=0, higher_level_award="200万", review_passed=True)
    assert answer.total == without.total
    assert answer.potential == without.potential


def test_a_clause_that_needs_information_excludes_nothing(ask_qualified: Any) -> None:
    answer = ask_qualified(higher_level_award="100万", key_technology_projects=0, review_passed=True)
    assert answer.status("demo_award_match") == "needs_info"
    assert not any("match" in clause for clause, _, _ in answer.given_up)
    assert answer.total == (100 * WAN, 100 * WAN)


def test_a_clause_that_needs_information_is_not_excluded_and_stays_in_the_potential(ask_qualified: Any) -> None:
    known = {
        "rd_institution_level": "none",
        "key_technology_projects": 0,
        "rd_spend": 0,
        "equipment_spend": 0,
        "application_field": "other",
        "platform_level": "none",
        "platform_service_amount": 0,
        "newly_settled": False,
        "annual_revenue": 0,
    }
    answer = ask_qualified(known, higher_level_award="100万", review_passed=True)
    assert answer.json["excluded"] == []
    assert answer.total == (100 * WAN, 100 * WAN)
    assert answer.potential == (100 * WAN, 400 * WAN)


def test_a_clause_that_does_not_apply_is_not_listed_as_given_up(ask_qualified: Any) -> None:
    answer = ask_qualified(municipal_demo_award="100万", higher_level_award="200万", review_passed=False)
    assert answer.status("major_project_match") == "ineligible"
    assert answer.json["excluded"] == []
    assert answer.total == (100 * WAN, 100 * WAN)


def test_clauses_exclude_each_other_only_within_one_project(ask_qualified: Any) -> None:
    answer = ask_qualified(
        projects=[
            {"name": "甲", "municipal_demo_award": "200万", "higher_level_award": "100万", "review_passed": True},
            {"name": "乙", "municipal_demo_award": "50万", "higher_level_award": 0},
            {"name": "丙", "municipal_demo_award": 0, "higher_level_award": "80万", "review_passed": True},
        ]
    )
    assert answer.given_up == {("major_project_match", "甲", "demo_award_match")}
    assert answer.total == (330 * WAN, 330 * WAN)  # 200 + 50 + 80


def test_what_is_given_up_names_the_sentence_it_rests_on(ask_qualified: Any) -> None:
    answer = ask_qualified(municipal_demo_award="200万", higher_level_award="100万", review_passed=True)
    assert "同一项目不得重复享受同类政策" in answer.json["excluded"][0]["quote"]


def test_taking_the_higher_inside_this_policy_is_named_as_a_reading_where_it_is_taken(ask_qualified: Any) -> None:
    matches = {"municipal_demo_award": "200万", "higher_level_award": "100万"}
    spending = {"project_investment": "500万", "application_field": "smart_home", "rd_spend": "900万"}
    answer = ask_qualified(matches, **spending, equipment_spend="400万", review_passed=True)
    assert len(answer.given_up) == 2
    for id in ("demo_award_match", "major_project_match", "application_demo", "industrialization"):
        named = [r for r in answer.clause(id)["readings"] if "就高不重复" in r["question"] + r["chosen"]]
        assert len(named) == 1, id
        assert named[0]["others"]


def test_the_total_sums_eligible_and_conditional_clauses_and_the_potential_adds_those_that_need_information(
    ask_qualified: Any,
) -> None:
    answer = ask_qualified(
        annual_revenue="6200万",  # eligible 50万
        previous_peak_revenue="4800万",
        key_technology_projects=1,  # conditional [80万, 100万]
        rd_institution_level="district",  # eligible 50万
        platform_level="none",  # needs the service amount: [0, 100万]
        newly_settled=False,
        municipal_demo_award=0,
        higher_level_award=0,
        application_field="other",
        rd_spend=0,
        equipment_spend=0,
    )
    assert answer.total == (180 * WAN, 200 * WAN)
    assert answer.potential == (180 * WAN, 300 * WAN)


def test_a_total_without_upper_bound_is_null(ask_qualified: Any) -> None:
    answer = ask_qualified(key_technology_projects=[2, None])
    assert answer.total == (160 * WAN, None)
    assert answer.potential[1] is None


def test_the_example_of_a_newly_settled_enterprise(ask: Any) -> None:
    answer = ask(
        {
            "registered_in_district": True,
            "ai_enterprise": True,
            "newly_settled": True,
            "rent_area": "800平方米",
            "rent_price_per_day": 4.5,
            "annual_revenue": "6200万",
            "previous_peak_revenue": "4800万",
        }
    )
    assert answer.amount("rent") == (2_053_125, 2_053_125)
    assert answer.states("rent")["review_passed"] == "review"
    assert answer.amount("growth_award") == (500_000, 500_000)
    assert answer.total == (2_553_125, 2_553_125)
