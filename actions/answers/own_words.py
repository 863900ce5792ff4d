"""What the bot's own words mean: 什么叫“如条件都符合”, 待评审是什么意思."""

from __future__ import annotations

import re

from actions.answers.registry import Outcome
from actions.memory import Memory
from actions.replies import say
from actions.turn import Turn
from actions.words.courtesy import OWN_WORDS

__all__ = ["own_words_explained"]

_ASKS_MEANING = re.compile(
    "(?:什么|啥|何)意思|(?:什么|啥|何)(?:叫|谓|是)|(?:叫|是)(?:什么|啥)|怎么理解|指的?是?(?:什么|啥)"
)


def own_words_explained(turn: Turn, memory: Memory) -> Outcome | None:
    """The explanation where the message asks what the bot meant by its words; None otherwise."""
    if turn.pressed is not None or not _ASKS_MEANING.search(turn.text):
        return None
    asked = [explanation for words, explanation in OWN_WORDS.items() if words in turn.text]
    return Outcome([say(asked[0])], memory) if asked else None
