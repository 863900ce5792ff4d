"""From quantity to fact: which of the facts that could have this value the speaker means.

In this order: the exact word beside it, the topic of the clause before, the fact it corrects or
goes on about (去年…前年…), the fact just asked for, a loose word (投了), its period or unit, if only
one fact fits. What none of these gives is left unassigned, and the dialogue asks back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.understanding import speech
from bot.understanding.assignment import YEARS, Assigned, Assignment, Waiting
from bot.understanding.clauses import Clause
from bot.understanding.context import explain_the_rest
from bot.understanding.cues import CueFinder, Place, is_cue, is_loose, is_other, names_first
from bot.understanding.lists import is_a_sum, pair_up
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.stated import is_stated
from bot.understanding.values import value_of
from bot.understanding.vocabulary import Hit, Role, Vocabulary
from policy_rules.facts import FactKind

__all__ = ["assign_amounts"]

_AMOUNTS = frozenset({Dimension.MONEY, Dimension.FOREIGN_MONEY, Dimension.AREA, Dimension.UNIT_PRICE, Dimension.NUMBER})
_READ = _AMOUNTS | {Dimension.COUNT, Dimension.SHARE, Dimension.MONTHS, Dimension.DATE}
_NOT_AMOUNTS = frozenset({Dimension.SHARE, Dimension.MONTHS, Dimension.DATE})
"""「营业额同比增长30%，达到7800万」: the topic is still open."""
_BY_UNIT_ALONE = {Dimension.AREA: FactKind.AREA, Dimension.UNIT_PRICE: FactKind.UNIT_PRICE}

_LASTYEARS = re.compile("(?:近|前|过去|最近|这)[两二三四五]年")
_OTHER_THINGS = frozenset({"人", "其他"})
_REFINING = re.compile("(?:达到?|其实|实际上?|具体|准确|也)(?:了|是|为|有|大概)*$")
_REFERS_BACK = re.compile("(?:这|那|这个|那个|这些|上面|前面|都|也|就|全|其实|不过)*(?:是|属于|算)")
_FEW = 6
_CHANGED = re.compile("(?:扩|缩|减|降|调|变|换|改|涨|增|加)[^,，\\d]{0,4}$")
_FROM = re.compile("(?:从|由|原来的?|原先的?|以前的?)(?:是|只有|就)?$")
_SUCCEEDED = re.compile("(?:评上|通过|过|认定|立项|获批|批|中|成)了?$")
_GREW = re.compile("(?:涨|增长|增|升|提高|上升|提升|做|增加|发展|跳|扩大)到?(?:了|到)?$")


def assign_amounts(text: str, clauses: Sequence[Clause], vocabulary: Vocabulary, asked: str | None) -> Assignment:
    """Give every amount in ``text`` (normalised) its fact."""
    assigner = _Assigner(text, clauses, vocabulary, asked)
    for clause in clauses:
        assigner.read(clause)
    return assigner.finish()


def _refines(finer: Quantity, coarse: Quantity) -> bool:
    """Whether 「一亿零两百万」 says more exactly what 「破亿」 said."""
    if not coarse.bounded or coarse.high is not None or finer.high is None or finer.dimension is not coarse.dimension:
        return False
    return coarse.low <= finer.low


class _Assigner:
    def __init__(self, text: str, clauses: Sequence[Clause], vocabulary: Vocabulary, asked: str | None) -> None:
        self.text, self.clauses, self.vocabulary, self.asked = text, clauses, vocabulary, asked
        spoken = {f for clause in clauses for hit in clause.hits for f in hit.facts(Role.ABOUT, Role.LOOSELY)}
        self.spoken = spoken | ({asked} if asked else set())
        self.named = {f for clause in clauses for hit in clause.hits for f in hit.facts(Role.ABOUT)}
        self.finder = CueFinder(text, vocabulary, asked, [hit for clause in clauses for hit in clause.hits])
        self.result = Assignment(used=self.finder.used)
        self.open_topic: Hit | None = None  # a word for a fact whose amount has not come yet
        self.previous: str | None = None  # the fact of the amount before
        self.denied: str | None = None  # 「不是800万」: the fact that the next amount is for
        self.correcting = False  # 「，哦不，」
        self.waiting: list[Waiting] = []

    def read(self, clause: Clause) -> None:
        cues = sorted((hit for hit in clause.hits if is_cue(hit)), key=lambda hit: (hit.end, hit.start))
        amounts = [q for q in clause.quantities if q.dimension in _READ and q.unit not in _OTHER_THINGS]
        if amounts and is_a_sum(self.text, cues, amounts):
            self.result.unassigned += amounts
            return
        listed = pair_up(self.text, clause, cues, amounts, self.vocabulary) if amounts else []
        for quantity, cue, age in listed:
            self._give(clause, quantity, cue, age)
        if not listed:
            for index, quantity in enumerate(amounts):
                place = Place(
                    earliest=amounts[index - 1].end if index else clause.start,
                    latest=amounts[index + 1].core_start if index + 1 < len(amounts) else clause.end,
                    is_last=index + 1 == len(amounts),
                    names_first=names_first(cues, amounts),
                )
                self._read_amount(clause, cues, quantity, place)
        if any(q.dimension not in _NOT_AMOUNTS for q in amounts):
            self.open_topic = None
            self.correcting = speech.CORRECTING.search(self.text, amounts[-1].end, clause.end) is not None
            return
        if self._says_what_it_was(clause, cues) or self._says_whose_it_is(clause, cues):
            return
        self.correcting = self.correcting or speech.CORRECTING.search(clause.text) is not None
        topics = [
            cue for cue in cues
            if cue.start not in self.finder.used
            and cue.facts(Role.ABOUT, Role.LOOSELY)
            and not speech.negations(self.text[slice(*cue.gap)])
        ]  # fmt: skip
        if topics:
            self.open_topic = max(topics, key=lambda cue: (not is_loose(cue), cue.end))

    # --- one amount ---------------------------------------------------------------------------

    def _read_amount(self, clause: Clause, cues: list[Hit], quantity: Quantity, place: Place) -> None:
        before = self.text[place.earliest : quantity.core_start]
        if not is_stated(self.text, clause, quantity, about_peak=self._asks_for_peak()):
            return
        is_denied = any(
            speech.DENIED_NUMBER.search(self.text, place.earliest, until)
            for until in {quantity.start, quantity.core_start}
        )
        if is_denied:
            self.result.taken_back.append(quantity)
        cue = self.finder.exact(cues, quantity, place)
        if cue is None and (self.correcting or not self._asked_fits(quantity)):
            cue = self._topic(clause, quantity, loose=False)
        if cue is None and self._goes_on(clause, quantity, before, is_denied):
            return
        if cue is None and not self._asked_fits(quantity):
            cue = self.finder.loose(cues, quantity, place) or self._topic(clause, quantity, loose=True)
        if speech.ends_in_addition(before) and not self._is_another(cue, quantity, before):
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

    def _is_another(self, cue: Hit | None, quantity: Quantity, before: str) -> bool:
        """「市里扶持240万，国家专项又给了300万」: another fact's amount, nothing on top."""
        facts = self.finder.facts(cue, quantity) if cue and not is_loose(cue) else []
        told = {assigned.fact for assigned in self.result.assigned}
        return bool(told) and len(facts) == 1 and facts[0] not in told and speech.GIVEN_TOO.search(before) is not None

    def _says_what_it_was(self, clause: Clause, cues: list[Hit]) -> bool:
        """「一亿零八百万，这是去年的营收」."""
        if not self.waiting or self.waiting[-1].fact or not _REFERS_BACK.match(clause.text):
            return False
        quantity = self.waiting[-1].quantity
        facts = {fact for cue in cues if not is_loose(cue) for fact in self.finder.facts(cue, quantity)}
        if len(facts) != 1:
            return False
        one = self.waiting.pop()
        self.finder.used.update(cue.start for cue in cues)
        self._record(one.clause, quantity, facts.pop())
        return True

    def _says_whose_it_is(self, clause: Clause, cues: list[Hit]) -> bool:
        """「厂房1000平，是自己买的」, 「办公室是自己买的，1200平」: an area that is not rented."""
        owned = [cue for cue in cues if is_other(cue) and cue.meanings[0].kind is FactKind.AREA]
        if not owned or any(not is_loose(cue) and not is_other(cue) for cue in cues):
            return False
        last = self.result.assigned[-1] if self.result.assigned else None
        if last and last.quantity.dimension is Dimension.AREA and _REFERS_BACK.match(clause.text):
            self.result.assigned.pop()
        self.open_topic = owned[-1]
        return True

    def _asks_for_peak(self) -> bool:
        return self.asked is not None and self.vocabulary.definitions[self.asked].words.peak_before is not None

    def _asked_fits(self, quantity: Quantity) -> bool:
        return self.asked is not None and self.finder.could_be(self.asked, quantity)

    def _topic(self, clause: Clause, quantity: Quantity, *, loose: bool) -> Hit | None:
        """The topic of the clause before, if this quantity is about it."""
        topic = self.open_topic
        recent = any(q.dimension is Dimension.YEARS_AGO and q.low <= 1 for q in clause.quantities)
        if topic is None or topic.start in self.finder.used or is_loose(topic) is not loose:
            return None
        if recent and any(self.vocabulary.definitions[f].words.peak_before for f in topic.facts(Role.ABOUT)):
            return None  # 「之前最高那年记不清了，去年是5300万」
        if is_other(topic):
            return topic if self.finder.concerns(topic, quantity) else None
        return topic if self.finder.facts(topic, quantity) else None

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
        self._drop_what_this_refines(clause, quantity, fact)
        value = value_of(self.vocabulary.definitions[fact], quantity, answers=fact == self.asked)
        if value is None:
            self.waiting.append(Waiting(quantity, clause, fact))
        else:
            self.result.assigned.append(Assigned(fact, quantity, clause, value, by_word, age))

    def _drop_what_this_refines(self, clause: Clause, quantity: Quantity, fact: str) -> None:
        """「去年首次破亿，做到一亿零两百万」."""
        if self._names_year(clause, quantity):
            return
        assigned, waiting = self.result.assigned, self.waiting
        last = assigned[-1] if assigned and assigned[-1].fact == fact else None
        if last is not None and clause is not last.clause and _refines(quantity, last.quantity):
            assigned.pop()
        elif waiting and not waiting[-1].fact and _refines(quantity, waiting[-1].quantity):
            waiting.pop()

    def _goes_on(self, clause: Clause, quantity: Quantity, before: str, is_denied: bool) -> bool:
        """「八百万不对九百五十万」, 「去年6200万，前年4800万」, 「从4800万涨到6200万」: still about the same fact."""
        source = self.denied or self.previous
        if source is None or not self.finder.could_be(source, quantity):
            return False
        if self.denied or self.correcting or speech.CORRECTING.search(before):
            self.result.corrected = True
            if self.waiting and self.waiting[-1].fact is None and source == self.asked:
                self.result.taken_back.append(self.waiting.pop().quantity)
            if is_denied:
                self.denied = source
            else:
                self._record(clause, quantity, source)
            return True
        last = self.result.assigned[-1] if self.result.assigned else None
        if last and last.fact == source and not before.strip() and _refines(quantity, last.quantity):
            self._record(clause, quantity, source)
            return True
        family = self.vocabulary.peak_pair(source)
        if family and self._names_year(clause, quantity):
            self._record(clause, quantity, family[0])
            return True
        if _REFINING.fullmatch(before.strip()) or (quantity.dimension is Dimension.COUNT and _SUCCEEDED.search(before)):
            self._record(clause, quantity, source)
            return True
        if not family and _CHANGED.search(before) and self._began_with(source):
            self.result.assigned.pop()
            self._record(clause, quantity, source)
            return True
        if family and _GREW.search(before) and self.result.assigned:
            self.result.assigned[-1].years_ago = Decimal(1)
            self._record(clause, quantity, family[0], age=Decimal(0))
            return True
        return False

    def _began_with(self, fact: str) -> bool:
        """「面积从500平扩到了900平」: the first is no more."""
        last = self.result.assigned[-1] if self.result.assigned else None
        return (
            last is not None
            and last.fact == fact
            and _FROM.search(self.text, max(0, last.quantity.start - _FEW), last.quantity.start) is not None
        )

    def _names_year(self, clause: Clause, quantity: Quantity) -> bool:
        return any(q.dimension in YEARS and q.start < quantity.core_start for q in clause.quantities)

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
            self.waiting.append(Waiting(quantity, clause, has_year=self._names_year(clause, quantity)))
            if self._asked_fits(quantity):
                self.previous = self.asked

    def _by_unit(self, quantity: Quantity) -> str | None:
        """The only fact measured in this unit."""
        kind = _BY_UNIT_ALONE.get(quantity.dimension)
        if kind is None and quantity.dimension is Dimension.MONEY and self._follows_an_area():
            kind = FactKind.UNIT_PRICE  # 「800平 4.5元」
        if kind is None and quantity.period and quantity.dimension is Dimension.MONEY:
            kind = FactKind.UNIT_PRICE  # 一天四块五
        facts = self.vocabulary.of_kind(kind) if kind else ()
        return facts[0] if len(facts) == 1 and self.finder.could_be(facts[0], quantity) else None

    def _follows_an_area(self) -> bool:
        last = self.result.assigned[-1] if self.result.assigned else None
        return last is not None and last.fact == self.previous and last.quantity.dimension is Dimension.AREA

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

    def finish(self) -> Assignment:
        explain_the_rest(self.result, self.waiting, self.clauses, self.vocabulary, self.asked, self.named)
        return self.result
