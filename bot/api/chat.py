"""``POST /api/chat`` and what belongs to a conversation."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, Request, Sanic
from sanic.response import HTTPResponse, json

from bot.api.bodies import object_in, text_in
from bot.api.errors import ApiError
from bot.runtime.conversations import LONGEST_MESSAGE, Conversations
from bot.runtime.sessions import Sessions

__all__ = ["blueprint"]

LONGEST_MESSAGE_ID = 128


def blueprint(sessions: Sessions) -> Blueprint:
    """Routes of the chat; the conversations are taken from ``app.ctx`` once they are loaded."""
    routes = Blueprint("chat", url_prefix="/api")

    @routes.post("/chat")
    async def chat(request: Request) -> HTTPResponse:
        body = object_in(request, ("session", "message_id", "text"))
        message_id = text_in(body, "message_id", LONGEST_MESSAGE_ID)
        text = text_in(body, "text", LONGEST_MESSAGE)
        session = _session(body.get("session"), sessions)
        conversation = sessions.conversation(session)
        assert conversation
        replies = await _conversations(request.app).turn(conversation, message_id, text)
        return json({"session": session, "replies": replies}, ensure_ascii=False)

    @routes.get("/history")
    async def history(request: Request) -> HTTPResponse:
        session = request.args.get("session")
        conversation = sessions.conversation(session) if session else None
        if conversation is None:
            raise ApiError("invalid_session", "会话无效或已过期，请重新开始", "session", status=404)
        messages = await _conversations(request.app).history(conversation)
        return json({"session": session, "messages": messages}, ensure_ascii=False)

    return routes


def _session(given: Any, sessions: Sessions) -> str:
    """The caller's session if this server issued it, a new one where there is none."""
    if given is None:
        return sessions.issue()
    if not isinstance(given, str) or sessions.conversation(given) is None:
        raise ApiError("invalid_session", "会话无效或已过期，请重新开始", "session", status=401)
    return given


def _conversations(app: Sanic) -> Conversations:
    conversations: Conversations | None = app.ctx.conversations
    if conversations is None:
        raise ApiError("not_ready", "助手正在启动，请稍候再试", status=503)
    return conversations
