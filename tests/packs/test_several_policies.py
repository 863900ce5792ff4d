"""More than one policy: which is in force, which is meant, one applicant under all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policy_rules import FactError, estimate_all, load_pack, policies_in_force, resolve_policy

TODAY = date(2026, 11, 23)
MINHANG, YUNZE = load_pack("minhang-ai-2018"), load_pack("yunze-example-2026")


def test_on_a_day_only_the_policies_in_force_count() -> None:
    assert policies_in_force(date(2020, 6, 30)) == (MINHANG,)
    assert policies_in_force(TODAY) == (YUNZE,)
    assert policies_in_force(date(2023, 1, 1)) == ()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("yunze-example-2026", "yunze-example-2026"),
        ("云泽区有什么补贴", "yunze-example-2026"),
        ("我们在闵行，做AI的", "minhang-ai-2018"),
        ("闵府规发〔2018〕4号怎么规定的", "minhang-ai-2018"),
        ("4号文", "minhang-ai-2018"),
        ("能拿多少钱", None),
        ("闵行和云泽哪个好", None),
    ],
)
def test_a_policy_is_meant_by_its_names(said: str, meant: str | None) -> None:
    found = resolve_policy(said, TODAY)
    assert (found and found.id) == meant


def test_where_nothing_is_named_the_default_is_meant() -> None:
    found = resolve_policy("能拿多少钱", TODAY, otherwise="minhang-ai-2018")
    assert found is MINHANG


def test_of_two_policies_of_one_district_the_one_in_force_is_meant() -> None:
    later = replace(
        YUNZE,
        id="yunze-later",
        policy=YUNZE.policy.model_copy(
            update={"in_force": YUNZE.policy.in_force.model_copy(update={"from_": date(2029, 1, 1), "until": None})}
        ),
    )
    assert resolve_policy("云泽区", TODAY, among=(YUNZE, later)) is YUNZE
    assert resolve_policy("云泽区", date(2029, 6, 1), among=(YUNZE, later)) is later


def test_one_facts_object_serves_all_policies_and_shared_facts_are_given_once() -> None:
    facts = {"annual_revenue": "1.2亿", "revenue_last_year": "1亿", "previous_peak_revenue": "9000万"}
    both = estimate_all(facts, TODAY, packs=(MINHANG, YUNZE))
    growth = {e.policy.id: {c.id: c.amount for c in e.clauses} for e in both.estimates}
    assert growth["minhang-ai-2018"]["growth_award"].max == 1_000_000  # type: ignore[union-attr]
    assert growth["yunze-example-2026"]["growth"].max == 200_000  # type: ignore[union-attr]
    assert any("不会同时适用" in note for note in both.notes)


def test_two_policies_of_one_district_are_not_simply_added_up() -> None:
    other = replace(YUNZE, id="yunze-other")
    notes = estimate_all({"electricity_saved": "100万元"}, TODAY, packs=(YUNZE, other)).notes
    assert any("不能简单相加" in note for note in notes)
    assert any("就高不重复" in note for note in notes)


@pytest.mark.parametrize("facts", [{"no_such_fact": 1}, {"projects": [{"no_such_fact": 1}]}])
def test_a_fact_that_no_policy_knows_is_an_error(facts: dict[str, object]) -> None:
    with pytest.raises(FactError, match="no_such_fact"):
        estimate_all(facts, TODAY, packs=(MINHANG, YUNZE))
