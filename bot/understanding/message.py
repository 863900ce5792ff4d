"""One message while its amounts are read: what the ways to read them share, and how a fact gets its amount."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.assignment import YEARS, Assigned, Assignment, Waiting
from bot.understanding.clause import Clause
from bot.understanding.cues import CueFinder, Place
from bot.understanding.quantity import Quantity
from bot.understanding.values import value_of
from bot.understanding.vocabulary import Hit, Role, Vocabulary

__all__ = ["Amount", "Message", "refines"]


_ABOUT = Decimal("0.1")
"""How far from an amount that is only 大概 the exact one may be."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity that may be some fact's, in its surroundings."""

    quantity: Quantity
    clause: Clause
    cues: Sequence[Hit]
    """The words of the clause that can speak of a quantity."""
    place: Place
    before: str
    """What stands between it and the amount before."""

    @property
    def names_year(self) -> bool:
        return any(
            q.dimension in YEARS and self.place.earliest <= q.start < self.quantity.core_start
            for q in self.clause.quantities
        )


@dataclass(slots=True)
class Thread:
    """What the clauses and amounts before leave for the next amount."""

    topic: Hit | None = None
    """A word for a fact whose amount has not come yet: 「设备那块，」."""
    previous: str | None = None
    """The fact of the amount before."""
    rejected: str | None = None
    """「不是800万」: the fact whose amount is wrong."""
    compared: Hit | None = None
    """The word for somebody else's amount: 「隔壁拿了300万奖励，我们85万」."""
    correcting: bool = False
    """「，哦不，」: the next amount replaces one."""


class Message:
    """The text with its vocabulary, the thread of talk, and what became of the amounts so far."""

    def __init__(self, text: str, clauses: Sequence[Clause], vocabulary: Vocabulary, asked: str | None) -> None:
        hits = [hit for clause in clauses for hit in clause.hits]
        self.text, self.clauses, self.vocabulary, self.asked = text, clauses, vocabulary, asked
        self.named = {fact for hit in hits for fact in hit.facts(Role.ABOUT)}
        self.spoken_of = self.named | {f for h in hits for f in h.facts(Role.LOOSELY)} | ({asked} if asked else set())
        self.finder = CueFinder(text, vocabulary, asked, hits)
        self.result = Assignment(used=self.finder.used)
        self.told: Counter[str] = Counter()
        """How many amounts each fact has been given."""
        self.waiting: list[Waiting] = []
        self.thread = Thread()

    @property
    def last(self) -> Assigned | None:
        return self.result.assigned[-1] if self.result.assigned else None

    def place_of(self, clause: Clause) -> int:
        """The index of a clause."""
        return bisect_left(self.clauses, clause.start, key=lambda one: one.start)

    @property
    def asks_for_peak(self) -> bool:
        return self.asked is not None and self.vocabulary.definitions[self.asked].words.peak_before is not None

    def answers(self, quantity: Quantity) -> bool:
        """Whether the fact just asked for could have this value."""
        return self.asked is not None and self.finder.could_be(self.asked, quantity)

    def record(self, amount: Amount, fact: str, *, by_word: bool = True, age: Decimal | None = None) -> None:
        """The amount is the fact's; a value that only the rest of the message tells has to wait."""
        self.thread.previous, self.thread.rejected = fact, None
        if self._is_known_better(amount, fact):
            return
        self._drop_what_this_refines(amount, fact)
        self.put(amount.clause, amount.quantity, fact, by_word=by_word, age=age)

    def put(
        self, clause: Clause, quantity: Quantity, fact: str, *, by_word: bool = True, age: Decimal | None = None
    ) -> None:
        value = value_of(self.vocabulary.definitions[fact], quantity, answers=fact == self.asked)
        if value is None:
            self.waiting.append(Waiting(quantity, clause, fact))
        else:
            self.result.assigned.append(Assigned(fact, quantity, clause, value, by_word, age))
            self.told[fact] += 1

    def drop_last(self) -> None:
        """The last amount is not its fact's after all."""
        self.told[self.result.assigned.pop().fact] -= 1

    def _is_known_better(self, amount: Amount, fact: str) -> bool:
        """「营收7326万，首次突破5000万」."""
        last, quantity = self.last, amount.quantity
        return (
            last is not None
            and last.fact == fact
            and last.quantity.is_point
            and quantity.high is None
            and not amount.names_year
            and refines(last.quantity, quantity)
        )

    def _drop_what_this_refines(self, amount: Amount, fact: str) -> None:
        """「去年首次破亿，做到一亿零两百万」."""
        if amount.names_year:
            return
        last, waiting = self.last, self.waiting
        if (
            last is not None
            and last.fact == fact
            and amount.clause is not last.clause
            and refines(amount.quantity, last.quantity)
        ):
            self.drop_last()
        elif waiting and not waiting[-1].fact and refines(amount.quantity, waiting[-1].quantity):
            waiting.pop()


def refines(finer: Quantity, coarse: Quantity) -> bool:
    """Whether 「一亿零两百万」 says more exactly what 「破亿」 said, or 「只有5200万」 what 「没到6000万」 did."""
    if coarse.approximate and coarse.is_point and finer.is_point and finer.dimension is coarse.dimension:
        return abs(finer.low - coarse.low) <= coarse.low * _ABOUT  # 「差不多一个亿吧，一亿零二百万」
    if not coarse.bounded or finer.high is None or finer.dimension is not coarse.dimension:
        return False
    return coarse.low <= finer.low if coarse.high is None else finer.high <= coarse.high
