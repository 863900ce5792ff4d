"""The noun an amount belongs to by grammar: in 「研发费用要审计，审计费要3万」 the 3万 are the 审计费, not the 研发费用.

Nouns of money end alike in Chinese (费, 款, 金, 税 …), so that one that nobody listed is seen too.
"""

from __future__ import annotations

import re

from bot.understanding.vocabulary import Hit

__all__ = ["is_of_another_noun", "is_of_another_place"]

_REACH = 24
"""Characters before an amount within which its noun stands."""
_HEAD = re.compile(
    "(?P<noun>[一-龥]{1,2}(?:费用?|款|(?<!资)(?<!租)金(?!额)|薪|税|利润|债|成本|流水|产值|提成|工资|补偿|保额|赔偿|市值))"
    "(?:的话|这块|那块|方面|上|呢|就|也|都|又|还|才|只|光|大概|大约|约|差不多|将近|近|快|共|[一总]共|合计|加起来"
    "|是|为|有|要|得|需要?|达|[花用交付给出收缴]了?掉?|每[年月]|一年|一?个?月|[去今前]年|[:：了\\s])*$"
)


_PLACE = "(?:报告厅|会议室|食堂|[展摊车]位|露台|花园|阳台|公寓|球场|健身房)"
_AREA_HEAD = re.compile(f"{_PLACE}(?:大概|大约|约|有|是|才|就|面积|[\\s:：])*$")
_AREA_OF = re.compile(f"(?:左右)?的[^,，]{{0,4}}{_PLACE}")


def is_of_another_place(text: str, begin: int, at: int, end: int) -> bool:
    """Whether an area at ``text[at:end]`` is of a place that is only part of what one rents, or none of it."""
    return bool(_AREA_HEAD.search(text, max(begin, at - _REACH), at) or _AREA_OF.match(text, end))


def is_of_another_noun(text: str, begin: int, at: int, cue: Hit | None) -> bool:
    """Whether a noun between ``begin`` and the amount at ``at`` owns it that is no part of ``cue``, its word so far."""
    found = _HEAD.search(text, max(begin, at - _REACH), at)
    return found is not None and (cue is None or not found.start("noun") <= cue.end)
