"""Every installed pack: its worked cases, one test each, and its integrity. A new pack needs no line here."""

from __future__ import annotations

import pytest

from policy_rules import installed_packs, load_pack
from policy_rules.boundaries import boundary_sheet
from policy_rules.cases import Case, faults_of_case, read_cases
from policy_rules.checking import check_pack

CASES = [
    pytest.param(id, case, id=f"{id}: {case.name}")
    for id in installed_packs()
    for case in read_cases(load_pack(id).folder)
]


@pytest.mark.parametrize(("pack", "case"), CASES)
def test_the_worked_case_comes_out_as_the_office_says(pack: str, case: Case) -> None:
    assert not list(faults_of_case(load_pack(pack), case))


@pytest.mark.parametrize("pack", installed_packs())
def test_nothing_is_wrong_with_the_pack(pack: str) -> None:
    assert check_pack(load_pack(pack).folder) == ()


@pytest.mark.parametrize("pack", installed_packs())
def test_every_clause_with_money_has_its_boundary_cases(pack: str) -> None:
    sheet = boundary_sheet(load_pack(pack))
    assert not sheet.without
    assert {row.side for row in sheet.cases} == {"刚低于", "恰好等于", "刚高于"}
    assert all(row.quote in load_pack(pack).source for row in sheet.cases)
