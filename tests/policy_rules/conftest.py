"""What the tests of the rules share: the Minhang pack, and an answer that is easy to question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from policy_rules import Pack, estimate, load_pack
from tests.command_line import huiqi, huiqi_here

__all__ = ["huiqi", "huiqi_here"]

IN_FORCE = date(2020, 6, 30)

QUALIFIED: Mapping[str, Any] = {
    "registered_in_district": True,
    "fully_funded_public_institution": False,
    "serious_dishonesty": False,
    "ai_enterprise": True,
}


class Answer:
    """An estimate as another program receives it: the JSON of the contract."""

    def __init__(self, json: dict[str, Any]) -> None:
        self.json = json

    def clause(self, id: str, project: str | int | None = None) -> dict[str, Any]:
        found = [c for c in self.json["clauses"] if c["id"] == id and c["project"] == project]
        assert len(found) == 1, f"{id} of project {project!r} occurs {len(found)} times"
        entry: dict[str, Any] = found[0]
        return entry

    def status(self, id: str, project: str | int | None = None) -> str:
        status: str = self.clause(id, project)["status"]
        return status

    def amount(self, id: str, project: str | int | None = None) -> tuple[Any, Any] | None:
        amount = self.clause(id, project)["amount"]
        return None if amount is None else (amount["min"], amount["max"])

    def missing(self, id: str, project: str | int | None = None) -> set[str]:
        return set(self.clause(id, project)["missing"])

    def because(self, id: str, project: str | int | None = None) -> set[str]:
        return set(self.clause(id, project)["range_because"])

    def states(self, id: str, project: str | int | None = None) -> dict[str, str]:
        """The state of each condition, by the fact it asks for."""
        return {condition["fact"]: condition["state"] for condition in self.clause(id, project)["conditions"]}

    @property
    def total(self) -> tuple[Any, Any]:
        return self.json["total"]["min"], self.json["total"]["max"]

    @property
    def potential(self) -> tuple[Any, Any]:
        return self.json["potential"]["min"], self.json["potential"]["max"]

    @property
    def given_up(self) -> set[tuple[str, str | int | None, str]]:
        """``(clause, project, in favour of)`` of everything excluded."""
        return {(e["clause"], e["project"], e["in_favour_of"]) for e in self.json["excluded"]}


Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def minhang() -> Pack:
    return load_pack("minhang-ai-2018")


@pytest.fixture(scope="session")
def ask(minhang: Pack) -> Ask:
    """The answer to exactly these facts."""

    def answer(facts: Mapping[str, Any], as_of: date | None = IN_FORCE) -> Answer:
        return Answer(estimate(minhang, facts, as_of).model_dump(mode="json"))

    return answer


@pytest.fixture(scope="session")
def ask_qualified(ask: Ask) -> Ask:
    """The answer for an enterprise that meets what every clause first needs; facts given here go before."""

    def answer(facts: Mapping[str, Any] | None = None, **more: Any) -> Answer:
        return ask({**QUALIFIED, **(facts or {}), **more})

    return answer
