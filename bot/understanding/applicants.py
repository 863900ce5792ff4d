"""Questions about kinds of applicants rather than about oneself: 「哪些单位不适用」, 「个体户可以吗」."""

from __future__ import annotations

import re

from bot.understanding import whose
from bot.understanding.plain import plain

__all__ = ["asks_of_applicants", "asks_who_is_left_out"]

_WHO = "(?:哪|什么|何|怎)(?:一?[些类种家个]|样|么样)*的?(?:单位|企业|公司|机构|主体|组织|人|情况|情形)|谁"
_KIND = (
    "单位|企业|公司|机构|个人|自然人|法人|组织|团体|个体户|工商户|合作社|合伙|协会|学会|高校|院校|学校|大学|医院|院所|研究院"
    "|老板|股东|负责人|的人|[内外合独]资|国企|央企|民企|民非"
)
_OF_APPLICANTS = re.compile(f"{_WHO}|{_KIND}")
_THIS_ONE = re.compile("[我咱俺本贵这][家个些种类]?(?:单位|企业|公司|机构)")
_LEFT_OUT = re.compile(
    f"(?:{_WHO})[^,，。]{{0,8}}(?:不(?!少|多|用)|没|无|别想|排除|除外)|(?:排除|不包括|不适用|除外)[^,，。]{{0,8}}(?:{_WHO})"
)


def asks_of_applicants(text: str) -> bool:
    """Whether it is about applicants of some kind, and not about the speaker."""
    line = plain(text)
    return bool(_OF_APPLICANTS.search(line)) and not (whose.SELF.search(line) or _THIS_ONE.search(line))


def asks_who_is_left_out(text: str) -> bool:
    """Whether it asks in general who gets nothing."""
    return _LEFT_OUT.search(plain(text)) is not None
