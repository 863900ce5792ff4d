"""How long estimates take here: ``python -m policy_rules.bench`` prints a table, with ratios side by side.

Times are of this machine at this moment; only the ratios compare from one run to the next.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Mapping
from datetime import date
from statistics import median
from typing import Any

from policy_rules.assessed import LATELY
from policy_rules.batch import estimate_rows
from policy_rules.boundaries import boundary_sheet
from policy_rules.checking import check_pack
from policy_rules.estimate import estimate
from policy_rules.facts import FactDefinition, FactKind
from policy_rules.pack import Pack, installed_packs, load_pack
from policy_rules.result import Estimate

__all__ = ["main", "random_facts"]

_NICE = (0, 10_000, 500_000, 2_000_000, 5_000_000, 20_000_000, 50_000_000, 100_000_000, 1_234_567)


def random_facts(pack: Pack, chooser: random.Random, share_known: float) -> dict[str, Any]:
    """A facts object in which about ``share_known`` of the pack's facts are known."""
    known = (fact for fact in pack.facts.values() if chooser.random() < share_known)
    return {fact.id: _random_value(fact, chooser) for fact in known}


def _random_value(fact: FactDefinition, chooser: random.Random) -> Any:
    if fact.kind is FactKind.BOOLEAN:
        return chooser.random() < 0.7
    if fact.kind is FactKind.CHOICE:
        return chooser.choice(tuple(fact.choices))
    if fact.kind is FactKind.DATE:
        return f"{chooser.randint(2017, 2026)}-{chooser.randint(1, 12):02}-{chooser.randint(1, 28):02}"
    if fact.kind is FactKind.MONEY:
        return chooser.choice((*_NICE, chooser.randint(1, 200_000_000)))
    return chooser.randint(0, 40)


def _rows(pack: Pack, number: int, share_known: float) -> list[dict[str, Any]]:
    chooser = random.Random(20261123)  # noqa: S311 - sampling, not secrets
    return [random_facts(pack, chooser, share_known) for _ in range(number)]


def _milliseconds(run: Callable[[], object], repeats: int) -> float:
    """The median of several runs."""
    found = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        found.append((time.perf_counter() - start) * 1000)
    return median(found)


def _measure(pack: Pack, number: int) -> Mapping[str, float]:
    day = pack.policy.in_force.from_
    little, much = _rows(pack, 200, 0.2), _rows(pack, 200, 0.9)
    many = _rows(pack, number, 0.6)
    return {
        "一次测算，已知两成情况": _each(pack, little, day),
        "一次测算，已知九成情况": _each(pack, much, day),
        "一次测算，含其他读法": _each(pack, much, day, readings=True),
        "同一家企业再说一个情况": _milliseconds(lambda: [estimate(pack, f, day) for f in _told(pack)], 3)
        / len(_told(pack)),
        f"成批测算 {number:,} 行，每行": _milliseconds(lambda: list(estimate_rows(pack, many, day)), 1) / number,
        "政策包检查": _milliseconds(lambda: check_pack(pack.folder), 1),
        "边界算例表": _milliseconds(lambda: boundary_sheet(pack), 1),
    }


def _each(pack: Pack, rows: list[dict[str, Any]], day: date, *, readings: bool = False) -> float:
    """Of an applicant of whom nothing was assessed before."""

    def afresh(facts: dict[str, Any]) -> Estimate:
        LATELY.forget()
        return estimate(pack, facts, day, readings=readings)

    return _milliseconds(lambda: [afresh(facts) for facts in rows], 3) / len(rows)


def _told(pack: Pack) -> list[dict[str, Any]]:
    """What is known of twenty applicants after each fact that they tell."""
    LATELY.forget()
    known = (list(facts.items()) for facts in _rows(pack, 20, 0.6))
    return [dict(facts[: number + 1]) for facts in known for number in range(len(facts))]


def main(arguments: list[str] | None = None) -> int:
    """Print milliseconds for every installed pack, and each as a multiple of one small estimate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="rows of the batch")
    number = parser.parse_args(arguments).rows
    measured = {id: _measure(load_pack(id), number) for id in installed_packs()}
    names = list(next(iter(measured.values())))
    print(f"{'':<30}" + "".join(f"{id + ' ms':>28}{'倍':>8}" for id in measured))
    for name in names:
        cells = ((times[name], times[name] / times[names[0]]) for times in measured.values())
        print(f"{name:<30}" + "".join(f"{ms:>28.2f}{ratio:>8.1f}" for ms, ratio in cells))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
