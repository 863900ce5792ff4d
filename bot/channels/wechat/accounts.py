"""What differs between an official account and a WeCom application beyond the encrypted callbacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from bot.channels.wechat import texts
from bot.channels.wechat.api import ApiError, Caller
from bot.channels.wechat.fitting import MOST_BYTES, Answer, Fitted, fitted, size
from bot.channels.wechat.settings import AccountSettings, WeChatSettings, WeComSettings
from bot.channels.wechat.token import SharedToken
from bot.runtime.database import Database

__all__ = ["Account", "account_of"]

MOST_MENU_HEAD_BYTES = 1024
"""Texts up to this length become the head of a menu of choices; longer ones go as text with letters."""


class Account(Protocol):
    """The API of one account."""

    token: SharedToken

    async def send(self, person: str, answer: Answer, link: str | None, most_bytes: int = MOST_BYTES) -> Fitted:
        """Send a person as much of the answer as fits; returns what was sent and what is left."""

    async def publish_menu(self, buttons: Sequence[Mapping[str, Any]]) -> None: ...

    async def published_menu(self) -> Any: ...

    async def close(self) -> None: ...


def account_of(settings: AccountSettings, database: Database) -> Account | None:
    """None where no secret is set: such an account answers in responses only."""
    if settings.secret is None:
        return None
    if isinstance(settings, WeComSettings):
        return WeComApplication(settings, settings.secret, database)
    assert isinstance(settings, WeChatSettings)
    return OfficialAccount(settings, settings.secret, database)


def _token_of(document: Mapping[str, Any]) -> tuple[str, float]:
    token, valid_for = document.get("access_token"), document.get("expires_in")
    if not isinstance(token, str) or not token or not isinstance(valid_for, (int, float)):
        raise ApiError("微信接口的回应里没有 access_token")
    return token, float(valid_for)


class OfficialAccount:
    """公众号: stable token, customer-service messages, custom menu."""

    def __init__(self, settings: WeChatSettings, secret: str, database: Database) -> None:
        self._appid = settings.receiver
        self._secret = secret
        self.token = SharedToken(database, settings.account, self._fetch_token)
        self._api = Caller(settings.api, self.token)

    async def _fetch_token(self, forced: bool) -> tuple[str, float]:
        body = {
            "grant_type": "client_credential",
            "appid": self._appid,
            "secret": self._secret,
            "force_refresh": forced,
        }
        return _token_of(await self._api.call_without_token("/cgi-bin/stable_token", body))

    async def send(self, person: str, answer: Answer, link: str | None, most_bytes: int = MOST_BYTES) -> Fitted:
        without_choices = fitted(Answer(answer.text, linked=answer.linked), link, most_bytes)
        if answer.choices and not without_choices.rest and size(without_choices.text) <= MOST_MENU_HEAD_BYTES:
            menu = [{"id": str(number), "content": title} for number, (title, _) in enumerate(answer.choices, 1)]
            content = {"head_content": without_choices.text, "list": menu, "tail_content": texts.TAP}
            await self._send(person, "msgmenu", content)
            return without_choices
        sent = fitted(answer, link, most_bytes)
        await self._send(person, "text", {"content": sent.text})
        return sent

    async def _send(self, person: str, type_: str, content: Mapping[str, Any]) -> None:
        message = {"touser": person, "msgtype": type_, type_: content}
        await self._api.call("/cgi-bin/message/custom/send", message)

    async def publish_menu(self, buttons: Sequence[Mapping[str, Any]]) -> None:
        await self._api.call("/cgi-bin/menu/create", {"button": buttons})

    async def published_menu(self) -> Any:
        return await self._api.call("/cgi-bin/get_current_selfmenu_info")

    async def close(self) -> None:
        await self._api.close()


class WeComApplication:
    """企业微信自建应用: the same steps under other paths; its messages know no menu of choices."""

    def __init__(self, settings: WeComSettings, secret: str, database: Database) -> None:
        self._corpid = settings.receiver
        self._agent = settings.agent
        self._secret = secret
        self.token = SharedToken(database, settings.account, self._fetch_token)
        self._api = Caller(settings.api, self.token)

    async def _fetch_token(self, forced: bool) -> tuple[str, float]:
        # WeCom itself replaces a token that it has invalidated; nothing has to be forced.
        query = {"corpid": self._corpid, "corpsecret": self._secret}
        return _token_of(await self._api.call_without_token("/cgi-bin/gettoken", query=query))

    async def send(self, person: str, answer: Answer, link: str | None, most_bytes: int = MOST_BYTES) -> Fitted:
        sent = fitted(answer, link, most_bytes)
        message = {"touser": person, "agentid": self._agent, "msgtype": "text", "text": {"content": sent.text}}
        # WeCom itself drops the same text to the same person within this time: a resend is seen once.
        once = {"enable_duplicate_check": 1, "duplicate_check_interval": 60}
        await self._api.call("/cgi-bin/message/send", {**message, **once})
        return sent

    async def publish_menu(self, buttons: Sequence[Mapping[str, Any]]) -> None:
        await self._api.call("/cgi-bin/menu/create", {"button": buttons}, {"agentid": str(self._agent)})

    async def published_menu(self) -> Any:
        return await self._api.call("/cgi-bin/menu/get", query={"agentid": str(self._agent)})

    async def close(self) -> None:
        await self._api.close()
