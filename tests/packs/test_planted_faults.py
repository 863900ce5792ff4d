"""``huiqi policy check`` finds what is wrong: each fault is planted alone into the sound example pack."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from policy_rules.checking import check_pack
from policy_rules.pack import PACKS

SOUND = PACKS / "yunze-example-2026"

FAULTS = {
    "引文错一个字": ("clauses.yaml", "通过上市辅导验收的,奖励100万元", "通过上市辅导验收后,奖励100万元", "listing: 引文不在原文中"),
    "条款上限与引文不符": ("clauses.yaml", "    at_most: 5万元", "    at_most: 6万元", "service_voucher: 数字 6万元 不在引文中"),
    "比例与引文不符": ("clauses.yaml", "gives: 6%}", "gives: 7%}", "technical_upgrade: 数字 7% 不在引文中"),
    "多写一个零": ("clauses.yaml", "each: 8000元/件", "each: 80000元/件", "patents: 数字 80000元/件 不在引文中"),
    "月数与引文不符": ("clauses.yaml", "at_most: 24个月", "at_most: 18个月", "rent_by_standard: 数字 18个月"),
    "日期与引文不符": ("clauses.yaml", "until: 2026-12-31", "until: 2026-11-30", "first_unit: 数字 2026-11-30"),
    "政策生效日期写错": ("policy.yaml", "from: 2026-01-01", "from: 2026-02-01", "in_force: 数字 2026-02-01"),
    "合计上限写错": ("policy.yaml", "at_most: 250万元\n    per: year\n    quote", "at_most: 260万元\n    per: year\n    quote", "数字 260万元"),
    "引用没有声明的事实": ("clauses.yaml", "of: technology_services", "of: tech_services", "service_voucher: 事实 tech_services 没有在"),
    "事实没有条款用到": ("facts.yaml", "registered_in_yunze:", "unused_fact:\n  {label: 多余, kind: boolean, scope: applicant, question: 多余？, words: {yes: [多]}}\n\nregistered_in_yunze:", "unused_fact: 没有条款用到"),
    "事实没有问题": ("facts.yaml", "question: 上市进行到哪一步了？", "question: ''", "listing_stage: question"),
    "事实没有日常用语": ("facts.yaml", "words: {about: [博士]}", "words: {}", "new_doctors: words"),
    "选项没有日常用语": ("facts.yaml", "words: [已上市, 成功上市, 上市了]", "words: []", "listing_stage: choices: listed"),
    "单位与事实不符": ("clauses.yaml", "fact: tax_paid_last_year, is: 500万元以上", "fact: tax_paid_last_year, is: 500平方米以上", "的单位与 tax_paid_last_year"),
    "算出来不是金额": ("clauses.yaml", "{each: 8000元/件, times: invention_patents}".replace("{", "{label: 按件资助, "), "{label: 按件资助, share: 50%, of: invention_patents}", "patents: amount: 没有单位的数和金额"),
    "选项不存在": ("clauses.yaml", "provincial: {at_most", "county: {at_most", "higher_level 没有 county"),
    "是非条件用在数量上": ("clauses.yaml", "that: {is_true: project_accepted}", "that: {is_true: higher_level_award}", "higher_level_award 不是是非类"),
    "档次重叠": ("clauses.yaml", "is: 200万元以上1000万元以下, gives: 6%", "is: 100万元以上1000万元以下, gives: 6%", "technical_upgrade: amount"),
    "漏掉一句": ("policy.yaml", "  - 支持企业上市。\n", "", "没有条款引用，也没有列入 no_rule：支持企业上市"),
    "整条漏写": ("clauses.yaml", "CUT school_places", None, "没有条款引用"),
    "算例算错": ("cases.yaml", "growth: 可享受 16万元", "growth: 可享受 18万元", "growth: 应为 可享受 18万元，算得 可享受 16万元"),
    "算例写错事实": ("cases.yaml", "invention_patents: 23}", "invention_patent: 23}", "invention_patent: 没有名为"),
    "条款没有算例": ("cases.yaml", "expect: {service_voucher: ", "expect: {patents: ", "没有一个算例写明 service_voucher"),
    "排斥组写错条款": ("policy.yaml", "clauses: [technical_upgrade, higher_level_match]", "clauses: [technical_upgrade, higher_match]", "没有 id 为 higher_match 的条款"),
    "拼错一个键": ("clauses.yaml", "  requires:\n    - {text: 设备投资额50万元以上", "  require:\n    - {text: 设备投资额50万元以上", "technical_upgrade: require: 没有这一项"),
    "不认识的规则": ("clauses.yaml", "amount: {no_less_than: 500万元}", "amount: {not_less: 500万元}", "major_project: amount"),
    "没有这个词表": ("facts.yaml", "about: [博士]", "about: [<学位>]", "new_doctors: word_lists.yaml 中没有“学位”"),
    "重复的键": ("facts.yaml", "\nspecialised_enterprise:", "\nregistered_in_yunze:", "facts.yaml"),
    "原文里没有这一部分": ("policy.yaml", "- {from: 第二章, until: 第三章}", "- {from: 第二章, until: 第九章}", "sections: 原文中没有"),
    "还有没写完的": ("clauses.yaml", "title: 上市奖励", "title: TODO 上市奖励", "还没有完成：title: TODO 上市奖励"),
    "与别的政策的同名事实不是一回事": ("facts.yaml", "  label: 租赁面积\n  kind: area\n  scope: applicant", "  label: 租赁面积\n  kind: area\n  scope: project", "rent_area: 与 minhang-ai-2018 的同名事实"),
}  # fmt: skip


def planted(tmp_path: Path, file: str, old: str, new: str | None) -> Path:
    folder = tmp_path / "planted"
    shutil.copytree(SOUND, folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    if old.startswith("CUT "):
        changed = text[: text.index(f"- id: {old.removeprefix('CUT ')}")]
    else:
        assert old in text, f"{file} no longer says {old}"
        changed = text.replace(old, new or "")
    path.write_text(changed, encoding="utf-8")
    return folder


def test_the_sound_pack_has_no_fault() -> None:
    assert check_pack(SOUND) == ()


@pytest.mark.parametrize("name", FAULTS)
def test_the_planted_fault_is_named(tmp_path: Path, name: str) -> None:
    file, old, new, said = FAULTS[name]
    faults = check_pack(planted(tmp_path, file, old, new))
    assert any(said in fault for fault in faults), faults


def test_a_pack_with_a_fault_fails_the_command_and_a_sound_one_passes(tmp_path: Path) -> None:
    file, old, new, said = FAULTS["比例与引文不符"]
    command = [sys.executable, "-m", "bot.cli", "policy", "check"]
    failed = subprocess.run([*command, str(planted(tmp_path, file, old, new))], capture_output=True, text=True)
    assert (failed.returncode, said in failed.stdout) == (1, True), failed.stderr
    assert subprocess.run([*command, "yunze-example-2026"], capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("questions.yaml", "- {quote: 原文里没有这一句, answers: [问什么]}", "questions.yaml: 引文不在原文中"),
        (
            "unstated.yaml",
            "- {about: 材料, asked_as: 材料, nearest: 原文里没有这一句}",
            "unstated.yaml: 引文不在原文中",
        ),
        ("passages.yaml", "- {quote: 本办法}", "passages.yaml"),
        ("glossary.yaml", "- {term: 规上, meaning: 不是这一项, explanation: 说明, quote: 本办法}", "没有这一项"),
        ("questions.yaml", "- {quote: QUOTE, answers: [问什么]}", "只有 answers，学不出来；请再写几个 is_silent_on"),
        ("glossary.yaml", "- {term: 甲, explanation: 乙, quote: ACROSS}", "glossary.yaml: 引文跨了几句"),
        ("questions.yaml", "quote: 不是列表", "questions.yaml"),
    ],
)
def test_faults_of_what_helps_people_to_ask_the_text_are_named(
    tmp_path: Path, file: str, content: str, said: str
) -> None:
    folder = shutil.copytree(SOUND, tmp_path / SOUND.name)
    source = (folder / "source.txt").read_text(encoding="utf-8")
    end = source.index("。", source.index("奖励100万元"))
    content = content.replace("QUOTE", source[end - 6 : end]).replace("ACROSS", json.dumps(source[end - 6 : end + 6]))
    (folder / file).write_text(content, encoding="utf-8")
    faults = check_pack(folder)
    assert any(said in fault for fault in faults), faults
