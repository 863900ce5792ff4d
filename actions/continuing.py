"""What goes on from the supposition before: 那900万呢, 就按这个算."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.memory import Memory
from actions.telling import Loose, bare_figures
from actions.turn import Turn

__all__ = ["continued"]

_TAKE_IT = re.compile("^(?:那|好|行|嗯|可以|，|,)*(?:就|先)按(?:照)?[^，。呢吗？?]{0,12}$")
_AND_WITH = re.compile("^(?:那|要是|如果|换成)[^，。]{1,14}$|^[^，。]{1,12}呢[？?]?$")


def continued(turn: Turn, memory: Memory) -> Turn:
    """After a supposition: 「那900万呢」 supposes something else, 「就按这个算」 makes a fact of it."""
    supposed = memory.supposed
    if not supposed or turn.pressed is not None:
        return turn
    if _TAKE_IT.search(turn.text):
        figures = [Loose.of(entry).value for entry in turn.reading.get("unassigned") or ()] or list(turn.facts.values())
        place = list(supposed)[-1]
        return replace(
            turn, intents=("inform",), pressed={"facts": {**supposed, place: (figures or [supposed[place]])[-1]}}
        )
    figures = turn.reading.get("unassigned") or bare_figures(turn, memory.pack)
    if _AND_WITH.search(turn.text) and figures:
        reading = {**turn.reading, "hypothetical": True, "unassigned": figures}
        return replace(turn, intents=("what_if",), unclear=False, facts={}, reading=reading)
    return turn
