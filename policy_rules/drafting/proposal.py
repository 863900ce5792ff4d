"""A rule proposed for a sentence, and what the shapes of sentences have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["CAP", "MONEY", "SHARE", "NewFact", "Proposal", "capped", "flow", "who_gets_it", "whom"]

MONEY = r"\d[\d,.]*\s*(?:万|亿|千|百)?元"
SHARE = r"(?:\d[\d.]*%?\s*[-~—至]\s*\d[\d.]*%|\d[\d.]*%)"
CAP = re.compile(rf"(?:最高|不超过|最多|上限)[^,，。;；\d]{{0,12}}({MONEY})(?!/)")
_FOR_WHOM = re.compile(r"对(?:于)?([^,，。;；]{4,60}?)(?:的(?:企业|单位|机构|项目|个人|团队)?)?[,，]")
_GIVES = re.compile(
    r"(?:一次性)?(?:再|额外)?(?:给予|予以)|(?:一次性)?(?:分别)?(?:再|额外)?(?:奖励|补助|资助|补贴)(?=[^,，。;；的]{0,6}\d)"
)
_SAYS_NOTHING_OF_THEM = re.compile(r".*基础上.*|除.*外|每[家个].{0,4}|一次性|成功后|经.*(?:认定|审核|评审)(?:后|通过)?")


@dataclass(frozen=True)
class NewFact:
    """A fact that the proposed rule asks for."""

    id: str
    kind: str
    label: str
    unit: str | None = None
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A rule as the lines of YAML below ``amount:``, with the facts it asks for."""

    rule: str
    facts: tuple[NewFact, ...] = ()
    requires: tuple[str, ...] = ()
    """Lines below ``requires:``."""


def capped(rule: str, caps: list[str]) -> str:
    """The rule under the one cap of its sentence, if there is one."""
    if not caps:
        return rule
    return f"at_most: {caps[0].replace(' ', '')}\nof: {{{', '.join(rule.splitlines())}}}"


def whom(text: str) -> str | None:
    """Whom the sentence is for: what it says after 对, in its own words."""
    match = _FOR_WHOM.search(text)
    return match[1] if match else None


def who_gets_it(text: str) -> str | None:
    """Whom an award is for: all that is said before it is given, without what says nothing of them."""
    gives = _GIVES.search(text)
    if gives is None:
        return None
    said = re.split("[,，]", text[: gives.start()].strip())
    telling = [part for part in said if part and not _SAYS_NOTHING_OF_THEM.fullmatch(part)]
    words = re.sub(r"^对于?", "", ",".join(telling)).strip(",")
    words = re.sub(r"的(?:企业|单位|机构|个人|团队)?$", "", words.replace("的,", ","))
    return words if 2 <= len(words) <= 80 and not re.match(r"最高|\d", words) else None


def flow(text: str) -> str:
    """As a scalar inside ``{ … }``."""
    return "'" + text.replace("'", "''") + "'" if re.search(r"[,:{}\[\]#'\"]", text) else text
