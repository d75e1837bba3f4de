"""Sealed snapshots: encrypted, authenticated, bound to a label, and good for a time.

The recipe is Fernet's (AES-128-CBC under HMAC-SHA256), with MultiFernet for the rotation of keys. What is sealed is
one msgpack list: the format's version, then what the snapshot is bound to, then its bytes. Nothing of it is parsed
before the MAC of all bytes has been found right. Tokens are the same bytes as text.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Final

import msgpack  # type: ignore[import-untyped]  # it ships no types
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from ..interpreter import Monty, SnapshotError
from ..interpreter.snapshot import HEADER_SIZE, KINDS, MAGIC
from ..suspension import StoredRun, is_stored_run
from .errors import (
    SnapshotAltered,
    SnapshotExpired,
    SnapshotKeyError,
    SnapshotLabelMismatch,
    SnapshotProgramMismatch,
)

Label = str | tuple[str, ...]
"""Whom a snapshot belongs to: one text, or several (tenant, run, tool call), which are never run together."""

FORMAT: Final = 1
DEFAULT_TTL: Final = 7 * 24 * 3600.0
"""Seconds."""
KEYS_VARIABLE: Final = 'MONTY_TOOLS_SNAPSHOT_KEYS'
RUN: Final = 'run'
"""A suspended run of code mode, with its session."""
REFERENCE: Final = 'reference'
"""No snapshot: a token that names a stored one."""
OTHER: Final = 'data'
"""Bytes that are no snapshot of ours."""
TOKEN_START: Final = 'monty1.'
"""What tokens begin with; no key of a stored snapshot does, for want of the dot."""
ALTERED: Final = 'the snapshot was altered, or sealed with a key that is not among those given'


def new_key() -> str:
    """A new random key."""
    return Fernet.generate_key().decode()


class SnapshotKeys:
    """The keys that seal snapshots. The first one seals, all of them open: to rotate, put a new one in front.

    Each is what ``new_key`` gives. None stands for those of the environment variable MONTY_TOOLS_SNAPSHOT_KEYS,
    separated by commas or blanks. Raises SnapshotKeyError for what is no key; without any, whoever asks for one has it.
    """

    def __init__(self, keys: Iterable[str | bytes] | SnapshotKeys | None = None) -> None:
        if isinstance(keys, (str, bytes)):
            raise SnapshotKeyError('keys must be a list of keys, not one by itself')
        if isinstance(keys, SnapshotKeys):
            self._fernets: tuple[Fernet, ...] = keys._fernets
            self.ids: tuple[str, ...] = keys.ids
            return
        if keys is None:
            keys = re.split(r'[\s,]+', os.environ.get(KEYS_VARIABLE, '').strip(' \t\r\n,'))
            keys = [key for key in keys if key]
            if not keys:
                raise SnapshotKeyError(
                    f'no key for snapshots: give keys=[…] or set {KEYS_VARIABLE}; new_key() makes one'
                )
        texts = [_key_bytes(key, place) for place, key in enumerate(keys, 1)]
        self._fernets = tuple(Fernet(text) for text in texts)
        self.ids = tuple(hmac.digest(text, b'monty_tools snapshot key', 'sha256')[:8].hex() for text in texts)
        """Names of the keys, which tell nothing of them."""

    def __repr__(self) -> str:
        return f'<SnapshotKeys {", ".join(self.ids) or "none"}>'

    @property
    def sealing_id(self) -> str:
        """The name of the key that seals."""
        self._need()
        return self.ids[0]

    def encrypt(self, data: bytes, now: float) -> bytes:
        """``data`` under the first key. Fernet's own text form is undone: in it, several texts stand for one token."""
        self._need()
        return urlsafe_b64decode(self._fernets[0].encrypt_at_time(data, int(now)))

    def decrypt(self, sealed: bytes) -> bytes:
        """What ``encrypt`` was given. SnapshotAltered for any other bytes."""
        self._need()
        try:
            return MultiFernet(self._fernets).decrypt(urlsafe_b64encode(sealed))
        except InvalidToken:
            pass
        raise SnapshotAltered(ALTERED)

    def _need(self) -> None:
        if not self._fernets:
            raise SnapshotKeyError('no key for snapshots was given: what is sealed can be listed and deleted, no more')


def _key_bytes(key: object, place: int) -> bytes:
    """``key`` in its one spelling. The error does not repeat it."""
    text = key.encode() if isinstance(key, str) else key
    if isinstance(text, bytes):
        try:
            raw = urlsafe_b64decode(text)
        except (NotBase64, ValueError):
            raw = b''
        if len(raw) == 32 and urlsafe_b64encode(raw) == text:
            return text
    raise SnapshotKeyError(f'key {place} for snapshots is not 32 bytes in URL-safe base64; new_key() makes one')


FIELD_TYPES: Final = [str, str, str, int, float, float, float, bytes, bytes]
"""Of what follows the format's version."""


@dataclass(frozen=True, repr=False)
class Sealed:
    """What is within a seal."""

    label: str
    """As ``label_text`` has it."""
    kind: str
    key: str
    """Under which it is stored; for what is in no store, random: for a host that keeps track of which were used."""
    round: int
    """How often the run had paused before."""
    created: float
    expires: float
    """Seconds since the epoch, like ``created``."""
    ttl: float
    """For how many seconds it was good when it was stored."""
    program: bytes
    """``program_digest`` of the program, empty where none was told."""
    data: bytes

    def sealed(self, keys: SnapshotKeys) -> bytes:
        """The bytes that ``opened`` opens."""
        fields = [
            FORMAT,
            self.label,
            self.kind,
            self.key,
            self.round,
            self.created,
            self.expires,
            self.ttl,
            self.program,
            self.data,
        ]
        packed: bytes = msgpack.packb(fields)
        return keys.encrypt(packed, self.created)

    @classmethod
    def opened(cls, sealed: bytes, keys: SnapshotKeys) -> Sealed:
        """What ``sealed`` wrote. SnapshotAltered unless every byte is as it was."""
        if not isinstance(sealed, (bytes, bytearray, memoryview)):
            raise SnapshotError(f'not a sealed snapshot: bytes are expected, not {type(sealed).__name__}')
        plain = keys.decrypt(bytes(sealed))
        try:
            version, *fields = msgpack.unpackb(plain)
        except (ValueError, TypeError, msgpack.UnpackException, RecursionError):
            version, fields = None, []
        if version != FORMAT:
            raise SnapshotError(f'the seal has format {version!r}, this version reads format {FORMAT} only')
        if [type(field) for field in fields] != FIELD_TYPES or not all(map(isfinite, fields[4:7])):
            raise SnapshotError('the seal holds no snapshot')
        return cls(*fields)

    def check(self, label: Label, now: float, program: str | Monty | None = None) -> Sealed:
        """Itself, if it belongs to ``label``, is of ``program`` where that is given, and its time is not over."""
        if not hmac.compare_digest(self.label.encode(), label_text(label).encode()):
            raise SnapshotLabelMismatch('the snapshot belongs to another label')
        if now >= self.expires:
            raise SnapshotExpired('the time to live of the snapshot is over')
        if program is not None and not hmac.compare_digest(self.program, program_digest(program)):
            raise SnapshotProgramMismatch('the snapshot was made by another program')
        return self


def seal(
    data: bytes,
    *,
    label: Label,
    keys: Iterable[str | bytes] | SnapshotKeys | None = None,
    ttl: float = DEFAULT_TTL,
    program: str | Monty | None = None,
    now: float | None = None,
) -> bytes:
    """``data`` encrypted and authenticated, bound to ``label`` and to ``program`` where that is given, good for ``ttl``
    seconds from ``now`` (seconds since the epoch, by default the time it is). ``keys`` are as for SnapshotKeys.

    Whoever has sealed bytes can open them any number of times: what may be resumed once belongs into a SnapshotStore.
    """
    start = float(time.time() if now is None else now)
    return fresh(data, label, lifetime(ttl), start, program).sealed(SnapshotKeys(keys))


def unseal(
    sealed: bytes,
    *,
    label: Label,
    keys: Iterable[str | bytes] | SnapshotKeys | None = None,
    program: str | Monty | None = None,
    now: float | None = None,
) -> bytes:
    """What ``seal`` was given. Raises SnapshotAltered before anything is parsed, then SnapshotLabelMismatch,
    SnapshotExpired, SnapshotProgramMismatch; SnapshotKeyError without a key."""
    opened = Sealed.opened(sealed, SnapshotKeys(keys))
    return opened.check(label, time.time() if now is None else now, program).data


def fresh(data: bytes, label: Label, ttl: float, now: float, program: str | Monty | None) -> Sealed:
    """What is to be sealed of ``data``. A run of code mode tells its program itself."""
    kind = kind_of(data)
    if kind == RUN and program is None:
        program = StoredRun.unpacked(data).code
    return Sealed(label_text(label), kind, random_name(), 0, now, now + ttl, ttl, program_digest(program), data)


def random_name() -> str:
    """A name that can't be guessed: 128 random bits, in hexadecimal."""
    return secrets.token_hex(16)


def lifetime(ttl: float) -> float:
    """A time to live in seconds. ValueError for what is none."""
    if isinstance(ttl, bool) or not isinstance(ttl, (int, float)) or not 0 < ttl < float('inf'):
        raise ValueError(f'ttl must be a number of seconds above 0, not {ttl!r}')
    return float(ttl)


def label_text(label: Label) -> str:
    """A label's one spelling: its parts as a JSON list in ASCII. TypeError or ValueError for what is none."""
    parts = (label,) if isinstance(label, str) else label
    if not isinstance(parts, tuple) or not all(isinstance(part, str) for part in parts):
        raise TypeError(f'a label must be a str or a tuple of str, not {type(label).__name__}')
    if not parts or not all(parts):
        raise ValueError('a label must not be empty, nor any part of it')
    return json.dumps(parts, separators=(',', ':'))


def label_of(text: str) -> tuple[str, ...]:
    """The parts of the label that ``label_text`` spelled so."""
    return tuple(json.loads(text))


def program_digest(program: str | Monty | None) -> bytes:
    """SHA-256 of a program's text; empty for none."""
    if program is None:
        return b''
    text = program.code if isinstance(program, Monty) else program
    return hashlib.sha256(text.encode('utf-8', 'surrogatepass')).digest()


def kind_of(data: bytes) -> str:
    """What the bytes say of themselves: ``'run'``, one of the interpreter's kinds, or ``'data'``. TypeError for what is
    no bytes."""
    if not isinstance(data, bytes):
        raise TypeError(f'a snapshot is bytes, not {type(data).__name__}')
    if is_stored_run(data):
        return RUN
    if data.startswith(MAGIC) and len(data) >= HEADER_SIZE and data[HEADER_SIZE - 1] < len(KINDS):
        return KINDS[data[HEADER_SIZE - 1]]
    return OTHER


def token_text(sealed: bytes) -> str:
    """Sealed bytes as text."""
    return TOKEN_START + urlsafe_b64encode(sealed).decode()


def token_bytes(token: str) -> bytes:
    """What ``token_text`` was given. SnapshotAltered for any text but the one that it gave."""
    try:
        sealed = urlsafe_b64decode(token.removeprefix(TOKEN_START).encode())
    except (NotBase64, ValueError):
        sealed = b''
    if token_text(sealed) != token:
        raise SnapshotAltered(ALTERED)
    return sealed
