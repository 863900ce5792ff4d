"""The amounts of fully known facts, computed a second time in the plainest way and compared.

The calculator below is written from the table of the policy's clauses and shares nothing with the rules
under test: no intervals, no pack, fractions instead of decimals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

WAN = 10_000
Amount: TypeAlias = "tuple[Fraction, Fraction]"
Known: TypeAlias = Mapping[str, Any]
SIX_FIELDS = (
    "smart_manufacturing", "smart_home", "smart_security", "smart_healthcare", "unmanned_systems", "public_service",
)  # fmt: skip


def capped(value: Fraction, cap_wan: int) -> Fraction:
    return min(value, Fraction(cap_wan * WAN))


def share(value: Fraction, percent: int, cap_wan: int) -> Fraction:
    return capped(value * percent / 100, cap_wan)


def point(value: Fraction | int) -> Amount:
    return Fraction(value), Fraction(value)


def yearly_rent(f: Known) -> Fraction:
    """元 a year for the part within 500㎡."""
    area: Fraction = f["rent_area"]
    price: Fraction = f.get("rent_price_per_day", Fraction(0))
    if f.get("annual_rent") is not None or f.get("monthly_rent") is not None:
        rent: Fraction = f["annual_rent"] if f.get("annual_rent") is not None else f["monthly_rent"] * 12
        return rent if area <= 500 else rent * 500 / area
    return min(area, Fraction(500)) * price * 365


def growth_tier(f: Known) -> int:
    """The award in 万元, 0 where no threshold is newly passed."""
    award = 0
    for threshold, wan in ((2000, 20), (5000, 50), (10000, 100)):
        if f["previous_peak_revenue"] <= threshold * WAN < f["annual_revenue"]:
            award = wan
    return award


def rd_amount(f: Known) -> Amount:
    level = f["rd_institution_level"]
    ceilings = {"national": 500, "municipal": 300}
    if level in ceilings:
        return Fraction(0), Fraction(ceilings[level] * WAN)
    return point(50 * WAN if level == "district" else 0)


def platform_amount(f: Known) -> Amount:
    construction_cap = {"municipal": 500, "district": 200, "none": 0}[f["platform_level"]]
    construction = share(f["platform_construction_cost"], 20, construction_cap)
    return point(construction + share(f["platform_service_amount"], 10, 100))


def industrialization_amount(f: Known) -> Amount:
    low = share(f["rd_spend"], 10, 500) + share(f["equipment_spend"], 10, 1000)
    high = share(f["rd_spend"], 30, 500) + share(f["equipment_spend"], 20, 1000)
    return capped(low, 1000), capped(high, 1000)


AMOUNTS: dict[str, Callable[[Known], Amount]] = {
    "demo_award_match": lambda f: point(capped(f["municipal_demo_award"], 300)),
    "application_demo": lambda f: (share(f["project_investment"], 10, 300), share(f["project_investment"], 30, 300)),
    "rd_institution": rd_amount,
    "key_technology": lambda f: (80 * WAN * f["key_technology_projects"], 100 * WAN * f["key_technology_projects"]),
    "industrialization": industrialization_amount,
    "service_platform": platform_amount,
    "major_project_match": lambda f: point(capped(f["higher_level_award"], 300)),
    "rent": lambda f: point(capped(yearly_rent(f) * Fraction(5, 2), 300)),
    "growth_award": lambda f: point(growth_tier(f) * WAN),
}


def conditions(clause: str, f: Known) -> list[bool | None]:
    """True, false, or None where unknown or waiting for a review."""
    found = [
        f["registered_in_district"],
        negated(f["fully_funded_public_institution"]),
        negated(f["serious_dishonesty"]),
    ]
    if clause not in ("demo_award_match", "application_demo", "rd_institution", "service_platform"):
        found.append(f["ai_enterprise"])
    if clause in ("application_demo", "key_technology", "industrialization", "major_project_match", "rent"):
        found.append(f["review_passed"])
    if clause == "application_demo":
        found.append(None if f["application_field"] is None else f["application_field"] in SIX_FIELDS)
    if clause == "rd_institution" and f["rd_institution_level"] in ("national", "municipal"):
        found.append(f["domestic_funded"])
    if clause == "rent":
        found.append(f["newly_settled"])
    if clause == "growth_award" and growth_tier(f) == 20:
        found.append(f["in_scale_register"])
    return found


def negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def recalculated(clause: str, f: Known) -> tuple[str, Amount]:
    amount = AMOUNTS[clause](f)
    found = conditions(clause, f)
    if False in found or amount[1] == 0:
        return "ineligible", point(0)
    return ("conditional" if None in found else "eligible"), amount


EXCLUSIVE = (("demo_award_match", "major_project_match"), ("application_demo", "industrialization"))


def to_fen(value: Fraction) -> Decimal:
    hundredths = (value * 100 * 2 + 1) // 2  # half up
    return (Decimal(int(hundredths)) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def shown(amount: Amount) -> tuple[Decimal, Decimal]:
    return to_fen(amount[0]), to_fen(amount[1])


TELLING_MONEY = [
    *(
        Decimal(wan * WAN) + cents
        for wan in (1000, 2000, 2500, 3000, 5000, 10000)
        for cents in map(Decimal, ("-0.01", "0", "0.01"))
    ),
    *map(
        Decimal,
        ("0", "0.01", "0.05", "0.1", "3000000", "3000000.01", "2999999.99", "1200000", "16666666.67", "50000000.055"),
    ),
]
money = st.sampled_from(TELLING_MONEY) | st.decimals(0, 2_0000_0000, places=3)
areas = st.sampled_from(
    [Decimal(text) for text in ("1", "499.99", "500", "500.01", "501", "800", "1000")]
) | st.decimals(Decimal("0.01"), 20_000, places=2)
yes_no = st.sampled_from([True, False, None])
mostly = {
    True: st.sampled_from([True, True, True, True, None, False]),
    False: st.sampled_from([False] * 4 + [None, True]),
}

applicants = st.fixed_dictionaries(
    {
        "registered_in_district": mostly[True],
        "fully_funded_public_institution": mostly[False],
        "serious_dishonesty": mostly[False],
        "ai_enterprise": mostly[True],
        "rd_institution_level": st.sampled_from(["national", "municipal", "district", "none"]),
        "domestic_funded": yes_no,
        "key_technology_projects": st.integers(0, 20),
        "platform_level": st.sampled_from(["municipal", "district", "none"]),
        "platform_construction_cost": money,
        "platform_service_amount": money,
        "newly_settled": mostly[True],
        "rent_area": areas,
        "annual_revenue": money,
        "previous_peak_revenue": money,
        "in_scale_register": yes_no,
        "review_passed": mostly[True],
    }
)
rents = st.one_of(
    st.fixed_dictionaries({"annual_rent": money}, optional={"monthly_rent": money, "rent_price_per_day": money}),
    st.fixed_dictionaries({"monthly_rent": money}, optional={"rent_price_per_day": money}),
    st.fixed_dictionaries({"rent_price_per_day": st.decimals(0, 30, places=2)}),
)
projects = st.fixed_dictionaries(
    {
        "municipal_demo_award": money,
        "application_field": st.sampled_from([*SIX_FIELDS, "other", None]),
        "project_investment": money,
        "rd_spend": money,
        "equipment_spend": money,
        "higher_level_award": money,
        "review_passed": mostly[True],
    }
)


def exact(facts: Known) -> dict[str, Any]:
    return {fact: Fraction(value) if isinstance(value, Decimal) else value for fact, value in facts.items()}


def assert_same(answer: Any, clause: str, project: int | None, facts: Known) -> tuple[str, Amount]:
    status, amount = recalculated(clause, exact(facts))
    told = answer.amount(clause, project)
    assert answer.status(clause, project) == status, clause
    assert tuple(Decimal(str(end)) for end in told) == shown(amount), clause
    return status, amount


def winner(entries: dict[str, tuple[str, Amount]], pair: tuple[str, str]) -> str | None:
    """Which of the pair is given up, if both count."""
    first, second = pair
    if any(entries[clause][0] not in ("eligible", "conditional") for clause in pair):
        return None
    (low_1, high_1), (low_2, high_2) = entries[first][1], entries[second][1]
    return first if (high_2, low_2) > (high_1, low_1) else second


def expected_sum(groups: list[dict[str, tuple[str, Amount]]]) -> Amount:
    low = high = Fraction(0)
    for entries in groups:
        given_up = {winner(entries, pair) for pair in EXCLUSIVE if pair[0] in entries}
        for clause, (status, amount) in entries.items():
            if status in ("eligible", "conditional") and clause not in given_up:
                low, high = low + amount[0], high + amount[1]
    return low, high


@settings(max_examples=120, deadline=None)
@given(applicants, rents, projects)
def test_fully_known_facts_bring_what_a_second_calculation_says(
    ask: Any, applicant: dict[str, Any], rent: dict[str, Any], project: dict[str, Any]
) -> None:
    facts = {**applicant, **rent, **project}
    answer = ask(facts)
    entries = {clause: assert_same(answer, clause, None, facts) for clause in AMOUNTS}
    expected = shown(expected_sum([entries]))
    assert tuple(Decimal(str(end)) for end in answer.total) == expected
    assert tuple(Decimal(str(end)) for end in answer.potential) == expected
    assert {clause for clause, _, _ in answer.given_up} == {
        given_up for pair in EXCLUSIVE if (given_up := winner(entries, pair))
    }


OF_PROJECTS = ("demo_award_match", "application_demo", "industrialization", "major_project_match")


@settings(max_examples=40, deadline=None)
@given(applicants, rents, st.lists(projects, min_size=1, max_size=3))
def test_several_projects_bring_what_a_second_calculation_says(
    ask: Any, applicant: dict[str, Any], rent: dict[str, Any], listed: list[dict[str, Any]]
) -> None:
    own = {**applicant, **rent}
    answer = ask({**own, "projects": listed})
    groups = [{clause: assert_same(answer, clause, None, own) for clause in AMOUNTS if clause not in OF_PROJECTS}]
    for index, project in enumerate(listed):
        groups.append({clause: assert_same(answer, clause, index, {**own, **project}) for clause in OF_PROJECTS})
    assert tuple(Decimal(str(end)) for end in answer.total) == shown(expected_sum(groups))
