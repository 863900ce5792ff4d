"""The bot's own questions as replies: what is missing, what is doubtful, what else there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from actions import agenda, case
from actions.dates import Period
from actions.memory import Memory
from actions.replies import Button, Reply
from actions.topics import concerns, others, raised_by
from actions.words import facts as fact_words
from actions.words import questions as words
from policy_rules import Clause, FactKind, Scope, Status
from policy_rules.wording.notes import chinese_date

__all__ = [
    "again",
    "all_asked",
    "ask",
    "ask_conditions",
    "ask_for",
    "of_which_projects",
    "offer_topics",
    "what_else",
    "which_day",
    "which_fails",
]

MOST_BUTTONS = 8


def ask(memory: Memory) -> tuple[Memory, Reply | None]:
    """The next question and the memory that waits for its answer; None where nothing is left to ask."""
    question = agenda.next_question(memory)
    if question is None:
        return _ask_for_more(memory)
    waiting = replace(
        memory,
        question={"kind": question.kind, "places": list(question.places)},
        asked=_bare_answer_is_about(question),
        listed=question.places if question.kind == agenda.CONDITIONS else memory.listed,
    )
    return waiting, again(waiting, listed=question.places == memory.listed)


def ask_conditions(memory: Memory) -> tuple[Memory, Reply]:
    """The conditions that are open, listed for a person who says that all hold."""
    places = tuple(agenda.open_conditions(memory)[: agenda.MOST_CONDITIONS])
    waiting = replace(memory, question={"kind": agenda.CONDITIONS, "places": list(places)}, asked=None, listed=places)
    question = again(waiting)
    assert question
    return waiting, question


def ask_for(fact: str, memory: Memory) -> tuple[Memory, Reply]:
    """One figure that the person has begun to speak of."""
    count = case.project_count(memory.facts)
    of_project = memory.pack.facts[fact].scope is Scope.PROJECT and count
    place = case.place(fact, memory.project if memory.project is not None else count - 1) if of_project else fact
    topic = tuple(dict.fromkeys((*raised_by(memory.pack, [fact]), *memory.topic)))
    waiting = replace(memory, asked=fact, question={"kind": agenda.AMOUNTS, "places": [place]}, topic=topic)
    return waiting, _single(place, waiting)


def what_else(memory: Memory) -> tuple[Memory, Reply | None]:
    """All that was not spoken of yet, for a person who asks whether there is more."""
    return _ask_for_more(replace(memory, surveyed=False))


def again(memory: Memory, *, listed: bool = False) -> Reply | None:
    """The question that is open; conditions that were ``listed`` before are not listed again."""
    question = memory.question
    if question is None or not question["places"]:
        return None
    places = question["places"]
    if question["kind"] == agenda.CONDITIONS and len(places) > 1:
        return _conditions(places, memory, listed)
    if len(places) > 1:
        return _amounts(places, memory)
    return _single(places[0], memory)


def offer_topics(memory: Memory) -> Reply:
    """Where nothing is known yet: what could be told, with the clauses to start from."""
    clauses = [clause for clause in memory.pack.clauses if clause.amount]
    return Reply(words.TELL_ME, [_how_much(clause) for clause in clauses])


def of_which_projects(memory: Memory) -> Reply:
    """After 「两个项目都过了评审」, where three are told apart."""
    count = case.project_count(memory.facts)
    names = "、".join(fact_words.project_name(memory.facts, index) for index in range(count))
    return Reply(fact_words.WHICH_PROJECTS.format(count=count, names=names))


def which_day(period: Period, memory: Memory) -> Reply:
    """After 「按2021年申报」, where the policy begins or ends in the middle of it."""
    term = memory.pack.policy.in_force
    starts = period.first < term.from_
    last_before = term.from_ - timedelta(days=1) if starts else term.until
    assert last_before
    boundary = words.COMES_INTO_FORCE if starts else words.EXPIRES
    day = chinese_date(last_before)
    buttons = [
        Button(words.BEFORE.format(day=day), words.APPLY_ON.format(day=day)),
        Button(words.AFTER.format(day=day), words.APPLY_ON.format(day=chinese_date(period.last))),
    ]
    return Reply(
        words.WHICH_DAY.format(day=chinese_date(term.from_ if starts else last_before), boundary=boundary), buttons
    )


def which_fails(places: Sequence[str], memory: Memory) -> Reply:
    """After 「有不符合的」: which one."""
    statements = [agenda.statement_of(place, memory) for place in places]
    buttons = [
        Button(words.FAILS.format(text=each.text), means={"facts": {each.place: not each.value}}) for each in statements
    ]
    return Reply(words.WHICH_FAILS, buttons)


def _bare_answer_is_about(question: agenda.Question) -> str | None:
    """「是」 to several statements at once affirms them all, and is no answer to the first alone."""
    if question.kind == agenda.CONDITIONS and len(question.places) > 1:
        return None
    return case.split(question.places[0])[0]


def all_asked(memory: Memory) -> str:
    """What is to be said when nothing is left to ask: what is missing still, or that all is computed."""
    raised = [entry for entry in memory.estimate.clauses if concerns(entry, memory)]
    missing = [fact for entry in raised if entry.status is Status.NEEDS_INFO for fact in entry.missing]
    if missing:
        firsts = [
            fact for fact in missing if not set(agenda.other_ways(memory, fact)) & set(missing[: missing.index(fact)])
        ]
        labels = "、".join(dict.fromkeys(memory.pack.facts[fact].label for fact in firsts))
        return words.STILL_MISSING.format(labels=labels)
    if all(entry.status is Status.INELIGIBLE for entry in memory.estimate.clauses if entry.amount):
        return words.NOTHING_FITS
    return words.ALL_KNOWN


def _how_much(clause: Clause) -> Button:
    means = {"intent": "estimate", "clauses": [clause.id]}
    return Button(clause.title, words.HOW_MUCH.format(title=clause.title), means)


def _ask_for_more(memory: Memory) -> tuple[Memory, Reply | None]:
    """Once all that was raised is known: one question for everything else there is."""
    left = others(memory)
    done = replace(memory, asked=None, question=None, surveyed=memory.surveyed or bool(memory.topic))
    if not memory.topic or not left or memory.surveyed:
        return done, None
    buttons = [_how_much(clause) for clause in left]
    offered = [clause.id for clause in left]
    none = Button(words.NONE_OF_THESE, means={"dismisses": offered})
    done = replace(done, question={"kind": agenda.OTHERS, "places": [], "clauses": offered})
    waiting = any(e.status is Status.NEEDS_INFO for e in memory.estimate.clauses if concerns(e, memory))
    return done, Reply(words.ANYTHING_ELSE_MEANWHILE if waiting else words.ANYTHING_ELSE, [*buttons, none])


def _single(place: str, memory: Memory) -> Reply:
    fact, _ = case.split(place)
    definition = memory.pack.facts[fact]
    ways = [memory.pack.facts[way].label for way in agenda.other_ways(memory, fact)]
    roughly = case.value_at(memory.known, place)
    text = _of_project(place, memory) + definition.question + words.also(ways)
    if roughly is not None and definition.kind.is_quantity:
        label = fact_words.label(memory.pack, memory.facts, place)
        text = words.MORE_EXACTLY.format(label=label, known=fact_words.known_fact(definition, roughly))
    skip = Button(words.DONT_KNOW, words.SKIP, {"intent": "unsure", "denied": [place]})
    if definition.kind is FactKind.BOOLEAN:
        return Reply(
            text, [Button("是", means={"facts": {place: True}}), Button("否", means={"facts": {place: False}}), skip]
        )
    buttons = [
        Button(choice.label, f"{definition.label}：{choice.label}", {"facts": {place: id}})
        for id, choice in definition.choices.items()
    ]
    return Reply(text, [*buttons, skip])


def _amounts(places: Sequence[str], memory: Memory) -> Reply:
    lines = []
    for place in places:
        fact, _ = case.split(place)
        ways = [memory.pack.facts[way].label for way in agenda.other_ways(memory, fact)]
        lines.append(f"· {memory.pack.facts[fact].question}{words.also(ways)}")
    text = _of_project(places[0], memory) + words.SEVERAL_FIGURES.format(count=words.COUNTS[len(places)])
    return Reply(
        "\n".join([text, *lines]), [Button(words.DONT_KNOW, words.SKIP, {"intent": "unsure", "denied": list(places)})]
    )


def _conditions(places: Sequence[str], memory: Memory, listed: bool) -> Reply:
    statements = [agenda.statement_of(place, memory) for place in places]
    lines = [f"· {_of_project(each.place, memory)}{each.text}" for each in statements]
    buttons = [
        Button(words.ALL_HOLD, means={"facts": {each.place: each.value for each in statements}, "confirms": True}),
        Button(words.NOT_ALL_HOLD, means={"one_by_one": list(places)}),
        Button(words.DONT_KNOW, words.SKIP, {"intent": "unsure", "denied": list(places)}),
    ]
    if listed:
        return Reply(words.DO_THOSE_HOLD.format(count=len(places)), buttons)
    return Reply("\n".join([words.DO_THESE_HOLD, *lines]), buttons)


def _of_project(place: str, memory: Memory) -> str:
    """「智慧工厂项目：」 where several projects are told apart."""
    _, project = case.split(place)
    return "" if project is None else f"{fact_words.project_name(memory.facts, project)}："
