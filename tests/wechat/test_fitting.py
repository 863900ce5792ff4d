"""Replies fit into one message, and nothing of them is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechat import texts
from bot.channels.wechat.fitting import MOST_BYTES, Answer, answer_of, choice, fitted, size
from bot.channels.wechat.platform import text_message
from policy_rules import estimate, load_pack
from tests.wechat.conftest import SESSIONS

LINK = "https://huiqi.example/?session=abc.def"


def reply(text: str, *choices: tuple[str, str], **more: Any) -> dict[str, Any]:
    buttons = [{"title": title, "payload": payload} for title, payload in choices]
    return {"text": text, "buttons": buttons, "estimate": None, "citations": [], **more}


class TestOneMessage:
    def test_several_replies_are_merged_and_the_last_choices_stay_open(self) -> None:
        answer = answer_of([reply("甲", ("旧", "old")), reply("乙", ("是", "yes"), ("否", "no"))])
        assert answer.choices == (("是", "yes"), ("否", "no"))
        assert fitted(answer, None).text == f"甲\n\n乙\n{texts.CHOOSE}\nA. 是\nB. 否"

    def test_a_list_of_the_choices_gets_the_letters_instead_of_a_second_list(self) -> None:
        answer = answer_of([reply("共2项：\n· 租金补贴：最高300万元\n· 奖励", ("租金补贴", "a"), ("奖励", "b"))])
        assert fitted(answer, None).text == f"共2项：\nA. 租金补贴：最高300万元\nB. 奖励\n{texts.CHOOSE_ABOVE}"

    @pytest.mark.parametrize("text", ["· 租金补贴多少\n· 奖励", "· 奖励\n· 租金补贴", "· 租金补贴"])
    def test_a_list_of_other_things_stays_as_it_is(self, text: str) -> None:
        choices = (("租金补贴", "a"), ("奖励", "b"))
        assert fitted(Answer(text, choices), None).text == f"{text}\n{texts.CHOOSE}\nA. 租金补贴\nB. 奖励"

    def test_a_single_choice_takes_one_line(self) -> None:
        assert fitted(Answer("多少？", (("不清楚", "x"),)), None).text == f"多少？\n{texts.OR_CHOOSE}A. 不清楚"

    def test_682_characters_fit_and_683_do_not(self) -> None:
        assert fitted(Answer("政" * 682), None).rest == ""
        cut = fitted(Answer("政" * 683), None)
        assert cut.rest
        assert size(cut.text) <= MOST_BYTES

    def test_a_long_text_ends_at_a_sentence_and_says_how_to_go_on(self) -> None:
        cut = fitted(Answer("这是一句话，有逗号。" * 100), LINK)
        assert cut.text.splitlines()[0].endswith("。")
        assert texts.MORE in cut.text
        assert LINK in cut.text
        assert cut.rest.startswith("这是一句话")

    @given(st.text(min_size=1, max_size=3000), st.booleans(), st.integers(min_value=0, max_value=20))
    def test_every_part_fits_and_together_they_are_the_whole(self, text: str, linked: bool, choices: int) -> None:
        answer = Answer(text, tuple((f"选项{n}", "x") for n in range(choices)), linked)
        parts, rest = [], answer
        while True:
            part = fitted(rest, LINK)
            assert size(part.text) <= MOST_BYTES
            parts.append(part.text)
            if not part.rest:
                break
            rest = Answer(part.rest, answer.choices, linked)
        body = "".join(parts)
        kept = [character for character in text if not character.isspace()]
        position = 0
        for character in kept:
            position = body.index(character, position) + 1

    @pytest.mark.parametrize(
        ("said", "payload"),
        [
            ("A", "yes"),
            ("ｂ", "no"),
            ("b.", "no"),
            ("是", "yes"),
            (" 否 ", "no"),
            ("2", None),
            ("C", None),
            ("对", None),
        ],
    )
    def test_a_choice_is_named_by_letter_or_title_but_a_number_stays_a_number(
        self, said: str, payload: str | None
    ) -> None:
        assert choice(said, (("是", "yes"), ("否", "no"))) == payload

    def test_a_typed_link_is_not_repeated_as_a_link(self) -> None:
        assert "<a" not in answer_of([reply('您说：<A href="http://evil">点我</a>')]).text.lower()


class TestTheEstimateCard:
    def test_it_says_how_the_amounts_come_about_and_where_they_stand(self) -> None:
        found = estimate(load_pack("minhang-ai-2018"), {"ai_enterprise": True, "municipal_demo_award": "200万"})
        card = reply(
            "合计最高200万元。",
            estimate=found.model_dump(mode="json"),
            citations=[
                {"policy": "minhang-ai-2018", "section": "四(三)1", "quote": "…"},
            ],
        )
        answer = answer_of([card])
        assert answer.linked
        assert "【怎么算的】" in answer.text
        assert "四(三)1" in answer.text.splitlines()[-1]
        assert LINK in fitted(answer, LINK).text


class _Long:
    """A bot whose answer does not fit, with a choice at its end."""

    def __init__(self) -> None:
        self.said: list[str] = []

    async def turn(self, conversation: str, message_id: str, text: str, channel: str) -> Any:
        self.said.append(text)
        return (
            [reply("第一句话说到这里。" * 90 + "结尾？", ("愿意", "payload-of-yes"))]
            if len(self.said) == 1
            else [reply("好")]
        )

    async def history(self, conversation: str) -> list[str]:
        return self.said


class TestInTheChat:
    async def test_the_rest_comes_on_request_and_a_letter_presses_the_button(self, line: Callable[..., Any]) -> None:
        bot = _Long()
        opened = await line(conversations=bot)
        [first] = (await opened.platform.deliver(text_message("alice", "说说"))).shown
        [second] = (await opened.platform.deliver(text_message("alice", "继续"))).shown
        assert size(first) <= MOST_BYTES
        assert "结尾？" in second
        assert "A. 愿意" in second
        await opened.platform.deliver(text_message("alice", "a"))
        assert bot.said == ["说说", "payload-of-yes"]

    async def test_the_link_carries_the_same_conversation_to_the_page(self, line: Callable[..., Any]) -> None:
        bot = _Long()
        opened = await line(conversations=bot)
        [first] = (await opened.platform.deliver(text_message("alice", "说说"))).shown
        session = first.partition("https://huiqi.example/?session=")[2].partition('"')[0]
        conversation = SESSIONS.conversation(session)
        assert conversation
        assert "alice" not in session

    async def test_going_on_with_nothing_left_is_said_to_the_bot(self, line: Callable[..., Any]) -> None:
        opened = await line()
        assert (await opened.platform.deliver(text_message("alice", "继续"))).shown == ["回答：继续"]
