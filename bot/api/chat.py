"""``POST /api/chat`` and what belongs to a conversation."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, Request, Sanic
from sanic.response import HTTPResponse, empty, json

from bot.api.bodies import object_in, text_in
from bot.api.errors import ApiError
from bot.runtime.conversations import LONGEST_MESSAGE, Conversations
from bot.runtime.sessions import Sessions

__all__ = ["blueprint", "conversation_in", "conversations_of"]

LONGEST_MESSAGE_ID = 128


def blueprint(sessions: Sessions) -> Blueprint:
    """Routes of the chat; the conversations are taken from ``app.ctx`` once they are loaded."""
    routes = Blueprint("chat", url_prefix="/api")

    @routes.post("/chat")
    async def chat(request: Request) -> HTTPResponse:
        body = object_in(request, ("session", "message_id", "text"))
        message_id = text_in(body, "message_id", LONGEST_MESSAGE_ID)
        text = text_in(body, "text", LONGEST_MESSAGE)
        given = body.get("session")
        session = sessions.issue() if given is None else given
        conversation = conversation_in(session, sessions)
        replies = await conversations_of(request.app).turn(conversation, message_id, text)
        return json({"session": session, "replies": replies}, ensure_ascii=False)

    @routes.get("/history")
    async def history(request: Request) -> HTTPResponse:
        conversation = conversation_in(request.args.get("session"), sessions)
        messages = await conversations_of(request.app).history(conversation)
        return json({"session": request.args["session"][0], "messages": messages}, ensure_ascii=False)

    @routes.post("/feedback")
    async def feedback(request: Request) -> HTTPResponse:
        body = object_in(request, ("session", "message_id", "useful"))
        conversation = conversation_in(body.get("session"), sessions)
        message_id = text_in(body, "message_id", LONGEST_MESSAGE_ID)
        if not isinstance(body.get("useful"), bool):
            raise ApiError("wrong_type", "useful 应为 true 或 false", "useful")
        await conversations_of(request.app).feedback.say(conversation, message_id, body["useful"])
        return empty()

    return routes


def conversation_in(session: Any, sessions: Sessions) -> str:
    """The conversation that a session names; raises :class:`ApiError` if it was not issued here."""
    conversation = sessions.conversation(session) if isinstance(session, str) else None
    if conversation is None:
        raise ApiError("invalid_session", "会话无效或已过期，请重新开始", "session", status=401)
    return conversation


def conversations_of(app: Sanic) -> Conversations:
    conversations: Conversations | None = app.ctx.conversations
    if conversations is None:
        raise ApiError("not_ready", "助手正在启动，请稍候再试", status=503)
    return conversations
