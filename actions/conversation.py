"""One turn of the conversation: its facts first, then its wishes, then what is to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions import amount_questions, case, questions
from actions.absorb import Noted, absorb, is_ambiguous
from actions.answers import ANSWERS, Outcome, Then, confirmation, courtesy, doubts, estimates
from actions.answers.comparing import compared
from actions.answers.follow_ups import FOLLOW_UPS
from actions.answers.own_words import own_words_explained
from actions.answers.remarks import REMARKS
from actions.answers.taking_back import taken_back
from actions.confirming import claims_conditions, conditions_answered
from actions.continuing import continued, not_meant, without_answer
from actions.dates import period_in
from actions.doubt_questions import about_doubt
from actions.follow_ups import followed
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

_TELLS_AMOUNTS = frozenset({"inform", "estimate", "check_eligibility", "what_if", "affirm", "deny", "unsure"})
_TELLS_NOTHING = (Remark.ORDERS, Remark.CHEATS, Remark.HIDES)
_ANSWERS_NOTHING = (
    Remark.DICTATES, Remark.WHY_ASKED, Remark.WHY_NOT, Remark.WHY_RANGE, Remark.HOW_COMPUTED,
)  # fmt: skip
_BESIDE_ANSWERS = (Remark.ANGER, Remark.ENOUGH, Remark.GO_ON)
"""What people say while they answer all the same: 少废话，都符合."""
_LEAVES_FACTS_ALONE = ("restart", "delete_data")


def respond(turn: Turn, memory: Memory) -> Outcome:
    """The answer to one message, and what is remembered from now on."""
    outcome = _answer(not_meant(continued(turn, memory), memory), memory)
    replies, remembered = presented(outcome.replies, outcome.memory)
    outcome = replace(outcome, replies=replies)
    after = replace(remembered, offered=meanings_of(replies, remembered.offered))
    if after.supposed is memory.supposed:
        after = replace(after, supposed=None)  # one can go on from it in the next message only
    if after.facts not in ({}, memory.facts):
        after = replace(after, undo={"facts": memory.facts, "topic": list(memory.topic)})
    return replace(outcome, memory=after)


def _answer(turn: Turn, memory: Memory) -> Outcome:
    if confirmation.is_waiting(memory):
        decided = confirmation.decide(turn, memory)
        if decided:
            return _followed_up(decided)
        memory = confirmation.no_longer(memory)
    without = taken_back(turn, memory)
    if without:
        return _followed_up(without)
    wish_to_forget = next((intent for intent in turn.intents if intent in _LEAVES_FACTS_ALONE), None)
    if wish_to_forget and not turn.unclear:
        return ANSWERS[wish_to_forget](turn, memory, Noted())
    if turn.pressing("one_by_one"):
        return Outcome([questions.which_fails(turn.pressing("one_by_one"), memory)], memory, Then.NOTHING)
    elsewhere = compared(turn, memory) or switched(turn, memory) or own_words_explained(turn, memory)
    if elsewhere:
        return _followed_up(elsewhere)
    figure = figure_named(turn, memory.pack)
    if figure and case.value_at(memory.facts, figure) is None and not memory.pending:
        memory, question = questions.ask_for(figure, memory)
        return Outcome([question], memory, Then.NOTHING)
    follow_up = followed(turn)
    if follow_up:
        return _followed_up(FOLLOW_UPS[follow_up.wish](follow_up, memory))
    cleared, settled = (memory, ()) if remark_in(turn) else doubts.settle(turn, memory)
    settled_one, memory = cleared is not memory, cleared
    if settled_one and turn.pressed is None:
        turn = Turn(turn.text, ("inform",))  # it has said its one thing
    turn = _as_meant(turn, memory)
    memory, noted = absorb(memory, turn)
    noted = replace(noted, changes=(*settled, *noted.changes), decided=settled_one or noted.decided)
    asked_back = _asked_back(turn, memory, noted)
    if asked_back:
        return asked_back
    outcome = _answers(turn, memory, noted)
    left_over = _left_over(turn, noted, memory)
    if left_over:
        return replace(
            outcome, replies=[*outcome.replies, amount_questions.what_is(left_over, outcome.memory, turn.text)]
        )
    return _followed_up(outcome)


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
        return replace(turn, intents=("inform",), pressed={"dismisses": question["clauses"]})
    settled = {} if turn.pressed is not None else conditions_answered(turn, memory)
    return replace(turn, intents=("inform",), settled=settled, clauses=()) if settled else turn


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
        return replace(apology, replies=[*apology.replies, amount_questions.what_is(noted.loose[0], memory, turn.text)])
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


def _answers(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """The answers to all wishes of the message, one after the other."""
    told_something = noted.told_something or bool(memory.pending)
    remark = remark_in(turn)
    if remark:
        return _with_remark(remark, turn, memory, noted)
    if _denies_conditions(turn, memory):
        places = (memory.question or {})["places"]
        return Outcome([questions.which_fails(places, memory)], memory, Then.NOTHING)
    if turn.unclear and not told_something and turn.pressed is None:
        return courtesy.clarify(turn, memory)
    replies: list[Reply] = []
    outcome = Outcome((), memory)
    for intent in _wishes(turn, noted, memory):
        outcome = ANSWERS[intent](turn.about(intent), outcome.memory, noted)
        replies += (reply for reply in outcome.replies if reply not in replies)
    return replace(outcome, replies=replies)


def _with_remark(remark: Remark, turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """The answer to a remark, with the amounts where facts were told."""
    outcome = REMARKS[remark](memory)
    told = [estimates.result(memory, noted)] if noted.told_something else []
    if remark is Remark.ANGER:
        return _in_anger(outcome, told, turn, memory, noted)
    if remark is Remark.ENOUGH and told:
        return replace(outcome, replies=[*told, outcome.replies[-1]])
    then = Then.NEXT if told else Then.BACK if memory.pending else outcome.then
    return replace(outcome, replies=[*told, *outcome.replies], then=then)


def _in_anger(apology: Outcome, told: Sequence[Reply], turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """What an angry person tells or asks all the same; one apology is enough where there is something to answer."""
    asked = [intent for intent in turn.intents if intent in _ASKED_IN_ANGER and not turn.unclear and not told]
    answers = [reply for intent in asked for reply in ANSWERS[intent](turn, memory, noted).replies]
    again = "anger" in (memory.said or {}) and bool(told or answers)
    then = Then.NEXT if told else Then.BACK if memory.pending else apology.then
    return replace(apology, replies=[*([] if again else apology.replies), *told, *answers], then=then)


_ASKED_IN_ANGER = frozenset({"ask_contact", "ask_validity", "ask_payment", "ask_clause", "ask_procedure", "human"})


def _denies_conditions(turn: Turn, memory: Memory) -> bool:
    question = memory.question or {}
    return turn.has("deny") and question.get("kind") == "conditions" and len(question["places"]) > 1 and not turn.facts


def _wishes(turn: Turn, noted: Noted, memory: Memory) -> Sequence[str]:
    """The intents to answer; facts are always answered with amounts, whatever else was said."""
    wishes = [intent for intent in turn.intents if intent in ANSWERS]
    told_something = noted.told_something or bool(memory.pending)
    if noted.dated or (turn.unclear and told_something):
        return ["inform"]
    if not turn.is_hypothetical and told_something:
        wishes = [wish for wish in wishes if wish != "what_if"]
    if told_something and not _TELLS_AMOUNTS & set(wishes):
        return [*(wish for wish in wishes if wish != "out_of_scope"), "inform"]
    # Amounts come last: the question that follows them is the one to be answered next.
    in_order = sorted(wishes, key=lambda wish: wish in _TELLS_AMOUNTS)
    return [wish for wish in in_order if wish != "inform" or "estimate" not in in_order]


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
