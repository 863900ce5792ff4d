"""JSON bodies, read strictly."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sanic import Request

from bot.api.errors import ApiError
from policy_rules import FactError
from policy_rules.facts.files import read_json

__all__ = ["date_in", "object_from", "object_in", "text_in"]


def object_in(request: Request, fields: Collection[str]) -> dict[str, Any]:
    """The JSON object of the body; raises :class:`ApiError` for anything else or for an unknown field."""
    return object_from(request.body, fields)


def object_from(text: str | bytes, fields: Collection[str]) -> dict[str, Any]:
    try:
        body = read_json(text)
    except FactError as error:
        raise ApiError(error.code, error.message, error.field) from None
    if not isinstance(body, dict):
        raise ApiError("wrong_type", "请求内容应为一个 JSON 对象")
    for field in body:
        if field not in fields:
            raise ApiError("unknown_field", f"没有名为 {field} 的字段；可用：{'、'.join(fields)}", field)
    return body


def text_in(body: dict[str, Any], field: str, longest: int) -> str:
    """A required non-empty text of at most ``longest`` characters."""
    value = body.get(field)
    if not isinstance(value, str) or not value.strip():
        raise ApiError("wrong_type", f"{field} 应为非空文字", field)
    if len(value) > longest:
        raise ApiError("too_long", f"内容太长（最多 {longest} 字），请分几次发送", field)
    return value


def date_in(body: dict[str, Any], field: str) -> date | None:
    """An optional date such as ``2020-06-30``."""
    value = body.get(field)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ApiError("bad_date", "日期应写成 2020-06-30 这样", field) from None
