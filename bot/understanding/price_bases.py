"""What a price is per: 每平每天4块5, 4.5元/㎡·天, 一天一平四块五, 5万一个月, 月租5万."""

from __future__ import annotations

import re

from bot.understanding.quantity import Dimension, Period, Quantity
from bot.understanding.units import PER_AREA, PERIODS, RENT_PERIODS

__all__ = ["BASIS", "BEFORE_BRACKETS", "attach_bases"]

_PERIOD_NAMES = "|".join(f"(?P<{period.name}>{pattern})" for period, pattern in PERIODS.items())

_RENT_PERIODS = "|".join(f"(?P<{period.name}_RENT>{pattern})" for period, pattern in RENT_PERIODS.items())

BEFORE_BRACKETS = "[租金费用价入收额元块万亿][（(]"
"""What a period in brackets belongs to: 租金（年）, 96万（年）."""
_PERIODS_IN_BRACKETS = "|".join(f"(?P<{period.name}_IN_BRACKETS>{pattern})" for period, pattern in PERIODS.items())

BASIS = re.compile(
    rf"(?:(?:每一?|一|1|/\s?\(?)(?:个?(?P<area>{PER_AREA})|{_PERIOD_NAMES}))(?![半多])|(?<!个)(?:{_RENT_PERIODS})(?=[租付])|(?<=[租金费])(?P<HALF_YEAR_COUNTED>半年)"
    rf"|(?<={BEFORE_BRACKETS})(?:{_PERIODS_IN_BRACKETS})度?(?=[)）])"
)
"""One basis where a number could begin: 每平, 一天, /㎡, 一个月; 月租, 季付; 租金（年）."""

_BARE = re.compile(rf"\s?[·*./每]?\s?(?:(?P<area>{PER_AREA})|{_PERIOD_NAMES})(?![半多内以])\)?")
"""After another basis the next needs no 每: 元/㎡·天."""

_FILLER = re.compile(
    r"(?:[（(](?:不?含[^（()）]{1,6}|人民币|[千万]?元)[)）]|"
    r"[的是要得合大概约差不多租金房价格就也才为按平均单左右需付算下来花交,，:： )）了在能有至少最不到超过将近块元])*"
)
_RIGHT_GAP = re.compile(r"\s?(?:左右|上下|的样子)?\s?(?:/|每|的|[（(])?")
_PRICED = frozenset({Dimension.MONEY, Dimension.NUMBER})
_LONGEST_FILLER = 14


def attach_bases(text: str, found: list[Quantity], bases: list[re.Match[str]]) -> None:
    """Give every price the bases that stand directly before or after it."""
    if not bases:
        return
    at = {basis.start(): basis for basis in bases}
    pending: list[re.Match[str]] = []  # bases before the quantity that nobody has taken
    coming = 0
    for index, quantity in enumerate(found):
        while coming < len(bases) and bases[coming].end() <= quantity.start:
            pending.append(bases[coming])
            coming += 1
        if quantity.dimension not in _PRICED:
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        before = _chain_before(text, quantity, pending, found[index - 1].end if index else 0)
        after = _chain_after(text, quantity, at, following)
        for basis in (*before, *after):
            _apply(quantity, basis)
            at.pop(basis.start(), None)
        pending = []
        while coming < len(bases) and after and bases[coming].start() < after[-1].end():
            coming += 1
        if before:
            quantity.start = before[0].start()
        if after:
            quantity.end = after[-1].end()
        if quantity.per_area:
            quantity.dimension = Dimension.UNIT_PRICE


def _apply(quantity: Quantity, basis: re.Match[str]) -> None:
    if basis["area"]:
        quantity.per_area = True
        return
    for period in Period:
        if any(name.startswith(period.name) and said for name, said in basis.groupdict().items()):
            quantity.period = period


def _chain_before(text: str, quantity: Quantity, bases: list[re.Match[str]], earliest: int) -> list[re.Match[str]]:
    chain: list[re.Match[str]] = []
    reach = quantity.start
    for basis in reversed(bases):
        if basis.start() < earliest or reach - basis.end() > _LONGEST_FILLER:
            break
        if _FILLER.fullmatch(text, basis.end(), reach) is None:
            break
        chain.append(basis)
        reach = basis.start()
    chain.reverse()
    return chain


def _chain_after(
    text: str, quantity: Quantity, at: dict[int, re.Match[str]], following: Quantity | None
) -> list[re.Match[str]]:
    chain: list[re.Match[str]] = []
    reach = quantity.end
    while True:
        gap = _RIGHT_GAP.match(text, reach)
        start = gap.end() if gap else reach
        basis = at.get(start) or at.get(reach) or at.get(start - 1)
        match = basis or (_BARE.match(text, reach) if chain else None)
        if match is None or match.start() < reach:
            break
        chain.append(match)
        reach = match.end()
    if chain and following is not None and following.dimension in _PRICED and following.start - reach <= 1:
        return []  # 「一年60万一平一天4块5」: they belong to the next price
    return chain
