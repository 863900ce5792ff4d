"""From quantity to fact: which of the facts that could have this value the speaker means.

In this order: the exact word just before it or just after it, the topic of the clause before, the
fact it corrects, the fact just asked for, a loose word (投了), the only fact of its kind of unit.
What none of these gives is left unassigned, and the dialogue asks back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.understanding import speech
from bot.understanding.clauses import Clause
from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.reading import Value
from bot.understanding.values import value_of
from bot.understanding.vocabulary import Hit, Role, Vocabulary
from policy_rules.facts import FactKind

__all__ = ["Assigned", "Assignment", "assign_amounts"]

_AMOUNTS = frozenset({Dimension.MONEY, Dimension.FOREIGN_MONEY, Dimension.AREA, Dimension.UNIT_PRICE, Dimension.NUMBER})
_KIND_OF = {
    Dimension.MONEY: FactKind.MONEY, Dimension.FOREIGN_MONEY: FactKind.MONEY, Dimension.NUMBER: FactKind.MONEY,
    Dimension.AREA: FactKind.AREA, Dimension.UNIT_PRICE: FactKind.UNIT_PRICE, Dimension.COUNT: FactKind.COUNT,
}  # fmt: skip
_NEVER_BY_UNIT_ALONE = frozenset({Dimension.MONEY, Dimension.NUMBER, Dimension.COUNT})
_TO_THE_RIGHT = re.compile("(?:的|左右|元|是|用于|用来|用在|花在|投在|投入|做|搞|买|了|是用来|去|拿来|租金?的?|,)*")
_CAP_BEFORE = re.compile("(?:最高|上限|封顶|限额|顶格|[补给奖拿领配]|[补资]助|补贴|奖励)(?:不超过|可达|能到|可以|能|到|是|为|给|补贴?|奖励?|多?少)*$")
_PEAK = re.compile("之前|以前|历史|往年|过去|营收|收入|做到|年份|曾经|峰值|此前|从未|从来")
_CAP_AFTER = re.compile("元?的?(?:封顶|上限|门槛|这[条一]?[档线]|那[条一]?[档线]|标准|额度|限额|奖励|奖金|资助|以上才|才|免租)")
_RESPECTIVELY = re.compile("分别|依次")


@dataclass(slots=True)
class Assigned:
    """A quantity that a fact was given, with the clause it stands in."""

    fact: str
    quantity: Quantity
    clause: Clause
    value: Value
    by_word: bool


@dataclass(slots=True)
class Assignment:
    """What became of all quantities of one message."""

    assigned: list[Assigned] = field(default_factory=list)
    unassigned: list[Quantity] = field(default_factory=list)
    additions: list[tuple[str | None, Quantity]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    """Where the words begin that a quantity has taken: they say nothing else."""
    corrected: bool = False


def assign_amounts(
    text: str, clauses: Sequence[Clause], hits: Sequence[Hit], quantities: Sequence[Quantity], vocabulary: Vocabulary,
    asked: str | None,
) -> Assignment:  # fmt: skip
    """Give every amount in ``text`` (normalised) its fact."""
    reader = _Assigner(text, hits, vocabulary, asked)
    for clause in clauses:
        reader.read(clause, [q for q in quantities if clause.start <= q.core_start < clause.end])
    reader.answer_question()
    return reader.result


class _Assigner:
    def __init__(self, text: str, hits: Sequence[Hit], vocabulary: Vocabulary, asked: str | None) -> None:
        self.text, self.vocabulary, self.asked = text, vocabulary, asked
        self.cues = sorted((hit for hit in hits if _is_cue(hit)), key=lambda hit: (hit.end, -hit.start))
        self.result = Assignment()
        self.open_topic: Hit | None = None  # a word for a fact whose amount has not come yet
        self.previous: tuple[str, Dimension] | None = None  # the fact and unit of the amount before
        self.denied: tuple[str, Dimension] | None = None  # 「不是800万」: the fact that the next amount is for
        self.waiting: list[tuple[Quantity, Clause]] = []  # amounts that only the question can explain

    def read(self, clause: Clause, quantities: list[Quantity]) -> None:
        cues = [cue for cue in self.cues if clause.start <= cue.start < clause.end]
        amounts = [q for q in quantities if q.dimension in _AMOUNTS or q.dimension is Dimension.COUNT]
        if not self._in_order(clause, cues, amounts):
            for index, quantity in enumerate(amounts):
                self._read_amount(clause, cues, amounts, index, quantity)
        unused = [cue for cue in cues if cue.start not in self.result.used and cue.facts(Role.ABOUT)]
        if unused and not amounts:
            self.open_topic = unused[-1]
        elif amounts:
            self.open_topic = None

    def _in_order(self, clause: Clause, cues: list[Hit], amounts: list[Quantity]) -> bool:
        """「研发和设备分别是800万和1200万」."""
        if not _RESPECTIVELY.search(clause.text) or not amounts:
            return False
        named = [c for c in cues if c.end <= amounts[0].core_start and c.facts(Role.ABOUT)]
        if len(named) != len(amounts) or len(named) < 2 or not clause.states:
            return False
        for cue, quantity in zip(named, amounts):
            self._give(clause, quantity, cue)
        return True

    def _read_amount(
        self, clause: Clause, cues: list[Hit], amounts: list[Quantity], index: int, quantity: Quantity
    ) -> None:
        earliest = amounts[index - 1].end if index else clause.start
        latest = amounts[index + 1].core_start if index + 1 < len(amounts) else clause.end
        before = self.text[earliest : quantity.core_start]
        if not self._is_stated(clause, quantity):
            return
        denied = speech.DENIED_NUMBER.search(before)
        cue = self._cue(cues, quantity, earliest, latest, is_last=latest == clause.end, left_first=self._left_first(cues, amounts))
        if cue is None and self._inherit(clause, quantity, before, bool(denied)):
            return
        if _is_addition(before):
            facts = self._fitting(cue, quantity) if cue else []
            self.result.additions.append((facts[0] if len(facts) == 1 else None, quantity))
            return
        if cue is None:
            self._without_word(clause, quantity)
        elif denied:
            self._deny(cue, quantity)
        else:
            self._give(clause, quantity, cue)

    def _is_stated(self, clause: Clause, quantity: Quantity) -> bool:
        """Whether the amount is the speaker's and not a clause's: 「最高300万是怎么算的」 states nothing."""
        if clause.of_others:
            return False
        before = self.text[clause.start : quantity.start]
        if _CAP_BEFORE.search(before) and not _PEAK.search(before) and not re.search("[了到过]$", before):
            return False
        if _CAP_AFTER.match(self.text, quantity.end) and not clause.is_own:
            return False
        if clause.is_own:
            return True
        if clause.speaks_of_policy:
            return False
        return not (clause.asks and quantity.bounded)

    # --- by the words around it ---------------------------------------------------------------

    def _left_first(self, cues: list[Hit], amounts: list[Quantity]) -> bool:
        """Whether this clause names first and counts then (「研发800万设备1200万」) or the reverse."""
        exact = [c for c in cues if not c.facts(Role.LOOSELY) or c.facts(Role.ABOUT)]
        return bool(exact) and exact[0].start < amounts[0].core_start

    def _cue(
        self, cues: list[Hit], quantity: Quantity, earliest: int, latest: int, *, is_last: bool, left_first: bool
    ) -> Hit | None:
        left = [c for c in cues if earliest - 1 <= c.start and c.end <= quantity.core_start + 1 and c.start < quantity.core_start and self._concerns(c, quantity)]
        around = [c for c in cues if c.start < quantity.start and quantity.end < c.end and self._concerns(c, quantity)]
        exact = [c for c in left if not _is_loose(c)]
        if around and not exact:
            return around[-1]
        if exact and exact[-1].start not in self.result.used:
            return exact[-1]
        right = self._right_cue(cues, quantity, latest)
        if right is not None and (is_last or not left_first):
            return right
        if exact:
            return exact[-1]
        topic = self.open_topic
        if topic is not None and topic.start not in self.result.used and self._fitting(topic, quantity):
            return topic
        if self.asked and value_of(self.vocabulary.definitions[self.asked], quantity, answers=True) is not None:
            return None
        return left[-1] if left else None

    def _right_cue(self, cues: list[Hit], quantity: Quantity, latest: int) -> Hit | None:
        for cue in cues:
            if quantity.end <= cue.start < latest and self._concerns(cue, quantity) and cue.start not in self.result.used:
                return cue if _TO_THE_RIGHT.fullmatch(self.text, quantity.end, cue.start) else None
        return None

    def _concerns(self, cue: Hit, quantity: Quantity) -> bool:
        """Whether the word can take the quantity: as a fact that fits, or away from all facts."""
        kind = _KIND_OF[quantity.dimension]
        return any(
            (m.kind is kind if m.role is Role.OTHER else bool(self._value(m.fact, quantity)[0])) for m in cue.meanings
        )

    def _value(self, fact: str, quantity: Quantity) -> tuple[bool, Value | None]:
        value = value_of(self.vocabulary.definitions[fact], quantity, answers=fact == self.asked)
        plain = quantity.dimension is Dimension.NUMBER and self.vocabulary.definitions[fact].kind is FactKind.MONEY
        return value is not None or plain, value

    def _fitting(self, cue: Hit, quantity: Quantity) -> list[str]:
        facts = [f for f in cue.facts(Role.ABOUT, Role.LOOSELY) if self._value(f, quantity)[0]]
        return [self.asked] if self.asked in facts and len(facts) > 1 else facts

    # --- what is done with it -----------------------------------------------------------------

    def _give(self, clause: Clause, quantity: Quantity, cue: Hit) -> None:
        self.result.used.add(cue.start)
        if any(m.role is Role.OTHER for m in cue.meanings):
            self.previous = None
            return
        facts = self._fitting(cue, quantity)
        if len(facts) != 1:
            self.result.unassigned.append(quantity)
            return
        self._record(clause, quantity, facts[0], by_word=True)

    def _record(self, clause: Clause, quantity: Quantity, fact: str, *, by_word: bool) -> None:
        value = self._value(fact, quantity)[1]
        if value is None:
            value = self._value_in_unit_before(fact, quantity)
        if value is None:
            self.waiting.append((quantity, clause))
            return
        self.previous, self.denied = (fact, quantity.dimension), None
        self.result.assigned.append(Assigned(fact, quantity, clause, value, by_word))

    def _value_in_unit_before(self, fact: str, quantity: Quantity) -> Value | None:
        """「去年6200万，前年4800」: the second number is in the unit of the first."""
        earlier = [a.quantity for a in self.result.assigned if a.quantity.dimension is Dimension.MONEY]
        if not earlier or quantity.dimension is not Dimension.NUMBER or earlier[-1].tail < 1000:
            return None
        return value_of(self.vocabulary.definitions[fact], quantity, answers=True)

    def _inherit(self, clause: Clause, quantity: Quantity, before: str, denied: bool) -> bool:
        """「八百万不对九百五十万」: the fact of the amount before, corrected."""
        source = self.denied or self.previous
        correcting = self.denied is not None or speech.CORRECTING.search(before) is not None or speech.CORRECTING.search(clause.text[: quantity.start - clause.start])
        if source is None or not correcting or not self._value(source[0], quantity)[0]:
            return False
        self.result.corrected = True
        if denied:
            self.denied = source
            return True
        self._record(clause, quantity, source[0], by_word=True)
        return True

    def _deny(self, cue: Hit, quantity: Quantity) -> None:
        facts = self._fitting(cue, quantity)
        self.result.used.add(cue.start)
        self.result.corrected = True
        self.denied = (facts[0], quantity.dimension) if len(facts) == 1 else None

    def _without_word(self, clause: Clause, quantity: Quantity) -> None:
        kind = _KIND_OF[quantity.dimension]
        facts = self.vocabulary.of_kind(kind)
        if quantity.dimension is Dimension.MONEY:
            facts = tuple(f for f in self.vocabulary.of_kind(FactKind.UNIT_PRICE) if quantity.period and self._value(f, quantity)[1])
        elif quantity.dimension in _NEVER_BY_UNIT_ALONE:
            facts = ()
        if len(facts) == 1 and self._value(facts[0], quantity)[1] is not None:
            self._record(clause, quantity, facts[0], by_word=False)
        elif not (clause.asks and not clause.is_own and quantity.dimension is Dimension.COUNT):
            self.waiting.append((quantity, clause))

    def answer_question(self) -> None:
        """What no word explains answers the question, if it can and nothing else did."""
        for quantity, clause in self.waiting:
            fact = self.asked
            answered = any(a.fact == fact for a in self.result.assigned)
            if fact is not None and not answered and clause.states and self._value(fact, quantity)[1] is not None:
                value = self._value(fact, quantity)[1]
                assert value is not None
                self.result.assigned.append(Assigned(fact, quantity, clause, value, True))
            elif quantity.dimension in _AMOUNTS:
                self.result.unassigned.append(quantity)
        self.result.assigned.sort(key=lambda a: a.quantity.start)


def _is_cue(hit: Hit) -> bool:
    return any(
        m.role is Role.OTHER or (m.role in (Role.ABOUT, Role.LOOSELY) and m.kind.is_quantity) for m in hit.meanings
    )


def _is_loose(cue: Hit) -> bool:
    return all(m.role is Role.LOOSELY for m in cue.meanings)


def _is_addition(before: str) -> bool:
    last = None
    for last in speech.ADDING.finditer(before):
        pass
    return last is not None and len(before) - last.end() <= 4
