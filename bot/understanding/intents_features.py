"""What the intent classifier sees of a message besides its characters: words, concepts, shape, facts, the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.understanding.features import STANDS_FOR, Features, character_runs, masked, spelled
from bot.understanding.intents_lexicon import Touched, everyday_lexicon
from bot.understanding.tokens import Words

_NEAR = (3, 6, 10, 15, 20, 26, 34, 45)  # scores of the search
_CLEARLY = (1.0, 1.3, 1.8)


@dataclass(frozen=True)
class Signs:
    """What the fact finder and the document saw, as far as a wish can be read from it."""

    facts: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    asked: str | None = None
    covered: float = 0.0  # share of the message's characters inside fact mentions
    supposes: bool = False
    corrects: bool = False
    stated: float = 0.0  # how near the message is to a sentence of the document
    unstated: float = 0.0  # and to something that people ask for and it does not say


NOTHING_TOLD = Signs()


def features_of(text: str, words: Words, signs: Signs = NOTHING_TOLD) -> Features:
    """The features of one message by group name."""
    written = spelled(text)
    line = masked(written)
    return {
        "characters": character_runs(line),
        "words": list(_word_grams(line, words)),
        "concepts": list(_concept_grams(written, line)),
        "shape": list(_shape(line)),
        "facts": list(_fact_signs(signs)),
        "document": list(_document_signs(signs)),
    }


def _word_grams(line: str, words: Words) -> Iterator[str]:
    sequence = ["^", *(word for word, _, _ in words.of(line)), "$"]
    yield from sequence[1:-1]
    yield from (f"{one} {next_one}" for one, next_one in pairwise(sequence))


def _concept_grams(written: str, line: str) -> Iterator[str]:
    touched = everyday_lexicon().touched_by(written)
    names = [one.concept for one in touched]
    signs = [name for name, sign in STANDS_FOR.items() if sign in line]
    present = [*dict.fromkeys(names), *signs]
    yield from present
    yield from (f"{one} & {other}" for index, one in enumerate(present) for other in present[index + 1 :])
    yield from (f"{one} > {next_one}" for one, next_one in pairwise(["^", *names, "$"]))
    yield from _edges(written, touched)


def _edges(line: str, touched: list[Touched]) -> Iterator[str]:
    if not touched:
        yield "no concept"
        return
    covered = sum(one.end - one.start for one in touched)
    yield f"covered {min(10, 10 * covered // max(1, len(line)))}"
    if touched[-1].end >= len(line.rstrip("?.!,。 ")):
        yield f"{touched[-1].concept} at the end"


def _shape(line: str) -> Iterator[str]:
    for limit in (2, 4, 6, 9, 13, 20, 30, 50):
        yield f"longer than {limit}" if len(line) > limit else f"within {limit}"
    if line.endswith("?"):
        yield "ends with ?"
    elif "?" in line:
        yield "has ?"
    yield f"figures {min(3, line.count(STANDS_FOR['figure']))}"
    if not any("一" <= character <= "鿿" for character in line):
        yield "no Chinese"


def _fact_signs(signs: Signs) -> Iterator[str]:
    yield f"facts {min(4, len(signs.facts))}"
    yield f"covered {int(signs.covered * 5)}"
    yield from (f"states {fact}" for fact in signs.facts)
    if signs.denied:
        yield "denies"
    if signs.supposes:
        yield "supposes"
    if signs.corrects:
        yield "corrects"
    if signs.asked is not None:
        yield "asked"
        yield "answers" if signs.asked in signs.facts else "does not answer"


def _document_signs(signs: Signs) -> Iterator[str]:
    for limit in _NEAR:
        if signs.stated >= limit:
            yield f"states {limit}"
        if signs.unstated >= limit:
            yield f"silent {limit}"
    for times in _CLEARLY:
        if signs.stated > times * signs.unstated:
            yield f"rather states {times}"
        if signs.unstated > times * signs.stated:
            yield f"rather silent {times}"
