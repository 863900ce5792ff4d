"""Which word speaks of a quantity: the exact one before it, around it, or after it; then a loose one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.quantity import Dimension, Quantity
from bot.understanding.values import value_of
from bot.understanding.vocabulary import Hit, Role, Vocabulary
from policy_rules.facts import FactKind
from policy_rules.naming import NamingPattern

__all__ = ["KIND_OF", "CueFinder", "Place", "is_cue", "is_loose", "is_other", "names_first"]

KIND_OF = {
    Dimension.MONEY: FactKind.MONEY, Dimension.FOREIGN_MONEY: FactKind.MONEY, Dimension.NUMBER: FactKind.MONEY,
    Dimension.AREA: FactKind.AREA, Dimension.UNIT_PRICE: FactKind.UNIT_PRICE, Dimension.COUNT: FactKind.COUNT,
    Dimension.SHARE: FactKind.SHARE, Dimension.MONTHS: FactKind.MONTHS,
}  # fmt: skip
_NEAR = 12
"""Characters within which 投了 is about the platform whose level was just told."""
_TO_THE_RIGHT = re.compile(
    "(?:的|左右|元整?|整|呢|我们|公司|平台|项目|个|去年|今年|全年|这|就|是|用于|用来|砸|花|投|用|放|用在|花在|投在|砸在|放在|用到|投入|做|搞|买|了|是用来|去|拿来|租金?的?|算|属于|为|,|一批|些|新|作为)*"
)
_LOOKS_AHEAD = re.compile("[能可想要]")
"""「投3000万能补多少」: 能补 is about what would come of it."""
_ASKING_GAP = re.compile("能|可以|多少|怎")
_COUNTED_TO_THE_RIGHT = NamingPattern(
    "(?:的|区里?|<district>|市里?|重大|项目|是|都|被|经|评审|认定|立项|评上|已经?|列入|入选|属于|进入|算|了|过)*"
)


def is_cue(hit: Hit) -> bool:
    """Whether the word can speak of a quantity."""
    return any(
        m.role is Role.OTHER or (m.role in (Role.ABOUT, Role.LOOSELY) and m.kind.is_quantity) for m in hit.meanings
    )


def is_loose(cue: Hit) -> bool:
    return all(m.role is Role.LOOSELY for m in cue.meanings)


def is_other(cue: Hit) -> bool:
    """Whether it is the topic of something that is no fact."""
    return cue.meanings[0].role is Role.OTHER


def names_first(cues: Sequence[Hit], amounts: Sequence[Quantity]) -> bool:
    """「研发800万设备1200万」, not 「800万研发1200万设备」."""
    exact = [cue for cue in cues if not is_loose(cue) and not is_other(cue)]
    if any(cue.start < amounts[0].core_start for cue in exact):
        return True
    before_last = amounts[-2].end if len(amounts) > 1 else amounts[0].core_start
    return not any(cue.start >= amounts[-1].end for cue in exact) and any(
        before_last <= cue.start < amounts[-1].core_start for cue in exact
    )


def _longest_last(cues: list[Hit]) -> list[Hit]:
    """「平台去年服务收入」 is no 收入: of words with one end the longest, unless it only says when."""
    if len(cues) < 2:
        return cues
    *rest, last = cues
    around = [cue for cue in rest if cue.end == last.end and any(m.role is Role.TOPIC for m in cue.meanings)]
    return [*rest, last, *around[:1]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a clause a quantity stands: between its neighbours, and whether the clause names first, then counts."""

    earliest: int
    latest: int
    is_last: bool
    names_first: bool


class CueFinder:
    """Finds the word for each quantity; a word once taken is not taken again unless nothing else fits."""

    def __init__(self, text: str, vocabulary: Vocabulary, asked: str | None, hits: Sequence[Hit]) -> None:
        self.text, self.vocabulary, self.asked = text, vocabulary, asked
        self._levels = [
            hit for hit in hits if any(m.role is Role.ABOUT and m.kind is FactKind.CHOICE for m in hit.meanings)
        ]
        self._level_ends = [hit.end for hit in self._levels]
        self.used: set[int] = set()

    def could_be(self, fact: str, quantity: Quantity) -> bool:
        """Whether the fact can have this value; a bare number can be any money until its unit is known."""
        definition = self.vocabulary.definitions[fact]
        if quantity.dimension is Dimension.NUMBER and definition.kind is FactKind.MONEY and quantity.period is None:
            return True
        return value_of(definition, quantity, answers=fact == self.asked) is not None

    def concerns(self, cue: Hit, quantity: Quantity) -> bool:
        """Whether the word can take the quantity: as a fact that fits, or away from all facts."""
        kind = KIND_OF.get(quantity.dimension)
        return any(
            m.kind is kind or (m.kind is FactKind.MONEY and kind is FactKind.UNIT_PRICE)
            if m.role is Role.OTHER
            else self.could_be(m.fact, quantity)
            for m in cue.meanings
        )

    def facts(self, cue: Hit, quantity: Quantity) -> list[str]:
        """The facts that the word can mean for this quantity."""
        facts = [f for f in cue.facts(Role.ABOUT, Role.LOOSELY) if self.could_be(f, quantity)]
        if len(facts) > 1 and is_loose(cue) and self.asked not in facts:
            topics, near = self.vocabulary.topics, self._level_before(cue)
            facts = [f for f in facts if topics.get(f) in near] or [f for f in facts if f not in topics] or facts
        if len(facts) > 1:
            # 租金四块二: so little can only be a price for a ㎡ and day.
            prices = [f for f in facts if self.vocabulary.definitions[f].kind is FactKind.UNIT_PRICE]
            facts = [self.asked] if self.asked in facts else prices or facts
        return facts

    def _level_before(self, cue: Hit) -> list[str]:
        """The choices whose topic was named just before."""
        index = bisect_right(self._level_ends, cue.start) - 1
        if index < 0 or cue.start - self._level_ends[index] >= _NEAR:
            return []
        return self._levels[index].facts(Role.ABOUT)

    def exact(self, cues: Sequence[Hit], quantity: Quantity, place: Place) -> Hit | None:
        """The exact word before, around or after the quantity, in this order."""
        left = _longest_last([cue for cue in self._left(cues, quantity, place) if not is_loose(cue)])
        if left and left[-1].start not in self.used:
            return left[-1]
        around = [c for c in cues if c.start < quantity.start and quantity.end < c.end and self.concerns(c, quantity)]
        if around:
            return around[-1]
        right = self._right(cues, quantity, place)
        if right is not None and not is_loose(right):
            is_bound = self.text.startswith("的", quantity.end) and right.start == quantity.end + 1
            if is_bound or place.is_last or not place.names_first:  # 「三千万的营收、两百平的办公室」
                return right
        return left[-1] if left else None

    def loose(self, cues: Sequence[Hit], quantity: Quantity, place: Place) -> Hit | None:
        """A word that means the fact only where nothing more exact does."""
        left = self._left(cues, quantity, place)
        if left:
            return self._narrowest(left, quantity)
        right = self._right(cues, quantity, place)
        return right if right is not None and place.is_last else None

    def _narrowest(self, cues: Sequence[Hit], quantity: Quantity) -> Hit:
        """「建设的时候投了」 says more than 「投了」."""
        last = cues[-1]
        meant = self.facts(last, quantity)
        around = [c for c in cues[:-1] if c.end == last.end and len(self.facts(c, quantity)) == 1]
        return (
            next((c for c in around if set(self.facts(c, quantity)) < set(last.facts(Role.LOOSELY))), last)
            if meant
            else last
        )

    def _left(self, cues: Sequence[Hit], quantity: Quantity, place: Place) -> list[Hit]:
        at = quantity.core_start
        return [
            cue for cue in cues
            if place.earliest - 1 <= cue.start < at and cue.end <= at + 1 and self.concerns(cue, quantity)
        ]  # fmt: skip

    def _right(self, cues: Sequence[Hit], quantity: Quantity, place: Place) -> Hit | None:
        for cue in sorted(cues, key=lambda cue: cue.start):
            if _ASKING_GAP.search(self.text, *cue.gap):
                continue  # 「投了2000万的示范项目能补多少」
            if is_other(cue) and _LOOKS_AHEAD.match(self.text, cue.start):
                continue
            if quantity.end <= cue.start < place.latest and cue.start not in self.used and self.concerns(cue, quantity):
                between = _COUNTED_TO_THE_RIGHT if quantity.dimension is Dimension.COUNT else _TO_THE_RIGHT
                return cue if between.fullmatch(self.text, quantity.end, cue.start) else None
        return None
