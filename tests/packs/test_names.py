"""What a policy's district, field and number are called, and patterns that hold these names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policy_rules import load_pack
from policy_rules.naming import NamingPattern, names_of, typical_applicant
from policy_rules.policy import Policy
from policy_rules.text_files import names_in_the_text

SOME = {
    "title": "若干措施",
    "document_number": "测府规〔2026〕7号",
    "issuer": "某区",
    "in_force": {"from": "2026-01-01", "quote": "自2026年1月1日起施行"},
}


def policy(**said: Any) -> Policy:
    return Policy.model_validate({**SOME, "district": "青河区", **said})


@pytest.mark.parametrize(
    ("district", "short"),
    [
        ("青河区", "青河"),
        ("青河新区", "青河"),
        ("青河县", "青河"),
        ("青河市", "青河"),
        ("青河", "青河"),
        ("城区", "城区"),
    ],
)
def test_the_short_name_of_a_district_need_not_be_said(district: str, short: str) -> None:
    assert policy(district=district).district_names[0] == district
    assert policy(district=district).district_names[-1] == short


def test_further_names_are_the_districts_too() -> None:
    assert policy(district_also=["青河经开区"]).district_names == ("青河经开区", "青河区", "青河经开", "青河")
    assert policy(city="大江市").city_names == ("大江市", "大江")
    assert policy().city_names == ()


@pytest.mark.parametrize(
    ("number", "names"),
    [("测府规〔2026〕7号", ("测府规", "7号文")), ("测府规[2026]7号", ("测府规", "7号文")), ("无", ("无",))],
)
def test_a_document_number_is_said_in_short(number: str, names: tuple[str, ...]) -> None:
    assert policy(document_number=number).number_names == names


def test_examples_speak_of_the_districts_firms() -> None:
    assert typical_applicant(policy(field={"name": "新材料"})) == "青河的新材料企业"
    assert typical_applicant(policy()) == "青河的企业"


@pytest.mark.parametrize("id", ["minhang-ai-2018", "yunze-example-2026"])
def test_a_pattern_knows_the_names_of_every_installed_policy(id: str) -> None:
    said = load_pack(id).policy
    given_to = NamingPattern("给(?:<district>)的<field>?企业")
    for district in said.district_names:
        assert given_to.fullmatch(f"给{district}的企业")
        for field in said.field.names if said.field else ():
            assert given_to.fullmatch(f"给{district}的{field}企业")
    assert not given_to.search("给青河的企业")


def test_latin_names_are_written_either_way_and_are_no_part_of_a_word() -> None:
    field = NamingPattern("<field>")
    assert field.sub("_", "做AI的，做ai的") == "做_的，做_的"
    assert field.search("email") is None
    assert field.search("做AI的", 2) is None


def test_the_longest_name_is_found_first() -> None:
    lengths = [len(name) for kind in ("district", "city", "field", "firm") for name in names_of(kind)]
    assert lengths
    assert all(list(names) == sorted(names, key=len, reverse=True) for names in map(names_of, ("district", "firm")))


def test_the_sentences_of_a_pack_bring_names(tmp_path: Path) -> None:
    (tmp_path / "passages.yaml").write_text(
        "- {quote: 建设青河科创湾, asked_as: 建什么, names: [科创湾]}\n- {quote: 设立, asked_as: 设什么}\n",
        encoding="utf-8",
    )
    assert names_in_the_text(tmp_path) == ("科创湾",)
    assert names_in_the_text(load_pack("yunze-example-2026").folder) == ()
