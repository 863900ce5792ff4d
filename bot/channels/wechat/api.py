"""The platform's API: bounded in time and tries, every error code sorted by what to do about it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp

__all__ = [
    "ApiError",
    "Busy",
    "Caller",
    "Denied",
    "Misconfigured",
    "NotDeliverable",
    "TokenRejected",
    "TooLong",
    "Uncertain",
]

logger = logging.getLogger(__name__)

TIMEOUT = aiohttp.ClientTimeout(total=8.0, connect=3.0)
TRIES = 3
PAUSES = (0.3, 1.0)
"""Seconds between tries of one call."""
LARGEST_ANSWER = 1024 * 1024


class ApiError(Exception):
    """The call certainly had no effect; the same may succeed later."""

    def __init__(self, message: str, code: int | None = None) -> None:
        super().__init__(message)
        self.code = code


class Busy(ApiError):
    """Nobody there, or too much to do; worth trying again at once."""


class Uncertain(ApiError):
    """The call was sent and no answer understood: it may have had its effect."""


class NotDeliverable(ApiError):
    """Not to this person now; a new message of theirs opens the way again."""


class TooLong(ApiError):
    """The text has to be shortened."""


class Denied(ApiError):
    """The account does not have this API."""


class Misconfigured(ApiError):
    """Somebody has to change a setting; the message says which."""


class TokenRejected(ApiError):
    """The access token is wrong or over."""


_BUSY = frozenset({-1, 45009, 45011, 6000})
_MEANINGS: Mapping[type[ApiError], Mapping[int, str]] = {
    TokenRejected: {
        40001: "access_token 无效",
        40014: "access_token 无效",
        41001: "缺少 access_token",
        42001: "access_token 已过期",
    },
    NotDeliverable: {
        40003: "openid 无效或不属于这个公众号",
        40031: "openid 列表无效",
        43004: "对方未关注公众号",
        43019: "对方在黑名单里",
        45015: "距对方上一条消息已超过 48 小时",
        45047: "客服消息条数已用完，等对方再发一条消息",
        48002: "对方拒收消息",
        81013: "成员不在应用的可见范围内",
        60111: "成员不存在",
    },
    TooLong: {45002: "消息内容超过长度限制"},
    Denied: {
        48001: "这个公众号没有该接口的权限（未认证的订阅号没有客服消息接口）",
        48003: "没有同意接口使用条款",
        48004: "接口被禁用",
        48006: "接口被禁用",
        50001: "没有该接口的权限",
        50002: "账号受限",
    },
    Misconfigured: {
        40013: "AppID 不对，请检查 HUIQI_WECHAT_APPID",
        40091: "企业微信 secret 不对，请检查 HUIQI_WECOM_SECRET",
        40125: "AppSecret 不对，请检查 HUIQI_WECHAT_SECRET",
        40164: "服务器 IP 不在白名单里，请在「基本配置 → IP 白名单」添加",
        40243: "AppSecret 已被冻结，请到公众号后台解冻",
        60020: "服务器 IP 不在企业可信 IP 里，请在应用详情页添加",
        61004: "服务器 IP 不在白名单里",
        89503: "此 IP 调用需要管理员确认",
        301002: "没有操作这个应用的权限，请检查 HUIQI_WECOM_AGENTID",
    },
}
_BY_CODE = {code: (kind, meaning) for kind, codes in _MEANINGS.items() for code, meaning in codes.items()}


def error_of(code: int, message: object) -> ApiError:
    """The error for an ``errcode``; an unknown one is not worth repeating."""
    if code in _BUSY:
        return Busy(f"微信接口繁忙或超过频率限制（{code}）", code)
    kind, meaning = _BY_CODE.get(code, (NotDeliverable, str(message)[:200]))
    return kind(f"{meaning}（{code}）", code)


class Caller:
    """Calls with a token that is fetched when needed and again, once, when it is rejected."""

    def __init__(self, base: str, token: Callable[[str | None], Awaitable[str]]) -> None:
        self._base = base
        self._token = token
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    async def call(
        self, path: str, body: Mapping[str, Any] | None = None, query: Mapping[str, str] | None = None
    ) -> Any:
        """A call with the account's token: POST with a body, else GET."""
        token = await self._token(None)
        try:
            return await self.call_without_token(path, body, {**(query or {}), "access_token": token})
        except TokenRejected:
            token = await self._token(token)
        return await self.call_without_token(path, body, {**(query or {}), "access_token": token})

    async def call_without_token(
        self, path: str, body: Mapping[str, Any] | None = None, query: Mapping[str, str] | None = None
    ) -> Any:
        """Tried again, a few times, only while it certainly had no effect."""
        for pause in (*PAUSES, None):
            try:
                return await self._once(path, body, query)
            except Busy:  # noqa: PERF203 - trying again is what the loop is for
                if pause is None:
                    raise
                await asyncio.sleep(pause)
        raise AssertionError("unreachable")

    async def _once(self, path: str, body: Mapping[str, Any] | None, query: Mapping[str, str] | None) -> Any:
        if self._session is None:
            # No kept connections: one that the server closes meanwhile makes a call uncertain for nothing.
            connector = aiohttp.TCPConnector(force_close=True)
            self._session = aiohttp.ClientSession(timeout=TIMEOUT, connector=connector)
        # The API shows escaped characters (\u60e0) to people as they stand.
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        # Errors are raised "from None": the original ones show the address, and with it the token.
        try:
            async with self._session.request(
                "GET" if data is None else "POST", f"{self._base}{path}", params=query, data=data
            ) as response:
                answer = await response.content.read(LARGEST_ANSWER)
                status = response.status
        except aiohttp.ClientConnectorError as error:
            raise Busy(f"连不上微信接口 {self._base}（{type(error).__name__}），请检查网络") from None
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise Uncertain(f"微信接口的回应中断（{type(error).__name__}）") from None
        return _checked(status, answer)


def _checked(status: int, answer: bytes) -> Any:
    if status != 200:
        raise Uncertain(f"微信接口返回 HTTP {status}")
    try:
        document = json.loads(answer)
    except (ValueError, RecursionError):
        raise Uncertain("微信接口的回应不是 JSON") from None
    if not isinstance(document, dict) or type(code := document.get("errcode", 0)) is not int:
        raise Uncertain("微信接口的回应看不懂")
    if code:
        raise error_of(code, document.get("errmsg", ""))
    return document
