"""What the grammar makes of a number is what people mean by it: the corpus says what that is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.understanding.quantities import Dimension, find_quantities
from policy_rules.yaml_reader import read_yaml_file

CORPUS = Path(__file__).parent / "corpus"
DIMENSIONS = {dimension.value for dimension in Dimension}


def single_utterances() -> Iterator[Any]:
    for file in ("money.yaml", "other_quantities.yaml"):
        for group in read_yaml_file(CORPUS / file):
            (dimension,) = DIMENSIONS & group.keys()
            for said in group["said"]:
                yield pytest.param(
                    said, dimension, group[dimension], group, id=f"{said} = {group[dimension]} {dimension}"
                )


def bounds(value: Any) -> tuple[Decimal, Decimal | None]:
    low, high = value if isinstance(value, list) else (value, value)
    return Decimal(low), None if high is None else Decimal(high)


@pytest.mark.parametrize(("said", "dimension", "value", "group"), single_utterances())
def test_a_quantity_means_what_the_corpus_says(said: str, dimension: str, value: Any, group: dict[str, Any]) -> None:
    found = find_quantities(said)
    assert [(q.dimension.value, q.low, q.high) for q in found] == [(dimension, *bounds(value))]
    assert (found[0].period.value if found[0].period else None) == group.get("per")
    if group.get("about") != "any":
        assert found[0].approximate is group.get("about", False)


@pytest.mark.parametrize("case", read_yaml_file(CORPUS / "several_quantities.yaml"), ids=lambda case: str(case["said"]))
def test_several_quantities_in_one_utterance_are_told_apart(case: dict[str, Any]) -> None:
    expected = [(dimension, *bounds(value)) for means in case["means"] for dimension, value in means.items()]
    assert [(q.dimension.value, q.low, q.high) for q in find_quantities(case["said"])] == expected


@pytest.mark.parametrize("said", read_yaml_file(CORPUS / "no_quantities.yaml"))
def test_what_only_looks_like_a_quantity_is_left_out(said: str) -> None:
    amounts = {
        Dimension.MONEY,
        Dimension.AREA,
        Dimension.UNIT_PRICE,
        Dimension.SHARE,
        Dimension.COUNT,
        Dimension.NUMBER,
    }
    assert [q for q in find_quantities(said) if q.dimension in amounts] == []


def test_a_quantity_knows_where_it_stands_in_the_text() -> None:
    text = "去年营收６２００万元左右，研发投了不到九百五十万"
    assert [text[q.start : q.end] for q in find_quantities(text)] == ["去年", "６２００万元左右", "不到九百五十万"]


def test_currency_words_make_no_difference() -> None:
    def value(said: str) -> list[tuple[Decimal, Decimal | None]]:
        return [(q.low, q.high) for q in find_quantities(said)]

    said = ["300万", "300万元", "300万块", "300万块钱", "300万人民币", "人民币300万", "¥300万", "300万rmb", "300万RMB"]
    assert {str(value(one)) for one in said} == {str(value("300万"))}


def test_foreign_money_is_never_taken_for_yuan() -> None:
    (found,) = find_quantities("注资100万美元")
    assert (found.dimension, found.low, found.unit) == (Dimension.FOREIGN_MONEY, 1000000, "美元")


@pytest.mark.parametrize(("said", "mu"), [("三亩半", "3.5"), ("两亩三分地", "2.3"), ("7亩5分，", "7.5")])
def test_parts_of_a_mu_count(said: str, mu: str) -> None:
    (found,) = find_quantities(said)
    assert (found.dimension, round(found.low * 3 / 2000, 9)) == (Dimension.AREA, Decimal(mu))
