"""A sentence on the thing asked about is no answer where it says nothing of what is asked of the thing."""

from __future__ import annotations

import pytest

from bot.understanding.document import PolicyDocument, document_of
from bot.understanding.pack_knowledge import PackKnowledge
from bot.understanding.passages import PassageSearch
from bot.understanding.point_asked import Asking, point_of
from bot.understanding.word_worth import core_of, worth_of
from policy_rules import load_pack
from policy_rules.sections import passages_of

# Of no pack: what holds for it holds for any document.
MADE_UP = """海湾镇扶持茶产业办法
一、扶持内容
对新建茶园面积50亩以上的,每亩给予800元补助,最高不超过20万元。
支持茶企参加国际展会,展位费按50%补贴。
鼓励茶农与农业大学合作,培育茶树新品种。
成立由镇领导牵头的茶产业推进小组。
二、附则
本办法自2024年3月1日起施行,有效期三年。
申报细则由镇农业办公室另行制定。"""


@pytest.fixture(scope="module")
def minhang() -> PassageSearch:
    return PassageSearch(document_of(load_pack("minhang-ai-2018")), PackKnowledge.installed().words)


@pytest.fixture(scope="module")
def made_up() -> PassageSearch:
    passages = passages_of(MADE_UP, "海湾镇扶持茶产业办法")
    stated = tuple(passage for passage in passages if not passage.is_heading)
    return PassageSearch(PolicyDocument(stated, {}, (), ()), PackKnowledge.installed().words)


@pytest.fixture(scope="module")
def yunze() -> PassageSearch:
    return PassageSearch(document_of(load_pack("yunze-example-2026")), PackKnowledge.installed().words)


@pytest.mark.parametrize(
    "question",
    [
        "140多家里面有几家是上市公司",
        "无人车上路测试的路段有哪几条",
        "文件里提到的智能驾驶要上什么牌照",
        "专家评审可不可以请外省专家",
        "智能导诊要不要取得医疗器械注册证",
        "年主营业务收入是按合并报表还是单体报表",
        "推进工作小组的副组长由谁担任",
        "怎样才算“人工智能企业” 认定标准是什么",
    ],
)
def test_a_property_the_sentence_does_not_speak_of_is_not_stated(minhang: PassageSearch, question: str) -> None:
    assert not minhang.answer(question).stated


@pytest.mark.parametrize(
    ("question", "piece"),
    [
        ("这个通知是哪天印发的", "2018年8月20日"),
        ("闵行自己那个AI@什么计划叫啥名字", "AI@MH"),
        ("到二〇二〇年想把AI企业发展到几家", "超过300家"),
        ("我在做归档，登记表要填日期，这个文件是哪天印发的呀", "2018年8月20日"),
        ("“一镇”说的是马桥还是浦江", "是指马桥镇"),
        ("2030年想做到啥程度", "世界领先水平"),
    ],
)
def test_what_is_said_in_other_words_is_not_refused(minhang: PassageSearch, question: str, piece: str) -> None:
    found = minhang.answer(question)
    assert found.stated
    assert piece in found.passages[0].text


@pytest.mark.parametrize(
    ("question", "piece"),
    [
        ("茶园每亩补多少钱", "每亩给予800元"),
        ("参加国际展会的展位费补吗", "展位费按50%补贴"),
        ("推进小组由谁牵头", "由镇领导牵头"),
        ("细则哪个部门制定", "由镇农业办公室"),
        ("这个办法到哪天失效", "有效期三年"),
    ],
)
def test_any_document_answers_what_it_says(made_up: PassageSearch, question: str, piece: str) -> None:
    found = made_up.answer(question)
    assert found.stated
    assert piece in found.passages[0].text


@pytest.mark.parametrize(
    "question",
    [
        "茶园的灌溉设施由哪家公司安装",
        "展会上可以卖咖啡吗",
        "农业大学的教授是谁",
        "茶树新品种要不要做转基因检测",
        "推进小组的副组长是谁",
        "茶农的年龄有没有上限",
    ],
)
def test_any_document_is_silent_on_what_it_does_not_say(made_up: PassageSearch, question: str) -> None:
    assert not made_up.answer(question).stated


@pytest.mark.parametrize(
    ("question", "is_stated"),
    [
        ("博士每人补多少钱", True),
        ("申报指南由谁发布", True),
        ("5年内迁走要退钱吗", True),
        ("上市必须在哪个交易所", False),
        ("检验检测机构要有什么资质", False),
        ("公办小学是哪几所学校", False),
        ("数据中心的PUE要降到多少", False),
    ],
)
def test_a_pack_without_everyday_phrases_of_its_own_is_asked_too(
    yunze: PassageSearch, question: str, is_stated: bool
) -> None:
    assert yunze.answer(question).stated is is_stated


def test_a_document_of_articles_has_sections_too(yunze: PassageSearch) -> None:
    assert yunze.answer("博士每人补多少钱").passages[0].section == "第七条"


@pytest.mark.parametrize(
    ("question", "asking", "words"),
    [
        ("无人车要上什么牌照", Asking.WITH_A_QUESTION_WORD, ("牌照",)),
        ("导诊要不要取得注册证", Asking.OF_A_PROPERTY, ("取得注册证",)),
        ("做算法的,文件怎么说", Asking.OF_MENTION, ("",)),
        ("按合并报表还是单体报表", Asking.OF_A_PROPERTY, ("按合并报表", "单体报表")),
    ],
)
def test_the_point_of_a_question_is_what_its_form_asks_for(
    question: str, asking: Asking, words: tuple[str, ...]
) -> None:
    point = point_of(question)
    assert (point.asking, point.words) == (asking, words)


def test_rare_nouns_say_most_and_words_that_join_or_ask_say_nothing() -> None:
    assert worth_of("牌照") > worth_of("标准") > worth_of("国家")
    assert [worth_of(word) for word in ("可以", "什么", "角色", "转租", "50%", "，")] == [0.0] * 6


def test_what_leans_on_a_rare_word_is_no_part_of_it() -> None:
    assert [core_of(word) for word in ("镇里", "搞成", "转租给", "未来")] == ["镇", "搞", "转租", "未来"]
