"""A conversation on the chat page, as a person has it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.web.conftest import NewContext, Watched
from tests.web.screens import COMPANY, answers, card, estimate_for_the_company, message_field, said, say

CHAT = "**/api/chat"


@pytest.fixture(autouse=True)
def chat_page(page: Page) -> None:
    page.goto("/")


def sent_ids(requests: list[Request]) -> list[str]:
    return [json.loads(request.post_data or "{}")["message_id"] for request in requests]


def test_first_screen_says_what_it_can_do_and_that_the_policy_has_expired(page: Page) -> None:
    expect(page.get_by_text("已失效，仅供测算").first).to_be_in_viewport()
    expect(page.get_by_role("list", name="试试这样问").get_by_role("button").first).to_be_in_viewport()
    expect(page.get_by_role("button", name=re.compile("租金补贴.*最高 300 万元"))).to_be_visible()


def test_a_company_learns_its_amounts_with_status_formula_and_quote(page: Page) -> None:
    estimate = estimate_for_the_company(page)
    rent, growth = card(estimate, "租金"), card(estimate, "规模化")
    expect(rent).to_contain_text("205.3125 万元")
    expect(rent).to_contain_text("有条件")
    expect(rent.locator(".formula")).to_contain_text("2,053,125")
    expect(growth).to_contain_text("50 万元")
    expect(estimate).to_contain_text("已失效，仅供测算")
    quote = rent.get_by_text("前两年免除、第三年减按50%标准补贴")
    expect(quote).to_be_hidden()
    rent.get_by_text("原文与算法").click()
    expect(quote).to_be_visible()


def test_each_counted_clause_has_a_bar_that_ends_below_its_cap(page: Page) -> None:
    rows = estimate_for_the_company(page).get_by_role("list", name="各条款金额").get_by_role("listitem")
    expect(rows).to_have_count(2)
    rent = rows.filter(has_text="租金")
    # 205.3125 of at most 300, on a scale that reaches to the largest cap shown.
    assert width(rent.locator("rect.sure")) / width(rent.locator("rect.cap")) == pytest.approx(205.3125 / 300, abs=0.01)


def width(element: Locator) -> float:
    box = element.bounding_box()
    assert box
    return box["width"]


def test_answer_is_announced_and_shown_from_the_question_on(page: Page) -> None:
    estimate_for_the_company(page)
    expect(page.get_by_role("status")).not_to_be_empty()
    expect(said(page).last).to_be_in_viewport()


def test_conversation_is_still_there_after_a_reload(page: Page) -> None:
    estimate_for_the_company(page)
    page.reload()
    expect(said(page)).to_have_text(re.compile(re.escape(COMPANY)))
    expect(page.get_by_role("region", name="测算结果").last).to_contain_text("255.3125")


def test_starting_over_asks_first_and_forgets_what_was_said(page: Page) -> None:
    estimate_for_the_company(page)
    page.get_by_role("button", name="重新开始").click()
    page.get_by_role("button", name="取消").click()
    expect(said(page)).to_have_count(1)
    page.get_by_role("button", name="重新开始").click()
    page.get_by_role("button", name="清空").click()
    expect(said(page)).to_have_count(0)
    expect(page.get_by_role("list", name="试试这样问")).to_be_visible()
    page.reload()
    expect(page.get_by_role("list", name="试试这样问")).to_be_visible()


def test_while_the_bot_works_nothing_second_is_sent(page: Page) -> None:
    held: list[Route] = []
    page.route(CHAT, lambda route: held.append(route))
    say(page, "有哪些扶持？")
    expect(page.locator(".typing")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("正在测算")
    say(page, "怎么申请？")
    expect(said(page)).to_have_count(1)
    expect(message_field(page)).to_have_value("怎么申请？")
    held[0].continue_()
    expect(answers(page)).not_to_have_count(0)
    message_field(page).press("Enter")
    expect(said(page)).to_have_count(2)


def test_message_typed_offline_goes_out_once_when_the_network_is_back(page: Page, watched: Watched) -> None:
    watched.expect("ERR_INTERNET_DISCONNECTED")
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request) if request.url.endswith("/api/chat") else None)
    page.context.set_offline(True)
    say(page, COMPANY)
    expect(said(page)).to_contain_text("等待发送")
    expect(page.get_by_text("网络已断开")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("region", name="测算结果")).to_contain_text("255.3125", timeout=30_000)
    assert len(set(sent_ids(requests))) == 1
    expect(said(page)).not_to_contain_text("等待发送")


def test_message_typed_offline_survives_closing_the_page(page: Page, watched: Watched) -> None:
    watched.expect("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    say(page, "有哪些扶持？")
    expect(said(page)).to_contain_text("等待发送")
    page.context.set_offline(False)
    second = page.context.new_page()
    page.close()
    second.goto("/")
    expect(said(second)).to_have_count(1)
    expect(answers(second)).not_to_have_count(0, timeout=30_000)


def test_answer_lost_on_the_way_is_fetched_again_under_the_same_id(page: Page, watched: Watched) -> None:
    watched.expect("ERR_FAILED")
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request) if request.url.endswith("/api/chat") else None)

    def lose_the_answer(route: Route) -> None:
        route.fetch()  # the server has taken the turn
        route.abort()

    page.route(CHAT, lose_the_answer, times=1)
    say(page, COMPANY)
    expect(said(page)).to_contain_text("没有发送成功", timeout=30_000)
    page.get_by_role("button", name="重试").click()
    expect(page.get_by_role("region", name="测算结果")).to_contain_text("255.3125", timeout=30_000)
    first, second = sent_ids(requests)
    assert first == second
    page.reload()
    expect(page.get_by_role("region", name="测算结果")).to_contain_text("255.3125")
    expect(said(page)).to_have_count(1)


def test_a_refusal_is_shown_in_the_servers_words(page: Page, watched: Watched) -> None:
    watched.expect("status of 503")
    refusal = {"code": "not_ready", "message": "助手正在启动", "field": None}
    page.route(
        CHAT,
        lambda route: route.fulfill(status=503, json={"error": refusal}),
        times=1,
    )
    say(page, "你好")
    expect(said(page)).to_contain_text("助手正在启动")
    page.get_by_role("button", name="重试").click()
    expect(answers(page)).not_to_have_count(0, timeout=30_000)


def test_a_session_unknown_to_the_server_is_replaced_without_losing_the_message(page: Page, watched: Watched) -> None:
    watched.expect("status of 40")
    page.evaluate("localStorage.setItem('huiqi.session', 'made-up.0000')")
    page.reload()
    expect(page.get_by_role("list", name="试试这样问")).to_be_visible()
    estimate_for_the_company(page)


def test_quick_replies_go_with_the_next_message_and_other_buttons_stay(page: Page) -> None:
    menu = reply("可以看这些", "有哪些扶持")
    question = reply("研发投入是多少万元？（没有就说 0）", "没有")
    scripted = iter([menu, question, reply("记下了")])
    page.route(CHAT, lambda route: route.fulfill(json={"session": "s", "replies": [next(scripted)]}))
    say(page, "你好")
    menu_button = page.get_by_role("button", name="有哪些扶持")
    expect(menu_button).to_be_visible()
    menu_button.click()
    quick = page.get_by_role("button", name="没有", exact=True)
    expect(quick).to_be_visible()
    quick.click()
    expect(page.get_by_text("记下了").first).to_be_visible()
    expect(quick).to_have_count(0)
    expect(menu_button).to_be_visible()


def reply(text: str, *buttons: str) -> dict[str, object]:
    titles = [{"title": title, "payload": title} for title in buttons]
    return {"text": text, "buttons": titles, "estimate": None, "citations": []}


def test_a_pressed_button_shows_its_words_and_sends_its_payload(page: Page) -> None:
    choice = {**reply("新落户的吗？"), "buttons": [{"title": "是", "payload": "b:7f3a"}]}
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(json.loads(route.request.post_data or "{}")["text"])
        route.fulfill(json={"session": "s", "replies": [choice if len(asked) == 1 else reply("记下了")]})

    page.route(CHAT, answer)
    say(page, "你好")
    page.get_by_role("button", name="是", exact=True).click()
    expect(answers(page)).to_have_count(2)
    expect(said(page).last).to_have_text(re.compile(r"是\s*$"))
    assert asked == ["你好", "b:7f3a"]


def test_a_useful_answer_can_be_marked_and_the_mark_is_stored(page: Page) -> None:
    estimate_for_the_company(page)
    with page.expect_response("**/api/feedback") as stored:
        page.get_by_role("button", name="有用").last.click()
    assert stored.value.status == 204
    body = json.loads(stored.value.request.post_data or "{}")
    assert body["useful"] is True
    assert body["session"]
    assert body["message_id"]
    expect(page.get_by_role("button", name="有用").last).to_have_attribute("aria-pressed", "true")


def test_report_of_the_conversation_is_a_link_that_opens(page: Page) -> None:
    estimate_for_the_company(page)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="打印版").click()
    expect(opened.value.locator("body")).to_contain_text("2,053,125")


@pytest.mark.parametrize("order", ["chromium", "safari"])
def test_the_enter_that_ends_a_chinese_composition_does_not_send(page: Page, order: str) -> None:
    """Chromium: the Enter comes during the composition; Safari: after its end, with key code 229."""
    message_field(page).focus()
    page.context.new_cdp_session(page).send(
        "Input.imeSetComposition", {"text": "zujin", "selectionStart": 5, "selectionEnd": 5}
    )
    message_field(page).evaluate(
        """(field, order) => {
            const through = {bubbles: true, composed: true, cancelable: true};
            const key = (options) => field.dispatchEvent(
                new KeyboardEvent("keydown", {key: "Enter", ...through, ...options}));
            const end = () => field.dispatchEvent(new CompositionEvent("compositionend", {data: "租金", ...through}));
            if (order === "chromium") { key({isComposing: true, keyCode: 229}); end(); }
            else { end(); key({isComposing: false, keyCode: 229}); key({isComposing: false, keyCode: 13}); }
        }""",
        order,
    )
    expect(said(page)).to_have_count(0)


def test_chinese_input_then_enter_sends_what_was_composed(page: Page) -> None:
    message_field(page).focus()
    ime = page.context.new_cdp_session(page)
    ime.send("Input.imeSetComposition", {"text": "zujin", "selectionStart": 5, "selectionEnd": 5})
    ime.send("Input.insertText", {"text": "租金"})
    expect(message_field(page)).to_have_value("租金")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("租金")


def test_shift_enter_breaks_the_line(page: Page) -> None:
    message_field(page).fill("第一行")
    message_field(page).press("Shift+Enter")
    message_field(page).press_sequentially("第二行")
    expect(message_field(page)).to_have_value("第一行\n第二行")
    expect(said(page)).to_have_count(0)


def test_whole_conversation_by_keyboard_alone(page: Page) -> None:
    expect(page.get_by_role("list", name="试试这样问")).to_be_visible()
    tab_to(page, "能拿多少")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="测算结果")).to_contain_text("255.3125", timeout=30_000)
    expect(message_field(page)).to_be_focused()
    tab_to(page, "原文与算法", backwards=True)
    page.keyboard.press("Enter")
    expect(page.locator("article details[open]")).to_have_count(1)


def tab_to(page: Page, words: str, backwards: bool = False) -> None:
    """Presses Tab until the focused control says ``words``."""
    focused = """() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.matches("a, button, summary") ? element.textContent : "";
    }"""
    for _ in range(40):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if words in page.evaluate(focused):
            return
    raise AssertionError(f"Tab never reached {words}")


def test_two_people_have_two_conversations(page: Page, new_context: NewContext) -> None:
    estimate_for_the_company(page)
    other = new_context().new_page()
    other.goto("/")
    expect(said(other)).to_have_count(0)
