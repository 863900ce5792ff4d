"""A reply before it becomes JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.turn import spoken
from policy_rules import Clause, Estimate, Pack

__all__ = ["Button", "Citation", "Reply", "Reservation", "cite", "meanings_of", "say"]


@dataclass(frozen=True)
class Button:
    """Pressing it is the same as sending ``payload``; without one, the same as sending the title.

    ``means`` says exactly what that is while the button is on offer, so that an answer to the bot's own
    question is never guessed: ``intent``, ``facts`` (place → value), ``denied`` (places), ``retracted``
    (places), ``clauses``, ``dismisses`` (clauses), ``decides`` (``new`` or ``old``), ``one_by_one``, ``policy``,
    ``unfolds``, ``relies_on`` (a fact).
    Without it, or later, the words are understood like any others.
    """

    title: str
    payload: str = ""
    means: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Citation:
    policy: str
    section: str
    quote: str


@dataclass(frozen=True)
class Reservation:
    """That a policy is not in force: ``full`` the first time, ``short`` from then on, ``ended`` where no money is told."""

    full: str
    short: str
    ended: str


@dataclass(frozen=True)
class Reply:
    """What is said, before :mod:`actions.presenting` brings it into its shape for a phone.

    ``erase``: the conversation is deleted once this has been said.
    """

    text: str
    buttons: Sequence[Button] = ()
    estimate: Estimate | None = None
    citations: Sequence[Citation] = field(default=())
    erase: bool = False
    items: Sequence[str] = ()
    """Lines below the text, as many as there is room for; the others are one tap away."""
    after: str = ""
    """What stands below the lines in any case."""
    reservation: Reservation | None = None
    """What must stand before any figure."""
    reserved_once: bool = False
    """Of an answer without money: enough if it was said before."""
    lists: Sequence[str] = ()
    """The clauses told of, in their order: what 「第二条呢」 is about."""

    def send(self, dispatcher: CollectingDispatcher) -> None:
        dispatcher.utter_message(
            text=self.text,
            buttons=[{"title": b.title, "payload": b.payload or b.title} for b in self.buttons],
            json_message=self._custom(),
        )

    def _custom(self) -> dict[str, Any]:
        return {
            "estimate": self.estimate.model_dump(mode="json") if self.estimate else None,
            "citations": [{"policy": c.policy, "section": c.section, "quote": c.quote} for c in self.citations],
            "erase": self.erase,
        }


def say(text: str, *buttons: str) -> Reply:
    """A reply of words, with buttons that send their title."""
    return Reply(text, [Button(title) for title in buttons])


def cite(pack: Pack, clause: Clause) -> Citation:
    return Citation(pack.id, clause.number, clause.quote)


MOST_KEPT = 40


def meanings_of(replies: Sequence[Reply], before: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What the buttons on offer mean, by the words that pressing or typing them sends.

    Buttons of earlier replies may still stand on the page: those that say by themselves what they are about
    keep their meaning; 「是」 or 「都符合」 lose it with their question.
    """
    offered = {
        spoken(words): dict(button.means)
        for reply in replies
        for button in reply.buttons
        if button.means is not None
        for words in (button.title, button.payload or button.title)
    }
    kept = {words: means for words, means in (before or {}).items() if _SPEAKS_FOR_ITSELF & means.keys()}
    latest_first = {**offered, **{words: means for words, means in kept.items() if words not in offered}}
    return dict(list(latest_first.items())[:MOST_KEPT]) or None


_SPEAKS_FOR_ITSELF = frozenset({"clauses", "policy", "retracted"})
