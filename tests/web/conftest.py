"""A real Chromium in front of the real server; everything a page does wrong fails the test that saw it."""

from __future__ import annotations

import gzip
import os
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, sync_playwright

from tests.web.host_site import HostSite

WEB = Path(__file__).parents[2] / "bot" / "web"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}


# Of the package, not of the session: while it is open, Playwright's event loop runs in this thread and no
# asynchronous test elsewhere could start its own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing(f"no browser at {CHROMIUM} (apt-get install chromium fonts-noto-cjk, or name one in CHROMIUM)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Watched:
    """What pages did that they should not: console errors, exceptions, requests to other hosts."""

    hosts: set[str]
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, part: str) -> None:
        """A complaint that contains ``part`` belongs to what the test provokes."""
        self.expected.append(part)

    @property
    def unexpected(self) -> list[str]:
        return [text for text in self.complaints if not any(part in text for part in self.expected)]

    def watch(self, page: Page) -> None:
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._note_request(request.url))

    def _note_console(self, message: ConsoleMessage) -> None:
        # A page without an icon of its own makes the browser look for one; that is not the page's doing.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            self.complaints.append(message.text)

    def _note_request(self, url: str) -> None:
        if urlsplit(url).netloc not in self.hosts and not url.startswith(("data:", "about:")):
            self.complaints.append(f"request to another host: {url}")


@pytest.fixture
def watched(base_url: str, host_site: HostSite) -> Iterator[Watched]:
    watched = Watched(hosts={urlsplit(base_url).netloc, urlsplit(host_site.url).netloc})
    yield watched
    assert watched.unexpected == []


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_context(browser: Browser, base_url: str, watched: Watched) -> Iterator[NewContext]:
    """Opens browser profiles of their own: nothing stored, Chinese, watched."""
    contexts: list[BrowserContext] = []

    def open_context(viewport: ViewportSize = PHONE, dark: bool = False) -> BrowserContext:
        context = browser.new_context(
            base_url=base_url,
            viewport=viewport,
            locale="zh-CN",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.on("page", watched.watch)
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_context: NewContext) -> Page:
    return new_context().new_page()


@pytest.fixture(scope="session")
def host_site(base_url: str) -> Iterator[HostSite]:
    with HostSite(widget_origin=base_url) as site:
        yield site


@pytest.fixture(scope="session")
def gzipped_size(base_url: str) -> Callable[[str], int]:
    """Bytes of a path's answer when gzipped, however the server encodes it."""

    def size(path: str) -> int:
        with urllib.request.urlopen(base_url + path) as answer:
            return len(gzip.compress(answer.read(), 9))

    return size


@pytest.fixture(scope="session")
def axe() -> str:
    return (WEB / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
