"""What one company gets under each policy, side by side, and what their documents say of having both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions import case
from actions.answers.estimates import counted_in
from actions.answers.registry import Outcome
from actions.comparing import asks_to_compare, sentence_about
from actions.memory import Memory
from actions.questions import offer_topics
from actions.replies import Button, Citation, Reply
from actions.topics import concerns, raised_by
from actions.turn import Turn
from actions.words import amounts as amount_words
from actions.words import policy as words
from policy_rules import Pack, Status, installed_packs, load_pack

__all__ = ["compared", "under"]


def compared(turn: Turn, memory: Memory) -> Outcome | None:
    """The answer where the message compares policies or wants to have several; None otherwise, or of only one."""
    if len(installed_packs()) < 2 or not asks_to_compare(turn):
        return None
    sides = [under(pack, memory) for pack in _packs(memory)]
    if not memory.known and not any(side.topic for side in sides):
        return Outcome([replace(offer_topics(memory), text=words.COMPARE_WHAT)], memory)
    others = [side.pack for side in sides if side.policy != memory.policy]
    buttons = [
        Button(pack.policy.title, words.SWITCH_TO.format(title=words.name(pack.policy)), {"policy": pack.id})
        for pack in others
    ]
    of_each_other = [
        Citation(pack.id, words.OF_EACH_OTHER, sentence)
        for pack in (side.pack for side in sides)
        for other in (side.pack for side in sides)
        if other is not pack and (sentence := sentence_about(other, pack))
    ]
    reply = Reply(
        "\n".join([words.SIDE_BY_SIDE, *(_line(side) for side in sides), _together(of_each_other)]),
        buttons,
        citations=of_each_other,
        items=[] if of_each_other else [_for_whom([side.pack for side in sides])],
    )
    return Outcome([reply], memory)


def under(pack: Pack, memory: Memory) -> Memory:
    """What is known of the company, as another policy sees it."""
    moved = replace(
        memory, policy=pack.id, topic=(), dismissed=(), question=None, asked=None, pending=(), latest=(), surveyed=False
    )
    return replace(moved, topic=tuple(raised_by(pack, [case.split(place)[0] for place, _ in case.places(moved.known)])))


def _packs(memory: Memory) -> list[Pack]:
    """The present policy first."""
    return [memory.pack, *(load_pack(id) for id in installed_packs() if id != memory.policy)]


def _line(side: Memory) -> str:
    """「· …（已失效，仅供测算）：合计160万元~350万元（2项）；还缺…」."""
    found = side.estimate
    reservation = amount_words.reservation(side.pack, side.as_of)
    counting = counted_in(found)
    waiting = [entry for entry in found.clauses if concerns(entry, side) and entry.status is Status.NEEDS_INFO]
    missing = list(dict.fromkeys(side.pack.facts[entry.missing[0]].label for entry in waiting if entry.missing))
    parts = [
        words.SUM_OF_SIDE.format(total=amount_words.in_short(found.total), count=len(counting))
        if counting
        else words.NO_SUM_OF_SIDE,
        words.SIDE_LACKS.format(labels=missing[0] + ("等" if len(missing) > 1 else "")) if missing else "",
    ]
    state = f"（{reservation.short}）" if reservation else ""
    return f"· {side.pack.policy.title}{state}：{'；'.join(filter(None, parts))}"


def _together(said: Sequence[Citation]) -> str:
    """Whether both may be had: what one document says of the other, else that none does."""
    return "".join(words.SAYS_OF_OTHER.format(quote=citation.quote) for citation in said) or words.SILENT_ON_EACH_OTHER


def _for_whom(packs: Sequence[Pack]) -> str:
    """What one has to be for all of them at once."""
    whom = "；".join(pack.policy.every_clause_requires[0].text for pack in packs if pack.policy.every_clause_requires)
    return words.FOR_WHOM.format(whom=whom)
