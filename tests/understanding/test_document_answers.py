"""What a message is told from the policy's text: the sentence, the silence, the term; and when it is told nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.understanding.document_answers import answer_from_document
from bot.understanding.pack_knowledge import PackKnowledge, PolicyWords
from bot.understanding.understand import Understander
from policy_rules import load_pack


@pytest.fixture(scope="module")
def understander(model: Path) -> Understander:
    return Understander.from_archive(model)


@pytest.fixture(scope="module")
def words() -> PolicyWords:
    return PackKnowledge.installed().of()


def told(text: str, intent: str, words: PolicyWords, clauses: tuple[str, ...] = ()) -> dict[str, Any]:
    answer = answer_from_document((text,), intent, clauses, words)
    assert answer is not None
    return answer.as_dict()


def test_a_question_to_the_text_carries_its_sentence_word_for_word(understander: Understander) -> None:
    said = understander.understand("2020年的目标是多少家企业").as_dict()
    assert said["answered"]
    assert "超过300家" in said["passages"][0]["quote"]
    assert said["passages"][0]["section"] == "二(二)"
    assert all(passage["quote"] in load_pack("minhang-ai-2018").source for passage in said["passages"])


@pytest.mark.parametrize(
    ("text", "intent", "unstated"),
    [
        ("申报要交什么材料", "ask_procedure", "申报要交哪些材料"),
        ("电话多少", "ask_contact", "联系电话和办公地址"),
        ("最高300万是税前还是税后", "ask_clause", "税收"),
        ("浦东有补贴吗", "out_of_scope", "其他区和其他城市的政策"),
    ],
)
def test_what_the_text_does_not_say_is_named(text: str, intent: str, unstated: str, words: PolicyWords) -> None:
    said = told(text, intent, words)
    assert not said["answered"]
    assert said["unstated"] == unstated


def test_how_to_apply_for_a_clause_is_never_answered_with_what_the_clause_gives(words: PolicyWords) -> None:
    assert not told("研发机构那条要怎么申请", "ask_procedure", words, ("rd_institution",))["answered"]


def test_what_is_asked_about_under_a_sentence_is_not_taken_for_something_never_said(words: PolicyWords) -> None:
    assert told("实施细则由谁制定", "ask_document", words)["answered"]


def test_a_term_is_explained_with_the_sentence_that_uses_it(words: PolicyWords) -> None:
    (term,) = told("规上企业是什么意思", "ask_term", words)["terms"]
    assert term["term"] == "规上企业"
    assert "规上企业库" in term["quote"]


@pytest.mark.parametrize(
    ("text", "intent", "clauses"),
    [("能拿多少", "estimate", ()), ("房租补几年", "ask_clause", ("rent",)), ("今天下雨吗", "out_of_scope", ())],
)
def test_who_asks_for_nothing_in_the_text_is_told_nothing_from_it(
    text: str, intent: str, clauses: tuple[str, ...], words: PolicyWords
) -> None:
    assert answer_from_document((text,), intent, clauses, words) is None


def test_support_is_not_found_in_a_sentence_that_gives_none(words: PolicyWords) -> None:
    assert not words.passages.answer("人工智能安全检测平台有奖金吗").stated


def test_several_questions_to_the_text_are_each_answered_with_their_sentence(understander: Understander) -> None:
    said = understander.understand("谁牵头，马桥小镇多大").as_dict()
    quotes = [answer["passages"][0]["quote"] for answer in (said, *said["more"])]
    assert "由区领导牵头" in quotes[0]
    assert "10.4平方公里" in quotes[1]


def test_several_terms_are_each_explained(understander: Understander) -> None:
    said = understander.understand("规上什么意思，一企一策什么意思").as_dict()
    assert [answer["terms"][0]["term"] for answer in (said, *said["more"])] == ["规上企业", "一企一策"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("有严重失信的个人能拿吗", "有严重失信行为的个人"),
        ("被行政处罚过的公司行不行", "负面记录"),
        ("事业单位算不算在内", "全额拨款事业单位除外"),
    ],
)
def test_whether_applicants_of_a_kind_qualify_is_answered_with_the_sentence_on_them(
    text: str, says: str, understander: Understander
) -> None:
    said = understander.understand(text).as_dict()
    assert said["answered"]
    assert says in said["passages"][0]["quote"]


def test_who_gets_nothing_is_answered_with_all_that_shuts_out(words: PolicyWords) -> None:
    said = told("什么样的公司不能享受这个政策", "check_eligibility", words)
    quotes = [answer["passages"][0]["quote"] for answer in (said, *said["more"])]
    assert any("事业单位除外" in quote for quote in quotes)
    assert any("不予奖励或扶持" in quote for quote in quotes)


@pytest.mark.parametrize("text", ["我们能申请吗", "我们公司能拿吗", "能拿吗"])
def test_whether_oneself_qualifies_is_no_question_to_the_text(text: str, words: PolicyWords) -> None:
    assert answer_from_document((text,), "check_eligibility", (), words) is None


def test_a_figure_of_one_thing_is_not_told_of_another(understander: Understander) -> None:
    said = understander.understand("创新带多少平方公里").as_dict()
    assert not said["answered"]
    assert "创新带" in said["passages"][0]["quote"]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("对人才有什么奖励，给多少钱", "人才"),
        ("对留学生有什么优惠，补多少", "留学生"),
        ("对高校有什么支持，能拿多少经费", "高校"),
    ],
)
def test_the_end_of_a_question_is_asked_of_what_its_beginning_names(
    text: str, thing: str, understander: Understander
) -> None:
    said = understander.understand(text).as_dict()
    assert said["intents"] == ["ask_document"]
    assert not said["answered"]
    assert thing in said["passages"][0]["quote"]


def test_what_oneself_can_get_stays_an_estimate(understander: Understander) -> None:
    assert understander.understand("有什么补贴，能拿多少").wish.intents == ("list_clauses", "estimate")
    assert "estimate" in understander.understand("我们做芯片的有什么支持，能拿多少").wish.intents


@pytest.mark.parametrize(
    ("before", "text", "nearest"),
    [
        ("2020年的目标是多少", "2035年呢", "300家"),
        ("2020年的目标是多少", "那2028年呢", "300家"),
        ("一带指什么", "那多少平方公里", "创新带"),
        ("马桥小镇占地多少平方公里", "那创新带呢", "创新带"),
        ("什么叫首次突破", "怎么认定", "首次突破"),
        ("徐汇那边有没有租金补贴", "松江呢", "均在本区"),
    ],
)
def test_a_question_that_goes_on_is_asked_of_what_was_spoken_of(
    before: str, text: str, nearest: str, understander: Understander
) -> None:
    said = understander.understand(text, last_question=before).as_dict()
    assert said["intents"] == ["ask_document"]
    assert not said["answered"]
    assert nearest in said["passages"][0]["quote"]


def test_going_on_may_also_be_answered(understander: Understander) -> None:
    said = understander.understand("2030年呢", last_question="2020年的目标是多少").as_dict()
    assert said["answered"]
    assert "到2030年" in said["passages"][0]["quote"]
    said = understander.understand("占地多大", last_question="一镇是什么").as_dict()
    assert said["answered"]
    assert "10.4平方公里" in said["passages"][0]["quote"]


@pytest.mark.parametrize(
    "text", ["怎么申请", "什么时候到账", "能拿多少", "好的", "不知道", "租金怎么补", "2000万呢", "然后呢"]
)
def test_what_says_by_itself_what_it_wants_goes_on_from_nothing(text: str, understander: Understander) -> None:
    alone = understander.understand(text)
    assert understander.understand(text, last_question="什么是一企一策").wish == alone.wish


@pytest.mark.parametrize("text", ["博士能落户吗", "子女上学管不管"])
def test_what_the_text_is_silent_on_in_so_many_words_is_no_small_talk(text: str, words: PolicyWords) -> None:
    assert told(text, "out_of_scope", words)["unstated"] == "给个人的安家费、住房、落户等待遇"


def test_what_holds_elsewhere_is_marked_as_such(words: PolicyWords) -> None:
    assert told("听说浦东那边有这种补贴吗", "out_of_scope", words)["elsewhere"]
    assert not told("博士能落户吗", "out_of_scope", words)["elsewhere"]
