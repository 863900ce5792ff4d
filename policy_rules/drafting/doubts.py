"""What makes a proposal wrong more often than right, so that the sentence is left to the author; what a review decides."""

from __future__ import annotations

import re

from policy_rules.drafting.proposal import MONEY, Proposal, flow

__all__ = ["accounts_for_all", "is_for_the_author", "reviews_in"]

_FOR_THE_AUTHOR = re.compile(
    r"利率|LPR|分阶段|分期|详见本办法|不受此|不重复享受|每年安排|不同档次|相同额度"
    r"|贷款期限|股权投资|经费安排|授权前|提高[\d.]+(?:个百分点|%)"
)
"""Rates set elsewhere, stages without amounts, ceilings over other clauses, exceptions, the government's own budget."""

_ANY_AMOUNT = re.compile(rf"{MONEY}|\d[\d.]*%")
_COUNT = r"[\d一二两三四五六七八九十]+"
_LIMIT = re.compile(
    rf"(?:不超过|不得超过|最长为?|最多|前|连续(?!经营|就业|任职)|期限|仅)[^,，。;；\d]{{0,8}}?({_COUNT}\s*(?:个月|平方米|㎡|年|件|个|家|人|项|次|名|笔))"
    rf"|({_COUNT}年内|\d{{4}}年\d{{1,2}}月\d{{1,2}}日)|(每年[^,，。;；\d]{{0,6}}(?:可申请|限报)[^,，。;；]{{1,4}})"
)
_QUOTA = re.compile(r"每年[^,，。;；\d]{0,14}(?:最多|不超过)[^,，。;；\d]{0,4}\d+\s*[个家名]")
_REVIEW = re.compile(
    r"(?:经|由)[^,，。;；对]{0,24}?(?:认定|评审|审核|审定|审议|评估|研究决定|考核)(?!为|的[^,，])(?:后|通过)?(?=[,，。;；的]|$)"
)


def is_for_the_author(sentence: str) -> bool:
    return bool(_FOR_THE_AUTHOR.search(sentence))


def reviews_in(sentence: str) -> tuple[str, ...]:
    """Lines for ``requires``: that somebody assesses, that there are only so many places."""
    found = [match[0] for pattern in (_REVIEW, _QUOTA) for match in pattern.finditer(sentence)]
    return tuple(f"- {{text: {flow(words)}, review: {flow(words)}}}" for words in found)


def accounts_for_all(sentence: str, proposal: Proposal) -> bool:
    """Whether every amount stands in the rule, and every limit of time or number in the rule or a condition."""
    conditions = "".join((*proposal.requires, *(fact.label for fact in proposal.facts)))
    rule = "".join(proposal.rule.split())
    used = [_digits(amount) for amount in _ANY_AMOUNT.findall(f"{rule} {conditions}")]
    if not all(_digits(amount) in used for amount in _ANY_AMOUNT.findall(sentence)):
        return False
    limits = ("".join(next(filter(None, match)).split()) for match in _LIMIT.findall(_QUOTA.sub("", sentence)))
    return all(limit in rule or limit in conditions for limit in limits)


def _digits(amount: str) -> str:
    return re.sub(r"[^\d.万亿千百%]", "", amount)
