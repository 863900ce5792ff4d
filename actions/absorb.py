"""How a message changes what is remembered: new, corrected, added to, taken back, skipped, doubtful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from actions import case
from actions.dates import Period, period_in, says_today
from actions.doubts import Doubt, doubt_about
from actions.memory import Memory
from actions.plausible import WAN, is_plausible, times
from actions.telling import Loose, Told, told_by
from actions.topics import topic_after
from actions.turn import Turn
from policy_rules import FactKind

__all__ = ["Change", "Noted", "absorb", "is_ambiguous", "supposed"]


@dataclass(frozen=True)
class Change:
    """What is known at a place now; ``before`` is None where nothing was, ``now`` where nothing is any more."""

    place: str
    before: Any
    now: Any

    @property
    def is_correction(self) -> bool:
        return self.before is not None


@dataclass(frozen=True)
class Noted:
    """What became of the facts of a message."""

    changes: tuple[Change, ...] = ()
    retracted: tuple[Change, ...] = ()
    """What does not count any more, its right value still unsaid."""
    loose: tuple[Loose, ...] = ()
    """Amounts of which it must be asked what they are."""
    correctable: tuple[str, ...] = ()
    """Places of which one is corrected by a loose amount; which, must be asked."""
    unsummed: tuple[Mapping[str, Any], ...] = ()
    """「又加了200万」 where nothing is known that it could be added to."""
    skipped: bool = False
    confirmed: bool = False
    """The changes are conditions that were listed and confirmed all at once."""
    named: tuple[int, ...] = ()
    """Projects that are called by another name from now on."""
    of_which_projects: bool = False
    """The same was said of some of the projects; of which, must be asked."""
    dated: bool = False
    """The date of application is another one now."""
    decided: bool = False
    """A doubt of the dialogue was settled, or what was asked was answered without changing anything."""

    @property
    def told_something(self) -> bool:
        return bool(self.changes or self.named or self.dated or self.decided)


def absorb(memory: Memory, turn: Turn) -> tuple[Memory, Noted]:
    """The memory after the turn, and what became of what it told.

    A value that contradicts a known one, or can hardly be meant, does not count before the person has said
    so; it waits in ``pending``. A supposition changes nothing.
    """
    if turn.is_hypothetical:
        return replace(memory, topic=topic_after(memory, turn.clauses, ())), Noted()
    told = told_by(turn, memory)
    corrections, correctable = _corrections(turn, memory, told)
    doubts = _doubts(turn, memory, told.values)
    sums = _sums(turn, memory)
    values = {**told.values, **sums, **corrections}
    settled = {place: value for place, value in values.items() if place not in {doubt.place for doubt in doubts}}
    changed = _changes(memory, settled)
    retracted = _retracted(turn, memory, settled)
    corrected = _corrected_in_its_unit(retracted, told.loose, memory)
    if corrected:
        changed, retracted = (*changed, corrected), ()
    after = _remember(memory, turn, told, (*changed, *retracted), doubts)
    after, dated = _dated(after, turn)
    return after, Noted(
        changes=changed,
        retracted=retracted,
        loose=() if corrections or corrected else told.loose,
        correctable=correctable,
        unsummed=() if sums else tuple(turn.reading.get("additions") or ()),
        skipped=bool(set(after.skipped) - set(memory.skipped)),
        confirmed=bool(turn.pressing("confirms") or turn.settled),
        named=_renamed(memory, told),
        of_which_projects=told.of_which_projects,
        dated=dated,
        decided=len(after.pending) < len(memory.pending),
    )


def _renamed(memory: Memory, told: Told) -> tuple[int, ...]:
    """Projects that were known before and got their name now."""
    listed = memory.facts.get("projects") or ()
    return tuple(i for i, name in told.names.items() if i < len(listed) and listed[i].get("name") != name)


def supposed(memory: Memory, turn: Turn) -> Memory:
    """The memory as it would be if the turn's figures were true."""
    told = told_by(turn, memory)
    facts: dict[str, Any] = memory.facts
    for place, value in {**_bare_supposition(memory, told), **told.values, **_sums(turn, memory)}.items():
        facts = case.put(memory.pack, facts, place, value)
    period = period_in(turn.text)
    applied_on = period.last.isoformat() if period else memory.applied_on
    return replace(memory, facts=facts, applied_on=applied_on, topic=topic_after(memory, turn.clauses, told.values))


def _bare_supposition(memory: Memory, told: Told) -> dict[str, Any]:
    """「如果是800万呢」: what was supposed or told last, with another figure."""
    if told.values or len(told.loose) != 1:
        return {}
    amount = told.loose[0]
    places = (*reversed(memory.supposed or {}), *memory.latest)
    fitting = [place for place in places if amount.can_be(memory.pack, case.split(place)[0])]
    return {fitting[0]: amount.value} if fitting else {}


def _corrections(turn: Turn, memory: Memory, told: Told) -> tuple[dict[str, Any], tuple[str, ...]]:
    """「说错了，是500万」: the value that a loose amount replaces; or the places it could replace, if several."""
    amounts = [amount for amount in told.loose if amount.value is not None]
    if not turn.is_correction or not amounts or told.values:
        return {}, ()
    denied = [Loose.of(entry) for entry in turn.reading.get("taken_back") or ()]
    taken_back = [amount.value for amount in (*amounts[:-1], *denied)]
    now = amounts[-1]
    fitting = [p for p, _ in case.places(memory.facts) if now.can_be(memory.pack, case.split(p)[0])]
    meant = [place for place in fitting if case.value_at(memory.facts, place) in taken_back]
    if not taken_back:
        meant = [place for place in memory.latest if place in fitting]
    return ({meant[0]: now.value}, ()) if len(meant) == 1 else ({}, tuple(meant or fitting))


def _sums(turn: Turn, memory: Memory) -> dict[str, Any]:
    """「研发又加了200万」 on top of what is known; without that, the whole has to be asked."""
    sums: dict[str, Any] = {}
    for addition in turn.reading.get("additions") or ():
        if addition["fact"] in memory.pack.facts:
            places = [p for p, _ in case.places(memory.facts) if case.split(p)[0] == addition["fact"]]
            before = case.value_at(memory.facts, places[-1]) if places else None
            if before is not None:
                sums[places[-1]] = _sum(before, addition["value"])
    return sums


def _sum(one: Any, other: Any) -> Any:
    """Of two figures or ranges; no upper bound stays none."""
    if not isinstance(one, list) and not isinstance(other, list):
        return one + other
    (low, high), (more, most) = (value if isinstance(value, list) else [value, value] for value in (one, other))
    return [low + more, None if high is None or most is None else high + most]


def _doubts(turn: Turn, memory: Memory, values: Mapping[str, Any]) -> tuple[Doubt, ...]:
    if turn.pressed is not None:
        return ()
    found = (doubt_about(place, value, memory, turn) for place, value in values.items())
    return tuple(doubt for doubt in found if doubt)


def _changes(memory: Memory, values: Mapping[str, Any]) -> tuple[Change, ...]:
    before = {place: case.value_at(memory.facts, place) for place in values}
    return tuple(
        Change(place, before[place], value)
        for place, value in values.items()
        if before[place] != value and not says_less(before[place], value)
    )


def says_less(before: Any, now: Any) -> bool:
    """Whether ``now`` is only a rougher way to say what is known: 大概三千多万 after 3,500万."""
    if not isinstance(now, list) or before is None or isinstance(before, (list, str, bool)):
        return False
    low, high = now
    return bool(low <= before and (high is None or before <= high))


def _retracted(turn: Turn, memory: Memory, told: Mapping[str, Any]) -> tuple[Change, ...]:
    """「研发投入说错了」, without the right figure yet."""
    if turn.pressed is not None:
        places = tuple(turn.pressing("retracted") or ())
    else:
        facts = set(turn.reading.get("retracted") or ())
        said = {case.split(place)[0] for place in told}
        places = tuple(p for p, _ in case.places(memory.facts) if case.split(p)[0] in facts - said)
    return tuple(Change(place, case.value_at(memory.facts, place), None) for place in places)


def _corrected_in_its_unit(retracted: Sequence[Change], loose: Sequence[Loose], memory: Memory) -> Change | None:
    """「研发写错了，是921.35」: a bare number in the place of one figure has the unit of that figure."""
    if len(retracted) != 1 or len(loose) != 1 or not isinstance(loose[0].value, (int, float)):
        return None
    place, (amount,) = retracted[0].place, loose
    definition = memory.pack.facts[case.split(place)[0]]
    if amount.can_be(memory.pack, definition.id):
        return replace(retracted[0], now=amount.value)
    in_wan = times(amount.value, WAN)
    is_bare = amount.dimension in (None, FactKind.NUMBER.value)
    if is_bare and definition.unit == "万元" and is_plausible(definition, in_wan):
        return replace(retracted[0], now=in_wan)
    return None


def _remember(memory: Memory, turn: Turn, told: Told, changes: tuple[Change, ...], doubts: tuple[Doubt, ...]) -> Memory:
    facts: dict[str, Any] = memory.facts
    for project, name in told.names.items():
        facts = case.put_name(memory.pack, facts, project, name)
    for change in changes:
        if change.now is None:
            facts = case.take_out(facts, change.place)
        else:
            facts = case.put(memory.pack, facts, change.place, change.now)
    touched = {change.place for change in changes} | {doubt.place for doubt in doubts} | set(told.values)
    skipped = dict.fromkeys((*memory.skipped, *_denied(turn, memory)))
    answered = bool(touched) or len(skipped) > len(memory.skipped)
    return replace(
        memory,
        facts=facts,
        skipped=tuple(place for place in skipped if place not in touched),
        topic=topic_after(memory, turn.clauses, told.values),
        dismissed=tuple(dict.fromkeys((*memory.dismissed, *(turn.pressing("dismisses") or ())))),
        project=told.project,
        latest=tuple(change.place for change in changes) or memory.latest,
        asked=None if answered else memory.asked,
        question=None if answered else memory.question,
        pending=(
            *(d.as_json() for d in doubts),  # what is spoken of now is asked first
            *(entry for entry in memory.pending if entry.get("place") not in touched),
        ),
    )


def _denied(turn: Turn, memory: Memory) -> tuple[str, ...]:
    """The places the person passes over: of an open question for several, all that it asks."""
    if turn.pressed is not None:
        return tuple(turn.pressing("denied") or ())
    open_places = tuple((memory.question or {}).get("places", ()))
    denied = []
    for fact in turn.denied:
        of_question = [place for place in open_places if case.split(place)[0] == fact]
        denied += of_question or [fact]
    if turn.denied and memory.asked in turn.denied and len(turn.denied) == 1:
        denied += open_places
    return tuple(denied)


def _dated(memory: Memory, turn: Turn) -> tuple[Memory, bool]:
    """The date of application, where the message sets one that settles which rules hold, or takes it back."""
    if turn.pressed is not None:
        return memory, False
    period = period_in(turn.text)
    if period is None:
        back = memory.applied_on is not None and says_today(turn.text)
        return (replace(memory, applied_on=None), True) if back else (memory, False)
    if is_ambiguous(period, memory):
        return memory, False
    applied_on = period.last.isoformat()
    return replace(memory, applied_on=applied_on), True


def is_ambiguous(period: Period, memory: Memory) -> bool:
    """Whether the policy is in force for a part of the period only, so that the month has to be asked."""
    in_force = memory.pack.policy.in_force
    return in_force.includes(period.first) != in_force.includes(period.last)
