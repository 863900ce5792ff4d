"""What a pack author reads who made a mistake: the line or place, in Chinese, and what to write instead."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from policy_rules.checking import check_pack
from policy_rules.checking.advice import advice_on
from policy_rules.pack import PACKS
from tests.command_line import Huiqi, huiqi_here, written

__all__ = ["huiqi_here"]

Changed = Callable[[str, str, str], Path]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """The example pack with one passage of one file written otherwise."""

    def change(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "mou-2026"
        shutil.copytree(PACKS / "yunze-example-2026", folder)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer says {old}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


TALENT = "title: 引进人才补贴"
SERVICES = "- {text: 当年购买了科技服务, has: technology_services}"
MISTAKES = {
    "百分号没有引号": ("facts.yaml", "  unit: 人", "  unit: %", "第 66 行第 9 列：“%”不能直接开头，请给整个值加引号"),
    "制表符": ("facts.yaml", "  unit: 人", "\tunit: 人", "第 66 行第 1 列：这里有制表符"),
    "全角冒号": ("facts.yaml", "  label: 当年新引进博士", "  label：当年新引进博士", "第 63 行：冒号是全角的"),
    "文字里有冒号": ("clauses.yaml", TALENT, "title: 奖励: 博士", "第 63 行第 12 列：一行里有两个“: ”"),
    "括号没有关": ("clauses.yaml", TALENT, "title: {博士", "第 63 行第 10 列：括号没有配对"),
    "引号没有关": ("clauses.yaml", TALENT, "title: '博士", "第 63 行第 10 列：引号没有配对"),
    "没有的锚点": ("clauses.yaml", TALENT, "title: *talent", "没有名为 talent 的锚点：&talent 要在同一个文件里写在 *talent 之前"),
    "两种金额写在一层": ("clauses.yaml", "each: 8000元/件, times", "each: 8000元/件, at_most: 5万元, times", "patents: amount.sum 第 1 项: at_most 和 each 不能写在同一层，请套起来"),
    "两个条件写在一起": ("clauses.yaml", SERVICES, SERVICES.replace("}", ", fact: x, is: 3个以上}"), "service_voucher: requires 第 1 项: 一个条件只写一种，这里有 has 和 fact：都要满足用 all"),
    "列表写成了事实": ("clauses.yaml", "over_years: [80%, 80%, 50%, 50%, 50%]", "over_years: years", "energy_saving: amount.over_years: “years”不是带单位的数量"),
    "选项的键是 true": ("clauses.yaml", "      national: {at_most", "      true: {at_most", "amount.cases.true: 键应为选项的 id"),
    "深处的一个数": ("clauses.yaml", "at_most: 1000平方米", "at_most: 1000平方x", "rent_by_standard: amount.product 第 2 项.at_most: “1000平方x”不是"),
    "拼错的选择": ("policy.yaml", "mode: higher", "mode: hihger", "exclusive 第 1 项.mode: 应为以下之一：higher、choose_one"),
    "比例乘在人数上": ("clauses.yaml", "{label: 硕士, each: 3万元, times: new_masters}", "{label: 硕士, share: 3%, of: new_masters}", "new_masters 是没有单位的数"),
    "人数写成万元": ("facts.yaml", "  unit: 人", "  unit: 万元", "new_doctors: unit: 万元 不是 kind: count 的单位"),
    "数字照作者的写法": ("clauses.yaml", "fixed_investment, is: 5亿元以上", "fixed_investment, is: 60000万元以上", "数字 60000万元以上 不在引文中"),
    "算例没有写结果": ("cases.yaml", "    expect: {service_voucher: 可享受 1.25万元}", "    expect: {}", "expect: 没有写应得的结果"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_message_says_where_and_what_to_write(changed: Changed, mistake: str) -> None:
    file, old, new, said = MISTAKES[mistake]
    faults = check_pack(changed(file, old, new))
    assert any(said in fault for fault in faults), faults
    assert not any("tuple[" in fault or "found " in fault or "expected " in fault for fault in faults), faults


def test_two_forms_in_one_mapping_are_one_fault(changed: Changed) -> None:
    file, old, new, _ = MISTAKES["两种金额写在一层"]
    assert len(check_pack(changed(file, old, new))) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "source.txt: 文件不存在"), ("政策".encode("gbk"), "source.txt: 不是 UTF-8 编码，请另存为 UTF-8")],
)
def test_a_source_that_cannot_be_read_says_why(changed: Changed, content: bytes | None, said: str) -> None:
    folder = changed("policy.yaml", "mode: higher", "mode: higher")
    (folder / "source.txt").unlink()
    if content:
        (folder / "source.txt").write_bytes(content)
    assert any(said in fault for fault in check_pack(folder))


def test_results_may_be_expected_as_check_prints_them(changed: Changed) -> None:
    as_printed = "expect: {energy_saving: 可享受 最高3亿元}"
    folder = changed("cases.yaml", "expect: {service_voucher: 可享受 1.25万元}", as_printed)
    (fault,) = (fault for fault in check_pack(folder) if "energy_saving: 应为" in fault)
    assert "应为 可享受 最高3亿元，算得" in fault  # understood, and wrong


LIMIT = "每个项目补助最高不超过300万元。"


def test_a_sentence_with_money_needs_a_reason_to_carry_no_rule(changed: Changed) -> None:
    folder = changed("source.txt", "支持企业上市。", "支持企业上市。设立首期规模5亿元的基金。")
    policy = (folder / "policy.yaml").read_text(encoding="utf-8")

    def with_line(line: str) -> tuple[str, ...]:
        (folder / "policy.yaml").write_text(
            policy.replace("  - 支持企业上市。\n", f"  - 支持企业上市。\n{line}"), "utf-8"
        )
        return check_pack(folder)

    assert any("没有条款引用" in fault for fault in with_line(""))
    (fault,) = with_line("  - 设立首期规模5亿元的基金。\n")
    assert "写有金额、比例或限制" in fault
    assert "{sentence: 这一句, because: 为什么}" in fault
    assert not with_line("  - {sentence: 设立首期规模5亿元的基金。, because: 基金由政府设立，企业不能申请}\n")


CAP = "  - title: 第七条至第十一条每年合计\n    clauses: [talent, rent_by_standard, loan_interest, patents, service_voucher]\n"


def test_a_cap_that_nothing_can_exceed_is_said_and_asks_for_no_case(changed: Changed) -> None:
    folder = changed("policy.yaml", CAP, CAP.replace("[talent, rent_by_standard, loan_interest, patents", "[talent"))
    assert not any("没有算例让合计超过这一上限" in fault for fault in check_pack(folder))
    assert advice_on(folder) == (
        "policy.yaml: caps: 第七条至第十一条每年合计: 各条加起来也到不了这一上限，它不会起作用，不需要算例",
    )


ADVICE = {
    "两档之间有空档": ("clauses.yaml", "is: 200万元以上1000万元以下, gives: 6%", "is: 500万元以上1000万元以下, gives: 6%", "“50万元以上200万元以下”与“500万元以上1000万元以下”之间有空档"),
    "申报日期不在有效期": ("cases.yaml", "as_of: 2026-11-23", "as_of: 2031-11-23", "as_of: 多数算例的申报日期不在政策有效期内"),
    "漏写万元": ("cases.yaml", "equipment_spend: 400万元", "equipment_spend: 400", "equipment_spend: 不带单位的 400 是 400元；如果是 400万元，请写成 400万元"),
}  # fmt: skip


@pytest.mark.parametrize("what", ADVICE)
def test_what_is_worth_a_look_is_said(changed: Changed, what: str) -> None:
    file, old, new, said = ADVICE[what]
    assert any(said in advice for advice in advice_on(changed(file, old, new)))


def test_the_installed_packs_give_no_cause_for_advice() -> None:
    assert [advice_on(PACKS / id) for id in ("minhang-ai-2018", "yunze-example-2026")] == [(), ()]


def test_an_estimate_says_which_bare_numbers_were_hardly_meant(huiqi_here: Huiqi, tmp_path: Path) -> None:
    facts = written(tmp_path, "facts.yaml", "{annual_revenue: 6200, projects: [{rd_spend: 30}, {rd_spend: 300万}]}")
    done = huiqi_here("estimate", facts, "--json")
    assert json.loads(done.stdout)["clauses"]
    assert done.stderr.decode().splitlines() == [
        "huiqi: 提醒：projects[0].rd_spend: 不带单位的 30 是 30元；如果是 30万元，请写成 30万元"
    ]


def test_a_price_per_square_metre_is_paid_for_an_area(changed: Changed) -> None:
    folder = changed("clauses.yaml", "each: 8000元/件, times: invention_patents", "each: 8000元/㎡, times: rent_area")
    assert not any("patents: amount" in fault for fault in check_pack(folder))
