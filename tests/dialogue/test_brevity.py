"""However much is known: an answer is read at a glance, and what is folded away is one word away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from actions.conversation import respond
from actions.follow_ups import FollowUp, followed
from actions.memory import Memory
from actions.presenting import AT_A_GLANCE, presented
from actions.replies import Reply
from actions.topics import raised_by
from actions.turn import Turn
from policy_rules import FactDefinition, FactKind, Pack, Scope, installed_packs, load_pack, unmet_facts

PACKS = [load_pack(policy) for policy in installed_packs()]
LONG = "面向城市更新的智慧楼宇平台项目"
ASKED = (
    "estimate", "check_eligibility", "list_clauses", "ask_clause", "ask_payment", "ask_stacking", "ask_validity",
    "review_facts", "export_report", "greet", "ask_capabilities", "ask_procedure", "ask_contact", "unsure",
)  # fmt: skip
SAID = (
    "怎么算出来的", "为什么没有算", "为什么是区间", "怎么才能多拿一点", "别问了", "总结一下", "分别是哪几条",
    "没有别的了", "那要多少才行", "这些对吗", "哪个政策更划算", "第二条呢", "展开说说",
)  # fmt: skip


UNROUND = {
    FactKind.COUNT: 7,
    FactKind.MONTHS: 11,
    FactKind.SHARE: 0.37,
    FactKind.AREA: 812.5,
    FactKind.UNIT_PRICE: 4.35,
    FactKind.MONTHLY_UNIT_PRICE: 131.7,
}


def everything(pack: Pack, projects: int) -> Memory:
    """A company of which all is known, in unround figures."""
    known = {fact: value_of(definition) for fact, definition in pack.facts.items()}
    spoiling = {fact for fact in unmet_facts(pack, known, date(2020, 6, 30)) if known.get(fact) is True}
    known |= dict.fromkeys(spoiling, False)
    of_project = {fact for fact in known if pack.facts[fact].scope is Scope.PROJECT}
    facts: dict[str, Any] = {fact: value for fact, value in known.items() if not projects or fact not in of_project}
    if projects:
        own = {fact: known[fact] for fact in of_project}
        facts["projects"] = [{"name": f"{LONG}{at}", **own} for at in range(projects)]
    return Memory(policy=pack.id, facts=facts, topic=tuple(raised_by(pack, list(pack.facts))))


def value_of(definition: FactDefinition) -> Any:
    if definition.kind is FactKind.BOOLEAN:
        return True
    if definition.choices:
        return next(iter(definition.choices))
    if definition.kind is FactKind.DATE:
        return "2026-03-01"
    return UNROUND.get(definition.kind, 12_345_678.9)


def cases() -> Iterator[Any]:
    for pack in PACKS:
        for projects in (0, 1, 4):
            yield pytest.param(everything(pack, projects), id=f"{pack.id}, {projects} projects")


@pytest.mark.parametrize("memory", cases())
def test_an_answer_is_read_at_a_glance_however_much_is_known(memory: Memory) -> None:
    wishes = [Turn("", (intent,)) for intent in ASKED]
    clauses = [Turn("", ("ask_clause",), clauses=(clause.id,)) for clause in memory.pack.clauses]
    conditions = [Turn("", ("check_eligibility",), clauses=(clause.id,)) for clause in memory.pack.clauses]
    remarks = [Turn(text, ("out_of_scope",)) for text in SAID]
    for turn in [*wishes, *clauses, *conditions, *remarks]:
        for reply in respond(turn, memory).replies:
            assert len(reply.text) <= AT_A_GLANCE, f"{turn.intents} {turn.text} → {reply.text}"


@pytest.mark.parametrize("memory", cases())
def test_what_is_folded_away_is_unfolded_without_losing_a_line(memory: Memory) -> None:
    outcome = respond(Turn("", ("review_facts",)), memory)
    seen = [line for reply in outcome.replies for line in reply.text.splitlines() if line.startswith("· ")]
    while outcome.memory.rest:
        outcome = respond(Turn("展开", ("list_clauses",)), outcome.memory)
        seen += [line for reply in outcome.replies for line in reply.text.splitlines() if line.startswith("· ")]
    assert len(seen) == len(set(seen)) == len(everything_listed(memory))


def everything_listed(memory: Memory) -> list[str]:
    facts = [fact for fact in memory.facts if fact != "projects"]
    return facts + [
        f"{at}.{fact}"
        for at, project in enumerate(memory.facts.get("projects", ()))
        for fact in project
        if fact != "name"
    ]


def test_a_line_that_is_too_long_by_itself_is_still_shown_when_unfolded() -> None:
    replies, memory = presented([Reply("金额：", items=["短的一行", "长" * AT_A_GLANCE])], Memory())
    assert replies[0].text.startswith("金额：\n短的一行\n")
    assert memory.rest == ("长" * AT_A_GLANCE,)
    unfolded = respond(Turn("展开", ("list_clauses",)), memory)
    assert "长" * AT_A_GLANCE in unfolded.replies[0].text
    assert not unfolded.memory.rest


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("展开说说", FollowUp.UNFOLD), ("说详细点", None), ("逐项看", FollowUp.UNFOLD), ("具体多少", None),
        ("总共呢", FollowUp.SUM), ("总共多少平", None), ("没错", None), ("没错吧", FollowUp.RIGHT),
        ("没有别的了", FollowUp.NOTHING_ELSE), ("没有", None), ("就这些", FollowUp.NOTHING_ELSE),
        ("第二个项目呢", None), ("第3条呢", FollowUp.NTH), ("第二条不符合", None), ("现在有600平", None),
    ],
)  # fmt: skip
def test_only_a_message_that_is_nothing_else_is_a_follow_up(text: str, wish: FollowUp | None) -> None:
    found = followed(Turn(text, ("out_of_scope",)))
    assert (found.wish if found else None) is wish
