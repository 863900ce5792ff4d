"""A small algebra of amounts: few pieces that compose to what support policies say.

===========================  ==================================================
a pack writes                it means
===========================  ==================================================
``50万元``                    a number of the document
``rd_spend``                 what a fact states
``up_to``                    only a ceiling is named
``no_less_than``             only a floor is named
``share`` … ``of``           a share, or a range of shares the authority decides in
``at_most`` … ``of``         a cap
``beyond`` … ``of``          the part above a number, last year, what was granted
``sum``, ``product``         parts that add up; factors
``highest_of``               the one that brings most
``lowest_of``                several ceilings at once
``each`` … ``times``         so much a piece, a head, a month
``for_every`` … ``of``       so much for every full step
``bands`` … ``of``           by size class
``slabs`` … ``of``           each part with its own share
``reached`` … ``stages``     milestones that add up
``growth_of`` … ``since``    by what share it has grown
``ratio_of`` … ``to``        one as a share of the other
``year_of_months/days``      a year of a monthly or daily amount
``for_months`` … ``of``      so many months of a yearly amount
``over_years`` … ``of``      a yearly amount with its share in each year
``pro_rata`` … ``within``    the part that falls within a limit
``by`` … ``cases``           by a choice
``newly_passed``             thresholds passed for the first time
``by_first_known``           several ways to the same amount
``when`` … ``gives``         a branch with a condition of its own
===========================  ==================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union

from pydantic import BaseModel, Discriminator, Tag
from typing_extensions import TypeAliasType  # comes with pydantic; typing has it from 3.12

from policy_rules.amounts.arithmetic import (
    AtMost,
    Beyond,
    EachOf,
    GrowthOf,
    HighestOf,
    LowestOf,
    Product,
    ProRata,
    RatioOf,
    ShareOf,
    Sum,
)
from policy_rules.amounts.bands import Band, ByBand
from policy_rules.amounts.base import Amount, AmountPiece, Contingency
from policy_rules.amounts.cases import amount_under, linking_facts
from policy_rules.amounts.choices import Branch, ByChoice, ByFirstKnown, if_holds
from policy_rules.amounts.ladders import ForEvery, Slab, Slabs, Stages
from policy_rules.amounts.leaves import AtDiscretionFrom, FactAmount, Fixed, UpTo
from policy_rules.amounts.thresholds import NewlyPassed, Threshold
from policy_rules.amounts.years import ForMonths, OverYears, YearOfDays, YearOfMonths
from policy_rules.conditions import All, AmountIs, Any_, Attested, ConditionNode, Not

__all__ = [
    "PIECES",
    "Amount",
    "AmountNode",
    "AmountPiece",
    "AtDiscretionFrom",
    "AtMost",
    "Band",
    "Beyond",
    "Branch",
    "ByBand",
    "ByChoice",
    "ByFirstKnown",
    "Contingency",
    "EachOf",
    "FactAmount",
    "Fixed",
    "ForEvery",
    "ForMonths",
    "GrowthOf",
    "HighestOf",
    "LowestOf",
    "NewlyPassed",
    "OverYears",
    "ProRata",
    "Product",
    "RatioOf",
    "ShareOf",
    "Slab",
    "Slabs",
    "Stages",
    "Sum",
    "Threshold",
    "UpTo",
    "YearOfDays",
    "YearOfMonths",
    "amount_under",
    "if_holds",
    "linking_facts",
]

PIECES: dict[str, type[AmountPiece]] = {
    "up_to": UpTo,
    "no_less_than": AtDiscretionFrom,
    "share": ShareOf,
    "at_most": AtMost,
    "beyond": Beyond,
    "sum": Sum,
    "product": Product,
    "highest_of": HighestOf,
    "lowest_of": LowestOf,
    "each": EachOf,
    "for_every": ForEvery,
    "bands": ByBand,
    "slabs": Slabs,
    "reached": Stages,
    "growth_of": GrowthOf,
    "ratio_of": RatioOf,
    "year_of_months": YearOfMonths,
    "year_of_days": YearOfDays,
    "for_months": ForMonths,
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
    # A named alias: one definition that its own members refer to, instead of a union unrolled in itself.
    AmountNode = TypeAliasType(
        "AmountNode",
        Annotated[
            Union[tuple(Annotated[piece, Tag(tag)] for tag, piece in _TAGGED.items())],  # noqa: UP007 - built, not written
            Discriminator(
                _which,
                custom_error_type="unknown_amount",
                custom_error_message="金额应为数量（300万元）、事实的 id，或含以下之一的映射：" + "、".join(PIECES),
            ),
        ],
    )

_MODELS: tuple[type[BaseModel], ...] = (AmountIs, All, Any_, Not, Attested, *PIECES.values(), Band, Threshold)
for _model in _MODELS:
    _model.model_rebuild(force=True, _types_namespace={"AmountNode": AmountNode, "ConditionNode": ConditionNode})
