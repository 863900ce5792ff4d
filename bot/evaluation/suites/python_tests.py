"""Suites written as Python tests, read without running them: JioNLP, cn2an, chinese2digits."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from bot.evaluation.spans import Span, point
from bot.evaluation.suites.cases import Case, Kind

__all__ = ["chinese2digits", "cn2an", "jionlp"]


def jionlp(project: Path) -> Iterator[tuple[str, list[Case]]]:
    """`test_money_parser`: lists of a text and the dictionary it is parsed to."""
    path = project / "test" / "test_money_parser.py"
    if path.exists():
        tables = _assigned(path, "money_string_list")
        yield "money_parser", [_money(text, parsed) for table in tables for text, parsed in table]


def _money(text: str, parsed: dict[str, Any]) -> Case:
    kind = Kind.RMB if parsed["case"] == "元" else Kind.OTHER
    number, definition = parsed["num"], parsed["definition"]
    if isinstance(number, list):
        return Case(text, kind, (frozenset({Span.of(*number)}),))
    value = point(number)
    bounded = {"blur-": Span.of("0", number), "blur+": Span.of(number, None)}.get(definition, value)
    return Case(text, kind, (frozenset({value, bounded}),))


def cn2an(project: Path) -> Iterator[tuple[str, list[Case]]]:
    """`cn2an_test`: dictionaries from words to numbers; those of the mode `direct` are digit strings, no numbers."""
    path = project / "cn2an" / "cn2an_test.py"
    if path.exists():
        values = {
            text: value
            for mode in ("strict", "normal", "smart")
            for table in _assigned(path, f"{mode}_data_dict")
            for text, value in table.items()
        }
        yield "cn2an", [Case(text, Kind.NUMBER, (frozenset({point(str(value))}),)) for text, value in values.items()]


def chinese2digits(project: Path) -> Iterator[tuple[str, list[Case]]]:
    """`test`: a call with the text, then what its result is compared with."""
    path = project / "Python" / "chinese2digits" / "test.py"
    if path.exists():
        tests = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef)]
        yield "chinese2digits", [case for test in tests for case in _taken_from_strings(test)]


def _taken_from_strings(test: ast.FunctionDef) -> Iterator[Case]:
    text, said = "", []
    for call in (node for statement in test.body for node in ast.walk(statement) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name == "takeNumberFromString":
            text = ast.literal_eval(call.args[0])
        elif name == "assertEqual" and "CHNumberStringList" in ast.dump(call.args[0]):
            said = ast.literal_eval(call.args[1])
        elif name == "assertEqual" and "digitsStringList" in ast.dump(call.args[0]):
            expected = tuple(frozenset({_value(digits)}) for digits in ast.literal_eval(call.args[1]))
            yield Case(text, Kind.NUMBER, expected, tuple(said))


def _value(digits: str) -> Span:
    """320000, 4% or 2345/432."""
    if digits.endswith("%"):
        return point(digits[:-1]).times(Decimal("0.01"))
    fraction = Fraction(digits)
    return point(Decimal(fraction.numerator) / fraction.denominator)


def _assigned(path: Path, name: str) -> Iterator[Any]:
    """What is assigned to ``name``, or to an attribute of that name."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Assign) and any(_name(target) == name for target in node.targets):
            yield ast.literal_eval(node.value)


def _name(target: ast.expr) -> str:
    return target.attr if isinstance(target, ast.Attribute) else target.id if isinstance(target, ast.Name) else ""


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
