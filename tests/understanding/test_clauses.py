"""Which clause is meant: numbers in every form, titles, everyday words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.clause_finder import ClauseFinder
from bot.understanding.pack_knowledge import PackKnowledge
from bot.understanding.understand import Understander
from policy_rules import UnknownPolicy, installed_packs, load_pack


@pytest.fixture(scope="module")
def understander(model: Path) -> Understander:
    return Understander.from_archive(model)


@pytest.fixture(scope="module")
def finder() -> ClauseFinder:
    return PackKnowledge.installed().of().clauses


@pytest.mark.parametrize(
    "text",
    [
        "第8条",
        "第八条给什么",
        "第 8 条",
        "８号条款",
        "第八款呢",
        "四(三)8",
        "四（三）８是怎么说的",
        "条款8",
        "讲讲8",
        "那8呢",
        "第八讲什么",
    ],
)
def test_a_clause_is_named_by_its_number_in_any_form(finder: ClauseFinder, text: str) -> None:
    assert finder.clauses_in(text) == ("rent",)


@pytest.mark.parametrize(
    "text", ["十条都是哪十条", "一条一条讲", "4号文还有效吗", "投了8万", "2018年10月", "能报两条吗", "〔2018〕4号"]
)
def test_numbers_that_are_no_clause_number_name_no_clause(finder: ClauseFinder, text: str) -> None:
    assert finder.clauses_in(text) == ()


def test_a_bare_number_is_an_answer_while_a_figure_is_asked_for(finder: ClauseFinder) -> None:
    assert finder.clauses_in("8", bare_number=True) == ("rent",)
    assert finder.clauses_in("8", bare_number=False) == ()


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("房租能补几年", "rent"),
        ("攻关那条怎么说", "key_technology"),
        ("研发机构最高给多少", "rd_institution"),
        ("设备补贴封顶多少", "industrialization"),
        ("平台建设费补百分之几", "service_platform"),
        ("一企一策给什么", "tailored_support"),
        ("过亿奖多少", "growth_award"),
        ("示范应用项目补贴比例", "application_demo"),
        ("市级示范配套怎么给", "demo_award_match"),
        ("國家專項配套有上限嗎", "major_project_match"),
    ],
)
def test_everyday_words_of_the_pack_name_a_clause(finder: ClauseFinder, text: str, clause: str) -> None:
    assert finder.clauses_in(text) == (clause,)


def test_a_number_weighs_more_than_words(finder: ClauseFinder) -> None:
    assert finder.clauses_in("第五条里房租算不算设备") == ("industrialization",)


def test_two_clauses_are_both_found(finder: ClauseFinder) -> None:
    assert finder.clauses_in("第2条跟第5条冲不冲突") == ("application_demo", "industrialization")
    assert set(finder.clauses_in("房租补贴和营收奖励能一起拿吗")) == {"rent", "growth_award"}


def test_who_counts_his_questions_names_no_clause_by_their_numbers(finder: ClauseFinder) -> None:
    assert finder.clauses_in("想请教：第一，办公室租金怎么补？第二，怎么申请？第三，什么时候到期？") == ("rent",)
    assert finder.clauses_in("第一、第三条能一起拿吗") == ("demo_award_match", "rd_institution")


def test_changing_a_fact_names_no_clause_unless_its_support_is_spoken_of(finder: ClauseFinder) -> None:
    assert finder.clauses_in("如果平台是市级的呢", topics_count=False) == ()
    assert finder.clauses_in("租金谈到4块的话租金补贴变多少", topics_count=False) == ("rent",)


@pytest.mark.parametrize("text", ["我们没有研发机构，可以申请别的吗", "除了房租还有什么", "不算一企一策其他加起来多少"])
def test_what_is_lacking_or_left_out_is_not_what_is_asked_about(finder: ClauseFinder, text: str) -> None:
    assert finder.clauses_in(text) == ()


def test_a_topic_names_no_clause_beside_figures_of_others(finder: ClauseFinder) -> None:
    told = ("rd_spend", "rent_area")
    assert finder.clauses_in("研发投入900万，租了500平，能拿多少", told=told) == ()
    assert finder.clauses_in("研发投入900万，能拿多少", told=("rd_spend",)) == ("industrialization",)
    assert finder.clauses_in("研发投入900万，租了500平，房租能补多少", told=told) == ("rent",)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("什么叫内资研发机构", None),
        ("啥叫新增设备投资", None),
        ("一企一策是啥", "tailored_support"),
        ("设备改成900万，然后重新算总数", None),
    ],
)
def test_a_term_or_a_correction_names_no_clause_unless_by_its_title(
    understander: Understander, text: str, clause: str | None
) -> None:
    assert understander.understand(text).clause == clause


def test_a_conversation_about_one_policy_never_names_a_clause_of_another() -> None:
    knowledge = PackKnowledge.installed()
    text = "租金补贴、技改补贴、研发机构、营收奖励、上级项目配套"
    for policy in installed_packs():
        own = {clause.id for clause in load_pack(policy).clauses}
        assert set(knowledge.of(policy).clauses.clauses_in(text)) <= own


def test_a_policy_that_is_not_installed_is_named() -> None:
    with pytest.raises(UnknownPolicy, match="nowhere-2030"):
        PackKnowledge.installed().of("nowhere-2030")
