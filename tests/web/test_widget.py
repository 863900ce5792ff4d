"""The widget on somebody else's site: another origin, its own Content-Security-Policy, hostile style rules."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.web.host_site import HostSite
from tests.web.screens import estimate_for_the_company, message_field, said, storage

LAUNCHER = "惠企政策助手"


def open_chat(page: Page) -> None:
    page.get_by_role("button", name=LAUNCHER).click()


def test_one_script_tag_gives_a_chat_that_answers(page: Page, host_site: HostSite) -> None:
    page.goto(host_site.url)
    open_chat(page)
    estimate_for_the_company(page)


def test_only_the_session_is_stored_on_the_host_site(page: Page, host_site: HostSite) -> None:
    page.goto(host_site.url)
    open_chat(page)
    estimate_for_the_company(page)
    assert set(storage(page)) == {"huiqi.session"}


def test_the_conversation_outlives_a_change_of_page_on_the_host_site(page: Page, host_site: HostSite) -> None:
    page.goto(host_site.url)
    open_chat(page)
    estimate_for_the_company(page)
    page.goto(host_site.url + "/?theme=light")
    open_chat(page)
    expect(page.get_by_role("region", name="测算结果")).to_contain_text("255.3125")


def test_frame_mode_stores_nothing_on_the_host_site(page: Page, host_site: HostSite) -> None:
    page.goto(host_site.url + "/?mode=iframe&theme=dark")
    open_chat(page)
    frame = page.frame_locator("iframe")
    estimate_for_the_company(frame)
    assert storage(page) == {}
    frame.get_by_role("button", name="关闭").click()
    expect(page.get_by_role("button", name=LAUNCHER)).to_be_focused()


def test_page_mode_puts_the_chat_where_the_script_stands(page: Page, host_site: HostSite) -> None:
    page.goto(host_site.url + "/?mode=page")
    estimate_for_the_company(page)


def test_a_prefilled_question_opens_the_chat_and_waits_for_the_person(page: Page, host_site: HostSite) -> None:
    page.goto(host_site.url + "/?question=租金补贴怎么算？")
    expect(message_field(page)).to_have_value("租金补贴怎么算？")
    expect(said(page)).to_have_count(0)
    message_field(page).press("Enter")
    expect(said(page)).to_contain_text("租金补贴怎么算？")


def test_escape_closes_and_gives_the_focus_back(page: Page, host_site: HostSite) -> None:
    page.goto(host_site.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(message_field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name=LAUNCHER)).to_be_focused()


def test_the_hosts_style_rules_do_not_reach_into_the_widget(page: Page, host_site: HostSite) -> None:
    seen = []
    for address in (host_site.url, host_site.url + "/?hostile=1"):
        page.goto(address)
        seen.append(looks(page.get_by_role("button", name=LAUNCHER)))
        open_chat(page)
        expect(page.get_by_role("heading", name="可以测算的扶持")).to_be_visible()
        seen.append(looks(message_field(page)))
    assert seen[:2] == seen[2:]


def test_browsers_that_cannot_construct_style_sheets_link_to_one(page: Page, host_site: HostSite) -> None:
    """Safari before 16.4."""
    seen = []
    for _ in range(2):
        page.goto(host_site.url)
        open_chat(page)
        expect(page.get_by_role("heading", name="可以测算的扶持")).to_be_visible()
        seen.append((looks(message_field(page)), looks(page.get_by_role("button", name="关闭"))))
        page.add_init_script("delete Document.prototype.adoptedStyleSheets")
    expect(page.locator("huiqi-widget link[rel=stylesheet]").first).to_be_attached()
    assert seen[0] == seen[1]


def test_nothing_of_the_widget_leaks_into_the_host_page(page: Page, host_site: HostSite) -> None:
    states = []
    for address in (host_site.url + "/?bare=1", host_site.url):
        page.goto(address)
        heading = page.get_by_role("heading", name="某园区官网")
        states.append((looks(heading), page.evaluate("Object.keys(window).sort()"), storage(page)))
    assert states[0] == states[1]


def looks(element: Locator) -> dict[str, str]:
    """The computed style that a foreign rule would change first, and the place on the screen."""
    result: dict[str, str] = element.evaluate(
        """(element) => {
            const style = getComputedStyle(element), {x, y, width, height} = element.getBoundingClientRect();
            const names = ["color", "backgroundColor", "fontSize", "fontFamily", "letterSpacing", "textTransform",
                           "display", "position", "margin", "opacity", "visibility", "lineHeight"];
            const values = Object.fromEntries(names.map((name) => [name, style[name]]));
            return {...values, place: [x, y, width, height].join()};
        }"""
    )
    return result
