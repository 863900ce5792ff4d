"""Errors as the contract shows them: a code for programs, a Chinese sentence for the person, the field."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from sanic import Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse, json

from policy_rules import FactError, UnknownPolicy

__all__ = ["ApiError", "install"]

logger = logging.getLogger(__name__)


class ApiError(Exception):
    """Something the caller can put right."""

    def __init__(self, code: str, message: str, field: str | None = None, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.status = status


_BY_STATUS = {
    400: ("bad_request", "请求的格式有误"),
    404: ("not_found", "没有这个地址"),
    405: ("method_not_allowed", "这个地址不支持该请求方法"),
    408: ("timeout", "请求超时，请重试"),
    413: ("too_large", "请求内容太大"),
    503: ("took_too_long", "处理时间太长，请减少内容，分几次重试"),
}


def install(app: Sanic) -> None:
    """Every exception of ``app`` becomes an error document; what is not the caller's fault is logged."""

    @app.exception(Exception)
    async def answer(request: Request, exception: Exception) -> HTTPResponse:
        return error_document(exception)


def error_document(exception: Exception) -> HTTPResponse:
    """The response for an exception."""
    if isinstance(exception, FactError):
        return _document(exception.code, exception.message, exception.field, 400)
    if isinstance(exception, UnknownPolicy):
        return _document("unknown_policy", str(exception), "policy", 404)
    if isinstance(exception, ApiError):
        return _document(exception.code, exception.message, exception.field, exception.status)
    status = exception.status_code if isinstance(exception, SanicException) else 500
    headers = getattr(exception, "headers", {})  # a 405 says what is allowed
    if status >= 500 and status != 503:
        logger.error("request failed", exc_info=exception)
        return _document("internal", "服务器出了问题，您的信息没有丢失，请稍后再试", None, status)
    code, message = _BY_STATUS.get(status, ("bad_request", "请求的格式有误"))
    return _document(code, message, None, status, headers)


def _document(
    code: str, message: str, field: str | None, status: int, headers: Mapping[str, str] | None = None
) -> HTTPResponse:
    error = {"code": code, "message": message, "field": field}
    return json({"error": error}, status=status, headers=dict(headers or {}), ensure_ascii=False)
