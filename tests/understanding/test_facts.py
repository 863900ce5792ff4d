"""What messages say about the facts of the Minhang pack: the corpus says what that is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.understanding.facts import read_facts_from
from bot.understanding.reading import Addition, Certainty
from bot.understanding.understanding import amount_in
from bot.understanding.vocabulary import Vocabulary
from policy_rules.yaml_reader import read_yaml_file

CORPUS = Path(__file__).parent / "corpus" / "facts"


def exact(value: Any) -> Any:
    """Values of the corpus as JSON numbers."""
    if isinstance(value, list):
        return [exact(item) for item in value]
    if value is None or isinstance(value, (bool, str)):
        return value
    return int(value) if value == int(value) else float(value)


def utterances() -> Iterator[Any]:
    for file in sorted(CORPUS.glob("*.yaml")):
        if file.name == "nothing.yaml":
            continue
        for group in read_yaml_file(file):
            means = {fact: exact(value) for fact, value in group.get("means", {}).items()}
            for said in group["said"]:
                asked = group.get("asked")
                name = f"{asked}? {said}" if asked else said
                yield pytest.param(said, asked, means, group.get("denied", []), id=name)


@pytest.mark.parametrize(("said", "asked", "means", "denied"), utterances())
def test_a_message_states_exactly_these_facts(
    said: str, asked: str | None, means: dict[str, Any], denied: list[str], minhang: Vocabulary
) -> None:
    reading = read_facts_from(said, minhang, asked)
    assert reading.facts == means
    assert list(reading.denied) == denied


@pytest.mark.parametrize("said", read_yaml_file(CORPUS / "nothing.yaml"))
def test_questions_and_other_talk_state_no_fact(said: str, minhang: Vocabulary) -> None:
    assert read_facts_from(said, minhang).facts == {}


def test_every_mention_says_where_it_stands_and_how_sure_it_is(minhang: Vocabulary) -> None:
    text = "我们６００来平，研发投了800万，入统了"
    mentions = read_facts_from(text, minhang).mentions
    assert [(m.fact, text[m.start : m.end], m.certainty) for m in mentions] == [
        ("rent_area", "６００来平", Certainty.APPROXIMATE),
        ("rd_spend", "800万", Certainty.STATED),
        ("in_scale_register", "入统了", Certainty.STATED),
    ]


def test_an_area_nobody_called_rented_is_only_inferred(minhang: Vocabulary) -> None:
    (mention,) = read_facts_from("我们800平", minhang).mentions
    assert (mention.fact, mention.certainty) == ("rent_area", Certainty.INFERRED)


def test_what_is_supposed_is_marked_as_such(minhang: Vocabulary) -> None:
    reading = read_facts_from("如果投资加到2000万呢", minhang)
    assert reading.hypothetical
    assert [m.certainty for m in reading.mentions] == [Certainty.HYPOTHETICAL]
    assert not read_facts_from("研发投入的话是800万", minhang).hypothetical


def test_an_addition_is_no_value_and_left_to_ask_back(minhang: Vocabulary) -> None:
    reading = read_facts_from("又加了200万", minhang)
    assert reading.facts == {}
    assert reading.additions == (Addition(None, 2000000, "200万"),)
    assert read_facts_from("研发又追加了200万", minhang).additions == (Addition("rd_spend", 2000000, "200万"),)


@pytest.mark.parametrize(
    "said", ["研发投了八百万不对九百五十万", "研发投入不是800万，是950万", "研发投入说错了，应该是950万"]
)
def test_a_correction_leaves_the_last_value_and_says_that_it_corrects(said: str, minhang: Vocabulary) -> None:
    reading = read_facts_from(said, minhang)
    assert reading.facts == {"rd_spend": 9500000}
    assert reading.corrected


def test_a_fact_can_be_taken_back_without_a_new_value(minhang: Vocabulary) -> None:
    reading = read_facts_from("研发投入那个说错了", minhang)
    assert (reading.facts, reading.retracted) == ({}, ("rd_spend",))


def test_a_corrected_amount_without_a_word_is_left_to_the_dialogue(minhang: Vocabulary) -> None:
    reading = read_facts_from("说错了，是850万", minhang)
    assert (reading.facts, reading.corrected, [q.low for q in reading.unassigned]) == ({}, True, [8500000])


def test_the_amount_that_was_wrong_is_told_from_the_right_one(minhang: Vocabulary) -> None:
    reading = read_facts_from("不是400万是500万", minhang)
    assert [q.low for q in reading.taken_back] == [4000000]
    assert [q.low for q in reading.unassigned] == [5000000]


def test_projects_are_told_apart(minhang: Vocabulary) -> None:
    reading = read_facts_from("两个项目，第一个项目研发800万，第二个项目研发500万设备300万", minhang)
    assert reading.facts == {}
    assert reading.projects == ({"rd_spend": 8000000}, {"rd_spend": 5000000, "equipment_spend": 3000000})


@pytest.mark.parametrize("said", ["200万", "一共300万", "房租60万", "我们拿了100万美元"])
def test_amounts_that_no_fact_can_be_given_are_kept_to_ask_back(said: str, minhang: Vocabulary) -> None:
    reading = read_facts_from(said, minhang)
    assert reading.facts == {}
    assert len(reading.unassigned) == 1


@pytest.mark.parametrize(
    "said", ["注册资本5000万", "银行贷款300万", "净利润800万", "自筹1000万", "占地面积5000平", "员工50人"]
)
def test_amounts_that_are_known_to_be_no_fact_are_not_asked_about(said: str, minhang: Vocabulary) -> None:
    reading = read_facts_from(said, minhang)
    assert (reading.facts, reading.unassigned) == ({}, ())


def test_values_are_json_numbers(minhang: Vocabulary) -> None:
    facts = read_facts_from("租了800平，每平每天4块5，研发三千多万", minhang).facts
    assert [type(value) for value in facts.values()] == [int, float, list]


def test_an_amount_without_a_fact_comes_with_its_value_and_unit(minhang: Vocabulary) -> None:
    said = "不是400万是五六百万"
    reading = read_facts_from(said, minhang)
    assert [amount_in(said, q) for q in reading.taken_back] == [
        {"text": "400万", "value": 4000000, "dimension": "money"}
    ]
    assert [amount_in(said, q) for q in reading.unassigned] == [
        {"text": "五六百万", "value": [5000000, 6000000], "dimension": "money"}
    ]


def test_a_number_to_reckon_with_is_nobodys_answer(minhang: Vocabulary) -> None:
    assert read_facts_from("你能先按一个亿给我算吗", minhang, "project_investment").facts == {}


def test_the_amount_that_an_answer_corrects_is_taken_back(minhang: Vocabulary) -> None:
    reading = read_facts_from("5000不对 5200", minhang, "annual_revenue")
    assert reading.facts == {"annual_revenue": 52000000}
    assert [q.low for q in reading.taken_back] == [5000]
