"""Ambiguous sentences: named only where they matter, with the amount under each reading on request."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policy_rules import estimate, load_pack
from policy_rules.cli import DEFAULT_POLICY
from policy_rules.report import as_text, report_on
from policy_rules.result import Estimate

DAY = date(2020, 6, 30)
QUALIFIED = {
    "registered_in_district": True,
    "fully_funded_public_institution": False,
    "serious_dishonesty": False,
    "ai_enterprise": True,
}


def ask(**facts: Any) -> Estimate:
    return estimate(load_pack(DEFAULT_POLICY), {**QUALIFIED, **facts}, DAY, readings=True)


MATTERS = {
    "scale_register_for_all_tiers": (
        {"annual_revenue": "6200万", "previous_peak_revenue": "4800万", "in_scale_register": False},
        [("growth_award", 0)],
        {"annual_revenue": "6200万", "previous_peak_revenue": "4800万", "in_scale_register": True},
    ),
    "two_tiers_in_one_year": (
        {"annual_revenue": "1.2亿", "previous_peak_revenue": "1000万", "in_scale_register": True},
        [("growth_award", 1_700_000)],
        {"annual_revenue": "2500万", "previous_peak_revenue": "1000万", "in_scale_register": True},
    ),
    "passing_is_strict": (
        {"annual_revenue": "5000万", "previous_peak_revenue": "3000万"},
        [("growth_award", 500_000)],
        {"annual_revenue": "5001万", "previous_peak_revenue": "3000万", "in_scale_register": True},
    ),
    "rent_pro_rata": (
        {"newly_settled": True, "annual_rent": "80万", "rent_area": 800, "review_passed": True},
        [("rent", 0)],
        {"newly_settled": True, "annual_rent": "80万", "rent_area": 500, "review_passed": True},
    ),
    "several_rd_levels": (
        {"rd_institution_level": "municipal", "domestic_funded": True},
        [("rd_institution", 3_500_000)],
        {"rd_institution_level": "district"},
    ),
    "platform_parts_add_up": (
        {"platform_level": "district", "platform_construction_cost": "500万", "platform_service_amount": "100万"},
        [("service_platform", 1_000_000)],
        {"platform_level": "district", "platform_construction_cost": "500万", "platform_service_amount": 0},
    ),
    "similar_policies": (
        {"municipal_demo_award": "200万", "higher_level_award": "300万", "review_passed": True},
        [("demo_award_match", 2_000_000), ("major_project_match", 3_000_000)],
        {"municipal_demo_award": "200万", "higher_level_award": 0},
    ),
}


@pytest.mark.parametrize("reading", MATTERS)
def test_where_a_reading_matters_it_is_named_with_the_amount_under_the_other(reading: str) -> None:
    facts, amounts, _ = MATTERS[reading]
    found = ask(**facts)
    assert found.other_readings is not None
    (other,) = [other for other in found.other_readings if other.id == reading]
    assert [(clause.id, clause.amount and clause.amount.max) for clause in other.clauses] == amounts
    for id, _ in amounts:
        (clause,) = [clause for clause in found.clauses if clause.id == id]
        assert other.question in {named.question for named in clause.readings}
        assert other.reading in {text for named in clause.readings for text in named.others}


@pytest.mark.parametrize("reading", MATTERS)
def test_where_it_makes_no_difference_it_is_not_named(reading: str) -> None:
    found = ask(**MATTERS[reading][2])
    assert reading not in {other.id for other in found.other_readings or ()}


def test_the_default_reading_alone_decides_the_amounts() -> None:
    for facts, _, _ in MATTERS.values():
        with_readings = ask(**facts).model_dump(mode="json")
        del with_readings["other_readings"]
        assert with_readings == estimate(load_pack(DEFAULT_POLICY), {**QUALIFIED, **facts}, DAY).model_dump(mode="json")


def test_under_the_other_reading_of_the_same_kind_of_policy_nothing_is_given_up() -> None:
    found = ask(**MATTERS["similar_policies"][0])
    assert found.total.max == 3_000_000
    (other,) = [other for other in found.other_readings or () if other.id == "similar_policies"]
    assert other.total
    assert other.total.max == 5_000_000


def test_the_report_tells_the_other_readings_with_their_amounts() -> None:
    pack = load_pack(DEFAULT_POLICY)
    text = as_text(report_on(pack, {**QUALIFIED, **MATTERS["rent_pro_rata"][0]}, DAY, readings=True))
    assert "若读作：超过500平方米即不予补贴" in text


def test_a_reading_in_words_only_is_named_while_the_clause_may_apply(pack_of: Any) -> None:
    clause = "- id: it\n  number: 一\n  title: 一\n  quote: 奖励10万元\n  requires: [{text: 甲, is_true: a}]\n  amount: 10万元\n"
    policy = "readings: [{id: r, question: 每年还是一次？, chosen: 一次, others: [每年], because: 未写明, quote: 奖励10万元, clauses: [it]}]\n"
    pack = pack_of(clause, facts={"a": "boolean"}, quotes="奖励10万元", policy=policy)
    assert [r.others for r in estimate(pack, {"a": True}).clauses[0].readings] == [("每年",)]
    assert estimate(pack, {"a": False}).clauses[0].readings == ()
    (other,) = estimate(pack, {"a": True}, readings=True).other_readings or ()
    assert other.total is None
