"""What a pack says of each fact: one entry of its ``facts.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = ["Choice", "FactDefinition", "FactKind", "FactWords", "Scope"]


class FactKind(str, Enum):
    """The type of a fact's value and, for quantities, what it is measured in."""

    MONEY = "money"  # 元
    AREA = "area"  # ㎡
    UNIT_PRICE = "unit_price"  # 元/㎡/天
    SHARE = "share"  # fraction: 0.3 is 30%
    COUNT = "count"  # whole pieces
    MONTHLY_UNIT_PRICE = "monthly_unit_price"  # 元/㎡/月
    MONTHS = "months"
    NUMBER = "number"  # in the fact's own unit (亩, 吨 …), not always whole
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"

    @property
    def is_quantity(self) -> bool:
        return self not in (FactKind.BOOLEAN, FactKind.CHOICE)


class Scope(str, Enum):
    """Whose fact it is: the enterprise's, or one project's."""

    APPLICANT = "applicant"
    PROJECT = "project"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FactWords(_Strict):
    """The everyday words by which people mean a fact; they reach the bot without code.

    In every word 「(a|b)」 are alternatives (one may be empty) and 「…」 is a short gap: 「注册在(闵行|紫竹)」,
    「搬…闵行」. Negation around words is understood and need not be listed.
    """

    about: tuple[str, ...] = ()
    """What people call it: 营收, 流水."""
    loosely: tuple[str, ...] = ()
    """Words that mean it where nothing more exact is said (投了); of a yes/no fact: yes, if it was just asked."""
    not_about: tuple[str, ...] = ()
    """Words that hold one of ``about`` or stand beside the same numbers but mean something else: 注册资本."""
    yes: tuple[str, ...] = ()
    """Of a yes/no fact: phrases that state it by themselves: 刚搬来."""
    no: tuple[str, ...] = ()
    """Of a yes/no fact: phrases that deny it by themselves: 老企业."""
    no_if_asked: tuple[str, ...] = ()
    """Phrases that deny it only in answer to the question: 「没问题」, asked for bad records."""
    together: bool = False
    """Of a yes/no fact that several things make true only together (工商 and 税务): one of them missing is a no."""
    to_come: bool = False
    """Of a yes/no fact that only time decides: 「还没评审」 is no no, and it is not asked again."""
    granted: bool = False
    """Of what somebody else has to grant: what is only applied for is not there yet."""
    per: Literal["day", "month", "year"] | None = None
    """Of money: the period it is for, which tells it from the same words for another one (月租, 年租)."""
    peak_before: str | None = None
    """The fact whose highest value in earlier years this is: 前年4800万 beside 去年6200万."""


class Choice(_Strict):
    """One value that a choice fact can have."""

    label: str
    words: tuple[str, ...] = ()
    loosely: tuple[str, ...] = ()
    """Words that mean it only in answer to the question: 医疗."""


class FactDefinition(_Strict):
    """What a pack says of one fact: its meaning, its question, its words."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    kind: FactKind
    scope: Scope
    question: str
    unit: str | None = None
    """The unit the question asks in and a bare number in the answer is taken in (万元, ㎡ …)."""
    decides_amount: bool = False
    """For choices and dates: the amount depends on it, so that without it the clause needs information."""
    choices: Mapping[str, Choice] = {}
    words: FactWords = FactWords()

    @model_validator(mode="after")
    def _choices_fit_kind(self) -> FactDefinition:
        if (self.kind is FactKind.CHOICE) != bool(self.choices):
            raise ValueError("'choices' 只用于 kind: choice, 且不能为空")
        return self

    @property
    def is_amount(self) -> bool:
        """Whether the money depends on it (missing: ``needs_info``), not only whether one qualifies."""
        return (self.kind.is_quantity and self.kind is not FactKind.DATE) or self.decides_amount

    def label_of(self, choice: str) -> str:
        return self.choices[choice].label
