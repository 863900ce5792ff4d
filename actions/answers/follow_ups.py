"""Answers to short messages that go on from what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from actions import advice, agenda, case
from actions.absorb import Noted
from actions.answers.advice import advised, measured
from actions.answers.calculation import computed, how_computed
from actions.answers.estimates import result
from actions.answers.records import recorded
from actions.answers.registry import ANSWERS, Outcome, Then
from actions.answers.remarks import REMARKS
from actions.follow_ups import Followed, FollowUp
from actions.memory import Memory
from actions.questions import offer_topics, what_else
from actions.remarks import Remark
from actions.replies import Button, Citation, Reply, say
from actions.topics import others
from actions.turn import Turn
from actions.words import advice as advice_words
from actions.words import amounts as amount_words
from actions.words import courtesy as words
from actions.words import facts as fact_words
from actions.words import policy as policy_words
from policy_rules import ClauseEstimate, Status

__all__ = ["FOLLOW_UPS"]


def unfolded(follow_up: Followed, memory: Memory) -> Outcome:
    """The lines that were folded away; without any, how the amounts told last come about."""
    if memory.rest:
        first, *others = memory.rest  # one at least is shown, however long it is
        rest = Reply(
            f"{words.REST.format(count=len(memory.rest))}\n{first}",
            items=others,
            reservation=amount_words.reservation(memory.pack, memory.as_of),
        )
        return Outcome([rest], memory)
    if len(memory.enumerated) == 1:
        return _in_full(memory.enumerated[0], memory)
    if computed(memory):
        return how_computed(memory)
    if memory.enumerated:
        return Outcome([say(words.NOTHING_FOLDED)], memory)
    return _answer("list_clauses", memory)


def which(follow_up: Followed, memory: Memory) -> Outcome:
    return _answer("check_eligibility" if memory.topic else "list_clauses", memory)


def nth(follow_up: Followed, memory: Memory) -> Outcome:
    """One of what was listed last: a clause, a condition in question; else the clause of that number."""
    at = follow_up.number - 1
    places = (memory.question or {}).get("places", ())
    conditions = places if (memory.question or {}).get("kind") == agenda.CONDITIONS else ()
    if at < len(conditions) and (follow_up.item != "条" or at >= len(memory.enumerated)):
        return _condition(conditions[at], memory)
    listed = memory.enumerated or [clause.id for clause in memory.pack.clauses]
    if at >= len(listed):
        listed = [clause.id for clause in memory.pack.clauses]
    return _clause(listed[at], memory) if at < len(listed) else _answer("list_clauses", memory)


def _in_full(id: str, memory: Memory) -> Outcome:
    """A clause with the way to its amount, where there is one, and every condition."""
    outcome = _answer("check_eligibility", memory, id)
    ways = [amount_words.steps(entry, memory.facts) for entry in computed(memory) if entry.id == id]
    first, *others = outcome.replies
    return replace(outcome, replies=[replace(first, items=[*ways, *first.items]), *others], then=Then.BACK)


def _clause(id: str, memory: Memory) -> Outcome:
    """How a clause's amount comes about where there is one, else its standard."""
    if any(entry.id == id for entry in computed(memory)):
        return how_computed(memory, id)
    return _answer("ask_clause", memory, id)


def _condition(place: str, memory: Memory) -> Outcome:
    """A condition in question, with the sentence it rests on."""
    statement = agenda.statement_of(place, memory)
    fact, _ = case.split(place)
    conditions = [c for entry in memory.estimate.clauses for c in entry.conditions if c.fact == fact]
    text = policy_words.CONDITION.format(text=statement.text, quote=conditions[0].quote)
    return Outcome([Reply(text, citations=[Citation(memory.pack.id, "附则", conditions[0].quote)])], memory)


def sum_now(follow_up: Followed, memory: Memory) -> Outcome:
    """The amounts as they stand; 「现在呢」 after another day of application goes back to today."""
    dated = follow_up.wish is FollowUp.NOW and memory.applied_on is not None
    if dated:
        memory = replace(memory, applied_on=None)
    if memory.topic:
        return Outcome([result(memory, Noted(dated=dated))], memory, Then.NEXT)
    if follow_up.wish is FollowUp.NOW:
        return _answer("ask_validity", memory)
    return Outcome([offer_topics(memory)], memory, Then.NOTHING)


def more(follow_up: Followed, memory: Memory) -> Outcome:
    """What was not spoken of yet; before anything was, all there is."""
    if not memory.topic:
        return _answer("list_clauses", memory)
    memory, left = what_else(memory)
    return Outcome([left or say(words.NOTHING_MORE)], memory, Then.NOTHING)


def meaning(follow_up: Followed, memory: Memory) -> Outcome:
    """Of a question, why it is asked; of amounts, how they come about."""
    if memory.question:
        return REMARKS[Remark.WHY_ASKED](memory)
    return how_computed(memory) if computed(memory) else _answer("ask_capabilities", memory)


def right(follow_up: Followed, memory: Memory) -> Outcome:
    return recorded(memory, fact_words.PLEASE_CHECK)


def summary(follow_up: Followed, memory: Memory) -> Outcome:
    """The facts in half a line, what they come to, and what one can do with it."""
    if not memory.topic or not memory.known:
        return Outcome([offer_topics(memory)], memory, Then.NOTHING)
    told = result(memory)
    facts = words.IN_SUM.format(facts=fact_words.in_short(memory.pack, memory.facts))
    go_on = [Button("继续问")] if agenda.next_question(memory) else []
    buttons = [Button("导出报告"), Button("查看已记下的情况", "我说过哪些情况", {"intent": "review_facts"}), *go_on]
    return Outcome([replace(told, text=f"{facts}\n{told.text}", buttons=buttons)], memory, Then.NOTHING)


def nothing_else(follow_up: Followed, memory: Memory) -> Outcome:
    """What is known is all there is: the sum, and no more questions about other support."""
    if not memory.topic:
        return Outcome([say(words.NOTHING_TOLD)], memory, Then.NOTHING)
    dismissed = tuple(dict.fromkeys((*memory.dismissed, *(clause.id for clause in others(memory)))))
    memory = replace(memory, dismissed=dismissed, surveyed=True, asked=None, question=None)
    told = result(memory)
    buttons = [Button("导出报告"), Button("怎样能多拿一些")]
    if agenda.next_question(memory):
        buttons.append(Button("继续问"))
    return Outcome([replace(told, text=f"{words.THESE_THEN}\n{told.text}", buttons=buttons)], memory, Then.NOTHING)


def needed(follow_up: Followed, memory: Memory) -> Outcome:
    """The next step of what was spoken of; of a clause without figures, its standard."""
    if not memory.topic:
        return advised(memory)
    spoken_of = memory.enumerated[:1] or memory.topic[:1]
    refused = [entry for entry in memory.estimate.clauses if entry.id in spoken_of and not _only_lacks_a_step(entry)]
    if refused:
        return REMARKS[Remark.WHY_NOT](memory)
    if not any(case.split(place)[0] in _amount_facts(spoken_of[0], memory) for place, _ in case.places(memory.known)):
        return _clause(spoken_of[0], memory)
    return advised(memory)


def _only_lacks_a_step(entry: ClauseEstimate) -> bool:
    """Whether more of something could help: not where a yes/no condition has failed."""
    return entry.status is not Status.INELIGIBLE or (len(amount_words.unmet(entry)) <= 1 and not entry.missing)


def _amount_facts(clause: str, memory: Memory) -> set[str]:
    rule = memory.pack.clause(clause).amount
    return set(rule.facts) if rule else set()


def not_that(follow_up: Followed, memory: Memory) -> Outcome:
    """What it would take for that amount; else how the amounts come about."""
    amount = follow_up.amount
    found = next(advice.steps_to(Decimal(str(amount)), memory), None) if isinstance(amount, (int, float)) else None
    if found is None:
        return how_computed(memory) if computed(memory) else REMARKS[Remark.WHY_NOT](memory)
    step = advice_words.STEP_TO.format(
        clause=found.after.title,
        wanted=amount_words.money(found.after.amount),
        label=fact_words.label(memory.pack, memory.facts, found.place),
        at=measured(found.place, found.at, memory),
        value=measured(found.place, found.at - found.more, memory),
        more=measured(found.place, found.more, memory),
    )
    reply = Reply(step, estimate=memory.estimate, reservation=amount_words.reservation(memory.pack, memory.as_of))
    return Outcome([reply], memory)


def _answer(intent: str, memory: Memory, *clauses: str) -> Outcome:
    return ANSWERS[intent](Turn("", (intent,), clauses=clauses), memory, Noted())


FOLLOW_UPS: Mapping[FollowUp, Callable[[Followed, Memory], Outcome]] = {
    FollowUp.UNFOLD: unfolded,
    FollowUp.WHICH: which,
    FollowUp.NTH: nth,
    FollowUp.MORE: more,
    FollowUp.MEANING: meaning,
    FollowUp.SUM: sum_now,
    FollowUp.NOW: sum_now,
    FollowUp.RIGHT: right,
    FollowUp.SUMMARY: summary,
    FollowUp.NOTHING_ELSE: nothing_else,
    FollowUp.NEEDED: needed,
    FollowUp.NOT_THAT: not_that,
}
