"""Host objects that a program may use: each by a list of names, and by nothing else.

``expose`` makes an ``Exposed`` of an object, which is what the host hands in. The program has a ``Proxy``, one for each
key of a run, that knows names only: attributes are read by the driver, methods are external functions called
``key.method``. A snapshot keeps keys and names; the objects have to be given again.
"""

from __future__ import annotations

import inspect
import types
import unicodedata
from collections.abc import Iterable, Mapping
from functools import partialmethod, singledispatchmethod
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, Final

from .errors import BoundaryError, InputError
from .external import ExternalFunction, is_async_function, parameters_of
from .objects import PUSHED, ExternalRef, HeapObject, Thrown
from .scheduler import PendingCall
from .types.exceptions import set_field

if TYPE_CHECKING:
    from .machine import Machine

MAX_NAME: Final = 100
PROXY_SIZE: Final = 300
"""Bytes of a proxy with its entry in the machine's table."""
NAME_SIZE: Final = 150
"""Bytes of one name of an allow-list, with the function that it may stand for."""
MAX_SHOWN: Final = 1000
"""Characters of an allow-list in an error."""
READ_WORK: Final = 20
"""Units of work that reading an attribute costs besides the time that the host takes."""

METHOD_KINDS: Final = (classmethod, partialmethod, singledispatchmethod)
"""What a class holds for a method and can't be called itself."""


class ObjectMissing(BoundaryError):
    """A proxy that was loaded, and whose object was not given again, would have to leave the sandbox."""


class Exposed:
    """A host object with the names that a program may use of it. ``expose`` makes it; it never changes."""

    __slots__ = ('_obj', '_key', '_attributes', '_methods')

    def __init__(
        self, obj: object, key: str, attributes: frozenset[str], methods: Mapping[str, ExternalFunction]
    ) -> None:
        self._obj = obj
        self._key = key
        self._attributes = attributes
        self._methods = methods

    @property
    def key(self) -> str:
        """What the program's representation, records of calls and snapshots name the object by."""
        return self._key

    @property
    def attributes(self) -> tuple[str, ...]:
        return tuple(sorted(self._attributes))

    @property
    def methods(self) -> tuple[str, ...]:
        return tuple(sorted(self._methods))

    def __repr__(self) -> str:
        return f'Exposed(key={self._key!r}, attributes={list(self.attributes)}, methods={list(self.methods)})'


def expose(
    obj: object, attributes: Iterable[str] = (), methods: Iterable[str] = (), *, key: str | None = None
) -> Exposed:
    """``obj`` as a program may use it: as an input's value, or as what an external function returns.

    The program can read exactly ``attributes`` (their values enter as what a function returns does) and call exactly
    ``methods`` (external calls, recorded as ``key.method``; coroutine functions are awaited). Where it hands the object
    back, the host gets ``obj`` itself. ``key`` is by default the type's name in lower case; within a run, one key
    stands for one object. Raises InputError for names that are no public identifiers, that are listed twice, that
    neither the object nor its type has, for attributes that are methods and the reverse.
    """
    if type(obj) is Exposed:
        raise InputError(f'the object is exposed already, as {obj.key!r}')
    owner = type(obj).__name__
    if key is None:
        key = default_key(owner)
    else:
        check_exposed_name(key, 'key')
    seen: set[str] = set()
    read = listed(attributes, 'attributes', seen)
    called = listed(methods, 'methods', seen)
    for name in read:
        if is_method(obj, name):
            raise InputError(f'{name!r} of {owner} can be called: list it in methods, not in attributes')
    functions: dict[str, ExternalFunction] = {}
    for name in called:
        if not is_method(obj, name):
            raise InputError(f'{name!r} of {owner} is no method: list it in attributes, or leave it out')
        fn = getattr(obj, name)
        shown = f'{key}.{name}'
        functions[name] = ExternalFunction(fn, shown, is_async_function(fn), parameters=parameters_of(fn, shown, ()))
    return Exposed(obj, key, frozenset(read), functions)


def default_key(owner: str) -> str:
    key = owner.lower().lstrip('_')
    try:
        return check_exposed_name(key, 'key')
    except InputError:
        pass
    raise InputError(f'the type {owner!r} has no name that can be a key: give one, expose(obj, key=…)')


def check_exposed_name(name: object, what: str) -> str:
    """``name`` as a name that a program may use, else InputError."""
    if type(name) is not str:
        raise InputError(f'{what}: a name must be a str, not {type(name).__name__}')
    shown = repr(name[:MAX_NAME])
    if len(name) > MAX_NAME:
        raise InputError(f'{what}: a name is longer than {MAX_NAME} characters: {shown}...')
    if not name.isidentifier() or iskeyword(name):
        raise InputError(f'{what}: a name must be an identifier, not {shown}')
    if name.startswith('_'):
        raise InputError(f'{what}: {shown} is private, and can not be exposed')
    if unicodedata.normalize('NFKC', name) != name:
        raise InputError(f'{what}: a name must be in its normal form (NFKC): {shown}')
    return name


def listed(names: Iterable[str], what: str, seen: set[str]) -> list[str]:
    """``names``, checked, and added to those ``seen`` before."""
    if isinstance(names, (str, bytes, Mapping)) or not isinstance(names, Iterable):
        raise InputError(f'{what} must be a list of names, not {type(names).__name__}')
    found: list[str] = []
    entries: Any = names  # of any types, before they are checked
    for given in entries:
        name = check_exposed_name(given, what)
        if name in seen:
            raise InputError(f'{what}: {name!r} is listed twice')
        seen.add(name)
        found.append(name)
    return found


def is_method(obj: object, name: str) -> bool:
    """Whether the host can call ``obj.name``. No property is asked. InputError where there is no such name."""
    try:
        found: object = inspect.getattr_static(obj, name)
    except AttributeError:
        found = inspect.Parameter.empty
    if found is inspect.Parameter.empty:
        raise InputError(f'{type(obj).__name__} has no {name!r}, neither the object nor its type')
    if isinstance(found, types.MemberDescriptorType) and not isinstance(obj, type):
        try:
            found = found.__get__(obj, type(obj))  # a slot holds a value, and runs nothing
        except AttributeError:
            return False
    return callable(found) or isinstance(found, METHOD_KINDS)


def parse_exposed(given: Mapping[str, Exposed] | None) -> dict[str, Exposed]:
    """Objects for ``load`` by key. InputError for anything else."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise InputError(f'exposed must map keys to what expose() made, not be {type(given).__name__}')
    found: dict[str, Exposed] = {}
    entries: Any = given  # of any types, before they are checked
    for key, exposed in entries.items():
        if type(exposed) is not Exposed:
            raise InputError(f'exposed[{key!r}] must be what expose() made, not {type(exposed).__name__}')
        found[check_exposed_name(key, 'exposed')] = exposed
    return found


def has_coroutines(given: Iterable[object]) -> bool:
    """Whether one of these values, if it is an exposed object, has methods that are coroutine functions."""
    return any(type(value) is Exposed and any(spec.is_async for spec in value._methods.values()) for value in given)


class Proxy(HeapObject):
    """What an exposed object is inside the sandbox: a key and names. Equal to itself only."""

    def __init__(
        self, key: str, attributes: Iterable[str], methods: Mapping[str, bool], gone: Mapping[str, bool]
    ) -> None:
        super().__init__()
        self.key = key
        self.attributes: frozenset[str] = frozenset(attributes)
        self.methods: dict[str, ExternalRef] = {}
        for name, is_async in methods.items():
            self.methods[name] = ExternalRef(f'{key}.{name}', is_async)
        self.gone: dict[str, ExternalRef] = {}  # methods that a load took away, which the program may still hold
        for name, is_async in gone.items():
            self.gone[name] = ExternalRef(f'{key}.{name}', is_async)
        self.given = False  # whether the host's object is here: not where it was loaded and not given again
        self.loaded = False
        self.obj: object = None
        self.functions: dict[str, ExternalFunction] = {}

    def names(self) -> list[str]:
        return sorted([*self.attributes, *self.methods])

    def narrows(self, exposed: Exposed) -> bool:
        """Whether all names are among those of ``exposed``."""
        return self.attributes <= exposed._attributes and self.methods.keys() <= exposed._methods.keys()

    def is_all(self, exposed: Exposed) -> bool:
        return self.attributes == exposed._attributes and self.methods.keys() == exposed._methods.keys()

    def give(self, exposed: Exposed) -> None:
        """Take the host's object. Of the names, those stay that ``exposed`` has too."""
        self.attributes = self.attributes & exposed._attributes
        functions: dict[str, ExternalFunction] = {}
        methods: dict[str, ExternalRef] = {}
        for name, ref in self.methods.items():
            spec = exposed._methods.get(name)
            if spec is None:
                self.gone[name] = ref
            else:
                functions[name] = ExternalFunction(spec.fn, ref.name, spec.is_async, parameters=spec.parameters)
                ref.is_async = bool(spec.is_async)
                methods[name] = ref
        self.methods = methods
        self.functions = functions
        self.obj = exposed._obj
        self.given = True

    def take(self, other: Proxy) -> None:
        """Be what ``other``, of which this is a copy, is for the host."""
        self.given = other.given
        self.loaded = other.loaded
        self.obj = other.obj
        self.functions = other.functions


def proxy_of(m: Machine, exposed: Exposed) -> Proxy:
    """The machine's proxy of an exposed object that enters. ValueError where its key stands for something else."""
    key = exposed._key
    known = m.exposed.get(key)
    if known is None:
        m.tracker.allocate(PROXY_SIZE + NAME_SIZE * (len(exposed._attributes) + len(exposed._methods)))
        methods = {name: bool(spec.is_async) for name, spec in exposed._methods.items()}
        known = Proxy(key, exposed._attributes, methods, {})
        known.give(exposed)
        m.exposed[key] = known
        return known
    if not known.given:
        known.give(exposed)
        return known
    if known.obj is not exposed._obj:
        raise ValueError(f'two different objects are exposed as {key!r}: give each its own, expose(obj, key=…)')
    if not known.is_all(exposed) and not (known.loaded and known.narrows(exposed)):
        raise ValueError(f'{key!r} is exposed already, with other names')
    return known


def proxy_of_object(m: Machine, obj: object) -> Proxy | None:
    """The proxy of a host object that comes back bare, None where there is none or several keys stand for it."""
    found: Proxy | None = None
    for proxy in m.exposed.values():
        if proxy.given and proxy.obj is obj:
            if found is not None:
                return None
            found = proxy
    return found


def adopt_exposed(m: Machine, given: Mapping[str, Exposed]) -> None:
    """Give a loaded machine the objects of its proxies. Keys that it does not know are left."""
    for key, proxy in m.exposed.items():
        exposed = given.get(key)
        if exposed is not None:
            proxy.give(exposed)


def exposed_ref(m: Machine, name: str) -> ExternalRef | None:
    """The method called ``name`` (``key.method``), None where there is none."""
    key, _dot, method = name.partition('.')
    proxy = m.exposed.get(key)
    if proxy is None:
        return None
    return proxy.methods.get(method, proxy.gone.get(method))


def exposed_function(m: Machine, name: str) -> ExternalFunction | None:
    """The host's side of the method called ``name``, None where there is none or its object is not here."""
    key, _dot, method = name.partition('.')
    proxy = m.exposed.get(key)
    return None if proxy is None else proxy.functions.get(method)


def unavailable(m: Machine, name: str) -> Thrown:
    """The RuntimeError of a call of ``name``, which the host does not have here."""
    proxy = m.exposed.get(name.partition('.')[0]) if '.' in name else None
    if proxy is not None and not proxy.given:
        return lacking(m, proxy)
    return m.fail('RuntimeError', f"external function '{name}' is not available")


def lacking_text(proxy: Proxy) -> str:
    return f'<exposed {proxy.key}> needs its object again: load with exposed=…'


def lacking(m: Machine, proxy: Proxy) -> Thrown:
    return m.fail('RuntimeError', lacking_text(proxy))


def refused(m: Machine, proxy: Proxy, name: str, text: str) -> Thrown:
    """The AttributeError for ``name``, recorded as a violation; a special method is the library's to look for."""
    from .attributes import asked_by_prelude

    if name[:2] != '__' or not asked_by_prelude(m, name):
        m.breach('forbidden_attribute', name)
    names = ', '.join(proxy.names()) or 'nothing'
    if len(names) > MAX_SHOWN:
        names = names[:MAX_SHOWN] + '...'
    thrown = m.fail('AttributeError', f'{text}; exposed are: {names}')
    set_field(thrown.value, 'name', name)
    set_field(thrown.value, 'obj', proxy)
    return thrown


def exposed_attr(m: Machine, proxy: Proxy, name: str) -> object:
    """``proxy.name``. A value, or PUSHED where the host has to be asked on its own thread."""
    if name not in proxy.attributes and name not in proxy.methods:
        raise refused(m, proxy, name, f"<exposed {proxy.key}> has no attribute '{name[:MAX_NAME]}'")
    if not proxy.given:
        raise lacking(m, proxy)
    method = proxy.methods.get(name)
    if method is not None:
        return method
    shown = f'{proxy.key}.{name}'
    if m.nesting > 0:
        raise m.fail('RuntimeError', f"'{shown}' cannot be read from __hash__ or __eq__ while a dict or set needs it")
    m.tracker.work(READ_WORK)
    read = PendingCall(0, shown, [], {}, False)
    answer = m.host.read(m, read)
    if answer is PUSHED:
        m.await_host(read)
    return answer


def read_only(m: Machine, proxy: Proxy, name: str) -> Thrown:
    """The AttributeError of setting or deleting an attribute."""
    text = f"<exposed {proxy.key}> can only be read: '{name[:MAX_NAME]}' can be neither set nor deleted"
    return refused(m, proxy, name, text)
