"""The only place where host values become sandbox values and back.

Both ways are deep copies to exact builtin types that keep sharing: what was one list is one list on the other side.
Subclasses of builtin types are copied from what they store, by the base type's own methods; none of their hooks runs.
Nesting is bounded by ``MAX_DEPTH`` levels, counted along the longest path of the result. On the way in cycles through
lists and dicts are kept, on the way out any cycle is refused, so that no host code recurses for ever on what it gets.

What has no builtin form (instances, functions, classes, generators …) leaves as an :class:`OpaqueValue`, an inert
placeholder that becomes the same sandbox object again when it is handed back to the machine it came from.

An object that the host exposed enters as a ``Proxy`` and leaves as itself; bare, it enters only where it is known.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from secrets import token_bytes
from typing import TYPE_CHECKING, Final

from .errors import BoundaryError
from .exposure import Exposed, ObjectMissing, Proxy, lacking_text, proxy_of, proxy_of_object
from .memory import OBJECT_SCALE
from .objects import BoundMethod, Class, ExternalRef, Function, Generator, HeapObject, Instance, Module, NativeFunction
from .scalars import SCALARS, scalar_of
from .types.exceptions import HOST_TYPES

if TYPE_CHECKING:
    from .machine import Machine

MAX_DEPTH: Final = 200
"""Levels of nested containers that can cross."""
MAX_MESSAGE: Final = 10_000
"""Characters of a host exception's text that enter."""
MAX_PATH: Final = 400
SMALL_INT: Final = 1 << 62
SMALL_TEXT: Final = 48
"""Numbers and texts up to here cross uncharged."""
ATOM_SIZE: Final = 40
"""Bytes of a number or short text that the host made: what has entered may be all there is of it."""
KEPT_SIZE: Final = 110
"""Bytes that remembering one copied container takes while its value crosses."""

ATOM_TYPES: Final[set[type]] = {
    type(None),
    bool,
    int,
    float,
    complex,
    str,
    bytes,
    range,
    type(Ellipsis),
    type(NotImplemented),
}
"""Exact types of immutable values without parts, which cross as they are. A module that brings another adds it."""


def is_atom_type(cls: type) -> bool:
    """Whether values of exactly that type cross as they are. A class with a metaclass is not even looked up: hashing
    it would run the metaclass's code."""
    return type(cls) is type and cls in ATOM_TYPES


_CONTAINERS: Final[dict[type, int]] = {list: 0, tuple: 1, dict: 2, set: 3, frozenset: 4}
LIST: Final = 0
TUPLE: Final = 1
DICT: Final = 2
SET: Final = 3
FROZENSET: Final = 4
KEYS: Final = 5
VALUES: Final = 6
ITEMS: Final = 7
_VIEWS: Final[dict[type, int]] = {type({}.keys()): KEYS, type({}.values()): VALUES, type({}.items()): ITEMS}

_type_name: Final = type.__dict__['__name__']
_type_mro: Final = type.__dict__['__mro__']
_secret: Final = token_bytes(16)


class OpaqueValue:
    """What the host sees of a sandbox object that has no builtin form. Inert: no call, no iteration, no attributes."""

    __slots__ = ('_type_name', '_text', '_token', '_number')

    def __init__(self, type_name: str, text: str, token: object = None, number: int = 0) -> None:
        self._type_name = type_name
        self._text = text
        self._token = token
        self._number = number

    @property
    def type_name(self) -> str:
        """The name of the object's class in the sandbox."""
        return self._type_name

    @property
    def text(self) -> str:
        """What the object is, as ``repr`` shows it: ``<sandbox Point object>``."""
        return self._text

    def __repr__(self) -> str:
        return self._text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OpaqueValue):
            return False
        return other is self or (
            self._token is not None and self._token is other._token and self._number == other._number
        )

    def __hash__(self) -> int:
        return hash(self._number)

    def __reduce__(self) -> tuple[object, ...]:
        # A copy in another process, or of a pickle, is a picture only: it opens nothing.
        return OpaqueValue, (self._type_name, self._text)

    def __copy__(self) -> OpaqueValue:
        return self

    def __deepcopy__(self, memo: object) -> OpaqueValue:
        return self


class _Part:
    """A container that is being copied: ``items`` are its parts (keys and values in turn), ``out`` their copies."""

    def __init__(self, kind: int, source: object, items: list[object], target: object) -> None:
        self.kind = kind
        self.source = source
        self.items = items
        self.target = target  # what the copy will be, where it can be made empty first
        self.out: list[object] = target if isinstance(target, list) else []
        self.height = 1


class _Copy(HeapObject):
    """The state of one crossing. ``done`` maps the id of each source that was copied to its copy.

    While it runs it is among the machine's roots, so what is copied already counts as memory.
    """

    def __init__(self, m: Machine, path: str, inward: bool, shown: bool = False) -> None:
        super().__init__()
        self.m = m
        self.path = path
        self.inward = inward
        self.shown = shown
        self.done: dict[int, object] = {}
        self.heights: dict[int, int] = {}  # of those in ``done`` that are not 1
        self.sources: list[object] = []  # those in ``done``, so that none of the ids is used again
        self.open: dict[int, _Part] = {}
        self.stack: list[_Part] = []
        self.tried: object = None  # what ``flat_copy`` refused already

    def trace(self, out: list[object]) -> int:
        size = KEPT_SIZE * (len(self.done) + len(self.heights))
        for part in self.stack:
            out.append(part.out)
            size += KEPT_SIZE + 8 * len(part.items)
        return size // OBJECT_SCALE

    def run(self, value: object) -> object:
        """The copy of ``value``, which is no atom of an exact type and which ``flat_copy`` refused."""
        scratch = self.m.scratch
        scratch.append(self)
        try:
            return self.copied(value)
        finally:
            scratch.pop()

    def copied(self, value: object) -> object:
        self.tried = value
        root = _Part(LIST, None, [value], None)
        self.stack.append(root)
        while True:
            part = self.stack[-1]
            opened = False
            items = part.items
            at = len(part.out)
            while at < len(items):
                item = items[at]
                cls = type(item)
                if is_atom_type(cls):
                    self.charge_atom(item)
                    part.out.append(item)
                    at += 1
                elif self.step(part, item):
                    opened = True
                    break
                else:
                    at += 1
            if opened:
                continue
            if part is root:
                return part.out[0]
            self.close(part)

    def step(self, part: _Part, item: object) -> bool:
        """Append the copy of ``item`` to ``part.out``, or open it and say True."""
        if self.inward:
            return self.step_in(part, item)
        return self.step_out(part, item)

    def step_in(self, part: _Part, item: object) -> bool:
        cls = type(item)
        if self.known(part, item):
            return False
        kind = _CONTAINERS.get(cls, -1) if type(cls) is type else -1  # hashing other classes would run their code
        if kind >= 0:
            return self.begin(part, kind, item)
        if cls is OpaqueValue:
            part.out.append(self.handed_back(item))
            return False
        if cls is Exposed:
            try:
                part.out.append(proxy_of(self.m, item))  # type: ignore[arg-type]  # exact type checked
            except ValueError as error:
                raise self.error(str(error)) from None
            return False
        scalar = scalar_of(cls)
        if scalar is not None:
            self.m.tracker.reserve(item.__sizeof__())
            try:
                part.out.append(scalar.enter(item))
            except ValueError as error:
                raise self.error(f'{name_of_type(cls)} cannot enter the sandbox: {error}') from None
            return False
        if cls is bytearray:
            self.m.tracker.allocate(bytearray.__len__(item) + 60)  # type: ignore[arg-type]  # exact type checked
            self.add_kept(part, item, bytearray(item))  # type: ignore[call-overload]
            return False
        exact = _exact_scalar(cls, item)
        if exact is not None:
            self.charge_atom(exact)
            part.out.append(exact)
            return False
        if issubclass(cls, bytearray):
            self.m.tracker.allocate(bytearray.__len__(item) + 60)  # type: ignore[arg-type]  # of a subclass
            self.add_kept(part, item, bytearray.__getitem__(item, slice(None)))  # type: ignore[call-overload]
            return False
        for base, kind in _CONTAINERS.items():
            if issubclass(cls, base):
                return self.begin(part, kind, item)
        proxy = proxy_of_object(self.m, item)
        if proxy is None:
            raise self.error(f'{name_of_type(cls)} cannot enter the sandbox')
        part.out.append(proxy)
        return False

    def step_out(self, part: _Part, item: object) -> bool:
        if isinstance(item, Instance) and item.payload is not None and item.cls.payload is not None:
            item = item.payload
            if is_atom_type(type(item)):
                self.charge_atom(item)
                part.out.append(item)
                return False
        scalar = SCALARS.get(type(item))
        if scalar is not None:
            part.out.append(scalar.leave(item))
            return False
        if isinstance(item, Proxy):
            part.out.append(self.host_object(item))
            return False
        if self.known(part, item):
            return False
        cls = type(item)
        kind = _CONTAINERS.get(cls, -1)
        if kind < 0:
            kind = _VIEWS.get(cls, -1)
        if kind >= 0:
            return self.begin(part, kind, item)
        if cls is bytearray:
            self.m.tracker.reserve(bytearray.__len__(item) + 60)  # type: ignore[arg-type]  # exact type checked
            self.add_kept(part, item, bytearray(item))  # type: ignore[call-overload]
            return False
        if isinstance(item, slice) and _is_plain_slice(item):
            part.out.append(item)
            return False
        self.add_kept(part, item, opaque(self.m, item))
        return False

    def host_object(self, proxy: Proxy) -> object:
        """The host's own object, or what stands for it where it was not given again and only shown."""
        if proxy.given:
            return proxy.obj
        if self.shown:
            return opaque(self.m, proxy)
        path = self.place()
        raise ObjectMissing(f'{path}: {lacking_text(proxy)}', path)

    def known(self, part: _Part, item: object) -> bool:
        """Append what was copied before, or is being copied."""
        key = id(item)
        copy = self.done.get(key)
        if copy is not None:
            height = self.heights.get(key, 1)
            self.check_depth(height)
            part.out.append(copy)
            part.height = max(part.height, height + 1)
            return True
        opened = self.open.get(key)
        if opened is None:
            return False
        if not self.inward:
            raise self.error('a container that contains itself cannot leave the sandbox')
        if opened.target is None:
            raise self.error('a tuple that contains itself cannot enter the sandbox')
        part.out.append(opened.target)
        return True

    def keep(self, source: object, copy: object, height: int) -> None:
        """Remember the copy of ``source``."""
        key = id(source)
        self.done[key] = copy
        self.sources.append(source)
        if height != 1:
            self.heights[key] = height

    def add_kept(self, part: _Part, source: object, copy: object) -> None:
        """Append and remember the copy of something without parts."""
        self.keep(source, copy, 0)
        part.out.append(copy)

    def begin(self, part: _Part, kind: int, source: object) -> bool:
        """Open a container, or append its copy at once and say False."""
        self.check_depth(1)
        self.m.tracker.memory(KEPT_SIZE)
        flat = flat_copy(self.m, source) if source is not self.tried else None
        if flat is not None:
            if self.inward:
                self.m.tracker.allocate(ATOM_SIZE * len(flat))  # type: ignore[arg-type]  # a list or dict
            self.keep(source, flat, 1)
            part.out.append(flat)
            part.height = max(part.height, 2)
            return False
        if type(source) is not list and type(source) is not dict:  # else charged above
            _charge_copy(self.m, _stored_count(kind, source), 8 if kind < DICT else 100)
        items = _parts(kind, source)
        target: object = None
        if self.inward:
            self.m.tracker.allocate(ATOM_SIZE * len(items))
            if kind == LIST:
                target = []
            elif kind == DICT:
                target = {}
        inner = _Part(kind, source, items, target)
        self.open[id(source)] = inner
        self.stack.append(inner)
        return True

    def check_depth(self, height: int) -> None:
        """Refuse to put something ``height`` levels high into the innermost open container."""
        if len(self.stack) - 1 + height > MAX_DEPTH:
            raise self.error(f'nested more than {MAX_DEPTH} levels, too deeply nested to cross')

    def close(self, part: _Part) -> None:
        """All parts of the innermost container are copied: make its copy and give it to the container around it."""
        copy = self.made(part)
        self.stack.pop()
        key = id(part.source)
        del self.open[key]
        self.keep(part.source, copy, part.height)
        outer = self.stack[-1]
        outer.out.append(copy)
        outer.height = max(outer.height, part.height + 1)

    def made(self, part: _Part) -> object:
        out = part.out
        kind = part.kind
        if kind == LIST:
            return out
        if kind == TUPLE:
            return tuple(out)
        if kind == VALUES:
            return dict(enumerate(out)).values()
        try:
            return self.hashed(part, kind, out)
        except TypeError:
            raise self.error('a key or set element that becomes unhashable') from None

    def hashed(self, part: _Part, kind: int, out: list[object]) -> object:
        if kind == SET or kind == FROZENSET:
            found = set(out)
            self.check_count(len(found), len(out))
            return found if kind == SET else frozenset(found)
        if kind == KEYS:
            return dict.fromkeys(out).keys()
        target = part.target
        copy: dict[object, object] = target if isinstance(target, dict) else {}
        for at in range(0, len(out), 2):
            copy[out[at]] = out[at + 1]
        self.check_count(len(copy), len(out) // 2)
        return copy.items() if kind == ITEMS else copy

    def check_count(self, got: int, wanted: int) -> None:
        if got != wanted:
            raise self.error('two different keys or set elements would become one')

    def charge_atom(self, value: object) -> None:
        if isinstance(value, (str, bytes)):
            if len(value) > SMALL_TEXT:
                self.m.tracker.reserve(value.__sizeof__())
        elif isinstance(value, int) and not -SMALL_INT < value < SMALL_INT:
            self.m.tracker.reserve(value.bit_length() >> 3)

    def handed_back(self, item: object) -> object:
        """The sandbox object that an OpaqueValue stands for."""
        m = self.m
        assert isinstance(item, OpaqueValue)
        number = item._number
        if item._token is not m.handle_token or type(number) is not int or number not in m.handles:
            raise self.error('a sandbox object of another session, or a forged one, cannot enter the sandbox')
        return m.handles[number]

    def error(self, what: str) -> BoundaryError:
        path = self.place()
        return BoundaryError(f'{path}: {what}', path)

    def place(self) -> str:
        """The path to the item that is being copied."""
        steps = [self.path]
        for part in self.stack[1:]:
            steps.append(_label(part))
        path = ''.join(steps)
        return path if len(path) <= MAX_PATH else path[: MAX_PATH // 2] + '...' + path[-MAX_PATH // 2 :]


def _label(part: _Part) -> str:
    at = len(part.out)
    if part.kind == LIST or part.kind == TUPLE or part.kind == VALUES:
        return f'[{at}]' if at < len(part.items) else ''
    if part.kind != DICT and part.kind != ITEMS:
        return '{...}'
    if at >= len(part.items):
        return ''
    if at % 2 == 0:
        return '{key}'
    key = part.out[at - 1]
    if isinstance(key, str):
        if key.isidentifier() and key.isascii() and len(key) <= 40:
            return '.' + key
        return f'[{key!r}]' if len(key) <= 40 else f'[{key[:40]!r}...]'
    if type(key) is int and -SMALL_INT < key < SMALL_INT:
        return f'[{key}]'
    return '[...]'


def _stored_count(kind: int, source: object) -> int:
    """How many items a container stores, by the base type's methods."""
    if kind == LIST:
        return list.__len__(source)  # type: ignore[arg-type]  # of that type or a subclass, by the caller
    if kind == TUPLE:
        return tuple.__len__(source)  # type: ignore[arg-type]
    if kind == SET:
        return set.__len__(source)  # type: ignore[arg-type]
    if kind == FROZENSET:
        return frozenset.__len__(source)  # type: ignore[arg-type]
    if kind == DICT:
        return dict.__len__(source)  # type: ignore[arg-type]
    return len(source)  # type: ignore[arg-type]  # an exact dict view


def _parts(kind: int, source: object) -> list[object]:
    """What a container stores, keys and values in turn for dicts; by the base type's methods."""
    if kind == LIST:
        return list(list.__iter__(source))  # type: ignore[arg-type]  # of that type or a subclass, by the caller
    if kind == TUPLE:
        return list(tuple.__iter__(source))  # type: ignore[arg-type]
    if kind == SET:
        return list(set.__iter__(source))  # type: ignore[arg-type]
    if kind == FROZENSET:
        return list(frozenset.__iter__(source))  # type: ignore[arg-type]
    if kind == KEYS or kind == VALUES:
        listed: list[object] = list(source)  # type: ignore[call-overload]  # an exact dict view
        return listed
    if kind == ITEMS:
        pairs = list(source)  # type: ignore[call-overload]
    elif issubclass(type(source), OrderedDict):  # not isinstance, which asks for `__class__`
        pairs = list(OrderedDict.items(source))  # type: ignore[arg-type]  # its order is not the underlying dict's
    else:
        pairs = list(dict.items(source))  # type: ignore[arg-type]
    flat: list[object] = []
    for key, value in pairs:
        flat.append(key)
        flat.append(value)
    return flat


def _exact_scalar(cls: type, value: object) -> object:
    """The value of an instance of a subclass of a scalar type, as that type; None for anything else."""
    if issubclass(cls, str):
        return str.__str__(value)  # of a subclass
    if issubclass(cls, int):
        return int.__int__(value)  # type: ignore[arg-type]
    if issubclass(cls, float):
        return float.__float__(value)  # type: ignore[arg-type]
    if issubclass(cls, bytes):
        return bytes.__getitem__(value, slice(None))  # type: ignore[call-overload]
    if issubclass(cls, complex):
        return complex.__complex__(value)  # type: ignore[arg-type]
    return None


def _is_plain_slice(value: slice) -> bool:
    parts = (value.start, value.stop, value.step)
    return all(part is None or type(part) is int for part in parts)


def name_of_type(cls: type) -> str:
    """A host class's name, whatever its metaclass defines."""
    name: str = _type_name.__get__(cls)
    return name


def opaque(m: Machine, value: object) -> OpaqueValue:
    """The placeholder of a sandbox object, entered in the machine's table of handles. Equal for the same object."""
    ident = m.identity(value)
    mac = blake2b(ident.to_bytes(16, 'little'), key=_secret, digest_size=8).digest()
    number = ident << 64 | int.from_bytes(mac, 'little')
    if number not in m.handles:
        m.tracker.allocate(200)
        m.handles[number] = value
    text = m.texts.get(ident)
    if text is None:
        text = f'<sandbox {_description(m, value)}>'
    return OpaqueValue(m.type_name(value), text, m.handle_token, number)


def _description(m: Machine, value: object) -> str:
    if isinstance(value, (Function, NativeFunction)):
        return f'function {value.name}'
    if isinstance(value, ExternalRef):
        return f'external function {value.name}'
    if isinstance(value, Class):
        return f'class {value.name}'
    if isinstance(value, Module):
        return f'module {value.name}'
    if isinstance(value, BoundMethod):
        return 'bound method'
    if isinstance(value, Generator):
        return f'{m.type_name(value)} {value.name}'
    return f'{m.type_name(value)} object'


def flat_copy(m: Machine, value: object) -> object:
    """A charged copy of a list or dict of exact type that holds small atoms only, None for anything else.

    Most of what crosses is made of these, and they need no bookkeeping.
    """
    if type(value) is list:
        items: list[object] = value
        _charge_copy(m, len(items), 8)
        for item in items:
            if not _is_small_atom(item):
                return None
        return items.copy()
    if type(value) is dict:
        pairs: dict[object, object] = value
        _charge_copy(m, len(pairs), 100)
        for key, item in pairs.items():
            if not (_is_small_atom(key) and _is_small_atom(item)):
                return None
        return pairs.copy()
    return None


def _charge_copy(m: Machine, count: int, size: int) -> None:
    """Charge a container of ``count`` entries of ``size`` bytes."""
    m.tracker.reserve(64 + size * count)
    m.tracker.work(1 + (count >> 2))


def _is_small_atom(value: object) -> bool:
    """Whether it is an atom whose size is not charged."""
    cls = type(value)
    if cls is str:
        return len(value) <= SMALL_TEXT  # type: ignore[arg-type]  # exact type checked
    if cls is int:
        return -SMALL_INT < value < SMALL_INT  # type: ignore[operator]
    return value is None or cls is bool or cls is float


def enter(value: object, m: Machine, path: str) -> object:
    """A host value as a sandbox value. ``path`` is what errors call the value.

    Charges the machine's tracker. Raises BoundaryError for what cannot enter, LimitReached where a limit is too small.
    """
    cls = type(value)
    if value is None or cls is bool or cls is float:
        return value
    if is_atom_type(cls):
        if cls is str or cls is bytes:
            if len(value) > SMALL_TEXT:  # type: ignore[arg-type]  # exact type checked
                m.tracker.reserve(value.__sizeof__())
        elif cls is int:
            if not -SMALL_INT < value < SMALL_INT:  # type: ignore[operator]
                m.tracker.reserve(value.__sizeof__())
        return value
    flat = flat_copy(m, value)
    if flat is not None:
        m.tracker.allocate(ATOM_SIZE * len(value))  # type: ignore[arg-type]  # a list or dict
        return flat
    return _Copy(m, path, True).run(value)


def leave(value: object, m: Machine, path: str, shown: bool = False) -> object:
    """A sandbox value as a host value of exact builtin types. ``path`` is what errors call the value.

    Exposed objects leave as themselves; one that was loaded and whose object was not given again leaves as a
    placeholder where it is only ``shown``. No sandbox code runs, and nothing of the result can run any but what the
    host exposed. Raises BoundaryError for cycles and for values nested too deeply, LimitReached where a limit is too
    small for the copy.
    """
    if is_atom_type(type(value)):
        return value
    flat = flat_copy(m, value)
    return _Copy(m, path, False, shown).run(value) if flat is None else flat


def leave_arguments(
    m: Machine, name: str, args: list[object], kwargs: dict[str, object], shown: bool = False
) -> tuple[list[object], dict[str, object]]:
    """The arguments of a call of ``name`` as host values. Those made count as memory while others are copied."""
    made: list[object] = []
    named: dict[str, object] = {}
    m.scratch.append((made, named))
    try:
        for place, value in enumerate(args):
            made.append(leave(value, m, f'{name}({place})', shown))
        for key, value in kwargs.items():
            named[key] = leave(value, m, f'{name}({key}=)', shown)
    finally:
        m.scratch.pop()
    return made, named


def is_control_flow(error: BaseException) -> bool:
    """Whether a host exception is meant to stop the host (KeyboardInterrupt, SystemExit, CancelledError …), not an
    outcome of the external function: it leaves through the host untouched, and no sandbox code sees it."""
    return not issubclass(type(error), Exception)


_RENAMED: Final = {
    'StopIteration': 'RuntimeError',
    'StopAsyncIteration': 'RuntimeError',
    'ExceptionGroup': 'Exception',
    'BaseExceptionGroup': 'Exception',
    'UnicodeDecodeError': 'UnicodeError',
    'UnicodeEncodeError': 'UnicodeError',
    'UnicodeTranslateError': 'UnicodeError',
    '_IncompleteInputError': 'SyntaxError',
}
"""Builtin exceptions that can't enter as themselves: two would end loops, the others need more than a message."""


def exception_parts(error: BaseException) -> tuple[str, str]:
    """The builtin exception class that a host exception becomes in the sandbox, and its text (10,000 characters)."""
    mro: tuple[type, ...] = _type_mro.__get__(type(error))
    for cls in mro:
        name = name_of_type(cls)
        if HOST_TYPES.get(name) is cls:
            return _RENAMED.get(name, name), _message(error)
    return 'RuntimeError', _message(error)


def exception_arguments(error: BaseException) -> tuple[object, ...]:
    """The ``args`` of that sandbox exception: its text, so that ``str()`` is the same on both sides.

    A KeyError shows its argument's repr, so a plain argument is kept as it is.
    """
    args = error.args
    if type(args) is tuple and not args and not _message(error):
        return ()
    if issubclass(type(error), KeyError) and type(args) is tuple and len(args) == 1:
        key = args[0]
        if type(key) in (str, int, float, bool, bytes, type(None)) and _is_small(key):
            return (key,)
    return (_message(error),)


def _is_small(value: object) -> bool:
    if isinstance(value, (str, bytes)):
        return len(value) <= MAX_MESSAGE
    return not isinstance(value, int) or -SMALL_INT < value < SMALL_INT


def _message(error: BaseException) -> str:
    try:
        text = str.__str__(str(error))
    except Exception:
        return f'<{name_of_type(type(error))} without a readable message>'
    return text if len(text) <= MAX_MESSAGE else text[:MAX_MESSAGE] + '...'
