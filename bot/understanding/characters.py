"""One way of writing for every character, without moving any: offsets into the text stay valid."""

from __future__ import annotations

import re

__all__ = ["normalise"]

# Full-width punctuation that separates clauses stays what it is: 「800，950」 is two numbers.
_SEPARATORS = "，；：？！（）"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _SEPARATORS}
_SAME_AS = {
    "；": "【", "：": "】",  # 「【营收】1.3亿」 is a form
    "零": "〇○", "元": "圆圓", "¥": "￥", "-": "–—−－→", "~": "～〜∼", " ": "\u3000\t\xa0", "*": "×", "是": "✔✓√☑✅", "否": "✘✗☒❌", "2": "²",
    "万": "萬", "亿": "億", "两": "兩", "二": "貳", "三": "參", "六": "陸", "点": "點", "个": "個", "来": "來",
    "几": "幾", "余": "餘", "负": "負", "俩": "倆", "双": "雙", "对": "對",
    "亩": "畝", "块": "塊", "钱": "錢", "资": "資", "业": "業", "营": "營", "收": "収", "经": "經", "币": "幣",
}  # fmt: skip
_TABLE = _FULL_WIDTH | {ord(variant): plain for plain, variants in _SAME_AS.items() for variant in variants}

# 陆家嘴 and the surname 伍 are no numbers: capital numerals count only beside one another.
_CAPITAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_CAPITAL_RUN = re.compile(
    "[壹贰叁肆伍陆柒捌玖拾佰仟零一二三四五六七八九十百千两点万亿]{2,}"
    "|[壹贰叁肆伍陆柒捌玖拾](?=[个项元块角分成折打双对又])"
    "|(?:(?<=分之)|(?<=分之 )|(?<=分 之)|(?<=分  之))[壹贰叁肆伍陆柒捌玖拾]|[佰仟](?= ?分 ?之)"
    "|[壹贰叁肆伍陆柒捌玖](?= 点 ?[零一二三四五六七八九壹贰叁肆伍陆柒捌玖])"
    "|(?<=[是为])[壹贰叁肆伍陆柒捌玖](?=[,，。;；!！]|$)"
    "|^[壹贰叁肆伍陆柒捌玖拾]$"
)
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")

# 「800，950」 is two numbers; 「８００，９５０」, 「3，000」 and 「82，225.00元」 are one.
_FULL_WIDTH_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3})|(?<=\d)，(?=0\d\d(?!\d)|\d{3}\.\d\d元)")


# As a voice is misheard or a hand mistypes: words every applicant uses, in as many characters as they have.
_MISHEARD = {
    "硏": "研", "头入": "投入", "头资": "投资", "投姿": "投资", "评米": "平米", "平迷": "平米", "注测": "注册", "注侧": "注册",
    "税物": "税务", "房祖": "房租", "组金": "租金", "租今": "租金", "业物": "业务", "收如": "收入", "营手": "营收",
    "设被": "设备", "突坡": "突破", "落沪": "落户", "研法": "研发", "补铁": "补贴",
}  # fmt: skip
_MISHEARD_WORD = re.compile("|".join(_MISHEARD))


def normalise(text: str) -> str:
    """``text`` in half-width, simplified, lower-case forms, with as many characters as before."""
    if _FULL_WIDTH_THOUSANDS.search(text):
        text = _FULL_WIDTH_THOUSANDS.sub(",", text)
    text = text.translate(_TABLE)
    if _CAPITAL.search(text):
        text = _CAPITAL_RUN.sub(lambda run: run[0].translate(_PLAIN), text)
    if _MISHEARD_WORD.search(text):
        text = _MISHEARD_WORD.sub(lambda word: _MISHEARD[word[0]], text)
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text
