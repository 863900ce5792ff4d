"""A message in sentences and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.clause import SENTENCE_MARKS, Clause
from bot.understanding.manner import judge
from bot.understanding.quantity import Quantity
from bot.understanding.vocabulary import Hit

__all__ = ["clauses_of"]

_END = re.compile(
    f"[{SENTENCE_MARKS}]+|[,，|｜]|(?<=[^a-z0-9 ])(?<!\\d\\d年)(?<![:：])(?<![去前今上]年) +(?=[^ ])|(?<! ) +(?=[^a-z0-9 ])"
    # where a voice would pause
    "|(?<=^没有没有)(?=[^,，]{2})|(?<=^不是不是)(?=[^,，]{2})"
    "|(?<=[一-龥])(?<![什怎这那好])(?:[啊呀嘛噢]|哦(?!不)|哈(?![尔佛罗希曼弗密萨啰]))(?=[^,，。;；!！?？啊呀嘛噢哦哈的了吗不]{3})"
    "|(?=(?<=[^,，。;；!！?？\n ])(?:然后|后来(?!又?[追加扩增])|所以)[^,，]{4})"
    "|(?:但是|但|不过|而且|另外|(?<![年前])还有(?!没|什么|啥|补|奖|扶|资助|优惠|配套|钱|[吗伐]))(?=[^,，]{3})"
)
_STRONG = frozenset(SENTENCE_MARKS)  # a pause without a mark is in no set

_LONGEST = 200
"""Characters after which a clause ends anyway: nobody relates words further apart."""


def clauses_of(
    text: str,
    quantities: Sequence[Quantity],
    hits: Sequence[Hit],
    asked: str | None = None,
    *,
    for_client: bool = False,
) -> list[Clause]:
    """The clauses of ``text`` (normalised) with their quantities and words; a quantity is never cut."""
    # The mark belongs to the clause it ends: 「？」 makes it a question.
    spans = ((begin, end, text[begin:mark], is_last) for begin, end, mark, is_last in _spans(text, quantities))
    clauses: list[Clause] = []
    for begin, end, words, is_last in spans:
        if words.strip():
            clauses.append(Clause(begin, end, words, is_last))
        elif clauses and is_last:
            clauses[-1].ends_sentence = True
    _share_out(clauses, quantities, hits)
    judge(clauses, answers=asked is not None, for_client=for_client)
    return clauses


def _spans(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int, int, bool]]:
    """``(start, end, end with its mark, whether a sentence ends)`` of every clause."""
    begin, following = 0, 0
    for match in (*_END.finditer(text), None):
        end = match.start() if match else len(text)
        while following < len(quantities) and quantities[following].end <= end:
            following += 1
        if match and following < len(quantities) and quantities[following].start < end:
            continue
        is_strong = match is None or match[0][:1] in _STRONG
        while end - begin > _LONGEST:
            yield begin, begin + _LONGEST, begin + _LONGEST, False
            begin += _LONGEST
        yield begin, end, match.end() if match and is_strong else end, is_strong
        begin = match.end() if match else end


def _share_out(clauses: Sequence[Clause], quantities: Sequence[Quantity], hits: Sequence[Hit]) -> None:
    quantity, hit = 0, 0
    for clause in clauses:
        first = quantity
        while quantity < len(quantities) and quantities[quantity].core_start < clause.end:
            quantity += 1
        clause.quantities = quantities[first:quantity]
        first = hit
        while hit < len(hits) and hits[hit].start < clause.end:
            hit += 1
        clause.hits = [h for h in hits[first:hit] if h.start >= clause.start and h.end <= clause.end]
