"""Whether anything of the clauses' section was skipped: every sentence is quoted or said to carry no rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_rules.pack import Pack
from policy_rules.policy import Section

__all__ = ["faults_of_coverage", "says_how_much", "section_text"]

_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_PHRASE = re.compile(r"[^，,：:。；;\n]+")
_NUMBERING = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零\d]+条|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、．])+\s*"
)
_SUPPORT = "奖励|补助|资助|补贴|支持|配套|扶持|贴息|名额|申请|申领|申报"
_HOW_MUCH = re.compile(
    r"\d[\d,.]*\s*(?:万|亿|千|百)*元|\d[\d.]*\s*(?:[%％]|个百分点)|百分之|1[:：]1|全额"
    rf"|(?:不超过|最高|最多|不低于|仅对|只对|仅限)[^,，。;；]{{0,24}}(?:{_SUPPORT}|\d)|(?:叠加|累计|重复)(?:享受|执行|{_SUPPORT})"
    rf"|(?:每年|每家|每个|单个|同一)[^。;；]{{0,24}}(?:\d|[一二两三四五六七八九十](?:[个项家次名]))[^。;；]{{0,12}}(?:{_SUPPORT})"
    rf"|(?:每年|每家|每个|单个|同一)[^。;；]{{0,24}}(?:{_SUPPORT})[^。;；]{{0,12}}(?:\d|[一二两三四五六七八九十][个项家次名])"
)
_SAYS_SOMETHING = re.compile(r"[\u4e00-\u9fff\d]")


def faults_of_coverage(pack: Pack) -> Iterator[str]:
    """Sections that can't be found, sentences that nobody accounts for, ``no_rule`` lines that are not verbatim."""
    if not pack.policy.sections:
        yield "policy.yaml: sections: 请写明条款在原文的哪一部分（from、until 各写一行的开头）"
    covered = _covered(pack)
    yield from _faults_of_no_rule(pack)
    for section in pack.policy.sections:
        span = section_text(pack.source, section)
        if span is None:
            yield f"policy.yaml: sections: 原文中没有以“{section.from_}”开头、到“{section.until or '文末'}”为止的部分"
            continue
        yield from _uncovered(pack.source, span, covered)


def _faults_of_no_rule(pack: Pack) -> Iterator[str]:
    quotes = {quote for _, quote in pack.quotes()}

    def quoted_elsewhere(sentence: str) -> bool:
        return any(sentence in quote for quote in quotes)

    for listed in pack.policy.no_rule:
        if listed.sentence not in pack.source:
            yield f"policy.yaml: no_rule: 不在原文中，请逐字核对：{listed.sentence}"
        elif not (listed.because or quoted_elsewhere(listed.sentence)) and says_how_much(listed.sentence):
            yield (
                "policy.yaml: no_rule: 这一句写有金额、比例或限制，请写进条款、caps、exclusive 或 notes；"
                f"确实不含规则的，写成 {{sentence: 这一句, because: 为什么}}：{listed.sentence}"
            )


def says_how_much(sentence: str) -> bool:
    """Whether it names money, a share or a limit: what a rule is made of."""
    return bool(_HOW_MUCH.search(sentence))


def section_text(source: str, section: Section) -> tuple[int, int] | None:
    """Where the section begins and ends in the source; None where a line is not found."""
    begins = _line_that_begins(source, section.from_, 0)
    if begins is None:
        return None
    ends = len(source) if section.until is None else _line_that_begins(source, section.until, begins + 1)
    return None if ends is None else (begins, ends)


def _line_that_begins(source: str, text: str, after: int) -> int | None:
    match = re.compile(rf"^[ \u3000]*{re.escape(text)}", re.MULTILINE).search(source, after)
    return match.start() if match else None


def _covered(pack: Pack) -> bytearray:
    """For each character of the source, whether it is quoted or listed."""
    marks = bytearray(len(pack.source))
    for text in {quote for _, quote in pack.quotes()} | {listed.sentence for listed in pack.policy.no_rule}:
        start = pack.source.find(text) if text else -1
        while start >= 0:
            marks[start : start + len(text)] = b"\1" * len(text)
            start = pack.source.find(text, start + 1)
    return marks


def _uncovered(source: str, span: tuple[int, int], covered: bytearray) -> Iterator[str]:
    for sentence in _SENTENCE.finditer(source, *span):
        open_ = [phrase for phrase in _phrases(sentence) if not all(covered[i] for i in phrase)]
        if open_:
            line = source.count("\n", 0, sentence.start()) + 1
            phrases = "，".join(source[phrase.start : phrase.stop] for phrase in open_)
            yield f"source.txt: 第 {line} 行: 没有条款引用，也没有列入 no_rule：{phrases}"


def _phrases(sentence: re.Match[str]) -> Iterator[range]:
    numbering = _NUMBERING.match(sentence.string, sentence.start(), sentence.end())
    begins = numbering.end() if numbering else sentence.start()
    for phrase in _PHRASE.finditer(sentence.string, begins, sentence.end()):
        if _SAYS_SOMETHING.search(phrase[0]):
            text = phrase[0]
            start = phrase.start() + len(text) - len(text.lstrip())
            yield range(start, start + len(text.strip()))
