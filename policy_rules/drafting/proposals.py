"""A rule proposed for a sentence of a known shape: share and cap, fixed award, match, levels, so much a piece."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from policy_rules.drafting.doubts import accounts_for_all, is_for_the_author, reviews_in
from policy_rules.drafting.levels import by_level
from policy_rules.drafting.proposal import CAP, MONEY, SHARE, NewFact, Proposal, capped, flow, who_gets_it
from policy_rules.drafting.rates import by_area, by_degree, by_full_step, by_head_and_month, by_piece

__all__ = ["NewFact", "Proposal", "propose"]

_ONE_SHARE = re.compile(rf"按(?:照)?([^,，。;；按]{{2,40}}?)的?\s*({SHARE})")
_GIVEN_SHARE = re.compile(
    rf"给予(?:其)?([^,，。;；\d]{{0,20}}?)(?:的)?({SHARE})的?[^,，。;；]{{0,8}}(?:配套|奖励|补助|补贴|资助)"
)
_FOR_YEARS = re.compile(r"连续(\d+)年")
_FIXED = re.compile(
    rf"(?:奖励|资助|补助|补贴|奖金|支持|配套|扶持|给予)[^,，。;；\d%]{{0,14}}({MONEY})|({MONEY})[^,，。;；\d]{{0,10}}(?:奖励|资助|补助|补贴|配套|扶持|支持)"
)
_MATCH = re.compile(r"([^,，。;；]{2,16}?)1[:：]1")
_WHOLE = re.compile(
    r"(?:形成的?|增加的|实际发生的|支付的)([^,，。;；的]{2,16})[,，]?(?:予以全额|全额予以|给予全额|全额)(?:奖励|补助|补贴|资助)"
)
_BOUND = re.compile(
    rf"(?:对(?:于)?|[,，])?(?:相关成果形成的)?([^,，。;；对\d]{{2,24}}?)(?:在|达到|达|为)?({MONEY})(?:[(（]含[)）])?以上的?[^,，。;；]{{0,16}}[,，]"
)
_BAND = rf"{MONEY}以上(?:至)?{MONEY}以下|{MONEY}以上"
_BANDS = re.compile(
    rf"([^,，。;；]{{2,30}}?)在?((?:{_BAND})(?:、(?:{_BAND}))+)[^,，。;；、]{{0,12}}[,，]?分别(?:给予|按)([^,，。;；\d]{{2,30}}?)的?\s*({SHARE}(?:、{SHARE})+)"
)
_MORE = re.compile(rf"({MONEY})[^。]*?[;；,，]([^;；。\d]{{2,60}}?)的?[,，](?:再|额外)(?:给予|奖励)({MONEY})")


def propose(sentence: str, prefix: str) -> Proposal | None:
    """The rule of a sentence that holds one support of a known shape; None for everything else.

    ``prefix`` begins the ids of new facts. Two supports in one sentence, a number or a limit that the
    rule would not use, leave it to the author.
    """
    text = re.sub(r"(?<=\d)\s+(?=[万亿千百]?元|%)", "", sentence.replace("％", "%").replace("，", ","))
    if is_for_the_author(text):
        return None
    for shape in _SHAPES:
        found = shape(text, prefix)
        if found:
            found = replace(found, requires=(*found.requires, *reviews_in(text)))
            return found if accounts_for_all(text, found) else None
    return None


def _share(text: str, prefix: str) -> Proposal | None:
    shares, caps = _ONE_SHARE.findall(text) or _GIVEN_SHARE.findall(text), CAP.findall(text)
    if len(shares) != 1 or len(caps) > 1 or _is_a_year_cap_of_several_years(text):
        return None
    label, share = shares[0]
    label = re.sub(r"^(?:其|照|该)", "", label).removesuffix("的")
    if not label:
        return None  # a share of what has to be found out first
    fact = NewFact(f"{prefix}_base", "money", label, "万元")
    rule = f"share: {share.replace(' ', '')}\nof: {fact.id}"
    years = _FOR_YEARS.search(text)
    if years:
        rule = f"over_years: {years[1]}年\nof: {{{', '.join(rule.splitlines())}}}"
    return Proposal(capped(rule, caps), (fact,), (f"- {{text: 有{flow(fact.label)}, has: {fact.id}}}",))


def _is_a_year_cap_of_several_years(text: str) -> bool:
    return bool(re.search(r"每年[^,，。;；]{0,8}(?:最高|不超过)", text) and re.search(r"\d年", text))


def _whole(text: str, prefix: str) -> Proposal | None:
    match, caps = _WHOLE.search(text), CAP.findall(text)
    if match is None or len(caps) > 1:
        return None
    fact = NewFact(f"{prefix}_base", "money", match[1], "万元")
    rule = capped(f"share: 100%\nof: {fact.id}", caps)
    return Proposal(rule, (fact,), (f"- {{text: 有{fact.label}, has: {fact.id}}}",))


def _match(text: str, prefix: str) -> Proposal | None:
    matches, caps = _MATCH.findall(text), CAP.findall(text)
    if len(matches) != 1 or len(caps) > 1:
        return None
    fact = NewFact(f"{prefix}_award", "money", re.sub(r"^(?:按照?|根据|给予)", "", matches[0]), "万元")
    rule = capped(f"share: 100%\nof: {fact.id}", caps)
    return Proposal(rule, (fact,), (f"- {{text: 有{fact.label}, has: {fact.id}}}",))


def _bands(text: str, prefix: str) -> Proposal | None:
    match, caps = _BANDS.search(text), CAP.findall(text)
    if match is None or len(caps) > 1:
        return None
    bands, shares = re.findall(_BAND, match[2]), re.findall(SHARE, match[4])
    if len(bands) != len(shares):
        return None
    size = NewFact(f"{prefix}_size", "money", re.sub(r"^.*对", "", match[1]), "万元")
    base = NewFact(f"{prefix}_base", "money", re.sub(r"^按", "", match[3]), "万元")
    rows = ", ".join(f"{{is: {band}, gives: {share}}}" for band, share in zip(bands, shares, strict=True))
    rule = capped(f"share: {{bands: [{rows}], of: {size.id}}}\nof: {base.id}", caps)
    return Proposal(rule, (size, base), (f"- {{text: 有{flow(base.label)}, has: {base.id}}}",))


def _and_more(text: str, prefix: str) -> Proposal | None:
    match = _MORE.search(text)
    if match is None or len(re.findall(MONEY, text)) != 2:
        return None
    who = NewFact(f"{prefix}_met", "boolean", _for_whom(text))
    more = NewFact(f"{prefix}_more", "boolean", match[2])
    rule = f"sum: [{match[1]}, {{when: {{is_true: {more.id}}}, because: {flow(match[2])}, gives: {match[3]}}}]"
    return Proposal(rule, (who, more), (f"- {{text: {flow(who.label)}, is_true: {who.id}}}",))


def _fixed_above_a_bound(text: str, prefix: str) -> Proposal | None:
    bound = _BOUND.search(text)
    amounts = [one or other for one, other in _FIXED.findall(text[bound.end() :])] if bound else []
    if bound is None or len(amounts) != 1:
        return None
    size = NewFact(f"{prefix}_size", "money", re.sub(r"^(?:上一年度在?|在)", "", bound[1]), "万元")
    words = f"{bound[2]}以上"
    required = f"- {{text: {flow(size.label + words)}, fact: {size.id}, is: {words}}}"
    return Proposal(_ceiling_or(amounts[0], text), (size,), (required,))


def _fixed(text: str, prefix: str) -> Proposal | None:
    amounts = [one or other for one, other in _FIXED.findall(text)]
    if len(amounts) != 1:
        return None
    rule = _ceiling_or(amounts[0], text)
    label = _for_whom(text)
    if rule.startswith("up_to") and label.startswith("TODO"):
        return None  # a ceiling for nobody in particular is one over other clauses
    fact = NewFact(f"{prefix}_met", "boolean", label)
    return Proposal(rule, (fact,), (f"- {{text: {flow(label)}, is_true: {fact.id}}}",))


def _for_whom(text: str) -> str:
    return who_gets_it(text) or "TODO 谁能享受"


def _ceiling_or(amount: str, text: str) -> str:
    plain = amount.replace(" ", "")
    return f"up_to: {plain}" if re.search(rf"(?:最高|不超过)[^\d]{{0,8}}{re.escape(amount)}", text) else plain


_SHAPES: tuple[Callable[[str, str], Proposal | None], ...] = (
    _match,
    _bands,
    by_degree,
    by_head_and_month,
    by_area,
    by_full_step,
    by_level,
    _whole,
    _share,
    by_piece,
    _and_more,
    _fixed_above_a_bound,
    _fixed,
)
