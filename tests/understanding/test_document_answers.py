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
