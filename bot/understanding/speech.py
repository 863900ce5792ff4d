"""How people say things: ask, suppose, deny, correct themselves, pass. One pattern a manner of speaking.

These are words of the language, not of a pack. To teach a new turn of phrase, add it to its pattern.
"""

from __future__ import annotations

import re

__all__: list[str] = []

ASKING = re.compile(
    "吗|[是算属][^,，]{1,10}还是|还是[补给按算拿填]|[?？]|多少|(?<!没)(?<!不)怎么|如何|(?<!没)(?<!没有)(?<!没过)(?<!不是)什么(?![^,，]{0,6}[都也][没不无])|分几[年次笔批期]|几[年次笔批期](?:给|发|到|补|付|拨)|哪(?![^,，]{0,6}[都也][没不无])|几个|是否|能不能|可不可以|(?<!没)有没有|(?<!就)(?<!只)(?<!还)(?<!都)是不是|算不算|要不要|行不行|会不会|够不够|符不符合|属不属于|在不在|对不对|对[吧吗]|是[吧吗]"
    "|(?<![好前这近些头早过])几年(?![前来了以])(?=.{0,8}算|$)|么(?:$|[?？])|(?<!没)(?<!没有)(?<!过)啥(?![^,，]{0,6}[都也][没不无])|咋|为何|何时|多久|多长|多大|百分之几|几成|(?:企业|公司|单位|学校)呢(?=$|[?？])|想问|请问|咨询|问一下|问下|想了解|想知道|了解一下|介绍|谁(?![都也家])|([^\\W\\d是在])不\\1|^那[^,，\\d一二三四五六七八九十百千万亿]{1,8}呢(?=$|[?？])|算[^,，]{2,12}不(?=$|[?？])|[伐咩](?=$|[?？,，])|的意思(?=[?？]|$)|[真假]的[吧伐]"
    "|[讲说](?:一?[讲说]|一?下|解一?下)(?![,，])|解释(?!权)|名词|定义(?!为)|何[谓为]|是指|几多|[咩乜]|怎样|有几[^\\W\\d十百千万亿]|(?<![智功性才技可])[能会让][^,，]{1,12}[不否](?=$|[?？])|(?:^|\\s)means?(?:$|[?？\\s])|原文|支不支持|(?:有|写|提|说|支持)(?![没有])[^,，没有]{1,4}没有?(?=$|[?？])|(?:支持|提倡|允许|鼓励|可以|好)[伐不](?=$|[?？])"
)
"""Marks a clause as a question."""

NOT_MEANT = re.compile("假数据|测试数据|[瞎乱胡]编|编的|乱填|随便填的|逗你|(?<!不是)(?<!不)(?<!没)开玩笑")
"""What the sentence says is not so."""

TASK = re.compile(
    "^\\W*(?:请|你|麻烦|来|可以|能不能|那)*(?:帮我?|给我|替我)?(?:(?:写|编|讲|画|作|造)(?:一?[段篇首句]|个(?:故事|笑话))|(?:起|取|想)一?个[^,，]{0,4}名|翻译|改写|润色|扮演)"
    "|用[^,，]{1,4}[语文话](?:怎么|咋)?说"
)
"""Asks for words to be made, not for support."""

ASKS_OF_THE_TEXT = re.compile(
    "什么意思|啥意思|咩意思|(?:^|\\s)means?(?:$|\\W)|解释|定义|原文|文件|文里|政策|规定|条款|通知|区里|区级?政府|支不支持|支持[不吗]|提倡[不吗]|什么态度"
)
"""In a question: it is for what the document says, or a word in it."""

ASKS_FOR_MEANING = re.compile("意思|解释|理解")
"""In a question: what was said before is quoted."""

ASKS_ABOUT_ITSELF = re.compile(
    "你们[^,，]{0,3}([收认要管批给算])不\\1|[的型](?:公司|企业|单位)[^,，]{0,2}(?:能|可以|可不可以|行不行|算|有没有|是不是|给不给)|怎么(?:证明|认定|判断|界定)|能不能算|的意思(?=[?？]|$)|(?:那|这|哪)(?:种|些|类)[^,，]{0,20}的(?:公司|企业|单位|项目)|一般|通常|需要|必须|非得|一定要|要求是|(?<!就)(?<!只)(?<!还)(?<!都)是不是|算不算|是否|有没有|属不属于|在不在|算是?(?=.{0,14}[吗么?？])|属于(?=.{0,14}[吗么?？])"
)
"""Before a statement: it is the statement that is asked (「我们算人工智能企业吗」)."""

_SPEAKER = (
    "我们|(?<![给诉帮跟教和])我|咱们?|俺们?|阿拉|本公司|本单位|本企业|敝司|我司|我方|司里"
    "|(?:(?<![一-龥a-z])|(?<=[我们咱本们个问]))(?:公司(?!法)|单位(?!价))|厂里|自己|这边|客户(?!端|数)"
)
SPEAKER = re.compile(_SPEAKER)
"""Names the one whose case it is."""

FIRST_PERSON = re.compile(
    f"{_SPEAKER}|前[几些面]|头[几两]年|上一?年|之前|以前|往年|历史|去年|前年|今年|目前|现在|已经|刚(?!好)"
)
"""Who speaks of their own case (advisers speak of their client's)."""

POLICY_TALK = re.compile(
    "(?<![之以此从先]前)(?<!曾经)(?<!历史)(?<!往年)(?<!历年)(?<!以往)(?<!过往)(?<!过去)(?<!年度)(?<!史上)(?<!收入)(?<!营收)最高(?!纪录|记录|的一|的时候|的那|一年|收入|营收|值|峰|做到|那)"
    "|拨付|上限|封顶|门槛|(?<!租金)(?<!房租)标准(?!的[^,，]{0,6}(?:企业|公司))|要求(?!加)|条件|规定|政策|条款|才(?:能|可以|给|行|算|有)|须|必须"
    "|以[上下内]的?(?:就|才|都)|给予|一次性|文件|档|额度是|(?<!好)意思是|的意思"
)
"""How clauses are spoken of: numbers beside it are the policy's."""

SUPPOSING = re.compile(
    "如果|假如|假设|(?<!需)(?<!主)(?<!不)要是|倘若|假定|若是|若(?!干)|比如|例如|譬如|打个比方|比方说|设想|(?<![\\d一二三四五六七八九十百千两几多])万一"
    "|的话(?=[,，能可会呢?？补拿])|换成|改成.{0,12}呢"
    "|(?:加|提|增|涨|升|扩|降|减)(?:大|高|加|长|少)?(?:到|成|至|了)?[^,，。]{0,12}呢"
)
"""Marks a sentence as a supposition."""

HAS_DONE = re.compile("[租投花买]了$")
"""Before an amount, also in a question: the speaker has it."""

SEEKS_ASSENT = re.compile("[吧咯嘛啊呀](?:[。!！?？]|$)")
SAYS_WHAT_IT_BRINGS = re.compile(
    "(?:配套?|补贴?|补助|奖励?|资助|最多|最高)(?:也|只|就|还|再|有|是|给|能|到|\\s)*(?=[\\d一二三四五六七八九十两])|按\\s?[\\d.]+%"
)
"""In a question of nobody's own case: what a rule gives."""

RECKONING = re.compile(
    "(?:能|可以|可|会|该|给|够)[^,，]{0,6}(?:拿|补|领|奖|给|减|免|省|返|申请)(?:到|多少|几|不)|[拿补领奖给]多少|多少(?:钱|补|奖|扶持)|算(?:一?下|一算|算|个)|测算|估算"
)
"""Wants the support for a case reckoned, whether it is there or only planned."""

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

CORRECTING = re.compile(
    r"^(?:呃|额|啊|哦|噢|嗯|哎|诶)*不(?:是|对)?(?:$|[,，\s])|不好意思(?=[,，]?是)|看错"
    "|不对|说错|错了|讲错|写错|打错|填错|搞错|记错|算错|更正|纠正|口误|应该是|应为|改(?:成|为|一下|下|正)|修改"
    "|更新(?:为|成|一下)|不是.{1,14}(?:而)?是|哦不|啊不|噢不|喔不|不不|搞错|等等|准确(?:地)?说|确切(?:地)?说"
    "|重新说"
)
"""Takes something back."""

DENIED_NUMBER = re.compile(r"(?<!是)(?<!要)(?:不是|并非|不止是|而非|不再是)(?:之前的?|刚才的?|什么)?\s*$")
"""Before a number: that number is what it is not."""

_NOT_KNOWING = re.compile(
    "[不没未勿弗伐](?:太|大|是很|是太|怎么|甚|很|曾|记)?(?:清楚|知道|知(?=$|[,，。])|晓得|了解|确定|记得|懂|明白|详|听说)"
    "|(?:说|讲|搞|弄|记|分|算|想|查|答|拿|吃)不(?:上来?|太?清楚?|准|好|出来?|明白|起来?|了(?=$|[,，。])|定|得)|不好说"
    "|(?:没|没有|没啥|没什么)(?:法|办法|底|数(?=$|[,，。])|数据|谱|概念|印象|留意|关注|查过?|记(?![录账])|想好|量过)"
    "|(?:没|没有|还没|尚未|未)(?:来得及)?(?:去)?(?:统计|核算|汇总|算(?!上|是|过分)|审计|出报表|出表|定(?=$|[,，。下])|确定|核实)"
    "|(?:报表|数据|审计|年报)(?:都|也)?(?:还)?(?:没|没有|未)(?:出|下|定|有)|没数|不掌握|未掌握|未知|忘了|忘记|待定|待确认|未定|心里没底"
    "|(?<!什么)(?<!为何)(?<!干嘛)(?<!啥)要问|得问|需要问|需问|问下财务|问(?:一下|问|下)?(?:财务|会计|老板|行政)|(?:财务|会计|老板|他们)(?:那边)?才(?:知道|清楚)|不归我管|不(?:是我)?负责"
    "|不是我管|我哪(?:里|儿)?(?:知道|晓得)|回头|以后再|晚点|稍后|改天|等等再"
)
_NOT_TELLING = re.compile(
    "保密|机密|隐私|涉密|不方便|不便|(?:不|不想|不愿意?|不肯|不能|不太想|不打算)(?:说|讲|答|回答|透露|告诉|填|提供|公开|写)|能不(?:答|说|填)|可以不(?:答|说|填)"
    "|无可奉告|暂不(?:提供|回答|填)|先空|先放|没查到|查不到|跳过|略过?(?=$|[,，。])|先不|不填|不告诉|下一个|下一题|下一条|下一项|换(?:一)?个(?:问题|题)?(?=$|[,，。吧])|pass|skip|过吧|先过"
    "|拒绝回答|免谈|空着"
)
_LOOKING_UP = re.compile(
    "^(?:我|那|这个|等|等我|让我|稍等|容|需要|还要|还得|要|得|我们|我得|我要|先|，|,|去|再|回去|你等|帮你)*(?:查|问|看|核|翻|核实|确认|核对|打听)"
    "(?:查|问|看|核|一下|一查|下|一问|下看|看看)*(?:报表|账|账本|合同|财务|会计|老板|资料|年报|行政|数据|数|才知道|再说|再告诉你|再答复你|回你|给你|吧|哈|啊|哦|,|，|。)*$"
    "|^(?:还在)?等(?:评审)?结果|^(?:评审)?结果(?:还)?没|^(?:这|那|本)?(?:题|个|条)?过(?:吧|了)?$|^略$|^(?:还在)?(?:统计|核算|审计)中$"
)


def passes(words: str, *, answering: bool = False) -> bool:
    """Whether the speaker does not know or won't say; ``answering`` a question, 「我查一下」 says it too."""
    if _NOT_KNOWING.search(words) or _NOT_TELLING.search(words):
        return True
    return answering and _LOOKING_UP.search(words.strip()) is not None


WISHED = re.compile("打算|准备做|想要?做|希望|目标|想做|想冲|对赌|要求做|力争|争取|指标")
"""Before an amount: of what is wanted, and is not."""

ADDING = re.compile(
    "(?<!差不)(?<!最)(?<!顶)(?<!至)(?<!许)多(?:做|卖|赚|收|花|用|买)了?|(?:又|再|另外又|后来又|额外)(?:多)?(?:加|投|追加|增加|添|给|拨)(?:了|进去|进来)?(?![到至成])|追加了?(?!到)|再?多买|再买"
    "|(?<!新)增加了?(?!到|至|为)|多投了?|加了(?!到)|涨了(?!到)|多了"
)
"""Before a number: it comes on top of something said before."""


GIVEN_TOO = re.compile("(?:又|再|另外又|后来又|额外)(?:给|拨|投|花|买|批|补|奖)了?[^,，]{0,4}$")
"""Before a number: it may also be the next thing of a list."""

NOT_YET = re.compile(
    "[还尚暂](?:没|未)|没轮到|未轮到|(?:没有?|未)(?:去)?(?:参加|安排|组织|启动|开始|到评审|评审|申报|提交|上会)|材料刚|排队"
    "|下(?:个?月|周)|等着?(?=.{0,4}(?:评|审|结果|通知|$))"
)
"""Of what only time decides: it has not happened, which is no no."""

_CLOSE = 4


COMPARED_WITH = re.compile("(?:比|较|同比)[^,，]{0,12}$")
"""Before 「多了」: more than another, not more on top."""


def ends_in_addition(before: str) -> bool:
    """Whether ``before`` ends in 「又加了」, 「追加」 …, a few characters before the number at most."""
    return not COMPARED_WITH.search(before) and any(
        len(before) - said.end() <= _CLOSE for said in ADDING.finditer(before)
    )


NEGATION = re.compile("不是|没有|呒没|并非|绝非|未能|尚未|从未|从来没|没能|不算|不属于|不在|不|没|未|非|无|别")
"""One negation; two make a yes."""

NOT_NEGATION = re.compile(
    "不到|不足|不满|不但|不仅|不光|不过|不错|不止|不管|不论|没错|没问题|非常|无论|无人|无锡|无线|不管|未来|未必|别的|别人"
    "|特别|分别|差别|级别|除非|没关系"
)
"""Holds a negating character and negates nothing."""

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


def negations(words: str) -> int:
    """How many negations stand in ``words``; two make a yes."""
    return len(NEGATION.findall(NOT_NEGATION.sub("", words)))
