"""``POST /api/report``: the estimate as a document. ``GET``: that of a conversation, by an address to open."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, html, raw

from bot.api.bodies import date_in, object_from
from bot.api.chat import conversation_in, conversations_of
from bot.api.errors import ApiError
from bot.api.pages import content_policy
from bot.api.rules import pack_in
from bot.runtime.sessions import Sessions
from policy_rules import Pack, load_pack
from policy_rules.cli import DEFAULT_POLICY
from policy_rules.report import STYLESHEET, Report, as_docx, as_html, as_xlsx, report_on

__all__ = ["blueprint"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
_FILES = {
    "docx": (f"{_OFFICE}.wordprocessingml.document", as_docx),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", as_xlsx),
}
_FORM = "application/x-www-form-urlencoded"
_FIELDS = ("policy", "as_of", "facts")


def blueprint(sessions: Sessions) -> Blueprint:
    """Routes of the report; in WeChat's browser only a real address can be opened, hence ``GET``."""
    routes = Blueprint("reports")
    stylesheet = STYLESHEET.read_bytes()

    @routes.get("/report.css")
    async def style(request: Request) -> HTTPResponse:
        return raw(stylesheet, content_type="text/css; charset=utf-8", headers={"Cache-Control": "no-cache"})

    @routes.post("/api/report")
    async def post_report(request: Request) -> HTTPResponse:
        body = _body(request)
        if "facts" not in body:
            raise ApiError("missing_field", "缺少 facts", "facts")
        shape = _shape(request, "docx")
        return await asyncio.to_thread(_written, shape, pack_in(body), body["facts"], date_in(body, "as_of"))

    @routes.get("/api/report")
    async def of_conversation(request: Request) -> HTTPResponse:
        """``?session=…&format=docx``; the page where no format is given."""
        conversation = conversation_in(request.args.get("session"), sessions)
        remembered = await conversations_of(request.app).remembered(conversation)
        as_of = remembered.get("applied_on")
        facts = remembered.get("facts") or {}
        pack = load_pack(remembered.get("policy") or DEFAULT_POLICY)
        day = date.fromisoformat(as_of) if as_of else None
        return await asyncio.to_thread(_written, _shape(request, "html"), pack, facts, day)

    return routes


def _body(request: Request) -> dict[str, Any]:
    """JSON, or a form whose field ``request`` holds that JSON: a form can open its answer in a new tab."""
    # Clients that name no content type send JSON as a form would be sent: only the field tells them apart.
    posted = (request.form or {}).get("request") if _FORM in (request.content_type or "") else None
    return object_from(posted or request.body, _FIELDS)


def _shape(request: Request, otherwise: str) -> str:
    """The format asked for."""
    shape = request.args.get("format") or otherwise
    if shape != "html" and shape not in _FILES:
        raise ApiError("unknown_format", "format 可以是 docx、xlsx 或 html", "format")
    return shape


def _written(shape: str, pack: Pack, facts: Mapping[str, Any], as_of: date | None) -> HTTPResponse:
    report = report_on(pack, facts, as_of)
    if shape == "html":
        return html(as_html(report), headers={"Content-Security-Policy": content_policy("'self'")})
    content_type, write = _FILES[shape]
    return raw(write(report), content_type=content_type, headers={"Content-Disposition": _attachment(report, shape)})


def _attachment(report: Report, shape: str) -> str:
    return f"attachment; filename=\"report.{shape}\"; filename*=UTF-8''{quote(report.title)}.{shape}"
