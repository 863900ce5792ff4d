"""One or more projects: whose facts they are, how they are named, and whose review it is."""

from __future__ import annotations

from typing import Any

import pytest

WAN = 10_000
OF_PROJECTS = {"demo_award_match", "application_demo", "industrialization", "major_project_match"}


def test_without_projects_every_clause_stands_once_without_a_project(ask: Any) -> None:
    clauses = ask({}).json["clauses"]
    assert len(clauses) == 10
    assert {clause["project"] for clause in clauses} == {None}


def test_project_facts_at_the_top_level_describe_one_unnamed_project(ask_qualified: Any) -> None:
    answer = ask_qualified(municipal_demo_award="100万")
    assert answer.amount("demo_award_match", None) == (100 * WAN, 100 * WAN)


def test_clauses_of_projects_stand_once_a_project_and_clauses_of_the_applicant_once(ask: Any) -> None:
    answer = ask({"projects": [{"name": "甲"}, {}, {"name": "丙"}]})
    for clause in ask({}).json["clauses"]:
        projects = [entry["project"] for entry in answer.json["clauses"] if entry["id"] == clause["id"]]
        assert projects == (["甲", 1, "丙"] if clause["id"] in OF_PROJECTS else [None])


def test_one_listed_project_without_a_name_is_project_0(ask: Any) -> None:
    projects = {entry["project"] for entry in ask({"projects": [{}]}).json["clauses"] if entry["id"] in OF_PROJECTS}
    assert projects == {0}


def test_each_project_has_its_own_amounts(ask_qualified: Any) -> None:
    answer = ask_qualified(projects=[{"rd_spend": "100万", "equipment_spend": 0}, {"rd_spend": "200万"}])
    assert answer.amount("industrialization", 0) == (10 * WAN, 30 * WAN)
    assert answer.status("industrialization", 0) == "conditional"
    assert answer.amount("industrialization", 1) == (20 * WAN, 1000 * WAN)
    assert answer.missing("industrialization", 1) == {"equipment_spend"}


def test_facts_of_the_applicant_hold_for_every_project(ask: Any) -> None:
    answer = ask({"ai_enterprise": False, "projects": [{"name": "甲"}, {"name": "乙"}]})
    assert answer.status("industrialization", "甲") == answer.status("industrialization", "乙") == "ineligible"


def test_the_same_facts_bring_the_same_whether_listed_as_a_project_or_not(ask_qualified: Any) -> None:
    project = {"rd_spend": "900万", "equipment_spend": "400万", "review_passed": True}
    alone, listed = ask_qualified(project), ask_qualified(projects=[project])
    assert alone.amount("industrialization") == listed.amount("industrialization", 0)
    assert alone.status("industrialization") == listed.status("industrialization", 0)


RENT = {"newly_settled": True, "annual_rent": "100万", "rent_area": 400}


@pytest.mark.parametrize(("passed", "status"), [(True, "eligible"), (None, "conditional"), (False, "ineligible")])
def test_a_review_at_the_top_level_holds_for_clauses_of_the_applicant(
    ask_qualified: Any, passed: bool | None, status: str
) -> None:
    assert ask_qualified(RENT, review_passed=passed).status("rent") == status
    assert ask_qualified(RENT, review_passed=passed, projects=[{}]).status("rent") == status


def test_without_projects_the_review_at_the_top_level_holds_for_every_clause(ask_qualified: Any) -> None:
    answer = ask_qualified(RENT, review_passed=True, higher_level_award="100万")
    assert answer.status("rent") == answer.status("major_project_match") == "eligible"


def test_projects_do_not_inherit_the_review_of_the_applicant(ask_qualified: Any) -> None:
    answer = ask_qualified(RENT, review_passed=True, projects=[{"higher_level_award": "100万"}])
    assert answer.status("rent") == "eligible"
    assert answer.states("major_project_match", 0)["review_passed"] == "review"
    refused = ask_qualified(RENT, review_passed=False, projects=[{"higher_level_award": "100万"}])
    assert refused.status("major_project_match", 0) == "conditional"


def test_the_review_of_a_project_is_not_that_of_the_applicant(ask_qualified: Any) -> None:
    answer = ask_qualified(RENT, projects=[{"higher_level_award": "100万", "review_passed": True}])
    assert answer.status("major_project_match", 0) == "eligible"
    assert answer.states("rent")["review_passed"] == "review"


def test_projects_null_is_as_if_none_were_listed(ask: Any) -> None:
    assert ask({"projects": None, "rd_spend": 5}).json == ask({"rd_spend": 5}).json


def test_the_missing_fact_of_several_projects_has_the_money_of_all_of_them_at_stake(ask_qualified: Any) -> None:
    settled = {
        "rd_institution_level": "none",
        "key_technology_projects": 0,
        "platform_level": "none",
        "platform_service_amount": 0,
        "newly_settled": False,
        "annual_revenue": 0,
    }
    done = {"application_field": "other", "rd_spend": 0, "equipment_spend": 0, "higher_level_award": 0}
    answer = ask_qualified(settled, projects=[done, done])
    question = answer.json["next_question"]
    assert (question["fact"], question["at_stake"]) == ("municipal_demo_award", 600 * WAN)
