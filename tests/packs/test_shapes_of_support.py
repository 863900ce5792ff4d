"""Every shape of support that districts use, each as one sentence, its rule, and what it brings."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from policy_rules import estimate
from policy_rules.checking.kinds import faults_of_kinds
from policy_rules.checking.quoted_numbers import faults_of_numbers

AmountOf = Callable[..., tuple[Any, Any]]
WAN = 10_000

SHAPES: dict[str, tuple[str, str, dict[str, Any], list[tuple[dict[str, Any], Any]]]] = {
    "按上级级别配套，比例和上限随级别": (
        "对国家级、省级、市级项目分别按100%、70%、50%配套,最高分别500万元、300万元、200万元",
        """
by: level
cases:
  national: {at_most: 500万元, of: {share: 100%, of: award}}
  provincial: {at_most: 300万元, of: {share: 70%, of: award}}
  municipal: {at_most: 200万元, of: {share: 50%, of: award}}
""",
        {"level": ["national", "provincial", "municipal"], "award": "money"},
        [
            ({"level": "national", "award": "600万元"}, 500 * WAN),
            ({"level": "provincial", "award": "100万元"}, 70 * WAN),
            ({"level": "municipal", "award": "500万元"}, 200 * WAN),
        ],
    ),
    "按规模分档的比例，加可累计的百分点": (
        "投资50万元以上100万元以下、100万元以上的按5%、8%补助,三名企业提高2个百分点,50强再提高1个百分点",
        """
share:
  sum:
    - bands: [{is: 不低于50万元、低于100万元, gives: 5%}, {is: 不低于100万元, gives: 8%}]
      of: invested
    - {when: {is_true: named}, because: 三名企业, gives: 2个百分点}
    - {when: {is_true: top}, because: 50强, gives: 1个百分点}
of: invested
""",
        {"invested": "money", "named": "boolean", "top": "boolean"},
        [
            ({"invested": "80万元", "named": False, "top": False}, 4 * WAN),
            ({"invested": "80万元", "named": True, "top": True}, Decimal("6.4") * WAN),
            ({"invested": "100万元", "named": True, "top": False}, 10 * WAN),
            ({"invested": "49万元", "named": False, "top": False}, 0),
        ],
    ),
    "两个条件的表：规模和增速": (
        "1亿元以下增速10%以上的0.5%、1亿元以上增速10%以上的1%",
        """
share:
  bands:
    - is: 低于1亿元
      gives: {bands: [{is: 10%以上, gives: 0.5%}], of: {growth_of: now, since: before}}
    - is: 1亿元以上
      gives: {bands: [{is: 10%以上, gives: 1%}], of: {growth_of: now, since: before}}
  of: before
of: {beyond: before, of: now}
""",
        {"now": "money", "before": "money"},
        [
            ({"now": "1.1亿元", "before": "1亿元"}, 10 * WAN),
            ({"now": "9900万元", "before": "9000万元"}, Decimal("4.5") * WAN),
            ({"now": "1.09亿元", "before": "1亿元"}, 0),
        ],
    ),
    "超过基数部分的比例": (
        "超过1000万元部分按0.5%奖励,最高20万元",
        "at_most: 20万元\nof: {share: 0.5%, of: {beyond: 1000万元, of: turnover}}",
        {"turnover": "money"},
        [({"turnover": "900万元"}, 0), ({"turnover": "3000万元"}, 10 * WAN), ({"turnover": "1亿元"}, 20 * WAN)],
    ),
    "新增部分连续三年奖励80%": (
        "新增部分按80%奖励,连续3年,即80%、80%、80%",
        "over_years: [80%, 80%, 80%]\nof: {beyond: before, of: now}",
        {"now": "money", "before": "money"},
        [({"now": "150万元", "before": "100万元"}, 120 * WAN), ({"now": "90万元", "before": "100万元"}, 0)],
    ),
    "分段：5000元内全额，超出部分50%，每年最高5万元": (
        "5000元内全额,超出部分50%,每年最高5万元",
        "at_most: 5万元\nof: {slabs: [{up_to: 5000元, share: 100%}, {share: 50%}], of: services}",
        {"services": "money"},
        [({"services": 5000}, 5000), ({"services": 6000}, 5500), ({"services": "20万元"}, 5 * WAN)],
    ),
    "每增加30件加3万元，减去已资助的部分": (
        "30件以上资助3万元,每增加30件增加3万元,已获资助的只对增量部分资助",
        "for_every: 30件\nof: {beyond: granted, of: filed}\ngives: 3万元",
        {"filed": "count", "granted": "count"},
        [
            ({"filed": 95, "granted": 0}, 9 * WAN),
            ({"filed": 95, "granted": 40}, 3 * WAN),
            ({"filed": 29, "granted": 0}, 0),
        ],
    ),
    "按件、按家、按亩": (
        "每件8000元,每亩100元",
        "sum: [{each: 8000元/件, times: patents}, {each: 100元/亩, times: land}]",
        {"patents": "count", "land": "number"},
        [({"patents": 3, "land": 12.5}, 25250), ({"patents": 0, "land": "10亩"}, 1000)],
    ),
    "按人头分类，每年封顶": (
        "博士每人8万元、硕士每人5万元,每年最高500万元",
        "at_most: 500万元\nof: {sum: [{each: 8万元, times: doctors}, {each: 5万元, times: masters}]}",
        {"doctors": "count", "masters": "count"},
        [({"doctors": 2, "masters": 4}, 36 * WAN), ({"doctors": 60, "masters": 10}, 500 * WAN)],
    ),
    "标准与实际孰低 × 面积 × 月数": (
        "每平方米每月最高20元,实际低于标准的按实际,不超过500平方米,不超过3年",
        "product: [{at_most: 20元/㎡/月, of: rent}, {at_most: 500平方米, of: area}, {at_most: 3年, of: months}]",
        {"rent": "price", "area": "area", "months": "months"},
        [
            ({"rent": "15元/㎡/月", "area": "300平方米", "months": "12个月"}, 54_000),
            ({"rent": "30元/㎡/月", "area": "800平方米", "months": "48个月"}, 360_000),
        ],
    ),
    "贷款贴息，双重上限": (
        "不超过1.5个百分点,且不超过利息的50%,不超过1年,最高1000万元",
        """
at_most: 1000万元
of:
  lowest_of:
    - {for_months: {at_most: 1年, of: months}, of: {share: 1.5个百分点, of: principal}}
    - {share: 50%, of: interest}
""",
        {"principal": "money", "months": "months", "interest": "money"},
        [
            ({"principal": "1000万元", "months": "7个月", "interest": "40万元"}, 87_500),
            ({"principal": "1000万元", "months": "24个月", "interest": "20万元"}, 100_000),
        ],
    ),
    "按年份的比例，三年合计封顶": (
        "第一年100%、第二年80%、第三年50%,三年合计最高300万元",
        "at_most: 300万元\nof: {over_years: [100%, 80%, 50%], of: cost}",
        {"cost": "money"},
        [({"cost": "100万元"}, 230 * WAN), ({"cost": "200万元"}, 300 * WAN)],
    ),
    "比例逐年下降，每年封顶": (
        "前2年80%,后3年50%,每年最高5000万元",
        "over_years: [80%, 80%, 50%, 50%, 50%]\neach_year_at_most: 5000万元\nof: contribution",
        {"contribution": "money"},
        [({"contribution": "1000万元"}, 3100 * WAN), ({"contribution": "8000万元"}, (5000 * 2 + 4000 * 3) * WAN)],
    ),
    "里程碑逐步累加": (
        "辅导验收100万元,受理100万元,审核通过200万元,上市100万元",
        "reached: stage\nstages: {tutored: 100万元, accepted: 100万元, approved: 200万元, listed: 100万元}",
        {"stage": ["none", "tutored", "accepted", "approved", "listed"]},
        [({"stage": "none"}, 0), ({"stage": "approved"}, 400 * WAN), ({"stage": "listed"}, 500 * WAN)],
    ),
    "总额之下的分项上限": (
        "落户最高2000万元,条件建设最高3000万元,合计最高4000万元",
        "at_most: 4000万元\nof: {sum: [{at_most: 2000万元, of: settling}, {at_most: 3000万元, of: building}]}",
        {"settling": "money", "building": "money"},
        [
            ({"settling": "2500万元", "building": "1000万元"}, 3000 * WAN),
            ({"settling": "2500万元", "building": "3500万元"}, 4000 * WAN),
        ],
    ),
    "固定奖励，不高于投入的一半": (
        "每家奖励50万元,不高于投入资金的50%",
        "at_most: {share: 50%, of: invested}\nof: 50万元",
        {"invested": "money"},
        [({"invested": "60万元"}, 30 * WAN), ({"invested": "300万元"}, 50 * WAN)],
    ),
    "每人每月，最长几个月": (
        "每人每月3000元,不超过6个月",
        "each: 3000元/人/月\ntimes: {product: [interns, {at_most: 6个月, of: months}]}",
        {"interns": "count", "months": "months"},
        [({"interns": 2, "months": "8个月"}, 36_000), ({"interns": 2, "months": "3个月"}, 18_000)],
    ),
    "同一实际控制人的企业合计封顶": (
        "同一实际控制人的企业合计最高100万元,按10%补助",
        "at_most: {beyond: granted_to_affiliates, of: 100万元}\nof: {share: 10%, of: spent}",
        {"spent": "money", "granted_to_affiliates": "money"},
        [
            ({"spent": "2000万元", "granted_to_affiliates": "30万元"}, 70 * WAN),
            ({"spent": "100万元", "granted_to_affiliates": "30万元"}, 10 * WAN),
        ],
    ),
    "只有下限，不设上限": (
        "最低2000万元,不设上限",
        "no_less_than: 2000万元",
        {},
        [({}, (2000 * WAN, None))],
    ),
    "只写最高": ("最高500万元", "up_to: 500万元", {}, [({}, (0, 500 * WAN))]),
    "评审确定的比例区间": (
        "按10-30%给予补贴,最高300万元",
        "at_most: 300万元\nof: {share: 10%-30%, of: invested}",
        {"invested": "money"},
        [({"invested": "900万元"}, (90 * WAN, 270 * WAN)), ({"invested": "3000万元"}, 300 * WAN)],
    ),
    "晋级只补差额": (
        "晋升到更高等次的,只奖励差额部分,国家级50万元,省级20万元",
        "beyond: granted\nof: {by: level, cases: {national: 50万元, provincial: 20万元}}",
        {"level": ["national", "provincial"], "granted": "money"},
        [
            ({"level": "national", "granted": "20万元"}, 30 * WAN),
            ({"level": "provincial", "granted": "20万元"}, 0),
        ],
    ),
    "几项取最高": (
        "按最高奖励为准,5万元、3万元",
        """
highest_of:
  - {when: {is_true: provincial}, because: 省级, gives: 5万元}
  - {when: {is_true: municipal}, because: 市级, gives: 3万元}
""",
        {"provincial": "boolean", "municipal": "boolean"},
        [({"provincial": True, "municipal": True}, 5 * WAN), ({"provincial": False, "municipal": True}, 3 * WAN)],
    ),
    "只算前几件": (
        "前5件每件2000元",
        "each: 2000元/件\ntimes: {at_most: 5件, of: patents}",
        {"patents": "count"},
        [({"patents": 3}, 6000), ({"patents": 8}, 10_000)],
    ),
    "每平方米一次性": (
        "按每平方米800元的标准一次性补贴",
        "each: 800元/㎡\ntimes: area",
        {"area": "area"},
        [({"area": "150平方米"}, 12 * WAN)],
    ),
    "另一条件成立时再给予": (
        "给予50万元,纳入规上统计的再给予20万元",
        "sum: [{label: 落户奖励, sum: [50万元]}, {when: {is_true: counted}, because: 纳入规上统计, gives: 20万元}]",
        {"counted": "boolean"},
        [({"counted": True}, 70 * WAN), ({"counted": False}, 50 * WAN)],
    ),
    "从第几家起": (
        "超过10家的,每家1万元",
        "each: 1万元\ntimes: {beyond: 10家, of: firms}",
        {"firms": "count"},
        [({"firms": 13}, 3 * WAN), ({"firms": 9}, 0)],
    ),
    "一次性按面积": (
        "按每平方米800元的标准给予一次性补贴,不超过1000万元",
        "at_most: 1000万元\nof: {each: 800元/㎡, times: area}",
        {"area": "area"},
        [({"area": "500平方米"}, 40 * WAN), ({"area": "2万平方米"}, 1000 * WAN)],
    ),
    "按年计算、每年封顶，不满一年的年度也有整年的上限": (
        "按租金的50%补贴,每年不超过5万元,最长3年",
        """
for_months: {at_most: 3年, of: months}
each_year_at_most: 5万元
of: {share: 50%, of: yearly_rent}
""",
        {"yearly_rent": "money", "months": "months"},
        [
            ({"yearly_rent": "12万元", "months": "18个月"}, 8 * WAN),
            ({"yearly_rent": "12万元", "months": "24个月"}, 10 * WAN),
            ({"yearly_rent": "12万元", "months": "60个月"}, 15 * WAN),
            ({"yearly_rent": "8万元", "months": "18个月"}, 6 * WAN),
            ({"yearly_rent": "12万元", "months": ["12个月", "18个月"]}, (5 * WAN, 8 * WAN)),
        ],
    ),
    "连续几年，年数由情况决定": (
        "连续5年(在高新技术企业有效期内)按经济贡献的95%奖励",
        "for_months: {at_most: 5年, of: years_left}\nof: {share: 95%, of: contribution}",
        {"contribution": "money", "years_left": "months"},
        [
            ({"contribution": "100万元", "years_left": "3年"}, 285 * WAN),
            ({"contribution": "100万元", "years_left": "8年"}, 475 * WAN),
        ],
    ),
    "没有数字的数：亿元以上": (
        "总投资亿元以上的奖励10万元",
        "bands: [{is: 1亿元以上, gives: 10万元}]\nof: invested",
        {"invested": "money"},
        [({"invested": "1亿元"}, 10 * WAN), ({"invested": "9999万元"}, 0)],
    ),
    "投入占收入的比例": (
        "研发投入占比5%以上的奖励10万元",
        "bands: [{is: 5%以上, gives: 10万元}]\nof: {ratio_of: spent, to: revenue}",
        {"spent": "money", "revenue": "money"},
        [({"spent": "50万元", "revenue": "1000万元"}, 10 * WAN), ({"spent": "49万元", "revenue": "1000万元"}, 0)],
    ),
}

EXAMPLES = [
    pytest.param(quote, rule, facts, known, expected, id=f"{shape}-{number}")
    for shape, (quote, rule, facts, examples) in SHAPES.items()
    for number, (known, expected) in enumerate(examples, start=1)
]


@pytest.mark.parametrize(("quote", "rule", "facts", "known", "expected"), EXAMPLES)
def test_the_shape_brings_what_its_sentence_says(
    amount_of: AmountOf, quote: str, rule: str, facts: dict[str, Any], known: dict[str, Any], expected: Any
) -> None:
    assert amount_of(quote, rule, facts, known) == (expected if isinstance(expected, tuple) else (expected, expected))


@pytest.mark.parametrize(("quote", "rule", "facts", "known", "expected"), EXAMPLES)
def test_before_the_amounts_are_known_the_bounds_hold_the_answer(
    amount_of: AmountOf, quote: str, rule: str, facts: dict[str, Any], known: dict[str, Any], expected: Any
) -> None:
    only_conditions = {id: value for id, value in known.items() if facts[id] == "boolean"}
    low, high = amount_of(quote, rule, facts, only_conditions)
    first, last = expected if isinstance(expected, tuple) else (expected, expected)
    assert low <= first
    assert high is None or (last is not None and last <= high)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_has_a_formula_and_stands_in_its_sentence(pack_of: Callable[..., Any], shape: str) -> None:
    quote, rule, facts, examples = SHAPES[shape]
    indented = "\n".join(f"    {line}" for line in rule.strip().splitlines())
    pack = pack_of(
        f"- id: it\n  number: 一\n  title: 某项支持\n  quote: {quote}\n  amount:\n{indented}\n",
        facts=facts,
        quotes=quote,
    )
    assert not list(faults_of_kinds(pack))
    assert not [fault for fault in faults_of_numbers(pack) if "clauses.yaml" in fault]
    for known, _ in examples:
        assert estimate(pack, known).clauses[0].formula
