"""Personal identifiers at rest: SM4-GCM with key ids, and a keyed blind index for look-ups (design §5)."""

import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.db import models

_NONCE, _TAG = 12, 16


def seal(text: str) -> bytes:
    """Encrypt: key id (1 byte), nonce (12), tag (16), cipher text."""
    key_id = max(settings.FIELD_KEYS)
    nonce = os.urandom(_NONCE)
    cipher = Cipher(algorithms.SM4(settings.FIELD_KEYS[key_id]), modes.GCM(nonce)).encryptor()
    body = cipher.update(text.encode()) + cipher.finalize()
    return bytes([key_id]) + nonce + cipher.tag + body


def unseal(data: bytes) -> str:
    """Decrypt what `seal` made; raises InvalidTag when a bit was changed."""
    data = bytes(data)
    nonce, tag = data[1 : 1 + _NONCE], data[1 + _NONCE : 1 + _NONCE + _TAG]
    cipher = Cipher(algorithms.SM4(settings.FIELD_KEYS[data[0]]), modes.GCM(nonce, tag)).decryptor()
    return (cipher.update(data[1 + _NONCE + _TAG :]) + cipher.finalize()).decode()


def blind(text: str) -> bytes:
    """The keyed digest by which a sealed value is found without being opened."""
    return hmac.new(settings.BLIND_KEY, text.upper().encode(), hashlib.sha256).digest()


class SealedField(models.Field):
    """A text kept sealed in the database and plain in memory."""

    def db_type(self, connection) -> str:
        """bytea."""
        return "bytea"

    def from_db_value(self, value, expression, connection):
        return None if value is None else unseal(value)

    def get_db_prep_value(self, value, connection, prepared=False):
        return seal(value) if isinstance(value, str) else value
