"""Whose case is spoken of: the speaker's, somebody else's, or what one only heard.

These are words of the language, not of a pack. To teach a new turn of phrase, add it to its pattern.
"""

from __future__ import annotations

import re

from policy_rules.naming import NamingPattern

__all__: list[str] = []

SELF = re.compile(
    "(?:我们|(?<![给诉帮跟教和])我)(?!的?客户|们的?客户)|咱们?(?!的?客户)|俺们?|阿拉|本公司|本单位|本企业|申请人|敝司|我司|我方|自己|我这边|本项目|申报(?:主体|单位)(?:是|为)"
)
"""Speaks of the speaker and of nobody else."""

_KIN = "老婆|老公|亲戚|同学|哥们|邻居|老乡|同事|[表堂][哥姐弟妹]|舅舅|叔叔|姐夫|妹夫|师[兄弟姐妹父]|导师|室友|闺蜜|我[哥姐弟妹爸妈]|爱人|岳父"
_PARTNERS = "客户|甲方|乙方|供应商|合作方|上游|下游"
OTHERS = NamingPattern(
    # of the same owners
    "母公司(?!(?:百分之?百|100%|全资|绝对|直接)*(?:持股|控股|独资|投资|持有))|(?<!们)总公司|(?<!我们)(?<!本)(?<!我)集团(?!内)|(?:旗下|下面|我们有?的?)(?:的|有|个)*子公司|关联公司|兄弟公司|参股"
    # where the speaker was before
    "|前东家|上家|老东家|(?:我|老板|他|俺)以前的(?:公司|单位|企业)|(?:上|前)一?家(?:公司|企业|单位)|(?:之前|以前|原来)那家"
    # people one knows
    f"|(?:{_KIN})(?:的|家|开的|他们|公司|单位)|(?:{_KIN}|朋友)[^,，]{{0,10}}(?:公司|厂)|有家|他们(?:公司|家)"
    f"|(?:{_KIN}|朋友)(?!圈|们)[^,，]{{0,6}}(?:[拿租买开投做得]了|[去前今]年|营收|上过|评上)"
    "|(?<!我们)(?<!咱们)(?<!俺们)(?<!我)[一-龥](?:总|老板)(?:的|他们|那|家)"
    # whom one deals with
    f"|(?:{_PARTNERS})(?:那边|那儿|的?(?:公司|企业|厂)|家)|(?:我们?|咱们?|我司)的?客户(?!端|数|服务|要|想|委托|让|托)"
    "|(?:另外?一?|还有一?|其[他它]|别的)[家个位]?(?:的)?客户"
    "|客户(?:里头|里面|当中|全是|都是)|供应商(?=[是的])|甲方(?!要)|业主(?:单位|方)"
    "|竞品|友商|业主|租客"
    # people of the firm and the speaker as a person
    "|(?:有个|一个|个别|某个)(?:员工|股东|高管|销售|同事|董事)|(?:员工|高管|团队)[里中]|我(?:以前|之前|原来|曾经)在[^,，]{1,10}(?:上班|工作|任职|干过|待过)"
    # names for anybody, and what somebody has apart from the firm
    "|[甲乙丙某](?:某|公司|企业|厂)|某某|例子[里中]|案例[里中]|样例|[张李王]某|个人(?:[投买出借掏垫])|[投借给]到?别的公司"
    # who is near
    "|同[楼层栋]的?那家|对门|对[面过](?:的|那|公司)|楼上(?!楼下|租)|楼下那|旁边那?家|隔壁|别人|别家|那边(?:给的?(?![办弄我])|补|的?政策|[^,，租]{0,8}(?:免|补|奖|给(?!了?[我办弄们])))|园区(?:里面?|内)?(?:一共|总共|目前|现在)*(?:入驻|进驻|有|\\d)"
    # anybody
    "|行业平均|平均水平|一般的?[^,，]{0,4}(?:公司|企业)|大部分企业|很多企业|有些企业|有的企业|其他企业|别的企业|某(?:公司|企业)"
    "|全区|全国|全市|<city>有|<district>有|行业[里内]|整个行业|大厂|龙头|同行|竞争对手|对手"
    # heard of
    "|听说|据说|传说|画饼|新闻|报道"
)
"""Speaks of somebody else."""

_FIRM = "(?:企业|公司|单位|厂)"
OTHERS_UNLESS_OWN = re.compile(
    "那家|邻居|同[楼层]|[这那整][栋幢]楼?(?![^,，]*租[了下的])|挂(?:出来|网上)|人家|他们"
    # any firm
    f"|(?<![是为叫有十百])(?:一[家个]|某[家个]?|哪[家个]|每[家个]|任何一?[家个]?)[^,，是]{{0,8}}{_FIRM}(?=\\w)"
    f"|(?:像|那种|那些|好多|许多|不少|多数|大多|个别|各家?)[^,，]{{0,8}}{_FIRM}|{_FIRM}[^,，]{{0,6}}(?:普遍|一般都?|大多|多数)"
    # the market
    "|行情|市场价|市面|市价|均价|挂牌价|(?:园区|商圈|写字楼|办公楼|厂房|周边|附近|当地|这一?带|那一?带|地段)[^,，\\d]{0,8}(?:平均|一般|普遍|通常|大概|差不多)"
)
"""Speaks of somebody else where nobody speaks of themselves in the clause."""

REFERS_TO_OTHERS = re.compile("(?<!其)(?:他|她|它)们|人家|比不了|这种(?:大|巨头)")
"""What was said before is of those."""

REFERS_TO_ANOTHER = re.compile("(?<!其)[他她它](?![们妈娘])|均价|行情|市场价")
"""What was said before is of that one, or of the market, where nobody speaks of themselves."""

RELAYED = re.compile(
    "[跟对向和](?:我们?|咱们?|俺们?)(?:说|讲|吹|抱怨|透露)|(?:有人|网上|网友|抖音|群里|外面|朋友圈|公众号|小红书|论坛|招商局?|统计局|经信?委|科委|专家|中介|代理|顾问|销售|(?<!我们)(?<!公司)领导|街道|园区|业务员)[^,，]{0,8}(?:说|讲|传|看到|刷到|拍胸脯|承诺|告诉|忽悠)(?!错)"
    "|听[^,，]{0,6}[说讲]"
)
"""Said by somebody who does not know the speaker's case."""

OF_THE_FIRM = re.compile("(?:财务|会计|出纳|老板|领导|总监|经理|行政|人事|同事|法务|采购)[^,，]{0,4}$")
"""Before 「跟我说」: one who does know the case."""

RECORDED = re.compile(
    "你们?(?:那里|这里|那边|这边|那儿|刚才|刚刚|之前|上次|现在|是|都|怎么|给我们?)*[^,，我]{0,4}(?:记|写|算|填|存|录|显示)(?:录|成|的|得|了|着)+(?!$|[,，。一下吧])"
)
"""Speaks of what the bot has written down: it is asked about, or wrong."""

QUOTED = re.compile(
    "[上里]面(?:说|写|讲)(?!的|错|过)|(?:文件|政策|条款|通知|办法)(?:上|里|中)?(?:面)?(?:写|说|讲|规定|提到)|写着|规定的?是|第[\\d一二三四五六七八九十]+条(?:里|上)?(?:说|讲|写|规定)"
)
"""Speaks of what the document says."""

REBUTTING = re.compile("谁[说讲]")
"""What follows in the next clause is the speaker's own."""

NEVER_SAID = re.compile("(?:没有?|未)[说讲]过?(?![错清完不])|谁[说讲]|(?:什么时候|几时|哪里|哪有|何时)[说讲]过?")
"""What follows is what the speaker has not said."""

_EVERYBODY_KNOWS = (
    "华为|腾讯|阿里(?:巴巴|云)?|百度|字节(?:跳动)?|小米|美团|京东|特斯拉|拼多多|蔚来|理想汽车|比亚迪|宁德时代"
)
NAMED_FIRM = NamingPattern(
    f"(?:像|那|比如|例如|听说)?(?:(?:{_EVERYBODY_KNOWS}|<firm>)(?!(?:的|那种|这类)?(?:项目|合作|供应商))"
    "|[一-龥]{2}(?:电子|智能|科技|软件|信息|股份|生物|医药|网络|半导体)(?=.*(?:也[能可拿有]|多少|好像|比不了|[吧么吗?？])))"
)
"""At the beginning: a firm by its name, in talk where nobody speaks of themselves."""

ON_BEHALF = re.compile(
    "(?:帮|替|代|给)[^,，]{0,12}(?:问|咨询|算|看看|了解)|托我|让我[^,，]{0,4}问|要我|申报(?:主体|单位)(?:是|为)"
)
"""Asks for somebody else: their case is the one to reckon."""

CLIENTS = re.compile(f"(?:我们?的?|咱们?的?)?(?:客户|甲方|委托方)(?:那边|那儿|的?{_FIRM}|家)?|他们(?:{_FIRM}|家)?|人家")
"""Those for whom the speaker asks, where it is known that there are such: who works for a client calls it 甲方."""

FOR_ANOTHER = re.compile(
    "(?:帮|替|代|给|为)(?:我们?的?|咱们?的?|[一几两]?[个家位])*客户[^,，]{0,6}(?:[问测算]|咨询|看|了解|代理|申报|服务)|(?:帮|替|代)(?!我|咱|忙|码|理)[^,，]{1,12}(?:问|咨询|算|看|了解)|(?:委托|拜?托|让|叫)我[^,，]{0,6}(?:问|咨询|了解)"
)
"""Anywhere: 「他们」 are those for whom the speaker asks."""
