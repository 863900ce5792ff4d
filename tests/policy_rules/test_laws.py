"""What holds for every applicant there may be, tried on many."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policy_rules import FactError, Pack, estimate

WAN = 10_000
ENOUGH = settings(max_examples=40, deadline=None)

AMOUNTS_OF_MONEY = [
    0,
    1,
    500 * WAN,
    1000 * WAN,
    1999 * WAN,
    2000 * WAN,
    2001 * WAN,
    3000 * WAN,
    5000 * WAN,
    6000 * WAN,
    10**8,
    10**8 + 1,
    10**9,
]
TELLING: Mapping[str, list[Any]] = {
    "key_technology_projects": [0, 1, 2, 7],
    "platform_construction_cost": AMOUNTS_OF_MONEY,
    "platform_service_amount": AMOUNTS_OF_MONEY,
    "rent_area": [1, 100, 499, 500, 501, 1000, 5000],
    "annual_rent": [0, 1, 10 * WAN, 120 * WAN, 500 * WAN],
    "annual_revenue": AMOUNTS_OF_MONEY,
    "previous_peak_revenue": AMOUNTS_OF_MONEY,
    "municipal_demo_award": AMOUNTS_OF_MONEY,
    "project_investment": AMOUNTS_OF_MONEY,
    "rd_spend": AMOUNTS_OF_MONEY,
    "equipment_spend": AMOUNTS_OF_MONEY,
    "higher_level_award": AMOUNTS_OF_MONEY,
}
AMOUNT_CHOICES = {
    "rd_institution_level": ["national", "municipal", "district", "none"],
    "platform_level": ["municipal", "district", "none"],
}
FAVOURABLE: Mapping[str, Any] = {
    "registered_in_district": True,
    "fully_funded_public_institution": False,
    "serious_dishonesty": False,
    "ai_enterprise": True,
    "domestic_funded": True,
    "newly_settled": True,
    "in_scale_register": True,
    "application_field": "smart_home",
    "review_passed": True,
}
UNFAVOURABLE = {**{fact: not value for fact, value in FAVOURABLE.items()}, "application_field": "other"}
CONDITIONS = {fact: st.sampled_from([FAVOURABLE[fact], FAVOURABLE[fact], UNFAVOURABLE[fact]]) for fact in FAVOURABLE}
"""A rent is stated in one way only here: two statements may contradict each other, and then the first counts."""


def point_or_range(points: list[Any]) -> st.SearchStrategy[Any]:
    point = st.sampled_from(points)
    return st.one_of(point, st.tuples(point, point | st.none()).map(ascending).map(list))


def ascending(pair: tuple[Any, Any]) -> tuple[Any, Any]:
    low, high = pair
    return pair if high is None or low <= high else (high, low)


some_facts = st.fixed_dictionaries(
    {},
    optional={
        **{fact: point_or_range(points) for fact, points in TELLING.items()},
        **{fact: st.sampled_from(choices) for fact, choices in AMOUNT_CHOICES.items()},
        **CONDITIONS,
    },
)


def bounds(amount: Mapping[str, Any]) -> tuple[float, float]:
    return amount["min"], float("inf") if amount["max"] is None else amount["max"]


def amounts(answer: Any) -> dict[str, tuple[float, float]]:
    return {clause["id"]: bounds(clause["amount"]) for clause in answer.json["clauses"] if clause["amount"]}


def assert_within(narrow: Any, wide: Any) -> None:
    for clause, (low, high) in amounts(narrow).items():
        wide_low, wide_high = amounts(wide).get(clause, (0, 0))
        assert wide_low <= low, clause
        assert high <= wide_high, clause


QUANTITIES_AND_CHOICES = [*TELLING, *AMOUNT_CHOICES]


@ENOUGH
@given(some_facts, st.sampled_from(QUANTITIES_AND_CHOICES), st.data())
def test_learning_an_amount_never_widens_a_bound(ask: Any, facts: dict[str, Any], fact: str, data: Any) -> None:
    unknown = {id: value for id, value in facts.items() if id != fact}
    told = data.draw(point_or_range(TELLING[fact]) if fact in TELLING else st.sampled_from(AMOUNT_CHOICES[fact]))
    assert_within(ask({**unknown, fact: told}), ask(unknown))


@ENOUGH
@given(some_facts, st.sampled_from(list(TELLING)), st.data())
def test_learning_more_of_a_range_never_widens_a_bound(ask: Any, facts: dict[str, Any], fact: str, data: Any) -> None:
    points = sorted(data.draw(st.lists(st.sampled_from(TELLING[fact]), min_size=4, max_size=4)))
    wide, narrow, point = [points[0], points[3]], [points[1], points[2]], points[1]
    answers = [ask({**facts, fact: value}) for value in ([points[0], None], wide, narrow, point)]
    for narrower, wider in zip(answers[1:], answers, strict=False):
        assert_within(narrower, wider)


@ENOUGH
@given(some_facts, st.sampled_from(list(FAVOURABLE)))
def test_learning_that_a_condition_holds_never_widens_a_bound(ask: Any, facts: dict[str, Any], fact: str) -> None:
    open_ = ask({**facts, fact: None})
    assert_within(ask({**facts, fact: FAVOURABLE[fact]}), open_)


@ENOUGH
@given(some_facts, st.sampled_from(list(FAVOURABLE)))
def test_learning_that_a_condition_fails_never_brings_more(ask: Any, facts: dict[str, Any], fact: str) -> None:
    open_, failed = amounts(ask({**facts, fact: None})), amounts(ask({**facts, fact: UNFAVOURABLE[fact]}))
    for clause, (low, high) in failed.items():
        if clause in open_:
            assert low <= open_[clause][0], clause
            assert high <= open_[clause][1], clause


@ENOUGH
@given(
    st.fixed_dictionaries({}, optional={fact: st.sampled_from(points) for fact, points in TELLING.items()}), st.data()
)
def test_every_truth_lies_within_what_was_told_before_it_was_known(ask: Any, truth: dict[str, Any], data: Any) -> None:
    """Any mixture of unknown, range and exact facts contains the amounts of the exact facts."""
    blurred: dict[str, Any] = {}
    for fact, value in truth.items():
        others = st.sampled_from(TELLING[fact])
        kinds = ("exact", "unknown", "range", "at_least")
        kind = data.draw(st.sampled_from(kinds))
        if kind == "exact":
            blurred[fact] = value
        elif kind == "range":
            blurred[fact] = [min(value, data.draw(others)), max(value, data.draw(others))]
        elif kind == "at_least":
            blurred[fact] = [min(value, data.draw(others)), None]
    known = {**FAVOURABLE, "rd_institution_level": "national", "platform_level": "municipal"}
    assert_within(ask({**known, **truth}), ask({**known, **blurred}))


@ENOUGH
@given(
    st.integers(0, 10**10),
    st.sampled_from(["municipal_demo_award", "project_investment", "rd_spend", "annual_revenue"]),
)
def test_the_unit_in_which_money_is_written_does_not_matter(ask_qualified: Any, yuan: int, fact: str) -> None:
    wan, yi, qian = Decimal(yuan).scaleb(-4), Decimal(yuan).scaleb(-8), Decimal(yuan).scaleb(-3)
    full_width = str(yuan).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    written = [f"{wan:f}万", f"{wan:f}万元", f"{yi:f}亿元", f"{qian:,f}千元", f"{yuan:,}元", f"{full_width}元"]
    as_number = ask_qualified({fact: yuan}).json
    for text in written:
        assert ask_qualified({fact: text}).json == as_number, text


@ENOUGH
@given(some_facts, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(ask: Any, facts: dict[str, Any], random: Any) -> None:
    shuffled = list(facts.items())
    random.shuffle(shuffled)
    assert ask(dict(shuffled)).json == ask(facts).json


@ENOUGH
@given(some_facts)
def test_the_sums_are_the_sums_of_the_counted_clauses(ask: Any, facts: dict[str, Any]) -> None:
    answer = ask(facts)
    excluded = {clause for clause, _, _ in answer.given_up}
    for told, statuses in (
        (answer.json["total"], {"eligible", "conditional"}),
        (answer.json["potential"], {"eligible", "conditional", "needs_info"}),
    ):
        counted = [
            bounds(clause["amount"])
            for clause in answer.json["clauses"]
            if clause["status"] in statuses and clause["id"] not in excluded
        ]
        # Each clause is rounded to 分 by itself, the sum only once.
        low, high = bounds(told)
        assert low == pytest.approx(sum(low for low, _ in counted), abs=0.05)
        assert high == pytest.approx(sum(high for _, high in counted), abs=0.05)


@ENOUGH
@given(some_facts)
def test_a_status_and_what_it_says_agree(ask: Any, facts: dict[str, Any]) -> None:
    answer = ask(facts)
    for clause in answer.json["clauses"]:
        status, states = clause["status"], {condition["state"] for condition in clause["conditions"]}
        if clause["amount"] is None:
            assert status == "discretionary"
            assert clause["id"] == "tailored_support"
            continue
        low, high = bounds(clause["amount"])
        assert 0 <= low <= high
        assert (status == "ineligible") == (high == 0)
        assert ("unmet" in states) <= (status == "ineligible")
        assert bool(clause["missing"]) == (status == "needs_info")
        if status in ("eligible", "conditional"):
            assert bool(states & {"unknown", "review"}) == (status == "conditional")
        assert bool(clause["range_because"]) == (low != high)
        assert not set(clause["missing"]) & {id for id, value in facts.items() if value is not None}


@ENOUGH
@given(some_facts)
def test_what_is_given_up_counts_and_is_no_better_than_what_stays(ask: Any, facts: dict[str, Any]) -> None:
    answer = ask(facts)
    for clause, project, in_favour_of in answer.given_up:
        assert {answer.status(clause, project), answer.status(in_favour_of, project)} <= {"eligible", "conditional"}
        given_up, kept = bounds(answer.clause(clause)["amount"]), bounds(answer.clause(in_favour_of)["amount"])
        assert given_up[1] <= kept[1]


@ENOUGH
@given(some_facts)
def test_the_question_asks_for_something_that_is_unknown_and_can_move_money(ask: Any, facts: dict[str, Any]) -> None:
    answer = ask(facts)
    question = answer.json["next_question"]
    missing = {fact for clause in answer.json["clauses"] for fact in clause["missing"]}
    unknown = {
        condition["fact"]
        for clause in answer.json["clauses"]
        for condition in clause["conditions"]
        if clause["status"] == "conditional" and condition["state"] == "unknown"
    }
    if missing:
        assert question["fact"] in missing
        assert question["at_stake"] is None or question["at_stake"] > 0
    elif question:
        assert question["fact"] in unknown


@ENOUGH
@given(some_facts)
def test_payments_add_up_to_the_amount(ask: Any, facts: dict[str, Any]) -> None:
    for clause in ask(facts).json["clauses"]:
        if clause["payments"]:
            paid = [bounds(payment["amount"]) for payment in clause["payments"]]
            low, high = bounds(clause["amount"])
            assert low == pytest.approx(sum(low for low, _ in paid), abs=0.011)
            assert high == pytest.approx(sum(high for _, high in paid), abs=0.011)


def numbers_in(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [number for part in value.values() for number in numbers_in(part)]
    if isinstance(value, list):
        return [number for part in value for number in numbers_in(part)]
    return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


exact_money = st.decimals(0, 10**9, places=7) | st.floats(1e-9, 10**9)


@ENOUGH
@given(
    st.fixed_dictionaries(
        {},
        optional={fact: exact_money for fact in TELLING if fact not in ("key_technology_projects", "rent_area")}
        | {"rent_area": st.floats(0.01, 10**5), "monthly_rent": exact_money},
    )
)
def test_an_estimate_is_plain_json_with_amounts_to_the_fen(ask: Any, facts: dict[str, Any]) -> None:
    told = ask(facts).json
    assert json.loads(json.dumps(told, ensure_ascii=False, allow_nan=False)) == told
    for number in numbers_in(told):
        assert number == round(number, 2)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals()
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_facts_are_answered_or_refused_with_a_reason_and_nothing_else(minhang: Pack, data: Any) -> None:
    """Arbitrary JSON under the names of facts: an estimate that is JSON, or a FactError."""
    names = st.sampled_from([*minhang.facts, "projects"])
    written = st.sampled_from(["6200万", "1.2亿元", "500平方米", "2个", "30%", "4.5元/㎡/天", "national", "district"])
    values = written | scalars | anything | st.lists(written | scalars, max_size=3)
    project = st.dictionaries(st.sampled_from([*minhang.facts, "name"]), values, max_size=4)
    facts = data.draw(
        st.dictionaries(names, values, max_size=6)
        | st.dictionaries(names, values, max_size=2).flatmap(
            lambda top: st.lists(project, max_size=3).map(lambda listed: {**top, "projects": listed})
        )
        | anything
    )
    told: Mapping[str, Any]
    try:
        told = estimate(minhang, facts).model_dump(mode="json")
    except FactError as refused:
        told = refused.as_json()
    json.dumps(told, allow_nan=False)
    assert "clauses" in told or (told["code"] and told["message"])


def test_the_smallest_number_there_is_is_a_number(ask_qualified: Any) -> None:
    assert ask_qualified(municipal_demo_award=5e-324).status("demo_award_match") == "eligible"


@pytest.mark.parametrize("lone", ["\ud800", "甲\udfff"])
def test_text_that_no_encoding_can_carry_is_refused(ask: Any, lone: str) -> None:
    with pytest.raises(FactError):
        ask({"projects": [{"name": lone}]})
    with pytest.raises(FactError) as refused:
        ask({lone: 1})
    json.dumps(refused.value.as_json(), ensure_ascii=False).encode()


@ENOUGH
@given(some_facts)
def test_asking_twice_gives_the_same_answer(ask: Any, facts: dict[str, Any]) -> None:
    before = json.dumps(facts, default=str)
    assert ask(facts).json == ask(facts).json
    assert json.dumps(facts, default=str) == before


OTHER_STATEMENTS_OF_THE_RENT = {"annual_rent", "monthly_rent", "rent_price_per_day"}


@ENOUGH
@given(some_facts, st.sampled_from(QUANTITIES_AND_CHOICES), st.data())
def test_an_amount_fact_that_is_not_named_as_missing_changes_nothing(
    ask: Any, facts: dict[str, Any], fact: str, data: Any
) -> None:
    unknown = {id: value for id, value in facts.items() if id != fact}
    told = data.draw(point_or_range(TELLING[fact]) if fact in TELLING else st.sampled_from(AMOUNT_CHOICES[fact]))
    before, after = ask(unknown), amounts(ask({**unknown, fact: told}))
    for clause, amount in amounts(before).items():
        if fact not in before.missing(clause):
            assert after[clause] == amount, clause


@ENOUGH
@given(some_facts, st.data())
def test_of_the_amount_facts_named_as_missing_each_can_still_change_the_amount(
    ask: Any, facts: dict[str, Any], data: Any
) -> None:
    """With the other missing facts answered in some way, two answers to this one give two amounts."""
    answer = ask(facts)
    clauses = [clause["id"] for clause in answer.json["clauses"] if clause["status"] == "needs_info"]
    assume(clauses)
    clause = data.draw(st.sampled_from(clauses))
    fact = data.draw(st.sampled_from(sorted(answer.missing(clause))))
    if clause == "rent":
        assert answer.missing(clause) <= {"rent_area", *OTHER_STATEMENTS_OF_THE_RENT}
        return  # a rent that is stated in one way leaves the other ways without effect
    others = [{}, *({other: value} for other in answer.missing(clause) - {fact} for value in answers_to(other)[-2:])]
    told = {
        amounts(ask({**facts, **supposed, fact: value})).get(clause)
        for supposed in others
        for value in answers_to(fact)
    }
    assert len(told) > 1, fact


def answers_to(fact: str) -> list[Any]:
    return AMOUNT_CHOICES[fact] if fact in AMOUNT_CHOICES else TELLING[fact]
