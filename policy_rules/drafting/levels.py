"""Awards by level: 「国家级、省级、市级…，分别给予300万元、200万元、50万元」."""

from __future__ import annotations

import re

from policy_rules.drafting.proposal import MONEY, NewFact, Proposal

__all__ = ["by_level"]

_RESPECTIVELY = re.compile(
    rf"分别[^\d,，。;；]{{0,16}}((?:{MONEY}|\d[\d.]*万?)(?:[、,](?:{MONEY}|\d[\d.]*万?))*(?:[、和](?:{MONEY}))?)"
)
_LEVEL = r"(?:国家|省|市|区|县)级?"
_LEVELS_LISTED = re.compile(rf"{_LEVEL}(?:[、和及]{_LEVEL})+")
_IDS = {"国家": "national", "省": "provincial", "市": "municipal", "区": "district", "县": "county"}
_LISTED = re.compile(r"([^,，。;；、]{1,40}(?:、[^,，。;；、]{1,20})*?(?:[、和及][^,，。;；、和及]{1,20}))$")
_BEFORE_A_NAME = re.compile(r"^.*(?:晋升为|评定为|认定为|评为|获得|获评|通过|入选|获|对于|对|经|被)")
_AFTER_A_NAME = re.compile(r"的?(?:企业|单位|机构|项目|个人|团队|平台)?$")


def by_level(text: str, prefix: str) -> Proposal | None:
    matches = list(_RESPECTIVELY.finditer(text))
    if len(matches) != 1:
        return None
    amounts = _with_unit(re.split("、|和|,", matches[0][1]))
    before = text[: matches[0].start()]
    names = _levels(before, len(amounts)) or _names(before, len(amounts))
    if not names:
        return None
    choices = tuple((_IDS.get(name[:-1], f"option_{index}"), name) for index, name in enumerate(names, start=1))
    fact = NewFact(f"{prefix}_level", "choice", "、".join(names), choices=(*choices, ("none", "都不是")))
    cases = ", ".join(f"{id}: {amount}" for (id, _), amount in zip(choices, amounts, strict=True))
    ids = ", ".join(id for id, _ in choices)
    required = f"- {{text: 属于{fact.label}之一, fact: {fact.id}, one_of: [{ids}]}}"
    return Proposal(f"by: {fact.id}\ncases: {{{cases}}}", (fact,), (required,))


def _levels(before: str, how_many: int) -> tuple[str, ...]:
    """「省、市级」 are 省级 and 市级; the list nearest to the amounts that has as many members."""
    for match in reversed(list(_LEVELS_LISTED.finditer(before))):
        levels = re.findall(_LEVEL, match[0])
        if len(levels) == how_many:
            return tuple(level if level.endswith("级") else f"{level}级" for level in levels)
    return ()


def _names(before: str, how_many: int) -> tuple[str, ...]:
    """Names of prizes or grades, where the list has exactly as many and each is short."""
    match = _LISTED.search(_AFTER_A_NAME.sub("", before.rstrip(",，")))
    names = re.split("[、和及]", match[1]) if match else []
    names = [_BEFORE_A_NAME.sub("", name) for name in names[:1]] + names[1:]
    if len(names) != how_many or not all(0 < len(name) <= 14 and not re.search(r"[\d的]", name) for name in names):
        return ()
    return tuple(names)


def _with_unit(amounts: list[str]) -> list[str]:
    """「20万、50万、100万元」, 「5、10、20万元」: the unit of the last is that of all."""
    amounts = [amount.strip() for amount in amounts if amount.strip()]
    unit = re.sub(r"^[\d.,]+", "", amounts[-1])
    return [amount if amount.endswith("元") else re.sub(r"[^\d.,]", "", amount) + unit for amount in amounts]
