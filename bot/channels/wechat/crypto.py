"""Signatures and encryption of callbacks, as official accounts and WeCom share them.

A ciphertext is AES-256-CBC (the first 16 bytes of the key are the IV, padding to 32 bytes) over
16 random bytes, the length of the message (4 bytes, big-endian), the message, the receiver's id.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

__all__ = ["BadCiphertext", "Cryptor", "signature", "signed_by"]

BLOCK = 32
RANDOM_BYTES = 16
LENGTH_BYTES = 4


class BadCiphertext(ValueError):
    """Not encrypted with this key for this receiver. Deliberately says no more."""


def signature(*parts: str) -> str:
    joined = "".join(sorted(parts)).encode("utf-8", "surrogatepass")
    return hashlib.sha1(joined).hexdigest()  # noqa: S324 - the protocol's choice


def signed_by(expected: str, *parts: str) -> bool:
    """Whether ``expected`` is the signature of the parts (token first), in constant time."""
    return hmac.compare_digest(signature(*parts).encode(), expected.encode("utf-8", "surrogatepass"))


class Cryptor:
    """Encrypts for and decrypts from one account. ``key``: 32 bytes."""

    def __init__(self, key: bytes, receiver: str) -> None:
        self._cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16]))
        self._receiver = receiver.encode()

    def encrypt(self, message: bytes) -> str:
        length = len(message).to_bytes(LENGTH_BYTES, "big")
        plain = os.urandom(RANDOM_BYTES) + length + message + self._receiver
        padding = BLOCK - len(plain) % BLOCK
        encryptor = self._cipher.encryptor()
        return base64.b64encode(encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()).decode()

    def decrypt(self, ciphertext: str) -> bytes:
        try:
            sealed = base64.b64decode(ciphertext, validate=True)
        except (binascii.Error, ValueError):
            raise BadCiphertext from None
        if not sealed or len(sealed) % BLOCK:
            raise BadCiphertext
        decryptor = self._cipher.decryptor()
        plain = _unpadded(decryptor.update(sealed) + decryptor.finalize())
        start = RANDOM_BYTES + LENGTH_BYTES
        end = start + int.from_bytes(plain[RANDOM_BYTES:start], "big")
        if len(plain) < start or end > len(plain) or not hmac.compare_digest(plain[end:], self._receiver):
            raise BadCiphertext
        return plain[start:end]


def _unpadded(plain: bytes) -> bytes:
    padding = plain[-1]
    if not 1 <= padding <= BLOCK or plain[-padding:] != bytes([padding]) * padding:
        raise BadCiphertext
    return plain[:-padding]
