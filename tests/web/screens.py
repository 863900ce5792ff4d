"""What tests look for on the pages, named once."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect

COMPANY = "我们是闵行的人工智能企业，新落户的，租了800平，每平每天4块5，去年主营收入6200万，之前最高4800万，能拿多少？"

Screen = Page | FrameLocator


def message_field(screen: Screen) -> Locator:
    return screen.get_by_role("textbox", name="输入您的问题或企业情况")


def say(screen: Screen, text: str) -> None:
    field = message_field(screen)
    field.fill(text)
    field.press("Enter")


def said(screen: Screen) -> Locator:
    return screen.locator("li.said")


def answers(screen: Screen) -> Locator:
    return screen.locator("li.answered")


def estimate_for_the_company(screen: Screen) -> Locator:
    """Asks for the standard company and waits until its estimate stands there."""
    say(screen, COMPANY)
    estimate = screen.get_by_role("region", name="测算结果").last
    expect(estimate).to_contain_text("255.3125", timeout=30_000)
    return estimate


def card(estimate: Locator, words: str) -> Locator:
    return estimate.locator("article").filter(has_text=words).first


def axe_findings(page: Page, axe: str) -> list[str]:
    """Every rule that axe finds broken, with the first element that breaks it."""
    page.evaluate(axe)
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{found['id']}: {json.dumps(found['nodes'][0]['target'])}" for found in result["violations"]]


def overflows_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.scrollingElement.scrollWidth > innerWidth"))


def storage(page: Page) -> dict[str, Any]:
    kept: dict[str, Any] = page.evaluate("({...localStorage, ...sessionStorage})")
    return kept
