"""Assessments made lately, to be used again.

An applicant tells one fact after the other, and most applicants tell little: from one estimate to the next most
clauses see the same facts, and what they come to is the same.
"""

from __future__ import annotations

from threading import Lock

from policy_rules.assessment import Assessment
from policy_rules.clause import Clause
from policy_rules.pack import Pack
from policy_rules.situation import Situation

__all__ = ["LATELY", "Assessed"]


class Assessed:
    """At most so many assessments; those not used for longest make way."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: dict[tuple[object, ...], Assessment] = {}
        self._lock = Lock()

    def of(self, pack: Pack, clause: Clause, situation: Situation, project: str | int | None) -> Assessment:
        """The clause in this situation, or in an earlier one that gave every fact it looks at the same value."""
        values = situation.values
        seen = (values.get(fact) for fact in pack.facts_seen_by(clause))
        # A pack is itself and no other as long as an assessment of it is kept.
        alike = (id(pack), clause.id, project, situation.as_of, *seen)
        with self._lock:
            found = self._found.pop(alike, None)
            if found is None:
                found = Assessment(pack, clause, situation, project)
                if len(self._found) >= self._most:
                    del self._found[next(iter(self._found))]
            self._found[alike] = found
        return found

    def forget(self) -> None:
        with self._lock:
            self._found.clear()


LATELY = Assessed(2_000)
"""Of all applicants in this process."""
