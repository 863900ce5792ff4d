"""The best combination: exact where greedy choice is not, with the sentence it rests on."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

import pytest

from actions.words.amounts import given_up as given_up_in_words
from policy_rules import estimate, load_pack
from policy_rules.combination import best_combination, conflicts_between
from policy_rules.combination.ceilings import Ceiling, crossing, sum_under
from policy_rules.interval import INFINITY, Interval, exactly
from policy_rules.policy import Cap, Combination, ExclusiveGroup, Per
from policy_rules.report import as_text, report_on
from policy_rules.wording.combination import limit_of


@dataclass(frozen=True)
class Support:
    clause_id: str
    amount: Interval
    project: str | int | None = None


def supports(**amounts: int) -> dict[int, Support]:
    return {index: Support(id, exactly(amount)) for index, (id, amount) in enumerate(amounts.items())}


def group(*clauses: str, mode: Combination = Combination.HIGHER, per: Per = Per.PROJECT) -> ExclusiveGroup:
    return ExclusiveGroup(title="组", clauses=clauses, mode=mode, per=per, quote="原文")


def given_up(entries: Mapping[int, Support], *groups: ExclusiveGroup, caps: tuple[Ceiling, ...] = ()) -> set[str]:
    found = best_combination(entries, conflicts_between(groups, entries), caps).given_up
    return {entries[entry.entry].clause_id for entry in found}


def test_of_two_the_higher_stays() -> None:
    assert given_up(supports(a=200, b=300), group("a", "b")) == {"a"}


def test_of_equals_the_earlier_in_the_document_stays() -> None:
    assert given_up(supports(a=200, b=200), group("a", "b")) == {"b"}


def test_two_smaller_ones_beat_one_greater_that_excludes_both() -> None:
    assert given_up(supports(a=3, b=5, c=3), group("a", "b"), group("b", "c")) == {"b"}


def test_a_group_that_may_add_up_is_exempt_from_another() -> None:
    entries = supports(a=1, b=2, c=3)
    assert given_up(entries, group("a", "b", "c")) == {"a", "b"}
    assert given_up(entries, group("a", "b", "c"), group("a", "c", mode=Combination.ADD_UP)) == {"b"}


def test_per_project_only_entries_of_one_project_exclude_each_other() -> None:
    entries = {0: Support("a", exactly(1), "甲"), 1: Support("b", exactly(2), "乙")}
    assert given_up(entries, group("a", "b")) == set()
    assert given_up(entries, group("a", "b", per=Per.APPLICANT)) == {"a"}


def test_one_clause_a_year_leaves_the_best_of_several_projects() -> None:
    entries = {index: Support("a", exactly(amount), index) for index, amount in enumerate((5, 9, 7))}
    found = best_combination(entries, conflicts_between((group("a", per=Per.YEAR),), entries)).given_up
    assert {entry.entry for entry in found} == {0, 2}
    assert {entry.in_favour_of for entry in found} == {1}


def test_an_amount_without_bound_is_worth_more_than_any_number() -> None:
    entries = {0: Support("a", Interval(Decimal(5), Decimal("Infinity"))), 1: Support("b", exactly(900))}
    assert given_up(entries, group("a", "b")) == {"b"}


def test_where_a_cap_is_reached_anyway_the_clause_outside_it_is_kept() -> None:
    # a and b share a cap of 100, so that a adds nothing; c excludes a and is smaller, but counts in full.
    entries = supports(a=90, b=100, c=80)
    cap = Cap(title="合计", at_most="100元", clauses=("a", "b"), quote="原文")  # type: ignore[arg-type]
    ceiling = Ceiling(cap, frozenset({0, 1}), exactly(100))
    assert given_up(entries, group("a", "c")) == {"c"}
    assert given_up(entries, group("a", "c"), caps=(ceiling,)) == {"a"}


def test_caps_inside_caps_are_taken_from_the_inside_out() -> None:
    inner = Ceiling(_cap("a", "b"), frozenset({0, 1}), exactly(100))
    outer = Ceiling(_cap("a", "b", "c"), frozenset({0, 1, 2}), exactly(150))
    amounts = {0: exactly(80), 1: exactly(80), 2: exactly(40)}
    assert sum_under((outer, inner), amounts) == exactly(140)
    assert sum_under((outer, inner), {**amounts, 2: exactly(90)}) == exactly(150)


def _cap(*clauses: str) -> Cap:
    return Cap(title="合计", at_most="100元", clauses=clauses, quote="原文")  # type: ignore[arg-type]


def test_caps_that_cross_have_no_single_meaning_and_are_refused() -> None:
    assert list(crossing((_cap("a", "b"), _cap("b", "c"))))
    assert not list(crossing((_cap("a", "b"), _cap("a", "b", "c"), _cap("d"))))


@pytest.mark.parametrize("seed", range(60))
def test_it_is_the_best_of_all_combinations(seed: int) -> None:
    chooser = random.Random(seed)
    names = "abcdefgh"[: chooser.randint(2, 8)]
    entries = supports(**{name: chooser.randint(1, 9) for name in names})
    groups = [
        group(*chooser.sample(names, chooser.randint(2, min(4, len(names))))) for _ in range(chooser.randint(1, 5))
    ]
    ceilings = (Ceiling(_cap(*names[:3]), frozenset(range(min(3, len(names)))), exactly(chooser.randint(3, 15))),)
    conflicts = conflicts_between(groups, entries)
    pairs = {frozenset((conflict.one, conflict.other)) for conflict in conflicts}

    def worth(kept: tuple[int, ...]) -> Decimal:
        return sum_under(ceilings, {index: entries[index].amount for index in kept}).high

    allowed = (
        kept
        for size in range(len(entries) + 1)
        for kept in combinations(entries, size)
        if not any(frozenset(pair) in pairs for pair in combinations(kept, 2))
    )
    gone = {found.entry for found in best_combination(entries, conflicts, ceilings).given_up}
    assert worth(tuple(index for index in entries if index not in gone)) == max(map(worth, allowed))


def test_many_projects_and_long_chains_are_combined_exactly_too() -> None:
    entries = {index: Support("ab"[index % 2], exactly(index), index // 2) for index in range(200)}
    groups = (group("a", "b"), group("a", per=Per.YEAR), group("b", per=Per.YEAR))
    found = best_combination(entries, conflicts_between(groups, entries))
    assert (len(found.given_up), found.is_certain) == (198, True)

    names = [f"c{index}" for index in range(120)]
    chain = {index: Support(name, exactly(10)) for index, name in enumerate(names)}
    pairs = [group(one, other) for one, other in pairwise(names)]
    assert len(best_combination(chain, conflicts_between(pairs, chain)).given_up) == 60


YUNZE: Mapping[str, Any] = {
    "registered_in_yunze": True,
    "serious_dishonesty": False,
    "new_doctors": 30,
    "new_masters": 0,
    "invention_patents": 100,
}


def test_what_a_cap_over_several_clauses_takes_away_is_said_with_its_sentence() -> None:
    found = estimate(load_pack("yunze-example-2026"), YUNZE)
    assert [limit.quote for limit in found.limited] == ["每家企业每年按第七条至第十一条获得的资助合计不超过250万元。"]
    assert found.total.max == 2_500_000 < sum(c.amount.max or 0 for c in found.clauses if c.amount and c.missing == ())
    assert any("250万元" in note for note in found.notes)


def test_without_such_a_cap_the_json_has_no_word_of_it() -> None:
    assert "limited" not in estimate(load_pack("minhang-ai-2018"), {}).model_dump(mode="json")


def test_what_is_given_up_names_its_rival_and_the_sentence() -> None:
    facts = {
        "registered_in_yunze": True,
        "serious_dishonesty": False,
        "equipment_spend": "1875万元",
        "specialised_enterprise": False,
        "green_factory": False,
        "higher_level": "provincial",
        "higher_level_award": "300万元",
        "project_accepted": True,
    }
    (excluded,) = estimate(load_pack("yunze-example-2026"), facts).excluded
    assert (excluded.clause, excluded.in_favour_of) == ("technical_upgrade", "higher_level_match")
    assert excluded.quote == "同一项目同时符合第四条、第十二条的,按照就高不重复的原则执行"


TWO_PROJECTS = {
    "registered_in_yunze": True,
    "serious_dishonesty": False,
    "projects": [
        {"name": "甲", "higher_level": "national", "higher_level_award": "400万元", "project_accepted": True},
        {"name": "乙", "higher_level": "provincial", "higher_level_award": "100万元", "project_accepted": True},
    ],
}


def test_what_gives_way_names_both_projects_and_the_rule_of_its_group() -> None:
    pack = load_pack("yunze-example-2026")
    found = estimate(pack, TWO_PROJECTS)
    (excluded,) = (gone for gone in found.excluded if gone.clause == "higher_level_match")
    assert (excluded.project, excluded.in_favour_of_project, excluded.rule) == ("乙", "甲", "每年一项")
    assert excluded.model_dump(mode="json")["in_favour_of_project"] == "甲"
    told = as_text(report_on(pack, TWO_PROJECTS))
    title = pack.clause("higher_level_match").title
    assert f"已计{title}（甲），{title}（乙）不计入合计" in told
    assert "就高不重复" not in told.split("原文")[0]
    assert given_up_in_words(excluded, found, TWO_PROJECTS).startswith(
        f"每年一项：已计{title}（甲），不再计{title}（乙）"
    )


def test_within_one_project_the_json_says_no_more_than_the_contract() -> None:
    facts = {"municipal_demo_award": "100万元", "higher_level_award": "200万元"}
    (excluded,) = estimate(load_pack("minhang-ai-2018"), facts).model_dump(mode="json")["excluded"]
    assert set(excluded) == {"clause", "project", "in_favour_of", "quote"}


@pytest.mark.parametrize(
    ("without", "at_most", "claims"),
    [
        ((500, 900), (400, 400), "合计按上限计算"),
        ((280, 810), (500, 500), "超出的部分不计"),
        ((280, 810), (0, 2000), "尚不清楚"),
        ((280, 810), (500, None), "是否适用尚不清楚"),
    ],
)
def test_a_ceiling_is_said_to_bind_only_where_it_does(
    without: tuple[int, int], at_most: tuple[int, int | None], claims: str
) -> None:
    bounds = (Interval(Decimal(low), INFINITY if high is None else Decimal(high)) for low, high in (without, at_most))
    told = limit_of(*bounds)
    assert claims in told
    assert ("合计按上限计算" in told) == (claims == "合计按上限计算")


CAPPED_FOR_SOME = """
caps:
  - title: 建设期合计
    at_most: 60万元
    when: {is_true: in_construction}
    clauses: [first, second]
    quote: 在建设期内合计最高60万元
"""
TWO_CLAUSES = """
- {id: first, number: 一, title: 甲, quote: 奖励50万元, amount: 50万元}
- {id: second, number: 二, title: 乙, quote: 奖励30万元, amount: 30万元}
"""


@pytest.mark.parametrize(
    ("known", "total", "note"),
    [
        ({"in_construction": True}, (60, 60), "合计最高60万元，各条相加为80万元，合计按上限计算。"),
        ({"in_construction": False}, (80, 80), None),
        ({}, (60, 80), "可能有合计上限60万元，是否适用尚不清楚；各条相加为80万元。"),
    ],
)
def test_a_ceiling_may_hold_for_some_only(
    pack_of: Any, known: dict[str, Any], total: tuple[int, int], note: str | None
) -> None:
    quotes = "在建设期内合计最高60万元\n奖励50万元\n奖励30万元"
    pack = pack_of(TWO_CLAUSES, facts={"in_construction": "boolean"}, quotes=quotes, policy=CAPPED_FOR_SOME)
    found = estimate(pack, known)
    assert (found.total.min, found.total.max) == tuple(end * 10_000 for end in total)
    assert [n for n in found.notes if "建设期合计" in n] == ([f"建设期合计：{note}"] if note else [])
    asked = found.next_question
    assert (asked is not None and asked.fact == "in_construction") is (not known)
