"""Encryption at rest (K3): master keys wrap data keys, data keys seal values, each bound to its place.

Envelope: a value is sealed with AES-256-GCM under a *data key* (one per case, one for the directory, one for
blind indexes); a data key is kept only wrapped under a *master key* that lives outside the database. The
associated data names table, column, row and key, so that a ciphertext moved elsewhere does not open. Everything
fails closed: a missing key or an altered byte is an error, never an empty value.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_FORMAT = b"\x01"
_NONCE = 12
_KEY = 32
_KEY_ID = re.compile(r"^[A-Za-z0-9._-]{1,64}$")


class EncryptionError(Exception):
    """Something cannot be sealed or opened. Never says what the value is."""


class KeyMissing(EncryptionError):
    """A key that is needed is not on the ring."""


class KeyDestroyed(EncryptionError):
    """The data key was destroyed on purpose: what it sealed is gone (K3)."""


class CiphertextRefused(EncryptionError):
    """A ciphertext was altered, cut short, or moved from another place."""


@dataclass(frozen=True)
class Place:
    """Where a sealed value lives; a value opens only in its own place."""

    table: str
    column: str
    row: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column} of {self.row}"


@dataclass(frozen=True)
class DataKey:
    """A key that seals values. Its material never shows in a message or a log."""

    id: str
    material: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> DataKey:
        """A new random 256-bit key with a random id."""
        return cls("K-" + secrets.token_hex(8), secrets.token_bytes(_KEY))

    def seal(self, plaintext: bytes, place: Place) -> bytes:
        """Seal a value for its place."""
        nonce = secrets.token_bytes(_NONCE)
        return _FORMAT + nonce + AESGCM(self.material).encrypt(nonce, plaintext, _bound(place, self.id))

    def unseal(self, sealed: bytes, place: Place) -> bytes:
        """Open a value; :class:`CiphertextRefused` if it was altered or belongs elsewhere."""
        if not sealed.startswith(_FORMAT) or len(sealed) < len(_FORMAT) + _NONCE + 16:
            raise CiphertextRefused(f"{place} is not a sealed value")
        nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        try:
            return AESGCM(self.material).decrypt(nonce, body, _bound(place, self.id))
        except InvalidTag:
            raise CiphertextRefused(f"{place} was altered or moved: it does not open under key {self.id}") from None

    def mac(self, purpose: str, data: bytes) -> str:
        """HMAC-SHA256 of data under a key of its own for each purpose, in hexadecimal."""
        own = hmac.digest(self.material, purpose.encode(), sha256)
        return hmac.new(own, data, sha256).hexdigest()


def _bound(place: Place, key_id: str) -> bytes:
    return json.dumps([place.table, place.column, place.row, key_id], ensure_ascii=True).encode()


@dataclass(frozen=True)
class Wrapped:
    """A data key under a master key."""

    master: str
    blob: bytes


class MasterKeys:
    """The ring of master keys: the first wraps, all unwrap. Comes from a file or a secret, never from the code."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        if not keys:
            raise KeyMissing("the master key ring is empty: `keys init FILE` makes one")
        for key_id, material in keys.items():
            if not _KEY_ID.match(key_id):
                raise EncryptionError(
                    "a master key's id has letters, digits, dot, dash and underscore only (64 at most)"
                )
            if len(material) != _KEY:
                raise EncryptionError(f"master key {key_id} must have {_KEY} bytes and has {len(material)}")
        self._keys = dict(keys)
        self.active = next(iter(self._keys))

    def __repr__(self) -> str:
        return f"MasterKeys(active={self.active!r}, ids={self.ids!r})"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids on the ring, the active one first."""
        return tuple(self._keys)

    @classmethod
    def generate(cls, key_id: str = "m1") -> MasterKeys:
        """A ring of one new random key."""
        return cls({key_id: secrets.token_bytes(_KEY)})

    @classmethod
    def parse(cls, text: str) -> MasterKeys:
        """Read a ring: a line ``id:base64`` for each key, the active one first; ``#`` starts a comment line."""
        keys: dict[str, bytes] = {}
        lines = (line.strip() for line in text.splitlines())
        for number, line in enumerate(lines, start=1):
            if not line or line.startswith("#"):
                continue
            key_id, _, encoded = line.partition(":")
            if key_id in keys:
                raise EncryptionError(f"master keys, line {number}: the id {key_id} stands there twice")
            keys[key_id] = _material(encoded, number)
        return cls(keys)

    @classmethod
    def read(cls, path: Path) -> MasterKeys:
        """Read a ring from a file; :class:`KeyMissing` names the file when it cannot be read."""
        try:
            return cls.parse(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as problem:
            raise KeyMissing(f"the master key file {path} cannot be read ({type(problem).__name__})") from None

    def with_new(self, key_id: str) -> MasterKeys:
        """The ring with a new random key in front: wraps from now on; the others still unwrap."""
        if key_id in self._keys:
            raise EncryptionError(f"the ring has a master key {key_id} already")
        return MasterKeys({key_id: secrets.token_bytes(_KEY), **self._keys})

    def without(self, key_id: str) -> MasterKeys:
        """The ring without one key."""
        return MasterKeys({name: key for name, key in self._keys.items() if name != key_id})

    def text(self) -> str:
        """The ring as :meth:`parse` reads it. A secret."""
        return "".join(f"{name}:{base64.b64encode(key).decode()}\n" for name, key in self._keys.items())

    def wrap(self, key: DataKey, name: str) -> Wrapped:
        """Wrap a data key under the active master key, bound to the name it serves."""
        master = DataKey(self.active, self._keys[self.active])
        return Wrapped(self.active, master.seal(key.material, _key_place(name, key.id)))

    def unwrap(self, wrapped: Wrapped, key_id: str, name: str) -> DataKey:
        """Unwrap a data key; :class:`KeyMissing` names the master key that is not on the ring."""
        if wrapped.master not in self._keys:
            raise KeyMissing(f"master key {wrapped.master}, which wraps the key of {name}, is not on the ring")
        master = DataKey(wrapped.master, self._keys[wrapped.master])
        return DataKey(key_id, master.unseal(wrapped.blob, _key_place(name, key_id)))


def _key_place(name: str, key_id: str) -> Place:
    return Place("data_keys", "wrapped", f"{name}/{key_id}")


def _material(encoded: str, number: int) -> bytes:
    try:
        return base64.b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise EncryptionError(f"master keys, line {number}: expected id:base64") from None
