"""``POST /api/report``: the estimate as a document. ``GET``: that of a conversation, by an address to open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, html, raw

from bot.api.bodies import date_in, object_in
from bot.api.chat import conversation_in, conversations_of
from bot.api.errors import ApiError
from bot.api.pages import content_policy
from bot.api.rules import pack_in
from bot.runtime.sessions import Sessions
from policy_rules import Pack, load_pack
from policy_rules.fact_files import read_json
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
        return _written(request, pack_in(body), body["facts"], date_in(body, "as_of"))

    @routes.get("/api/report")
    async def of_conversation(request: Request) -> HTTPResponse:
        """``?session=…&format=docx``; the page where no format is given."""
        conversation = conversation_in(request.args.get("session"), sessions)
        remembered = await conversations_of(request.app).remembered(conversation)
        as_of = remembered.get("applied_on")
        facts = remembered.get("facts") or {}
        pack = load_pack(remembered.get("policy") or "minhang-ai-2018")
        return _written(request, pack, facts, date.fromisoformat(as_of) if as_of else None, default_format="html")

    return routes


def _body(request: Request) -> dict[str, Any]:
    """JSON, or a form whose field ``request`` holds that JSON: a form can open its answer in a new tab."""
    # Clients that name no content type send JSON as a form would be sent: only the field tells them apart.
    posted = (request.form or {}).get("request") if _FORM in (request.content_type or "") else None
    document = read_json(posted) if posted else object_in(request, _FIELDS)
    if not isinstance(document, dict):
        raise ApiError("wrong_type", "请求内容应为一个 JSON 对象", "request")
    return document


def _written(
    request: Request, pack: Pack, facts: Mapping[str, Any], as_of: date | None, default_format: str = "docx"
) -> HTTPResponse:
    report = report_on(pack, facts, as_of)
    shape = request.args.get("format") or default_format
    if shape == "html":
        return html(as_html(report), headers={"Content-Security-Policy": content_policy("'self'")})
    if shape not in _FILES:
        raise ApiError("unknown_format", "format 可以是 docx、xlsx 或 html", "format")
    content_type, write = _FILES[shape]
    return raw(write(report), content_type=content_type, headers={"Content-Disposition": _attachment(report, shape)})


def _attachment(report: Report, shape: str) -> str:
    return f"attachment; filename=\"report.{shape}\"; filename*=UTF-8''{quote(report.title)}.{shape}"
