"""A pack that is not installed yet: every command takes its folder where it takes an id, and reads its rules back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from policy_rules.pack import PACKS
from tests.command_line import Huiqi, huiqi, huiqi_here, the_line, written

__all__ = ["huiqi", "huiqi_here"]


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A pack of the author's own, like the example in all but its id and one word."""
    copy = tmp_path / "mou-2026"
    shutil.copytree(PACKS / "yunze-example-2026", copy)
    facts = (copy / "facts.yaml").read_text(encoding="utf-8")
    (copy / "facts.yaml").write_text(facts.replace("about: [博士]", "about: [博士, 高学历]"), encoding="utf-8")
    return str(copy)


FACTS = "{registered_in_yunze: true, serious_dishonesty: false, technology_services: 2万元}"


def test_a_folder_is_estimated_reported_and_tabled_as_an_installed_pack_is(
    huiqi_here: Huiqi, folder: str, tmp_path: Path
) -> None:
    facts = written(tmp_path, "facts.yaml", FACTS)
    answers = [
        json.loads(huiqi_here("estimate", facts, "--json", "--as-of", "2026-06-30", "--policy", policy).stdout)
        for policy in ("yunze-example-2026", folder)
    ]
    assert answers[0]["total"] == answers[1]["total"] == {"min": 12500, "max": 12500}
    assert answers[1]["policy"]["id"] == "mou-2026"
    assert huiqi_here("report", facts, "--policy", folder, "-o", str(tmp_path / "out.html")).returncode == 0
    assert "1.25万元" in (tmp_path / "out.html").read_text(encoding="utf-8")
    table = written(tmp_path, "in.csv", "technology_services\n20000\n")
    assert huiqi_here("batch", table, str(tmp_path / "out.csv"), "--policy", folder).returncode == 0
    assert "12500" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_the_words_of_a_folder_are_understood(model: Path, huiqi: Huiqi, folder: str) -> None:
    done = huiqi("parse", "--policy", folder, stdin="我们引进了5个高学历\n".encode())
    assert json.loads(done.stdout)["facts"] == {"new_doctors": 5}


def test_a_rule_is_read_back_with_its_conditions_and_questions(huiqi_here: Huiqi, folder: str) -> None:
    shown = huiqi_here("policy", "show", folder, "technical_upgrade").stdout.decode()
    for line in (
        "  “设备投资额在50万元以上200万元以下",
        "  条件：设备投资额50万元以上",
        "  其中：项目通过绿色工厂认定时，1%",
        "  要问：项目新增设备投资（equipment_spend，金额，万元）：项目的设备投资额是多少万元？没有就说 0。",
    ):
        assert line in shown
    (amount,) = (line for line in shown.splitlines() if line.startswith("  金额："))
    assert amount.startswith("  金额：项目新增设备投资 × ")
    assert amount.endswith("最高300万元")
    assert "给予：每年1个公办小学入学名额" in huiqi_here("policy", "show", folder, "school_places").stdout.decode()
    tailored = huiqi_here("policy", "show", "minhang-ai-2018", "tailored_support").stdout.decode()
    assert "金额：由政府酌定" in tailored


def test_the_facts_of_installed_packs_are_listed_for_reuse(huiqi_here: Huiqi, folder: str) -> None:
    lines = huiqi_here("policy", "facts").stdout.decode().splitlines()
    assert "annual_revenue\t年主营业务收入\tmoney\tapplicant\t\tminhang-ai-2018、yunze-example-2026" in lines
    own = huiqi_here("policy", "facts", folder).stdout.decode().splitlines()
    assert any(line.startswith("new_doctors\t") and line.endswith("mou-2026") for line in own)
    assert not any(line.startswith("annual_rent\t") for line in own)


@pytest.mark.parametrize("command", [["policy", "show"], ["policy", "check"], ["estimate", "-", "--policy"]])
def test_a_policy_that_is_nowhere_is_refused_with_what_to_do(huiqi_here: Huiqi, command: list[str]) -> None:
    line = the_line(huiqi_here(*command, "nowhere-2020"))
    assert "没有 id 为 nowhere-2020 的政策" in line
    assert "yunze-example-2026" in line
    assert "请写它的目录" in line


def test_a_folder_of_something_else_is_no_pack(huiqi_here: Huiqi, tmp_path: Path) -> None:
    assert "不是政策包" in the_line(huiqi_here("policy", "check", str(tmp_path)))
