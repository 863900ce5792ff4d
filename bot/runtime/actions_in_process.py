"""The actions, run inside the Rasa process instead of behind a second server."""

from __future__ import annotations

import logging
from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

__all__ = ["InProcessActions"]

logger = logging.getLogger(__name__)

APOLOGY = "抱歉，处理这条消息时出了一点问题，您之前提供的信息没有丢失，请换个说法再试一次。"


class InProcessActions(EndpointConfig):
    """An action endpoint that calls the package of actions directly.

    The package is named, not imported: the bot knows the actions only as Rasa does, by name, so that
    the same package can also be served by ``rasa run actions``.
    """

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process:")
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(self, *_: Any, json: dict[str, Any], **__: Any) -> Any:
        try:
            return await self._executor.run(json)
        except Exception:
            # Rasa would log this and answer with silence; the person deserves a sentence.
            logger.exception("action %s failed", json.get("next_action"))
            return {"events": [], "responses": [{"text": APOLOGY}]}
