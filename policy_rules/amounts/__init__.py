"""A small algebra of amounts: few pieces that compose to what support policies say.

========================  ==================================================
a pack writes             it means
========================  ==================================================
``50万元``                 a number of the document
``rd_spend``              what a fact states
``up_to``                 only a ceiling is named
``no_less_than``          only a floor is named
``share`` … ``of``        a share, or a range of shares the authority decides in
``at_most`` … ``of``      a cap
``sum``, ``product``      parts that add up; factors
``each`` … ``times``      so much a piece
``year_of_months/days``   a year of a monthly or daily amount
``over_years`` … ``of``   a yearly amount with its share in each year
``pro_rata`` … ``within`` the part that falls within a limit
``by`` … ``cases``        by a choice
``newly_passed``          thresholds passed for the first time
``by_first_known``        several ways to the same amount
``when`` … ``gives``      a branch with a condition of its own
========================  ==================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union

from pydantic import Discriminator, Tag

from policy_rules.amounts.arithmetic import (
    AtMost,
    EachOf,
    OverYears,
    Product,
    ProRata,
    ShareOf,
    Sum,
    YearOfDays,
    YearOfMonths,
)
from policy_rules.amounts.base import Amount, AmountPiece, Contingency
from policy_rules.amounts.choices import Branch, ByChoice, ByFirstKnown, NewlyPassed, Threshold, if_holds
from policy_rules.amounts.leaves import AtDiscretionFrom, FactAmount, Fixed, UpTo

__all__ = [
    "PIECES",
    "Amount",
    "AmountNode",
    "AmountPiece",
    "AtDiscretionFrom",
    "AtMost",
    "Branch",
    "ByChoice",
    "ByFirstKnown",
    "Contingency",
    "EachOf",
    "FactAmount",
    "Fixed",
    "NewlyPassed",
    "OverYears",
    "ProRata",
    "Product",
    "ShareOf",
    "Sum",
    "Threshold",
    "UpTo",
    "YearOfDays",
    "YearOfMonths",
    "if_holds",
]

PIECES: dict[str, type[AmountPiece]] = {
    "up_to": UpTo,
    "no_less_than": AtDiscretionFrom,
    "share": ShareOf,
    "at_most": AtMost,
    "sum": Sum,
    "product": Product,
    "each": EachOf,
    "year_of_months": YearOfMonths,
    "year_of_days": YearOfDays,
    "over_years": OverYears,
    "pro_rata": ProRata,
    "by": ByChoice,
    "newly_passed": NewlyPassed,
    "by_first_known": ByFirstKnown,
    "when": Branch,
}
"""The key by which a piece is recognised in a pack."""


def _which(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((key for key in PIECES if key in value), None)
    if isinstance(value, str) and value[:1].isascii() and value[:1].isalpha():
        return "fact"
    if isinstance(value, AmountPiece):
        return next((key for key, piece in PIECES.items() if type(value) is piece), None)
    return "fact" if isinstance(value, FactAmount) else "fixed"


if TYPE_CHECKING:
    AmountNode: TypeAlias = Amount
else:
    _TAGGED = {"fixed": Fixed, "fact": FactAmount, **PIECES}
    AmountNode = Annotated[
        Union[tuple(Annotated[piece, Tag(tag)] for tag, piece in _TAGGED.items())],  # noqa: UP007 - built, not written
        Discriminator(
            _which,
            custom_error_type="unknown_amount",
            custom_error_message="金额应为数量（300万元）、事实的 id，或含以下之一的映射：" + "、".join(PIECES),
        ),
    ]

for _piece in (*PIECES.values(), Threshold):
    _piece.model_rebuild(_types_namespace={"AmountNode": AmountNode})
