"""How the amounts come about: the formula of each clause that counts; the cards show each step."""

from __future__ import annotations

from actions.answers.registry import Outcome
from actions.memory import Memory
from actions.replies import Reply, cite, say
from actions.topics import concerns
from actions.words import amounts as words
from policy_rules import ClauseEstimate, Status

__all__ = ["computed", "how_computed"]


def how_computed(memory: Memory, of_clause: str | None = None) -> Outcome:
    """The formulas of all clauses that were raised, or of one."""
    shown = [entry for entry in computed(memory) if of_clause in (None, entry.id)]
    if not shown or not memory.facts:
        return Outcome([say(words.NOTHING_COMPUTED)], memory)
    lines = [words.steps(entry, memory.facts) for entry in shown]
    told_of = list(dict.fromkeys(entry.id for entry in shown))
    reply = Reply(
        words.HOW_COMPUTED,
        estimate=memory.estimate,
        citations=[cite(memory.pack, memory.pack.clause(id)) for id in told_of],
        items=lines,
        reservation=words.reservation(memory.pack, memory.as_of),
        lists=told_of,
    )
    return Outcome([reply], memory)


def computed(memory: Memory) -> list[ClauseEstimate]:
    """The clauses raised whose amount follows from what is known and is not given up for another."""
    gone = {(excluded.clause, excluded.project) for excluded in memory.estimate.excluded}
    return [
        entry
        for entry in memory.estimate.clauses
        if concerns(entry, memory)
        and (entry.id, entry.project) not in gone
        and entry.status in (Status.ELIGIBLE, Status.CONDITIONAL)
    ]
