"""Questions to the document: the exact sentence with its section, or an honest no."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.understanding.document import PolicyDocument, document_of
from bot.understanding.glossary import Glossary
from bot.understanding.pack_knowledge import PackKnowledge
from bot.understanding.passages import PassageSearch
from bot.understanding.understand import Understander
from policy_rules import Pack, load_pack


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("minhang-ai-2018")


@pytest.fixture(scope="module")
def document(pack: Pack) -> PolicyDocument:
    return document_of(pack)


@pytest.fixture(scope="module", params=["by its words alone", "as learned"])
def search(request: pytest.FixtureRequest, document: PolicyDocument, model: Path) -> PassageSearch:
    if request.param == "as learned":
        return Understander.from_archive(model).words_of().passages
    return PassageSearch(document, PackKnowledge.installed().words)


def test_every_passage_stands_verbatim_in_the_source(pack: Pack, document: PolicyDocument) -> None:
    assert len(document.passages) > 100
    assert [passage.text for passage in document.passages if passage.text not in pack.source] == []


@pytest.mark.parametrize(
    ("piece", "section"),
    [
        ("闵府规发〔2018〕4号", "通知"),
        ("为贯彻落实《新一代人工智能发展规划》", "引言"),
        ("已经集聚了140多家", "一"),
        ("人工智能企业数量超过300家", "二(二)"),
        ("总占地面积10.4平方公里", "三(一)1"),
        ("成立由区领导牵头", "四(一)"),
        ("租金前两年免除", "四(三)8"),
        ("实行“一事一议”", "五"),
    ],
)
def test_a_sentence_carries_the_number_of_its_section(document: PolicyDocument, piece: str, section: str) -> None:
    assert {passage.section for passage in document.passages if piece in passage.text} == {section}


@pytest.mark.parametrize(
    ("question", "piece"),
    [
        ("马桥小镇有多大", "10.4平方公里"),
        ("2020年企业数量目标", "超过300家"),
        ("一带是指哪里", "是指紫竹走廊创新带"),
        ("到2020年打算有多少家AI公司", "超过300家"),
        ("交大准备建哪些院", "建设上海交大人工智能研究院"),
        ("几个国家级园区，叫什么名字", "3个国家级开发区"),
        ("谁牵头推进", "由区领导牵头"),
        ("能拿专利去质押贷款吗", "知识产权质押贷款"),
        ("細則由誰制定", "由区经委牵头"),
        ("上级政策变了以哪个为准", "以上级政策为准"),
    ],
)
def test_what_the_document_says_is_answered_with_its_sentence(search: PassageSearch, question: str, piece: str) -> None:
    found = search.answer(question)
    assert found.stated
    assert piece in found.passages[0].text


@pytest.mark.parametrize(
    ("question", "about", "nearest"),
    [
        ("申报要交哪些材料", "申报要交哪些材料", "另行制定"),
        ("区经委电话多少", "联系电话和办公地址", "另行制定"),
        ("今年申报截止到几号", "申报的起止时间", "有效期至2021年9月30日"),
        ("浦东有没有类似的政策", "其他区和其他城市的政策", "均在本区"),
        ("2023年的新政策怎么说", "有效期以后的新政策和其他年份的文件", "有效期至2021年9月30日"),
        ("推进小组组长叫什么名字", "有关负责人的姓名", "由区领导牵头"),
    ],
)
def test_what_the_document_does_not_say_is_said_so_with_what_is_nearest(
    search: PassageSearch, question: str, about: str, nearest: str
) -> None:
    found = search.answer(question)
    assert not found.stated
    assert found.unstated == about
    assert nearest in found.passages[0].text


@pytest.mark.parametrize("question", ["去年产值多少", "今年有多少家企业", "现在实际完成了几个示范项目"])
def test_how_things_stand_today_is_not_what_a_document_says(search: PassageSearch, question: str) -> None:
    assert not search.answer(question).stated


@pytest.mark.parametrize(
    ("question", "silence"),
    [
        ("2025年的产业规模目标是多少", True),
        ("2020年的产业规模目标是多少", False),
        ("现在有多少从业人员", True),
        ("要引进多少名高层次人才", True),
        ("要培育多少家龙头企业", False),
    ],
)
def test_a_figure_for_another_year_or_of_people_is_not_taken_from_the_next_best_sentence(
    search: PassageSearch, question: str, silence: bool
) -> None:
    assert search.answer(question).stated is not silence


def test_a_message_is_near_the_sentences_or_the_silence_it_asks_for(search: PassageSearch) -> None:
    said, unsaid, neither = (search.nearness(text) for text in ("马桥小镇多大", "联系电话是哪个号码", "嗯嗯"))
    assert said.stated > said.unstated
    assert unsaid.unstated > unsaid.stated
    assert max(neither.stated, neither.unstated) < min(said.stated, unsaid.unstated)


@pytest.mark.parametrize("question", ["", "   ", "？？？", "asdfgh", "人工智能", "🙂" * 400])
def test_a_question_without_content_finds_nothing_and_breaks_nothing(search: PassageSearch, question: str) -> None:
    assert not search.answer(question).stated


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("啥叫规上啊", "规上企业"),
        ("1：1配套怎么理解", "1:1配套"),
        ("什麼是內資", "内资"),
        ("一企一策啥意思", "一企一策"),
        ("立项是指", "立项"),
    ],
)
def test_terms_are_explained_beside_the_sentence_that_uses_them(
    document: PolicyDocument, question: str, term: str
) -> None:
    found = Glossary(document.glossary).term_in(question)
    assert found is not None
    assert found.term == term


def test_an_explanation_is_never_policy_text(pack: Pack, document: PolicyDocument) -> None:
    assert [term.term for term in document.glossary if term.explanation in pack.source] == []


def test_a_quote_that_is_not_in_the_source_is_named(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pack")
    (folder / "glossary.yaml").write_text(
        "- {term: 甲, also: [], explanation: 乙, quote: 没有这句话}\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"glossary\.yaml.*没有这句话"):
        document_of(replace(pack, folder=folder))


@pytest.mark.parametrize(
    "question",
    [
        "紫竹走廊全长多少公里",
        "莘庄工业区有多大面积",
        "柏楚电子一年营收多少",
        "矩子科技老总是谁",
        "医疗大数据基地建在哪栋楼",
        "工作小组办公室设在哪里",
        "推进小组多长时间开一次会",
        "攻关项目评审一般多少个专家",
        "实施细则是几月几号出的",
    ],
)
def test_a_sentence_that_only_mentions_a_thing_does_not_tell_its_length_address_price_or_date(
    search: PassageSearch, question: str
) -> None:
    assert not search.answer(question).stated


@pytest.mark.parametrize("question", ["规上企业库里现在有多少家", "紫竹高新区占地多少平方公里"])
def test_a_figure_of_another_thing_is_no_answer(search: PassageSearch, question: str) -> None:
    assert not search.answer(question).stated


@pytest.mark.parametrize(
    ("question", "piece"),
    [
        ("小镇占多少地", "10.4平方公里"),
        ("专项多久启动一回", "按年度启动"),
        ("搞机器人的有几家", "80多家"),
        ("除了人工智能研究院，交大还建什么院", "医疗机器人研究院"),
    ],
)
def test_the_sentence_with_the_kind_of_answer_asked_for_is_taken(
    search: PassageSearch, question: str, piece: str
) -> None:
    found = search.answer(question)
    assert found.stated
    assert piece in found.passages[0].text


def test_a_document_without_everyday_words_of_its_own_is_found_by_those_of_the_language(
    document: PolicyDocument,
) -> None:
    bare = PassageSearch(replace(document, asked_as={}), PackKnowledge.installed().words)
    assert "误诊率和漏诊率" in bare.answer("医院里怎么少看错病").passages[0].text
    assert "区域总部" in bare.answer("大厂把总部挪过来").passages[0].text
