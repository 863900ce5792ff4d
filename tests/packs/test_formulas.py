"""Formulas and steps as people write them: what does not hold is not there, brackets where needed, units kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policy_rules import Pack, estimate, load_pack_from
from policy_rules.result import ClauseEstimate

YES_NO = {"named": "boolean", "top": "boolean"}
POINTS = """
share:
  sum:
    - 5%
    - {when: {is_true: named}, because: 三名企业, gives: 2个百分点}
    - {when: {is_true: top}, because: 50强, gives: 1个百分点}
of: invested
"""
HIGHEST = """
highest_of:
  - {when: {is_true: named}, because: 省级, gives: 5万元}
  - {when: {is_true: top}, because: 市级, gives: 3万元}
"""
EXCLUDING = """
sum:
  - {when: {is_false: top}, because: 普通项目, gives: {at_most: 500万元, of: award}}
  - {when: {is_true: top}, because: 领军项目, gives: award}
"""
RENT = """
product:
  - {label: 每月单价, at_most: 20元/㎡/月, of: rent}
  - {label: 补贴面积, at_most: 500平方米, of: area}
  - {label: 补贴月数, at_most: 3年, of: months}
"""

FORMULAS: list[Any] = [
    pytest.param(POINTS, {**YES_NO, "invested": "money"}, {"invested": "100万元", "named": True, "top": False},
        "100万元 × （5% + 2%（三名企业）） = 7万元", id="不成立的加点不写"),
    pytest.param(POINTS, {**YES_NO, "invested": "money"}, {"invested": "100万元", "named": True},
        "100万元 × （5% + 2%（三名企业） + 1%（如50强）） = 7万元~8万元", id="未确认的加点写明条件"),
    pytest.param("sum: [50万元, {when: {is_true: top}, because: 升规, gives: 20万元}]", YES_NO, {"top": False},
        "50万元", id="只剩一项时就是这一项"),
    pytest.param(EXCLUDING, {"top": "boolean", "award": "money"}, {"award": "800万元"},
        "（800万元，最高500万元）（如普通项目）或800万元（如领军项目） = 500万元~800万元", id="互斥的两种情形写成或"),
    pytest.param(HIGHEST, YES_NO, {"named": False, "top": True}, "3万元", id="取最高只剩一项"),
    pytest.param(HIGHEST, YES_NO, {"named": True, "top": True}, "5万元（省级）、3万元（市级），取最高 = 5万元", id="取最高写明各项"),
    pytest.param(HIGHEST, YES_NO, {"named": False, "top": False}, "0元", id="都不成立"),
    pytest.param("beyond: granted\nof: {up_to: 2000万元}", {"granted": "money"}, {"granted": "800万元"},
        "（最高2,000万元） − 800万元 = 最高1,200万元", id="上限加括号再相减"),
    pytest.param("at_most: {beyond: granted, of: own}\nof: granted", {"granted": "money", "own": "money"},
        {"granted": "800万元", "own": "2000万元"}, "800万元，最高（2,000万元 − 800万元） = 800万元", id="算出来的上限加括号"),
    pytest.param("each: 2000元/件\ntimes: {at_most: 5件, of: filed}", {"filed": "count"}, {"filed": 9},
        "（9个，最高5件） × 2,000元/件 = 1万元", id="件数和单价的单位"),
    pytest.param("for_every: 30件\nof: filed\ngives: 3万元", {"filed": "count"}, {"filed": 95},
        "95个每满30件给3万元 = 9万元", id="每满多少件"),
    pytest.param("each: 3000元/人/月\ntimes: {product: [interns, months]}", {"interns": "count", "months": "months"},
        {"interns": 2, "months": "6个月"}, "2个 × 6个月 × 3,000元/人/月 = 3.6万元", id="每人每月"),
]  # fmt: skip


@pytest.fixture
def ask_one(pack_of: Callable[..., Pack]) -> Callable[..., ClauseEstimate]:
    def answer(rule: str, facts: dict[str, Any], known: dict[str, Any]) -> ClauseEstimate:
        indented = "\n".join(f"    {line}" for line in rule.strip().splitlines())
        clause = f"- id: it\n  number: 一\n  title: 某项支持\n  quote: 某句\n  amount:\n{indented}\n"
        return estimate(pack_of(clause, facts=facts, quotes="某句"), known).clauses[0]

    return answer


@pytest.mark.parametrize(("rule", "facts", "known", "formula"), FORMULAS)
def test_a_formula_reads_as_people_write_it(
    ask_one: Callable[..., ClauseEstimate], rule: str, facts: dict[str, Any], known: dict[str, Any], formula: str
) -> None:
    assert ask_one(rule, facts, known).formula == formula


def test_a_label_with_a_comma_of_its_own_needs_no_brackets(
    pack_of: Callable[..., Pack],
) -> None:
    pack = pack_of(
        "- id: it\n  number: 一\n  title: 某项支持\n  quote: 某句\n  amount: {share: 50%, of: granted}\n",
        facts={"granted": "money"},
        quotes="某句",
    )
    facts_file = pack.folder / "facts.yaml"
    facts_file.write_text(
        facts_file.read_text(encoding="utf-8").replace("label: granted", "label: 市、区两级补助"), "utf-8"
    )
    assert estimate(load_pack_from(pack.folder), {}).clauses[0].formula.startswith("市、区两级补助 × 50%")


def test_a_branch_that_does_not_hold_is_no_step(ask_one: Callable[..., ClauseEstimate]) -> None:
    rule = """
sum:
  - {label: 落户奖励, sum: [50万元]}
  - {label: 升规奖励, when: {is_true: top}, because: 升规, gives: 20万元}
"""
    assert [step.label for step in ask_one(rule, YES_NO, {"top": False}).steps] == ["落户奖励", "可获金额"]
    open_ = ask_one(rule, YES_NO, {})
    assert [(step.amount.min, step.amount.max) for step in open_.steps] == [
        (500_000, 500_000),
        (0, 200_000),
        (500_000, 700_000),
    ]


def test_steps_that_are_no_money_are_not_told_as_money(ask_one: Callable[..., ClauseEstimate]) -> None:
    facts = {"rent": "price", "area": "area", "months": "months"}
    found = ask_one(RENT, facts, {"rent": "15元/㎡/月", "area": "800㎡", "months": "12个月"})
    assert [step.label for step in found.steps] == ["可获金额"]
    assert found.formula == "（15元/㎡/月，最高20元/㎡/月） × 500㎡（面积上限） × （12个月，最高36个月） = 9万元"


REQUIRING = """
- id: it
  number: 一
  title: 某项支持
  quote: 某句
  requires: [{text: 规上企业, is_true: top}, {text: 投入100万元以上, fact: invested, is: 100万元以上}]
  amount: {share: 10%, of: invested}
"""


@pytest.mark.parametrize(
    ("known", "formula", "last_step"),
    [
        ({"top": True, "invested": "200万元"}, "200万元 × 10% = 20万元", (200_000, 200_000)),
        ({"top": True, "invested": ["50万元", "200万元"]}, "50万元~200万元 × 10% = 最高20万元", (0, 200_000)),
        ({"top": False, "invested": "200万元"}, "200万元 × 10%", (0, 0)),
    ],
)
def test_formula_and_last_step_say_the_amount_of_the_clause(
    pack_of: Callable[..., Pack], known: dict[str, Any], formula: str, last_step: tuple[int, int]
) -> None:
    found = estimate(pack_of(REQUIRING, facts={**YES_NO, "invested": "money"}, quotes="某句"), known).clauses[0]
    assert found.formula == formula
    assert found.amount == found.steps[-1].amount
    assert (found.steps[-1].amount.min, found.steps[-1].amount.max) == last_step
