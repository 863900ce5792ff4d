"""What one may get: amounts with their reservations, why they are ranges, what gives way to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from actions.replies import Reservation
from actions.words.facts import project_name
from policy_rules import ClauseEstimate, Estimate, Pack, Status
from policy_rules.conditions import State
from policy_rules.interval import Cause
from policy_rules.result import Bounds, Excluded
from policy_rules.wording.combination import two_sides
from policy_rules.wording.labels import STATES, STATUSES, bounds
from policy_rules.wording.notes import validity
from policy_rules.wording.numbers import money as exactly
from policy_rules.wording.numbers import plain

WAN = Decimal(10_000)
CENT = Decimal("0.01")

WHAT_IF_WHAT = "您想假设哪项情况变成多少？例如“如果研发投入加到2000万呢”。"
SUPPOSING = "如果{facts}："
NOTHING_APPLIES = "按您目前说的情况，提到的条款还不符合："
PRESUMED = "· 前面就是按符合算的，所以金额不变；不符合的话，就没有{clauses}"
NOTHING_MOVES = "· 各条金额都不变"
SUM_MOVES = "合计：{before} → {after}"
ONLY_SUPPOSED = "这只是试算，您的情况没有改动。"
EXPIRED = "已失效，仅供测算"
NOT_YET = "尚未生效，仅供测算"

_BECAUSE = {
    Cause.REVIEW: "具体多少由评审定",
    Cause.CEILING_ONLY: "政策只写了上限",
    Cause.APPROXIMATE_FACT: "您说的是大致数",
}


def money(amount: Bounds | None) -> str:
    """「130万元~350万元」; of a figure that is not round in 万元, both: 「约205.31万元（2,053,125元）」."""
    exact = bounds(amount)
    if amount is None or amount.max is None or amount.max < WAN or _is_round(amount.min, amount.max):
        return exact
    low, high = _in_wan(amount.min), _in_wan(amount.max)
    if amount.min == amount.max:
        return f"约{high}（{exact}）"
    return f"约{low}~{high}（{exact}）" if amount.min else exact


def roughly(amount: Bounds | None) -> str:
    """The same, of a range without the exact 元, which stand in the total and on the cards: 「约131.23万元~353.7万元」."""
    return money(amount).split("（")[0] if amount and amount.min != amount.max else money(amount)


def in_short(amount: Bounds | None) -> str:
    """Without the exact 元 at all, where two sums are compared."""
    return money(amount).split("（")[0]


def about(value: Decimal) -> str:
    """An amount where a few 元 do not matter: 「1,000万元」, 「约1,666.67万元」."""
    return exactly(value) if value < WAN or _is_round(value) else f"约{_in_wan(value)}"


def _in_wan(value: Decimal) -> str:
    return f"{plain((value / WAN).quantize(CENT, rounding=ROUND_HALF_UP))}万元"


def _is_round(*ends: Decimal) -> bool:
    """Whether 万元 says it exactly in two decimals."""
    return all(end * 100 % WAN == 0 for end in ends)


def reservation(pack: Pack, day: date) -> Reservation | None:
    """What must stand before any figure; None while the policy is in force."""
    full = validity(pack, day)
    if full is None:
        return None
    begun = day >= pack.policy.in_force.from_
    ended = full.rstrip("。").rpartition("，")[0]  # without the word on the figures
    return Reservation(full.rstrip("。"), EXPIRED if begun else NOT_YET, ended)


def total(estimate: Estimate, counted: Sequence[ClauseEstimate]) -> str:
    """The sum with its reservation: it is what the rules give, not a promise."""
    states = {condition.state for clause in counted for condition in clause.conditions}
    provisos = ["条件都符合"] if State.UNKNOWN in states else []
    provisos += ["评审通过"] if State.REVIEW in states else []
    head = f"如{'、'.join(provisos)}，" if provisos else ""
    cause = f"（{'，'.join(shared_cause(counted))}）" if shared_cause(counted) else ""
    return f"{head}可测算合计{money(estimate.total)}{cause}{'：' if len(counted) > 1 else '。'}"


def shared_cause(counted: Sequence[ClauseEstimate]) -> tuple[str, ...]:
    """Why the amounts of several clauses are not certain, where it is the same of all: said once, not line by line."""
    causes = {tuple(_because(clause)) for clause in counted}
    return next(iter(causes)) if len(counted) > 1 and len(causes) == 1 else ()


def clause_lines(
    clauses: Sequence[ClauseEstimate], counted: Sequence[ClauseEstimate], pack: Pack, facts: Mapping[str, Any]
) -> list[str]:
    """A line for each clause, its projects side by side; what is said of the sum already is not said again."""
    said = shared_cause(counted)
    lines = []
    for id in dict.fromkeys(clause.id for clause in clauses):
        entries = [clause for clause in clauses if clause.id == id]
        alike = shared_cause(entries) if all(entry in counted for entry in entries) else ()
        worth = [_worth(entry, pack, alike or (said if entry in counted else ())) for entry in entries]
        if len(entries) == 1:
            lines.append(f"· {title(entries[0], facts)}：{worth[0]}")
        else:
            each = (f"{_of_project(entry, facts)}{value}" for entry, value in zip(entries, worth, strict=True))
            of_all = "" if set(alike) <= set(said) else f"，{'，'.join(alike)}"
            lines.append(f"· {entries[0].title}：{'；'.join(each)}{of_all}")
    return lines


def clause_line(clause: ClauseEstimate, pack: Pack, facts: Mapping[str, Any]) -> str:
    """「· 场地租金补贴：约205.31万元（2,053,125元），待评审」."""
    return f"· {title(clause, facts)}：{_worth(clause, pack)}"


def title(clause: ClauseEstimate, facts: Mapping[str, Any]) -> str:
    """The clause, with its project where several are told apart."""
    if clause.project is None:
        return clause.title
    return f"{clause.title}（{_of_project(clause, facts)}）"


def _of_project(clause: ClauseEstimate, facts: Mapping[str, Any]) -> str:
    return project_name(facts, clause.project) if isinstance(clause.project, int) else clause.project or ""


def _worth(clause: ClauseEstimate, pack: Pack, said: Sequence[str] = ()) -> str:
    """What the clause may bring and why that is not certain, but for the reasons ``said`` already."""
    if clause.status is Status.INELIGIBLE:
        return f"不符合（{'；'.join(unmet(clause)) or '按现有情况金额为0'}）"
    if clause.status is Status.NEEDS_INFO:
        return f"{roughly(clause.amount)}，还缺{_missing(clause, pack)}"
    return "，".join([roughly(clause.amount), *(cause for cause in _because(clause) if cause not in said)])


def _missing(clause: ClauseEstimate, pack: Pack) -> str:
    labels = [pack.facts[fact].label for fact in clause.missing]
    return labels[0] if len(labels) == 1 else f"{labels[0]}等"


def _because(clause: ClauseEstimate) -> list[str]:
    """Why it is no single sum, and whether a review is pending."""
    causes = [_BECAUSE[cause] for cause in clause.range_because if cause in _BECAUSE]
    waits = any(condition.state is State.REVIEW for condition in clause.conditions)
    return causes or (["待评审"] if waits else [])


def unmet(clause: ClauseEstimate) -> list[str]:
    return [condition.text for condition in clause.conditions if condition.state is State.UNMET]


def given_up(excluded: Excluded, estimate: Estimate, facts: Mapping[str, Any]) -> str:
    """What gives way to what, and by which rule."""
    kept, lost = two_sides(excluded, estimate)
    return f"{excluded.rule}：已计{title(kept, facts)}，不再计{title(lost, facts)}的{money(lost.amount)}。"


def status_line(clause: ClauseEstimate, pack: Pack, facts: Mapping[str, Any]) -> str:
    """「· 场地租金补贴：待确认4点、待评审（150万元）」, with the reason where it is no."""
    open_ones = sum(condition.state is State.UNKNOWN for condition in clause.conditions)
    waits = any(condition.state is State.REVIEW for condition in clause.conditions)
    still = [*([f"待确认{open_ones}点"] if open_ones else []), *(["待评审"] if waits else [])]
    if clause.status is Status.CONDITIONAL:
        return f"· {title(clause, facts)}：{'、'.join(still)}（{roughly(clause.amount)}）"
    if clause.status is Status.ELIGIBLE:
        return f"· {title(clause, facts)}：{STATUSES[clause.status]}（{roughly(clause.amount)}）"
    return clause_line(clause, pack, facts)


def conditions(clause: ClauseEstimate, facts: Mapping[str, Any]) -> list[str]:
    """The clause's status, then each of its conditions with its state."""
    head = f"{title(clause, facts)}：{STATUSES[clause.status]}"
    return [head, *(f"· {STATES[condition.state]}：{condition.text}" for condition in clause.conditions)]


def moved(before: ClauseEstimate | None, now: ClauseEstimate, facts: Mapping[str, Any]) -> str:
    """「· 场地租金补贴：最高300万元 → 205万元」."""
    return f"· {title(now, facts)}：{_short(before)} → {_short(now)}"


def _short(clause: ClauseEstimate | None) -> str:
    if clause is None:
        return "未计"
    return "不符合" if clause.status is Status.INELIGIBLE else money(clause.amount)


def steps(clause: ClauseEstimate, facts: Mapping[str, Any]) -> str:
    """How the amount comes about, in one line; the card shows every step."""
    rule, _, amount = clause.formula.rpartition(" = ")
    return f"· {title(clause, facts)}：{rule if rule.endswith(amount) else clause.formula}"


def why_range(clause: ClauseEstimate, pack: Pack, facts: Mapping[str, Any]) -> str:
    """Why the amount of a clause is a range."""
    causes = _because_in_full(clause, pack)
    return f"· {title(clause, facts)}：{money(clause.amount)}，因为{'，'.join(causes)}" if causes else ""


def _because_in_full(clause: ClauseEstimate, pack: Pack) -> list[str]:
    causes = [_BECAUSE[cause] for cause in clause.range_because if cause in _BECAUSE]
    return [*causes, *([f"还缺{_missing(clause, pack)}"] if clause.missing else [])]


WHY_NOT_COUNTED = "没有计入的，原因是："
ALL_COUNTED = "您提到的都计入了。没提到的，告诉我情况就能算。"
NO_RANGE = "目前测算的金额都是确定的数；能否拿到仍以审核为准。"
WHY_RANGE = "金额是区间的原因："
HOW_COMPUTED = "算法（每一步见明细）："
NOTHING_COMPUTED = "还没有算出金额。告诉我一些情况，我把每一步都列给您看。"
