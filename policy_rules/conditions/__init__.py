"""Conditions: three-valued questions to the facts, as a clause words them.

A condition is met, unmet, unknown, or waits for a review. Unknown is never taken as unmet; while a
condition is open, an amount says what the clause brings if it holds. Only a quantity that lies
on both sides of a bound takes the failing side's zero into the amount.

=========================  ==================================================
a pack writes              it means
=========================  ==================================================
``is_true``, ``is_false``  a yes/no fact
``fact`` … ``one_of``      a choice is among these
``fact`` … ``is``          a quantity against a bound in the document's words
``has``                    there is any of it
``amount`` … ``is``        something computed against a bound
``date`` …                 when something happened
``applied``                when one applies
``review``                 the authority decides
``attested_by`` … ``that`` evidence that settles what nobody has said
``all``, ``any``, ``not``  …
=========================  ==================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union

from pydantic import Discriminator, Tag
from typing_extensions import TypeAliasType  # comes with pydantic; typing has it from 3.12

from policy_rules.conditions.base import Condition, State, Strict
from policy_rules.conditions.bounds import AmountIs, Bound, Compare, Has, InWords
from policy_rules.conditions.composite import All, Any_, Attested, Not
from policy_rules.conditions.dates import AppliedBetween, DateIs, Days
from policy_rules.conditions.known import IsFalse, IsTrue, OneOf, Review

__all__ = [
    "CONDITIONS",
    "All",
    "AmountIs",
    "Any_",
    "AppliedBetween",
    "Attested",
    "Bound",
    "Compare",
    "Condition",
    "ConditionNode",
    "DateIs",
    "Days",
    "Has",
    "InWords",
    "IsFalse",
    "IsTrue",
    "Not",
    "OneOf",
    "Review",
    "State",
    "Strict",
]

CONDITIONS: dict[str, type[Condition]] = {
    "is_true": IsTrue,
    "is_false": IsFalse,
    "review": Review,
    "one_of": OneOf,
    "has": Has,
    "fact": Compare,
    "amount": AmountIs,
    "date": DateIs,
    "applied": AppliedBetween,
    "attested_by": Attested,
    "all": All,
    "any": Any_,
    "not": Not,
}
"""The key by which a condition is recognised in a pack, most telling first."""


def _which(value: Any) -> str | None:
    if isinstance(value, Condition):
        return next(key for key, model in CONDITIONS.items() if type(value) is model)
    return next((key for key in CONDITIONS if isinstance(value, dict) and key in value), None)


if TYPE_CHECKING:
    ConditionNode: TypeAlias = Condition
else:
    # A named alias: one definition that its own members refer to, instead of a union unrolled in itself.
    ConditionNode = TypeAliasType(
        "ConditionNode",
        Annotated[
            Union[tuple(Annotated[model, Tag(key)] for key, model in CONDITIONS.items())],  # noqa: UP007 - built, not written
            Discriminator(
                _which,
                custom_error_type="unknown_condition",
                custom_error_message="条件应含以下之一：" + "、".join(CONDITIONS),
            ),
        ],
    )
