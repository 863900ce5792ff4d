"""What is taken out again: a whole project, the last change, a figure that contradicts the one to go by."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions import case
from actions.absorb import Change, Noted
from actions.answers.estimates import result
from actions.answers.registry import Outcome, Then
from actions.memory import Memory
from actions.projects import project_given_up
from actions.replies import say
from actions.sources import Disagreement, chosen
from actions.topics import raised_by
from actions.turn import Turn
from actions.words import facts as words

__all__ = ["taken_back"]

_UNDO = re.compile(
    "^(?:请|帮我|麻烦|还是)*(?:撤销|撤回|恢复|还原|回退|退回)(?:到?(?:刚才|上一步|上一句|上次|之前|一下|那一?步|改动|修改|操作|删除|说的|的|吧|了))*$"
    "|刚才(?:说|讲|改|那句)?(?:的|话)*(?:都|全)?(?:不算数?|作废|当没说)|当我没说|^undo$|^(?:都|全部?|再)?改回(?:去|来|原来)"
)


def taken_back(turn: Turn, memory: Memory) -> Outcome | None:
    """The answer where the message gives up a project or takes the last change back; None otherwise."""
    source = chosen(turn, memory)
    if source:
        return _going_by(*source, memory)
    if turn.pressed is not None or turn.is_hypothetical or turn.is_question:
        return None
    if _UNDO.search(turn.text):
        return _undone(memory)
    projects = memory.facts.get("projects") or ()
    index = project_given_up(turn.text, projects) if not turn.facts else None
    return _without_project(index, memory) if index is not None else None


def _undone(memory: Memory) -> Outcome:
    if not memory.undo:
        return Outcome([say(words.NOTHING_TO_TAKE_BACK)], memory)
    before: dict[str, Any] = memory.undo["facts"]
    changes = tuple(
        Change(place, case.value_at(memory.facts, place), value)
        for place, value in case.places(before)
        if case.value_at(memory.facts, place) != value
        and case.project_count(before) == case.project_count(memory.facts)
    )
    restored = _settled_anew(replace(memory, facts=before, topic=tuple(memory.undo["topic"])))
    told = [result(restored, Noted(changes=changes))] if restored.topic else []
    return Outcome([say(words.TAKEN_BACK), *told], restored, Then.NEXT)


def _going_by(fact: str, disagreement: Disagreement, memory: Memory) -> Outcome:
    """One of the figures that contradict each other counts; the others are no more."""
    facts, gone = memory.facts, []
    for other in disagreement.values:
        if other != fact:
            gone.append(words.told(memory.pack, memory.facts, other, case.value_at(memory.facts, other)))
            facts = case.take_out(facts, other)
    left = replace(memory, facts=facts, latest=(fact,))
    going_by = words.told(left.pack, left.facts, fact, case.value_at(left.facts, fact))
    told = result(left)
    head = words.GOING_BY.format(fact=going_by, gone="、".join(gone))
    return Outcome([replace(told, text=f"{head}\n{told.text}")], left, Then.NEXT)


def _without_project(index: int, memory: Memory) -> Outcome:
    name = words.project_name(memory.facts, index)
    own = [(fact, value) for fact, value in memory.facts["projects"][index].items() if fact in memory.pack.facts]
    known = [words.told(memory.pack, {}, fact, value) for fact, value in own]
    left = _settled_anew(replace(memory, facts=case.without_project(memory.facts, index)))
    gone_with_it = set(_raised(memory)) - set(_raised(left))
    left = replace(left, topic=tuple(clause for clause in memory.topic if clause not in gone_with_it))
    gone = (
        words.PROJECT_GONE.format(name=name, known="、".join(known))
        if known
        else words.PROJECT_GONE_EMPTY.format(name=name)
    )
    told = [result(left)] if left.topic else []
    return Outcome([say(gone, words.TAKE_BACK), *told], left, Then.NEXT)


def _raised(memory: Memory) -> list[str]:
    """The clauses that the facts are about."""
    return raised_by(memory.pack, [case.split(place)[0] for place, _ in case.places(memory.known)])


def _settled_anew(memory: Memory) -> Memory:
    """Without what was about places that may be others now."""
    return replace(memory, pending=(), question=None, asked=None, project=None, latest=(), skipped=())
