"""Never late, never twice, never lost: deliveries as WeChat makes them."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.wechat import texts
from bot.channels.wechat.desk import together
from bot.channels.wechat.fitting import Answer, Fitted
from bot.channels.wechat.inbox import Inbox
from bot.channels.wechat.journal import Entry
from bot.channels.wechat.messages import understand
from bot.channels.wechat.outbox import Asking, Outbox, Standing
from bot.channels.wechat.platform import text_message
from bot.channels.wechat.soak.fake_api import FakeApi
from bot.channels.wechat.tables import metadata
from bot.runtime.database import Database, create_tables
from tests.wechat.conftest import with_api

Opens = Callable[..., Any]
NOTHING = Entry(**dict.fromkeys(Entry.__annotations__))


def event(person: str, name: str, key: str = "", created: int | None = None) -> dict[str, str | int]:
    message = text_message(person, "")
    fields: dict[str, str | int] = {k: v for k, v in message.items() if k not in ("Content", "MsgId")}
    fields.update(MsgType="event", Event=name, EventKey=key)
    return {**fields, "CreateTime": created} if created else fields


async def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    async def waited() -> None:
        while not condition():  # noqa: ASYNC110 - across sockets there is no event to wait for
            await asyncio.sleep(0.05)

    await asyncio.wait_for(waited(), seconds)


class TestOneTurnAndOneAnswer:
    async def test_a_message_is_answered_in_the_same_request(self, line: Opens) -> None:
        opened = await line()
        delivered = await opened.platform.deliver(text_message("alice", "租金补贴多少"))
        assert delivered.shown == ["回答：租金补贴多少"]

    @pytest.mark.parametrize("workers", [1, 2])
    async def test_three_deliveries_at_once_show_one_answer(self, line: Opens, postgres: str, workers: int) -> None:
        opened = await line(lambda said: 0.3, database=postgres, workers=workers)
        delivered = await opened.platform.deliver(text_message("alice", "你好"), copies=3)
        assert delivered.shown == ["回答：你好"]
        assert opened.turns() == ["你好"]

    async def test_deliveries_after_the_answer_show_nothing_more(self, line: Opens) -> None:
        opened = await line()
        delivered = await opened.platform.deliver(text_message("alice", "你好"), repeats=2)
        assert (delivered.shown, delivered.statuses) == (["回答：你好"], [200, 200, 200])
        assert opened.turns() == ["你好"]

    async def test_a_slow_turn_is_answered_on_the_retry(self, line: Opens) -> None:
        opened = await line(lambda said: 6.0)
        delivered = await opened.platform.deliver(text_message("alice", "算一下"))
        assert delivered.shown == ["回答：算一下"]
        assert opened.turns() == ["算一下"]

    async def test_the_same_words_again_are_a_new_message(self, line: Opens) -> None:
        opened = await line()
        for _ in range(2):
            assert (await opened.platform.deliver(text_message("alice", "好"))).shown == ["回答：好"]
        assert opened.turns() == ["好", "好"]

    async def test_messages_of_one_person_are_answered_in_their_order(self, line: Opens) -> None:
        opened = await line(lambda said: 0.2)
        sending = []
        for number in range(5):
            sending.append(asyncio.ensure_future(opened.platform.deliver(text_message("alice", str(number)))))
            await asyncio.sleep(0.05)
        await asyncio.gather(*sending)
        assert opened.turns() == ["0", "1", "2", "3", "4"]

    async def test_a_response_that_went_to_a_peer_that_hung_up_is_given_to_the_next_try(self, line: Opens) -> None:
        opened = await line(lambda said: 0.5, cut=0.2)
        message = text_message("alice", "你好")
        assert (await opened.platform.deliver(message, tries=1)).shown == []
        await asyncio.sleep(0.6)
        assert (await opened.platform.deliver(message, tries=1)).shown == ["回答：你好"]
        assert opened.turns() == ["你好"]

    async def test_a_retry_after_the_cut_proves_the_response_lost_and_gets_it_again(
        self, line: Opens, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The platform asks again only when it saw no response, neither an answer nor an acknowledgement."""
        monkeypatch.setattr("bot.channels.wechat.outbox.RETRY_SPACING", 1.0)
        monkeypatch.setattr("bot.channels.wechat.outbox.RETRY_AFTER_RESPONSE", 0.5)
        opened = await line()
        message = text_message("alice", "你好")
        assert (await opened.platform.deliver(message, tries=1)).shown == ["回答：你好"]
        await asyncio.sleep(2.1)
        assert (await opened.platform.deliver(message, tries=1)).shown == ["回答：你好"]
        assert (await opened.platform.deliver(message, tries=1)).shown == []
        await asyncio.sleep(2.1)
        assert (await opened.platform.deliver(message, tries=1)).shown == ["回答：你好"]
        assert opened.turns() == ["你好"]

    @pytest.mark.parametrize(
        ("signed", "arrived", "written", "again"),
        [
            ((100, 100), (0.0, 0.1), 0.05, False),  # a copy
            ((100, 104), (0.0, 4.9), 4.0, False),  # less than five seconds apart, however their arrivals were delayed
            ((100, 105), (0.0, 5.0), 3.9, True),  # the cut
            ((100, 106), (1.5, 5.9), 5.8, True),  # certainly more than five seconds apart
            ((100, 105), (0.4, 4.8), 4.75, None),  # either: a response just before the cut, a repetition after it
        ],
    )
    def test_what_the_two_clocks_say_of_a_repetition(
        self, signed: tuple[int, int], arrived: tuple[float, float], written: float, again: bool | None
    ) -> None:
        carried = replace(NOTHING, request_at=arrived[0], request_signed_at=signed[0], changed_at=written)
        assert Asking("n", arrived[1], signed[1]).comes_after_the_cut_of(carried) is again

    @pytest.mark.parametrize(("signed_again", "given"), [(104, None), (105, f"{texts.PERHAPS_AGAIN}答"), (106, "答")])
    def test_what_may_have_been_seen_is_given_again_and_says_so(
        self, counter: Counter, signed_again: int, given: str | None
    ) -> None:
        message = counter.answered("问", "答")
        first = counter.asked(message, signed=100)
        counter.wait(4.4)
        counter.written(first)
        counter.wait(0.1)
        again = counter.asked(message, signed=signed_again)
        assert first.text == "答"
        assert again is Standing.GIVEN if given is None else again.text == given

    def test_a_promise_that_did_not_arrive_takes_back_the_earlier_answers_it_carried(self, counter: Counter) -> None:
        counter.answered("一", "答一")
        message = counter.received("二")
        counter.promise(message)
        promise = counter.asked(message, signed=100, placeholder=texts.IN_PROGRESS)
        counter.written(promise)
        counter.answer(message, "答二")
        counter.wait(5.5)
        again = counter.asked(message, signed=106)
        assert promise.text == f"{texts.EARLIER}答一\n\n{texts.IN_PROGRESS}"
        assert again.text == f"{texts.EARLIER}答一\n\n答二"


class Counter:
    """Inbox and outbox of one worker, step by step, at times that the test says."""

    def __init__(self, database: str) -> None:
        self.store, self.inbox, self.outbox = Database(database), Inbox("mp:a", "w"), Outbox("mp:a", "w")
        self.store.run_here(lambda c: create_tables(c, metadata))
        self._now = time.time()

    def wait(self, seconds: float) -> None:
        self._now += seconds

    def received(self, text: str) -> str:
        self.wait(0.01)
        message = understand({k: str(v) for k, v in text_message("alice", text).items()}, "mp:a")
        self.store.run_here(lambda c: self.inbox.receive(c, message, self._now))
        return message.key

    def answer(self, key: str, text: str) -> None:
        self.store.run_here(lambda c: self.inbox.answered(c, key, Answer(text), self._now))

    def answered(self, text: str, answer: str) -> str:
        key = self.received(text)
        self.answer(key, answer)
        return key

    def promise(self, key: str) -> None:
        assert self.store.run_here(lambda c: self.outbox.promise(c, key, self._now))

    def asked(self, key: str, signed: int, placeholder: str = "") -> Any:
        asking = Asking(secrets.token_hex(4), self._now, signed)
        fit = lambda taken: Fitted(together(taken, key, placeholder).text)  # noqa: E731
        return self.store.run_here(lambda c: self.outbox.hand_over(c, key, asking, self._now, fit))

    def written(self, hand_over: Any) -> None:
        self.store.run_here(lambda c: self.outbox.written(c, hand_over.request, self._now))


@pytest.fixture
def counter(database: str) -> Iterator[Counter]:
    opened = Counter(database)
    yield opened
    opened.store.close()


@pytest.mark.usefixtures("impatient")
class TestWithoutCustomerServiceApi:
    async def test_after_the_last_try_the_person_is_told_and_finds_the_result_later(self, line: Opens) -> None:
        opened = await line(lambda said: 1.0 if said == "算一下" else 0.0)
        message = {**text_message("alice", "算一下")}
        message["CreateTime"] = int(message["CreateTime"]) - 11  # the platform's third try
        delivered = await opened.platform.deliver(message)
        assert delivered.shown == [texts.IN_PROGRESS]
        assert (await opened.platform.deliver(text_message("alice", "结果"))).shown == [f"{texts.EARLIER}回答：算一下"]
        assert opened.turns() == ["算一下"]

    async def test_copies_of_the_last_try_tell_the_person_once(self, line: Opens) -> None:
        opened = await line(lambda said: 1.0 if said == "算一下" else 0.0)
        message = {**text_message("alice", "算一下")}
        message["CreateTime"] = int(message["CreateTime"]) - 11
        delivered = await opened.platform.deliver(message, copies=3)
        assert (delivered.shown, delivered.statuses) == ([texts.IN_PROGRESS], 3 * [200])
        assert (await opened.platform.deliver(text_message("alice", "结果"))).shown == [f"{texts.EARLIER}回答：算一下"]

    async def test_the_result_comes_with_the_next_message_whatever_it_says(self, line: Opens) -> None:
        opened = await line(lambda said: 0.7 if said == "算一下" else 0.0)
        message = {**text_message("alice", "算一下")}
        message["CreateTime"] = int(message["CreateTime"]) - 11
        await opened.platform.deliver(message)
        await asyncio.sleep(0.5)
        [shown] = (await opened.platform.deliver(text_message("alice", "怎么申报"))).shown
        assert shown == f"{texts.EARLIER}回答：算一下\n\n回答：怎么申报"


@pytest.mark.usefixtures("impatient")
class TestWithCustomerServiceApi:
    async def test_a_late_answer_is_acknowledged_in_time_and_sent_once(self, line: Opens, api: FakeApi) -> None:
        opened = await line(lambda said: 0.9, **with_api(api))
        delivered = await opened.platform.deliver(text_message("alice", "算一下"), copies=2)
        assert (delivered.shown, delivered.acknowledged) == ([], True)
        await until(lambda: bool(api.messages))
        await asyncio.sleep(1.0)
        assert api.shown("alice") == ["回答：算一下"]
        assert opened.turns() == ["算一下"]

    @pytest.mark.parametrize("code", [45015, 45047, 48001, 40003])
    async def test_what_the_api_refuses_comes_with_the_next_message(self, line: Opens, api: FakeApi, code: int) -> None:
        api.failure = lambda message: code
        opened = await line(lambda said: 0.7 if said == "算一下" else 0.0, **with_api(api))
        await opened.platform.deliver(text_message("alice", "算一下"))
        await until(lambda: api.calls["send"] > 0)
        await asyncio.sleep(0.3)
        assert (await opened.platform.deliver(text_message("alice", "结果"))).shown == [f"{texts.EARLIER}回答：算一下"]
        assert api.calls["send"] == 1

    async def test_a_busy_api_is_tried_again(self, line: Opens, api: FakeApi) -> None:
        api.failure = lambda message: -1 if api.calls["send"] < 5 else None
        opened = await line(lambda said: 0.7, **with_api(api))
        await opened.platform.deliver(text_message("alice", "算一下"))
        await until(lambda: bool(api.messages))
        assert api.shown() == ["回答：算一下"]

    async def test_an_answer_that_may_have_been_seen_says_so_when_it_is_sent_again(
        self, line: Opens, api: FakeApi
    ) -> None:
        api.failure = lambda message: "drop" if api.calls["send"] == 1 else None
        opened = await line(lambda said: 0.7, **with_api(api))
        await opened.platform.deliver(text_message("alice", "算一下"))
        await until(lambda: len(api.messages) == 2)
        assert api.shown() == ["回答：算一下", f"{texts.PERHAPS_AGAIN}回答：算一下"]


class TestEvents:
    async def test_two_events_of_one_person_are_two_events(self, line: Opens) -> None:
        """wechatpy gives every ordinary event the message id 0."""
        opened = await line()
        for number, words in enumerate(["怎么申报", "有哪些扶持"]):
            clicked = event("alice", "CLICK", f"say:{words}", created=int(text_message("a", "")["CreateTime"]) - number)
            assert (await opened.platform.deliver(clicked)).shown == [f"回答：{words}"]

    async def test_one_event_delivered_three_times_is_one(self, line: Opens) -> None:
        opened = await line()
        delivered = await opened.platform.deliver(event("alice", "CLICK", "say:怎么申报"), copies=2, repeats=1)
        assert delivered.shown == ["回答：怎么申报"]
        assert opened.turns() == ["怎么申报"]

    async def test_who_subscribes_is_welcomed_and_who_leaves_is_let_go(self, line: Opens) -> None:
        opened = await line()
        assert (await opened.platform.deliver(event("alice", "subscribe"), repeats=1)).shown == [texts.welcome()]
        gone = await opened.platform.deliver(event("alice", "unsubscribe"))
        assert (gone.shown, gone.acknowledged) == ([], True)

    @pytest.mark.parametrize("name", ["VIEW", "LOCATION", "TEMPLATESENDJOBFINISH", "something_new"])
    async def test_notices_of_the_platform_are_acknowledged_in_silence(self, line: Opens, name: str) -> None:
        opened = await line()
        delivered = await opened.platform.deliver(event("alice", name))
        assert (delivered.shown, delivered.acknowledged) == ([], True)


class TestOtherMessages:
    @pytest.mark.parametrize(
        ("fields", "answer"),
        [
            ({"MsgType": "voice", "Recognition": "租金补贴。"}, "回答：租金补贴。"),
            ({"MsgType": "voice", "Recognition": ""}, texts.VOICE_NOT_UNDERSTOOD),
            ({"MsgType": "voice"}, texts.VOICE_NOT_UNDERSTOOD),
            ({"MsgType": "image", "PicUrl": "http://p"}, texts.OF_TYPE["image"]),
            ({"MsgType": "location", "Label": "闵行"}, texts.OF_TYPE["location"]),
            ({"MsgType": "hologram"}, texts.UNKNOWN_TYPE),
            ({"MsgType": "text", "Content": " \n "}, texts.EMPTY),
            ({"MsgType": "text", "Content": "长" * 4001}, texts.TOO_LONG),
        ],
    )
    async def test_every_kind_gets_a_kind_answer(self, line: Opens, fields: dict[str, str], answer: str) -> None:
        opened = await line()
        message = {name: value for name, value in text_message("alice", "").items() if name != "Content"}
        assert (await opened.platform.deliver({**message, **fields}, repeats=1)).shown == [answer]


class TestTheBotIsNotThereYet:
    async def test_a_message_that_comes_while_the_model_loads_is_answered_when_it_is_loaded(self, line: Opens) -> None:
        class Loading:
            """Stands where the application hands out the bot once it is loaded."""

            bot: Any = None

            async def turn(self, *arguments: Any) -> Any:
                while self.bot is None:  # noqa: ASYNC110 - as the application does
                    await asyncio.sleep(0.05)
                return await self.bot.turn(*arguments)

            async def history(self, conversation: str) -> Any:
                return await self.bot.history(conversation)

        loading = Loading()
        opened = await line(conversations=loading)
        sending = asyncio.ensure_future(opened.platform.deliver(text_message("alice", "早")))
        await asyncio.sleep(0.5)
        loading.bot = opened.double
        assert (await sending).shown == ["回答：早"]
