"""Which sentence answers, and whether any does, is learned from questions; here from those to a made-up document."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.document import PolicyDocument, WholeQuestion
from bot.understanding.document_question import DocumentQuestion
from bot.understanding.pack_knowledge import PackKnowledge
from bot.understanding.passages import PassageSearch
from bot.understanding.sentence_choice import learn_sentences
from bot.understanding.ways_of_asking import WaysOfAsking
from bot.understanding.weighing import learned_weighing
from policy_rules.sections import passages_of

WORDS = PackKnowledge.installed().words
TEA = """海湾镇扶持茶产业办法
对新建茶园面积50亩以上的,每亩给予800元补助,最高不超过20万元。
支持茶企参加国际展会,展位费按50%补贴。
成立由镇领导牵头的茶产业推进小组。"""

# What goes before and after is nobody's point; the middle decides.
AROUND = list(product(("", "请问", "我想晓得", "老板问"), ("", "啊", "，谢谢", "，急")))
ANSWERED = {
    "新建茶园": ("种新茶一亩贴几个钱", "多种五十亩茶树有啥好处", "一亩茶地拿多少", "开荒种茶给不给钱"),
    "国际展会": ("去国外摆摊卖茶给报销吗", "摊位的钱能回来几成", "出国参展贴多少", "摆摊费用报一半吗"),
    "推进小组": ("这摊子事谁挑头", "镇上哪位领导管茶", "带队的是什么人", "有没有专门的班子"),
}
SILENT = {
    "新建茶园": ("种茶的补助哪天到账", "茶地的钱要交税吗", "种新茶找哪个窗口交表", "旧茶园翻新去年多少户"),
    "国际展会": ("摆摊的机票哪天到账", "去国外摆摊要交税吗", "参展找哪个窗口交表", "去年多少户出国参展"),
    "推进小组": ("带队的人电话几号", "班子几个人要交税吗", "挑头的在哪个窗口上班", "镇上领导去年多少岁"),
}


@pytest.fixture(scope="module")
def tea() -> PolicyDocument:
    passages = passages_of(TEA, "海湾镇扶持茶产业办法")
    stated = tuple(passage for passage in passages if not passage.is_heading)
    of = {piece: next(passage for passage in stated if piece in passage.text) for piece in ANSWERED}
    questions = tuple(
        WholeQuestion(f"{before}{asked}{after}", of[piece], is_answered)
        for is_answered, all_asked in ((True, ANSWERED), (False, SILENT))
        for piece, several in all_asked.items()
        for asked in several
        for before, after in AROUND
    )
    return PolicyDocument(stated, {}, (), (), questions)


@pytest.fixture(scope="module")
def search(tea: PolicyDocument) -> PassageSearch:
    return PassageSearch(tea, WORDS, learn_sentences(tea, WORDS))


@pytest.mark.parametrize(
    ("question", "piece"),
    [
        ("隔壁说开荒种茶一亩贴几个钱", "新建茶园"),
        ("我们出国摆摊的费用能报几成", "国际展会"),
        ("镇上这摊子谁带队", "推进小组"),
    ],
)
def test_a_sentence_is_found_by_ways_of_asking_that_share_no_word_with_it(
    search: PassageSearch, question: str, piece: str
) -> None:
    found = search.answer(question)
    assert found.stated
    assert piece in found.passages[0].text


@pytest.mark.parametrize("question", ["摆摊的钱哪天到账呀", "隔壁问种新茶要交税吗", "带队的人电话是几号呢"])
def test_what_near_questions_ask_in_vain_is_asked_in_vain_in_other_words_too(
    search: PassageSearch, question: str
) -> None:
    found = search.answer(question)
    assert not found.stated
    assert found.passages, "what comes nearest is shown"


def test_silence_is_believed_sooner_where_it_is_likelier(search: PassageSearch) -> None:
    question = "镇上这摊子谁带队"
    assert search.answer(question).stated
    assert not search.answer(question, silence_likelier=1000.0).stated


def test_a_year_the_document_never_names_is_not_answered_for(search: PassageSearch) -> None:
    assert not search.answer("2035年种新茶一亩贴几个钱").stated


def test_the_same_questions_teach_the_same(tea: PolicyDocument) -> None:
    one, other = learn_sentences(tea, WORDS), learn_sentences(tea, WORDS)
    assert one is not None
    assert other is not None
    for learned, again in ((one.choice, other.choice), (one.trust, other.trust)):
        assert learned.weights.tolist() == again.weights.tolist()


def test_few_questions_of_a_kind_teach_nothing(tea: PolicyDocument) -> None:
    answered = tuple(question for question in tea.questions if question.is_answered)
    assert learn_sentences(replace(tea, questions=answered), WORDS) is None
    assert learn_sentences(replace(tea, questions=answered + tea.questions[-20:]), WORDS) is None


def test_a_question_shares_most_with_the_sentence_it_was_asked_of(tea: PolicyDocument) -> None:
    ways = WaysOfAsking(tea)
    shares = ways.shares_answered(DocumentQuestion.of("去国外摆摊卖茶"))
    assert "展会" in tea.passages[int(shares.argmax())].text
    assert shares.max() == pytest.approx(1.0)
    assert (
        ways.shares_silent(DocumentQuestion.of("机票")).max() > ways.shares_answered(DocumentQuestion.of("机票")).max()
    )


@given(st.text(max_size=60))
def test_shares_are_shares(tea: PolicyDocument, text: str) -> None:
    asked, ways = DocumentQuestion.of(text), WaysOfAsking(replace(tea, questions=tea.questions[:5]))
    for shares in (ways.shares_answered(asked), ways.shares_silent(asked)):
        assert shares.shape == (len(tea.passages),)
        assert ((shares >= 0) & (shares <= 1 + 1e-9)).all()


def test_what_decides_weighs_and_what_does_not_weighs_nothing() -> None:
    chance = np.random.default_rng(1)
    deciding, idle = chance.normal(size=400), chance.normal(size=400) * 100
    weighing = learned_weighing(np.column_stack([deciding, idle]), deciding > 0.5)
    assert weighing.weights[0] > 100 * abs(weighing.weights[1])
    assert (weighing.odds(np.array([[1.5, 0.0], [-0.5, 0.0]])) > 0).tolist() == [True, False]
