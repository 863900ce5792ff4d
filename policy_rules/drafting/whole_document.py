"""What a document says of itself, as a draft of ``policy.yaml``: title, number, dates, use of 以上 and 以下."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from policy_rules.boundary_words import BY_THE_CIVIL_CODE
from policy_rules.checking.todo import TODO
from policy_rules.drafting.sentences import Unit
from policy_rules.drafting.written import scalar

__all__ = ["first_day", "policy_yaml"]

_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}〔\d{4}〕\d+号")
_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_BEGINS = re.compile(rf"自{_DAY}起(?:施行|执行|实施)|适用于{_DAY}")
_ENDS = re.compile(rf"(?:至|到|日\s*[-—~－])\s*{_DAY}")
_VALID_UNTIL = re.compile(r"有效期[^。，,；;\n]*")
_YEARS = "零一二三四五六七八九十"
_TERM = re.compile(r"有效期(?:为)?([一二三四五六七八九十\d]+)年")
_BOUNDARIES = re.compile(r"[^。\n]*“(?:以上|以下)”[^。\n]*本数[^。\n]*")
_TOGETHER = re.compile(r"[^。\n]*(?:就高不重复|不重复享受|执行最高额)[^。\n]*。?")
_DETAILS = re.compile(r"[^。\n]*(?:实施细则|申报指南)[^。\n]*(?:制定|发布)[^。\n]*。?")


def policy_yaml(text: str, units: tuple[Unit, ...]) -> str:
    """The draft; what the document does not say in a known way is left as TODO."""
    lines = text.splitlines()
    title = next((line.strip() for line in lines if line.strip()), TODO)
    number = next((match for line in lines[:12] if (match := _NUMBER.search(line)) and len(line.strip()) < 60), None)
    parts = [
        f"title: {scalar(title)}",
        f"document_number: {scalar(number[0] if number else f'{TODO} 文号')}",
        f"issuer: {TODO} 发文单位",
        f"district: {TODO} 区名",
        f"aliases: [{TODO} 人们怎么称呼这项政策]",
        "",
        *_in_force(text),
        "",
        *_boundaries(text),
        "every_clause_requires: []  # " + TODO + " 适用对象、失信排除：text、is_true/is_false、quote",
        "",
        *_together(text),
        *(f"details: {scalar(match[0].strip())}\n" for match in [_DETAILS.search(text)] if match),
        "sections:",
        f"  - {{from: {scalar(_first_line(lines, units))}}}",
        "",
        f"# {TODO} 逐句确认下列句子不含规则（有规则的写进条款），确认后删去本行。",
        "no_rule:",
        *(f"  - {scalar(sentence)}" for sentence in dict.fromkeys(_without_rule(units))),
    ]
    return "\n".join(parts) + "\n"


def first_day(text: str) -> date | None:
    """The day on which the document begins to hold, where it says so."""
    begins = _BEGINS.search(text)
    return _day([int(group) for group in begins.groups() if group]) if begins else None


def _in_force(text: str) -> Iterator[str]:
    begins, first = _BEGINS.search(text), first_day(text)
    yield "in_force:"
    if begins is None or first is None:
        yield f"  from: {TODO} 2026-01-01"
        yield f"  quote: {TODO} 写明施行日期的原文"
        return
    sentence = _sentence_around(text, begins.start())
    yield f"  from: {first}"
    last = _last_day(sentence, first) or _last_day(" ".join(_VALID_UNTIL.findall(text)), first)
    if last:
        yield f"  until: {last}"
    yield f"  quote: {scalar(sentence)}"


def _last_day(sentence: str, first: date) -> date | None:
    """As a day, or as the end of a term of years that begins on ``first``."""
    ends, term = _ENDS.search(sentence), _TERM.search(sentence)
    if ends:
        return _day([int(group) for group in ends.groups()])
    years = _YEARS.find(term[1]) if term and not term[1].isdigit() else int(term[1]) if term else 0
    if years <= 0:
        return None
    try:
        return first.replace(year=first.year + years) - timedelta(days=1)
    except ValueError:  # from 29 February on
        return first.replace(year=first.year + years, day=28)


def _day(numbers: Sequence[int]) -> date | None:
    try:
        return date(*numbers[:3])
    except ValueError:
        return None


def _sentence_around(text: str, position: int) -> str:
    start = max(text.rfind("。", 0, position), text.rfind("\n", 0, position)) + 1
    end = min(found for found in (text.find("。", position) + 1, text.find("\n", position), len(text)) if found > 0)
    return re.sub(r"^(?:第[一二三四五六七八九十\d]+条|\d+[.．、])[ \u3000]*", "", text[start:end].strip())


def _boundaries(text: str) -> Iterator[str]:
    match = _BOUNDARIES.search(text)
    if match is None:
        yield f"# {TODO} 原文没有写明“以上”“以下”是否含本数：默认按民法典（都含）；核对各档界限后删去本行。"
        return
    yield f"# {match[0].strip()}"
    included: dict[str, bool] = {}
    words: list[str] = []
    for part in re.finditer(r"“([^”]+)”|(不包?[含括]|不计|均?包?[含括])本数", match[0]):
        if part[1]:
            words.append(part[1])
            continue
        included |= {word: not part[2].startswith("不") for word in words if word in BY_THE_CIVIL_CODE}
        words = []
    yield "boundaries: {" + ", ".join(f"{word}: {str(inside).lower()}" for word, inside in included.items()) + "}"
    yield ""


def _together(text: str) -> Iterator[str]:
    found = [match[0].strip() for match in _TOGETHER.finditer(text)]
    if found:
        yield f"# {TODO} 条款之间怎么同享：exclusive（higher/choose_one/difference/add_up）、caps；与其他政策：with_other_policies"
        yield from (f"#   {sentence}" for sentence in found)
        yield ""


def _first_line(lines: Iterable[str], units: tuple[Unit, ...]) -> str:
    """The line on which the first support stands, as far as the first punctuation."""
    first = next(unit.supports[0] for unit in units if unit.supports)
    line = next(line for line in lines if first in line)
    return re.split(r"[。，,；;：:]", line.strip(), maxsplit=1)[0]


def _without_rule(units: tuple[Unit, ...]) -> Iterator[str]:
    for unit in units:
        yield from unit.others
