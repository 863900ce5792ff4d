"""Yes/no facts asked inside a rule: what is certain stays certain, and branches that exclude each other never add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from policy_rules import Pack, estimate
from policy_rules.amounts import Amount, AmountNode, amount_under
from policy_rules.facts import FactDefinition, FactValue
from policy_rules.interval import Interval
from policy_rules.result import ClauseEstimate, Estimate
from policy_rules.situation import Situation

WAN = 10_000

EXCLUDING = (
    "按100%配套,最高500万元。领军人才团队项目不受此限额限制",
    """
sum:
  - {when: {is_false: team}, because: 不是领军人才团队项目, gives: {at_most: 500万元, of: award}}
  - {when: {is_true: team}, because: 领军人才团队项目, gives: award}
""",
    {"team": "boolean", "award": "money"},
)
BONUS = (
    "奖励50万元;升规的,再给予20万元奖励",
    "sum: [50万元, {when: {is_true: upgraded}, because: 升规, gives: 20万元}]",
    {"upgraded": "boolean"},
)
ALL_OPEN = (
    "国家级奖励50万元,市级奖励20万元,可累计",
    """
sum:
  - {when: {is_true: national}, because: 国家级, gives: 50万元}
  - {when: {is_true: municipal}, because: 市级, gives: 20万元}
""",
    {"national": "boolean", "municipal": "boolean"},
)
POINTS = (
    "按投资的5%补助,三名企业提高2个百分点",
    "share: {sum: [5%, {when: {is_true: named}, because: 三名企业, gives: 2个百分点}]}\nof: invested",
    {"named": "boolean", "invested": "money"},
)
RAISED_CAP = (
    "补助500元/亩,不超过10亩,重点项目不超过20亩",
    """
each: 500元/亩
times:
  at_most: {highest_of: [10亩, {when: {is_true: key}, because: 重点项目, gives: 20亩}]}
  of: land
""",
    {"key": "boolean", "land": "number"},
)
HIGHEST = (
    "省级5万元、市级3万元,按最高一项",
    """
highest_of:
  - {when: {is_true: provincial}, because: 省级, gives: 5万元}
  - {when: {is_true: municipal}, because: 市级, gives: 3万元}
""",
    {"provincial": "boolean", "municipal": "boolean"},
)
LESS_GRANTED = (
    "奖励50万元,已享受市级20万元的只补差额",
    "beyond: {when: {is_true: granted}, because: 已享受市级, gives: 20万元}\nof: 50万元",
    {"granted": "boolean"},
)
PASSED = (
    "首次突破2000万元并入库、5000万元的分别奖励20万元、50万元,可累计",
    """
newly_passed: now
since: before
because: 首次突破
several: add_up
thresholds:
  - {over: 2000万元, gives: {when: {is_true: registered}, because: 入库, gives: 20万元}}
  - {over: 5000万元, gives: 50万元}
""",
    {"now": "money", "before": "money", "registered": "boolean"},
)

WORKED: list[tuple[Any, dict[str, Any], tuple[Any, Any], str]] = [
    (EXCLUDING, {"award": "800万元"}, (500, 800), "conditional"),
    (EXCLUDING, {"award": "400万元"}, (400, 400), "conditional"),
    (EXCLUDING, {"award": "800万元", "team": True}, (800, 800), "eligible"),
    (EXCLUDING, {"award": "800万元", "team": False}, (500, 500), "eligible"),
    (EXCLUDING, {}, (0, None), "needs_info"),
    (BONUS, {}, (50, 70), "conditional"),
    (BONUS, {"upgraded": True}, (70, 70), "eligible"),
    (BONUS, {"upgraded": False}, (50, 50), "eligible"),
    (ALL_OPEN, {}, (20, 70), "conditional"),
    (ALL_OPEN, {"municipal": True}, (20, 70), "conditional"),
    (ALL_OPEN, {"national": True}, (50, 70), "conditional"),
    (ALL_OPEN, {"national": False}, (20, 20), "conditional"),
    (ALL_OPEN, {"national": False, "municipal": False}, (0, 0), "ineligible"),
    (POINTS, {"invested": "100万元"}, (5, 7), "conditional"),
    (RAISED_CAP, {"land": "15亩"}, (Decimal("0.5"), Decimal("0.75")), "conditional"),
    (RAISED_CAP, {"land": "8亩"}, (Decimal("0.4"), Decimal("0.4")), "conditional"),
    (HIGHEST, {}, (3, 5), "conditional"),
    (HIGHEST, {"municipal": True}, (3, 5), "conditional"),
    (HIGHEST, {"provincial": False}, (3, 3), "conditional"),
    (LESS_GRANTED, {}, (30, 50), "conditional"),
    (PASSED, {"now": "6000万元", "before": "1000万元"}, (50, 70), "conditional"),
    (PASSED, {"now": "3000万元", "before": "1000万元"}, (20, 20), "conditional"),
    (PASSED, {"now": ["4000万元", "6000万元"], "before": "3000万元"}, (0, 50), "conditional"),
]


def pack_with(pack_of: Callable[..., Pack], clause: tuple[str, str, dict[str, Any]]) -> Pack:
    quote, rule, facts = clause
    indented = "\n".join(f"    {line}" for line in rule.strip().splitlines())
    written = f"- id: it\n  number: 一\n  title: 某项支持\n  quote: {quote}\n  amount:\n{indented}\n"
    return pack_of(written, facts=facts, quotes=quote)


def in_wan(clause: ClauseEstimate) -> tuple[Any, Any]:
    assert clause.amount
    return tuple(None if end is None else end / WAN for end in (clause.amount.min, clause.amount.max))


@pytest.fixture
def ask_one(pack_of: Callable[..., Pack]) -> Callable[..., Estimate]:
    return lambda clause, known: estimate(pack_with(pack_of, clause), known)


@pytest.mark.parametrize(("clause", "known", "expected", "status"), WORKED)
def test_an_open_branch_moves_only_what_hangs_on_it(
    ask_one: Callable[..., Estimate],
    clause: Any,
    known: dict[str, Any],
    expected: tuple[Any, Any],
    status: str,
) -> None:
    found = ask_one(clause, known).clauses[0]
    assert (in_wan(found), found.status.value) == (expected, status)


def test_a_bonus_is_an_open_condition_and_the_cause_of_the_range(ask_one: Callable[..., Estimate]) -> None:
    found = ask_one(BONUS, {}).clauses[0]
    assert [(condition.fact, condition.state.value) for condition in found.conditions] == [("upgraded", "unknown")]
    assert [cause.value for cause in found.range_because] == ["missing_fact"]


def test_the_question_weighs_what_the_branch_adds_and_not_the_whole_clause(ask_one: Callable[..., Estimate]) -> None:
    question = ask_one(BONUS, {}).next_question
    assert question
    assert (question.fact, question.at_stake) == ("upgraded", 20 * WAN)


def test_a_condition_of_the_clause_settles_the_branch_that_asks_for_the_same_fact(pack_of: Callable[..., Pack]) -> None:
    written = """
- id: it
  number: 一
  title: 某项支持
  quote: 规上企业奖励50万元,其他20万元
  requires: [{text: 规上企业, is_true: above_scale}]
  amount:
    sum:
      - {when: {is_true: above_scale}, because: 规上, gives: 50万元}
      - {when: {is_false: above_scale}, because: 其他, gives: 20万元}
"""
    pack = pack_of(written, facts={"above_scale": "boolean"}, quotes="规上企业奖励50万元,其他20万元")
    assert in_wan(estimate(pack, {}).clauses[0]) == (50, 50)


# What holds for every rule: made of random pieces over three yes/no facts, a choice and an amount.

DEFINITIONS: Mapping[str, FactDefinition] = {
    **{
        id: FactDefinition(id=id, label=id, kind="boolean", scope="applicant", question=id)
        for id in ("first", "second", "third")
    },
    "money": FactDefinition(id="money", label="money", kind="money", scope="applicant", question="money"),
}
YES_NO = ("first", "second", "third")
conditions = st.sampled_from(YES_NO).flatmap(
    lambda fact: st.sampled_from(
        [{"is_true": fact}, {"is_false": fact}, {"any": [{"is_true": fact}, {"is_true": "first"}]}]
    )
)
leaves = st.sampled_from(["10元", "20元", "5元-8元", "0元", "money"])
rules = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"sum": parts}),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: {"highest_of": parts}),
        st.tuples(inner, inner).map(lambda two: {"at_most": two[0], "of": two[1]}),
        st.tuples(inner, inner).map(lambda two: {"beyond": two[0], "of": two[1]}),
        inner.map(lambda part: {"share": "50%", "of": part}),
        st.tuples(conditions, inner).map(lambda two: {"when": two[0], "because": "若", "gives": two[1]}),
    ),
    max_leaves=7,
)
RULE: TypeAdapter[Amount] = TypeAdapter(AmountNode)
MANY = settings(max_examples=300, deadline=None)


def brings(rule: Amount, **known: FactValue) -> Interval:
    return amount_under(rule, (), Situation(DEFINITIONS, known))


def point(value: int) -> Interval:
    return Interval(Decimal(value), Decimal(value))


worlds = st.fixed_dictionaries(
    {**{fact: st.booleans() for fact in YES_NO}, "money": st.sampled_from([0, 7, 15, 40]).map(point)}
)


@MANY
@given(rules, worlds, st.sets(st.sampled_from([*YES_NO, "money"])))
def test_what_is_true_lies_within_what_was_said_before_or_is_nothing(
    written: Any, world: dict[str, FactValue], known: set[str]
) -> None:
    rule = RULE.validate_python(written)
    before = brings(rule, **{fact: world[fact] for fact in known})
    truth = brings(rule, **world)
    assert truth.is_certainly_zero or (before.low <= truth.low and truth.high <= before.high)


@MANY
@given(rules, worlds, st.sets(st.sampled_from([*YES_NO, "money"])), st.sampled_from([*YES_NO, "money"]))
def test_knowing_more_never_raises_what_may_be_had(
    written: Any, world: dict[str, FactValue], known: set[str], learned: str
) -> None:
    rule = RULE.validate_python(written)
    before = brings(rule, **{fact: world[fact] for fact in known - {learned}})
    after = brings(rule, **{fact: world[fact] for fact in known | {learned}})
    assert after.high <= before.high
    assert after.low >= before.low or after.low == 0


@MANY
@given(st.lists(st.tuples(conditions, st.integers(1, 50)), min_size=1, max_size=4), st.integers(0, 30))
def test_a_sum_of_branches_is_as_narrow_as_what_it_can_turn_out_to_be(
    branches: list[tuple[Any, int]], certain: int
) -> None:
    parts: list[Any] = [{"when": when, "because": "若", "gives": f"{yuan}元"} for when, yuan in branches]
    rule = RULE.validate_python({"sum": [*parts, f"{certain}元"]})
    found = [brings(rule, **dict(zip(YES_NO, answers, strict=True))) for answers in product((True, False), repeat=3)]
    possible = [amount for amount in found if not amount.is_certainly_zero] or found
    said = brings(rule)
    if sum("any" in when for when, _ in branches) < 2:
        assert said.bounds == (min(amount.low for amount in possible), max(amount.high for amount in possible))
