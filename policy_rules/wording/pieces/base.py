"""What the words of all pieces share: how a piece is asked for its words, and numbers as written."""

from __future__ import annotations

from functools import lru_cache, singledispatch

from policy_rules.amounts import Amount
from policy_rules.facts import FactKind
from policy_rules.measures import Measure
from policy_rules.situation import Situation
from policy_rules.wording.numbers import quantity

__all__ = ["factor", "in_words", "written"]


@singledispatch
def in_words(amount: Amount, situation: Situation) -> str:
    """The expression of one piece, with the applicant's numbers where they are known."""
    raise NotImplementedError(f"no wording for {type(amount).__name__}")


def factor(amount: Amount, situation: Situation) -> str:
    """As a factor: in brackets where it is a sum or carries a cap."""
    words = in_words(amount, situation)
    return f"（{words}）" if any(sign in words for sign in ("+", "−", "，", "、", "；")) else words


def written(measure: Measure) -> str:
    return _written(measure.root)


@lru_cache(maxsize=4096)
def _written(root: str) -> str:
    measure = Measure(root)
    return quantity(measure.interval, FactKind(measure.dimension.value))
