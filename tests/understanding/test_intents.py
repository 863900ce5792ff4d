"""What people want, in the many ways in which they say it; and that the chat understands what the command does."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.held_out import TRAINING, Half, half_of, messages, questions, utterances
from bot.understanding.features import masked, spelled
from bot.understanding.intents_examples import examples_in
from bot.understanding.intents_lexicon import Lexicon
from bot.understanding.intents_training import TrainingSet, learn_intents
from bot.understanding.linear_model import LinearModel
from bot.understanding.pack_knowledge import PackKnowledge
from bot.understanding.plain import plain, simplified
from bot.understanding.telling_model import TELLING, telling_examples_in
from bot.understanding.understand import Understander

INTENTS = frozenset(
    {
        "greet", "goodbye", "thank", "affirm", "deny", "unsure", "inform", "estimate", "check_eligibility", "what_if",
        "list_clauses", "ask_clause", "ask_procedure", "ask_payment", "ask_stacking", "ask_validity", "ask_contact",
        "ask_term", "ask_document", "review_facts", "export_report", "restart", "delete_data", "human",
        "ask_capabilities", "out_of_scope",
    }
)  # fmt: skip
FREQUENT = frozenset(
    {
        "inform", "estimate", "check_eligibility", "what_if", "ask_clause", "list_clauses", "ask_procedure",
        "ask_payment", "ask_stacking", "ask_validity", "ask_document", "out_of_scope",
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def understander(model: Path) -> Understander:
    return Understander.from_archive(model)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我們能拿多少錢？", "estimate"),
        ("　能　拿　多　少　", "estimate"),
        ("ｗｏｒｄ版发我一份", "export_report"),
        ("阿拉好拿几钿", "estimate"),
        ("点样申请呀", "ask_procedure"),
        ("is this policy still valid", "ask_validity"),
        ("谢谢🙏", "thank"),
        ("明天会下雨吗", "out_of_scope"),
        ("浦东有什么补贴", "out_of_scope"),
        ("营收6200万，研发900万", "inform"),
        ("如果研发加到2000万呢", "what_if"),
        ("有效期到什么时候", "ask_validity"),
        ("没进规上库还有戏吗", "check_eligibility"),
        ("把我的数据删掉", "delete_data"),
    ],
)
def test_dialects_scripts_and_widths_say_the_same(understander: Understander, text: str, intent: str) -> None:
    assert understander.understand(text).wish.intent == intent


@pytest.mark.parametrize(
    ("text", "asked", "intent"),
    [("510", "rent_area", "inform"), ("市级", "rd_institution_level", "inform"), ("是的", "ai_enterprise", "affirm"),
     ("不清楚", "rd_spend", "unsure"), ("有效期到什么时候", "rent_area", "ask_validity")],
)  # fmt: skip
def test_an_open_question_helps_to_read_the_answer_and_forbids_no_other_wish(
    understander: Understander, text: str, asked: str, intent: str
) -> None:
    assert understander.understand(text, asked).wish.intent == intent


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("能拿多少，什么时候到账", ("estimate", "ask_payment")),
        ("有哪些扶持，怎么申请", ("list_clauses", "ask_procedure")),
        ("能拿多少，怎么申请，什么时候到账", ("estimate", "ask_procedure", "ask_payment")),
        ("呃它过期没有啊要是没过期我该找谁呢", ("ask_validity", "ask_contact")),
        ("租金补几成和怎么申请", ("ask_clause", "ask_procedure")),
        ("你好，租金补贴怎么算", ("greet", "ask_clause")),
        ("你好呀想了解一下这份文件里说的创新带", ("greet", "ask_document")),
        ("谢谢，那怎么申请", ("thank", "ask_procedure")),
        ("今天好热，材料交哪儿", ("out_of_scope", "ask_procedure")),
        ("这个不清楚，你先告诉我最多能拿多少", ("unsure", "estimate")),
        ("我们研发900万，设备400万，能拿多少", ("inform", "estimate")),
        ("对，是内资。什么时候发钱", ("inform", "ask_payment")),
        ("去年评审通过了，合同也签了，发票也开了，钱什么时候下来", ("inform", "ask_payment")),
        ("帮我写首诗，写完告诉我申请流程", ("out_of_scope", "ask_procedure")),
        ("导出报告，然后把我填的东西都删了", ("export_report", "delete_data")),
        ("能拿多少，顺便把我的数据删掉", ("estimate", "delete_data")),
        ("先算一下，然后全部从头来", ("estimate", "restart")),
        ("现在这样能拿多少，如果研发再加500万呢", ("estimate", "what_if")),
        ("政策停了没有？没停的话联系谁", ("ask_validity", "ask_contact")),
        ("网上申请还是现场申请，归口的是哪个部门", ("ask_procedure", "ask_contact")),
        ("先说能补多少，接着安排一位专员对接我", ("estimate", "human")),
        ("上个月拿过市里100万示范奖励，再领区里的冲突不", ("inform", "ask_stacking")),
        ("唉呀，今天热死了，我们项目投了一千万，能补多少", ("out_of_scope", "inform", "estimate")),
        ("帮我转人工，再不然告诉我科委的电话号码", ("human", "ask_contact")),
    ],
)
def test_all_wishes_of_a_message_are_heard_in_their_order(
    understander: Understander, text: str, intents: tuple[str, ...]
) -> None:
    assert understander.understand(text).wish.intents == intents


@pytest.mark.parametrize(
    "text",
    [
        "按我刚才说的数据，给我算个总数",
        "甭管我们是什么公司，就说有哪些补贴",
        "我上网查了半天，心里没底，这个政策到现在还管用吗",
        "浦东那边也有补贴，他们给多少钱，怎么申请",
        "阿姨年纪大了，打字也慢，想找个真人，电话里讲讲也行",
        "只有十来个人，能报吗",
        "不管条款怎么写，你就说给多少钱",
        "刚才去接了个电话，我之前报的那些数你还存着吗",
        "不好意思我再请教一个问题，工作小组由谁牵头",
    ],
)
def test_what_is_only_said_around_a_wish_is_none(understander: Understander, text: str) -> None:
    assert len(understander.understand(text).wish.intents) == 1


def test_each_wish_is_looked_up_by_its_own_words(understander: Understander) -> None:
    said = understander.understand("申报要交什么材料，另外联系电话是多少").as_dict()["documents"]
    assert said["ask_procedure"]["unstated"] == "申报要交哪些材料"
    assert said["ask_contact"]["unstated"] == "联系电话和办公地址"


@pytest.mark.parametrize(
    "text",
    [
        "删掉那个项目",
        "把第二个项目删了",
        "重新算",
        "重新算一下",
        "设备改成900万，重新算",
        "租金那项去掉",
        "不用保存",
        "别算了",
    ],
)
def test_giving_up_a_part_or_reckoning_anew_erases_nothing(understander: Understander, text: str) -> None:
    wish = understander.understand(text).wish
    assert wish.unclear or not {"delete_data", "restart"} & set(wish.intents)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("你好，租金补贴怎么算", "ask_clause"),
        ("我们研发900万，设备400万，能拿多少", "estimate"),
        ("谢谢谢谢，报告发我", "export_report"),
        ("这个我不知道，转人工", "human"),
        ("帮我转人工，谢谢", "human"),
    ],
)
def test_a_wish_is_more_than_what_is_done_beside_it(understander: Understander, text: str, intent: str) -> None:
    assert understander.understand(text).as_contract()["intent"] == intent


def test_gibberish_is_not_understood_with_confidence(understander: Understander) -> None:
    wish = understander.understand("咕噜咕噜呱").wish
    assert wish.intent == "out_of_scope" or wish.unclear


@pytest.mark.parametrize(
    "text", ["", " ", "？", "\u0000", "a" * 2000, "能拿多少" * 500, "9" * 2000, "，" * 2000, "𠮷" * 500]
)
def test_no_text_is_too_odd_to_be_read(understander: Understander, text: str) -> None:
    understood = understander.understand(text)
    assert understood.wish.intent in INTENTS
    assert sum(share for _, share in understood.wish.ranking) == pytest.approx(1)


def test_the_contract_line_has_exactly_the_contract_fields(understander: Understander) -> None:
    line = understander.understand("房租一年60万，能补多少").as_contract()
    assert list(line) == ["text", "intent", "confidence", "clause", "facts", "denied"]
    assert line["clause"] == "rent"
    assert line["facts"] == {"annual_rent": 600000}


def test_the_chat_and_the_command_line_understand_alike(model: Path, understander: Understander) -> None:
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    from bot.runtime.model import quieten_rasa

    quieten_rasa()
    processor = Agent.load(model).processor

    async def parsed(text: str, asked: str | None) -> dict[str, Any]:
        metadata = {"asked": asked} if asked else None
        answer: dict[str, Any] = await processor.parse_message(UserMessage(text=text, metadata=metadata))
        return answer

    for utterance in utterances("intents", Half.DEV)[::12]:
        in_chat = asyncio.run(parsed(utterance.text, utterance.asked))
        on_command_line = understander.understand(utterance.text, utterance.asked)
        assert in_chat["understanding"] == on_command_line.as_dict()
        assert in_chat["intent"]["name"] == on_command_line.wish.intent
        assert in_chat["entities"] == on_command_line.entities()


def test_training_data_is_ample_distinct_and_within_the_contract() -> None:
    examples = examples_in(TRAINING)
    texts = [example.text for example in examples]
    counts = {intent: sum(example.intent == intent for example in examples) for intent in INTENTS}
    assert {example.intent for example in examples} == INTENTS
    assert len(set(texts)) == len(texts)
    assert {intent: count for intent, count in counts.items() if count < (120 if intent in FREQUENT else 60)} == {}


def test_nothing_is_trained_on_that_is_held_out() -> None:
    """「谢谢！」 is the same wording as 「谢谢」."""

    def wording(text: str) -> str:
        return re.sub(r"[\W_]+", "", spelled(text)) or text

    wishes = {wording(example.text) for example in examples_in(TRAINING)}
    telling = {(wording(example.text), example.asked) for example in telling_examples_in(TELLING)}
    asked = {wording(question.text) for question in PackKnowledge.installed().of().document.questions}
    assert [line.text for line in (*utterances("intents"), *messages()) if wording(line.text) in wishes] == []
    assert [line.text for line in utterances("facts") if (wording(line.text), line.asked) in telling] == []
    assert [line.text for line in questions() if wording(line.text) in asked] == []


def test_held_out_lines_fall_into_halves_by_their_text_alone() -> None:
    everything = utterances("intents")
    assert len(everything) >= 600
    assert half_of("能拿多少") == half_of("能拿多少")
    assert len(utterances("intents", Half.DEV)) + len(utterances("intents", Half.TEST)) == len(everything)


def test_figures_years_and_clause_numbers_are_seen_as_such() -> None:
    assert masked(spelled("营收6200万")) == masked(spelled("营收八百五十万"))
    assert masked(spelled("第5条")) == masked(spelled("第十条"))
    assert masked(spelled("能补几万")) == "能补几万"
    assert masked(spelled("千万不要一企一策")) == "千万不要一企一策"


def test_the_longest_word_counts_and_latin_words_are_whole() -> None:
    lexicon = Lexicon({"apply": ["申请"], "way": ["怎么"], "greet": ["hi"], "way_to_apply": ["怎么申请"]})
    assert [touched.concept for touched in lexicon.touched_by("怎么申请 chip hi")] == ["way_to_apply", "greet"]


def test_plain_text_keeps_every_position() -> None:
    typed = "　６２００萬　我們㎡，《閔行》😀\u200b\t完"
    assert len(plain(typed)) == len(simplified(typed)) == len(typed)
    assert plain(typed)[1:7] == "6200万 "
    assert simplified("閔行區規上企業庫") == "闵行区规上企业库"


def test_a_model_survives_its_file_and_training_repeats_itself() -> None:
    said = [f"{word}{mark}" for word in ("你好", "多少钱", "再见") for mark in ("", "啊", "呀", "呢", "吧", "哦")]
    features = [{"characters": list(text)} for text in said for _ in range(2)]
    intents = [intent for intent in ("greet", "estimate", "goodbye") for _ in range(12)]
    utterance_numbers = [number for number in range(len(said)) for _ in range(2)]
    first, second = (learn_intents(TrainingSet(features, intents, utterance_numbers)) for _ in range(2))
    read_back = LinearModel.from_arrays(first.as_arrays())
    for example in features:
        assert read_back.probabilities(example) == first.probabilities(example) == second.probabilities(example)
    assert next(iter(first.probabilities({"characters": list("多少")}))) == "estimate"
