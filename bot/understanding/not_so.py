"""How people speak of what is not so: supposed, planned, long gone, applied for, of another time.

These are words of the language, not of a pack. To teach a new turn of phrase, add it to its pattern.
"""

from __future__ import annotations

import re

__all__: list[str] = []

SUPPOSING = re.compile(
    "如果|假如|假设|(?<!需)(?<!主)(?<!不)要是|倘若|假定|若是|若(?!干)|比如|例如|譬如|打个比方|比方说|设想|(?<![\\d一二三四五六七八九十百千两几多])万一"
    "|的话(?=[,，能可会呢?？补拿])|换成|改成.{0,12}呢"
    "|(?:加|提|增|涨|升|扩|降|减)(?:大|高|加|长|少)?(?:到|成|至|了)?[^,，。]{0,12}呢"
)
"""Marks a sentence as a supposition."""

PLANNING = re.compile(
    "打算(?!去?[申报])|准备(?!好|去?[申报]|材料|资料|了|金|啥|什么|几|哪|的|工作|阶段)|(?<![不没])考虑(?!到)|有意(?!思)|意向(?!书)|争取|力争|盼着?|还在[看谈选找]|在谈|正在[看谈选找]"
    "|(?<![项目备发台])计划(?![内外书申报]|总?投)|(?<![项目备发台])拟(?!定|合|人|总?投)"
    "|(?<!想)想(?:要)?(?=[^,，]{0,6}[租投买上搬建搞做扩换冲评升招加添采])(?!问|知道|了解|咨询|请教|一想|想|必|法|起|象|着)"
    "|(?:明年|后年|下一?年|将来|年底前|下个?月|下周)(?!初?已|[^,，]{0,3}到期)|有望|(?:本来|原本|原先)是?(?:想|要|打算|准备|计划|谈好)|看[中上](?:了|过)?[一个]|最好(?:别|不要|能|在)|哪[天年](?!起)|有一[天日]|有朝一日|做梦|可能(?:会|要|得)|(?:[一二三五两几十]|\\d)年(?:之?后|以后)(?!就?[租买投拿是为做达])|等[^,，]{2,16}(?:再|以后|之后|了)|(?<![需必只不])要[建上租搬]|没定下来|可研|(?:[投融]资|采购)计划|(?:预算|方案)报上去"
)
"""From here on something is wanted, and is not there."""

LATER = re.compile(
    "^\\W*(?:我们?|咱们?|公司|老板说)*(?:等?(?:[一二三五两几十]|\\d)年(?:之?后|以后)|将来|未来|以后|明年|后年)(?!初?已|[^,，]{0,3}到期)"
)
"""At the beginning: all the sentence is of a time to come, until it says what is."""

LONG_GONE = re.compile(
    "(?:创业|起步|起家)(?:那会儿?|那阵|的?时候|之初|初期|阶段|时)|那会儿|那阵子|那时候|上世纪|早些年|[七八九零]几年"
    "|最早(?:的时候|是?在|那)|[二三五六七八九十\\d][几多余十]*年前[^,，]{0,4}(?:还[在是只没]|就?只|才)"
)
"""Of a time that is over: how things stood then is not how they stand."""

SINCE_THEN = re.compile("现在|目前|如今|后来|之后|[今去]年|这[几两]年|近[几两]年|已经|至今|直到|一直")
"""Speaks of later times again."""

IS_SO = re.compile("[了过]|已|现在|目前|[去今前]年|一直")
"""Speaks of what is or has been: a plan told before does not go on here."""

NOT_AFTER_ALL = re.compile(
    "(?:最后|后来|最终|到头来|结果)[^,，]{0,5}(?:[没未](?:有)?[租买投要成谈拿]|撤|取消|作罢|放弃)|黄了|泡汤|取消了|被[^,，]{0,5}(?:抢|[租买拿]走)"
)
"""In a clause or at the beginning of the next: what was spoken of is not there."""

CAME_TO_NOTHING = re.compile(
    "(?:还没|没|未|尚未|还没有|没有)(?:签|谈成|谈拢|谈下来|定下来?|投成|买成|租成|办成|要(?=$|[,，。了])|敲定|落实)|黄了|泡汤|作罢|算了(?=$)|(?:董事会|老板|总部)[^,，]{0,3}(?:还没|没)(?:批|定|同意|点头)"
)
"""What the clause before spoke of has not become true."""

APPLIED_FOR = re.compile(
    "(?:申请|申报|递交|提交|争取)(?!人|过|不|没|指南|材料|条件)|等(?:着|待)?(?:批|审|结果|通知)|还没批|没批|没下来|未获批|在审|审批中|公示中"
)
"""Beside what has to be granted: it is asked for."""

GRANTED = re.compile(
    "拿[到了过]|获得|获批|批(?:了|下来|准|复)(?!吗)|给了|拨了?|到账|到手|下来了|拿的|通过|评上|认定(?:了|为)|成功|补了|奖了|批给|发了|收到|享受"
)

NOT_YET_GRANTED = re.compile(
    "(?:但是?|不过|可|目前|现在|暂时|都|也|就是|可是|只是|结果)*(?:还|尚|仍)?(?:没|没有|未|在)(?:有|被)?(?:批|下来|获批|审|评(?!上级)|结果|消息|通过|公示|定|出结果|拿到|给|中)"
    "|(?:结果)?(?:还)?(?:没|未)出|等(?:着|待)?(?:批|审|结果|通知|消息)|没戏|被(?:拒|否|毙|刷|退)|(?:没|未)(?:能)?(?:批|中|成|通过)"
)
"""At the beginning of the next clause, or after the amount: what was applied for is not there."""

WISHED = re.compile("打算|准备做|想要?做|希望|目标|想做|想冲|对赌|要求做|力争|争取|指标")
"""Before an amount: of what is wanted, and is not."""

NOT_YET = re.compile(
    "[还尚暂](?:没|未)|没轮到|未轮到|(?:没有?|未)(?:去)?(?:参加|安排|组织|启动|开始|到评审|评审|申报|提交|上会)|材料刚|排队"
    "|下(?:个?月|周)|等着?(?=.{0,4}(?:评|审|结果|通知|$))"
)
"""Of what only time decides: it has not happened, which is no no."""

FORECAST = re.compile(
    "今年(?:估计|大概能|应该能|能)|[一二三五十两几\\d]年(?:之?后|以后)(?:要|想|能|会|得|做到)|预计|预期|预测|目标|争取|有望|力争|明年|计划(?=做|营收|收入)|指标|规划"
)
"""Speaks of a future that is no fact yet."""

OF_WHOLE_YEAR = re.compile("全年|合计|总计|[一总统]共|加起来")
"""After a part of the year: the amount is of all of it."""

PART_OF_YEAR = re.compile(
    r"上半年|下半年|[一二三四1-4q]+个?季度|半年(?!租|付|报)|前[一二三四五六七八九十\d]+个月|截至|截止|到目前|到现在|至今|目前为止"
    r"|上个?月|这个?月|本月|当月|单月|\d+-\d+月|\d+月"
)
"""Speaks of less than a year."""
