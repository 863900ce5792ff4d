"""What an account needs to be set up, from the environment or from files (``…_FILE``)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings

__all__ = ["AccountSettings", "SettingsError", "WeChatSettings", "WeComSettings", "configured_accounts"]

AES_KEY_CHARACTERS = 43


class SettingsError(ValueError):
    """A variable that is missing or wrong; the message names it and the fix."""


@dataclass(frozen=True)
class AccountSettings:
    """What an official account and a WeCom application have in common.

    ``receiver``: the appid or corpid that every encrypted message must end with.
    ``aes_key``: 32 bytes; None only where plaintext is allowed and no key was given.
    ``secret``: for the API; None means that answers travel only in replies to requests.
    """

    receiver: str
    token: str
    aes_key: bytes | None
    secret: str | None
    allows_plaintext: bool
    api: str
    database: str
    public_url: str

    @property
    def account(self) -> str:
        """Tells the rows of different accounts in one database apart."""
        raise NotImplementedError


@dataclass(frozen=True)
class WeChatSettings(AccountSettings):
    """An official account (公众号)."""

    @property
    def account(self) -> str:
        return f"mp:{self.receiver}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> WeChatSettings | None:
        """None where no account is set up; ``SettingsError`` where one is set up by half."""
        read = _Variables(environment, "HUIQI_WECHAT_")
        if not read.any_of("APPID", "TOKEN", "AES_KEY", "SECRET"):
            return None
        allows_plaintext = read.allowed("PLAINTEXT")
        return cls(
            receiver=read.required("APPID", "公众号后台「设置与开发 → 基本配置」里的 AppID"),
            token=read.required("TOKEN", "「服务器配置」里自己填写的令牌（Token）"),
            aes_key=read.aes_key(required=not allows_plaintext),
            secret=read.optional("SECRET"),
            allows_plaintext=allows_plaintext,
            api=(read.optional("API") or "https://api.weixin.qq.com").rstrip("/"),
            **_shared(environment),
        )


@dataclass(frozen=True)
class WeComSettings(AccountSettings):
    """An application in WeCom (企业微信自建应用). Its protocol knows no plaintext."""

    agent: int

    @property
    def account(self) -> str:
        return f"wecom:{self.receiver}:{self.agent}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> WeComSettings | None:
        read = _Variables(environment, "HUIQI_WECOM_")
        if not read.any_of("CORPID", "AGENTID", "TOKEN", "AES_KEY", "SECRET"):
            return None
        agent = read.required("AGENTID", "企业微信管理后台该应用详情页里的 AgentId")
        if not agent.isascii() or not agent.isdigit():
            raise SettingsError(f"HUIQI_WECOM_AGENTID 应为数字，收到的是 {agent}")
        return cls(
            receiver=read.required("CORPID", "企业微信管理后台「我的企业」里的企业 ID"),
            token=read.required("TOKEN", "该应用「接收消息」设置里的 Token"),
            aes_key=read.aes_key(required=True),
            secret=read.optional("SECRET"),
            allows_plaintext=False,
            api=(read.optional("API") or "https://qyapi.weixin.qq.com").rstrip("/"),
            agent=int(agent),
            **_shared(environment),
        )


def configured_accounts(environment: Mapping[str, str]) -> tuple[AccountSettings, ...]:
    """The accounts that are set up, of both kinds; ``SettingsError`` where one is set up by half."""
    found = (WeChatSettings.from_environment(environment), WeComSettings.from_environment(environment))
    return tuple(account for account in found if account)


def _shared(environment: Mapping[str, str]) -> dict[str, str]:
    general = Settings.from_environment(environment)
    return {"database": general.database, "public_url": general.public_url}


class _Variables:
    """Variables with one prefix; ``X_FILE`` names a file that holds the value of ``X``."""

    def __init__(self, environment: Mapping[str, str], prefix: str) -> None:
        self._environment = environment
        self._prefix = prefix

    def any_of(self, *names: str) -> bool:
        return any(self._environment.get(self._prefix + name + end) for name in names for end in ("", "_FILE"))

    def optional(self, name: str) -> str | None:
        variable = self._prefix + name
        value, file = self._environment.get(variable), self._environment.get(f"{variable}_FILE")
        if value and file:
            raise SettingsError(f"{variable} 和 {variable}_FILE 只能设置一个")
        if file:
            try:
                value = Path(file).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise SettingsError(f"{variable}_FILE 指向的文件读不出来：{error}") from None
        return (value or "").strip() or None

    def required(self, name: str, where: str) -> str:
        value = self.optional(name)
        if value is None:
            raise SettingsError(f"缺少 {self._prefix}{name}：请填入{where}")
        return value

    def allowed(self, name: str) -> bool:
        value = self.optional(name)
        if value not in (None, "allow"):
            raise SettingsError(f"{self._prefix}{name} 只能是 allow 或不设置，收到的是 {value}")
        return value == "allow"

    def aes_key(self, *, required: bool) -> bytes | None:
        where = "「服务器配置」里的消息加解密密钥（EncodingAESKey，43 位）"
        written = self.required("AES_KEY", where) if required else self.optional("AES_KEY")
        if written is None:
            return None
        try:
            key = base64.b64decode(written + "=", validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(written) != AES_KEY_CHARACTERS or len(key) != 32:
            raise SettingsError(f"{self._prefix}AES_KEY 不是{where}")
        return key
