"""JSON Schemas of a pack's files, so that editors complete and check them."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from policy_rules.cases import CaseFile
from policy_rules.clause import Clause
from policy_rules.facts import FactDefinition
from policy_rules.policy import Policy

__all__ = ["schemas"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """File name without ending → its schema."""
    shapes: dict[str, Any] = {
        "policy": Policy,
        "facts": dict[str, FactDefinition],
        "word_lists": dict[str, list[str]],
        "clauses": list[Clause],
        "cases": CaseFile,
    }
    found = {name: TypeAdapter(shape).json_schema() for name, shape in shapes.items()}
    definition = found["facts"]["$defs"]["FactDefinition"]
    definition["required"].remove("id")  # the key of the entry is its id
    del definition["properties"]["id"]
    _conditions_beside_their_text(found["policy"])
    _conditions_beside_their_text(found["clauses"])
    for schema in found.values():
        _short_forms(schema)
    return {name: {"$schema": _DIALECT, "title": f"{name}.yaml", **schema} for name, schema in found.items()}


def _conditions_beside_their_text(schema: dict[str, Any]) -> None:
    """In a pack, a requirement's condition is written beside its ``text``, not under a key of its own."""
    requirement = schema["$defs"]["Requirement"]
    own = {key: value for key, value in requirement["properties"].items() if key != "condition"}
    options = []
    for option in _options(schema["$defs"]["ConditionNode"]):
        model = schema["$defs"][option["$ref"].rsplit("/", 1)[-1]]
        options.append(
            {
                "type": "object",
                "description": model.get("description", ""),
                "properties": {**own, **model["properties"]},
                "required": ["text", *model.get("required", [])],
                "additionalProperties": False,
            }
        )
    requirement.clear()
    requirement["anyOf"] = options


def _options(union: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = union.get("oneOf") or union["anyOf"]
    return found


_NOT_AS_IN_THE_MODEL: dict[str, dict[str, Any]] = {
    "Alternative": {"type": "string"},
    "NoRule": {"type": "string"},
    "Measure": {"type": "number"},
}
"""What may also be written for a model, as its validators accept it."""


def _short_forms(schema: dict[str, Any]) -> None:
    for name in ("AmountNode", "ConditionNode"):
        union = schema.get("$defs", {}).get(name, {})
        if "oneOf" in union:  # a word may look like a number's and a fact's: any of them will do
            union["anyOf"] = union.pop("oneOf")
    for name, short in _NOT_AS_IN_THE_MODEL.items():
        if name in schema.get("$defs", {}):
            full = schema["$defs"][name]
            schema["$defs"][name] = {"anyOf": [short, full]}
    group = schema.get("$defs", {}).get("ExclusiveGroup")
    if group:
        group["properties"]["clauses"] = {"anyOf": [{"const": "all"}, group["properties"]["clauses"]]}
