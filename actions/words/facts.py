"""What was noted, what was corrected, what is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions import case
from actions.absorb import Change
from policy_rules import FactKind, Pack
from policy_rules.wording.facts import known_fact, project_called
from policy_rules.wording.notes import chinese_date

__all__ = ["chinese_date", "dated", "known_fact", "label", "listed", "project_name", "recorded", "told"]

MOST_READ_BACK = 4
LONGEST_READ_BACK = 50

NOTHING_RECORDED = "目前还没有记下您的任何情况。"
RECORDED = "您说过的情况："
PLEASE_CHECK = "我记下的是这些，请您核对："
CORRECT_BY_TAP = "哪项不对，点一下就能改；也可以直接说，例如“说错了，面积是600平”。"
PROJECT_CALLED = "好的，第{number}个项目就叫{name}。"
WHICH_PROJECTS = "您说过{count}个项目：{names}。刚才说的是其中哪几个？请带上名字再说一遍。"
PROJECT_GONE = "已去掉{name}（{known}），不再计算。"
PROJECT_GONE_EMPTY = "已去掉{name}。"
GOING_BY = "好，按{fact}算，{gone}不再用。"
GO_BY = "按{label}算"
TAKE_BACK = "撤销"
TAKEN_BACK = "好的，已恢复到刚才那一步之前。"
NOTHING_TO_TAKE_BACK = "没有可以撤销的改动。"
KNOWN_ALREADY = "这个我已经记着了：{facts}。"
CONFIRMED = "已记下：这{count}点都符合。"
CONFIRMED_BUT = "已记下：{failing}不符合，其余{count}点符合。"
CONFIRMED_NOT = "已记下：{failing}不符合。"
APPLIED_ON = "已按{day}申报测算。"
TODAY_AGAIN = "已改回按今天申报测算。"
RESTARTED = "好，我们从头开始。请说说您的情况吧。"
CONFIRM_RESTART = "从头开始会清空已记下的情况，确定吗？"
WHICH_PROJECT_GOES = "要去掉哪个项目？请说它的名字或第几个，例如“去掉第二个项目”；要全部清空，就说“从头开始”。"
CONFIRM_ERASURE = "确定要删除我们的全部对话和记下的情况吗？删除后无法恢复。"
ERASED = "已删除全部对话和您的信息。以后随时可以重新开始。"
YES_DO_IT = "确定"
NO_KEEP = "取消"
KEPT = "好的，一切照旧。"
REPORT = "测算结果如下，可以下载或打印报告。"
NO_FACTS_FOR_REPORT = "还没有可以写进报告的情况，请先告诉我一些，例如租赁面积、租金、主营收入。"
HAND_OVER = "把下面这段发给工作人员，就不用从头再说："
SUMMARY_TOTAL = "《{policy}》按{day}申报测算，条件成立、评审通过时合计{total}。"
CONTACT = "您可以联系：{contact}。"


def dated(day: date, is_set: bool) -> str:
    """By which date of application one computes now."""
    return APPLIED_ON.format(day=chinese_date(day)) if is_set else TODAY_AGAIN


def project_name(facts: Mapping[str, Any], project: int) -> str:
    """What a project is called: its name, or 「第2个项目」."""
    projects = facts.get("projects") or ()
    name = projects[project].get("name") if project < len(projects) else None
    return project_called(str(name) if name else project)


def named(facts: Mapping[str, Any], projects: Sequence[int]) -> str:
    """「第2个项目以后叫慧眼项目。」"""
    return "".join(PROJECT_CALLED.format(number=index + 1, name=project_name(facts, index)) for index in projects)


def label(pack: Pack, facts: Mapping[str, Any], place: str) -> str:
    """What stands at a place: 「租赁面积」, 「第2个项目的投资额」."""
    fact, project = case.split(place)
    own = pack.facts[fact].label
    if project is None:
        return own
    of = "" if pack.facts[fact].kind is FactKind.BOOLEAN else "的"  # 「A项目已通过评审」
    return f"{project_name(facts, project)}{of}{own.removeprefix('项目')}"


def told(pack: Pack, facts: Mapping[str, Any], place: str, value: Any) -> str:
    """「租赁面积800㎡」; of a yes, only what it affirms."""
    fact, _ = case.split(place)
    name = label(pack, facts, place)
    if isinstance(value, bool):
        return name if value else f"{name}：否"
    if pack.facts[fact].choices:
        return f"{name}：{known_fact(pack.facts[fact], value)}"
    return f"{name}{known_fact(pack.facts[fact], value)}"


def recorded(pack: Pack, facts: Mapping[str, Any], changes: Sequence[Change]) -> str:
    """「已记下：…」, and what was corrected from what to what."""
    everywhere = {change.place for change in changes}
    # What holds for the applicant and all projects alike is said once.
    changes = [c for c in changes if case.split(c.place)[1] is None or case.split(c.place)[0] not in everywhere]
    new = [told(pack, facts, c.place, c.now) for c in changes if not c.is_correction]
    corrected = [_corrected(pack, facts, c) for c in changes if c.is_correction and c.now is not None]
    lines = [f"已记下：{_in_short(new)}。"] if new else []
    return "\n".join([*lines, *([f"已更正：{'；'.join(corrected)}。"] if corrected else [])])


def in_short(pack: Pack, facts: Mapping[str, Any]) -> str:
    """All that is known, in half a line."""
    return _in_short([told(pack, facts, place, value) for place, value in case.places(facts) if _is_of(pack, place)])


def _is_of(pack: Pack, place: str) -> bool:
    return case.split(place)[0] in pack.facts


def _in_short(told: Sequence[str]) -> str:
    """All of a few; of many the shortest, which are the figures, and how many there were."""
    if len(told) <= MOST_READ_BACK and len("、".join(told)) <= LONGEST_READ_BACK:
        return "、".join(told)
    figures = [entry for entry in told if any(character.isdigit() for character in entry)] or list(told)
    shown = [entry for at, entry in enumerate(figures) if len("、".join(figures[: at + 1])) <= LONGEST_READ_BACK]
    return f"{'、'.join(shown[:MOST_READ_BACK])}等{len(told)}项"


def _corrected(pack: Pack, facts: Mapping[str, Any], change: Change) -> str:
    definition = pack.facts[case.split(change.place)[0]]
    before, now = known_fact(definition, change.before), known_fact(definition, change.now)
    return f"{label(pack, facts, change.place)}由{before}改为{now}"


def _project_at(place: str) -> int:
    project = case.split(place)[1]
    return -1 if project is None else project


def listed(pack: Pack, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """``(place, line)`` of everything recorded, in the pack's order, project by project."""
    order = list(pack.facts)
    known = [(place, value) for place, value in case.places(facts) if case.split(place)[0] in pack.facts]
    known.sort(key=lambda entry: (_project_at(entry[0]), order.index(case.split(entry[0])[0])))
    return [
        (place, f"{label(pack, facts, place)}：{known_fact(pack.facts[case.split(place)[0]], value)}")
        for place, value in known
    ]
