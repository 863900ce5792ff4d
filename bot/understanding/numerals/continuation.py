"""Whether the digits after a magnitude belong to the same number or begin the next one.

「一亿两千万」 and 「3万5000」 are one, 「六千万三百平」 and 「1000万3个项目」 are two.
"""

from __future__ import annotations

import re

from bot.understanding.numerals.state import SMALL, Reading

__all__ = ["continues", "is_counted"]


_NOT_COUNTED = r"(?![二三四五六七八九两]?\s?(?:[个项家年季月日天号条期楼层%人台]|分之))"
# A digit after a magnitude is its tenth: 三百五, 一亿二; after 万 and 亿 only if it counts nothing.
_TENTH = r"(?:[1-9](?![\d.十百千]|,\d)|[一二三四五六七八九两](?![零一二三四五六七八九两]?[十百千]))"
_SPELLED_YEAR = re.compile("(?:[一二][零九][零一二三四五六七八九]|[一二])[零一二三四五六七八九]年")
"""「三千二百万二零二三年」 is an amount and its year."""
_TENTH_OF_SMALL = re.compile(_TENTH)
_TENTH_OF_BIG = re.compile(_TENTH + _NOT_COUNTED)
_END_OF_TENTHS = re.compile(rf"(?![零一二三四五六七八九两百千万亿]){_NOT_COUNTED}")
_ONE_OF_SOMETHING = re.compile("[一1](?:平|块|季|半|元|起|共|定|直|般|些|点|下|样|旦|方|边|企|事)")
_SMALLER_DIGITS = re.compile(
    r"(?P<arabic>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)|[零一二三四五六七八九两]{1,17}", re.ASCII
)

_WITHOUT_ZERO = {
    10**4: re.compile(r"\d(?:\.\d{1,8})?千|\d{4}(?![\d.,万亿w年])|[一二三四五六七八九两]{1,2}千"),
    10**8: re.compile(
        r"\d{1,4}(?:\.\d{1,8})?[十百千]?多?万|[零一二三四五六七八九两十百千]{1,8}多?万|\d{8}(?!\d)"
        # 一亿两千, 2亿3000: the 万 is left out
        r"|(?:[一二三四五六七八九两1-9]千(?:[一二三四五六七八九1-9]百?)?|[1-9]\d{3})"
        r"(?=多?(?:左右|上下|以上|出头)?(?:$|[,，。；;、！!？?吧]))"
    ),
    10**12: re.compile(r"[零\d一二三四五六七八九两十百千]{1,9}亿"),
}
"""What may follow 万, 亿 and 兆 without a 零."""
# Hundreds after a few 万, where nothing else can be meant: 一万二百五十元, 1万600.
_FEW = 10**6
_HUNDREDS = re.compile(
    r"(?:\d{3}|[一二三四五六七八九]百零?(?:[一二三四五六七八九]十?[一二三四五六七八九]?)?)(?=[元块,，。；;!！?？]|$)"
)


def continues(number: Reading) -> bool:
    """Whether the digits at ``number.at`` still belong to the number."""
    if not number.last:
        return True
    if _SPELLED_YEAR.match(number.text, number.at):
        return False
    if number.zero or number.small == 10:
        return True
    tenth = _TENTH_OF_SMALL if number.small else _TENTH_OF_BIG
    if tenth.match(number.text, number.at) and not _ONE_OF_SOMETHING.match(number.text, number.at):
        return True
    if number.small:
        return _next_is_smaller(number)
    smaller = _WITHOUT_ZERO.get(number.big)
    if smaller and smaller.match(number.text, number.at):
        return True
    return number.big == 10**4 and number.closed < _FEW and _HUNDREDS.match(number.text, number.at) is not None


def is_counted(number: Reading, at: int) -> bool:
    """Whether the two digits before ``at`` count something, and are no tenths: 「一千万三四个项目」, but 一千五六."""
    return _END_OF_TENTHS.match(number.text, at) is None


def _next_is_smaller(number: Reading) -> bool:
    """After 千, 百, 十: digits with a smaller magnitude (6千2百), or as many as there are places (3千500)."""
    match = _SMALLER_DIGITS.match(number.text, number.at)
    if match is None:
        return False
    following = number.text[match.end() : match.end() + 1]
    if following in SMALL:
        return SMALL[following] < number.small
    return bool(match["arabic"]) and len(match[0]) == len(str(number.small)) - 1
