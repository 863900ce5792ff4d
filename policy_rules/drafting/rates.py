"""So much a piece, a head, a month, a square metre."""

from __future__ import annotations

import re

from policy_rules.drafting.proposal import CAP, MONEY, NewFact, Proposal, capped, whom

__all__ = ["by_area", "by_degree", "by_full_step", "by_head_and_month", "by_piece"]

_PIECE = re.compile(
    rf"每(?:成功[^,，。;；\d]{{1,4}}1|(?![个家][机企单平基孵研]))1?([件项个人名台])[^,，。;；\d]{{0,40}}?(?:[,，][^,，。;；]{{0,24}}的?[,，]?)?"
    rf"(?:给予|资助|奖励|补助|补贴)[^,，。;；\d]{{0,6}}({MONEY})(?!/)|每([件项人名台])({MONEY})(?!/)|({MONEY})\s*/\s*([件项个家人名台])"
)
_FIRST = re.compile(r"前(\d+)[件项个家人名台]")
_DEGREE = re.compile(rf"(博士|硕士|本科|大专)[^,，、。;；\d]{{0,10}}每人({MONEY})")
_MONTHLY = re.compile(rf"每人每(月|年)({MONEY})")
_TERM = re.compile(r"(?:不超过|最长为?)(\d+(?:个月|年))")
_PEOPLE = re.compile(r"最多[^,，。;；\d]{0,4}(\d+)人")
_STEP = re.compile(rf"(\d+)件以上[^。]*?({MONEY})[^。]*?每增加\1件[,，]?增加[^,，。;；\d]{{0,4}}\2")
_AREA_ONCE = re.compile(rf"每平方米({MONEY})[^,，。;；]{{0,8}}一次性")
_AREA_MONTHLY = re.compile(rf"每平方米每月(?:最高|不超过)({MONEY})")
_AREA_LIMIT = re.compile(r"面积[^,，。;；\d]{0,4}不超过(\d+)平方米")


def by_piece(text: str, prefix: str) -> Proposal | None:
    matches, caps = _PIECE.findall(text), CAP.findall(text)
    if len(matches) != 1 or len(caps) > 1:
        return None
    one, amount, other, short, slash, last = matches[0]
    unit, amount = (one or other or last), (amount or short or slash).replace(" ", "")
    first = _FIRST.search(text)
    fact = NewFact(f"{prefix}_count", "count", f"{whom(text) or '符合条件的'}数量", unit)
    times = f"{{at_most: {first[1]}{unit}, of: {fact.id}}}" if first else fact.id
    rule = f"each: {amount}/{unit}\ntimes: {times}"
    return Proposal(capped(rule, caps), (fact,), (f"- {{text: 有符合条件的, has: {fact.id}}}",))


def by_degree(text: str, prefix: str) -> Proposal | None:
    matches, caps = _DEGREE.findall(text), CAP.findall(text)
    if len(matches) < 2 or len(caps) > 1:
        return None
    facts = tuple(
        NewFact(f"{prefix}_people_{index}", "count", f"{degree}人数", "人")
        for index, (degree, _) in enumerate(matches, 1)
    )
    parts = ", ".join(
        f"{{label: {degree}, each: {amount}, times: {fact.id}}}"
        for (degree, amount), fact in zip(matches, facts, strict=True)
    )
    anybody = ", ".join(f"{{has: {fact.id}}}" for fact in facts)
    return Proposal(
        capped(f"sum: [{parts}]", caps), facts, (f"- {{text: 有{'或'.join(d for d, _ in matches)}, any: [{anybody}]}}",)
    )


def by_head_and_month(text: str, prefix: str) -> Proposal | None:
    monthly, term, people = _MONTHLY.search(text), _TERM.search(text), _PEOPLE.search(text)
    if not (monthly and term) or CAP.search(text):
        return None
    heads = NewFact(f"{prefix}_people", "count", "符合条件的人数", "人")
    months = NewFact(f"{prefix}_months", "months", "补贴月数", "个月")
    counted = f"{{at_most: {people[1]}人, of: {heads.id}}}" if people else heads.id
    within = f"{{at_most: {term[1]}, of: {months.id}}}"
    if monthly[1] == "月":
        rule = f"each: {monthly[2]}/人/月\ntimes: {{product: [{counted}, {within}]}}"
    else:
        rule = f"for_months: {within}\nof: {{each: {monthly[2]}/人/年, times: {counted}}}"
    return Proposal(rule, (heads, months), (f"- {{text: 有符合条件的人, has: {heads.id}}}",))


def by_full_step(text: str, prefix: str) -> Proposal | None:
    match = _STEP.search(text)
    if match is None:
        return None
    fact = NewFact(f"{prefix}_count", "count", "符合条件的件数", "件")
    rule = f"for_every: {match[1]}件\nof: {fact.id}\ngives: {match[2]}"
    required = f"- {{text: {match[1]}件以上, fact: {fact.id}, is: {match[1]}件以上}}"
    return Proposal(rule, (fact,), (required,))


def by_area(text: str, prefix: str) -> Proposal | None:
    caps = CAP.findall(re.sub(r"每平方米每月(?:最高|不超过)", "", text))
    once, monthly = _AREA_ONCE.search(text), _AREA_MONTHLY.search(text)
    area = NewFact(f"{prefix}_area", "area", "面积", "㎡")
    has_area = (f"- {{text: 有符合条件的面积, has: {area.id}}}",)
    if once and len(caps) <= 1:
        return Proposal(capped(f"each: {once[1]}/㎡\ntimes: {area.id}", caps), (area,), has_area)
    term, limit = _TERM.search(text), _AREA_LIMIT.search(text)
    if not (monthly and term) or caps or "每年" in text:
        return None
    price = NewFact(f"{prefix}_rent", "monthly_unit_price", "每平方米每月实际租金", "元/㎡/月")
    months = NewFact(f"{prefix}_months", "months", "租用月数", "个月")
    within = f"{{label: 补贴面积, at_most: {limit[1]}平方米, of: {area.id}}}" if limit else area.id
    rule = (
        f"product: [{{label: 每月单价, at_most: {monthly[1]}/㎡/月, of: {price.id}}}, {within}, "
        f"{{label: 补贴月数, at_most: {term[1]}, of: {months.id}}}]"
    )
    return Proposal(rule, (price, area, months), has_area)
