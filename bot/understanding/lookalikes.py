"""What looks like a quantity and is none: clause and document numbers, phones, times, names, idioms.

Each family is one regular expression, tried where a number could begin. What it matches is
skipped. To teach a new one, add a line.
"""

from __future__ import annotations

import re

__all__ = ["end_of_lookalike"]

_NUMBER = "[0-9零一二三四五六七八九十百千两]{1,9}"

_FAMILIES = (
    # ordinals and numbered things: 第8条, 9号文, 3号楼, 5号线, 第三年
    rf"(?<=第){_NUMBER}",
    rf"{_NUMBER}号(?!码)[文楼线馆门院厂]?",
    r"(?<=[〔\[【(（])20\d\d(?=[〕\]】)）])",
    r"(?<=[〕\]】])\s*\d+",
    r"[一二三四五六七八九十]{1,3}(?=[、.][^0-9一二三四五六七八九十])",
    r"[四三][(（][一二三四]+[)）]\d*",
    # telephone numbers, identifiers, addresses
    r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d万亿元块.])",
    r"0\d{2,3}-\d{7,8}|400-?\d{3,4}-?\d{3,4}",
    r"\d{13,}(?:\.\d+)?",
    r"(?=\d{2,}[a-z])[0-9a-z]{10,}",
    r"\d+(?:号楼|弄|幢|室|单元|楼(?!上|下)|座(?!位)|路(?!演)|f(?![a-z]))",
    # names that begin with a letter (A100, iso9001, b2b) or go on with one (5g, 3d打印, 4s店)
    r"(?<=[a-z_#@])(?<!rmb)(?<!cny)\d[\d.\-]{0,20}(?![\d.]*[百千]?(?:万(?!卡)|亿|元))",
    # 3m is three million only where it is all that is said, or money
    r"(?!(?:^|(?<=^-))[\d.]{1,16}\s?m\s*$|[\d.]{1,16}\s?m\s?(?:元|人民币|rmb|cny))"
    r"\d[\d.]{0,15}\s?(?!(?:kw|wan|w|k|e|m2|rmb|cny|yuan|usd|eur|hkd|us)(?![a-z]))[a-z]+[a-z0-9]{0,20}",
    # times of the day, ratios, versions, opening hours
    r"\d{1,2}:\d{2}(?!\d)",
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})点(?:钟|半|整|前|后|之前|左右|多|到"
    r"|(?! [零一二三四五六七八九\d]\s?(?:[%折成]|个?百分点|个点))(?=[^\d零一二三四五六七八九两])|$)",
    r"(?!20\d\d\s?[:：])\d+(?:\.\d+)?\s?(?:[:：]|比)\s?\d+(?:\.\d+)?|[一二三四五六七八九]比[一二三四五六七八九]",
    r"\d+(?:\.\d+){2,}",
    r"\d{1,3}[*/]\d{1,3}(?![\d万亿年])",
    r"(?:985|211|863|973)(?=高校|大学|院校|计划|项目|工程|[、/和])",
    r"\d{1,2}月(?:\d{1,2}[日号])?(?:份|底|初|中旬|上旬|下旬)?|[一二三四五六七八九十]{1,2}月(?:份|底|初)",
    # parts of a talk: 房租这一块
    r"(?<=[这那])一块",
    # slips of the pen: 多打了一个零
    r"[一二两三几\d]个零",
    # nothing at all: 一分钱没给
    r"一[分毛]钱?(?=[都也]?[没未不])",
    # idioms and names made of numerals
    r"一(?:步|下|些|样|起|直|定|般|共|旦|边|企|事|带|镇|站|线|流|次|样|点(?!\d|[零一二三四五六七八九])|部分|方面|系列|体|块(?=儿|做|申|报|算|办|拿|弄|来|去|业|地))",
    r"(?:十[二三四]五|一三五|双十一|五一|十一(?=[放假长黄]))(?=规划|期间|时期|计划|末|假|以来|[放长黄])?(?![万千百亿年个元平%块家项人])",
    r"[一二三四五六七八九十]{1,3}(?:方协议|险一金|证合一|级市场|角场|线城市|手房|期工程|期项目|维码|宝(?:镇|路))",
    r"[一二三四五六七八九]带一路|七宝|五角场|六合|三林|九亭|九星|千方百计|百分百|成千上万|千千万|百度|百强|百联|千问|万科|万达|亿欧|十足|十分(?!\s?之)",
    r"一[二三四五六七八九]线|三[天两]头|七七八八|三三两两|乱七八糟|五花八门|一[五一]一十|接二连三|四新|双创|三农|两化|两会|两头|一五一十",
    r"千万(?=别|不|要|记|注意|得|小心|莫)|万一|万分(?!之)|百万(?=富翁)|千万(?=富翁)|亿万|万象|万里|万源|万元户",
    r"八成(?=是|会|能|不|没|要|得|行|可)|五五(?=开|分)|三七(?=开|分)|半(?=导体|成品|自动|天|路|数|夜)",
    r"数(?=据|字|量|控|码|额|目)|几(?=[^\d百千万亿十个成])",
)
_LOOKALIKE = re.compile("|".join(_FAMILIES))


def end_of_lookalike(text: str, start: int) -> int | None:
    """Where the look-alike that begins at ``start`` ends."""
    match = _LOOKALIKE.match(text, start)
    return match.end() if match else None
