"""``hashlib``: the host's hash functions. A hash object keeps what it was fed, in ``prelude/hashlib_module.py``: that
is data like any other, whereas the state of the host's objects can't be stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from ..natives import Getter, Native, payload_of
from ..objects import NativeFunction
from .buffers import CONVERTING, BufferFunction
from .entry import Entry
from .signatures import Host, Kwargs

if TYPE_CHECKING:
    from ..machine import Machine

HOST: Final[dict[str, object]] = vars(hashlib)
HASHING_RATE: Final = 8
"""Bytes hashed in a unit of work by the slower ones."""
PBKDF2_WORK: Final = 40
"""Units of work for one iteration that makes one digest."""
SCRYPT_WORK: Final = 20
"""Units of work for each of ``n * r * p``."""
LEAST_DIGEST: Final = 16

BLAKES: Final[dict[str, Host]] = {'blake2b': hashlib.blake2b, 'blake2s': hashlib.blake2s}
BLAKE_OPTIONS: Final = (
    'digest_size key salt person fanout depth leaf_size node_offset node_depth inner_size last_node usedforsecurity'
).split()
SIMPLE: Final = sorted(hashlib.algorithms_guaranteed - BLAKES.keys())


class Constructor(BufferFunction):
    """Makes a hash object: of the host's, which tells what it is and is dropped, and then one of the sandbox's, with
    the options that have to be given to the host's again."""

    def __init__(self, name: str, host: Host, text: str, kinds: str) -> None:
        super().__init__(name, host, text, kinds, 'hashlib_converted', 64, 0)

    def apply(self, m: Machine, names: list[object], given: list[object]) -> object:
        fed = bytearray()
        options: dict[object, object] = {}
        empty: list[object] = []
        for name, value in zip(names, given, strict=True):
            if name in ('string', 'data'):
                feed_array(m, fed, value)
                empty.append(b'')
                continue
            plain = payload_of(value)
            empty.append(bytes(plain) if isinstance(plain, bytearray) else plain)
            if name != 'usedforsecurity' and name != 'name':
                options[name] = empty[-1]
        made = cast('hashlib._Hash', super().apply(m, names, empty))
        m.tracker.allocate(300)
        return m.call_prelude('hashlib_made', [made.name, options, made.digest_size, made.block_size, fed])


def feed_array(m: Machine, fed: bytearray, value: object) -> None:
    """Add bytes to what is to be hashed."""
    data = payload_of(value)
    if not isinstance(data, (bytes, bytearray)):
        if isinstance(data, str):
            raise m.fail('TypeError', 'Strings must be encoded before hashing')
        raise m.fail('TypeError', 'object supporting the buffer API required')
    m.tracker.reserve(len(data) + (len(data) >> 3))
    m.tracker.work(1)
    fed += data


def feed(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_hash_feed(fed, data)``: as ``feed_array``."""
    fed = args[0]
    assert isinstance(fed, bytearray)
    feed_array(m, fed, args[1])
    return None


def digest(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_hash_digest(name, options, fed, length)``: the digest of what was fed; ``length`` is None but for shakes."""
    name, options, fed, length = args
    assert isinstance(name, str) and isinstance(options, dict) and isinstance(fed, bytearray)
    m.tracker.work(10 + len(fed) // HASHING_RATE)
    if name in BLAKES:
        made = cast('hashlib._Hash', BLAKES[name](fed, **options))
        return made.digest()
    made = hashlib.new(name, fed)
    if length is None:
        return made.digest()
    size = payload_of(length)
    if not isinstance(size, int):
        raise m.fail('TypeError', f"'{m.type_name(length)}' object cannot be interpreted as an integer")
    if size < 0:
        raise m.fail('ValueError', 'value must be positive')
    m.tracker.reserve(size)
    m.tracker.work(size // HASHING_RATE)
    take: Callable[..., bytes] = made.digest
    return take(size)


class KeyDerivation(BufferFunction):
    """A function that is slow on purpose: charged for all of it before it starts."""

    def __init__(self, name: str, host: Host, text: str, kinds: str) -> None:
        super().__init__(name, host, text, kinds, 'hashlib_converted', HASHING_RATE, 1)

    def apply(self, m: Machine, names: list[object], given: list[object]) -> object:
        options = dict(zip(names, given, strict=True))
        length = number(options.get('dklen'), 64)
        m.tracker.reserve(length)
        if self.name == 'scrypt':
            work = number(options.get('n'), 0) * number(options.get('r'), 0)
            m.tracker.reserve(128 * work + 128 * number(options.get('r'), 0) * number(options.get('p'), 0))
            m.tracker.work(SCRYPT_WORK * work * number(options.get('p'), 0) + length)
        else:
            m.tracker.work(PBKDF2_WORK * number(options.get('iterations'), 0) * (length // LEAST_DIGEST + 1))
        return super().apply(m, names, given)


def number(value: object, default: int) -> int:
    """A parameter that counts: what is no number, the host refuses."""
    plain = payload_of(value)
    return max(plain, 0) if isinstance(plain, int) else default


def names_of(m: Machine, name: str) -> object:
    """A set of names that is the run's own: programs can change it."""
    found = m.kept.get(name)
    if found is None:
        m.tracker.allocate(2000)
        found = set(cast('set[str]', HOST[name.removeprefix('hashlib.')]))
        m.kept[name] = found
    return found


def available(m: Machine, module: object) -> object:
    """``algorithms_available``."""
    return names_of(m, 'hashlib.algorithms_available')


def guaranteed(m: Machine, module: object) -> object:
    """``algorithms_guaranteed``."""
    return names_of(m, 'hashlib.algorithms_guaranteed')


def make_names() -> dict[str, object]:
    made: dict[str, object] = {
        'algorithms_available': Getter('algorithms_available', available),
        'algorithms_guaranteed': Getter('algorithms_guaranteed', guaranteed),
    }
    for name in SIMPLE:
        host = cast(Host, HOST[name])
        made[name] = Constructor(host.__name__, host, 'string=NOTHING, *, usedforsecurity=NOTHING', 'vt')
    derivation = 'hash_name, password, salt, iterations, dklen=NOTHING'
    made['pbkdf2_hmac'] = KeyDerivation('pbkdf2_hmac', hashlib.pbkdf2_hmac, derivation, 'vvvii')
    if 'scrypt' in HOST:
        text = 'password, *, salt=NOTHING, n=NOTHING, r=NOTHING, p=NOTHING, maxmem=NOTHING, dklen=NOTHING'
        made['scrypt'] = KeyDerivation('scrypt', hashlib.scrypt, text, 'vviiiii')
    return made


def blake(name: str) -> NativeFunction:
    text = 'data=NOTHING, /, *, ' + ', '.join([f'{option}=NOTHING' for option in BLAKE_OPTIONS])
    return Constructor(name, BLAKES[name], text, 'vivvv' + 'iiiiii' + 'tt')


NAMES: Final[dict[str, object]] = make_names()
PRELUDE: Final = ('blake2b', 'blake2s', 'file_digest', 'new')
HELPERS: Final = ('hashlib_converted', 'hashlib_made')
NEEDS: Final[dict[str, str]] = {'converted_values': 'binascii.converted_values'}
INTRINSICS: Final[dict[str, NativeFunction]] = {
    **CONVERTING,
    '_blake2b': blake('blake2b'),
    '_blake2s': blake('blake2s'),
    '_hash_digest': Native('_hash_digest', digest),
    '_hash_feed': Native('_hash_feed', feed),
    '_hash_new': Constructor('new', hashlib.new, 'name, data, *, usedforsecurity=NOTHING', 'vvt'),
}
KEEPS: Final = 'a hash object keeps what it was fed, which counts as memory, and each digest hashes all of it'
DIFFERENT: Final = {
    **dict.fromkeys([*SIMPLE, *BLAKES, 'new'], KEEPS),
    'pbkdf2_hmac': 'charged for all iterations before it starts; refused if there is no time for them',
    'scrypt': 'charged for n * r * p before it starts; refused if there is no time or memory for it',
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, HELPERS, NEEDS, None, DIFFERENT)
