"""The consultants' estimate page: what is typed, what is asked, what is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.web.conftest import DESKTOP, NewContext, Watched

ESTIMATE = "**/api/estimate"
FORM = {
    "rent_area": "800",
    "rent_price_per_day": "4.5",
    "annual_revenue": "6200",
    "previous_peak_revenue": "4800万",
}


@pytest.fixture
def sheet(new_context: NewContext) -> Page:
    page = new_context(DESKTOP).new_page()
    page.goto("/estimate")
    expect(result(page)).to_contain_text("待补充信息")
    return page


def result(page: Page) -> Locator:
    return page.get_by_role("region", name="测算结果")


def fill_in(page: Page, facts: dict[str, str], project: int | None = None) -> None:
    owner = "applicant" if project is None else f"project-{project}"
    for fact, text in facts.items():
        page.locator(f"#{owner}-{fact}").fill(text)


def last_request(page: Page, act: Callable[[], None]) -> dict[str, Any]:
    """The facts that the page asks with after ``act``."""
    with page.expect_response(lambda answer: answer.url.endswith("/api/estimate")) as answered:
        act()
    body: dict[str, Any] = json.loads(answered.value.request.post_data or "{}")
    return body


def shown_amounts(page: Page) -> dict[str, str]:
    rows = result(page).get_by_role("list", name="各条款金额").get_by_role("listitem")
    return {row.split("\n")[0].strip(): row.split("\n")[-1].strip() for row in rows.all_inner_texts()}


def test_the_page_says_first_that_the_policy_is_not_in_force(sheet: Page) -> None:
    expect(sheet.get_by_text("已失效，仅供测算").first).to_be_in_viewport()


def test_on_a_day_within_the_policy_nothing_is_said_of_expiry(sheet: Page) -> None:
    sheet.get_by_label("申请日期").fill("2020-06-30")
    expect(sheet.get_by_text("已失效，仅供测算")).to_have_count(0)
    sheet.get_by_label("申请日期").fill("2018-09-30")
    expect(sheet.get_by_text("尚未施行，仅供测算").first).to_be_visible()


def test_same_numbers_as_the_api_for_the_same_facts(sheet: Page) -> None:
    fill_in(sheet, FORM)
    fill_in(sheet, {"rd_spend": "900万", "equipment_spend": "400"}, project=0)
    expect(result(sheet)).to_contain_text("385.3125–605.3125")
    facts = {
        "rent_area": 800,
        "rent_price_per_day": 4.5,
        "annual_revenue": "6200万",
        "previous_peak_revenue": "4800万",
        "projects": [{"rd_spend": "900万", "equipment_spend": "400万"}],
    }
    asked = {"policy": "minhang-ai-2018", "as_of": sheet.get_by_label("申请日期").input_value(), "facts": facts}
    estimate = sheet.request.post("/api/estimate", data=asked).json()
    assert estimate["total"] == {"min": 3853125, "max": 6053125}
    counted = [clause for clause in estimate["clauses"] if clause["status"] == "conditional"]
    by_title = {clause["title"]: clause["amount"] for clause in counted}
    shown = shown_amounts(sheet)
    assert len(shown) == len(by_title) == 3
    for title, amount in by_title.items():
        [text] = [text for label, text in shown.items() if label.startswith(title)]
        assert text == written(amount)


def written(amount: dict[str, float]) -> str:
    low, high = (f"{amount[end] / 10_000:,.6f}".rstrip("0").rstrip(".") for end in ("min", "max"))
    return f"{low} 万元" if low == high else f"{low}–{high} 万元"


def test_what_is_not_filled_in_is_not_sent(sheet: Page) -> None:
    body = last_request(sheet, lambda: fill_in(sheet, {"rent_area": "800"}))
    assert body["facts"] == {"rent_area": 800, "projects": [{}]}


@pytest.mark.parametrize(
    ("typed", "sent", "said_back"),
    [
        ("500-600万", ["500万", "600万"], "500万 至 600万"),
        ("500万～600万", ["500万", "600万"], "500万 至 600万"),
        ("５００至６００", ["500万元", "600万元"], "500万元 至 600万元"),
        ("不到500万", [0, "500万"], "不超过 500万"),
        ("500万以上", ["500万", None], "500万 以上"),
        ("1.2亿", "1.2亿", ""),
        ("6,200", "6200万元", ""),
        ("没有", 0, ""),
    ],
)
def test_amounts_are_understood_as_people_type_them(sheet: Page, typed: str, sent: object, said_back: str) -> None:
    body = last_request(sheet, lambda: fill_in(sheet, {"rd_spend": typed}, project=0))
    assert body["facts"]["projects"] == [{"rd_spend": sent}]
    expect(sheet.locator("#project-0-rd_spend-note")).to_have_text(said_back)


def test_another_policy_brings_its_own_questions(sheet: Page) -> None:
    sheet.get_by_label("政策").select_option("yunze-example-2026")
    expect(sheet.get_by_role("group", name="厂房租金补贴")).to_be_visible()
    expect(result(sheet)).to_contain_text("厂房租金补贴")
    day = sheet.get_by_label("落户日期")
    assert last_request(sheet, lambda: day.fill("2026-03-01"))["facts"]["settled_on"] == "2026-03-01"
    expect(sheet.get_by_text("已失效")).to_have_count(0)
    sheet.reload()
    expect(sheet.get_by_label("落户日期")).to_have_value("2026-03-01")


def test_yes_no_and_unknown_are_three_answers(sheet: Page) -> None:
    question = sheet.get_by_role("radiogroup", name="新落户")
    no, unknown = (question.get_by_role("radio", name=name) for name in ("否", "未知"))
    expect(unknown).to_be_checked()
    assert last_request(sheet, no.check)["facts"]["newly_settled"] is False
    expect(result(sheet).locator("details", has_text="不符合").first).to_contain_text("租金")
    assert "newly_settled" not in last_request(sheet, unknown.check)["facts"]


def test_a_mistake_is_shown_at_its_field_and_the_last_result_stays(sheet: Page, watched: Watched) -> None:
    watched.expect("status of 4")
    fill_in(sheet, FORM)
    expect(result(sheet)).to_contain_text("255.3125")
    sheet.get_by_role("button", name="再加一个项目").click()
    fill_in(sheet, {"rd_spend": "很多"}, project=1)
    field = sheet.locator("#project-1-rd_spend")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(sheet.locator("#project-1-rd_spend-note")).to_contain_text("很多")
    expect(sheet.get_by_role("alert")).to_be_visible()
    expect(result(sheet)).to_contain_text("255.3125")
    field.fill("900万")
    expect(sheet.get_by_role("alert")).to_have_count(0)


def test_an_answer_to_older_input_is_never_shown(sheet: Page) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route, request: Request) -> None:
        if "800万" in (request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    sheet.route(ESTIMATE, hold_the_first)
    with sheet.expect_request(lambda request: "800万" in (request.post_data or "")):
        fill_in(sheet, {"municipal_demo_award": "800万"}, project=0)
    fill_in(sheet, {"municipal_demo_award": "120万"}, project=0)
    expect(result(sheet)).to_contain_text("120 万元")
    for route in held:
        route.abort()
    expect(result(sheet)).to_contain_text("120 万元")


def test_projects_stand_side_by_side_and_are_named(sheet: Page) -> None:
    sheet.get_by_role("button", name="再加一个项目").click()
    sheet.get_by_label("项目2的名称").fill("二期")
    fill_in(sheet, {"higher_level_award": "100万"}, project=0)
    fill_in(sheet, {"higher_level_award": "200万"}, project=1)
    bars = result(sheet).get_by_role("list", name="各条款金额")
    expect(bars.get_by_role("listitem")).to_have_text([matching("项目1", "100 万元"), matching("二期", "200 万元")])
    first, second = (sheet.locator(f"#project-{index}-rd_spend").bounding_box() for index in (0, 1))
    assert first
    assert second
    assert first["y"] == second["y"]
    assert first["x"] < second["x"]


def matching(*parts: str) -> Any:
    return re.compile(".*".join(re.escape(part) for part in parts), re.DOTALL)


def test_scenarios_are_compared_in_columns_with_what_differs(sheet: Page) -> None:
    fill_in(sheet, FORM)
    expect(result(sheet)).to_contain_text("255.3125")
    sheet.get_by_role("button", name="复制为新方案").click()
    fill_in(sheet, {"rent_area": "300"})
    table = sheet.get_by_role("region", name="方案对比")
    expect(table.get_by_role("columnheader")).to_have_text(["方案对比", "方案一", "方案二"])
    expect(table.get_by_role("row", name="合计").get_by_role("cell")).to_have_text(["255.3125 万元", "173.1875 万元"])
    expect(table.get_by_role("row", name="租赁面积").get_by_role("cell")).to_have_text(["800 ㎡", "300 ㎡"])
    expect(table.get_by_role("row", name="年主营业务收入")).to_have_count(0)


def test_a_link_carries_everything_and_no_server_sees_it(sheet: Page, new_context: NewContext) -> None:
    fill_in(sheet, FORM)
    sheet.get_by_label("申请日期").fill("2020-06-30")
    sheet.get_by_role("button", name="复制为新方案").click()
    fill_in(sheet, {"equipment_spend": "400-500万", "rd_spend": "900万"}, project=0)
    expect(result(sheet)).to_contain_text("385.3125–625.3125")
    link = sheet.url
    assert "#" in link

    other = new_context(DESKTOP).new_page()
    addresses: list[str] = []
    other.on("request", lambda request: addresses.append(request.url))
    other.goto(link)
    expect(other.get_by_role("region", name="方案对比")).to_contain_text("385.3125–625.3125")
    expect(other.locator("#applicant-rent_area")).to_have_value("800")
    expect(other.get_by_label("申请日期")).to_have_value("2020-06-30")
    fragment = link.split("#")[1]
    assert not [address for address in addresses if fragment[:24] in address.split("#")[0]]


def test_a_broken_link_opens_an_empty_sheet(page: Page) -> None:
    page.goto("/estimate#bm9uc2Vuc2U")
    expect(result(page)).to_contain_text("待补充信息")


def test_the_word_report_opens_and_carries_the_same_amounts(sheet: Page) -> None:
    fill_in(sheet, FORM)
    expect(result(sheet)).to_contain_text("255.3125")
    with sheet.expect_download() as download:
        sheet.get_by_role("button", name="导出 Word").click()
    document = Document(str(download.value.path()))
    text = "\n".join([paragraph.text for paragraph in document.paragraphs] + cells(document))
    assert "2,053,125" in text or "205.3125" in text
    assert "已失效" in text


def cells(document: Any) -> list[str]:
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def test_on_paper_stand_the_facts_and_every_detail(sheet: Page) -> None:
    fill_in(sheet, FORM)
    expect(result(sheet)).to_contain_text("255.3125")
    sheet.emulate_media(media="print")
    sheet.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(sheet.get_by_role("button", name="打印")).to_be_hidden()
    expect(sheet.locator("#applicant-rent_area")).to_be_hidden()
    expect(sheet.get_by_role("row", name="租赁面积")).to_contain_text("800 ㎡")
    expect(result(sheet).get_by_text("前两年免除、第三年减按50%标准补贴")).to_be_visible()


def test_the_form_is_filled_in_by_keyboard_alone(sheet: Page) -> None:
    sheet.locator("#applicant-rent_area").focus()
    sheet.keyboard.type("800")
    for _ in range(3):
        sheet.keyboard.press("Tab")
    sheet.keyboard.type("4.5")
    expect(result(sheet)).to_contain_text("205.3125")
