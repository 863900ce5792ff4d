"""Topics of money and areas that applicants speak of and no pack asks for.

A pack that does ask for one of these names it in its words, and it is its fact from then on.
Words are written as in packs: 「(a|b)」 are alternatives.
"""

from __future__ import annotations

from policy_rules.facts import FactKind

__all__ = ["OTHER_TOPICS"]

_CAPITAL = """
    注册(资本|资金) (实缴|认缴)(资本|) 自筹(资金|) 自有资金 (银行|信用|抵押|)贷款 贷了 授信 融资(额|) 融了 估值 市值
    天使轮 出资 入股 投资款 存款 借款 借了 欠款 负债 (总|净|)资产 股价
"""
_RESULTS_AND_COSTS = """
    (净|毛|)利润 毛利 亏损 亏了 (上缴|缴|交|纳)(的|了|)税(收|额|) 税收 税款 增值税 所得税 个税 退税 工资 薪资 (年|月)薪
    社保 公积金 (人力|人工|人员|)成本 物业(费|) 水电(费|) 装修(费|花|) 停车(费|位|) 押金 保证金 首付 定金 尾款 罚款 罚了
    赔偿 赔了 保险 广告(费|) (市场|营销|推广)(费|费用) 年费 (咨询|代理|手续|中介|律师)费 捐款 捐了 应收(账款|) 进项
    出口(额|) 房价 买(房|楼|地|了地) 账上
"""
_NOT_YET_REVENUE = "单子 大单 订单(额|) 合同(额|金额|) 签约(额|) 签了 (市场|行业|产业)规模"
_SUPPORT_WISHED_FOR = """
    把总额 (补贴|扶持|奖励|测算|资助)总额 补贴(款|) 补助(款|) 资助 奖励 奖金 扶持(资金|) 配套 减免 免租 (能|可以|可|想|要)(拿|补|领|给|奖|申请)
"""
_PEOPLE_AND_PAPERS = "员工 团队 客户 用户 专利 软著 论文 研发(人员|团队|人数)"
_PROPERTY = """
    建了 盖了 (园区|厂区|小区|大楼)(总|)面积
    占地(面积|) 建筑面积 绿化(面积|) 自建 自有 自购 买(的|了|下) 买(房|楼|地|了地) 拿地 地块 产权 仓库 我家 家里 住房
    宿舍
"""

OTHER_TOPICS: dict[FactKind, tuple[str, ...]] = {
    FactKind.MONEY: tuple(
        " ".join((_CAPITAL, _RESULTS_AND_COSTS, _NOT_YET_REVENUE, _SUPPORT_WISHED_FOR, _PEOPLE_AND_PAPERS)).split()
    ),
    FactKind.AREA: tuple(_PROPERTY.split()),
}
"""By the kind of facts whose quantities they take away."""
