"""What the words of all pieces share: how a piece is asked for its words, and numbers as written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, singledispatch
from itertools import permutations

from policy_rules.amounts import Amount, Branch
from policy_rules.conditions import IsFalse, IsTrue, OneOf, State
from policy_rules.facts import FactKind
from policy_rules.measures import Measure
from policy_rules.situation import Situation
from policy_rules.wording.numbers import quantity

__all__ = ["NOTHING", "Loose", "factor", "falls_away", "in_words", "side_by_side", "written"]

NOTHING = "0元"


class Loose(str):
    """Words that need brackets inside others: a sum, a difference, a cap, several possibilities."""

    __slots__ = ()


@singledispatch
def in_words(amount: Amount, situation: Situation) -> str:
    """The expression of one piece, with the applicant's numbers where they are known."""
    raise NotImplementedError(f"no wording for {type(amount).__name__}")


def factor(amount: Amount, situation: Situation) -> str:
    """As a part of other words: in brackets where they would run into each other."""
    words = in_words(amount, situation)
    return f"（{words}）" if isinstance(words, Loose) else words


def falls_away(amount: Amount, situation: Situation) -> bool:
    """Whether it is a branch that is certainly not taken."""
    return isinstance(amount, Branch) and amount.when.prospect(situation) is State.UNMET


def side_by_side(parts: Sequence[Amount], situation: Situation, between: str, after: str = "") -> str:
    """Parts beside each other, each branch with its condition; those that are not taken are not there."""
    there = [part for part in parts if not falls_away(part, situation)]
    if len(there) == 1 and not _is_open(there[0], situation):
        return in_words(there[0], situation)
    found = ["或".join(_with_condition(part, situation) for part in group) for group in _alternatives(there)]
    if len(found) == 1:
        return found[0] if len(there) == 1 else Loose(found[0])
    return Loose(between.join(found) + after) if there else NOTHING


def _alternatives(parts: Sequence[Amount]) -> list[list[Amount]]:
    """The parts, those together of which only one can ever hold."""
    groups: list[list[Amount]] = []
    for part in parts:
        home = next((group for group in groups if all(_exclude(part, other) for other in group)), None)
        if home is None:
            groups.append([part])
        else:
            home.append(part)
    return groups


def _exclude(one: Amount, other: Amount) -> bool:
    if not isinstance(one, Branch) or not isinstance(other, Branch) or one.when.facts != other.when.facts:
        return False
    if isinstance(one.when, OneOf) and isinstance(other.when, OneOf):
        return not set(one.when.one_of) & set(other.when.one_of)
    return any(isinstance(a, IsTrue) and isinstance(b, IsFalse) for a, b in permutations((one.when, other.when)))


def _with_condition(part: Amount, situation: Situation) -> str:
    words = factor(part, situation)
    if not isinstance(part, Branch):
        return words
    return f"{words}（{'如' if _is_open(part, situation) else ''}{part.because}）"


def _is_open(part: Amount, situation: Situation) -> bool:
    return isinstance(part, Branch) and part.when.state(situation) is not State.MET


def written(measure: Measure) -> str:
    return _written(measure.root)


@lru_cache(maxsize=4096)
def _written(root: str) -> str:
    measure = Measure(root)
    return quantity(measure.interval, FactKind(measure.dimension.value), measure.unit_written) + measure.per_written
