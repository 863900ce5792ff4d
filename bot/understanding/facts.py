"""What one message says about the facts of the packs.

:func:`read_facts_from` is the whole of understanding facts: a pure function of the text, the packs'
vocabulary and the fact just asked for. Questions and general talk state nothing; what is doubtful
is left out or marked, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.understanding import speech
from bot.understanding.amounts import assign_amounts
from bot.understanding.assignment import Assigned
from bot.understanding.bare_answers import answers_to_topics, bare_answer
from bot.understanding.characters import normalise
from bot.understanding.clause import Clause
from bot.understanding.clauses import clauses_of
from bot.understanding.denied import denied_facts
from bot.understanding.differences import with_differences_resolved
from bot.understanding.forms import listed_alone
from bot.understanding.projects import project_at, projects_in
from bot.understanding.quantities import find_in_normalised
from bot.understanding.quantity import Quantity
from bot.understanding.reading import Addition, Certainty, FactReading, Mention, Value
from bot.understanding.retracted import retracted_facts
from bot.understanding.statement import Statement
from bot.understanding.statements import statements
from bot.understanding.tables import placed_in, retell_table
from bot.understanding.times import settle_years, without_long_gone
from bot.understanding.totals import without_parts
from bot.understanding.values import as_json, value_of
from bot.understanding.vocabulary import Vocabulary
from bot.understanding.wholes import without_instalments, without_shares
from policy_rules.facts import Scope

__all__ = ["FactReading", "Mention", "read_facts_from"]


def read_facts_from(
    text: str, vocabulary: Vocabulary, asked: str | None = None, *, for_client: bool = False
) -> FactReading:
    """The facts that ``text`` states; ``asked`` is the fact the bot has just asked for.

    ``for_client``: 「他们」 are those whose case is reckoned.
    """
    table = retell_table(text)
    if table is None:
        return _read(text, vocabulary, asked, for_client=for_client)
    return placed_in(table, text, _read(table.text, vocabulary, asked, for_client=for_client))


def _read(text: str, vocabulary: Vocabulary, asked: str | None, *, for_client: bool) -> FactReading:
    asked = asked if asked in vocabulary.definitions else None
    plain = normalise(text)
    quantities = [quantity for quantity in find_in_normalised(plain) if not quantity.is_negative]
    hits = vocabulary.find(plain)
    quantities = without_instalments(plain, with_differences_resolved(plain, quantities, hits, vocabulary))
    quantities, hits = without_parts(plain, quantities, hits, vocabulary, asked)
    quantities, hits = without_shares(plain, quantities, hits)
    clauses = clauses_of(plain, quantities, hits, asked, for_client=for_client)
    assignment = assign_amounts(plain, clauses, vocabulary, asked)
    assigned = without_long_gone(settle_years(plain, assignment.assigned, vocabulary, asked), vocabulary)
    counted = {a.fact for a in assigned}
    stated = [s for s in statements(plain, clauses, assignment.used, asked, vocabulary) if s.fact not in counted]
    said = {s.fact for s in stated} | counted
    stated += bare_answer(plain, clauses, vocabulary, asked, said)
    stated += answers_to_topics(clauses, vocabulary, assignment.used, said)
    stated += listed_alone(clauses, {s.fact for s in stated} | counted, vocabulary)
    markers = projects_in(plain)
    mentions = sorted(
        [*(_mention_of_amount(text, a, markers, vocabulary) for a in assigned),
         *(_mention_of_statement(text, s, markers, vocabulary) for s in stated)],
        key=lambda mention: mention.start,
    )  # fmt: skip
    facts, projects = _settle(mentions, vocabulary)
    known = {mention.fact for mention in mentions}
    corrected = assignment.corrected or bool(clauses and speech.CORRECTING.search(plain) and not _only_asks(clauses))
    takes_back = corrected or not any(clause.asks or clause.supposes for clause in clauses)
    retracted = tuple(retracted_facts(plain, hits, known, corrected=corrected)) if takes_back else ()
    return FactReading(
        facts=facts,
        mentions=tuple(mentions),
        projects=projects,
        denied=tuple(denied_facts(clauses, assignment.used, asked, known, vocabulary)),
        retracted=retracted,
        corrected=corrected or bool(retracted),
        taken_back=tuple(assignment.taken_back),
        unassigned=tuple(assignment.unassigned),
        additions=tuple(
            Addition(fact, _addition_value(fact, quantity, vocabulary), text[quantity.start : quantity.end])
            for fact, quantity in assignment.additions
        ),
        hypothetical=any(clause.supposes for clause in clauses),
    )


def _only_asks(clauses: Sequence[Clause]) -> bool:
    return all(clause.asks for clause in clauses)


def _mention_of_amount(
    text: str, assigned: Assigned, markers: Sequence[tuple[int, int]], vocabulary: Vocabulary
) -> Mention:
    quantity = assigned.quantity
    certainty = Certainty.STATED
    if assigned.clause.supposes:
        certainty = Certainty.HYPOTHETICAL
    elif quantity.approximate or not quantity.is_point:
        certainty = Certainty.APPROXIMATE
    elif not assigned.by_word:
        certainty = Certainty.INFERRED
    return Mention(
        assigned.fact, assigned.value, quantity.start, quantity.end, certainty, text[quantity.start : quantity.end],
        _project(assigned.fact, quantity.start, markers, vocabulary),
    )  # fmt: skip


def _mention_of_statement(
    text: str, stated: Statement, markers: Sequence[tuple[int, int]], vocabulary: Vocabulary
) -> Mention:
    certainty = Certainty.HYPOTHETICAL if stated.clause.supposes else Certainty.STATED
    return Mention(
        stated.fact, stated.value, stated.start, stated.end, certainty, text[stated.start : stated.end],
        _project(stated.fact, stated.start, markers, vocabulary),
    )  # fmt: skip


def _project(fact: str, at: int, markers: Sequence[tuple[int, int]], vocabulary: Vocabulary) -> int | None:
    if vocabulary.definitions[fact].scope is not Scope.PROJECT:
        return None
    return project_at(at, markers)


def _settle(
    mentions: Iterable[Mention], vocabulary: Vocabulary
) -> tuple[dict[str, Value], tuple[dict[str, Value], ...]]:
    """What each fact ends up with: said last holds. Several projects are kept apart."""
    facts: dict[str, Value] = {}
    by_project: dict[int, dict[str, Value]] = {}
    for mention in mentions:
        target = facts if mention.project is None else by_project.setdefault(mention.project, {})
        if target.get(mention.fact) is False and vocabulary.definitions[mention.fact].words.together:
            continue  # 「税务在外区，工商在本区」: both are needed
        target[mention.fact] = mention.value
    if len(by_project) == 1:
        for of_project in by_project.values():
            facts.update(of_project)
    return facts, tuple(by_project.get(index, {}) for index in range(max(by_project, default=-1) + 1))


def _addition_value(fact: str | None, quantity: Quantity, vocabulary: Vocabulary) -> Value:
    value = value_of(vocabulary.definitions[fact], quantity) if fact else None
    if value is not None:
        return value
    if quantity.is_point:
        return as_json(quantity.low)
    return [as_json(quantity.low), None if quantity.high is None else as_json(quantity.high)]
