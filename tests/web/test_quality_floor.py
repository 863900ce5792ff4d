"""What every page keeps to: accessible, no wider than the screen, small, nothing inline, nothing foreign."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.web.conftest import DESKTOP, PHONE, WEB, NewContext
from tests.web.host_site import HostSite
from tests.web.screens import axe_findings, estimate_for_the_company, overflows_sideways

WIDTHS = [320, 390, 768, 1024, 1440]


def open_empty_chat(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text("可以测算的扶持")).to_be_visible()


def open_conversation(page: Page) -> None:
    page.goto("/")
    estimate_for_the_company(page)
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()


def open_compared_scenarios(page: Page) -> None:
    page.goto("/estimate")
    page.locator("#project-0-municipal_demo_award").fill("500-600万")
    page.get_by_role("button", name="再加一个项目").click()
    page.get_by_role("button", name="复制为新方案").click()
    page.locator("#project-1-rd_spend").fill("900万")
    expect(page.get_by_role("region", name="方案对比")).to_contain_text("300 万元")


SCREENS: dict[str, Callable[[Page], None]] = {
    "empty chat": open_empty_chat,
    "conversation": open_conversation,
    "estimate page": open_compared_scenarios,
}


@pytest.fixture(params=list(SCREENS.values()), ids=list(SCREENS))
def open_screen(request: pytest.FixtureRequest) -> Callable[[Page], None]:
    opened: Callable[[Page], None] = request.param
    return opened


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(
    new_context: NewContext, open_screen: Callable[[Page], None], axe: str, viewport: ViewportSize, dark: bool
) -> None:
    page = new_context(viewport, dark).new_page()
    open_screen(page)
    assert axe_findings(page, axe) == []


def test_axe_finds_nothing_in_the_widget(page: Page, host_site: HostSite, axe: str) -> None:
    page.goto(host_site.url)
    page.get_by_role("button", name="惠企政策助手").click()
    estimate_for_the_company(page)
    assert axe_findings(page, axe) == []


def test_no_screen_is_wider_than_the_display(new_context: NewContext, open_screen: Callable[[Page], None]) -> None:
    page = new_context().new_page()
    open_screen(page)
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if overflows_sideways(page):
            wide.append(width)
    assert wide == []


def test_widget_fits_into_15_kb(gzipped_size: Callable[[str], int]) -> None:
    assert gzipped_size("/widget.js") <= 15_000


def test_all_that_the_estimate_page_loads_fits_into_20_kb(page: Page, gzipped_size: Callable[[str], int]) -> None:
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(request.url))
    page.goto("/estimate")
    expect(page.get_by_role("region", name="测算结果")).to_be_visible()
    paths = {"/" + url.split("/", 3)[3] for url in loaded if "/api/" not in url}
    assert any(path.endswith(".js") for path in paths)
    assert sum(map(gzipped_size, paths)) <= 20_000


@pytest.mark.parametrize("path", ["/", "/estimate", "/embed"])
def test_pages_come_with_a_policy_that_lets_in_nothing_inline_or_foreign(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy.split("frame-ancestors")[0]


def test_no_style_attribute_is_written_in_any_template() -> None:
    sources = [*WEB.glob("*.html"), *(WEB / "src").rglob("*.ts")]
    assert sources
    assert [file.name for file in sources if re.search(r"\sstyle\s*=\s*[\"'$]", file.read_text("utf-8"))] == []


def test_the_lock_file_names_no_download_address() -> None:
    packages = json.loads((WEB / "package-lock.json").read_text("utf-8"))["packages"]
    assert packages
    assert [name for name, package in packages.items() if "resolved" in package] == []
