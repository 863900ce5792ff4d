"""What the installed policies' districts and fields are called, and patterns that hold these names.

Language knows 「给<district>的企业做检测」 for any district; which districts there are, the packs say.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property

from policy_rules.policies import policies
from policy_rules.policy import Policy

__all__ = ["NamingPattern", "names_of", "typical_applicant"]

_IN_PATTERN = re.compile("<(district|city|field|firm)>")
_NAMED: Mapping[str, Callable[[Policy], Iterable[str]]] = {
    "district": lambda policy: policy.district_names,
    "city": lambda policy: policy.city_names,
    "field": lambda policy: policy.field.names if policy.field else (),
    "firm": lambda policy: policy.field.firms if policy.field else (),
}
_LATIN = re.compile("[A-Za-z]+")


def names_of(kind: str) -> tuple[str, ...]:
    """All names of the installed policies' ``district``, ``city``, ``field`` or their ``firm`` s, the longest first."""
    found = {name for pack in policies() for name in _NAMED[kind](pack.policy)}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def typical_applicant(policy: Policy) -> str:
    """「云泽的先进制造业企业」: whom an example speaks of."""
    return f"{policy.district_names[-1]}的{policy.field.name if policy.field else ''}企业"


class NamingPattern:
    """A pattern in which ``<district>``, ``<city>``, ``<field>`` and ``<firm>`` stand for any such name.

    It is compiled when first used: importing a module reads no pack.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(_IN_PATTERN.sub(lambda place: _any_of(place[1]), self._pattern))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of `re.Pattern`, like the others."""
        return self._compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._compiled.fullmatch(text, start, end)

    def sub(self, replacement: str, text: str) -> str:
        return self._compiled.sub(replacement, text)


@cache
def _any_of(kind: str) -> str:
    """A pattern; where nothing has such a name it never matches."""
    return f"(?:{'|'.join(map(_spelt, names_of(kind))) or '(?!)'})"


def _spelt(name: str) -> str:
    """「AI」 also in small letters, and never inside another word; Chinese as it stands."""
    return f"(?<![A-Za-z])(?i:{name})(?![A-Za-z])" if _LATIN.fullmatch(name) else re.escape(name)
