"""Answers with amounts: what one can get, whether one qualifies, what would be if."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions import agenda, case
from actions.absorb import Change, Noted, supposed
from actions.answers.registry import ANSWERS, Outcome, Then, answers
from actions.memory import Memory
from actions.questions import offer_topics
from actions.replies import Button, Reply, cite, say
from actions.sources import disagreements
from actions.topics import concerns, raised_by
from actions.turn import Turn
from actions.variety import in_other_words
from actions.words import amounts as words
from actions.words import courtesy, questions
from actions.words import facts as fact_words
from actions.words import policy as policy_words
from policy_rules import ClauseEstimate, Estimate, Status, estimate

__all__ = ["counted_in", "result"]

_COUNTED = (Status.ELIGIBLE, Status.CONDITIONAL)
NOTHING_NEW = Noted()
MOST_CITATIONS = 4


@answers("inform", "estimate")
def amounts(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """The amounts as far as they are known, then the next question."""
    if turn.pressing("dismisses"):
        return Outcome([], memory, Then.NEXT)
    if not memory.topic:
        return Outcome([_noted_first(memory, noted)], memory, Then.NOTHING)
    if memory.pending and not noted.told_something and not turn.has("estimate"):
        return Outcome([], memory, Then.NEXT)  # what is doubtful is asked first
    if turn.facts and not noted.told_something and not turn.has("estimate") and turn.pressed is None:
        known = _known_already(turn, memory)
        if known:
            return Outcome([say(fact_words.KNOWN_ALREADY.format(facts="、".join(known)))], memory, Then.NEXT)
    if set(turn.intents) == {"inform"} and turn.pressed is None and not (turn.facts or noted.told_something):
        memory, text = in_other_words(memory, "nothing to note", courtesy.NOTHING_TO_NOTE)
        return Outcome([say(text)], memory)
    return Outcome([result(memory, noted)], memory, Then.NEXT)


def _known_already(turn: Turn, memory: Memory) -> list[str]:
    """What was said again, in the words of what is recorded; nothing where some of it is not."""
    places = [(place, value) for place, value in case.places(memory.facts) if case.split(place)[0] in turn.facts]
    known = [fact_words.told(memory.pack, memory.facts, place, value) for place, value in places]
    return known if {case.split(place)[0] for place, _ in places} == set(turn.facts) else []


def _noted_first(memory: Memory, noted: Noted) -> Reply:
    """Facts that are about no clause yet, and where one could begin."""
    topics = offer_topics(memory)
    noted_words = fact_words.recorded(memory.pack, memory.facts, noted.changes)
    dated = fact_words.dated(memory.as_of, memory.applied_on is not None) if noted.dated else ""
    return replace(topics, text="\n".join(filter(None, (noted_words, dated, topics.text))))


def result(memory: Memory, noted: Noted = NOTHING_NEW) -> Reply:
    """The estimate in a few lines; the cards carry formula, quote and conditions."""
    found = memory.estimate
    counted = counted_in(found)
    shown = _shown(counted, memory, noted)
    head = [
        _told(memory, noted),
        fact_words.dated(memory.as_of, memory.applied_on is not None) if noted.dated else "",
        _total(found, counted, shown),
    ]
    cited = dict.fromkeys(clause.id for clause in shown if clause.status is not Status.INELIGIBLE)
    contradictions = list(_disagreements(shown, memory, noted))
    return Reply(
        "\n".join(filter(None, head)),
        estimate=found,
        citations=[cite(memory.pack, memory.pack.clause(id)) for id in list(cited)[:MOST_CITATIONS]],
        items=[
            *words.clause_lines(shown, counted, memory.pack, memory.facts),
            *(words.given_up(excluded, found, memory.facts) for excluded in found.excluded),
        ],
        after="\n".join(contradictions),
        buttons=_which_to_go_by(memory) if contradictions else (),
        reservation=words.reservation(memory.pack, memory.as_of),
        lists=list(dict.fromkeys(clause.id for clause in shown)),
    )


def _told(memory: Memory, noted: Noted) -> str:
    named = fact_words.named(memory.facts, noted.named)
    if not noted.confirmed:
        return "\n".join(filter(None, (named, fact_words.recorded(memory.pack, memory.facts, noted.changes))))
    conditions = [change for change in noted.changes if isinstance(change.now, bool)]
    others = [change for change in noted.changes if change not in conditions]
    return "\n".join(
        filter(None, (_confirmed(conditions, memory), fact_words.recorded(memory.pack, memory.facts, others)))
    )


def _confirmed(conditions: Sequence[Change], memory: Memory) -> str:
    """How many conditions hold, and which do not."""
    stated = {change.place: agenda.statement_of(change.place, memory) for change in conditions}
    failing = [f"“{stated[c.place].text}”" for c in conditions if c.now != stated[c.place].value]
    holding = len(conditions) - len(failing)
    if not failing:
        return fact_words.CONFIRMED.format(count=holding) if holding else ""
    words = fact_words.CONFIRMED_BUT if holding else fact_words.CONFIRMED_NOT
    return words.format(failing="".join(failing), count=holding)


def _total(found: Estimate, counted: Sequence[ClauseEstimate], shown: Sequence[ClauseEstimate]) -> str:
    """The sum; not a word of it before there is one, as long as some clause only waits for a figure."""
    if counted:
        return words.total(found, counted)
    waiting = any(clause.status is Status.NEEDS_INFO for clause in shown)
    return "" if waiting else words.NOTHING_APPLIES


def _disagreements(shown: Sequence[ClauseEstimate], memory: Memory, noted: Noted) -> Iterator[str]:
    """That what was told does not agree: when it was told, and when the amounts are asked for."""
    told = {case.split(change.place)[0] for change in noted.changes}
    nothing_known = {entry.id: entry.notes for entry in estimate(memory.pack, {}, memory.as_of).clauses}
    for entry in shown:
        sources = {
            fact
            for check in memory.pack.clause(entry.id).should_agree
            for way in check.values.values()
            for fact in way.facts
        }
        if not told or told & sources:
            yield from (note for note in entry.notes if note not in nothing_known[entry.id])


def _which_to_go_by(memory: Memory) -> list[Button]:
    """One tap for each of the figures that contradict each other."""
    labels = {fact: memory.pack.facts[fact].label for each in disagreements(memory) for fact in each.values}
    return [Button(fact_words.GO_BY.format(label=label), means={"relies_on": id}) for id, label in labels.items()]


def counted_in(found: Estimate) -> list[ClauseEstimate]:
    excluded = {(gone.clause, gone.project) for gone in found.excluded}
    return [c for c in found.clauses if c.status in _COUNTED and (c.id, c.project) not in excluded]


def _shown(counted: Sequence[ClauseEstimate], memory: Memory, noted: Noted) -> list[ClauseEstimate]:
    """What counts, what waits for a figure, and what is spoken of just now and does not apply."""
    raised = [clause for clause in memory.estimate.clauses if concerns(clause, memory)]
    told = {case.split(change.place)[0] for change in noted.changes}
    waiting = [clause for clause in raised if clause.status is Status.NEEDS_INFO]
    refused = [clause for clause in raised if clause.status is Status.INELIGIBLE]
    spoken_of = [c for c in refused if not counted or told & set(memory.pack.facts_of(memory.pack.clause(c.id)))]
    told_of = raised_by(memory.pack, told)
    # What was told just now comes first: it must not be folded away.
    return sorted([*counted, *waiting, *spoken_of], key=lambda clause: clause.id not in told_of)


@answers("check_eligibility")
def eligibility(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """Which clauses one qualifies for; of a named clause, each condition."""
    if turn.reading.get("passages") and not turn.clauses:  # 「哪些单位不适用」 is not about oneself
        of_the_text = ANSWERS["ask_document"](turn, memory, noted)
        noted_words = fact_words.recorded(memory.pack, memory.facts, noted.changes)
        return replace(of_the_text, replies=[*([say(noted_words)] if noted_words else ()), *of_the_text.replies])
    found = memory.estimate
    named = [clause for clause in found.clauses if clause.id in turn.clauses[:1]] if len(turn.clauses) == 1 else []
    if named:
        head, *lines = [line for clause in named for line in words.conditions(clause, memory.facts)]
        memory = replace(memory, listed=tuple(agenda.open_conditions_of(named, memory)))
    elif memory.topic:
        named = [clause for clause in found.clauses if concerns(clause, memory)]
        head, lines = "", [words.status_line(clause, memory.pack, memory.facts) for clause in named]
    else:
        return Outcome([offer_topics(memory)], memory, Then.NOTHING)
    noted_words = fact_words.recorded(memory.pack, memory.facts, noted.changes)
    told_of = list(dict.fromkeys(clause.id for clause in named))
    reply = Reply(
        "\n".join(filter(None, (noted_words, head))),
        estimate=found,
        citations=[cite(memory.pack, memory.pack.clause(id)) for id in told_of[:MOST_CITATIONS]],
        items=lines,
        reservation=words.reservation(memory.pack, memory.as_of),
        lists=told_of,
    )
    return Outcome([reply], memory, Then.NEXT)


@answers("what_if")
def what_if(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """Before and after, clause by clause; what is remembered stays as it is."""
    other = supposed(memory, turn)
    if other.known == memory.known and other.applied_on == memory.applied_on:
        return Outcome([say(words.WHAT_IF_WHAT)], memory, Then.BACK)
    before, after = memory.estimate, other.estimate
    then = {(entry.id, entry.project): entry for entry in before.clauses}
    moved = [
        words.moved(then.get((now.id, now.project)), now, other.facts)
        for now in after.clauses
        if not _same(then.get((now.id, now.project)), now) and (now.status in _COUNTED or concerns(now, other))
    ]
    head = [
        words.SUPPOSING.format(facts=_supposition(memory, other)),
        policy_words.on_the_day_supposed(other.pack, other.as_of) if other.applied_on != memory.applied_on else "",
        words.SUM_MOVES.format(before=words.money(before.total), after=words.money(after.total)),
    ]
    reply = Reply(
        "\n".join(filter(None, head)),
        estimate=after,
        items=[
            *(moved or [_presumed(memory, other) or words.NOTHING_MOVES]),
            *(words.given_up(excluded, after, other.facts) for excluded in after.excluded),
        ],
        after=words.ONLY_SUPPOSED,
        reservation=words.reservation(other.pack, other.as_of),
    )
    supposition = {
        place: value for place, value in case.places(other.facts) if case.value_at(memory.facts, place) != value
    }
    return Outcome([reply], replace(memory, supposed=supposition or None))


def _presumed(memory: Memory, other: Memory) -> str:
    """「如果迁过来呢」 where that was presumed all along: what it would cost if it were not so."""
    supposed = {
        place: value
        for place, value in case.places(other.facts)
        if isinstance(value, bool) and case.value_at(memory.facts, place) is None
    }
    otherwise = memory
    for place, value in supposed.items():
        otherwise = replace(otherwise, facts=case.put(memory.pack, otherwise.facts, place, not value))
    left = {(entry.id, entry.project) for entry in counted_in(otherwise.estimate)}
    lost = [entry for entry in counted_in(memory.estimate) if (entry.id, entry.project) not in left]
    if not supposed or not lost:
        return ""
    return words.PRESUMED.format(clauses="、".join(words.title(entry, memory.facts) for entry in lost))


def _same(before: ClauseEstimate | None, now: ClauseEstimate) -> bool:
    return before is not None and (before.status, before.amount) == (now.status, now.amount)


def _supposition(memory: Memory, other: Memory) -> str:
    different = [
        fact_words.told(other.pack, other.facts, place, value)
        for place, value in case.places(other.facts)
        if case.value_at(memory.facts, place) != value
    ]
    dated = [f"按{fact_words.chinese_date(other.as_of)}申报"] if other.applied_on != memory.applied_on else []
    return "、".join([*different, *dated])


@answers("affirm", "deny")
def yes_or_no(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """Yes or no to the open question, if it can be answered so; else a sign to go on."""
    if noted.told_something or memory.pending or turn.pressed is not None:
        return amounts(turn, memory, noted)
    return Outcome([say(courtesy.ALRIGHT)], memory)


@answers("unsure")
def skipped(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """Nobody has to know everything: on to the next question."""
    if noted.skipped or noted.told_something:
        told = [result(memory, noted)] if noted.told_something else [say(questions.NO_MATTER)]
        return Outcome(told, memory, Then.NEXT)
    places = tuple((memory.question or {}).get("places", ()))
    if not places and not memory.topic:
        return _nothing_known(turn, memory, noted)
    memory = replace(memory, skipped=tuple(dict.fromkeys((*memory.skipped, *places))), asked=None, question=None)
    return Outcome([say(questions.NO_MATTER)], memory, Then.NEXT)


def _nothing_known(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """Who does not know what to tell is shown what there is; once."""
    memory, text = in_other_words(memory, "nothing known", (courtesy.LOOK_FIRST, courtesy.NOTHING_YET))
    if text == courtesy.NOTHING_YET:
        return Outcome([say(text, "转人工", "有哪些扶持")], memory, Then.NOTHING)
    overview = ANSWERS["list_clauses"](turn, memory, noted)
    return replace(overview, replies=[say(text), *overview.replies])


def retracted(changes: Sequence[Change], memory: Memory) -> Outcome:
    """「研发投入说错了」: it does not count any more, and the right figure is asked for."""
    change = changes[-1]
    label = fact_words.label(memory.pack, memory.facts, change.place)
    before = fact_words.known_fact(memory.pack.facts[case.split(change.place)[0]], change.before)
    definition = memory.pack.facts[case.split(change.place)[0]]
    nothing = {"facts": {change.place: 0}} if definition.kind.is_quantity else None
    buttons = [
        Button(questions.AS_BEFORE, means={"facts": {change.place: change.before}}),
        *([Button(questions.NOTHING, means=nothing)] if nothing else []),
        Button(questions.DONT_KNOW, questions.SKIP, {"intent": "unsure", "denied": [change.place]}),
    ]
    asked = replace(
        memory,
        asked=case.split(change.place)[0],
        question={"kind": "correction", "places": [change.place]},
    )
    text = questions.RIGHT_FIGURE.format(label=label, before=before)
    return Outcome([Reply(text, buttons)], asked, Then.NOTHING)
