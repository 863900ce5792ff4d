"""`python -m bot.evaluation.questions`: how many questions simulated applicants answer until the total is settled.

Each applicant opens with one fact of one thing they care for and then answers what the bot asks, truthfully. The
measure is the number of questions after which the total is what all facts together give, and stays so; beside it
stands a form with fixed fields in the order of the pack.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING, Any

from bot.settings import Settings
from policy_rules import FactKind, Pack, estimate, load_pack
from policy_rules.wording.facts import known_fact

if TYPE_CHECKING:
    from bot.runtime.conversations import Conversations, Reply

__all__ = ["Applicant", "Count", "applicants", "count_in_chat", "count_in_form", "main"]

POLICY = "minhang-ai-2018"
APPLICANTS = 60
MOST_TURNS = 25

_WAN = 10_000
_SITUATIONS: dict[str, dict[str, Sequence[Any]]] = {
    "demo_award_match": {"municipal_demo_award": (100 * _WAN, 200 * _WAN, 400 * _WAN)},
    "application_demo": {
        "project_investment": (300 * _WAN, 800 * _WAN, 2500 * _WAN),
        "application_field": ("smart_healthcare", "smart_manufacturing", "other"),
    },
    "rd_institution": {
        "rd_institution_level": ("national", "municipal", "district"),
        "domestic_funded": (True, True, False),
    },
    "key_technology": {"key_technology_projects": (1, 2)},
    "industrialization": {
        "rd_spend": (300 * _WAN, 900 * _WAN, 3000 * _WAN),
        "equipment_spend": (0, 400 * _WAN, 2000 * _WAN),
    },
    "service_platform": {
        "platform_level": ("municipal", "district"),
        "platform_construction_cost": (500 * _WAN, 1500 * _WAN),
        "platform_service_amount": (0, 300 * _WAN),
    },
    "major_project_match": {"higher_level_award": (150 * _WAN, 500 * _WAN)},
    "rent": {"rent_area": (300, 500, 800), "monthly_rent": (3 * _WAN, 6 * _WAN), "newly_settled": (True, True, False)},
    "growth_award": {
        "annual_revenue": (2500 * _WAN, 6200 * _WAN, 12000 * _WAN),
        "previous_peak_revenue": (1500 * _WAN, 4800 * _WAN),
        "in_scale_register": (True, False),
    },
}
"""What applicants of each clause may have; the draw is repeatable."""
_EVERYBODY = {
    "registered_in_district": True,
    "fully_funded_public_institution": False,
    "serious_dishonesty": False,
    "ai_enterprise": True,
}


@dataclass(frozen=True)
class Applicant:
    """What is true of one, by the clauses they have something for; the first is what they come for."""

    facts: Mapping[str, Any]
    cares_for: tuple[str, ...]

    def telling(self, clause: str) -> str:
        """The fact with which they raise a clause."""
        return next(iter(_SITUATIONS[clause]))


@dataclass(frozen=True)
class Count:
    """Questions until the total is settled (None: it never was), and questions in all."""

    until_settled: int | None
    in_all: int


def applicants(number: int = APPLICANTS, seed: int = 6) -> Iterator[Applicant]:
    """Applicants for one to four clauses; the same seed gives the same ones."""
    draw = random.Random(seed)
    for _ in range(number):
        clauses = tuple(draw.sample(sorted(_SITUATIONS), draw.choice((1, 1, 2, 2, 3, 4))))
        own = {fact: draw.choice(values) for clause in clauses for fact, values in _SITUATIONS[clause].items()}
        yield Applicant({**_EVERYBODY, **own}, clauses)


def count_in_form(applicant: Applicant, pack: Pack) -> Count:
    """Fields of a form in the order of the pack; what the applicant would open a chat with is filled in already."""
    opening = applicant.telling(applicant.cares_for[0])
    known = {opening: applicant.facts[opening]}
    truth = estimate(pack, applicant.facts).total
    totals = [estimate(pack, known).total]
    for fact in pack.facts:
        if fact != opening:
            known |= {fact: applicant.facts[fact]} if fact in applicant.facts else {}
            totals.append(estimate(pack, known).total)
    return Count(_settled(totals, truth), len(totals) - 1)


async def count_in_chat(applicant: Applicant, pack: Pack, conversations: Conversations) -> Count:
    """Questions the bot asks until it has no more."""
    name = uuid.uuid4().hex
    truth = estimate(pack, applicant.facts).total.model_dump(mode="json")
    totals: list[Any] = []
    text: str | None = _in_words(applicant, pack, [applicant.telling(applicant.cares_for[0])])
    for _ in range(MOST_TURNS):
        if text is None:
            break
        replies = await conversations.turn(name, uuid.uuid4().hex, text)
        shown = [reply["estimate"]["total"] for reply in replies if reply["estimate"]]
        totals.append(shown[-1] if shown else totals[-1] if totals else None)
        text = _answer(applicant, pack, replies, await conversations.remembered(name))
    return Count(_settled(totals, truth), len(totals) - 1)


def _settled(totals: Sequence[Any], truth: Any) -> int | None:
    """The first place from which on every total is the true one."""
    wrong = [at for at, total in enumerate(totals) if total != truth]
    first = wrong[-1] + 1 if wrong else 0
    return first if first < len(totals) else None


def _answer(applicant: Applicant, pack: Pack, replies: Sequence[Reply], remembered: Mapping[str, Any]) -> str | None:
    """The truthful answer to the last question; None where there is none."""
    titles = [button["title"] for button in replies[-1]["buttons"]] if replies else []
    question = remembered.get("question") or {}
    offered = remembered.get("offered") or {}
    failing = (
        key for key, means in offered.items() if key.startswith("不符合") and _is_true(applicant, means["facts"])
    )
    if titles and titles[0].startswith("不符合"):
        return str(next(failing))
    if question.get("kind") == "conditions" and "都符合" in titles:
        return _on_conditions(applicant, question["places"], offered)
    if titles[:2] == ["是", "否"]:
        return "是" if applicant.facts.get(question["places"][0]) else "否"
    if question.get("places"):
        known = [fact for place in question["places"] for fact in _ways(place, pack) if fact in applicant.facts]
        unknown = [place for place in question["places"] if not set(_ways(place, pack)) & set(applicant.facts)]
        nothing = [f"没有{pack.facts[fact].label}" for fact in unknown if pack.facts[fact].kind is FactKind.MONEY]
        return "，".join([_in_words(applicant, pack, known), *nothing] if known else nothing) or "不清楚，跳过"
    if "都没有" in titles:
        known_facts = remembered.get("facts") or {}
        raised = [c for c in applicant.cares_for if applicant.telling(c) not in known_facts]
        return _in_words(applicant, pack, [applicant.telling(clause) for clause in raised]) if raised else "都没有"
    return None


def _ways(place: str, pack: Pack) -> tuple[str, ...]:
    """The fact, and those that answer the same: the monthly rent for the yearly one."""
    checks = [check.values for clause in pack.clauses for check in clause.should_agree if place in check.values]
    return (place, *(way for values in checks for way in values if way != place))


def _on_conditions(applicant: Applicant, places: Sequence[str], offered: Mapping[str, Any]) -> str:
    holding = offered["都符合"]["facts"]
    wrong = [place for place in places if place in applicant.facts and applicant.facts[place] != holding[place]]
    if any(place not in applicant.facts for place in places):
        return "不清楚，跳过"
    return "有不符合的" if wrong else "都符合"


def _is_true(applicant: Applicant, facts: Mapping[str, Any]) -> bool:
    return all(applicant.facts[place] == value for place, value in facts.items())


def _in_words(applicant: Applicant, pack: Pack, facts: Sequence[str]) -> str:
    return "，".join(f"{pack.facts[fact].label}{known_fact(pack.facts[fact], applicant.facts[fact])}" for fact in facts)


async def _all(conversations: Conversations) -> tuple[list[Count], list[Count]]:
    pack = load_pack(POLICY)
    everyone = list(applicants())
    return [await count_in_chat(one, pack, conversations) for one in everyone], [
        count_in_form(one, pack) for one in everyone
    ]


def main() -> None:
    """Prints the table; trains the bot first if there is no current model."""
    from bot.runtime.model import ensure_model, quieten_rasa

    quieten_rasa()
    from bot.runtime.conversations import Conversations

    settings = Settings.from_environment()
    with tempfile.TemporaryDirectory() as folder:
        own = replace(settings, database=f"sqlite:///{Path(folder) / 'simulation.sqlite'}", redis=None)
        chat, form = asyncio.run(_all(Conversations.load(ensure_model(settings.home), own)))
    print(f"\n问几个问题总额才确定（{len(chat)} 位模拟申请人）")
    print("            中位数    平均    最多    始终未确定    问完共")
    for name, counts in (("对话", chat), ("固定表单", form)):
        settled = [count.until_settled for count in counts if count.until_settled is not None]
        print(
            f"  {name:<8}{median(settled):>6g}{mean(settled):>9.1f}{max(settled):>7}"
            f"{len(counts) - len(settled):>12}{mean(count.in_all for count in counts):>12.1f}"
        )


if __name__ == "__main__":
    main()
