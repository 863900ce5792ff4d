"""Every button the bot can offer is understood as what it says: while it is on offer exactly, later by its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from actions import agenda, case, questions
from actions.answers.courtesy import MEANINGS, STARTERS
from actions.conversation import respond
from actions.memory import Memory
from actions.replies import Button, meanings_of
from actions.turn import Turn, spoken
from actions.words import policy as policy_words
from actions.words import questions as question_words
from bot.understanding.understand import Understander
from policy_rules import FactKind, Pack, installed_packs, load_pack

POLICY = "minhang-ai-2018"
PACKS = [load_pack(policy) for policy in installed_packs()]


@pytest.fixture(scope="module")
def understander(model: Path) -> Understander:
    return Understander.from_archive(model)


def asking(pack: Pack, fact: str) -> Memory:
    """A conversation in which the bot has just asked for one fact."""
    kind = agenda.CONDITIONS if pack.facts[fact].kind is FactKind.BOOLEAN else agenda.AMOUNTS
    return Memory(policy=pack.id, asked=fact, question={"kind": kind, "places": [fact]})


def press(button: Button, memory: Memory) -> Memory:
    """What is remembered after the button was pressed."""
    assert button.means is not None
    intent = button.means.get("intent", "inform")
    turn = Turn(
        button.payload or button.title, (intent,), clauses=tuple(button.means.get("clauses", ())), pressed=button.means
    )
    return respond(turn, memory).memory


def choices_and_conditions() -> Iterator[object]:
    for pack in PACKS:
        for fact, definition in pack.facts.items():
            if definition.kind in (FactKind.CHOICE, FactKind.BOOLEAN):
                yield pytest.param(pack, fact, id=f"{pack.id}: {definition.label}")


@pytest.mark.parametrize(("pack", "fact"), choices_and_conditions())
def test_every_answer_button_records_what_it_says(pack: Pack, fact: str) -> None:
    memory = asking(pack, fact)
    reply = questions.again(memory)
    assert reply
    *answers, skip = reply.buttons
    definition = pack.facts[fact]
    said = dict.fromkeys(definition.choices) if definition.choices else {"是": True, "否": False}
    expected = list(definition.choices) if definition.choices else list(said.values())
    assert [case.value_at(press(button, memory).facts, fact) for button in answers] == expected
    assert fact in press(skip, memory).skipped


@pytest.mark.parametrize("pack", PACKS, ids=[pack.id for pack in PACKS])
def test_a_clause_button_is_about_its_clause(pack: Pack) -> None:
    memory = Memory(policy=pack.id)
    for button in questions.offer_topics(memory).buttons:
        assert button.means
        assert press(button, memory).topic[0] == button.means["clauses"][0]
        assert pack.clause(button.means["clauses"][0]).title == button.title


def test_pressing_all_hold_makes_every_listed_condition_hold() -> None:
    memory, reply = questions.ask(
        Memory(facts={"rd_spend": 9_000_000, "equipment_spend": 0}, topic=("industrialization",))
    )
    assert reply
    after = press(reply.buttons[0], memory)
    found = next(entry for entry in after.estimate.clauses if entry.id == "industrialization")
    assert {condition.state.value for condition in found.conditions} == {"met", "review"}


def test_yes_means_nothing_once_its_question_is_gone() -> None:
    memory = asking(PACKS[0], "ai_enterprise")
    reply = questions.again(memory)
    assert reply
    offered = meanings_of([reply], None)
    assert offered
    assert spoken("是") in offered
    assert meanings_of([], offered) is None


def test_a_clause_button_of_an_earlier_reply_still_works() -> None:
    offered = meanings_of([questions.offer_topics(Memory())], None)
    assert meanings_of([], offered) == offered


PLAIN = [
    *((payload, intent) for intent, (_, payload) in MEANINGS.items() if intent not in ("inform", "ask_clause")),
    (STARTERS[0], "list_clauses"),
    (STARTERS[1], "estimate"),
    (STARTERS[2], "ask_clause"),
    ("还有哪些扶持", "list_clauses"),
    ("一共能拿多少", "estimate"),
    ("确定", "affirm"),
    ("取消", "deny"),
]


@pytest.mark.parametrize(("words", "intent"), PLAIN)
def test_the_words_of_a_button_are_understood_without_it(understander: Understander, words: str, intent: str) -> None:
    assert intent in understander.understand(words).wish.intents


@pytest.mark.parametrize("clause", [pytest.param(c, id=c.title) for c in load_pack(POLICY).clauses])
def test_the_words_of_a_clause_button_name_the_clause(understander: Understander, clause: object) -> None:
    title, id, amount = clause.title, clause.id, clause.amount  # type: ignore[attr-defined]
    standard = understander.understand(policy_words.ASK_STANDARD.format(title=title))
    assert (standard.wish.intent, standard.clause) == ("ask_clause", id)
    if amount:
        asked = understander.understand(question_words.HOW_MUCH.format(title=title))
        assert (asked.wish.intent, asked.clause) == ("estimate", id)


@pytest.mark.parametrize("fact", [fact for fact, d in load_pack(POLICY).facts.items() if d.choices])
def test_the_words_of_a_choice_button_say_the_choice(understander: Understander, fact: str) -> None:
    definition = load_pack(POLICY).facts[fact]
    for choice, named in definition.choices.items():
        assert understander.understand(f"{definition.label}：{named.label}").facts == {fact: choice}


def test_the_application_date_on_a_button_is_read_as_it_is_written() -> None:
    told = replace(Memory(), facts={"rent_area": 500})
    outcome = respond(Turn("按2021年申报", ("inform",)), told)
    before, after = outcome.replies[-1].buttons
    assert respond(Turn(before.payload, ("inform",)), told).memory.applied_on == "2021-09-30"
    assert respond(Turn(after.payload, ("inform",)), told).memory.applied_on == "2021-12-31"
