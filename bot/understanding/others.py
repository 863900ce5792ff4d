"""Which clauses speak of somebody else, or of nobody: a part of :mod:`manner`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding import questioning, speech, whose
from bot.understanding.clause import Clause

__all__ = ["set_tasks_apart", "tell_others_apart"]


def set_tasks_apart(sentence: Sequence[Clause]) -> None:
    """「写一段话介绍一家营收6000万的企业」, 「“我们租了500平”用英语怎么说」."""
    if any(questioning.TASK.search(clause.text) or speech.NOT_MEANT.search(clause.text) for clause in sentence):
        for clause in sentence:
            clause.of_others = True


def tell_others_apart(sentence: Sequence[Clause], *, names_self: bool, for_another: bool) -> None:
    """The sentence goes on about others until somebody speaks of themselves; then others come up in passing."""
    of_others = is_own = False
    referred_to = 0
    for index, clause in enumerate(sentence):
        words = whose.CLIENTS.sub("", clause.text) if for_another else clause.text
        names_others = _names_others(words, names_self) and whose.ON_BEHALF.search(words) is None
        is_own = is_own or (not names_others and whose.SELF.search(words) is not None)
        clause.of_others = clause.of_others or names_others or (of_others and not is_own)
        rebuts = whose.REBUTTING.search(words) is not None  # 「谁说我们没入库的，规上去年就进了」
        of_others = clause.of_others and not is_own and not rebuts
        if whose.REFERS_TO_OTHERS.search(words) or (not names_self and whose.REFERS_TO_ANOTHER.search(words)):
            referred_to = index
    for before in sentence[:referred_to]:  # 「营收上百亿，他们也能拿」
        before.of_others = before.of_others or whose.SELF.search(before.text) is None


def _names_others(words: str, names_self: bool) -> bool:
    if (
        whose.OTHERS.search(words)
        or whose.QUOTED.search(words)
        or whose.NEVER_SAID.search(words)
        or whose.RECORDED.search(words)
    ):
        return True
    relayed = whose.RELAYED.search(words)
    if relayed and not (whose.SELF.search(words, relayed.end()) or whose.OF_THE_FIRM.search(words, 0, relayed.start())):
        return True
    if not whose.SELF.search(words) and whose.OTHERS_UNLESS_OWN.search(words):
        return True
    return not names_self and whose.NAMED_FIRM.match(words) is not None
