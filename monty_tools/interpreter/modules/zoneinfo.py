"""``zoneinfo``: zones of the ``tzdata`` package, so that results don't depend on the host's files.

A key is looked up in the package's own list of zones before anything is read: no other file can be named.
"""

from __future__ import annotations

import datetime
import io
import posixpath
import threading
import zoneinfo
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from .. import scalars
from ..natives import Implementation, Native, payload_of
from ..objects import Class, ExceptionValue, NativeFunction, NativeProperty
from ..runtime import make_scalar_class
from ..scalars import Scalar
from ..types.tables import TypeTable, descriptor
from .dates import charge_text
from .datetime import TZINFO, Method, slots
from .entry import Entry, why
from .signatures import Signature

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

ZONE_SIZE: Final = 16_000
"""Bytes of a zone's transitions, at most."""
READING: Final = 20_000
"""Units of work of reading a zone's file."""
MAX_KEY: Final = 255

_lock: Final = threading.Lock()
_keys: Final[list[str]] = []
_zones: Final[dict[str, zoneinfo.ZoneInfo]] = {}  # as many as there are zones, the same for all programs


def known_keys() -> list[str]:
    """The keys of all zones, sorted."""
    if not _keys:
        with _lock:
            if not _keys:
                _keys.extend(sorted((files('tzdata') / 'zones').read_text('utf-8').split()))
    return _keys


def read_zone(key: str) -> zoneinfo.ZoneInfo | None:
    """The zone of a key, read anew; None if there is none."""
    if key not in known_keys():
        return None
    data = files('tzdata').joinpath('zoneinfo', *key.split('/')).read_bytes()
    return zoneinfo.ZoneInfo.from_file(io.BytesIO(data), key)


def find_zone(key: str) -> zoneinfo.ZoneInfo | None:
    """The one zone of a key, None if there is none."""
    found = _zones.get(key)
    if found is None:
        made = read_zone(key)
        if made is None:
            return None
        with _lock:
            found = _zones.setdefault(key, made)
    return found


def checked_key(m: Machine, value: object) -> str:
    """A key that could be one. What is none, is refused in CPython's words."""
    key = payload_of(value)
    if type(key) is not str:
        raise m.fail('TypeError', f'expected str, bytes or os.PathLike object, not {m.type_name(value)}')
    charge_text(m, key)
    if '\0' in key:
        raise m.fail('ValueError', 'embedded null byte')
    if len(key) > MAX_KEY:
        return key
    if posixpath.isabs(key):
        raise m.fail('ValueError', f'ZoneInfo keys may not be absolute paths, got: {key}')
    normal = posixpath.normpath(key)
    if len(normal) != len(key):
        raise m.fail('ValueError', f'ZoneInfo keys must be normalized relative paths, got: {key}')
    if normal.split('/')[0] in ('.', '..'):
        raise m.fail('ValueError', f'ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}')
    return key


def not_found(m: Machine, key: str) -> Exception:
    from . import defined

    cls = defined('zoneinfo.ZoneInfoNotFoundError')
    assert isinstance(cls, Class)
    return m.throw(ExceptionValue(cls, (f'No time zone found with key {key}',)))


NEW: Final = Signature(zoneinfo.ZoneInfo, 'key', '')
NO_CACHE: Final = Signature(zoneinfo.ZoneInfo.no_cache, 'key', '')
CLEAR_CACHE: Final = Signature(zoneinfo.ZoneInfo.clear_cache, '*, only_keys=None')
AVAILABLE: Final = Signature(zoneinfo.available_timezones, '')


def new_zone(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    (value,) = NEW.arranged(args, kwargs)
    key = checked_key(m, value)
    if key not in _zones:
        m.tracker.work(READING)
    found = find_zone(key)
    if found is None:
        raise not_found(m, key)
    return found


def no_cache(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``ZoneInfo.no_cache(key)``: the zone as an object of its own."""
    (value,) = NO_CACHE.arranged(args[1:], kwargs)
    key = checked_key(m, value)
    m.tracker.work(READING)
    m.tracker.allocate(ZONE_SIZE)
    found = read_zone(key)
    if found is None:
        raise not_found(m, key)
    return found


def clear_cache(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``ZoneInfo.clear_cache(*, only_keys=None)``: programs share the zones, so nothing is cleared."""
    CLEAR_CACHE.arranged(args[1:], kwargs)
    return None


def available_timezones(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    AVAILABLE.arranged(args, kwargs)
    m.tracker.allocate(100_000)
    m.tracker.work(2000)
    return set(known_keys())


class ZoneMethod(NativeFunction):
    """A method that takes a datetime or None; of anything else the host would want attributes."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.method = Method(name, descriptor(zoneinfo.ZoneInfo, name))

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        for value in args[1:2]:
            plain = payload_of(value)
            if plain is not None and type(plain) is not datetime.datetime:
                missing = 'hour' if isinstance(plain, datetime.date) else 'toordinal'
                raise m.fail('AttributeError', f"'{m.type_name(value)}' object has no attribute '{missing}'")
        return self.method.invoke(m, args, kwargs)


class KeyGetter(NativeProperty):
    def read(self, m: Machine, obj: object) -> object:
        return zone_key(obj)


def class_method(name: str, implementation: Implementation) -> NativeFunction:
    made = Native(name, implementation)
    made.classmethod = True
    return made


ZONEINFO: Final = make_scalar_class(
    'ZoneInfo',
    'zoneinfo',
    TypeTable(
        {
            **slots(zoneinfo.ZoneInfo, '__str__ __repr__ __eq__ __ne__ __hash__'),
            **{name: ZoneMethod(name) for name in ('dst', 'tzname', 'utcoffset')},
            'fromutc': Method('fromutc', descriptor(zoneinfo.ZoneInfo, 'fromutc')),
            'clear_cache': class_method('clear_cache', clear_cache),
            'no_cache': class_method('no_cache', no_cache),
        },
        {'key': KeyGetter('key')},
        new_zone,
    ),
    TZINFO,
    final=True,
)


class ZoneScalar(Scalar):
    """A zone: the one that its key names, but for those of ``no_cache``."""

    def enter(self, value: object) -> object:
        key = host_key(value)
        found = find_zone(key) if isinstance(key, str) else None
        if found is None:
            raise ValueError('tzdata has no zone of its key')
        return found

    def leave(self, value: object) -> object:
        """The host's own zone of the same key."""
        return zoneinfo.ZoneInfo(zone_key(value))

    def trace(self, value: object, out: list[object]) -> int:
        return 0 if _zones.get(zone_key(value)) is value else ZONE_SIZE

    def save(self, value: object) -> str:
        return zone_key(value)

    def restore(self, text: str) -> object:
        found = find_zone(text)
        if found is None:
            raise ValueError('no zone of this key')
        return found


def zone_key(value: object) -> str:
    key = host_key(value)
    assert isinstance(key, str)
    return key


def host_key(value: Any) -> object:
    """The key of a zone of the host's: None if it was made of a file."""
    return value.key


scalars.define(ZoneScalar('zoneinfo.ZoneInfo', zoneinfo.ZoneInfo, ZONEINFO))

NAMES: Final[dict[str, object]] = {
    'ZoneInfo': ZONEINFO,
    'available_timezones': Native('available_timezones', available_timezones),
}

ENTRY: Final = Entry(
    NAMES,
    ('InvalidTZPathWarning', 'ZoneInfoNotFoundError'),
    {},
    absent=why({'TZPATH reset_tzpath': "the host's files"}),
    different={
        'ZoneInfo': 'zones come from the tzdata package; no from_file(), no derived classes; clear_cache() keeps them',
        'available_timezones': 'those of the tzdata package',
    },
)
