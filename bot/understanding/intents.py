"""The speaker's wish, or several wishes of one message, with a confidence that can be taken at its word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.understanding.acts import acts_of, main_of
from bot.understanding.intents_features import NOTHING_TOLD, Signs, features_of
from bot.understanding.linear_model import LinearModel
from bot.understanding.parts import Act, Said
from bot.understanding.tokens import Words
from bot.understanding.wishes import WISHES

# Below this the dialogue offers the two likeliest meanings. Measured with training utterances set aside: above it 92% are
# understood (96% of the messages of writers never trained on), of the 6% below it only four in ten.
CLEAR_FROM = 0.5
_INFORMS_FROM = 0.9


@dataclass(frozen=True)
class IntentReading:
    """`acts` are in the order they were said, courtesies too; `intent` is that of the main one."""

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    acts: tuple[Act, ...]
    unclear: bool

    @property
    def intents(self) -> tuple[str, ...]:
        return tuple(one.intent for one in self.acts)

    @property
    def wishes(self) -> tuple[str, ...]:
        """Without what is done beside them."""
        return tuple(intent for intent in self.intents if intent in WISHES)

    def meaning(self, intent: str) -> IntentReading:
        """The same message, known from elsewhere to do just this."""
        act = Act(intent, 1.0, self.acts[0].parts)
        return replace(self, intent=intent, confidence=1.0, acts=(act,), unclear=False)


def read_intent(
    text: str, model: LinearModel, words: Words, signs_in: Callable[[str], Signs] = lambda text: NOTHING_TOLD
) -> IntentReading:
    """What the speaker of `text` wants; `signs_in` is what the fact finder sees in a message or a part of it."""
    signs = signs_in(text)
    ranking = tuple(model.probabilities(features_of(text, words, signs)).items())
    whole = Act(*ranking[0], (text,))
    told = set() if signs.supposes else set(signs.facts)

    def listen(part: str) -> Said:
        of_part = signs_in(part)
        shares = model.probabilities(features_of(part, words, of_part))
        informs = whole.intent == "inform" and shares.get("inform", 0) >= _INFORMS_FROM
        return Said(
            shares,
            tells=informs or not told.isdisjoint(of_part.facts),
            passes=bool(of_part.denied),
            supposes=of_part.supposes,
            names_fact=bool(of_part.facts),
        )

    acts = acts_of(text, whole, listen)
    main = main_of(acts, whole)
    return IntentReading(
        intent=main.intent,
        confidence=main.share,
        ranking=ranking,
        acts=acts,
        unclear=main.share < CLEAR_FROM,
    )
