"""Every Chinese sentence the bot says by itself, in one place, to be read as prose.

Figures, quotes and questions come from the pack and the estimate; here is only what joins them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.absorb import Change
from policy_rules import Clause, ClauseEstimate, Estimate, FactDefinition, Pack, Status
from policy_rules.conditions import State
from policy_rules.pack import Policy, Reading
from policy_rules.result import Excluded
from policy_rules.wording.facts import known_fact
from policy_rules.wording.notes import chinese_date
from policy_rules.wording.notes import validity as not_in_force
from policy_rules.wording.report import STATES, STATUSES, bounds, reservation

GREETING = (
    "您好，我是惠企政策助手，可以按{title}测算您能享受的条款和金额。\n"
    "直接说情况就行，例如：“我们是闵行的人工智能企业，租了800平，每平每天4块5，去年主营收入6200万，能拿多少？”"
)
GOODBYE = "再见，您说过的情况我会记着，随时可以回来接着聊。"
WELCOME = "不客气，还有什么想了解的吗？"
ALRIGHT = "好的。还想了解什么？可以告诉我新的情况，也可以问某一条的标准。"
CAPABILITIES = (
    "我能做这些：\n"
    "· 按您的情况测算能享受哪些条款、大概多少钱，并给出算法和原文\n"
    "· 回答条款标准、条件、拨付方式、能否叠加、有效期\n"
    "· 试算“如果投资加到2000万呢”\n"
    "· 随时更正、查看或删除您的信息\n"
    "我是程序，不是工作人员；结果仅供参考，以主管部门审核为准。"
)
OUT_OF_SCOPE = "这个我帮不上忙。我只回答{title}的扶持内容：能拿多少、符不符合、怎么拨付、能否叠加、有效期等。"
NOT_UNDERSTOOD = "我没太听明白，您是想："
UNCLEAR = "我没太听明白。您可以直接说情况（例如“租了500平，月租5万”），或者问某一条的标准。"
TELL_ME = (
    "告诉我一些情况就能测算，例如租了多少平、租金多少，去年主营收入和以前最高的一年，"
    "研发投入、新增设备、项目投资，有没有拿到市里或国家的扶持。您想先从哪一项看起？"
)
SKIP_HINT = "（不清楚可以说“跳过”）"
ONE_MORE = "还想确认一点："
ALL_KNOWN = "能测算的都问完了。情况有变化随时告诉我；也可以说“导出报告”。"
NOTHING_RECORDED = "目前还没有记下您的任何情况。"
RESTARTED = "好，我们从头开始。请说说您的情况吧。"
CONFIRM_ERASURE = "确定要删除我们的全部对话和记下的情况吗？删除后无法恢复。"
CONFIRM_RESTART = "从头开始会清空已记下的情况，确定吗？"
YES_DO_IT = "确定"
NO_KEEP = "取消"
TAKING_BACK = ("不", "别", "取消", "算了", "等等", "no")
ERASED = "已删除全部对话和您的信息。以后随时可以重新开始。"
KEPT = "好的，一切照旧。"
NO_CONTACT = "我这里没有登记人工联系方式。文件只写明：“{quote}”您可以向闵行区经委咨询。"
CONTACT = "可以联系：{contact}。"
HAND_OVER = "您可以把下面的情况一并告诉工作人员：\n{facts}"
REPORT = "测算结果如下，可以下载或打印报告。"
NO_FACTS_FOR_REPORT = "还没有可以写进报告的情况，请先告诉我一些，例如租赁面积、租金、主营收入。"
WHICH_CLAUSE = "您想了解哪一条？"
NOT_IN_DOCUMENT = "文件没有规定这一点。文件中最相关的是：“{quote}”（{section}）"
TO_BE_DETAILED = "文件没有规定具体的{about}，只写明：“{quote}”"
WHICH_HOLDS = "您之前说{label}是{before}，这次是{now}，以哪个为准？"
WHAT_IS_IT = "您说的{text}是指哪一项？"


def recorded(pack: Pack, changes: Sequence[Change]) -> str:
    """「已记下：…」, and what was corrected from what to what."""
    new = [told(pack.facts[c.fact], c.now) for c in changes if not c.is_correction]
    corrected = [_corrected(pack.facts[c.fact], c) for c in changes if c.is_correction]
    lines = [f"已记下：{'、'.join(new)}。"] if new else []
    return "\n".join([*lines, *([f"已更正：{'；'.join(corrected)}。"] if corrected else [])])


def _corrected(definition: FactDefinition, change: Change) -> str:
    return f"{definition.label}由{known_fact(definition, change.before)}改为{known_fact(definition, change.now)}"


def told(definition: FactDefinition, value: Any) -> str:
    """「租赁面积800㎡」; of a yes, only what it affirms."""
    if isinstance(value, bool):
        return definition.label if value else f"{definition.label}：否"
    return f"{definition.label}{known_fact(definition, value)}"


def first_of_all(estimate: Estimate) -> str:
    """What must stand before any figure; empty while the policy is in force."""
    warning = reservation(estimate)
    return f"【{warning.rstrip('。')}】\n" if warning else ""


def total(estimate: Estimate, counted: Sequence[ClauseEstimate]) -> str:
    """The sum with its reservation: it is what the rules give, not a promise."""
    if not counted:
        return "按目前的情况，还没有可以测算出金额的条款。"
    open_conditions = any(clause.status is Status.CONDITIONAL for clause in counted)
    provided = "如条件成立、评审通过，" if open_conditions else "按目前的情况，"
    return f"{provided}可测算金额合计{bounds(estimate.total)}："


def clause_line(clause: ClauseEstimate) -> str:
    """「· 场地租金补贴：2,053,125元（待评审）」."""
    project = f"（{_project(clause.project)}）" if clause.project is not None else ""
    return f"· {clause.title}{project}：{bounds(clause.amount)}{_remark(clause)}"


def _project(project: str | int) -> str:
    return f"第{project + 1}个项目" if isinstance(project, int) else project


def _remark(clause: ClauseEstimate) -> str:
    if clause.status is Status.INELIGIBLE:
        return f"（不符合：{'；'.join(unmet(clause)) or '按现有情况金额为0'}）"
    if any(condition.state is State.REVIEW for condition in clause.conditions):
        return "（待评审）"
    return ""


def unmet(clause: ClauseEstimate) -> list[str]:
    return [condition.text for condition in clause.conditions if condition.state is State.UNMET]


def unconfirmed(clauses: Sequence[ClauseEstimate], most: int = 3) -> str:
    """The open conditions of all clauses, each once; the rest is counted."""
    texts = dict.fromkeys(c.text for clause in clauses for c in clause.conditions if c.state is State.UNKNOWN)
    shown = list(texts)[:most]
    more = f"等{len(texts)}项" if len(texts) > most else ""
    return f"还没确认：{'、'.join(shown)}{more}。" if texts else ""


def status_line(clause: ClauseEstimate) -> str:
    """「· 场地租金补贴：有条件」 with the reason where it is no."""
    reason = f"——{'；'.join(unmet(clause))}不成立" if unmet(clause) else ""
    return f"· {clause.title}：{STATUSES[clause.status]}{reason}"


WHAT_IF_WHAT = "您想假设哪项情况变成多少？例如“如果研发投入加到2000万呢”。"
SUPPOSING = "如果{facts}："
NOTHING_MOVES = "· 各条款金额都不变"
SUM_MOVES = "合计：{before} → {after}"
ONLY_SUPPOSED = "这只是试算，已记下的情况没有改变。"
NO_MATTER = "没关系，先跳过。"
OVERVIEW = "本政策共{count}项扶持："
NO_INSTALMENTS = "文件没有规定这一条分几次拨付。"
NO_PAYMENT_DATE = "文件没有规定具体的到账时间。"


def moved(before: ClauseEstimate, now: ClauseEstimate) -> str:
    """「· 场地租金补贴：最高300万元 → 2,053,125元」."""
    return f"· {now.title}：{_worth(before)} → {_worth(now)}"


def _worth(clause: ClauseEstimate) -> str:
    return "不符合" if clause.status is Status.INELIGIBLE else bounds(clause.amount)


def given_up(excluded: Excluded, estimate: Estimate) -> str:
    """What gives way to what under 就高不重复."""
    titles = {clause.id: clause.title for clause in estimate.clauses}
    return f"就高不重复：已计{titles[excluded.in_favour_of]}，不再计{titles[excluded.clause]}。"


def conditions(clause: ClauseEstimate) -> list[str]:
    """The clause's status, then each of its conditions with its state."""
    head = f"{clause.number} {clause.title}：{STATUSES[clause.status]}"
    return [head, *(f"· {STATES[condition.state]}：{condition.text}" for condition in clause.conditions)]


def overview_line(clause: ClauseEstimate) -> str:
    """One line of the list: the number, the title, the ceiling."""
    unlimited = clause.amount is not None and clause.amount.max is None
    return f"{clause.number} {clause.title}：{clause.formula.split(' = ')[0] if unlimited else bounds(clause.amount)}"


def clause_in_short(clause: ClauseEstimate) -> str:
    """What it brings and under which conditions, before any fact is known."""
    rule = clause.formula.split(" = ")[0]
    required = "；".join(condition.text for condition in clause.conditions)
    paid = "，".join(payment.label for payment in clause.payments)
    return "\n".join(
        filter(
            None,
            [
                f"{clause.number} {clause.title}",
                f"标准：{rule}",
                f"条件：{required}",
                f"拨付：{paid}各拨付一部分" if paid else "",
                *clause.notes,
            ],
        )
    )


def instalments(clause: Clause) -> str:
    """「示范应用项目补贴：立项时拨付50%，通过验收后拨付50%」."""
    parts = "，".join(f"{label}拨付{share.root}" for label, share in clause.paid.items())
    return f"· {clause.title}：{parts}"


def stacking(policy: Policy, reading: Reading | None) -> str:
    """The rule, the groups it is read to cover, and that this is a reading."""
    titles = "；".join(group.title for group in policy.exclusive)
    read = f"本助手的读法：{reading.chosen}。也有另一种读法：{'；'.join(reading.others)}。" if reading else ""
    return (
        f"按“就高不重复”执行：同一项目的同类扶持只享受其中较高的一项（{titles}）；"
        f"不同类、不同项目的可以分别享受。\n{read}"
    )


def validity(pack: Pack, day: date) -> str:
    """From when to when; today's answer first."""
    term = pack.policy.in_force
    until = f"至{chinese_date(term.until)}" if term.until else "起长期有效"
    held = f"有效期自{chinese_date(term.from_)}{until}。"
    reservation = not_in_force(pack, day)
    return f"{reservation}\n{held}" if reservation else f"目前有效，{held}"


RECORDED_SO_FAR = "已记下：\n{facts}\n有不对的直接说，例如“说错了，设备是500万”。"
EXPLANATION = "{term}：{explanation}\n（这是说明，不是政策原文）"
NOT_SAID = "文件没有规定{about}，请向主管部门咨询。"


def all_facts(pack: Pack, facts: Mapping[str, Any]) -> str:
    """One line a fact, in the pack's order."""
    return "\n".join(
        f"· {definition.label}：{known_fact(definition, facts[definition.id])}"
        for definition in pack.facts.values()
        if facts.get(definition.id) is not None
    )


def no_contact(pack: Pack) -> str:
    """Where no contact is configured: what the document says of who is in charge."""
    return NO_CONTACT.format(quote=pack.policy.details) if pack.policy.details else NOT_SAID.format(about="联系方式")
