"""What ``huiqi policy new`` makes of a sentence: a rule where its shape is known, and otherwise nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from policy_rules.amounts import AmountNode
from policy_rules.checking import check_pack
from policy_rules.clause import Requirement
from policy_rules.drafting import draft_pack
from policy_rules.drafting.proposals import propose
from policy_rules.drafting.sentences import units_of
from policy_rules.yaml_reader import read_yaml, read_yaml_file

RULES = {
    "对获评国家级、省级、市级示范平台的企业，分别给予每家80万元、30万元、20万元奖励。": "by: x_level\ncases: {national: 80万元, provincial: 30万元, municipal: 20万元}",
    "对于获评省、市级智能工厂的，分别给予奖励20万元、10万元。": "by: x_level\ncases: {provincial: 20万元, municipal: 10万元}",
    "对建筑企业资质晋升为特级、一级的企业，分别给予500万元、100万元奖励。": "by: x_level\ncases: {option_1: 500万元, option_2: 100万元}",
    "对通过国家级认定的企业，除享受上级补助外，再给予奖励50万元。": "50万元",
    "对新落户的企业，每家给予50万元奖励；纳入规上统计的，再给予20万元奖励。": "sum: [50万元, {when: {is_true: x_more}, because: 纳入规上统计, gives: 20万元}]",
    "按博士每人8万元、硕士每人5万元给予补贴，每年最高500万元。": "at_most: 500万元\nof: {sum: [{label: 博士, each: 8万元, times: x_people_1}, {label: 硕士, each: 5万元, times: x_people_2}]}",
    "给予实习生每人每月3000元补贴，补贴期限不超过6个月。": "each: 3000元/人/月\ntimes: {product: [x_people, {at_most: 6个月, of: x_months}]}",
    "给予每人每年3000元交通补贴，期限最长为2年，单个企业最多申报5人。": "for_months: {at_most: 2年, of: x_months}\nof: {each: 3000元/人/年, times: {at_most: 5人, of: x_people}}",
    "购置自用办公房的，按每平方米800元的标准给予一次性补贴，不超过1000万元。": "at_most: 1000万元\nof: {each: 800元/㎡, times: x_area}",
    "对首次申请专利的单位，前5件额外给予2000元/件的奖励。": "each: 2000元/件\ntimes: {at_most: 5件, of: x_count}",
    "对专利30件以上的单位资助3万元，每增加30件，增加资助3万元。": "for_every: 30件\nof: x_count\ngives: 3万元",
    "年销售收入在2000万元以上的，一次性给予100万元奖励。": "100万元",
    "投资额在50万元以上至100万元以下、100万元以上的项目，分别给予投资额5%、6%的补助。": "share: {bands: [{is: 50万元以上至100万元以下, gives: 5%}, {is: 100万元以上, gives: 6%}], of: x_size}\nof: x_base",
    "对兼并重组所形成的地方贡献，予以全额奖励。": "share: 100%\nof: x_base",
    "自落户起连续5年，按经济贡献的95%给予奖励。": "over_years: 5年\nof: {share: 95%, of: x_base}",
    "每成功推荐1个企业注册的，给予1万元奖励，每年最高不超过10万元。": "at_most: 10万元\nof: {each: 1万元/个, times: x_count}",
    "对获得认证的机构，每个机构资助200万元。": "200万元",
}  # fmt: skip

LEFT_TO_THE_AUTHOR = {
    "标准不是上限": "场租补贴标准为每平方米每月最高20元。",
    "利率不是金额": "按贷款基准利率的100%给予贴息，不超过100万元。",
    "上限管着别的条": "最高2000万元运行经费补助：详见本办法第十一条；",
    "没有说给谁的上限": "最高2000万元落户奖励；",
    "分阶段合计": "上市的，分阶段合计给予500万元奖励。",
    "政府的预算": "每年安排最高100万元经费支持服务中心建设。",
    "比例的基数在别处": "对国家级的给予100%的资金配套，最高500万元；",
    "每年封顶又有年限": "按租金总额的50%给予补贴，每年不超过5万元，最长不超过3年。",
    "同一件最多几个": "每件资助1万元，同一件专利最多资助3个国家。",
    "每项但不重复": "对获奖的企业，每项奖励15万元，不重复享受。",
    "金额不是名称": "费用达1万元、5万元以上的分别给予奖励5000元、1万元。",
    "过了某日的": "2019年4月30日后获得授权的，每件给予资助2万元。",
}


@pytest.mark.parametrize("sentence", RULES)
def test_a_sentence_of_known_shape_gets_its_rule(sentence: str) -> None:
    found = propose(sentence, "x")
    assert found
    assert found.rule == RULES[sentence]
    boundaries = {"context": {"以上": True, "以下": False, "超过": False}}
    assert TypeAdapter(AmountNode).validate_python(read_yaml(found.rule), **boundaries)
    for requirement in found.requires:
        assert TypeAdapter(Requirement).validate_python(read_yaml(requirement)[0], **boundaries)


@pytest.mark.parametrize("why", LEFT_TO_THE_AUTHOR)
def test_what_would_be_guessed_is_left_to_the_author(why: str) -> None:
    assert propose(LEFT_TO_THE_AUTHOR[why], "x") is None


def facts_of(sentence: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    found = propose(sentence, "x")
    assert found
    return [(fact.label, fact.unit, tuple(label for _, label in fact.choices)) for fact in found.facts]


def test_labels_and_units_are_the_documents_own() -> None:
    assert facts_of("对于获评国家、省、市级平台的，分别给予30万元、20万元、10万元奖励。") == [
        ("国家级、省级、市级", None, ("国家级", "省级", "市级", "都不是"))
    ]
    assert facts_of("对获得国家级专利金奖、专利优秀奖的项目，分别给予15万元和10万元的奖励。")[0][2] == (
        "国家级专利金奖",
        "专利优秀奖",
        "都不是",
    )
    assert facts_of("每件专利资助8000元。") == [("符合条件的数量", "件", ())]
    assert (
        facts_of("对我区的建筑业企业，获得安全工地称号的，给予50万元奖励。")[0][0]
        == "我区的建筑业企业,获得安全工地称号"
    )


def test_reviews_and_quotas_become_conditions() -> None:
    found = propose("对特色孵化器，经区科技部门评审后，给予30万元奖励，每年获支持企业最多不超过10家。", "x")
    assert found
    reviews = [line for line in found.requires if "review:" in line]
    assert ["评审后" in reviews[0], "最多不超过10家" in reviews[1]] == [True, True]


def test_supports_between_semicolons_are_clauses_of_their_own_unless_one_hangs_on_another() -> None:
    (unit,) = units_of("第一条 对获评国家级的，奖励50万元；向证监会报送材料的，奖励100万元；股票上市，奖励200万元。")
    assert len(unit.supports) == 3
    (unit,) = units_of("第一条 对落户的企业，给予50万元奖励；纳入规上的，再给予20万元奖励。")
    assert len(unit.supports) == 1
    (unit,) = units_of("第一条 专利年资助总额不超过300万元：其中，发明资助8000元/件；外观资助500元/件。")
    assert len(unit.supports) == 1


DATES = {
    "本办法自2017年1月1日起施行，有效期5年。": ("2017-01-01", "2021-12-31"),
    "本办法自2023年9月8日起施行，有效期三年。": ("2023-09-08", "2026-09-07"),
    "本政策适用于2019年1月1日-2021年12月31日的奖补对象。": ("2019-01-01", "2021-12-31"),
    "本政策自2019年1月1日起施行。\n第三条 有效期到2021年12月31日。": ("2019-01-01", "2021-12-31"),
    "本政策自2020年2月29日起施行，有效期1年。": ("2020-02-29", "2021-02-28"),
    "本政策自2020年3月1日起施行。": ("2020-03-01", None),
}


def draft_of(folder: Path, text: str) -> Path:
    (folder / "text.txt").write_text(text, encoding="utf-8")
    return draft_pack("mou", folder / "text.txt", folder)


@pytest.mark.parametrize("sentence", DATES)
def test_the_last_day_is_found_or_worked_out_and_cases_begin_within(tmp_path: Path, sentence: str) -> None:
    draft = draft_of(tmp_path, f"某区若干措施\n第一条 每件专利资助8000元。\n第二条 {sentence}\n")
    in_force: dict[str, Any] = read_yaml_file(draft / "policy.yaml")["in_force"]
    assert (in_force["from"], in_force.get("until")) == DATES[sentence]
    assert read_yaml_file(draft / "cases.yaml")["as_of"] == DATES[sentence][0]


def test_a_sentence_with_money_or_a_limit_is_never_put_aside_silently(tmp_path: Path) -> None:
    limits = ("对获得资助的，只对增量部分给予资助。", "每个机构每年可申请一项。", "设立首期5亿元的基金。")
    text = "\n".join(f"第{number}条 支持创新。{limit}" for number, limit in zip("二三四", limits, strict=True))
    draft = draft_of(tmp_path, f"某区若干措施\n第一条 每件专利资助8000元。\n{text}\n")
    listed = read_yaml_file(draft / "policy.yaml")["no_rule"]
    assert listed == ["支持创新。"]
    todo = [clause["quote"] for clause in read_yaml_file(draft / "clauses.yaml") if "TODO" in clause.get("gives", "")]
    assert todo == list(limits)
    assert sum("gives: TODO" in fault for fault in check_pack(draft)) == 3
