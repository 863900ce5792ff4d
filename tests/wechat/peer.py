"""The independent peer: wechatpy signs, encrypts and decrypts in the place of WeChat."""

from __future__ import annotations

import base64
import os
import secrets
import time
from collections.abc import Mapping

import xmltodict
from wechatpy.crypto import WeChatCrypto
from wechatpy.enterprise.crypto import WeChatCrypto as WeComCrypto
from wechatpy.utils import WeChatSigner

__all__ = ["APPID", "KEY", "TOKEN", "WechatpyCodec", "signed"]

APPID = "wx5823bf96d3bd56c7"
TOKEN = "independent-peer"
KEY = base64.b64encode(os.urandom(32)).decode().rstrip("=")


def signed(*parts: str) -> str:
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


class WechatpyCodec:
    def __init__(self, receiver: str = APPID, token: str = TOKEN, key: str = KEY, wecom: bool = False) -> None:
        self._crypto = (WeComCrypto if wecom else WeChatCrypto)(token, key, receiver)
        self._token = token

    def request(self, message: bytes) -> tuple[dict[str, str], bytes]:
        nonce, timestamp = secrets.token_hex(5), str(int(time.time()))
        body = self._crypto.encrypt_message(message.decode(), nonce, timestamp)
        query = {
            "signature": signed(self._token, timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "encrypt_type": "aes",
            "msg_signature": xmltodict.parse(body)["xml"]["MsgSignature"],
        }
        return query, body.encode()

    def reply(self, body: bytes) -> Mapping[str, str]:
        sealed = xmltodict.parse(body)["xml"]
        opened = self._crypto.decrypt_message(body, sealed["MsgSignature"], sealed["TimeStamp"], sealed["Nonce"])
        fields: Mapping[str, str] = xmltodict.parse(opened)["xml"]
        return fields
