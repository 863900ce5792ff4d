"""Three-valued conditions, the order of the statuses, and honest bounds where something is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

WAN = 10_000

WITH_NOTHING_KNOWN = {
    "demo_award_match": (0, 300 * WAN),
    "application_demo": (0, 300 * WAN),
    "rd_institution": (0, 500 * WAN),
    "key_technology": (0, None),
    "industrialization": (0, 1000 * WAN),
    "service_platform": (0, 600 * WAN),
    "major_project_match": (0, 300 * WAN),
    "rent": (0, 300 * WAN),
    "growth_award": (0, 100 * WAN),
}
MISSING_WITH_NOTHING_KNOWN = {
    "demo_award_match": {"municipal_demo_award"},
    "application_demo": {"project_investment"},
    "rd_institution": {"rd_institution_level"},
    "key_technology": {"key_technology_projects"},
    "industrialization": {"rd_spend", "equipment_spend"},
    "service_platform": {"platform_level", "platform_construction_cost", "platform_service_amount"},
    "major_project_match": {"higher_level_award"},
    "growth_award": {"annual_revenue", "previous_peak_revenue"},
}


@pytest.mark.parametrize("clause", WITH_NOTHING_KNOWN)
def test_with_nothing_known_a_clause_may_bring_anything_up_to_its_cap(ask: Any, clause: str) -> None:
    answer = ask({})
    assert answer.status(clause) == "needs_info"
    assert answer.amount(clause) == WITH_NOTHING_KNOWN[clause]
    assert "missing_fact" in answer.because(clause)


@pytest.mark.parametrize("clause", MISSING_WITH_NOTHING_KNOWN)
def test_with_nothing_known_a_clause_names_the_amount_facts_it_misses(ask: Any, clause: str) -> None:
    assert ask({}).missing(clause) == MISSING_WITH_NOTHING_KNOWN[clause]


def test_with_nothing_known_the_rent_clause_misses_the_area_and_any_statement_of_the_rent(ask: Any) -> None:
    missing = ask({}).missing("rent")
    assert "rent_area" in missing
    assert missing - {"rent_area"} <= {"annual_rent", "monthly_rent", "rent_price_per_day"}
    assert missing - {"rent_area"}


def test_with_nothing_known_nothing_is_in_the_total_and_the_potential_has_no_upper_bound(ask: Any) -> None:
    answer = ask({})
    assert answer.total == (0, 0)
    assert answer.potential == (0, None)


def test_support_without_a_computable_amount_is_discretionary_even_while_conditions_are_open(ask: Any) -> None:
    answer = ask({})
    assert (answer.status("tailored_support"), answer.amount("tailored_support")) == ("discretionary", None)


STATUS_ORDER = [
    ("条件不满足先于缺少金额", "application_demo", {"application_field": "other"}, "ineligible"),
    ("条件不满足先于等待评审", "rent", {"newly_settled": False}, "ineligible"),
    ("金额必为0先于等待评审", "major_project_match", {"higher_level_award": 0}, "ineligible"),
    ("金额必为0先于条件未知", "rd_institution", {"rd_institution_level": "none"}, "ineligible"),
    ("缺少金额先于等待评审", "application_demo", {"application_field": "smart_home"}, "needs_info"),
    ("缺少金额先于条件未知", "industrialization", {"ai_enterprise": None}, "needs_info"),
    ("一企一策的条件不满足时是不符合", "tailored_support", {"ai_enterprise": False}, "ineligible"),
    ("等待评审是有条件的", "key_technology", {"key_technology_projects": 1}, "conditional"),
    (
        "条件未知是有条件的",
        "key_technology",
        {"key_technology_projects": 1, "review_passed": True, "ai_enterprise": None},
        "conditional",
    ),
    (
        "都满足才是符合",
        "key_technology",
        {"key_technology_projects": 1, "review_passed": True},
        "eligible",
    ),
]


@pytest.mark.parametrize(("clause", "facts", "status"), [pytest.param(*row, id=says) for says, *row in STATUS_ORDER])
def test_the_status_is_decided_in_the_order_of_what_is_certain(
    ask_qualified: Any, clause: str, facts: Mapping[str, Any], status: str
) -> None:
    assert ask_qualified(facts).status(clause) == status


@pytest.mark.parametrize(("passed", "state"), [(None, "review"), (True, "met"), (False, "unmet")])
@pytest.mark.parametrize(
    "clause", ["application_demo", "key_technology", "industrialization", "major_project_match", "rent"]
)
def test_a_clause_with_a_review_waits_for_it(ask: Any, clause: str, passed: bool | None, state: str) -> None:
    assert ask({"review_passed": passed}).states(clause)["review_passed"] == state


@pytest.mark.parametrize(
    "clause", ["demo_award_match", "rd_institution", "service_platform", "growth_award", "tailored_support"]
)
def test_a_clause_without_a_review_does_not_ask_for_one(ask: Any, clause: str) -> None:
    assert "review_passed" not in ask({}).states(clause)


NO_LONGER_MISSING: list[tuple[str, str, Mapping[str, Any], set[str], str, tuple[float, float | None]]] = [
    (
        "设备补贴已到总上限，研发投入多少都不再影响",
        "industrialization",
        {"equipment_spend": "1亿", "review_passed": True},
        set(),
        "eligible",
        (1000 * WAN, 1000 * WAN),
    ),
    (
        "研发补贴封顶500万元，设备投资仍然影响总额",
        "industrialization",
        {"rd_spend": "1亿", "review_passed": True},
        {"equipment_spend"},
        "needs_info",
        (500 * WAN, 1000 * WAN),
    ),
    (
        "研发投入为0，还缺设备投资",
        "industrialization",
        {"rd_spend": 0},
        {"equipment_spend"},
        "needs_info",
        (0, 1000 * WAN),
    ),
    (
        "今年收入不到2000万元，以前多少都不影响",
        "growth_award",
        {"annual_revenue": "1500万"},
        set(),
        "ineligible",
        (0, 0),
    ),
    (
        "以前已超过1亿元，今年多少都不影响",
        "growth_award",
        {"previous_peak_revenue": "1.2亿"},
        set(),
        "ineligible",
        (0, 0),
    ),
    (
        "以前恰好1亿元，今年还可能首次突破",
        "growth_award",
        {"previous_peak_revenue": "1亿"},
        {"annual_revenue"},
        "needs_info",
        (0, 100 * WAN),
    ),
    (
        "今年6000万元，以前未知：50万元或没有",
        "growth_award",
        {"annual_revenue": "6000万"},
        {"previous_peak_revenue"},
        "needs_info",
        (0, 50 * WAN),
    ),
    (
        "今年3000万元又不在规上企业库，以前多少都拿不到",
        "growth_award",
        {"annual_revenue": "3000万", "in_scale_register": False},
        set(),
        "ineligible",
        (0, 0),
    ),
    (
        "没有认定的平台，建设费用不再影响",
        "service_platform",
        {"platform_level": "none", "platform_service_amount": "500万"},
        set(),
        "eligible",
        (50 * WAN, 50 * WAN),
    ),
    (
        "没有认定的平台，还缺服务额",
        "service_platform",
        {"platform_level": "none"},
        {"platform_service_amount"},
        "needs_info",
        (0, 100 * WAN),
    ),
    (
        "建设费用是0、有服务，认定级别不再影响",
        "service_platform",
        {"platform_construction_cost": 0, "platform_service_amount": "500万"},
        set(),
        "eligible",
        (50 * WAN, 50 * WAN),
    ),
    (
        "建设费用和服务额都是0，级别多少都没有",
        "service_platform",
        {"platform_construction_cost": 0, "platform_service_amount": 0},
        set(),
        "ineligible",
        (0, 0),
    ),
    (
        "级别未知：建设费用1000万元，200万元或没有",
        "service_platform",
        {"platform_construction_cost": "1000万", "platform_service_amount": 0},
        {"platform_level"},
        "needs_info",
        (0, 200 * WAN),
    ),
    (
        "市级平台建设资助已到上限，还缺服务额",
        "service_platform",
        {"platform_level": "municipal", "platform_construction_cost": "3000万"},
        {"platform_service_amount"},
        "needs_info",
        (500 * WAN, 600 * WAN),
    ),
    (
        "只知道年租金，还缺面积，不缺月租金和单价",
        "rent",
        {"annual_rent": "100万", "newly_settled": True},
        {"rent_area"},
        "needs_info",
        (0, 250 * WAN),
    ),
    (
        "只知道月租金，还缺面积，不缺年租金和单价",
        "rent",
        {"monthly_rent": "10万", "newly_settled": True},
        {"rent_area"},
        "needs_info",
        (0, 300 * WAN),
    ),
    (
        "租金是0，面积多少都没有",
        "rent",
        {"annual_rent": 0, "newly_settled": True},
        set(),
        "ineligible",
        (0, 0),
    ),
    (
        "不是内资又不知道级别，只可能是区级50万元",
        "rd_institution",
        {"domestic_funded": False},
        {"rd_institution_level"},
        "needs_info",
        (0, 50 * WAN),
    ),
    (
        "条件不满足的条款不再缺任何事实",
        "industrialization",
        {"review_passed": False},
        set(),
        "ineligible",
        (0, 0),
    ),
]


@pytest.mark.parametrize(
    ("clause", "facts", "missing", "status", "amount"),
    [pytest.param(*row, id=says) for says, *row in NO_LONGER_MISSING],
)
def test_a_missing_fact_counts_only_while_it_can_still_change_the_amount(
    ask_qualified: Any,
    clause: str,
    facts: Mapping[str, Any],
    missing: set[str],
    status: str,
    amount: tuple[float, float | None],
) -> None:
    answer = ask_qualified(facts)
    assert answer.missing(clause) == missing
    assert answer.status(clause) == status
    assert answer.amount(clause) == amount


RANGES: list[tuple[str, str, Mapping[str, Any], str, tuple[float, float | None], set[str]]] = [
    (
        "扶持0到100万元：可能没有，条件未知",
        "demo_award_match",
        {"municipal_demo_award": [0, "100万"]},
        "conditional",
        (0, 100 * WAN),
        {"approximate_fact"},
    ),
    (
        "扶持100万到200万元：一定有",
        "demo_award_match",
        {"municipal_demo_award": ["100万", "200万"]},
        "eligible",
        (100 * WAN, 200 * WAN),
        {"approximate_fact"},
    ),
    (
        "扶持100万元以上：封顶300万元",
        "demo_award_match",
        {"municipal_demo_award": ["100万", None]},
        "eligible",
        (100 * WAN, 300 * WAN),
        {"approximate_fact"},
    ),
    (
        "扶持400万元以上：就是300万元，不再是区间",
        "demo_award_match",
        {"municipal_demo_award": ["400万", None]},
        "eligible",
        (300 * WAN, 300 * WAN),
        set(),
    ),
    (
        "投资2000万到5000万元：200万到300万元",
        "application_demo",
        {"project_investment": ["2000万", "5000万"], "application_field": "smart_home", "review_passed": True},
        "eligible",
        (200 * WAN, 300 * WAN),
        {"review", "approximate_fact"},
    ),
    (
        "收入1900万到2500万元：可能没有突破",
        "growth_award",
        {"annual_revenue": ["1900万", "2500万"], "previous_peak_revenue": 0, "in_scale_register": True},
        "conditional",
        (0, 20 * WAN),
        {"approximate_fact"},
    ),
    (
        "收入2000万到2500万元：恰好2000万元不算突破",
        "growth_award",
        {"annual_revenue": ["2000万", "2500万"], "previous_peak_revenue": 0, "in_scale_register": True},
        "conditional",
        (0, 20 * WAN),
        {"approximate_fact"},
    ),
    (
        "收入2500万到5000万元：都在20万元一档",
        "growth_award",
        {"annual_revenue": ["2500万", "5000万"], "previous_peak_revenue": 0, "in_scale_register": True},
        "eligible",
        (20 * WAN, 20 * WAN),
        set(),
    ),
    (
        "收入4000万到6000万元：20万或50万元",
        "growth_award",
        {"annual_revenue": ["4000万", "6000万"], "previous_peak_revenue": 0, "in_scale_register": True},
        "eligible",
        (20 * WAN, 50 * WAN),
        {"approximate_fact"},
    ),
    (
        "收入4000万到6000万元、不在规上企业库：低的一档没有",
        "growth_award",
        {"annual_revenue": ["4000万", "6000万"], "previous_peak_revenue": 0, "in_scale_register": False},
        "conditional",
        (0, 50 * WAN),
        {"approximate_fact"},
    ),
    (
        "收入6000万以上、以前不到5000万元：50万或100万元",
        "growth_award",
        {"annual_revenue": ["6000万", None], "previous_peak_revenue": [0, "5000万"]},
        "eligible",
        (50 * WAN, 100 * WAN),
        {"approximate_fact"},
    ),
    (
        "以前4000万到6000万元、今年8000万元：可能已经突破过",
        "growth_award",
        {"annual_revenue": "8000万", "previous_peak_revenue": ["4000万", "6000万"]},
        "conditional",
        (0, 50 * WAN),
        {"approximate_fact"},
    ),
    (
        "研发0到100万、设备0：可能都没有",
        "industrialization",
        {"rd_spend": [0, "100万"], "equipment_spend": 0, "review_passed": True},
        "conditional",
        (0, 30 * WAN),
        {"review", "approximate_fact"},
    ),
    (
        "研发0到100万、设备100万：一定有",
        "industrialization",
        {"rd_spend": [0, "100万"], "equipment_spend": "100万", "review_passed": True},
        "eligible",
        (10 * WAN, 50 * WAN),
        {"review", "approximate_fact"},
    ),
    (
        "没有认定、服务0到100万元：可能没有",
        "service_platform",
        {"platform_level": "none", "platform_service_amount": [0, "100万"]},
        "conditional",
        (0, 10 * WAN),
        {"approximate_fact"},
    ),
    (
        "面积100到400㎡都在500㎡以内，补贴不变",
        "rent",
        {"annual_rent": "100万", "rent_area": [100, 400], "newly_settled": True, "review_passed": True},
        "eligible",
        (250 * WAN, 250 * WAN),
        set(),
    ),
    (
        "面积400到1000㎡，补贴按一半到全额",
        "rent",
        {"annual_rent": "100万", "rent_area": [400, 1000], "newly_settled": True, "review_passed": True},
        "eligible",
        (125 * WAN, 250 * WAN),
        {"approximate_fact"},
    ),
    (
        "面积600㎡以上、按单价：只算500㎡",
        "rent",
        {"rent_price_per_day": 4.5, "rent_area": [600, None], "newly_settled": True, "review_passed": True},
        "eligible",
        (2_053_125, 2_053_125),
        set(),
    ),
    (
        "攻关项目至少1个：没有上限",
        "key_technology",
        {"key_technology_projects": [1, None], "review_passed": True},
        "eligible",
        (80 * WAN, None),
        {"review", "approximate_fact"},
    ),
]


@pytest.mark.parametrize(
    ("clause", "facts", "status", "amount", "because"), [pytest.param(*row, id=says) for says, *row in RANGES]
)
def test_a_range_gives_a_range_and_its_failing_side_nothing(
    ask_qualified: Any,
    clause: str,
    facts: Mapping[str, Any],
    status: str,
    amount: tuple[float, float | None],
    because: set[str],
) -> None:
    answer = ask_qualified(facts)
    assert answer.status(clause) == status
    assert answer.amount(clause) == amount
    assert answer.because(clause) == because


@pytest.mark.parametrize(
    ("clause", "fact", "range_", "above", "below"),
    [
        ("demo_award_match", "municipal_demo_award", [0, 100], [1, 100], [0, 0]),
        ("major_project_match", "higher_level_award", [0, 100], [1, 100], [0, 0]),
        ("key_technology", "key_technology_projects", [0, 2], [1, 2], [0, 0]),
    ],
)
def test_a_range_on_both_sides_of_a_condition_leaves_it_unknown(
    ask_qualified: Any, clause: str, fact: str, range_: Any, above: Any, below: Any
) -> None:
    states = [ask_qualified({fact: value}).states(clause)[fact] for value in (range_, above, below)]
    assert states == ["unknown", "met", "unmet"]


def test_a_range_does_not_count_as_a_missing_fact(ask_qualified: Any) -> None:
    answer = ask_qualified(municipal_demo_award=[0, None])
    assert answer.missing("demo_award_match") == set()
    assert answer.status("demo_award_match") == "conditional"


WHY_A_RANGE: list[tuple[str, str, Mapping[str, Any], set[str]]] = [
    ("10%到30%由评审决定", "application_demo", {"project_investment": "500万"}, {"review"}),
    ("两端都到上限，就不再是区间", "application_demo", {"project_investment": "3000万"}, set()),
    ("每项80万到100万元由评审决定", "key_technology", {"key_technology_projects": 1}, {"review"}),
    (
        "国家级只写最高500万元",
        "rd_institution",
        {"rd_institution_level": "national", "domestic_funded": True},
        {"ceiling_only"},
    ),
    ("区级是定额", "rd_institution", {"rd_institution_level": "district"}, set()),
    ("缺少投资额", "demo_award_match", {}, {"missing_fact"}),
    (
        "收入只知范围，以前的最高不知道",
        "growth_award",
        {"annual_revenue": ["3000万", None]},
        {"missing_fact", "approximate_fact"},
    ),
    (
        "收入的范围不跨档次，只缺以前的最高",
        "growth_award",
        {"annual_revenue": ["6000万", "7000万"]},
        {"missing_fact"},
    ),
    (
        "平台没有建设费用，认定级别不影响金额",
        "service_platform",
        {"platform_construction_cost": 0, "platform_service_amount": [0, "100万"]},
        {"approximate_fact"},
    ),
    ("不符合的条款没有区间", "demo_award_match", {"municipal_demo_award": 0}, set()),
    ("一企一策没有金额，也就没有区间", "tailored_support", {}, set()),
]


@pytest.mark.parametrize(("clause", "facts", "because"), [pytest.param(*row, id=says) for says, *row in WHY_A_RANGE])
def test_a_range_says_why_it_is_one(
    ask_qualified: Any, clause: str, facts: Mapping[str, Any], because: set[str]
) -> None:
    assert ask_qualified(facts).because(clause) == because


def test_an_amount_is_what_the_clause_brings_if_its_open_conditions_hold(ask: Any) -> None:
    answer = ask({"annual_revenue": "6200万", "previous_peak_revenue": "4800万"})
    assert answer.status("growth_award") == "conditional"
    assert answer.amount("growth_award") == (50 * WAN, 50 * WAN)


def test_unknown_is_never_false_nor_zero(ask_qualified: Any) -> None:
    told = ask_qualified(review_passed=None, project_investment=None, newly_settled=None)
    assert told.json == ask_qualified().json


def test_every_condition_says_its_text_its_fact_its_state_and_its_source(ask: Any) -> None:
    for clause in ask({}).json["clauses"]:
        assert clause["conditions"], clause["id"]
        for condition in clause["conditions"]:
            assert condition["text"]
            assert condition["fact"]
            assert condition["quote"]
            assert condition["state"] in {"met", "unmet", "unknown", "review"}


def test_a_condition_of_one_tier_is_not_asked_of_another(ask_qualified: Any) -> None:
    fifty = ask_qualified(annual_revenue="6200万", previous_peak_revenue="4800万")
    twenty = ask_qualified(annual_revenue="3000万", previous_peak_revenue="1000万")
    assert "in_scale_register" not in fifty.states("growth_award")
    assert twenty.states("growth_award")["in_scale_register"] == "unknown"


PAID_IN_TWO = {
    "application_demo": {"project_investment": "500万", "application_field": "smart_home"},
    "industrialization": {"rd_spend": "900万", "equipment_spend": "400万"},
}


@pytest.mark.parametrize(("clause", "half"), [("application_demo", (25, 75)), ("industrialization", (65, 175))])
def test_half_is_paid_when_the_project_is_set_up_and_half_after_acceptance(
    ask_qualified: Any, clause: str, half: tuple[int, int]
) -> None:
    first, second = ask_qualified(PAID_IN_TWO[clause]).clause(clause)["payments"]
    assert "立项" in first["label"]
    assert "验收" in second["label"]
    for payment in (first, second):
        assert payment["amount"] == {"min": half[0] * WAN, "max": half[1] * WAN}


def test_payments_are_rounded_half_up_to_fen_from_the_exact_amount(ask_qualified: Any) -> None:
    # 0.1 元 × 10% = 1 分 and × 30% = 3 分; the halves are 0.5 and 1.5 分.
    payments = ask_qualified(project_investment=0.1).clause("application_demo")["payments"]
    assert [payment["amount"] for payment in payments] == [{"min": 0.01, "max": 0.02}] * 2


@pytest.mark.parametrize("clause", sorted({*WITH_NOTHING_KNOWN} - {*PAID_IN_TWO}))
def test_other_clauses_state_no_instalments(ask: Any, clause: str) -> None:
    assert ask({}).clause(clause)["payments"] == []


def test_an_amount_is_rounded_half_up_only_in_the_output(ask_qualified: Any) -> None:
    # Three parts of 0.005 元 would each round to 0.01; together they are 0.015, which is 0.02, not 0.03.
    answer = ask_qualified(rd_spend=0.05, equipment_spend=0.1)
    assert answer.amount("industrialization") == (0.02, 0.04)  # 0.005 + 0.01; 0.015 + 0.02
    assert ask_qualified(municipal_demo_award=0.005).amount("demo_award_match") == (0.01, 0.01)
    assert ask_qualified(municipal_demo_award=0.0149).amount("demo_award_match") == (0.01, 0.01)


RENT_BASE = {"newly_settled": True, "review_passed": True, "rent_area": 500}


def rent_notes(answer: Any) -> str:
    return "".join(answer.clause("rent")["notes"])


def test_rents_that_disagree_are_pointed_out(ask_qualified: Any) -> None:
    agreeing = ask_qualified(RENT_BASE, annual_rent="120万", monthly_rent="10万")
    disagreeing = ask_qualified(RENT_BASE, annual_rent="120万", monthly_rent="9万")
    assert len(disagreeing.clause("rent")["notes"]) == len(agreeing.clause("rent")["notes"]) + 1
    assert "租金" in rent_notes(disagreeing)
    assert disagreeing.amount("rent") == (300 * WAN, 300 * WAN)


@pytest.mark.parametrize(
    "rents",
    [
        pytest.param({"annual_rent": "120万", "rent_price_per_day": 4.5}, id="年租金与单价×面积"),
        pytest.param({"monthly_rent": "10万", "rent_price_per_day": 4.5}, id="月租金与单价×面积"),
        pytest.param({"annual_rent": ["100万", "110万"], "monthly_rent": "10万"}, id="年租金区间之外的月租金"),
        pytest.param({"annual_rent": "120万", "monthly_rent": "10万", "rent_price_per_day": 4.5}, id="三者之一不符"),
    ],
)
def test_any_two_statements_of_the_rent_are_compared(ask_qualified: Any, rents: Mapping[str, Any]) -> None:
    alone = ask_qualified(RENT_BASE, annual_rent="120万")
    assert len(ask_qualified(RENT_BASE, **rents).clause("rent")["notes"]) == len(alone.clause("rent")["notes"]) + 1


def test_a_price_a_month_agrees_with_the_same_rent_a_year(ask_qualified: Any) -> None:
    alone = ask_qualified(RENT_BASE, annual_rent=72_000)
    both = ask_qualified(RENT_BASE, annual_rent=72_000, rent_price_per_day="12元/㎡/月")
    assert both.clause("rent")["notes"] == alone.clause("rent")["notes"]


@pytest.mark.parametrize(
    "rents",
    [
        pytest.param({"annual_rent": "120万"}, id="只有年租金"),
        pytest.param({"annual_rent": ["100万", "130万"], "monthly_rent": "10万"}, id="月租金在年租金区间之内"),
        pytest.param({"annual_rent": 4.5 * 365 * 500, "rent_price_per_day": 4.5}, id="单价×面积×365等于年租金"),
    ],
)
def test_rents_that_can_all_be_true_are_not_pointed_out(ask_qualified: Any, rents: Mapping[str, Any]) -> None:
    alone = ask_qualified(RENT_BASE, annual_rent="120万")
    assert ask_qualified(RENT_BASE, **rents).clause("rent")["notes"] == alone.clause("rent")["notes"]
