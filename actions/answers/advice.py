"""What more would bring, as information: thresholds ahead, caps reached, what two projects would change."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from actions import advice, case
from actions.answers.registry import Outcome
from actions.memory import Memory
from actions.replies import Reply, say
from actions.words import advice as words
from actions.words import amounts as amount_words
from actions.words import facts as fact_words
from policy_rules import FactKind
from policy_rules.wording.numbers import measure
from policy_rules.wording.numbers import money as yuan

__all__ = ["advised", "measured"]


def advised(memory: Memory) -> Outcome:
    """The nearest steps first, then caps ahead, caps reached, exclusions."""
    if not memory.topic:
        return Outcome([say(words.FIRST_TELL)], memory)
    lines = [*_thresholds(memory), *_splits(memory), *_caps(memory), *_capped(memory)]
    if not lines:
        return Outcome([say(words.NOTHING)], memory)
    reply = Reply(
        words.HEAD,
        estimate=memory.estimate,
        items=lines,
        reservation=amount_words.reservation(memory.pack, memory.as_of),
    )
    return Outcome([reply], memory)


def _thresholds(memory: Memory) -> Iterator[str]:
    for found in sorted(advice.thresholds(memory), key=lambda found: found.more):
        yield words.THRESHOLD.format(
            label=fact_words.label(memory.pack, memory.facts, found.place),
            more=measured(found.place, found.more, memory),
            at=measured(found.place, found.at, memory),
            clause=found.after.title,
            before=amount_words.money(found.before.amount),
            after=amount_words.money(found.after.amount),
            gain=f"+{yuan(found.gain)}",
        )


def _caps(memory: Memory) -> Iterator[str]:
    for found in advice.caps_ahead(memory):
        yield words.UP_TO_CAP.format(
            label=fact_words.label(memory.pack, memory.facts, found.place),
            at=measured(found.place, found.at, memory),
            clause=found.after.title,
            after=yuan(found.after.amount.max) if found.after.amount and found.after.amount.max is not None else "",
        )


def _capped(memory: Memory) -> Iterator[str]:
    titles = [f"{entry.title}（{amount_words.money(entry.amount)}）" for entry in advice.capped(memory)]
    if titles:
        yield words.CAP_REACHED.format(clauses="、".join(titles))


def _splits(memory: Memory) -> Iterator[str]:
    titles = {clause.id: clause.title for clause in memory.pack.clauses}
    for found in advice.splits(memory):
        yield words.SPLIT.format(
            lost=titles[found.excluded.clause],
            kept=titles[found.excluded.in_favour_of],
            total=amount_words.money(found.total),
        )


def measured(place: str, value: Decimal, memory: Memory) -> str:
    definition = memory.pack.facts[case.split(place)[0]]
    if definition.kind is FactKind.MONEY:
        return amount_words.about(value)
    return measure(value, definition.kind, definition.unit if definition.kind is FactKind.COUNT else None)
