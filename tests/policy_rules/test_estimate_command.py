"""``huiqi estimate`` as it is run in a terminal: what it prints, its exit codes, one line for every fault."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Done, Huiqi, row, the_line, written

FACTS = {
    "registered_in_district": True,
    "fully_funded_public_institution": False,
    "serious_dishonesty": False,
    "ai_enterprise": True,
    "annual_revenue": "6200万",
    "previous_peak_revenue": "4800万",
}
AS_YAML = """\
# 一家企业
registered_in_district: true
fully_funded_public_institution: false
serious_dishonesty: false
ai_enterprise: true
annual_revenue: 6200万
previous_peak_revenue: 4800万  # 上一年
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        row("JSON文件", "facts.json", json.dumps(FACTS)),
        row("YAML文件", "facts.yaml", AS_YAML),
        row("带BOM的YAML文件", "facts.yaml", "\ufeff" + AS_YAML),
        row("带BOM的JSON文件", "facts.json", "\ufeff" + json.dumps(FACTS)),
        row("YAML文件里写JSON", "facts.yaml", json.dumps(FACTS, ensure_ascii=False)),
        row(
            "YAML的行内写法",
            "facts.yaml",
            "{registered_in_district: true, fully_funded_public_institution: false, serious_dishonesty: false,\n"
            " ai_enterprise: true, annual_revenue: 6200万, previous_peak_revenue: 4800万}",
        ),
        row("Windows换行、中文文件名", "事实", AS_YAML.replace("\n", "\r\n")),
    ],
)
def test_a_file_of_facts_gives_the_same_estimate_as_the_facts_themselves(
    ask: Any, huiqi_here: Huiqi, tmp_path: Path, name: str, content: str
) -> None:
    done = huiqi_here("estimate", written(tmp_path, name, content), "--json", "--as-of", "2020-06-30")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == ask(FACTS).json


@pytest.mark.parametrize(
    "text",
    [
        row("YAML", AS_YAML),
        row("JSON", json.dumps(FACTS)),
        row("带BOM、制表符缩进的JSON", "\ufeff" + json.dumps(FACTS, indent="\t")),
    ],
)
def test_a_dash_reads_standard_input(ask: Any, huiqi: Huiqi, text: str) -> None:
    done = huiqi("estimate", "-", "--json", "--as-of", "2020-06-30", "--policy", "minhang-ai-2018", stdin=text.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == ask(FACTS).json


def test_numbers_of_a_file_are_exact_decimals(huiqi_here: Huiqi, tmp_path: Path) -> None:
    for name, text in (("a.json", '{"municipal_demo_award": 1.005}'), ("a.yaml", "municipal_demo_award: 1.005")):
        told = json.loads(huiqi_here("estimate", written(tmp_path, name, text), "--json").stdout)
        assert told["clauses"][0]["amount"] == {"min": 1.01, "max": 1.01}


def test_without_json_it_is_a_report_that_a_consultant_can_read(huiqi: Huiqi, tmp_path: Path) -> None:
    done = huiqi("estimate", written(tmp_path, "facts.yaml", AS_YAML), "--as-of", "2020-06-30")
    report = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "闵行区推动新一代人工智能产业发展的实施意见" in report
    assert "闵府规发〔2018〕4号" in report
    assert "50万元" in report
    assert "对本区人工智能企业年主营业务收入首次突破2000万元" in report
    assert "已失效" not in report


def test_a_report_outside_the_dates_says_first_that_the_policy_is_not_in_force(
    huiqi_here: Huiqi, tmp_path: Path
) -> None:
    for day in ([], ["--as-of", "2021-10-01"]):  # today is after the last day, too
        report = huiqi_here("estimate", written(tmp_path, "facts.yaml", AS_YAML), *day).stdout.decode()
        assert "已失效" in report.splitlines()[0]
        assert "仅供测算" in report.splitlines()[0]
        assert "50万元" in report


BAD_FACTS: list[tuple[str, str | bytes, str]] = [
    ("没有的事实", '{"revenue": 1}', "revenue"),
    ("项目里的负数", '{"projects": [{}, {"rd_spend": -1}]}', "projects[1].rd_spend"),
    ("没有单位", 'annual_revenue: "6200"', "annual_revenue"),
    ("JSON的NaN", '{"annual_revenue": NaN}', "annual_revenue"),
    ("JSON的无穷", '{"annual_revenue": [0, Infinity]}', "annual_revenue"),
    ("YAML的.nan", "annual_revenue: .nan", "annual_revenue"),
    ("YAML的.NaN", "annual_revenue: .NaN", "annual_revenue"),
    ("YAML的.INF", "annual_revenue: .INF", "annual_revenue"),
    ("YAML的-.Inf", "annual_revenue: -.Inf", "annual_revenue"),
    ("JSON的1e999", '{"annual_revenue": 1e999}', "annual_revenue"),
    ("YAML的1e999", "annual_revenue: 1e999", "annual_revenue"),
    ("十万位的整数", '{"annual_revenue": %s}' % ("9" * 100_000), "annual_revenue"),
    ("JSON里重复的键", '{"rent_area": 1, "rent_area": 2}', "rent_area"),
    ("JSON项目里重复的键", '{"projects": [{"rd_spend": 1, "rd_spend": 2}]}', "rd_spend"),
    ("YAML里重复的键", "rent_area: 1\nrent_area: 2\n", "rent_area"),
    ("键里有换行", '{"rent\\narea": 1}', "rent"),
    ("选项里有终端控制字符", '{"platform_level": "x\\u001b[31m\\ny"}', "platform_level"),
    ("很长的键", '{"%s": 1}' % ("x" * 5000), "xxx"),
]


@pytest.mark.parametrize(("text", "field"), [row(*case) for case in BAD_FACTS])
def test_a_fact_that_cannot_be_taken_is_named_in_one_line(
    huiqi_here: Huiqi, tmp_path: Path, text: str, field: str
) -> None:
    assert field in the_line(huiqi_here("estimate", written(tmp_path, "facts", text)))


def test_standard_error_is_one_line_and_standard_output_empty_when_a_fact_cannot_be_taken(huiqi: Huiqi) -> None:
    assert "projects[1].rd_spend" in the_line(huiqi("estimate", "-", stdin=b'{"projects": [{}, {"rd_spend": -1}]}'))
    assert "annual_revenue" in the_line(huiqi("estimate", "-", "--json", stdin=b"annual_revenue: 1e999"))


@pytest.mark.parametrize("content", [bytes(range(256)), b"\xff\xfe", "annual_revenue: 6200万".encode("gbk"), b""])
def test_standard_input_that_is_no_text_or_empty_is_refused_in_one_line(huiqi: Huiqi, content: bytes) -> None:
    assert the_line(huiqi("estimate", "-", stdin=content))


ENORMOUS = [
    row("个数极大", '{"key_technology_projects": 1e308, "ai_enterprise": true}'),
    row("个数在极大的范围内", '{"key_technology_projects": [0, 1e308]}'),
    row("面积和单价极大而年租金很小", '{"rent_area": 1e308, "rent_price_per_day": 1e308, "annual_rent": 3}'),
    row("金额极小", '{"rd_spend": 5e-324, "project_investment": [0, 1e-300]}'),
]


@pytest.mark.parametrize("facts", ENORMOUS)
def test_any_finite_number_gets_an_answer_in_every_shape(huiqi_here: Huiqi, tmp_path: Path, facts: str) -> None:
    path = written(tmp_path, "facts.json", facts)
    shapes = [["estimate", path], ["estimate", path, "--json"]]
    shapes += [["report", path, "-o", str(tmp_path / f"report.{ending}")] for ending in ("docx", "xlsx", "HTML")]
    for arguments in shapes:
        done = huiqi_here(*arguments)
        assert done.returncode == 0, arguments
        assert all(line.startswith("huiqi: 提醒：") for line in done.stderr.decode().splitlines()), arguments


def test_there_is_no_minus_zero(huiqi_here: Huiqi, tmp_path: Path) -> None:
    facts = written(tmp_path, "facts.json", '{"rd_spend": -0.0, "equipment_spend": [-0.0, 1]}')
    assert "-0元" not in huiqi_here("estimate", facts).stdout.decode()


def test_more_projects_than_anybody_has_are_refused(huiqi_here: Huiqi, tmp_path: Path) -> None:
    facts = written(tmp_path, "facts.json", json.dumps({"projects": [{}] * 201}))
    assert "projects" in the_line(huiqi_here("estimate", facts))


BAD_DOCUMENTS: list[tuple[str, str, bytes]] = [
    ("空文件", "empty.yaml", b""),
    ("空的JSON", "empty.json", b""),
    ("只有空白", "blank.yaml", b" \n\n"),
    ("列表", "list.yaml", b"- 1\n- 2\n"),
    ("一段话", "text.txt", "我们是闵行的企业".encode()),
    ("二进制", "binary", bytes(range(256))),
    ("NUL", "nul", b"\0"),
    ("不是UTF-8", "gbk.yaml", "annual_revenue: 6200万".encode("gbk")),
    ("残缺的JSON", "cut.json", b'{"annual_revenue": '),
    ("残缺的YAML", "cut.yaml", b"projects: [\n"),
    ("嵌套过深的JSON", "deep.json", b'{"projects": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    ("嵌套过深的YAML", "deep.yaml", b"projects: " + b"[" * 20_000 + b"]" * 20_000),
    ("标签不合的YAML数字", "tag.yaml", b"annual_revenue: !!float abc"),
    ("标签不合的YAML是否", "tag2.yaml", b"ai_enterprise: !!bool xyz"),
    ("标签不合的YAML日期", "tag3.yaml", b"annual_revenue: !!timestamp xyz"),
    ("YAML里的程序对象", "object.yaml", b"!!python/object/apply:os.getcwd []"),
    ("循环引用", "loop.yaml", b"projects: &a [*a]"),
]


@pytest.mark.parametrize(("name", "content"), [row(*case) for case in BAD_DOCUMENTS])
def test_a_file_that_is_no_object_of_facts_is_refused_in_one_line(
    huiqi_here: Huiqi, tmp_path: Path, name: str, content: bytes
) -> None:
    assert the_line(huiqi_here("estimate", written(tmp_path, name, content)))


@pytest.mark.parametrize("name", ["cut.json", "cut.yaml"])
def test_a_broken_file_is_named(huiqi_here: Huiqi, tmp_path: Path, name: str) -> None:
    assert name in the_line(huiqi_here("estimate", written(tmp_path, name, '{"annual_revenue": ')))


def test_a_file_that_is_not_there_and_a_folder_are_named(huiqi_here: Huiqi, tmp_path: Path) -> None:
    for more in ([], ["--jsonl"]):
        assert "nowhere.yaml" in the_line(huiqi_here("estimate", str(tmp_path / "nowhere.yaml"), *more))
        assert str(tmp_path) in the_line(huiqi_here("estimate", str(tmp_path), *more))


@pytest.mark.parametrize("command", ["estimate -", "estimate - --jsonl", "parse", "report - -o report.docx"])
def test_closed_standard_input_is_refused_in_one_line(model: Path, command: str) -> None:
    assert the_line(in_shell(f"HUIQI {command} <&-"))


@pytest.mark.parametrize("command", ["estimate - --json", "estimate - --jsonl", "policy list"])
def test_output_that_cannot_be_written_is_one_line(command: str) -> None:
    assert "标准输出" in the_line(in_shell(f"echo '{{}}' | HUIQI {command} >/dev/full"))


def test_a_terminal_without_chinese_still_gets_the_answer(huiqi: Huiqi) -> None:
    done = huiqi("estimate", "-", "--jsonl", stdin=b"{}", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert json.loads(done.stdout)["policy"]["title"].startswith("闵行区")


def in_shell(command: str) -> Done:
    script = Path(sys.executable).with_name("huiqi")
    line = command.replace("HUIQI", f'"{script}"')
    return subprocess.run(["sh", "-c", line], capture_output=True, timeout=60, check=False)


BAD_USAGE: list[tuple[str, list[str], str]] = [
    ("没有的政策", ["FACTS", "--policy", "nowhere-2020"], "nowhere-2020"),
    ("政策写成路径", ["FACTS", "--policy", "../minhang-ai-2018"], "../minhang-ai-2018"),
    ("没有的日期", ["FACTS", "--as-of", "2020-02-30"], "--as-of"),
    ("不是日期", ["FACTS", "--as-of", "明天"], "--as-of"),
    ("空的日期", ["FACTS", "--as-of", ""], "--as-of"),
    ("没有文件", [], "file"),
    ("没有的选项", ["FACTS", "--yaml"], "--yaml"),
    ("两种输出", ["FACTS", "--json", "--jsonl"], "--json"),
]


@pytest.mark.parametrize(("arguments", "named"), [row(*case) for case in BAD_USAGE])
def test_bad_usage_is_named_in_one_line(huiqi_here: Huiqi, tmp_path: Path, arguments: list[str], named: str) -> None:
    facts = written(tmp_path, "facts.json", "{}")
    arguments = [facts if argument == "FACTS" else argument for argument in arguments]
    assert named.lower() in the_line(huiqi_here("estimate", *arguments)).lower()


def test_bad_usage_ends_with_exit_code_2(huiqi: Huiqi) -> None:
    assert "nowhere-2020" in the_line(huiqi("estimate", "-", "--policy", "nowhere-2020", stdin=b"{}"))
    assert huiqi("estimate", "-", "--as-of", "2020-02-30", stdin=b"{}").returncode == 2


def lines_of(done: Done) -> list[dict[str, Any]]:
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_with_jsonl_every_line_of_facts_gives_a_line_of_estimate(ask: Any, huiqi: Huiqi) -> None:
    stdin = "\n".join(json.dumps(facts, ensure_ascii=False) for facts in ({}, FACTS, {"projects": [{"name": "甲"}]}))
    done = huiqi("estimate", "-", "--jsonl", "--as-of", "2020-06-30", stdin=stdin.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines_of(done) == [ask({}).json, ask(FACTS).json, ask({"projects": [{"name": "甲"}]}).json]


BAD_LINES: list[tuple[str, bytes, str | None]] = [
    ("没有的事实", b'{"revenue": 1}', "revenue"),
    ("项目里的负数", b'{"projects": [{"rd_spend": -1}]}', "projects[0].rd_spend"),
    ("项目里重复的键", b'{"projects": [{}, {"rd_spend": 1, "rd_spend": 2}]}', "projects[1].rd_spend"),
    ("残缺", b'{"annual_revenue": ', None),
    ("嵌套过深", b'{"rent_area": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", None),
    ("不是UTF-8", b'{"annual_revenue": "\xff"}', None),
    ("孤立的代理项", b'{"\\ud800": 1}', None),
    ("名称里孤立的代理项", b'{"projects": [{"name": "\\ud800"}]}', None),
    ("列表", b"[1]", None),
    ("null", b"null", None),
    ("NaN", b'{"annual_revenue": NaN}', "annual_revenue"),
]


def test_with_jsonl_a_bad_line_gives_an_error_on_its_own_line_and_the_others_go_on(huiqi: Huiqi) -> None:
    lines = [line for _, content, _ in BAD_LINES for line in (content, b"{}")]
    done = huiqi("estimate", "-", "--jsonl", stdin=b"\n".join(lines) + b"\n")
    told = lines_of(done)
    assert done.returncode == 1
    assert len(told) == len(lines)
    for (says, _, field), error, good in zip(BAD_LINES, told[::2], told[1::2], strict=True):
        assert set(error) == {"error"}, says
        assert set(error["error"]) == {"code", "message", "field"}, says
        assert error["error"]["code"], says
        assert error["error"]["message"], says
        assert field is None or error["error"]["field"] == field, says
        assert good["potential"] == {"min": 0, "max": None}, says


@pytest.mark.parametrize(
    "content", [b'{"annual_revenue": "\xff"}', b"\xff\xfe", bytes(range(256))], ids=["a", "b", "c"]
)
def test_with_jsonl_a_file_with_undecodable_lines_goes_on(huiqi_here: Huiqi, tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, "lines.jsonl", content + b"\n{}\n")
    done = huiqi_here("estimate", path, "--jsonl")
    told = lines_of(done)
    assert done.returncode == 1
    assert "error" in told[0]
    assert "clauses" in told[-1]


def test_with_jsonl_a_byte_order_mark_and_no_final_newline_are_no_faults(huiqi: Huiqi, tmp_path: Path) -> None:
    text = "\ufeff{}\r\n{}".encode()
    for done in (
        huiqi("estimate", "-", "--jsonl", stdin=text),
        huiqi("estimate", written(tmp_path, "lines.jsonl", text), "--jsonl"),
    ):
        assert (done.returncode, done.stderr) == (0, b"")
        assert len(lines_of(done)) == 2


def test_with_jsonl_nothing_in_gives_nothing_out(huiqi: Huiqi) -> None:
    done = huiqi("estimate", "-", "--jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_reader_that_has_had_enough_is_no_fault() -> None:
    done = in_shell('yes "{}" | head -n 200 | HUIQI estimate - --jsonl | head -n 1')
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""
