"""One turn of the conversation: its facts first, then its wishes, then what is to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions import amount_questions, case, questions
from actions.absorb import Noted, absorb, is_ambiguous
from actions.answering import TELLS_AMOUNTS, answered
from actions.answers import ANSWERS, Outcome, Then, confirmation, doubts, estimates
from actions.answers.comparing import compared
from actions.answers.follow_ups import FOLLOW_UPS
from actions.answers.own_words import own_words_explained
from actions.answers.policy import heard_of_others
from actions.answers.remarks import REMARKS
from actions.answers.taking_back import taken_back
from actions.confirming import claims_conditions, conditions_answered
from actions.continuing import continued, not_meant, without_answer
from actions.dates import period_in
from actions.doubt_questions import about_doubt
from actions.follow_ups import followed
from actions.hearsay import is_hearsay
from actions.manners import politely, set_apart
from actions.memory import Memory
from actions.naming import figure_named
from actions.policies import switched
from actions.presenting import presented
from actions.remarks import Remark, remark_in
from actions.replies import Button, Reply, meanings_of, say
from actions.telling import Loose
from actions.turn import Turn
from actions.variety import in_other_words
from actions.words import facts as fact_words
from actions.words import questions as question_words

__all__ = ["respond"]

_TELLS_NOTHING = (Remark.ORDERS, Remark.CHEATS, Remark.HIDES)
_ANSWERS_NOTHING = (
    Remark.DICTATES, Remark.WHY_ASKED, Remark.WHY_NOT, Remark.WHY_RANGE, Remark.HOW_COMPUTED,
)  # fmt: skip
_BESIDE_ANSWERS = (Remark.ANGER, Remark.ENOUGH, Remark.GO_ON)
"""What people say while they answer all the same: 少废话，都符合."""
_LOSES = frozenset({"restart", "delete_data"})


def respond(turn: Turn, memory: Memory) -> Outcome:
    """The answer to one message, and what is remembered from now on."""
    memory = replace(memory, they=turn.reading.get("they", memory.they), last_question=_last_question(turn, memory))
    turn, manners = set_apart(not_meant(continued(turn, memory), memory))
    outcome = _followed_up(politely(_answer(turn, memory), manners))
    replies, remembered = presented(outcome.replies, outcome.memory)
    outcome = replace(outcome, replies=replies)
    after = replace(remembered, offered=meanings_of(replies, remembered.offered))
    if after.supposed is memory.supposed:
        after = replace(after, supposed=None)  # one can go on from it in the next message only
    if after.facts not in ({}, memory.facts):
        after = replace(after, undo={"facts": memory.facts, "topic": list(memory.topic)})
    return replace(outcome, memory=after)


def _last_question(turn: Turn, memory: Memory) -> str | None:
    """What the next message may go on from: a question to the text, or the clause whose button was pressed."""
    if turn.pressed is None:
        return turn.reading.get("last_question")
    return memory.pack.clause(turn.clauses[0]).title if turn.has("ask_clause") and turn.clauses else None


def _answer(turn: Turn, memory: Memory) -> Outcome:
    if confirmation.is_waiting(memory):
        decided = confirmation.decide(turn, memory)
        if decided:
            return _told_after(decided, memory)
        memory = confirmation.no_longer(memory)
    without = taken_back(turn, memory)
    if without:
        return without
    if _LOSES & set(turn.intents) and not turn.unclear:
        return _losing(turn, memory)
    if turn.pressing("one_by_one"):
        return Outcome([questions.which_fails(turn.pressing("one_by_one"), memory)], memory, Then.NOTHING)
    elsewhere = compared(turn, memory) or switched(turn, memory) or own_words_explained(turn, memory)
    if elsewhere:
        return elsewhere
    if is_hearsay(turn) and not confirmation.is_waiting(memory):
        return heard_of_others(turn, memory)
    figure = figure_named(turn, memory.pack)
    if figure and case.value_at(memory.facts, figure) is None and not memory.pending:
        memory, question = questions.ask_for(figure, memory)
        return Outcome([question], memory, Then.NOTHING)
    follow_up = followed(turn)
    if follow_up:
        return FOLLOW_UPS[follow_up.wish](follow_up, memory)
    cleared, settled = (memory, ()) if remark_in(turn) else doubts.settle(turn.replying, memory)
    settled_one, memory = cleared is not memory, cleared
    if settled_one and turn.pressed is None:
        wishing = turn.wishing if turn.wishes else Turn(turn.text, ())
        turn = replace(wishing, intents=("inform", *turn.wishes))  # it has replied its one thing
    turn = _as_meant(turn, memory)
    memory, noted = absorb(memory, turn)
    noted = replace(noted, changes=(*settled, *noted.changes), decided=settled_one or noted.decided)
    asked_back = _asked_back(turn, memory, noted)
    if asked_back:
        return asked_back
    outcome = answered(turn, memory, noted)
    left_over = _left_over(turn, noted, memory)
    if left_over:
        question = amount_questions.what_is(left_over, outcome.memory, turn.text)
        return replace(outcome, replies=[*outcome.replies, question], then=Then.NOTHING)
    return outcome


def _losing(turn: Turn, memory: Memory) -> Outcome:
    """What erases or starts over comes last, after a second word; the facts told with it are for after it."""
    losing = "delete_data" if turn.has("delete_data") else "restart"
    if losing == "restart" and not memory.facts and turn.wishes != ("restart",):
        begun = ANSWERS[losing](turn, memory, Noted())
        rest = replace(turn, intents=tuple(intent for intent in turn.intents if intent not in _LOSES))
        return _answer(rest, begun.memory)
    others = tuple(wish for wish in turn.wishes if wish not in _LOSES)
    if turn.facts:
        others = tuple(wish for wish in others if wish not in TELLS_AMOUNTS)
    outcome = Outcome((), memory)
    if others:
        outcome = answered(replace(turn.wishing, intents=others), memory, Noted())
    asked = ANSWERS[losing](turn, outcome.memory, Noted())
    return replace(asked, replies=[*outcome.replies, *asked.replies])


def _told_after(decided: Outcome, memory: Memory) -> Outcome:
    """「重来。营收4800万」: once it is confirmed, what was told with it."""
    facts = confirmation.told_for_after(memory)
    if decided.memory.facts or not facts:
        return decided
    told = _answer(Turn("", ("inform",), pressed={"facts": facts}), decided.memory)
    return replace(told, replies=[*decided.replies, *told.replies])


def _as_meant(turn: Turn, memory: Memory) -> Turn:
    """「都符合」 answers several conditions at once; 「为什么问这个」 skips nothing."""
    remark = remark_in(turn)
    if remark in _TELLS_NOTHING:
        return Turn(turn.text, turn.intents)
    if remark in _ANSWERS_NOTHING:
        return without_answer(turn, memory)
    if remark and remark not in _BESIDE_ANSWERS:
        return replace(turn, denied=())
    question = memory.question or {}
    if question.get("kind") == "others" and turn.pressed is None and turn.has("deny") and not turn.facts:
        return replace(turn, intents=("inform", *turn.wishes), pressed={"dismisses": question["clauses"]})
    settled = {} if turn.pressed is not None else conditions_answered(turn, memory)
    if not settled:
        return turn
    return replace(turn, intents=("inform", *turn.wishes), settled=settled, clauses=turn.clauses if turn.wishes else ())


def _asked_back(turn: Turn, memory: Memory, noted: Noted) -> Outcome | None:
    """What must be asked before the message can be answered: what an amount is, which figure is meant."""
    remark = remark_in(turn)
    period = period_in(turn.text)
    if period and not noted.dated and is_ambiguous(period, memory):
        return Outcome([*_noted(noted, memory), questions.which_day(period, memory)], memory, Then.NOTHING)
    if noted.of_which_projects:
        return Outcome([*_noted(noted, memory), questions.of_which_projects(memory)], memory, Then.NOTHING)
    if claims_conditions(turn, memory) and not turn.settled:
        memory, question = questions.ask_conditions(memory)
        return Outcome([*_noted(noted, memory), question], memory, Then.NOTHING)
    if noted.retracted and not noted.changes:
        return estimates.retracted(noted.retracted, memory)
    if remark and not (remark is Remark.ANGER and noted.loose and not noted.changes):
        return None
    if noted.correctable:
        which = amount_questions.which_is_corrected(noted.correctable, noted.loose[-1], memory)
        return Outcome([*_noted(noted, memory), which], memory, Then.NOTHING)
    if noted.unsummed and noted.unsummed[0]["fact"] not in memory.pack.facts:
        addition = noted.unsummed[0]
        unknown = Loose(f"又加了{addition['text']}", None, None)
        return Outcome([*_noted(noted, memory), amount_questions.what_is(unknown, memory)], memory, Then.NOTHING)
    if noted.unsummed:
        memory, question = amount_questions.whole_of(noted.unsummed[0], memory)
        return Outcome([*_noted(noted, memory), question], memory, Then.NOTHING)
    angry = remark is Remark.ANGER
    if noted.loose and (turn.has("inform") or angry) and not noted.changes and not turn.is_hypothetical:
        apology = REMARKS[Remark.ANGER](memory) if angry else Outcome([], memory)
        question = amount_questions.what_is(noted.loose[0], memory, turn.text)
        return replace(apology, replies=[*apology.replies, question], then=Then.NOTHING)
    return None


def _left_over(turn: Turn, noted: Noted, memory: Memory) -> Loose | None:
    """The one amount of a short message that is not recorded with the rest: nothing said is passed over."""
    measured = [amount for amount in noted.loose if amount.value is not None and amount.dimension in _MEASURED]
    is_short = len(turn.text) <= SHORT_MESSAGE and noted.changes and not memory.compact
    return measured[0] if is_short and len(measured) == 1 and turn.has("inform") else None


_MEASURED = ("money", "area")
SHORT_MESSAGE = 40
"""Characters; in a company's long introduction many amounts are of no account."""


def _noted(noted: Noted, memory: Memory) -> list[Reply]:
    words = fact_words.recorded(memory.pack, memory.facts, noted.changes)
    return [say(words)] if words else []


def _followed_up(outcome: Outcome) -> Outcome:
    """The answer with what is asked after it: what is doubtful, the next question, or the open one again."""
    memory = outcome.memory
    if memory.pending and "place" in memory.pending[0] and outcome.then is not Then.NOTHING:
        memory, doubt = about_doubt(memory)
        asked = Outcome([*outcome.replies, doubt], memory, Then.NOTHING if memory.question else Then.NEXT)
        return asked if memory.question else _followed_up(asked)
    if outcome.then is Then.NEXT and not memory.compact:
        return _then_next(outcome)
    if outcome.then is Then.BACK:
        again = questions.again(memory, listed=tuple((memory.question or {}).get("places", ())) == memory.listed)
        back = [replace(again, text=f"{question_words.BACK_TO}{again.text}")] if again else []
        return Outcome([*outcome.replies, *back], memory)
    return outcome


def _then_next(outcome: Outcome) -> Outcome:
    memory, question = questions.ask(outcome.memory)
    if question is not None:
        return Outcome([*outcome.replies, question], memory)
    if not memory.topic:
        return Outcome([*outcome.replies, questions.offer_topics(memory)], memory)
    return _nothing_left(outcome.replies, memory)


def _nothing_left(replies: Sequence[Reply], memory: Memory) -> Outcome:
    """That all is asked, once; after that only what one could do now."""
    memory, text = in_other_words(memory, "all known", (questions.all_asked(memory), ""))
    buttons = [Button("导出报告"), Button("怎样能多拿一些"), Button("还有哪些扶持")]
    if text or not replies:
        return Outcome([*replies, Reply(text or question_words.ALL_KNOWN, buttons)], memory)
    *before, last = replies
    return Outcome([*before, replace(last, buttons=[*last.buttons, *buttons])], memory)
