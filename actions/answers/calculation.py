"""How the amounts come about: the formula of each clause that counts; the cards show each step."""

from __future__ import annotations

from actions.answers.registry import Outcome
from actions.memory import Memory
from actions.replies import Reply, cite, say
from actions.topics import concerns
from actions.words import amounts as words
from policy_rules import ClauseEstimate, Status

__all__ = ["computed", "how_computed"]

MOST_FORMULAS = 5


def how_computed(memory: Memory, of_clause: str | None = None) -> Outcome:
    """The formulas of all clauses that were raised, or of one."""
    shown = [entry for entry in computed(memory) if of_clause in (None, entry.id)][:MOST_FORMULAS]
    if not shown or not memory.facts:
        return Outcome([say(words.NOTHING_COMPUTED)], memory)
    lines = [words.steps(entry, memory.facts) for entry in shown]
    text = words.first_of_all(memory.estimate) + "\n".join([words.HOW_COMPUTED, *lines])
    cited = [cite(memory.pack, memory.pack.clause(id)) for id in dict.fromkeys(entry.id for entry in shown)]
    return Outcome([Reply(text, estimate=memory.estimate, citations=cited)], memory)


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
