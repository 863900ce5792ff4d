"""What a fact may be written as, and the error that names the field when it can't be taken."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from policy_rules import FactError

WAN = 10_000

SAME_MONEY = [
    62_000_000,
    62_000_000.0,
    Decimal("62000000"),
    "6200万",
    "6200万元",
    "6,200万元",
    "0.62亿",
    "0.62亿元",
    "62000千元",
    "62,000千元",
    "62000000元",
    "62,000,000元",
    "６２００万",
    "６，２００万元",
    "０．６２亿元",
    " 6200 万元 ",
]


@pytest.mark.parametrize("written", SAME_MONEY, ids=str)
def test_money_may_be_written_in_any_unit(ask_qualified: Any, written: Any) -> None:
    told = ask_qualified(annual_revenue=written, previous_peak_revenue="4800万")
    assert told.json == ask_qualified(annual_revenue=62_000_000, previous_peak_revenue=48_000_000).json


@pytest.mark.parametrize(
    "written", [800, "800平方米", "800㎡", "800平米", "800平", "８００平方米", "800 ㎡", "0.08公顷"], ids=str
)
def test_an_area_may_be_written_with_its_unit(ask_qualified: Any, written: Any) -> None:
    facts = {"newly_settled": True, "review_passed": True, "annual_rent": "100万"}
    assert ask_qualified(facts, rent_area=written).amount("rent") == (1_562_500, 1_562_500)


@pytest.mark.parametrize("written", [4.5, "4.5元/㎡/天", "4.5元/平方米/天", "４．５元／㎡／天"], ids=str)
def test_a_rent_price_may_be_written_with_its_unit(ask_qualified: Any, written: Any) -> None:
    facts = {"newly_settled": True, "review_passed": True, "rent_area": 500}
    assert ask_qualified(facts, rent_price_per_day=written).amount("rent") == (2_053_125, 2_053_125)


@pytest.mark.parametrize("written", [2, 2.0, Decimal("2"), "2个", "2项", "２个"], ids=str)
def test_a_count_may_be_written_with_its_unit(ask_qualified: Any, written: Any) -> None:
    assert ask_qualified(key_technology_projects=written).amount("key_technology") == (160 * WAN, 200 * WAN)


@pytest.mark.parametrize(
    "written",
    [[1_000_000, 2_000_000], ["100万", "200万"], ["100万元", 2_000_000], [1_000_000, "0.02亿"], ("１００万", "200万")],
    ids=str,
)
def test_a_range_is_a_pair_of_such_values(ask_qualified: Any, written: Any) -> None:
    assert ask_qualified(municipal_demo_award=written).amount("demo_award_match") == (100 * WAN, 200 * WAN)


def test_a_range_whose_ends_are_equal_is_a_number(ask_qualified: Any) -> None:
    point, pair = ask_qualified(municipal_demo_award="100万"), ask_qualified(municipal_demo_award=["100万", "100万"])
    assert pair.json == point.json


def test_the_upper_end_of_a_range_may_be_unknown(ask_qualified: Any) -> None:
    assert ask_qualified(municipal_demo_award=["100万", None]).amount("demo_award_match") == (100 * WAN, 300 * WAN)


def test_null_and_absent_are_the_same_unknown(ask: Any, minhang: Any) -> None:
    assert ask(dict.fromkeys(minhang.facts)).json == ask({}).json


REFUSED: list[tuple[str, dict[Any, Any], str, str]] = [
    ("没有的事实", {"revenue": 1}, "revenue", "unknown_fact"),
    ("没有的事实，即使值是null", {"revenue": None}, "revenue", "unknown_fact"),
    ("大小写不同的事实", {"Annual_revenue": 1}, "Annual_revenue", "unknown_fact"),
    ("前后有空格的事实", {" annual_revenue": 1}, " annual_revenue", "unknown_fact"),
    ("金额填是否", {"annual_revenue": True}, "annual_revenue", "wrong_type"),
    ("金额填对象", {"annual_revenue": {"min": 1}}, "annual_revenue", "wrong_type"),
    ("是否填文字", {"ai_enterprise": "true"}, "ai_enterprise", "wrong_type"),
    ("是否填是", {"ai_enterprise": "是"}, "ai_enterprise", "wrong_type"),
    ("是否填1", {"ai_enterprise": 1}, "ai_enterprise", "wrong_type"),
    ("是否填0", {"serious_dishonesty": 0}, "serious_dishonesty", "wrong_type"),
    ("是否填列表", {"ai_enterprise": [True, False]}, "ai_enterprise", "wrong_type"),
    ("选项填数字", {"platform_level": 1}, "platform_level", "wrong_type"),
    ("选项填列表", {"platform_level": ["municipal", "district"]}, "platform_level", "wrong_type"),
    ("选项填是否", {"platform_level": False}, "platform_level", "wrong_type"),
    ("没有的选项", {"platform_level": "national"}, "platform_level", "unknown_choice"),
    ("选项写成中文", {"application_field": "智能家居"}, "application_field", "unknown_choice"),
    ("选项大小写不同", {"platform_level": "Municipal"}, "platform_level", "unknown_choice"),
    ("空的选项", {"platform_level": ""}, "platform_level", "unknown_choice"),
    ("没有单位的数字文字", {"annual_revenue": "6200"}, "annual_revenue", "missing_unit"),
    ("没有单位的全角数字", {"annual_revenue": "６２００"}, "annual_revenue", "missing_unit"),
    ("没有单位的面积", {"rent_area": "800"}, "rent_area", "missing_unit"),
    ("没有单位的个数", {"key_technology_projects": "2"}, "key_technology_projects", "missing_unit"),
    ("金额写成面积", {"annual_revenue": "500平方米"}, "annual_revenue", "wrong_unit"),
    ("金额写成百分数", {"annual_revenue": "30%"}, "annual_revenue", "wrong_unit"),
    ("金额写成外币", {"annual_revenue": "100万美元"}, "annual_revenue", "wrong_unit"),
    ("面积写成金额", {"rent_area": "500元"}, "rent_area", "wrong_unit"),
    ("个数写成金额", {"key_technology_projects": "2万元"}, "key_technology_projects", "wrong_unit"),
    ("单价写成金额", {"rent_price_per_day": "4.5元"}, "rent_price_per_day", "wrong_unit"),
    ("不是数字的文字", {"annual_revenue": "很多"}, "annual_revenue", "not_a_number"),
    ("空文字", {"annual_revenue": ""}, "annual_revenue", "not_a_number"),
    ("两个小数点", {"annual_revenue": "6.2.0万"}, "annual_revenue", "not_a_number"),
    ("千分位放错", {"annual_revenue": "62,00万"}, "annual_revenue", "not_a_number"),
    ("文字的无穷", {"annual_revenue": "inf"}, "annual_revenue", "not_a_number"),
    ("文字的NaN", {"annual_revenue": "NaN"}, "annual_revenue", "not_a_number"),
    ("负数", {"annual_revenue": -1}, "annual_revenue", "negative"),
    ("负的小数", {"annual_revenue": -0.01}, "annual_revenue", "negative"),
    ("负的文字", {"annual_revenue": "-5万"}, "annual_revenue", "negative"),
    ("全角负号", {"annual_revenue": "－5万"}, "annual_revenue", "negative"),
    ("NaN", {"annual_revenue": float("nan")}, "annual_revenue", "not_finite"),
    ("无穷", {"annual_revenue": float("inf")}, "annual_revenue", "not_finite"),
    ("负无穷", {"annual_revenue": float("-inf")}, "annual_revenue", "not_finite"),
    ("十进制的NaN", {"annual_revenue": Decimal("sNaN")}, "annual_revenue", "not_finite"),
    ("区间里的无穷", {"annual_revenue": [1, float("inf")]}, "annual_revenue", "not_finite"),
    ("反了的区间", {"annual_revenue": ["200万", "100万"]}, "annual_revenue", "reversed_range"),
    ("只有一个数的区间", {"annual_revenue": [1]}, "annual_revenue", "wrong_type"),
    ("三个数的区间", {"annual_revenue": [1, 2, 3]}, "annual_revenue", "wrong_type"),
    ("空的区间", {"annual_revenue": []}, "annual_revenue", "wrong_type"),
    ("没有下限的区间", {"annual_revenue": [None, 1]}, "annual_revenue", "wrong_type"),
    ("两端都不知道的区间", {"annual_revenue": [None, None]}, "annual_revenue", "wrong_type"),
    ("区间里套区间", {"annual_revenue": [[1, 2], 3]}, "annual_revenue", "wrong_type"),
    ("区间里的是否", {"annual_revenue": [False, 3]}, "annual_revenue", "wrong_type"),
    ("区间里的负数", {"annual_revenue": [-1, 3]}, "annual_revenue", "negative"),
    ("区间里没有单位", {"annual_revenue": ["1", "2万"]}, "annual_revenue", "missing_unit"),
    ("个数是小数", {"key_technology_projects": 1.5}, "key_technology_projects", "fractional_count"),
    ("个数的文字是小数", {"key_technology_projects": "1.5个"}, "key_technology_projects", "fractional_count"),
    ("个数区间里有小数", {"key_technology_projects": [1, 2.5]}, "key_technology_projects", "fractional_count"),
    ("项目里的负数", {"projects": [{}, {"rd_spend": -1}]}, "projects[1].rd_spend", "negative"),
    ("项目里没有的事实", {"projects": [{"rd": 1}]}, "projects[0].rd", "unknown_fact"),
    ("项目里的单位不符", {"projects": [{"rd_spend": "5㎡"}]}, "projects[0].rd_spend", "wrong_unit"),
    ("项目里没有的选项", {"projects": [{"application_field": "x"}]}, "projects[0].application_field", "unknown_choice"),
    ("项目里写企业的情况", {"projects": [{"annual_revenue": 1}]}, "projects[0].annual_revenue", "misplaced_fact"),
    ("项目外写项目的情况", {"projects": [{}], "rd_spend": 1}, "rd_spend", "misplaced_fact"),
    ("项目名称不是文字", {"projects": [{}, {"name": 7}]}, "projects[1].name", "wrong_type"),
    ("项目不是对象", {"projects": [{}, 5]}, "projects[1]", "wrong_type"),
    ("项目里再列项目", {"projects": [{"projects": [{}]}]}, "projects[0].projects", "unknown_fact"),
    ("projects不是列表", {"projects": {"name": "甲"}}, "projects", "wrong_type"),
    ("projects里一个也没有", {"projects": []}, "projects", "wrong_type"),
    ("项目之外的名称", {"name": "甲公司"}, "name", "unknown_fact"),
    ("不是文字的键", {5: 1}, "5", "unknown_fact"),
]


@pytest.mark.parametrize(("facts", "field", "code"), [pytest.param(*row, id=says) for says, *row in REFUSED])
def test_what_cannot_be_taken_is_refused_with_its_field(ask: Any, facts: Any, field: str, code: str) -> None:
    with pytest.raises(FactError) as refused:
        ask(facts)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert any("\u4e00" <= character <= "\u9fff" for character in refused.value.message)
    assert set(refused.value.as_json()) == {"code", "message", "field"}


@pytest.mark.parametrize("not_an_object", [None, [], [{}], "facts", 5, True])
def test_facts_that_are_no_object_are_refused(ask: Any, not_an_object: Any) -> None:
    with pytest.raises(FactError):
        ask(not_an_object)


@pytest.mark.parametrize(
    "huge", [10**400, -(10**400), Decimal("1e999"), "1" + "0" * 400 + "元"], ids=lambda v: str(v)[:9]
)
def test_numbers_that_no_double_could_hold_are_refused(ask: Any, huge: Any) -> None:
    with pytest.raises(FactError) as refused:
        ask({"annual_revenue": huge})
    assert refused.value.field == "annual_revenue"


@pytest.mark.parametrize("written", ["10²万", "5⁵万", "①万", "5 5万"])
def test_text_that_only_looks_like_digits_is_not_read_as_another_number(ask: Any, written: str) -> None:
    with pytest.raises(FactError) as refused:
        ask({"annual_revenue": written})
    assert refused.value.field == "annual_revenue"


@pytest.mark.parametrize("zero", [0, 0.0, -0.0, "0元", "0万", Decimal("-0")], ids=str)
def test_zero_is_a_value_and_not_unknown(ask: Any, zero: Any) -> None:
    assert ask({"municipal_demo_award": zero}).states("demo_award_match")["municipal_demo_award"] == "unmet"


def test_a_very_large_amount_is_still_exact(ask_qualified: Any) -> None:
    answer = ask_qualified(key_technology_projects=10**30)
    assert answer.amount("key_technology") == (8 * 10**35, 10**36)


def test_a_float_means_the_decimal_it_shows(ask_qualified: Any) -> None:
    # 0.1 + 0.2 in binary is not 0.3; 元 are decimals.
    answer = ask_qualified(municipal_demo_award=1.005)
    assert answer.amount("demo_award_match") == (1.01, 1.01)
