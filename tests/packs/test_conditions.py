"""Conditions in the words of a document: bounds with or without the number, dates, evidence, reviews."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from policy_rules import FactError, estimate
from policy_rules.amounts import AmountNode
from policy_rules.boundary_words import BY_THE_CIVIL_CODE, Span, covers
from policy_rules.checking.text_numbers import numbers_in
from policy_rules.conditions import ConditionNode, State
from policy_rules.days import ordinal
from policy_rules.facts import FactDefinition, read_facts
from policy_rules.interval import Interval
from policy_rules.measures import WrittenNumber
from policy_rules.quantities import Dimension
from policy_rules.situation import Situation

WAN = 10_000


@pytest.mark.parametrize(
    ("words", "inside", "outside"),
    [
        ("2000万元以上", 2000 * WAN, 2000 * WAN - 1),
        ("不低于2000万元", 2000 * WAN, 2000 * WAN - 1),
        ("达到200万元(含)以上", 200 * WAN, 200 * WAN - 1),
        ("超过2000万元", 2000 * WAN + 1, 2000 * WAN),
        ("突破2000万元", 2000 * WAN + 1, 2000 * WAN),
        ("500万元以下", 500 * WAN, 500 * WAN + 1),
        ("不超过500万元", 500 * WAN, 500 * WAN + 1),
        ("低于500万元", 500 * WAN - 1, 500 * WAN),
        ("不满3年", 35, 36),
        ("50万元以上至100万元以下", 100 * WAN, 100 * WAN + 1),
        ("超过2000万元、不超过5000万元", 5000 * WAN, 2000 * WAN),
        ("1,000万元以上、1.5亿元以下", 15_000 * WAN, 999 * WAN),
    ],
)
def test_a_bound_reads_as_the_civil_code_reads_it(words: str, inside: int, outside: int) -> None:
    span = Span.read(words)
    assert span.holds(Decimal(inside))
    assert not span.holds(Decimal(outside))


def test_a_document_says_itself_whether_the_number_is_included() -> None:
    document = {**BY_THE_CIVIL_CODE, "以下": False}
    assert not Span.read("100万元以下", document).holds(Decimal(100 * WAN))
    assert Span.read("100万元(含)以下", document).holds(Decimal(100 * WAN))


@pytest.mark.parametrize("words", ["300万元", "以上", "abc以上", "100万元以上50万元以下", "", "2000以上"])
def test_what_is_no_bound_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        Span.read(words)


def test_classes_cover_a_range_only_without_a_gap() -> None:
    low, high = Span.read("低于50万元"), Span.read("50万元以上")
    whole = Interval(Decimal(0), Decimal(80 * WAN))
    assert covers((low, high), whole)
    assert not covers((low, Span.read("超过50万元")), whole)


def test_classes_that_share_a_number_are_refused_with_the_fix() -> None:
    rule = {"bands": [{"is": "50万元以下", "gives": "5%"}, {"is": "50万元以上", "gives": "6%"}], "of": "spent"}
    with pytest.raises(ValidationError, match="boundaries"):
        TypeAdapter(AmountNode).validate_python(rule)


def situation(known: dict[str, Any], as_of: date = date(2026, 11, 23), **kinds: str) -> Situation:
    definitions = {
        id: FactDefinition.model_validate({"id": id, "label": id, "kind": kind, "scope": "applicant", "question": "?"})
        for id, kind in kinds.items()
    }
    return Situation(definitions, read_facts(definitions, known).applicant, as_of)


def state(condition: dict[str, Any], seen: Situation) -> State:
    found: State = TypeAdapter(ConditionNode).validate_python(condition).state(seen)
    return found


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("2025-11-23", State.MET),
        ("2025-11-22", State.UNMET),
        ("2026-11-23", State.MET),
        ("2026-11-24", State.UNMET),
        ("2025年11月23日", State.MET),
        ("2025-11", State.UNKNOWN),
        (["2026-01", "2026-03"], State.MET),
        (None, State.UNKNOWN),
    ],
)
def test_within_a_year_before_the_application(known: Any, expected: State) -> None:
    assert state({"date": "on", "within": "1年"}, situation({"on": known}, on="date")) is expected


def test_for_at_least_a_year_and_between_two_days() -> None:
    seen = situation({"founded": "2025-11-23", "granted": "2026-01-01"}, founded="date", granted="date")
    assert state({"date": "founded", "for_at_least": "12个月"}, seen) is State.MET
    assert state({"date": "granted", "from": "2026-01-01", "until": "2026-12-31"}, seen) is State.MET
    assert state({"date": "granted", "until": "2025-12-31"}, seen) is State.UNMET


def test_the_day_of_the_application_is_a_condition_of_its_own() -> None:
    applied = {"applied": {"from": "2026-01-01", "until": "2026-12-31"}}
    assert state(applied, situation({}, date(2026, 12, 31))) is State.MET
    assert state(applied, situation({}, date(2027, 1, 1))) is State.UNMET


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, State.UNKNOWN),
        ({"award": 1}, State.MET),
        ({"award": 0}, State.UNKNOWN),
        ({"recognised": False, "award": 1}, State.UNMET),
        ({"recognised": True}, State.MET),
    ],
)
def test_evidence_settles_what_nobody_has_said_and_missing_evidence_proves_nothing(
    known: dict[str, Any], expected: State
) -> None:
    condition = {"attested_by": {"has": "award"}, "that": {"is_true": "recognised"}}
    assert state(condition, situation(known, award="money", recognised="boolean")) is expected


def test_a_computed_quantity_can_be_a_condition() -> None:
    growth = {"amount": {"growth_of": "now", "since": "before"}, "is": "10%以上"}
    assert state(growth, situation({"now": 110, "before": 100}, now="money", before="money")) is State.MET
    assert state(growth, situation({"now": 109, "before": 100}, now="money", before="money")) is State.UNMET
    assert state(growth, situation({"now": 109}, now="money", before="money")) is State.UNKNOWN


@pytest.mark.parametrize("written", ["2026-13-01", "2026-02-30", "明天", 20260101, True, ["2026-03-01", "2026-01-01"]])
def test_a_date_that_is_none_is_refused(written: Any) -> None:
    with pytest.raises(FactError):
        situation({"on": written}, on="date")


CLAUSE = """
- id: it
  number: 一
  title: 某项奖励
  quote: 对2026年内申报的,奖励10万元
  in_force: {from: 2026-01-01, until: 2026-12-31, text: 在2026年内申报, quote: 对2026年内申报的}
  amount: 10万元
"""


@pytest.mark.parametrize(("day", "status"), [(date(2026, 12, 31), "eligible"), (date(2027, 1, 1), "ineligible")])
def test_a_clause_can_end_before_its_policy(pack_of: Any, day: date, status: str) -> None:
    found = estimate(pack_of(CLAUSE, facts={}, quotes="对2026年内申报的,奖励10万元"), {}, day)
    assert found.in_force
    assert found.clauses[0].status == status
    assert found.clauses[0].conditions[0].text == "在2026年内申报"


def test_a_part_whose_condition_fails_does_not_take_the_other_parts_with_it(pack_of: Any) -> None:
    clause = """
- id: it
  number: 一
  title: 某项奖励
  quote: 甲类奖励10万元,乙类奖励5万元
  amount:
    sum:
      - {when: {is_true: first}, because: 甲类, gives: 10万元}
      - {when: {is_true: second}, because: 乙类, gives: 5万元}
"""
    pack = pack_of(clause, facts={"first": "boolean", "second": "boolean"}, quotes="甲类奖励10万元,乙类奖励5万元")

    def found(**known: bool) -> tuple[str, Any]:
        clause = estimate(pack, known).clauses[0]
        return clause.status.value, clause.amount and clause.amount.max

    assert found(first=False, second=True) == ("eligible", 5 * WAN)
    assert found(first=True, second=True) == ("eligible", 15 * WAN)
    assert found(second=True) == ("conditional", 15 * WAN)
    assert found(first=False, second=False) == ("ineligible", 0)


def test_the_use_of_words_can_differ_for_one_clause(pack_of: Any) -> None:
    clauses = """
- id: one
  number: 一
  title: 一
  quote: 100万元以上的奖励10万元
  amount: {when: {fact: spent, is: 100万元以上}, because: 100万元以上, gives: 10万元}
- id: two
  number: 二
  title: 二
  quote: 100万元以上的奖励10万元
  boundaries: {以上: true}
  amount: {when: {fact: spent, is: 100万元以上}, because: 100万元以上, gives: 10万元}
"""
    pack = pack_of(
        clauses, facts={"spent": "money"}, quotes="100万元以上的奖励10万元", policy="boundaries: {以上: false}\n"
    )
    statuses = [clause.status.value for clause in estimate(pack, {"spent": "100万元"}).clauses]
    assert statuses == ["ineligible", "eligible"]


DATES = {
    id: FactDefinition(id=id, label=id, kind="date", scope="applicant", question=id) for id in ("settled", "registered")
}
WITHIN_3_YEARS = {"date": "registered", "within": "3年", "after": "settled"}


@pytest.mark.parametrize(
    ("settled", "registered", "state"),
    [
        ("2020-03-15", "2023-03-15", State.MET),
        ("2020-03-15", "2023-03-16", State.UNMET),
        ("2020-03-15", "2020-03-15", State.MET),
        ("2020-03-15", "2020-03-14", State.UNMET),
        ("2020-02-29", "2023-02-28", State.MET),
        (["2020-01-01", "2020-12-31"], "2023-06-01", State.UNKNOWN),
        (["2020-01-01", "2020-12-31"], "2022-06-01", State.MET),
        (["2020-01-01", "2020-12-31"], "2024-01-01", State.UNMET),
        ("2020-03-15", None, State.UNKNOWN),
        (None, "2023-03-15", State.UNKNOWN),
    ],
)
def test_a_day_within_some_years_of_another_day(settled: Any, registered: Any, state: State) -> None:
    condition = TypeAdapter(ConditionNode).validate_python(WITHIN_3_YEARS)
    known = read_facts(DATES, {"settled": settled, "registered": registered}).applicant
    assert condition.state(Situation(DATES, known)) is state
    if settled is None or registered is None:
        assert condition.prospect(Situation(DATES, known)) is State.MET
        assert condition.prospect(Situation(DATES, known), hoped=False) is State.UNMET


def test_after_stands_with_within_alone() -> None:
    with pytest.raises(ValidationError, match="within: 3年, after: y"):
        TypeAdapter(ConditionNode).validate_python({"date": "registered", "from": "2020-01-01", "after": "settled"})


@pytest.mark.parametrize(
    ("text", "there", "number"),
    [
        ("总投资亿元以上", True, WrittenNumber(Decimal(10**8), Dimension.MONEY)),
        ("总投资数亿元", False, WrittenNumber(Decimal(10**8), Dimension.MONEY)),
        ("5亿元以上", False, WrittenNumber(Decimal(10**8), Dimension.MONEY)),
        ("自2018年度开始", True, WrittenNumber(ordinal(date(2018, 1, 1)), Dimension.DATE)),
        ("2018年度", True, WrittenNumber(ordinal(date(2018, 12, 31)), Dimension.DATE)),
        ("2018年底前", True, WrittenNumber(ordinal(date(2018, 12, 31)), Dimension.DATE)),
        ("2018年3月1日起", False, WrittenNumber(ordinal(date(2018, 1, 1)), Dimension.DATE)),
    ],
)
def test_numbers_that_a_document_writes_without_digits(text: str, there: bool, number: WrittenNumber) -> None:
    assert (number in numbers_in(text)) is there
