"""The part of the report on sentences that can be read in several ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policy_rules.report.blocks import Block, Heading, Paragraph, Table
from policy_rules.report.clauses import named
from policy_rules.result import Bounds, Estimate, OtherReading
from policy_rules.wording.labels import STATUSES, bounds

__all__ = ["reading_blocks"]


def reading_blocks(found: Estimate) -> Iterator[Block]:
    """The readings taken and, where they were asked for, the amounts under the others."""
    yield from _readings(found)
    yield from _other_readings(found)


def _readings(found: Estimate) -> Iterator[Block]:
    readings = dict.fromkeys(reading for clause in found.clauses for reading in clause.readings)
    if readings:
        yield Heading("条文的读法")
        yield Table(
            [["问题", "本报告的读法", "其他读法"], *([r.question, r.chosen, "；".join(r.others)] for r in readings)]
        )


def _other_readings(found: Estimate) -> Iterator[Block]:
    """The amounts under each other reading, where they were asked for."""
    if found.other_readings is None:
        return
    yield Heading("其他读法下的金额")
    if not found.other_readings:
        yield Paragraph("对这家企业没有影响。")
    for other in found.other_readings:
        yield Heading(f"若读作：{other.reading}", level=2)
        yield Paragraph(other.question)
        if other.total is None or other.potential is None:
            yield Paragraph("金额无法测算。")
        else:
            yield _under(other, other.total, other.potential, {clause.id: clause.title for clause in found.clauses})


def _under(other: OtherReading, total: Bounds, potential: Bounds, titles: Mapping[str, str]) -> Table:
    changed = ([named(titles[c.id], c.project), STATUSES[c.status], bounds(c.amount)] for c in other.clauses)
    sums = ["合计", "", bounds(total)], ["补充情况后可能达到", "", bounds(potential)]
    return Table([["条款", "状态", "金额"], *changed, *sums])
