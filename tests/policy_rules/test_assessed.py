"""An estimate is the same whatever was estimated before it."""

from __future__ import annotations

import random

import pytest

from policy_rules import Estimate, Pack, estimate, installed_packs, load_pack
from policy_rules.assessed import LATELY, Assessed
from policy_rules.bench import random_facts
from policy_rules.facts import read_facts
from policy_rules.outcome import outcome_of


def told_one_by_one(pack: Pack, chooser: random.Random) -> list[dict[str, object]]:
    """What is known of one applicant after each fact told."""
    facts = list(random_facts(pack, chooser, 0.7).items())
    return [dict(facts[:number]) for number in range(len(facts) + 1)]


@pytest.mark.parametrize("policy", installed_packs())
def test_what_was_assessed_before_changes_nothing(policy: str) -> None:
    pack, chooser = load_pack(policy), random.Random(8)
    day = pack.policy.in_force.from_
    rows = [facts for _ in range(4) for facts in told_one_by_one(pack, chooser)]

    def estimates(*, afresh: bool) -> list[Estimate]:
        found = []
        for facts in rows:
            if afresh:
                LATELY.forget()
            found.append(estimate(pack, facts, day, readings=True))
        return found

    apart = estimates(afresh=True)
    LATELY.forget()
    assert estimates(afresh=False) == apart
    chooser.shuffle(order := list(range(len(rows))))
    assert [estimate(pack, rows[i], day, readings=True) for i in order] == [apart[i] for i in order]


def test_only_so_many_are_kept_and_the_latest_of_them() -> None:
    pack, few = load_pack("minhang-ai-2018"), Assessed(12)
    day = pack.policy.in_force.from_

    def assessed(rent: int) -> object:
        outcome = outcome_of(pack, read_facts(pack.facts, {"annual_rent": rent}), day, few)
        return next(entry for entry in outcome.assessments if entry.clause_id == "rent")

    first = assessed(1)
    assert assessed(1) is first
    for rent in range(2, 20):
        assessed(rent)
        assert len(few._found) <= 12
    assert assessed(1) is not first
