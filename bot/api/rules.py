"""``/api/estimate`` and ``/api/policies``: the rules without a conversation."""

from __future__ import annotations

import asyncio
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from bot.api.bodies import date_in, object_in
from bot.api.errors import ApiError
from policy_rules import Clause, FactDefinition, Pack, estimate, installed_packs, load_pack

__all__ = ["blueprint", "pack_in"]


def blueprint() -> Blueprint:
    """Routes that need neither model nor database."""
    routes = Blueprint("rules", url_prefix="/api")

    @routes.post("/estimate")
    async def post_estimate(request: Request) -> HTTPResponse:
        body = object_in(request, ("policy", "as_of", "facts"))
        if "facts" not in body:
            raise ApiError("missing_field", "缺少 facts", "facts")
        # In a thread: the estimate of hundreds of projects must not keep everybody else waiting.
        result = await asyncio.to_thread(estimate, pack_in(body), body["facts"], date_in(body, "as_of"))
        return json(result.model_dump(mode="json"), ensure_ascii=False)

    @routes.get("/policies")
    async def policies(request: Request) -> HTTPResponse:
        return json({"policies": [_named(load_pack(id)) for id in installed_packs()]}, ensure_ascii=False)

    @routes.get("/policies/<id:str>")
    async def policy(request: Request, id: str) -> HTTPResponse:
        return json(_described(load_pack(id)), ensure_ascii=False)

    return routes


def pack_in(body: dict[str, Any]) -> Pack:
    """The pack that the body names."""
    policy = body.get("policy")
    if not isinstance(policy, str):
        raise ApiError("wrong_type", f"policy 应为政策 id，例如 {installed_packs()[0]}", "policy")
    return load_pack(policy)


def _named(pack: Pack) -> dict[str, Any]:
    term = pack.policy.in_force
    return {
        "id": pack.id,
        "title": pack.policy.title,
        "document_number": pack.policy.document_number,
        "issuer": pack.policy.issuer,
        "in_force_from": term.from_.isoformat(),
        "in_force_until": term.until.isoformat() if term.until else None,
    }


def _described(pack: Pack) -> dict[str, Any]:
    return {
        **_named(pack),
        "facts": [_fact(definition) for definition in pack.facts.values()],
        "clauses": [_clause(pack, clause) for clause in pack.clauses],
    }


def _fact(definition: FactDefinition) -> dict[str, Any]:
    return {
        "id": definition.id,
        "label": definition.label,
        "kind": definition.kind.value,
        "scope": definition.scope.value,
        "unit": definition.unit,
        "question": definition.question,
        "choices": [{"id": id, "label": choice.label} for id, choice in definition.choices.items()],
    }


def _clause(pack: Pack, clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "number": clause.number,
        "title": clause.title,
        "quote": clause.quote,
        "scope": pack.scope(clause).value,
        "facts": list(pack.facts_of(clause)),
    }
