"""The whole service in one process: pages, API, conversations."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Sequence
from pathlib import Path

from sanic import Sanic

from bot.api import chat, errors, health, openapi, origins, pages, reports, rules
from bot.channels.wechat.settings import AccountSettings
from bot.channels.wechat.webhook import blueprint as messenger
from bot.runtime.database import Database
from bot.runtime.sessions import Sessions
from bot.settings import Settings

__all__ = ["create_app", "serve"]

LARGEST_BODY = 256 * 1024
"""Bytes; facts of hundreds of projects fit."""

logger = logging.getLogger(__name__)


def create_app(settings: Settings, model: Path, accounts: Sequence[AccountSettings] = ()) -> Sanic:
    """The application, with the WeChat and WeCom ``accounts`` that are set up.

    It answers from the start and is ready (``/readyz``) once ``model`` is loaded.
    """
    app = Sanic("huiqi", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.conversations = None
    sessions = Sessions.with_secret(settings.secret, settings.home)
    database = Database(settings.database)
    errors.install(app)
    origins.install(app, settings.allowed_origins)
    app.blueprint(health.blueprint())
    app.blueprint(rules.blueprint())
    app.blueprint(chat.blueprint(sessions))
    app.blueprint(reports.blueprint(sessions))
    app.blueprint(openapi.blueprint())
    app.blueprint(pages.blueprint(settings.allowed_origins))
    for account in accounts:
        app.blueprint(messenger(account, lambda: app.ctx.conversations, sessions, database))

    @app.after_server_start
    async def load(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.add_task(_load_conversations(app, model, settings, database))

    @app.after_server_stop
    async def close(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        database.close()

    return app


async def _load_conversations(app: Sanic, model: Path, settings: Settings, database: Database) -> None:
    """In a thread, so that health and estimates are answered meanwhile."""
    from bot.runtime.conversations import Conversations  # Rasa takes seconds to import

    loop = asyncio.get_running_loop()
    try:
        conversations = await loop.run_in_executor(None, Conversations.load, model, settings, database)
    except Exception:
        logger.exception("the bot could not be loaded")
        app.stop()
        return
    # The model's two million objects live as long as the process. A collection that walks them all stops every
    # turn for a second.
    gc.collect()
    gc.freeze()
    app.ctx.conversations = conversations
    print(f"惠企政策助手已启动：http://{app.ctx.address}", flush=True)


def serve(settings: Settings, model: Path, accounts: Sequence[AccountSettings], host: str, port: int) -> None:
    """Serve until interrupted."""
    app = create_app(settings, model, accounts)
    app.ctx.address = f"{host}:{port}"
    app.run(host=host, port=port, workers=1, access_log=False, motd=False)
