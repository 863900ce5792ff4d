"""From quantity to fact: which of the facts that could have this value the speaker means.

In this order: the exact word beside it, the topic of the clause before, the fact it corrects or
goes on about (去年…前年…), the fact just asked for, a loose word (投了), its period or unit, if only
one fact fits. What none of these gives is left unassigned, and the dialogue asks back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.understanding import speech
from bot.understanding.clauses import Clause
from bot.understanding.cues import CueFinder, Place, is_cue, is_loose, is_other
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.reading import Value
from bot.understanding.values import value_of
from bot.understanding.vocabulary import Hit, Role, Vocabulary
from policy_rules.facts import FactKind

__all__ = ["Assigned", "Assignment", "assign_amounts"]

_AMOUNTS = frozenset({Dimension.MONEY, Dimension.FOREIGN_MONEY, Dimension.AREA, Dimension.UNIT_PRICE, Dimension.NUMBER})
_READ = _AMOUNTS | {Dimension.COUNT, Dimension.SHARE, Dimension.MONTHS}
_YEARS = frozenset({Dimension.YEAR, Dimension.YEARS_AGO})
_BY_UNIT_ALONE = {Dimension.AREA: FactKind.AREA, Dimension.UNIT_PRICE: FactKind.UNIT_PRICE}
_MAGNITUDE_WORTH_SHARING = 1000

_RESPECTIVELY = re.compile("分别|依次|各自是")
_LAST_YEARS = re.compile("(?:近|前|过去|最近|这)[两二三四五]年")
_EACH = re.compile("各(?:投了?|花了?|是|有|自|要)*$")
_SUCCEEDED = re.compile("(?:评上|通过|过|认定|立项|获批|批|中|成)了?$")
_GREW = re.compile("(?:涨|增长|增|升|提高|上升|提升|做|增加|发展|跳|扩大)到?(?:了|到)?$")


@dataclass(slots=True)
class Assigned:
    """A quantity that a fact was given, with the clause it stands in."""

    fact: str
    quantity: Quantity
    clause: Clause
    value: Value
    by_word: bool = True
    years_ago: Decimal | None = None
    """Where the order tells the year: 「去年前年分别是…」, 「从…涨到…」."""


@dataclass(slots=True)
class Assignment:
    """What became of all quantities of one message."""

    assigned: list[Assigned] = field(default_factory=list)
    unassigned: list[Quantity] = field(default_factory=list)
    additions: list[tuple[str | None, Quantity]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    """Where the words begin that a quantity has taken: they say nothing else."""
    corrected: bool = False


@dataclass(slots=True)
class _Waiting:
    """An amount whose fact (or whose unit) only the rest of the message can tell."""

    quantity: Quantity
    clause: Clause
    fact: str | None = None
    has_year: bool = False


def assign_amounts(text: str, clauses: Sequence[Clause], vocabulary: Vocabulary, asked: str | None) -> Assignment:
    """Give every amount in ``text`` (normalised) its fact."""
    assigner = _Assigner(text, clauses, vocabulary, asked)
    for clause in clauses:
        assigner.read(clause)
    return assigner.finish()


class _Assigner:
    def __init__(self, text: str, clauses: Sequence[Clause], vocabulary: Vocabulary, asked: str | None) -> None:
        self.text, self.vocabulary, self.asked = text, vocabulary, asked
        spoken = {f for clause in clauses for hit in clause.hits for f in hit.facts(Role.ABOUT, Role.LOOSELY)}
        self.spoken = spoken | ({asked} if asked else set())
        self.names_magnitude = any(
            q.dimension is Dimension.MONEY and q.tail >= _MAGNITUDE_WORTH_SHARING for c in clauses for q in c.quantities
        )
        self.finder = CueFinder(text, vocabulary, asked)
        self.result = Assignment(used=self.finder.used)
        self.open_topic: Hit | None = None  # a word for a fact whose amount has not come yet
        self.previous: str | None = None  # the fact of the amount before
        self.denied: str | None = None  # 「不是800万」: the fact that the next amount is for
        self.correcting = False  # 「，哦不，」
        self.waiting: list[_Waiting] = []

    def read(self, clause: Clause) -> None:
        cues = sorted((hit for hit in clause.hits if is_cue(hit)), key=lambda hit: (hit.end, hit.start))
        amounts = [q for q in clause.quantities if q.dimension in _READ]
        if amounts and not self._in_order(clause, cues, amounts):
            for index, quantity in enumerate(amounts):
                place = Place(
                    earliest=amounts[index - 1].end if index else clause.start,
                    latest=amounts[index + 1].core_start if index + 1 < len(amounts) else clause.end,
                    is_last=index + 1 == len(amounts),
                    names_first=any(not is_loose(c) and c.start < amounts[0].core_start for c in cues),
                )
                self._read_amount(clause, cues, quantity, place)
        if amounts:
            self.open_topic, self.correcting = None, False
            return
        self.correcting = self.correcting or speech.CORRECTING.search(clause.text) is not None
        topics = [cue for cue in cues if cue.facts(Role.ABOUT, Role.LOOSELY)]
        if topics:
            self.open_topic = max(topics, key=lambda cue: (not is_loose(cue), cue.end))

    # --- lists --------------------------------------------------------------------------------

    def _in_order(self, clause: Clause, cues: list[Hit], amounts: list[Quantity]) -> bool:
        """「研发和设备分别是800万和1200万」, 「研发、设备各500万」, 「去年前年营收分别是6200万和4800万」."""
        amounts = [q for q in amounts if q.dimension is amounts[-1].dimension]
        before = [c for c in cues if c.end <= amounts[0].core_start and c.facts(Role.ABOUT) and not is_other(c)]
        named = list({tuple(c.facts(Role.ABOUT)): c for c in before}.values())
        if len(named) > 1 and len(amounts) == 1 and _EACH.search(self.text, clause.start, amounts[0].core_start):
            amounts = amounts * len(named)
        elif not _RESPECTIVELY.search(clause.text) and not _LAST_YEARS.search(clause.text):
            return False
        if len(named) == len(amounts) > 1:
            for cue, quantity in zip(named, amounts):
                self._give(clause, quantity, cue)
            return True
        years = [q for q in clause.quantities if q.dimension in _YEARS and q.end <= amounts[0].core_start]
        if len(named) >= 1 and len(years) == len(amounts) > 1:
            for year, quantity in zip(years, amounts):
                self._give(clause, quantity, named[-1], age_of(year))
            return True
        if len(named) == 1 < len(amounts) and any(self._family(fact) for fact in named[0].facts(Role.ABOUT)):
            for age, quantity in enumerate(reversed(amounts)):
                self._give(clause, quantity, named[0], Decimal(age))
            return True
        return False

    # --- one amount ---------------------------------------------------------------------------

    def _read_amount(self, clause: Clause, cues: list[Hit], quantity: Quantity, place: Place) -> None:
        before = self.text[place.earliest : quantity.core_start]
        if not self._is_stated(clause, quantity):
            return
        is_denied = speech.DENIED_NUMBER.search(before) is not None
        cue = self.finder.exact(cues, quantity, place)
        if (
            cue is None
            and self._topic_fits(quantity)
            and not self._asked_fits(quantity)
            and not is_loose(self.open_topic)
        ):
            cue = self.open_topic
        if cue is None and self._goes_on(clause, quantity, before, is_denied):
            return
        if cue is None and not self._asked_fits(quantity):
            cue = self.finder.loose(cues, quantity, place) or (self.open_topic if self._topic_fits(quantity) else None)
        if speech.ends_in_addition(before):
            facts = self.finder.facts(cue, quantity) if cue else []
            self.result.additions.append((facts[0] if len(facts) == 1 else None, quantity))
        elif cue is None and is_denied:
            self.denied, self.result.corrected = self._by_unit(quantity), True
        elif cue is None:
            self._without_word(clause, quantity, place)
        elif is_denied:
            self._deny(cue, quantity)
        else:
            self._give(clause, quantity, cue, near=self._earlier_peak(cues, cue, quantity, place))

    def _is_stated(self, clause: Clause, quantity: Quantity) -> bool:
        """Whether the amount is the speaker's and not a clause's: 「最高300万是怎么算的」 states nothing."""
        if clause.of_others or speech.NONE_OF_THEM.match(self.text, quantity.end):
            return False
        if quantity.bounded and speech.OF_ANYBODY.match(self.text, quantity.end):
            return False
        before = self.text[clause.start : quantity.start]
        if speech.CAP_BEFORE.search(before) and not speech.PEAK.search(before) and not self._asks_for_peak():
            return False
        if clause.is_own or self._asks_for_peak():
            return True
        if clause.speaks_of_policy or speech.CAP_AFTER.match(self.text, quantity.end):
            return False
        return not clause.asks or not (
            quantity.bounded or clause.asks_in_general or quantity.dimension is Dimension.COUNT
        )

    def _asks_for_peak(self) -> bool:
        return self.asked is not None and self.vocabulary.definitions[self.asked].words.peak_before is not None

    def _asked_fits(self, quantity: Quantity) -> bool:
        return self.asked is not None and self.finder.could_be(self.asked, quantity)

    def _topic_fits(self, quantity: Quantity) -> bool:
        topic = self.open_topic
        return topic is not None and topic.start not in self.finder.used and bool(self.finder.facts(topic, quantity))

    def _earlier_peak(self, cues: list[Hit], cue: Hit, quantity: Quantity, place: Place) -> str | None:
        """「历史最高营收4800万」: two words, and the one that says earlier decides."""
        for other in cues:
            if other is cue or not place.earliest - 1 <= other.start < quantity.core_start:
                continue
            for fact in other.facts(Role.ABOUT, Role.LOOSELY):
                latest = self.vocabulary.definitions[fact].words.peak_before
                if latest in cue.facts(Role.ABOUT, Role.LOOSELY):
                    return fact
        return None

    def _give(
        self, clause: Clause, quantity: Quantity, cue: Hit, age: Decimal | None = None, near: str | None = None
    ) -> None:
        self.finder.used.add(cue.start)
        if is_other(cue):
            self.previous = None
            return
        facts = [near] if near else self.finder.facts(cue, quantity)
        if len(facts) > 1 and self.open_topic is not None:
            facts = [f for f in self.open_topic.facts(Role.ABOUT, Role.LOOSELY) if f in facts] or facts
        if len(facts) == 1:
            self._record(clause, quantity, facts[0], age=age)
        else:
            self.result.unassigned.append(quantity)

    def _record(
        self, clause: Clause, quantity: Quantity, fact: str, *, by_word: bool = True, age: Decimal | None = None
    ) -> None:
        self.previous, self.denied = fact, None
        value = value_of(self.vocabulary.definitions[fact], quantity, answers=fact == self.asked)
        if value is None:
            self.waiting.append(_Waiting(quantity, clause, fact))
        else:
            self.result.assigned.append(Assigned(fact, quantity, clause, value, by_word, age))

    def _goes_on(self, clause: Clause, quantity: Quantity, before: str, is_denied: bool) -> bool:
        """「八百万不对九百五十万」, 「去年6200万，前年4800万」, 「从4800万涨到6200万」: still about the same fact."""
        source = self.denied or self.previous
        if source is None or not self.finder.could_be(source, quantity):
            return False
        if self.denied or self.correcting or speech.CORRECTING.search(before):
            self.result.corrected = True
            if is_denied:
                self.denied = source
            else:
                self._record(clause, quantity, source)
            return True
        family = self._family(source)
        if family and self._names_year(clause, quantity):
            self._record(clause, quantity, family[0])
            return True
        if quantity.dimension is Dimension.COUNT and _SUCCEEDED.search(before):
            self._record(clause, quantity, source)
            return True
        if family and _GREW.search(before) and self.result.assigned:
            self.result.assigned[-1].years_ago = Decimal(1)
            self._record(clause, quantity, family[0], age=Decimal(0))
            return True
        return False

    def _family(self, fact: str) -> tuple[str, str] | None:
        """``(latest, peak)`` if ``fact`` is one of such a pair."""
        return next((family for family in self._all_families() if fact in family), None)

    def _all_families(self) -> set[tuple[str, str]]:
        definitions = self.vocabulary.definitions.items()
        return {(latest, peak) for peak, d in definitions if (latest := d.words.peak_before) is not None}

    def _names_year(self, clause: Clause, quantity: Quantity) -> bool:
        return any(q.dimension in _YEARS and q.start < quantity.core_start for q in clause.quantities)

    def _deny(self, cue: Hit, quantity: Quantity) -> None:
        facts = self.finder.facts(cue, quantity)
        self.finder.used.add(cue.start)
        self.result.corrected = True
        self.denied = facts[0] if len(facts) == 1 else None

    # --- without a word for it ----------------------------------------------------------------

    def _without_word(self, clause: Clause, quantity: Quantity, place: Place) -> None:
        fact = None if self._asked_fits(quantity) else self._by_period(quantity) or self._by_unit(quantity)
        if fact is not None:
            self._record(clause, quantity, fact, by_word=False)
        elif clause.states or self._asked_fits(quantity):
            self.waiting.append(_Waiting(quantity, clause, has_year=self._names_year(clause, quantity)))

    def _by_unit(self, quantity: Quantity) -> str | None:
        """The only fact measured in this unit."""
        kind = _BY_UNIT_ALONE.get(quantity.dimension)
        if kind is None and quantity.period and quantity.dimension is Dimension.MONEY:
            kind = FactKind.UNIT_PRICE  # 一天四块五
        facts = self.vocabulary.of_kind(kind) if kind else ()
        return facts[0] if len(facts) == 1 and self.finder.could_be(facts[0], quantity) else None

    def _by_period(self, quantity: Quantity) -> str | None:
        """「租了800平，一个月5万」: of facts for a period that are spoken or asked of, the one with this period."""
        if quantity.period is None or quantity.dimension is not Dimension.MONEY:
            return None
        definitions = self.vocabulary.definitions
        related = {w for f in self.spoken if definitions[f].words.per for w in definitions[f].words.about}
        facts = [
            f for f in self.vocabulary.of_kind(FactKind.MONEY)
            if definitions[f].words.per and related.intersection(definitions[f].words.about)
            and self.finder.could_be(f, quantity)
        ]  # fmt: skip
        return facts[0] if len(facts) == 1 else None

    # --- at the end of the message ------------------------------------------------------------

    def finish(self) -> Assignment:
        years_told = sum(waiting.has_year for waiting in self.waiting)
        given = {assigned.fact for assigned in self.result.assigned}
        for waiting in self.waiting:
            fact = waiting.fact or self._told_by_the_rest(waiting, given, years_told)
            value = self._value_in_context(fact, waiting.quantity) if fact else None
            if fact is not None and value is not None:
                self.result.assigned.append(Assigned(fact, waiting.quantity, waiting.clause, value))
                given.add(fact)
            elif waiting.quantity.dimension in _AMOUNTS:
                self.result.unassigned.append(waiting.quantity)
        self._leave_out_rivals()
        self.result.assigned.sort(key=lambda assigned: assigned.quantity.start)
        return self.result

    def _leave_out_rivals(self) -> None:
        """「一个300平一个500平」: where only the unit speaks and two amounts fit, nobody knows which."""
        if self.result.corrected:
            return
        said: dict[str, set[str]] = {}
        for a in self.result.assigned:
            said.setdefault(a.fact, set()).add(str(a.value))
        kept = [a for a in self.result.assigned if a.by_word or len(said[a.fact]) == 1]
        self.result.unassigned += [
            a.quantity for a in self.result.assigned if not (a.by_word or len(said[a.fact]) == 1)
        ]
        self.result.assigned = kept

    def _told_by_the_rest(self, waiting: _Waiting, given: set[str], years_told: int) -> str | None:
        """A year told with an amount of a pair (去年6200万，之前最高4800万), or the question just asked."""
        families = {family for fact in given | {self.asked} if fact and (family := self._family(fact))}
        if waiting.has_year and not families and years_told > 1:
            families = self._all_families()  # 2018年3000万，2019年4200万
        if waiting.has_year and len(families) == 1:
            return next(iter(families))[0]
        if self.asked is not None and self.asked not in given and self._asked_fits(waiting.quantity):
            return self.asked
        return None

    def _value_in_context(self, fact: str, quantity: Quantity) -> Value | None:
        """A bare number is in the unit of the question, or in the unit of the other amounts of the message."""
        definition = self.vocabulary.definitions[fact]
        shares_unit = fact == self.asked or self.asked in (self._family(fact) or ()) or self.names_magnitude
        return value_of(definition, quantity, answers=shares_unit)


def age_of(year: Quantity) -> Decimal:
    """How many years ago, for comparing: smaller is later."""
    return year.low if year.dimension is Dimension.YEARS_AGO else Decimal(10_000) - year.low
