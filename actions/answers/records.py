"""Answers about what is recorded: show it, put it on paper, start over, delete it, hand it over."""

from __future__ import annotations

from actions.absorb import Noted
from actions.answers.confirmation import ask_first
from actions.answers.document import contact_or_none, left_to_the_office
from actions.answers.registry import Outcome, Then, answers
from actions.memory import Memory
from actions.replies import Button, Reply, say
from actions.turn import Turn
from actions.words import amounts as amount_words
from actions.words import facts as words

__all__ = ["recorded"]

MOST_BUTTONS = 12


@answers("review_facts")
def review(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """Everything recorded, each with a tap that corrects it."""
    return recorded(memory, words.RECORDED)


def recorded(memory: Memory, head: str) -> Outcome:
    """The list under a heading of its own."""
    listed = words.listed(memory.pack, memory.facts)
    if not listed:
        return Outcome([say(words.NOTHING_RECORDED)], memory)
    lines = [f"· {line}" for _, line in listed]
    buttons = [
        Button(
            f"改{label}",
            f"{label}说错了",
            {"retracted": [place]},
        )
        for place, _ in listed[:MOST_BUTTONS]
        for label in [words.label(memory.pack, memory.facts, place)]
    ]
    return Outcome([Reply(head, buttons, items=lines, after=words.CORRECT_BY_TAP)], memory, Then.NOTHING)


@answers("export_report")
def report(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    if not memory.known:
        return Outcome([say(words.NO_FACTS_FOR_REPORT)], memory)
    reply = Reply(
        words.REPORT, estimate=memory.estimate, reservation=amount_words.reservation(memory.pack, memory.as_of)
    )
    return Outcome([reply], memory, Then.NOTHING)


@answers("restart")
def restart(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """Forgets only after a second word: a misheard sentence must not cost what the person has told."""
    if not memory.facts:
        return Outcome([say(words.RESTARTED)], Memory(policy=memory.policy), Then.NOTHING)
    return ask_first(memory, "restart", words.CONFIRM_RESTART, turn.facts)


@answers("delete_data")
def delete(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """Erases only after a second word: it can't be undone. 「删掉那个项目」 means a project, not everything."""
    if "项目" in turn.text and "数据" not in turn.text:
        return Outcome([say(words.WHICH_PROJECT_GOES)], memory, Then.NOTHING)
    return ask_first(memory, "erase", words.CONFIRM_ERASURE)


@answers("human")
def human(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """Whom to turn to, with the summary that spares the person from telling it all again."""
    contact = contact_or_none()
    head = (
        say(words.CONTACT.format(contact=contact))
        if contact
        else left_to_the_office(memory, "联系电话，我这里也还没有人工客服的联系方式")
    )
    if not memory.known:
        return Outcome([head], memory)
    summary = Reply(
        _summary(memory), estimate=memory.estimate, reservation=amount_words.reservation(memory.pack, memory.as_of)
    )
    return Outcome([head, summary], memory, Then.NOTHING)


def _summary(memory: Memory) -> str:
    """What was told and what it comes to, to be copied as it is."""
    lines = [f"· {line}" for _, line in words.listed(memory.pack, memory.facts)]
    found = memory.estimate
    total = words.SUMMARY_TOTAL.format(
        policy=found.policy.title,
        day=words.chinese_date(found.as_of),
        total=amount_words.money(found.total),
    )
    return "\n".join([words.HAND_OVER, *lines, total])
