"""`python -m bot.evaluation.facts_table`: how well facts and quantities are read, beside other projects.

A quantity counts as read if its exact value is among those found in the text: that asks less of a peer than we ask
of ourselves, who must also find the kind, the fact it is for, and nothing else.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.held_out import Half, Utterance, utterances
from bot.evaluation.readers import NOT_INSTALLED, readers
from bot.evaluation.spans import Finder, point
from bot.evaluation.written_quantities import Written, everyday, formal
from bot.understanding.pack_knowledge import PackKnowledge, PolicyWords

__all__ = ["FactFigures", "Row", "fact_figures", "row_of"]


@dataclass(frozen=True)
class FactFigures:
    """Shares of the held-out messages (or of the facts in them); microseconds are the median of one message."""

    messages: int
    exact: float
    roles: float
    values: float
    silent_where_nothing_is_said: float
    microseconds: float


@dataclass(frozen=True)
class Row:
    """Of one reader: shares of exact values, and the median microseconds of one text."""

    formal: float
    everyday: float
    microseconds: float


def fact_figures(said: Sequence[Utterance], words: PolicyWords) -> FactFigures:
    """What becomes of every message, judged as a whole and fact by fact."""
    exact = roles = right = facts = silent = nothing = 0
    times = []
    for one in said:
        started = time.perf_counter()
        got = words.facts_in(one.text, one.asked).facts
        times.append(time.perf_counter() - started)
        exact += got == one.facts
        facts += len(one.facts)
        roles += sum(fact in got for fact in one.facts)
        right += sum(got.get(fact) == value for fact, value in one.facts.items())
        nothing += not one.facts
        silent += not one.facts and not got
    return FactFigures(
        len(said), _share(exact, len(said)), _share(roles, facts), _share(right, facts), _share(silent, nothing),
        1e6 * statistics.median(times),
    )  # fmt: skip


def row_of(find: Finder, written: Sequence[Written], said: Sequence[Written]) -> Row:
    """One reader on both sets."""
    found_in_documents, _ = _found(find, written)
    found_in_messages, microseconds = _found(find, said)
    return Row(found_in_documents, found_in_messages, microseconds)


def _found(find: Finder, texts: Sequence[Written]) -> tuple[float, float]:
    found, times = 0, []
    for one in texts:
        started = time.perf_counter()
        values = find(one.text)
        times.append(time.perf_counter() - started)
        found += point(one.value) in values
    return _share(found, len(texts)), 1e6 * statistics.median(times)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.facts_table", description="事实与数量评测")
    parser.add_argument("--half", type=Half, default=Half.ALL, help="dev 可以看错例，test 只看数字")
    half = parser.parse_args().half
    words = PackKnowledge.installed().of()
    figures = fact_figures(utterances("facts", half), words)
    print("事实（没见过的作者）\n句数\t整句全对\t事实找到\t值全对\t没说就没有\t每句微秒")
    print(
        f"{figures.messages}\t{figures.exact:.1%}\t{figures.roles:.1%}\t{figures.values:.1%}"
        f"\t{figures.silent_where_nothing_is_said:.1%}\t{figures.microseconds:.0f}"
    )
    written, said = formal(), everyday(half)
    print(f"\n数量的准确值\n读法\t公文写法（{len(written)} 个）\t日常说法（{len(said)} 句）\t每句微秒")
    for name, find in readers():
        if find is None:
            print(f"{name}\t{NOT_INSTALLED}")
        else:
            _print_row(name, row_of(find, written, said))


def _print_row(name: str, row: Row) -> None:
    print(f"{name}\t{row.formal:.1%}\t{row.everyday:.1%}\t{row.microseconds:,.0f}")


if __name__ == "__main__":
    main()
