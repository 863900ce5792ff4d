"""Alive, and ready to answer."""

from __future__ import annotations

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from bot.api.errors import ApiError

__all__ = ["blueprint"]


def blueprint() -> Blueprint:
    routes = Blueprint("health")

    @routes.get("/healthz")
    async def alive(request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @routes.get("/readyz")
    async def ready(request: Request) -> HTTPResponse:
        """503 until the model is loaded and the database answers."""
        conversations = request.app.ctx.conversations
        if conversations is None:
            raise ApiError("not_ready", "助手正在启动，请稍候再试", status=503)
        try:
            await conversations.answers()
        except Exception as error:
            raise ApiError("not_ready", "数据库没有响应，请稍候再试", status=503) from error
        return json({"status": "ready"})

    return routes
