"""A rule proposed for a sentence of a known shape: share and cap, fixed award, match, tiers, so much a piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

__all__ = ["NewFact", "Proposal", "propose"]

_MONEY = r"\d[\d,.]*\s*(?:万|亿|千|百)?元"
_SHARE = r"\d[\d.]*%?\s*[-~—至]\s*\d[\d.]*%|\d[\d.]*%"
_CAP = re.compile(rf"(?:最高|不超过|最多|上限)[^,，。;；\d]{{0,12}}({_MONEY})")
_ONE_SHARE = re.compile(rf"按(?:照)?([^,，。;；按]{{2,30}}?)的?\s*({_SHARE})")
_GIVEN_SHARE = re.compile(
    rf"给予(?:其)?([^,，。;；\d]{{0,20}}?)(?:的)?({_SHARE})的?[^,，。;；]{{0,8}}(?:配套|奖励|补助|补贴|资助)"
)
_TIERS = re.compile(
    rf"((?:[^,，。;；、“”]{{1,14}}、)+[^,，。;；、]{{1,20}}?)的?[^,，。;；、\d]{{0,24}}[,，]?[^,，。;；、\d]{{0,16}}?"
    rf"分别[^\d,，。;；]{{0,16}}((?:{_MONEY}|\d[\d.]*万?)(?:、(?:{_MONEY}|\d[\d.]*万?))*(?:和{_MONEY})?)"
)
_PIECE = re.compile(rf"每([件项个家人名台])[^,，。;；\d]{{0,14}}({_MONEY})(?!/)|({_MONEY})\s*/\s*([件项个家人名台])")
_FIXED = re.compile(
    rf"(?:奖励|资助|补助|补贴|奖金|支持|配套|扶持|给予)[^,，。;；\d%]{{0,14}}({_MONEY})|({_MONEY})[^,，。;；\d]{{0,10}}(?:奖励|资助|补助|补贴|配套|扶持|支持)"
)
_MATCH = re.compile(r"([^,，。;；]{2,16}?)1[:：]1")
_FOR_WHOM = re.compile(r"对(?:于)?([^,，。;；]{2,60}?)(?:的[^,，。;；]{0,8})?[,，]")
_LEVELS = {"国家": "national", "省": "provincial", "市": "municipal", "区": "district", "县": "county"}


@dataclass(frozen=True)
class NewFact:
    """A fact that the proposed rule asks for."""

    id: str
    kind: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A rule as the lines of YAML below ``amount:``, with the facts it asks for."""

    shape: str
    rule: str
    facts: tuple[NewFact, ...] = ()
    requires: tuple[str, ...] = field(default=())
    """Lines below ``requires:``."""


def propose(sentence: str, prefix: str) -> Proposal | None:
    """The rule of a sentence that holds one support of a known shape; None for everything else.

    ``prefix`` begins the ids of new facts. Two supports in one sentence, or a number that the rule
    would not use, leave it to the author.
    """
    text = sentence.replace("％", "%").replace("，", ",")
    for shape in _SHAPES:
        found = shape(text, prefix)
        if found:
            return found if _uses_every_number(text, found.rule) else None
    return None


def _tiers(text: str, prefix: str) -> Proposal | None:
    matches = list(_TIERS.finditer(text))
    if len(matches) != 1:
        return None
    names = [name for name in re.split("、|和|及", _last_clause(matches[0][1])) if name]
    amounts = _with_unit(re.split("、|和", matches[0][2]))
    if len(names) != len(amounts) or len(names) < 2:
        return None
    choices = tuple((_choice_id(name, index), name) for index, name in enumerate(names, start=1))
    if len({id for id, _ in choices}) < len(choices):
        choices = tuple((f"option_{index}", name) for index, name in enumerate(names, start=1))
    fact = NewFact(f"{prefix}_level", "choice", "、".join(names), (*choices, ("none", "都不是")))
    cases = ", ".join(f"{id}: {amount}" for (id, _), amount in zip(choices, amounts, strict=False))
    return Proposal("tiers", f"by: {fact.id}\ncases: {{{cases}}}", (fact,), (_requires_one_of(fact, choices),))


def _requires_one_of(fact: NewFact, choices: tuple[tuple[str, str], ...]) -> str:
    return f"- {{text: 属于{fact.label}之一, fact: {fact.id}, one_of: [{', '.join(id for id, _ in choices)}]}}"


def _last_clause(text: str) -> str:
    return re.sub(r"^(?:对|对于|获得|通过|被|认定为|经|评为|入选)+", "", text)


def _choice_id(name: str, index: int) -> str:
    return next((id for word, id in _LEVELS.items() if name.startswith(word)), f"option_{index}")


def _with_unit(amounts: list[str]) -> list[str]:
    """「20万、50万、100万元」, 「5、10、20万元」: the unit of the last is that of all."""
    amounts = [amount.strip() for amount in amounts if amount.strip()]
    unit = re.sub(r"^[\d.,]+", "", amounts[-1])
    return [amount if amount.endswith("元") else re.sub(r"[^\d.,]", "", amount) + unit for amount in amounts]


def _share(text: str, prefix: str) -> Proposal | None:
    shares, caps = _ONE_SHARE.findall(text) or _GIVEN_SHARE.findall(text), _CAP.findall(text)
    if len(shares) != 1 or len(caps) > 1:
        return None
    label, share = shares[0]
    fact = NewFact(f"{prefix}_base", "money", re.sub(r"^(?:其|照|该)", "", label).removesuffix("的") or "计算基数")
    rule = f"share: {share.replace(' ', '')}\nof: {fact.id}"
    return Proposal("share", _capped(rule, caps), (fact,), (f"- {{text: 有{fact.label}, has: {fact.id}}}",))


def _match(text: str, prefix: str) -> Proposal | None:
    matches, caps = _MATCH.findall(text), _CAP.findall(text)
    if len(matches) != 1 or len(caps) > 1:
        return None
    fact = NewFact(f"{prefix}_award", "money", re.sub(r"^(?:按照?|根据|给予)", "", matches[0]))
    rule = _capped(f"share: 100%\nof: {fact.id}", caps)
    return Proposal("match", rule, (fact,), (f"- {{text: 有{fact.label}, has: {fact.id}}}",))


def _piece(text: str, prefix: str) -> Proposal | None:
    matches, caps = _PIECE.findall(text), _CAP.findall(text)
    if len(matches) != 1 or len(caps) > 1 or matches[0][0] == "家":
        return None  # 「每家给予30万元」 is one award to the enterprise that asks
    amount, piece = (matches[0][1], matches[0][0]) if matches[0][1] else (matches[0][2], matches[0][3])
    fact = NewFact(f"{prefix}_count", "count", f"{_whom(text) or '符合条件的'}数量（{piece}）")
    rule = _capped(f"each: {amount.replace(' ', '')}/{piece}\ntimes: {fact.id}", caps)
    return Proposal("each", rule, (fact,), (f"- {{text: 有符合条件的, has: {fact.id}}}",))


def _fixed(text: str, prefix: str) -> Proposal | None:
    amounts = [one or other for one, other in _FIXED.findall(text)]
    if len(amounts) != 1:
        return None
    amount = amounts[0].replace(" ", "")
    whom = _whom(text) or "TODO 谁能享受"
    fact = NewFact(f"{prefix}_met", "boolean", whom)
    only_a_ceiling = re.search(rf"(?:最高|不超过)[^\d]{{0,8}}{re.escape(amounts[0])}", text)
    rule = f"up_to: {amount}" if only_a_ceiling else amount
    return Proposal("fixed", rule, (fact,), (f"- {{text: {_flow(whom)}, is_true: {fact.id}}}",))


def _whom(text: str) -> str | None:
    match = _FOR_WHOM.search(text)
    return match[1] if match else None


def _flow(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if re.search(r"[,:{}\[\]#'\"]", text) else text


def _capped(rule: str, caps: list[str]) -> str:
    if not caps:
        return rule
    return f"at_most: {caps[0].replace(' ', '')}\nof: {{{', '.join(rule.splitlines())}}}"


_SHAPES: tuple[Callable[[str, str], Proposal | None], ...] = (_match, _tiers, _share, _piece, _fixed)

_ANY_AMOUNT = re.compile(rf"{_MONEY}|\d[\d.]*%")


def _uses_every_number(text: str, rule: str) -> bool:
    """A proposal that leaves an amount of the sentence unused would be wrong more often than right."""
    return all(_digits(amount) in list(map(_digits, _numbers(rule))) for amount in _numbers(text))


def _numbers(text: str) -> Iterator[str]:
    for match in _ANY_AMOUNT.finditer(text):
        yield match[0]


def _digits(amount: str) -> str:
    return re.sub(r"[^\d.万亿千百%]", "", amount)
