"""Common sets of written quantities: amounts in the ways documents write them, and amounts of everyday messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.evaluation.held_out import Half, utterances
from policy_rules import load_pack
from policy_rules.facts import FactKind

__all__ = ["Written", "everyday", "formal"]

_POLICY = "minhang-ai-2018"
_YUAN = (50, 305, 1_000, 8_600, 10_010, 45_000, 120_500, 800_000, 3_050_000, 6_500_000, 8_600_000, 10_200_000,
         25_000_000, 48_700_000, 62_000_000, 100_800_000, 120_000_000, 1_050_000_000)  # fmt: skip
_PLAIN, _CAPITAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_PLAIN_PLACES, _CAPITAL_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿")


@dataclass(frozen=True)
class Written:
    """``text`` holds one amount of ``value`` (元, or ㎡)."""

    text: str
    value: Decimal


def formal() -> list[Written]:
    """Every amount of a list in figures, with thousands separators, in 万元, in 亿元, in words and in capitals."""
    return [Written(text, Decimal(yuan)) for yuan in _YUAN for text in _ways_to_write(yuan)]


def everyday(half: Half = Half.ALL) -> list[Written]:
    """The held-out messages that state a single amount of money or area, and nothing else with a number."""
    facts = load_pack(_POLICY).facts
    kinds = (FactKind.MONEY, FactKind.AREA)
    found: list[Written] = []
    for said in utterances("facts", half):
        amounts = [value for fact, value in said.facts.items() if facts[fact].kind in kinds]
        is_plain = len(amounts) == 1 == len(said.facts) and isinstance(amounts[0], (int, float)) and amounts[0] > 0
        if is_plain and said.asked is None:
            found.append(Written(said.text, Decimal(str(amounts[0]))))
    return found


def _ways_to_write(yuan: int) -> Iterator[str]:
    yield f"{yuan}元"
    yield f"{yuan:,}元"
    if yuan >= 10_000:
        yield f"{_short(yuan, 10_000)}万元"
        yield f"{_short(yuan, 10_000)}万"
    if yuan >= 100_000_000:
        yield f"{_short(yuan, 100_000_000)}亿元"
    yield f"{_in_words(yuan, _PLAIN, _PLAIN_PLACES)}元"
    yield f"{_in_words(yuan, _CAPITAL, _CAPITAL_PLACES)}元整"


def _short(yuan: int, unit: int) -> str:
    return f"{Decimal(yuan) / unit:f}"


def _in_words(number: int, digits: str, places: tuple[str, ...]) -> str:
    sections = []
    while number:
        number, section = divmod(number, 10_000)
        sections.append(section)
    words = ""
    for index in range(len(sections) - 1, -1, -1):
        section = sections[index]
        if section:
            needs_zero = bool(words) and (section < 1000 or sections[index + 1] == 0)
            words += (digits[0] if needs_zero else "") + _section(section, digits, places) + _SECTIONS[index]
    return words[1:] if words.startswith(digits[1] + "十") else words


def _section(section: int, digits: str, places: tuple[str, ...]) -> str:
    words, skipped = "", False
    for place in range(3, -1, -1):
        digit = section // 10**place % 10
        if digit:
            words += (digits[0] if skipped and words else "") + digits[digit] + places[place]
            skipped = False
        else:
            skipped = True
    return words
