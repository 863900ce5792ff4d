"""What is no fault and still worth a look before a pack is relied on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from policy_rules.amounts import Amount, ByBand
from policy_rules.boundaries import can_be_exceeded
from policy_rules.cases import read_cases
from policy_rules.errors import PackError
from policy_rules.facts.plausible import doubtful_numbers
from policy_rules.pack import Pack, load_pack_from

__all__ = ["advice_on"]


def advice_on(folder: Path) -> tuple[str, ...]:
    """Nothing for a pack that can't be loaded: its faults come first."""
    try:
        pack = load_pack_from(folder)
        return (*_on_caps(pack), *_on_bands(pack), *_on_cases(pack))
    except PackError:
        return ()


def _on_caps(pack: Pack) -> Iterator[str]:
    for cap in pack.policy.caps:
        if not can_be_exceeded(pack, cap):
            yield f"policy.yaml: caps: {cap.title}: 各条加起来也到不了这一上限，它不会起作用，不需要算例"


def _on_bands(pack: Pack) -> Iterator[str]:
    for clause in pack.clauses:
        for piece in _all_pieces(clause.amount) if clause.amount else ():
            if isinstance(piece, ByBand):
                yield from (f"clauses.yaml: {clause.id}: {gap}" for gap in _gaps(piece))


def _all_pieces(amount: Amount) -> Iterator[Amount]:
    yield amount
    for part in amount.parts:
        yield from _all_pieces(part)


def _gaps(amount: ByBand) -> Iterator[str]:
    for former, latter in pairwise(sorted((band.is_ for band in amount.bands), key=lambda span: span.low)):
        touching = former.high == latter.low and (former.high_included or latter.low_included)
        if former.high < latter.low or (former.high == latter.low and not touching):
            yield f"“{former.words}”与“{latter.words}”之间有空档，落在里面的得不到支持；原文若是相连的，请核对界限"


def _on_cases(pack: Pack) -> Iterator[str]:
    cases = read_cases(pack.folder)
    outside = [case for case in cases if case.as_of and not pack.policy.in_force.includes(case.as_of)]
    if len(outside) * 2 > len(cases):
        yield "cases.yaml: as_of: 多数算例的申报日期不在政策有效期内；请改成有效期内的一天"
    for case in cases:
        yield from (f"cases.yaml: {case.name}: {doubt}" for doubt in doubtful_numbers(pack.facts, case.facts))
