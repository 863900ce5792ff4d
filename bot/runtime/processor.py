"""Rasa's processing of messages, with the actions in the same process instead of behind a second server."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.core.actions.action import Action, RemoteAction
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

__all__ = ["APOLOGY", "UNDERSTOOD_BY", "InProcessActions", "Processor"]

logger = logging.getLogger(__name__)

APOLOGY = "抱歉，处理这条消息时出了一点问题，您之前提供的信息没有丢失，请换个说法再试一次。"


UNDERSTOOD_BY = ("asked", "policy", "they", "last_question")
"""The slots that the understanding of a message is told."""


class Processor(MessageProcessor):
    """Loads a model and handles its messages one turn at a time: the caller holds the conversation's lock."""

    def __init__(self, model: Path, store: TrackerStore) -> None:
        super().__init__(
            model_path=model,
            tracker_store=store,
            lock_store=InMemoryLockStore(),  # for reminders only, which we do not have
            generator=TemplatedNaturalLanguageGenerator({}),
            action_endpoint=InProcessActions(),
        )
        self.nlg.responses = self.domain.responses
        store.domain = self.domain

    async def parse_message(
        self, message: UserMessage, tracker: DialogueStateTracker | None = None, only_output_properties: bool = True
    ) -> dict[str, Any]:
        """A bare answer is understood by what was asked, in the words of the policy spoken of."""
        if tracker is not None:
            message.metadata = {slot: tracker.get_slot(slot) for slot in UNDERSTOOD_BY}
        parsed: dict[str, Any] = await super().parse_message(message, tracker, only_output_properties)
        return parsed

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        if isinstance(action, RemoteAction):
            action = _InProcessAction(action.name(), self.action_endpoint)
        return action, prediction


class _InProcessAction(RemoteAction):
    """What an action in this process returns was made by ``rasa_sdk`` and needs no proof of its form."""

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        return True


class InProcessActions(EndpointConfig):
    """An action endpoint that calls the package of actions directly.

    The package is named, not imported: the bot knows the actions only as Rasa does, by name, so that
    the same package can also be served by ``rasa run actions``.
    """

    def __init__(self, package: str = "actions") -> None:
        # Without the option every call carries the whole domain, which no action reads.
        super().__init__(url="in-process:", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(self, *_: Any, json: dict[str, Any], **__: Any) -> Any:
        try:
            return await self._executor.run(json)
        except Exception:
            # Rasa would log this and answer with silence; the person deserves a sentence.
            logger.exception("action %s failed", json.get("next_action"))
            return {"events": [], "responses": [{"text": APOLOGY}]}
