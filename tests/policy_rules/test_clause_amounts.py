"""每一条款在每个门槛、每个上限的恰好、略低、略高处给多少钱（单位：元）。

Expected amounts are worked out by hand from the document, one row a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

WAN = 10_000
YI = 100_000_000
NOTHING = (0, 0)


class Case(NamedTuple):
    says: str
    facts: Mapping[str, Any]
    status: str
    amount: tuple[float, float] | None


def eligible(says: str, facts: Mapping[str, Any], low: float, high: float | None = None) -> Case:
    return Case(says, facts, "eligible", (low, low if high is None else high))


def ineligible(says: str, facts: Mapping[str, Any]) -> Case:
    return Case(says, facts, "ineligible", NOTHING)


def conditional(says: str, facts: Mapping[str, Any], low: float, high: float | None = None) -> Case:
    return Case(says, facts, "conditional", (low, low if high is None else high))


def demo(award: Any) -> dict[str, Any]:
    return {"municipal_demo_award": award}


DEMO_AWARD_MATCH = [
    ineligible("市级没有给扶持，就没有配套", demo(0)),
    eligible("市级扶持1分，配套1分", demo("0.01元"), 0.01),
    eligible("市级扶持200万元，配套200万元", demo("200万"), 200 * WAN),
    eligible("市级扶持差1分到300万元，配套同样差1分", demo(2_999_999.99), 2_999_999.99),
    eligible("市级扶持恰好300万元，配套300万元", demo("300万元"), 300 * WAN),
    eligible("市级扶持超过300万元1分，配套仍是300万元", demo(3_000_000.01), 300 * WAN),
    eligible("市级扶持5000万元，配套仍是300万元", demo("5000万"), 300 * WAN),
]


def application(investment: Any, **more: Any) -> dict[str, Any]:
    return {"application_field": "smart_home", "review_passed": True, "project_investment": investment, **more}


APPLICATION_DEMO = [
    ineligible("项目没有投资，就没有补贴", application(0)),
    eligible("投资1角，补贴1分到3分", application(0.1), 0.01, 0.03),
    eligible("投资500万元，补贴50万到150万元", application("500万"), 50 * WAN, 150 * WAN),
    eligible("投资略低于1000万元，上端30%还没有到300万元", application(9_999_999.9), 999_999.99, 2_999_999.97),
    eligible("投资恰好1000万元，上端30%恰好300万元", application("1000万"), 100 * WAN, 300 * WAN),
    eligible("投资略高于1000万元，上端停在300万元", application(10_000_000.1), 1_000_000.01, 300 * WAN),
    eligible("投资略低于3000万元，下端10%还没有到300万元", application(29_999_999.9), 2_999_999.99, 300 * WAN),
    eligible("投资恰好3000万元，两端都是300万元", application("3000万"), 300 * WAN),
    eligible("投资略高于3000万元，两端都停在300万元", application(30_000_000.1), 300 * WAN),
    eligible("投资1亿元，仍是300万元", application("1亿"), 300 * WAN),
    *(
        eligible(f"{field}属于列明的六个领域", application("500万", application_field=field), 50 * WAN, 150 * WAN)
        for field in (
            "smart_manufacturing",
            "smart_home",
            "smart_security",
            "smart_healthcare",
            "unmanned_systems",
            "public_service",
        )
    ),
    ineligible("其他领域不在列明的六个领域之内", application("500万", application_field="other")),
    conditional("领域未知，金额照算，待确认", application("500万", application_field=None), 50 * WAN, 150 * WAN),
    conditional("还没有评审，金额照算，待评审", application("500万", review_passed=None), 50 * WAN, 150 * WAN),
    ineligible("评审没有通过，就没有补贴", application("500万", review_passed=False)),
    eligible("本条不要求是人工智能企业", application("500万", ai_enterprise=False), 50 * WAN, 150 * WAN),
]


def institution(level: Any, domestic: Any = True) -> dict[str, Any]:
    return {"rd_institution_level": level, "domestic_funded": domestic}


RD_INSTITUTION = [
    eligible("国家级研发机构最高500万元，可以是0到500万元", institution("national"), 0, 500 * WAN),
    eligible("市级研发机构最高300万元，可以是0到300万元", institution("municipal"), 0, 300 * WAN),
    eligible("区级研发机构一次性50万元", institution("district"), 50 * WAN),
    ineligible("没有经认定的研发机构，就没有资助", institution("none")),
    ineligible("国家级研发机构须是内资", institution("national", False)),
    ineligible("市级研发机构须是内资", institution("municipal", False)),
    eligible("区级研发机构不要求内资", institution("district", False), 50 * WAN),
    eligible("区级研发机构不问是不是内资", institution("district", None), 50 * WAN),
    conditional("国家级研发机构是不是内资未知，待确认", institution("national", None), 0, 500 * WAN),
    conditional("市级研发机构是不是内资未知，待确认", institution("municipal", None), 0, 300 * WAN),
    eligible("本条不要求是人工智能企业", {**institution("district"), "ai_enterprise": False}, 50 * WAN),
]


def tackling(count: Any, review: Any = True) -> dict[str, Any]:
    return {"key_technology_projects": count, "review_passed": review}


KEY_TECHNOLOGY = [
    ineligible("没有攻关项目，就没有资助", tackling(0)),
    eligible("1个项目80万到100万元", tackling(1), 80 * WAN, 100 * WAN),
    eligible("2个项目160万到200万元", tackling("2个"), 160 * WAN, 200 * WAN),
    eligible("10个项目800万到1000万元，没有上限", tackling(10), 800 * WAN, 1000 * WAN),
    conditional("还没有评审，待评审", tackling(1, None), 80 * WAN, 100 * WAN),
    ineligible("评审没有通过，就没有资助", tackling(1, False)),
    conditional("项目数是0到2个，可能一个也没有", tackling([0, 2]), 0, 200 * WAN),
    eligible("项目数是1到2个，至少有一个", tackling([1, 2]), 80 * WAN, 200 * WAN),
]


def industry(rd: Any, equipment: Any, review: Any = True) -> dict[str, Any]:
    return {"rd_spend": rd, "equipment_spend": equipment, "review_passed": review}


INDUSTRIALIZATION = [
    ineligible("研发和设备都是0，就没有补贴", industry(0, 0)),
    eligible("研发900万、设备400万：90万到270万，加40万到80万", industry("900万", "400万"), 130 * WAN, 350 * WAN),
    eligible("研发900万、设备500万：90万到270万，加50万到100万", industry("900万", "500万"), 140 * WAN, 370 * WAN),
    eligible("研发1角，补贴1分到3分", industry(0.1, 0), 0.01, 0.03),
    eligible("设备1角，补贴1分到2分", industry(0, 0.1), 0.01, 0.02),
    # 500万 / 30% = 1666.6…万
    eligible("研发上端30%略低于500万元", industry(16_666_666.6, 0), 1_666_666.66, 4_999_999.98),
    eligible("研发1700万元，上端30%超过，停在500万元", industry("1700万", 0), 170 * WAN, 500 * WAN),
    eligible("研发略低于5000万元，下端10%还没有到500万元", industry(49_999_999.9, 0), 4_999_999.99, 500 * WAN),
    eligible("研发恰好5000万元，两端都是500万元", industry("5000万", 0), 500 * WAN),
    eligible("研发略高于5000万元，停在500万元", industry(50_000_000.1, 0), 500 * WAN),
    eligible("设备略低于5000万元，上端20%还没有到1000万元", industry(0, 49_999_999.9), 4_999_999.99, 9_999_999.98),
    eligible("设备恰好5000万元，上端20%恰好1000万元", industry(0, "5000万"), 500 * WAN, 1000 * WAN),
    eligible("设备略高于5000万元，上端停在1000万元", industry(0, 50_000_000.1), 5_000_000.01, 1000 * WAN),
    eligible("设备略低于1亿元，下端10%还没有到1000万元", industry(0, 99_999_999.9), 9_999_999.99, 1000 * WAN),
    eligible("设备恰好1亿元，两端都是1000万元", industry(0, "1亿"), 1000 * WAN),
    eligible("设备2亿元，停在1000万元", industry(0, "2亿元"), 1000 * WAN),
    eligible("两项之和上端略低于1000万元", industry("5000万", 24_999_999.9), 7_499_999.99, 9_999_999.98),
    eligible("两项之和上端恰好1000万元", industry("5000万", "2500万"), 750 * WAN, 1000 * WAN),
    eligible("两项之和上端超过，停在1000万元", industry("5000万", 25_000_000.1), 7_500_000.01, 1000 * WAN),
    eligible("两项之和下端略低于1000万元", industry("5000万", 49_999_999.9), 9_999_999.99, 1000 * WAN),
    eligible("两项之和下端恰好1000万元", industry("5000万", "5000万"), 1000 * WAN),
    eligible("两项之和不是1500万元，停在1000万元", industry("1亿", "1亿"), 1000 * WAN),
    conditional("还没有评审，待评审", industry("900万", "400万", None), 130 * WAN, 350 * WAN),
    ineligible("评审没有通过，就没有补贴", industry("900万", "400万", False)),
]


def platform(level: Any, cost: Any, service: Any, **more: Any) -> dict[str, Any]:
    return {
        "platform_level": level,
        "platform_construction_cost": cost,
        "platform_service_amount": service,
        **more,
    }


SERVICE_PLATFORM = [
    ineligible("没有认定，也没有服务，就没有资助", platform("none", "1000万", 0)),
    ineligible("市级认定，但建设费用和服务额都是0", platform("municipal", 0, 0)),
    ineligible("区级认定，但建设费用和服务额都是0", platform("district", 0, 0)),
    eligible("没有认定的平台建设费用不算，只算服务", platform("none", "1000万", "100万"), 10 * WAN),
    eligible("市级：建设费用略低于2500万元，20%还没有到500万元", platform("municipal", 24_999_999.95, 0), 4_999_999.99),
    eligible("市级：建设费用恰好2500万元，20%恰好500万元", platform("municipal", "2500万", 0), 500 * WAN),
    eligible("市级：建设费用略高于2500万元，停在500万元", platform("municipal", 25_000_000.05, 0), 500 * WAN),
    eligible("区级：建设费用略低于1000万元，20%还没有到200万元", platform("district", 9_999_999.95, 0), 1_999_999.99),
    eligible("区级：建设费用恰好1000万元，20%恰好200万元", platform("district", "1000万", 0), 200 * WAN),
    eligible("区级：建设费用略高于1000万元，停在200万元", platform("district", 10_000_000.05, 0), 200 * WAN),
    eligible("服务额1角，资助1分", platform("none", 0, 0.1), 0.01),
    eligible("服务额略低于1000万元，10%还没有到100万元", platform("none", 0, 9_999_999.9), 999_999.99),
    eligible("服务额恰好1000万元，10%恰好100万元", platform("none", 0, "1000万"), 100 * WAN),
    eligible("服务额略高于1000万元，停在100万元", platform("none", 0, 10_000_000.1), 100 * WAN),
    eligible("市级：两部分相加，各到上限共600万元", platform("municipal", "3000万", "2000万"), 600 * WAN),
    eligible("区级：两部分相加，各到上限共300万元", platform("district", "3000万", "2000万"), 300 * WAN),
    eligible("区级：建设500万元给100万，服务200万元给20万", platform("district", "500万", "200万"), 120 * WAN),
    eligible("本条不要求是人工智能企业", platform("district", "500万", 0, ai_enterprise=False), 100 * WAN),
    eligible("本条不要求评审通过", platform("district", "500万", 0, review_passed=False), 100 * WAN),
]


def major(award: Any, review: Any = True) -> dict[str, Any]:
    return {"higher_level_award": award, "review_passed": review}


MAJOR_PROJECT_MATCH = [
    ineligible("没有上级扶持，就没有配套", major(0)),
    eligible("上级扶持1分，配套1分", major("0.01元"), 0.01),
    eligible("上级扶持差1分到300万元，配套同样差1分", major(2_999_999.99), 2_999_999.99),
    eligible("上级扶持恰好300万元，配套300万元", major("300万"), 300 * WAN),
    eligible("上级扶持超过300万元1分，配套仍是300万元", major(3_000_000.01), 300 * WAN),
    conditional("还没有评审，待评审", major("100万", None), 100 * WAN),
    ineligible("评审没有通过，就没有配套", major("100万", False)),
]


def renting(**facts: Any) -> dict[str, Any]:
    return {"newly_settled": True, "review_passed": True, **facts}


RENT = [
    ineligible("租金是0，就没有补贴", renting(annual_rent=0, rent_area=300)),
    eligible("年租金100万、499㎡，两年半共250万元", renting(annual_rent="100万", rent_area=499), 250 * WAN),
    eligible("年租金100万、恰好500㎡，不用折算", renting(annual_rent="100万", rent_area="500平方米"), 250 * WAN),
    # 1000000 × 500 / 501 × 2.5 = 2495009.980…
    eligible("年租金100万、501㎡，按500/501折算", renting(annual_rent="100万", rent_area=501), 2_495_009.98),
    eligible("年租金100万、1000㎡，按一半折算", renting(annual_rent="100万", rent_area=1000), 125 * WAN),
    eligible("三年累计略低于300万元", renting(annual_rent=1_199_999.996, rent_area=500), 2_999_999.99),
    eligible("三年累计恰好300万元", renting(annual_rent="120万", rent_area=500), 300 * WAN),
    eligible("三年累计超过，停在300万元", renting(annual_rent=1_200_000.1, rent_area=500), 300 * WAN),
    eligible("先折算后封顶：240万、1000㎡恰好300万元", renting(annual_rent="240万", rent_area=1000), 300 * WAN),
    eligible("月租金5万、400㎡：5×12×2.5=150万元", renting(monthly_rent="5万", rent_area=400), 150 * WAN),
    eligible("月租金99999.99元，略低于封顶", renting(monthly_rent=99_999.99, rent_area=500), 2_999_999.7),
    eligible("月租金恰好10万元，恰好封顶", renting(monthly_rent="10万", rent_area=500), 300 * WAN),
    eligible("月租金8万、800㎡：8×12×500/800×2.5=150万元", renting(monthly_rent="8万", rent_area=800), 150 * WAN),
    eligible("每平每天4.5元、499㎡", renting(rent_price_per_day=4.5, rent_area=499), 2_049_018.75),
    eligible("每平每天4.5元、恰好500㎡", renting(rent_price_per_day=4.5, rent_area=500), 2_053_125),
    eligible("每平每天4.5元、501㎡，只算500㎡", renting(rent_price_per_day=4.5, rent_area=501), 2_053_125),
    eligible("每平每天4.5元、800㎡，只算500㎡", renting(rent_price_per_day=4.5, rent_area=800), 2_053_125),
    eligible("每平每天6.57元，略低于封顶", renting(rent_price_per_day="6.57元/㎡/天", rent_area=500), 2_997_562.5),
    eligible("每平每天6.58元，停在300万元", renting(rent_price_per_day=6.58, rent_area=500), 300 * WAN),
    eligible(
        "有年租金就用年租金，不用月租金和单价",
        renting(annual_rent="100万", monthly_rent="1万", rent_price_per_day=1, rent_area=500),
        250 * WAN,
    ),
    eligible(
        "没有年租金、有月租金就用月租金，不用单价",
        renting(monthly_rent="5万", rent_price_per_day=1, rent_area=500),
        150 * WAN,
    ),
    ineligible("须是新落户的企业", renting(annual_rent="100万", rent_area=500, newly_settled=False)),
    conditional("是不是新落户未知，待确认", renting(annual_rent="100万", rent_area=500, newly_settled=None), 250 * WAN),
    conditional("还没有评审，待评审", renting(annual_rent="100万", rent_area=500, review_passed=None), 250 * WAN),
    ineligible("评审没有通过，就没有补贴", renting(annual_rent="100万", rent_area=500, review_passed=False)),
]


def growth(now: Any, before: Any, register: Any = True) -> dict[str, Any]:
    return {"annual_revenue": now, "previous_peak_revenue": before, "in_scale_register": register}


GROWTH_AWARD = [
    ineligible("收入1999.99万元，没有突破任何一档", growth(19_999_900, 0)),
    ineligible("收入恰好2000万元，不算突破", growth("2000万", 0)),
    eligible("收入超过2000万元1分，奖励20万元", growth(20_000_000.01, 0), 20 * WAN),
    eligible("以前最高恰好2000万元，现在才是首次突破", growth("3000万", "2000万"), 20 * WAN),
    ineligible("以前最高超过2000万元1分，已不是首次突破", growth("3000万", 20_000_000.01)),
    eligible("收入恰好5000万元，只突破2000万元一档", growth("5000万", "1000万"), 20 * WAN),
    ineligible("收入恰好5000万元、以前已过2000万元，没有新突破", growth("5000万", "3000万")),
    eligible("收入超过5000万元1分，奖励50万元", growth(50_000_000.01, "3000万"), 50 * WAN),
    eligible("以前最高恰好5000万元，现在才是首次突破", growth("6000万", "5000万"), 50 * WAN),
    ineligible("以前最高超过5000万元1分，已不是首次突破", growth("6000万", 50_000_000.01)),
    eligible("收入恰好1亿元，只突破5000万元一档", growth("1亿", "3000万"), 50 * WAN),
    ineligible("收入恰好1亿元、以前已过5000万元，没有新突破", growth("1亿", "6000万")),
    eligible("收入超过1亿元1分，奖励100万元", growth(100_000_000.01, "6000万"), 100 * WAN),
    eligible("以前最高恰好1亿元，现在才是首次突破", growth("2亿", "1亿"), 100 * WAN),
    ineligible("以前最高超过1亿元1分，已不是首次突破", growth("2亿", 100_000_000.01)),
    eligible("收入6200万、以前最高4800万元，奖励50万元", growth("6200万", "4800万"), 50 * WAN),
    eligible("一年连过两档，只给高的50万元", growth("6000万", "1000万"), 50 * WAN),
    eligible("一年连过三档，只给最高的100万元", growth("2亿", 0), 100 * WAN),
    ineligible("收入比以前低，没有新突破", growth("3000万", "8000万")),
    ineligible("20万元一档须进入规上企业库", growth("3000万", "1000万", False)),
    conditional("20万元一档，是否在规上企业库未知，待确认", growth("3000万", "1000万", None), 20 * WAN),
    eligible("50万元一档不要求规上企业库", growth("6000万", "1000万", False), 50 * WAN),
    eligible("50万元一档不问规上企业库", growth("6000万", "1000万", None), 50 * WAN),
    eligible("100万元一档不要求规上企业库", growth("2亿", "1000万", False), 100 * WAN),
    eligible("本条不要求评审通过", {**growth("6000万", "1000万"), "review_passed": False}, 50 * WAN),
]

TAILORED_SUPPORT = [
    Case("一企一策没有可计算的金额", {}, "discretionary", None),
    Case("一企一策不要求评审", {"review_passed": False}, "discretionary", None),
    ineligible("一企一策须是人工智能企业", {"ai_enterprise": False}),
]

TABLE = {
    "demo_award_match": DEMO_AWARD_MATCH,
    "application_demo": APPLICATION_DEMO,
    "rd_institution": RD_INSTITUTION,
    "key_technology": KEY_TECHNOLOGY,
    "industrialization": INDUSTRIALIZATION,
    "service_platform": SERVICE_PLATFORM,
    "major_project_match": MAJOR_PROJECT_MATCH,
    "rent": RENT,
    "growth_award": GROWTH_AWARD,
    "tailored_support": TAILORED_SUPPORT,
}


@pytest.mark.parametrize(
    ("clause", "case"),
    [pytest.param(id, case, id=f"{id}：{case.says}") for id, cases in TABLE.items() for case in cases],
)
def test_the_clause_brings_what_the_document_says(ask_qualified: Any, clause: str, case: Case) -> None:
    answer = ask_qualified(case.facts)
    assert (answer.status(clause), answer.amount(clause)) == (case.status, case.amount), case.says


NUMBERS = [f"四(三){number}" for number in range(1, 11)]


def test_the_ten_clauses_stand_in_the_order_and_under_the_numbers_of_the_document(ask: Any) -> None:
    answer = ask({})
    assert [clause["id"] for clause in answer.json["clauses"]] == list(TABLE)
    assert [clause["number"] for clause in answer.json["clauses"]] == NUMBERS


SUFFICIENT = {
    "demo_award_match": demo("100万"),
    "application_demo": application("500万"),
    "rd_institution": institution("district"),
    "key_technology": tackling(1),
    "industrialization": industry("900万", "400万"),
    "service_platform": platform("district", "500万", 0),
    "major_project_match": major("100万"),
    "rent": renting(annual_rent="100万", rent_area=500),
    "growth_award": growth("6200万", "4800万"),
    "tailored_support": {},
}
NEEDS_AI_ENTERPRISE = {
    "key_technology",
    "industrialization",
    "major_project_match",
    "rent",
    "growth_award",
    "tailored_support",
}


@pytest.mark.parametrize("clause", SUFFICIENT)
@pytest.mark.parametrize(
    ("fact", "value"),
    [
        pytest.param("registered_in_district", False, id="注册和税务不在闵行"),
        pytest.param("fully_funded_public_institution", True, id="区级财政全额拨款事业单位"),
        pytest.param("serious_dishonesty", True, id="严重失信"),
    ],
)
def test_no_clause_supports_those_whom_the_supplementary_provisions_leave_out(
    ask_qualified: Any, clause: str, fact: str, value: bool
) -> None:
    answer = ask_qualified({**SUFFICIENT[clause], fact: value})
    assert (answer.status(clause), answer.amount(clause)) == ("ineligible", NOTHING)
    assert answer.states(clause)[fact] == "unmet"


@pytest.mark.parametrize("clause", SUFFICIENT)
@pytest.mark.parametrize("fact", ["registered_in_district", "fully_funded_public_institution", "serious_dishonesty"])
def test_what_every_clause_first_needs_stays_open_until_it_is_known(ask_qualified: Any, clause: str, fact: str) -> None:
    known, open_ = ask_qualified(SUFFICIENT[clause]), ask_qualified({**SUFFICIENT[clause], fact: None})
    assert known.states(clause)[fact] == "met"
    assert open_.states(clause)[fact] == "unknown"
    assert open_.amount(clause) == known.amount(clause)
    assert open_.status(clause) == ("discretionary" if clause == "tailored_support" else "conditional")


@pytest.mark.parametrize("clause", SUFFICIENT)
def test_only_the_clauses_that_say_so_ask_for_an_ai_enterprise(ask_qualified: Any, clause: str) -> None:
    answer = ask_qualified({**SUFFICIENT[clause], "ai_enterprise": False})
    assert (answer.status(clause) == "ineligible") == (clause in NEEDS_AI_ENTERPRISE)
    assert ("ai_enterprise" in answer.states(clause)) == (clause in NEEDS_AI_ENTERPRISE)
