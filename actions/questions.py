"""What to ask next: the fact with the most money at stake among the clauses the person cares for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions import words
from actions.memory import Memory
from actions.replies import Button, Reply
from policy_rules import FactDefinition, FactKind, Pack, open_questions

__all__ = ["ask", "ask_again", "offer_topics"]

DONT_KNOW = Button("不清楚", "不清楚，跳过")


def ask(memory: Memory) -> tuple[Memory, Reply | None]:
    """The next question and the memory that waits for its answer; None where nothing is left to ask."""
    fact = next(_askable(memory), None)
    waiting = replace(memory, asked=fact)
    return waiting, _question(waiting) if fact else None


def ask_again(memory: Memory) -> Reply | None:
    """The question that is still open, after something else was talked about."""
    return _question(memory) if memory.asked else None


def offer_topics(memory: Memory) -> Reply:
    """Where nothing is known yet: what could be told, with the clauses to start from."""
    clauses = [clause for clause in memory.pack.clauses if clause.amount]
    return Reply(words.TELL_ME, [Button(clause.title, f"{clause.title}的标准是什么") for clause in clauses])


def _askable(memory: Memory) -> Iterator[str]:
    unwanted = {way for skipped in memory.skipped for way in _other_ways(memory.pack, skipped)} | set(memory.skipped)
    for question in open_questions(memory.pack, memory.facts, memory.topic):
        if question.fact not in unwanted and question.fact not in memory.facts:
            yield question.fact


def _other_ways(pack: Pack, fact: str) -> tuple[str, ...]:
    """Facts that would answer the same: the yearly, the monthly and the daily rent."""
    for clause in pack.clauses:
        for check in clause.should_agree:
            if fact in check.values:
                return tuple(way for way in check.values if way != fact)
    return ()


def _question(memory: Memory) -> Reply:
    assert memory.asked
    definition = memory.pack.facts[memory.asked]
    ways = [memory.pack.facts[way].label for way in _other_ways(memory.pack, memory.asked)]
    also = f"也可以说{'或'.join(ways)}。" if ways else ""
    return Reply(f"{definition.question}{also}{words.SKIP_HINT}", _possible_answers(definition))


def _possible_answers(definition: FactDefinition) -> list[Button]:
    if definition.kind is FactKind.BOOLEAN:
        return [Button("是"), Button("否", "不是"), DONT_KNOW]
    return [*(Button(choice.label) for choice in definition.choices.values()), DONT_KNOW]
