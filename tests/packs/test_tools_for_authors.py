"""What a pack author uses: the draft from a document, the schema, the boundary sheet, tables of applicants."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from pyarrow import parquet

from policy_rules import FactError, PackError, estimate, installed_packs, load_pack, load_pack_from
from policy_rules.batch import ERROR, estimate_table
from policy_rules.boundaries import boundary_sheet
from policy_rules.boundaries.workbook import write_workbook
from policy_rules.checking import check_pack
from policy_rules.drafting import draft_pack
from policy_rules.schema import schemas
from policy_rules.yaml_reader import read_yaml_file

DOCUMENT = """某区促进创新若干措施
某府规〔2026〕1号
第一条 对通过国家、省、市级平台认定的企业，分别给予奖励50万元、20万元、10万元。
第二条 按项目投资额的30%给予补助，最高不超过300万元。
第三条 对首次获得绿色企业称号的企业，给予奖励3万元。
第四条 每件专利资助8000元。
第五条 加强组织领导，优化营商环境。
第六条 对重大贡献的企业，综合考虑其增速和规模给予不同档次的奖励，最高分别为5万元、8万元或当年贡献的20%。
第七条 本措施自2026年1月1日起施行，有效期至2028年12月31日。“以上”均包含本数，“以下”均不含本数。
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "text.txt").write_text(DOCUMENT, encoding="utf-8")
    return draft_pack("mou-2026", tmp_path / "text.txt", tmp_path)


def test_a_draft_proposes_rules_for_sentences_of_known_shape(draft: Path) -> None:
    text = (draft / "clauses.yaml").read_text(encoding="utf-8")
    for rule in (
        "cases: {national: 50万元, provincial: 20万元, municipal: 10万元}",
        "at_most: 300万元",
        "amount: 3万元",
        "each: 8000元/件",
    ):
        assert rule in text
    assert text.count("gives: TODO") == 1


def test_a_draft_takes_dates_and_the_use_of_words_from_the_document(draft: Path) -> None:
    text = (draft / "policy.yaml").read_text(encoding="utf-8")
    assert "from: 2026-01-01" in text
    assert "until: 2028-12-31" in text
    assert "boundaries: {以上: true, 以下: false}" in text
    assert "某府规〔2026〕1号" in text


def test_what_a_draft_leaves_open_is_named_line_by_line_and_nothing_is_skipped(draft: Path) -> None:
    faults = check_pack(draft)
    assert any("还没有完成" in fault and "gives: TODO" in fault for fault in faults)
    assert any("没有一个算例写明" in fault for fault in faults)
    assert not any("引文不在原文中" in fault or "没有条款引用" in fault for fault in faults)


def test_a_draft_overwrites_nothing_and_needs_numbered_clauses(draft: Path, tmp_path: Path) -> None:
    with pytest.raises(FactError, match="已经存在"):
        draft_pack("mou-2026", tmp_path / "text.txt", tmp_path)
    (tmp_path / "prose.txt").write_text("这是一段话。", encoding="utf-8")
    with pytest.raises(FactError, match="没有找到带编号的条款"):
        draft_pack("prose", tmp_path / "prose.txt", tmp_path)
    with pytest.raises(FactError, match="id"):
        draft_pack("../x", tmp_path / "text.txt", tmp_path)


def test_errors_of_a_pack_name_file_clause_field_and_fix(pack_of: Any) -> None:
    with pytest.raises(PackError, match=r"clauses\.yaml: it: titel: 没有这一项"):
        pack_of("- {id: it, number: 一, title: 一, titel: 一, quote: 给}", facts={}, quotes="给")
    with pytest.raises(PackError, match=r"clauses\.yaml: it: amount.*: 金额应为"):
        pack_of("- {id: it, number: 一, title: 一, quote: 给, amount: {sahre: 1%}}", facts={}, quotes="给")


def test_the_schema_knows_every_file_piece_and_condition() -> None:
    found = schemas()
    assert set(found) == {"policy", "facts", "word_lists", "clauses", "cases"}
    assert {"ByBand", "Slabs", "Stages", "DateIs", "Attested"} <= set(found["clauses"]["$defs"])
    assert "id" not in found["facts"]["$defs"]["FactDefinition"]["required"]


@pytest.mark.parametrize("id", installed_packs())
@pytest.mark.parametrize("name", ["policy", "facts", "word_lists", "clauses", "cases"])
def test_every_file_of_a_pack_fits_its_schema(id: str, name: str) -> None:
    schema = schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    content = json.loads(json.dumps(read_yaml_file(load_pack(id).folder / f"{name}.yaml"), default=float))
    faults = jsonschema.Draft202012Validator(schema).iter_errors(content)
    assert [(list(fault.absolute_path), fault.message) for fault in faults] == []


@pytest.mark.parametrize(
    "requirement",
    [
        {"text": "有", "has": "x", "is_true": "y"},
        {"text": "有"},
        {"has": "x"},
        {"text": "以上", "fact": "x", "iz": "2万元以上"},
        {"text": "之一", "fact": "x", "one_of": "a"},
    ],
)
def test_the_schema_refuses_what_is_no_requirement(requirement: dict[str, Any]) -> None:
    clause = {"id": "a", "number": "一", "title": "一", "quote": "一"}
    proof = jsonschema.Draft202012Validator(schemas()["clauses"])
    assert proof.is_valid([{**clause, "requires": [{"text": "有", "has": "x"}]}])
    assert not proof.is_valid([{**clause, "requires": [requirement]}])


def test_the_boundary_sheet_is_a_table_to_sign(tmp_path: Path) -> None:
    pack = load_pack("minhang-ai-2018")
    write_workbook(pack, boundary_sheet(pack), str(tmp_path / "sheet.xlsx"))
    rows = list(openpyxl.load_workbook(tmp_path / "sheet.xlsx").active.iter_rows(min_row=3, values_only=True))
    header = rows[0]
    assert header[-3:] == ("是否同意", "意见", "签字")
    at_2000 = [
        row for row in rows if row[1] == "规模化发展奖励" and row[4] == "年主营业务收入" and row[2] == "档次 2,000万元"
    ]
    assert [(row[3], row[6]) for row in at_2000[:3]] == [
        ("刚低于", "不符合"),
        ("恰好等于", "不符合"),
        ("刚高于", "可享受"),
    ]


BOUNDED = """
- id: it
  number: 一
  title: 港澳青年企业租金补贴
  quote: 持股25%以上或员工30%以上的企业,按租金的50%补贴,最高5万元。
  requires:
    - {text: 已入驻, is_true: settled}
    - {text: 符合梯度, fact: goal, one_of: [upgraded]}
    - text: 持股25%以上或员工30%以上
      any: [{fact: equity, is: 25%以上}, {fact: staff, is: 30%以上}]
  amount: {at_most: 5万元, of: {share: 50%, of: rent}}
"""
BOUNDED_CASES = """
as_of: 2026-06-30
cases:
  - {name: 一个, facts: {equity: 40%, rent: 6万元}, expect: {it: 有条件}}
  - {name: 又一个, facts: {settled: true}, expect: {it: 需补充信息}}
"""


def test_a_boundary_case_is_decided_by_the_boundary_alone_and_worded_for_people(pack_of: Any) -> None:
    facts = {"settled": "boolean", "goal": ["upgraded", "none"], "equity": "share", "staff": "share", "rent": "money"}
    pack = pack_of(BOUNDED, facts=facts, quotes="持股25%以上或员工30%以上的企业,按租金的50%补贴,最高5万元。")
    (pack.folder / "cases.yaml").write_text(BOUNDED_CASES, encoding="utf-8")
    rows = [row for row in boundary_sheet(pack).cases if row.edge == "条件 25%" and row.fact == "equity"]
    assert [(row.side, row.status, row.amount) for row in rows] == [
        ("刚低于", "不符合", ""),
        ("恰好等于", "可享受", "3万元"),
        ("刚高于", "可享受", "3万元"),
    ]
    assert rows[0].known == {"rent": "6万元", "settled": "是", "goal": "upgraded", "staff": "0%"}


def test_no_row_of_a_shipped_sheet_waits_for_an_answer() -> None:
    for id in installed_packs():
        assert "需补充信息" not in {row.status for row in boundary_sheet(load_pack(id)).cases}


def test_a_choice_stands_in_the_sheet_by_its_label() -> None:
    rows = boundary_sheet(load_pack("yunze-example-2026")).cases
    levels = {row.known.get("上级项目级别") for row in rows if row.clause.id == "higher_level_match"}
    assert levels == {"国家级", "省级", "市级"}


HEADER = [
    "企业",
    "年主营业务收入",
    "previous_peak_revenue",
    "人工智能企业",
    "项目1.项目投资额",
    "projects[0].application_field",
]
ROWS = [
    ["甲", "6200万", "18000000", "是", "900万元", "智能制造"],
    ["乙", "六千万", "", "", "", ""],
    ["丙", "3000万~5000万", "", "否", "", ""],
]


def read(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        return list(parquet.read_table(path).to_pylist())
    if path.suffix == ".xlsx":
        header, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        return [dict(zip(header, row, strict=True)) for row in rows]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_a_table_of_applicants_gets_the_same_amounts_as_single_estimates(tmp_path: Path, ending: str) -> None:
    source = tmp_path / "in.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *ROWS])
    pack, target = load_pack("minhang-ai-2018"), tmp_path / f"out.{ending}"
    assert estimate_table(pack, str(source), str(target), date(2020, 6, 30)) == 1
    first, second, third = read(target)
    assert (first["企业"], second["企业"], third["企业"]) == ("甲", "乙", "丙")
    assert "annual_revenue" in second[ERROR]
    assert not first[ERROR]
    alone = estimate(
        pack,
        {
            "annual_revenue": "6200万",
            "previous_peak_revenue": 18_000_000,
            "ai_enterprise": True,
            "projects": [{"project_investment": "900万元", "application_field": "smart_manufacturing"}],
        },
        date(2020, 6, 30),
    )
    assert float(first["合计.最低"]) == float(alone.total.min)
    assert float(first["合计.最高"]) == float(alone.total.max or 0)
    assert float(first["growth_award.最高"]) == 500_000
    assert third["growth_award.状态"] == "不符合"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("in.txt", b"x", "xlsx"),
        ("in.xlsx", b"no workbook", "in.xlsx"),
        ("in.csv", "名称\n甲\n".encode(), "没有一列"),
        ("in.csv", "年租金,年租金\n1,2\n".encode(), "两次"),
        ("in.csv", "项目1.没有的\n1\n".encode(), "没有的"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FactError, match=said):
        estimate_table(load_pack("minhang-ai-2018"), str(tmp_path / name), str(tmp_path / "out.csv"))


def test_a_pack_outside_the_installation_is_loaded_from_its_folder() -> None:
    folder = load_pack("yunze-example-2026").folder
    assert load_pack_from(folder).clauses == load_pack("yunze-example-2026").clauses
