"""What the policy says: its clauses, how it is paid, what may be combined, from when to when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from policy_rules import Clause, ClauseEstimate, Pack
from policy_rules.policy import Combination, Policy, Reading
from policy_rules.wording.combination import rule_of
from policy_rules.wording.labels import bounds
from policy_rules.wording.notes import chinese_date
from policy_rules.wording.notes import validity as not_in_force

OVERVIEW = "共{count}项扶持，点一项看标准："
UNLIMITED = "按标准计"
DISCRETIONARY = "政府酌定"
WHICH_CLAUSE = "您想了解哪一条？"
NO_EXCLUSION = "文件没有规定本政策各条之间不能同时享受。"
NO_INSTALMENTS = "您说到的扶持，文件没有规定分几次拨付，也没有规定到账时间。"
NO_PAYMENT_DATE = "文件没有规定到账时间。"
NOT_IN_DOCUMENT = "文件没有规定{about}。最相关的一句是：“{quote}”（{section}）"
ELSEWHERE = "这份是{district}的文件。"
WHAT_OTHERS_GOT = "别家拿了多少，文件没有规定，我也无从核实。{then}"
WHAT_IS_SAID = "听来的说法我无从核实。{then}"
THE_STANDARDS = "文件写明的最高额是："
THE_STANDARD = "文件写明的标准是："
WHICH_SENTENCE = "每个金额下面都附着政策原文的那一句。您想看哪一条的原文？例如“租金那条原文”。"
IN_DOCUMENT = "文件写的是：“{quote}”（{section}）"
TO_BE_DETAILED = "文件没有规定{about}，只写明：“{quote}”"
NOT_SAID = "文件没有规定{about}，请向主管部门咨询。"
EXPLANATION = "{term}：{explanation}\n（这是说明，不是政策原文）"
CONDITION = "{text}。文件写的是：“{quote}”"
ALL_CONDITIONS = "查看全部条件"
FOR_ALL_CONDITIONS = "{title}要符合哪些条件"
ASK_STANDARD = "{title}的标准是什么"
OTHER_POLICIES = "我还能测算这些政策，您说过的情况可以直接用："
ONLY_THIS_ONE = "目前我只收录了{title}这一份政策。"
SWITCHED = "好，现在按{title}来算，您说过的情况照用。"
THIS_ONE_ALREADY = "现在就是按{title}来算的。"
SIDE_BY_SIDE = "按您说过的情况，如条件都符合、评审通过："
COMPARE_WHAT = "要比较两份政策，先说说您的情况，例如设备投资、研发投入、收入。您想先看哪一项？"
SUM_OF_SIDE = "{count}项合计{total}"
NO_SUM_OF_SIDE = "还没有可计入的金额"
SIDE_LACKS = "还缺{labels}"
SILENT_ON_EACH_OTHER = "能不能同时享受，两份文件都没有写。"
FOR_WHOM = "要都拿，得同时符合：{whom}。"
SAYS_OF_OTHER = "关于能不能同时享受，文件写的是：“{quote}”"
OF_EACH_OTHER = "与其他政策"
SWITCH_TO = "按{title}测算"


def name(policy: Policy) -> str:
    return f"《{policy.title}》（{policy.document_number}）"


def by_ceiling(clauses: Sequence[ClauseEstimate]) -> list[str]:
    """The titles of all clauses, those with one ceiling on one line, the highest first."""
    titles: dict[str, list[str]] = {}
    for clause in sorted(clauses, key=_ceiling, reverse=True):
        titles.setdefault(_worth_at_most(clause), []).append(clause.title)
    return [f"· {worth}：{'、'.join(of_it)}" for worth, of_it in titles.items()]


def _ceiling(clause: ClauseEstimate) -> Decimal:
    """For the order of the list; what has no ceiling, or no amount, comes last."""
    return clause.amount.max if clause.amount and clause.amount.max is not None else Decimal(-1)


def _worth_at_most(clause: ClauseEstimate) -> str:
    if clause.amount is None:
        return DISCRETIONARY
    return UNLIMITED if clause.amount.max is None else bounds(clause.amount)


def clause_in_short(clause: ClauseEstimate, shared: Collection[str]) -> list[str]:
    """Line by line, what it brings and what is special to it, before any fact is known; ``shared`` conditions are only counted."""
    own = [condition.text for condition in clause.conditions if condition.text not in shared]
    count = len(clause.conditions) - len(own)
    also = f"{'，' if own else ''}另有{count}项各条通用的条件" if count else ""
    paid = "、".join(payment.label for payment in clause.payments)
    lines = [
        f"{clause.number} {clause.title}",
        f"标准：{_rule(clause)}",
        f"条件：{'；'.join(own)}{also}" if own or also else "",
        f"拨付：{paid}各拨付一部分" if paid else "",
        *clause.notes,
    ]
    return list(filter(None, lines))


def _rule(clause: ClauseEstimate) -> str:
    return clause.formula.split(" = ")[0]


def instalments(clause: Clause, known: ClauseEstimate | None = None) -> str:
    """「· 示范应用项目补贴：立项时拨付50%（50万元~150万元），通过验收后拨付50%（…）」."""
    amounts = {payment.label: f"（{bounds(payment.amount)}）" for payment in known.payments} if known else {}
    parts = "，".join(f"{label}拨付{share.root}{amounts.get(label, '')}" for label, share in clause.paid.items())
    return f"· {clause.title}：{parts}"


def stacking(pack: Pack, reading: Reading | None) -> str:
    """The rule, the clauses it is read to cover, and that this is a reading."""
    titles = {clause.id: clause.title for clause in pack.clauses}
    ways = [group for group in pack.policy.exclusive if group.mode is not Combination.ADD_UP]
    higher = [group for group in ways if group.mode is Combination.HIGHER]
    groups = "；".join("与".join(titles[id] for id in group.clauses) for group in higher)
    lines = [f"同一项目“就高不重复”，只取较高的一项：{groups}。"] if higher else []
    lines += [f"{group.title}（{rule_of(group)}）：“{group.quote}”\n" for group in ways if group not in higher]
    other = f"也有人读作：{reading.others[0]}。" if reading else ""
    return "".join(lines) + f"其余各条、不同项目可以分别享受。\n这是本助手的读法。{other}"


def validity(pack: Pack, day: date) -> str:
    """Whether it holds on the day, then from when to when."""
    term = pack.policy.in_force
    since = f"自{chinese_date(term.from_)}起施行"
    if term.until is None:
        return not_in_force(pack, day) or f"目前有效，{since}，没有写明到期日。"
    held = f"{since}，有效期至{chinese_date(term.until)}。"
    if day > term.until:
        return f"本政策已失效：{held}现在的金额仅供测算。"
    return f"{'目前有效' if day >= term.from_ else '尚未生效'}：{held}"


def on_the_day_supposed(pack: Pack, day: date) -> str:
    """Whether the policy holds on a day that is only supposed."""
    return "（那时政策在有效期内）" if pack.policy.in_force.includes(day) else ""


def on_the_day_applied(pack: Pack, day: date) -> str:
    """What holds on the date of application that the estimate is made for."""
    held = "政策在有效期内" if pack.policy.in_force.includes(day) else "政策不在有效期内"
    return f"您设定的申报日期是{chinese_date(day)}，当时{held}。"
