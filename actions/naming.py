"""A message that is nothing but the name of a figure: 「研发」, 「营收呢」. It opens that subject."""

from __future__ import annotations

import re

from actions.turn import Turn
from policy_rules import Pack

__all__ = ["figure_named"]

_AROUND = re.compile(
    "^(?:那|还有|然后|再说|说说|我们?的?|去年的?|我说的?是)*|(?:呢|吧|啊|的|这块|那块|方面|怎么算|\\?|？|。)*$"
)
_GAP = ".{0,4}"


def figure_named(turn: Turn, pack: Pack) -> str | None:
    """The quantity that the message is the name of, by the pack's own words; None where it says anything else."""
    if turn.pressed is not None or turn.facts or turn.clauses or turn.denied:
        return None
    said = _AROUND.sub("", turn.text.strip())
    if not said:
        return None
    return next(
        (
            fact.id
            for fact in pack.facts.values()
            if fact.kind.is_quantity and any(_is(said, word) for word in (fact.label, *fact.words.about))
        ),
        None,
    )


def _is(said: str, word: str) -> bool:
    """Whether it is the word, written as packs write them: 「研发(投入|费用|)」, 「平台…投入」."""
    return re.fullmatch(word.replace("…", _GAP), said) is not None
