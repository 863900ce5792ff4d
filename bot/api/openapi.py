"""``GET /openapi.json``: the description of the interface, with the shapes taken from the models themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic.json_schema import models_json_schema
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from policy_rules import Estimate
from policy_rules.facts import MOST_PROJECTS

__all__ = ["blueprint", "description"]

_TEXT = {"type": "string"}
_NULLABLE_TEXT = {"type": ["string", "null"]}
_DATE = {"type": ["string", "null"], "format": "date"}
_QUANTITY: list[dict[str, Any]] = [{"type": "number", "minimum": 0}, {"type": "string"}]
_NULL: dict[str, Any] = {"type": "null"}
_RANGE = {
    "type": "array",
    "prefixItems": [{"anyOf": _QUANTITY}, {"anyOf": [*_QUANTITY, _NULL]}],
    "minItems": 2,
    "maxItems": 2,
}
_FACT_VALUE = {
    "description": "数字（元、㎡、小数比例）、带单位的文字、[下限, 上限]（没有上限写 null）、true/false 或选项；null 为未知",
    "anyOf": [*_QUANTITY, _RANGE, {"type": "boolean"}, _NULL],
}


def blueprint() -> Blueprint:
    routes = Blueprint("openapi")

    @routes.get("/openapi.json")
    async def openapi(request: Request) -> HTTPResponse:
        return json(description(), ensure_ascii=False)

    return routes


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    # The serialised shape leaves out keys that do not apply, which only the model of the input can describe.
    _, models = models_json_schema([(Estimate, "validation")], ref_template="#/components/schemas/{model}")
    return {
        "openapi": "3.1.0",
        "info": {"title": "惠企政策助手", "version": "1", "description": "按政策原文测算扶持金额的对话与测算接口"},
        "paths": _paths(),
        "components": {"schemas": {**models["$defs"], **_schemas()}},
    }


def _paths() -> dict[str, Any]:
    session = _query("session", "会话", required=True)
    shape = {**_query("format", "报告的格式"), "schema": {"enum": ["docx", "xlsx", "html"]}}
    return {
        "/": {"get": _page("对话页面")},
        "/estimate": {"get": _page("测算页面")},
        "/embed": {"get": _page("供 iframe 嵌入的对话")},
        "/widget.js": {"get": _operation("可嵌入任何网站的对话组件", {"200": _content("text/javascript")})},
        "/api/chat": {"post": _operation("发送一条消息", _json("ChatAnswer"), body="ChatRequest")},
        "/api/history": {"get": _operation("会话至今的消息", _json("History"), parameters=[session])},
        "/api/feedback": {
            "post": _operation("评价一个回答", {"204": {"description": "已记录"}}, body="FeedbackRequest")
        },
        "/api/estimate": {"post": _operation("按事实测算", _json("Estimate"), body="EstimateRequest")},
        "/api/report": {
            "post": _operation("测算报告", _report(), body="EstimateRequest", parameters=[shape]),
            "get": _operation("会话的测算报告", _report(), parameters=[session, shape]),
        },
        "/report.css": {"get": _operation("报告页面的样式", {"200": _content("text/css")})},
        "/api/policies": {"get": _operation("已安装的政策", _json("Policies"))},
        "/api/policies/{id}": {
            "get": _operation("一项政策的事实与条款", _json("Policy"), parameters=[_path("id", "政策 id")])
        },
        "/openapi.json": {"get": _operation("本文档", {"200": _content("application/json")})},
        "/healthz": {"get": _operation("进程是否存活", {"200": {"description": "存活"}})},
        "/readyz": {"get": _operation("能否回答", {"200": {"description": "可以"}, "503": _error("尚未就绪")})},
        "/wechat": {
            "get": _operation("微信服务器验证", {"200": _content("text/plain")}),
            "post": _operation("微信消息与事件", {"200": _content("application/xml")}),
        },
    }


def _schemas() -> dict[str, Any]:
    error = _object({"code": _TEXT, "message": _TEXT, "field": _NULLABLE_TEXT})
    button = _object({"title": _TEXT, "payload": _TEXT})
    citation = _object({"policy": _TEXT, "section": _TEXT, "quote": _TEXT})
    reply = {
        "text": _TEXT,
        "buttons": _list(button),
        "estimate": {"anyOf": [_ref("Estimate"), _NULL]},
        "citations": _list(citation),
    }
    choice = _object({"id": _TEXT, "label": _TEXT})
    named = {
        "id": _TEXT,
        "title": _TEXT,
        "document_number": _TEXT,
        "issuer": _TEXT,
        "in_force_from": {"type": "string", "format": "date"},
        "in_force_until": _DATE,
    }
    fact = dict.fromkeys(("id", "label", "kind", "scope", "question"), _TEXT)
    clause = dict.fromkeys(("id", "number", "title", "quote", "scope"), _TEXT)
    return {
        "Error": _object({"error": error}),
        "Reply": _object(reply),
        "ChatRequest": _request({"session": _NULLABLE_TEXT, "message_id": _TEXT, "text": _TEXT}),
        "ChatAnswer": _object({"session": _TEXT, "replies": _list(_ref("Reply"))}),
        "History": _object({"session": _TEXT, "messages": _list({"type": "object"})}),
        "FeedbackRequest": _request({"session": _TEXT, "message_id": _TEXT, "useful": {"type": "boolean"}}),
        "FactValue": _FACT_VALUE,
        "Project": {
            "type": "object",
            "properties": {"name": _NULLABLE_TEXT},
            "additionalProperties": _ref("FactValue"),
        },
        "Facts": {
            "type": "object",
            "properties": {"projects": {"anyOf": [_projects(), _NULL]}},
            "additionalProperties": _ref("FactValue"),
        },
        "EstimateRequest": _request({"policy": _TEXT, "as_of": _DATE, "facts": _ref("Facts")}, optional=("as_of",)),
        "Policies": _object({"policies": _list(_object(named))}),
        "Policy": _object(
            {
                **named,
                "facts": _list(_object({**fact, "unit": _NULLABLE_TEXT, "choices": _list(choice)})),
                "clauses": _list(_object({**clause, "facts": _list(_TEXT)})),
            }
        ),
    }


def _operation(
    summary: str, responses: dict[str, Any], body: str | None = None, parameters: list[Any] | None = None
) -> dict[str, Any]:
    operation: dict[str, Any] = {"summary": summary, "responses": {**responses, "default": _error("有误")}}
    if body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(body)}}}
    if parameters:
        operation["parameters"] = parameters
    return operation


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _request(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """A body: a field that is not known is refused."""
    return {**_object(properties, optional), "additionalProperties": False}


def _projects() -> dict[str, Any]:
    return {**_list(_ref("Project")), "minItems": 1, "maxItems": MOST_PROJECTS}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(name: str) -> dict[str, Any]:
    return {"200": {"description": "成功", "content": {"application/json": {"schema": _ref(name)}}}}


def _content(kind: str) -> dict[str, Any]:
    return {"description": "成功", "content": {kind: {}}}


def _page(summary: str) -> dict[str, Any]:
    return _operation(summary, {"200": _content("text/html")})


def _report() -> dict[str, Any]:
    office = "application/vnd.openxmlformats-officedocument"
    kinds = (f"{office}.wordprocessingml.document", f"{office}.spreadsheetml.sheet", "text/html")
    return {"200": {"description": "报告", "content": {kind: {} for kind in kinds}}}


def _error(description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": _ref("Error")}}}


def _query(name: str, description: str, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "required": required, "schema": _TEXT}


def _path(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "description": description, "required": True, "schema": _TEXT}
