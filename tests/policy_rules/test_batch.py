"""``huiqi batch``: tables as people keep them, in and out."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl
import pyarrow
import pytest
from pyarrow import parquet

from policy_rules import FactError, Pack
from policy_rules.batch import ERROR, estimate_table
from tests.command_line import Huiqi, the_line, written

Results: TypeAlias = "list[dict[str, str]]"
Batch: TypeAlias = "Callable[..., Results]"


@pytest.fixture
def batch(minhang: Pack, tmp_path: Path) -> Batch:
    """The results for a table with these columns and rows."""

    def estimated(columns: Sequence[str], *rows: Sequence[Any]) -> Results:
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        with source.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([columns, *rows])
        estimate_table(minhang, str(source), str(target))
        with target.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return estimated


REVENUES = [
    ("6000万~7000万", "6000万", "7000万"),
    ("6000~7000万", "6000万", "7000万"),  # the unit behind a range is that of both ends
    ("6000万～7000万", "6000万", "7000万"),  # as Chinese keyboards write it
    ("6000-7000万", "6000万", "7000万"),
    ("6000万至7000万", "6000万", "7000万"),
    ("6000万到7,000万元", "6000万", "7000万"),
    ("60000000~7e7", "6000万", "7000万"),
    ("6e7", "6000万", "6000万"),
    ("60,000,000", "6000万", "6000万"),
    ("6000万~", "6000万", None),
]


@pytest.mark.parametrize(("cell", "low", "high"), REVENUES)
def test_a_cell_is_a_number_or_a_range_as_people_write_it(
    batch: Batch, ask: Any, cell: str, low: str, high: str | None
) -> None:
    (found,) = batch(["研发投入", "项目研发投入"], ["", cell])
    expected = ask({"rd_spend": [low, high], "equipment_spend": None}).amount("industrialization")
    assert not found[ERROR]
    assert (float(found["industrialization.最低"]), float(found["industrialization.最高"])) == expected


@pytest.mark.parametrize("cell", ["6000万~7000", "1,23", "五千万", "6000万~~", "-5", "~", "7000万~6000万"])
def test_a_cell_that_can_be_read_in_two_ways_is_refused_under_the_name_of_its_column(batch: Batch, cell: str) -> None:
    (found,) = batch(["年主营业务收入"], [cell])
    assert found[ERROR].startswith("年主营业务收入（annual_revenue）: ")


@pytest.mark.parametrize(("cell", "status"), [("是", "可享受"), ("1", "可享受"), ("1.0", ERROR), ("否", "不符合")])
def test_yes_and_no(batch: Batch, cell: str, status: str) -> None:
    columns = ["registered_in_district", "fully_funded_public_institution", "serious_dishonesty", "研发机构认定级别"]
    (found,) = batch(columns, [cell, "否", "否", "区级"])
    assert found.get("rd_institution.状态", ERROR) == status


def test_numbers_of_a_binary_table_may_stand_for_yes_and_no_and_for_counts(minhang: Pack, tmp_path: Path) -> None:
    source, target = str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet")
    columns = {
        "人工智能企业": [1.0, 0.0, None],
        "key_technology_projects": [2.0, 1.0, 1e15],
        "annual_revenue": [[6e7, 7e7], None, None],
    }
    parquet.write_table(pyarrow.table(columns), source)
    assert estimate_table(minhang, source, target) == 0
    rows = parquet.read_table(target).to_pylist()
    assert [row["key_technology.最高"] for row in rows] == [2_000_000, 0, 1e21]
    assert rows[0]["growth_award.最高"] == 500_000


def test_amounts_that_no_table_holds_as_numbers_are_text(minhang: Pack, tmp_path: Path) -> None:
    source = written(tmp_path, "in.csv", "key_technology_projects\n1e308\n")
    for ending in ("xlsx", "csv", "parquet"):
        assert estimate_table(minhang, source, str(tmp_path / f"out.{ending}")) == 0
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    header, row = sheet.iter_rows(values_only=True)
    assert str(dict(zip(header, row, strict=True))["key_technology.最高"]).startswith("1")


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        (["rent_area", "租赁面积"], "租赁面积"),
        (["项目1.项目研发投入", "projects[0].rd_spend"], "projects[0].rd_spend"),
        (["项目0.项目研发投入"], "项目0.项目研发投入"),
        (["projects[999999].rd_spend"], "projects[999999].rd_spend"),
    ],
)
def test_a_column_that_cannot_be_used_is_named(batch: Batch, columns: list[str], named: str) -> None:
    with pytest.raises(FactError) as error:
        batch(columns, [1] * len(columns))
    assert error.value.field == named


def test_a_result_that_could_not_be_written_is_refused_before_the_work(huiqi_here: Huiqi, tmp_path: Path) -> None:
    assert "out.txt" in the_line(huiqi_here("batch", str(tmp_path / "nowhere.csv"), str(tmp_path / "out.txt")))


def test_rows_that_could_not_be_estimated_are_counted_and_the_others_are_there(
    huiqi_here: Huiqi, tmp_path: Path
) -> None:
    source = written(tmp_path, "in.csv", "企业,租赁面积,月租金\n甲,500,50000\n乙,五百,50000\n")
    done = huiqi_here("batch", source, str(tmp_path / "out.csv"))
    assert (done.returncode, done.stderr.decode()) == (1, "huiqi: 1 行有误，原因见“错误”一列\n")
    first, second = csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8-sig"))
    assert (first["企业"], first["rent.最高"], first[ERROR]) == ("甲", "1500000", "")
    assert (second["企业"], second["rent.最高"]) == ("乙", "")
    assert second[ERROR].startswith("租赁面积（rent_area）: ")
