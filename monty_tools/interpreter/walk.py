"""Operations that walk values: equality, order, hashability, text. Charged, and shallow on the host's stack.

Each visited node is charged, so that a value with few nodes and many paths ends in a limit. Below ``MAX_DEPTH`` levels,
and where sandbox code has to be asked, the answer is "don't know" (2 or None): then the prelude's versions, which push
a frame for each level, take over.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from .exposure import Proxy
from .limits import MOST
from .memory import range_size
from .natives import HOST_ERRORS, payload_of, user_method
from .objects import (
    ABSENT,
    BoundMethod,
    Class,
    ClassMethod,
    ExceptionValue,
    ExternalRef,
    Function,
    Generator,
    GenericAlias,
    HeapObject,
    Instance,
    Module,
    NativeFunction,
    NativeProperty,
    Property,
    SlotMember,
    StaticMethod,
    Super,
    Thrown,
    Union,
    class_of,
    is_slot,
)
from .scalars import SCALARS as SCALAR_TYPES
from .types.iterators import Items, Keys, Values, mapping_of

if TYPE_CHECKING:
    from .machine import Machine

MAX_DEPTH: Final = 30
"""Levels that the host's stack is used for."""
MAX_KEY_DEPTH: Final = 100
"""Levels of tuples and frozensets in a key: the host hashes and compares keys."""
NO: Final = 0
YES: Final = 1
UNKNOWN: Final = 2

SCALARS: Final[set[type]] = {int, str, float, bool, type(None), bytes, bytearray, complex, range}
"""Types whose values hold no others and compare by the host's operators."""
NUMBERS: Final = (int, float, complex)
SETS: Final = (set, frozenset)
UNHASHABLE: Final[set[type]] = {list, dict, set, bytearray, Keys, Items}
SLICE_HASHABLE: Final = sys.version_info >= (3, 12)
HASH_MODULUS: Final = sys.hash_info.modulus
COLLIDING_KEY: Final = 100
"""Units charged for a key whose hash its maker can choose, so that the clock is looked at often enough."""
NONE_HASH: Final = 0xFCA86420


def charge_comparison(m: Machine, x: object, y: object) -> None:
    """Charge the comparison of two scalars."""
    if isinstance(x, int):
        if isinstance(y, int) and not -MOST < x < MOST:
            m.tracker.work(1 + (min(x.bit_length(), y.bit_length()) >> 9))
    elif isinstance(x, (str, bytes, bytearray)) and isinstance(y, (str, bytes, bytearray)):
        size = min(len(x), len(y))
        if size > 64:
            m.tracker.work(size >> 6)
    elif isinstance(x, SETS) and isinstance(y, SETS):
        from .types.sets import charge_collisions

        m.tracker.work(min(len(x), len(y)) >> 1)
        charge_collisions(m, x)
    elif isinstance(x, range):
        m.tracker.work(range_size(x) >> 6)


# Equality


def equal(m: Machine, x: object, y: object, depth: int) -> int:
    """Whether containers take ``x`` and ``y`` as equal (the same object is): 0 no, 1 yes, 2 sandbox code is needed."""
    if x is y:
        return YES
    kind = type(x)
    if kind in SCALARS and type(y) in SCALARS:
        charge_comparison(m, x, y)
        return YES if x == y else NO
    m.tracker.work(1)
    if isinstance(x, HeapObject) or isinstance(y, HeapObject):
        return equal_objects(m, x, y, depth)
    if SCALAR_TYPES:
        scalar = SCALAR_TYPES.get(kind) or SCALAR_TYPES.get(type(y))
        if scalar is not None:
            return YES if scalar.equal(m, x, y) else NO
    if isinstance(x, SETS) or isinstance(x, Keys):
        return equal_sets(m, x, y)
    if isinstance(x, Items):
        return equal_items(m, x, y, depth)
    if kind is not type(y):
        return equal_sets(m, y, x) if isinstance(y, (*SETS, Keys, Items)) and not isinstance(x, Items) else NO
    if depth > MAX_DEPTH:
        return UNKNOWN
    if isinstance(x, list) and isinstance(y, list):
        return equal_lists(m, x, y, depth)
    if isinstance(x, tuple) and isinstance(y, tuple):
        return equal_tuples(m, x, y, depth)
    if isinstance(x, dict) and isinstance(y, dict):
        return equal_dicts(m, x, y, depth)
    if isinstance(x, slice) and isinstance(y, slice):
        return equal_tuples(m, (x.start, x.stop, x.step), (y.start, y.stop, y.step), depth)
    return NO


def equal_lists(m: Machine, x: list[object], y: list[object], depth: int) -> int:
    length = len(x)
    if length != len(y):
        return NO
    m.tracker.work(length >> 2)
    for index in range(length):
        if index >= len(x) or index >= len(y):
            return NO
        answer = equal(m, x[index], y[index], depth + 1)
        if answer != YES:
            return answer
    return YES


def equal_tuples(m: Machine, x: tuple[object, ...], y: tuple[object, ...], depth: int) -> int:
    length = len(x)
    m.tracker.work(length >> 2)
    for index in range(min(length, len(y))):
        answer = equal(m, x[index], y[index], depth + 1)
        if answer != YES:
            return answer
    return YES if length == len(y) else NO


def equal_dicts(m: Machine, x: dict[object, object], y: dict[object, object], depth: int) -> int:
    if len(x) != len(y):
        return NO
    m.tracker.work(len(x) >> 1)
    for key, value in list(x.items()):
        other = y.get(key, ABSENT)
        if other is ABSENT:
            return NO
        answer = equal(m, value, other, depth + 1)
        if answer != YES:
            return answer
    return YES


def equal_sets(m: Machine, x: object, y: object) -> int:
    """Equality of a set or a dict's keys with anything: their items are keys, which the host may compare."""
    if isinstance(y, Items):
        return equal_items(m, y, x, 0)
    if not isinstance(x, (*SETS, Keys)) or not isinstance(y, (*SETS, Keys)) or len(x) != len(y):
        return NO
    charge_comparison(m, x, y)
    m.tracker.work(len(x) >> 1)
    return YES if x == y else NO


def equal_items(m: Machine, x: object, y: object, depth: int) -> int:
    """Equality of a dict's items with anything."""
    assert isinstance(x, Items)
    if isinstance(y, Items):
        return equal_dicts(m, mapping_of(x), mapping_of(y), depth)
    if not isinstance(y, (*SETS, Keys)) or len(x) != len(y):
        return NO
    mapping = mapping_of(x)
    for pair in y:
        m.tracker.work(1)
        if not isinstance(pair, tuple) or len(pair) != 2:
            return NO
        answer = equal(m, mapping.get(pair[0], ABSENT), pair[1], depth + 1)
        if answer != YES:
            return answer
    return YES


def equal_objects(m: Machine, x: object, y: object, depth: int) -> int:
    """Equality where one is an object of the interpreter."""
    if isinstance(x, Instance) or isinstance(y, Instance):
        if isinstance(x, Instance) and x.cls.custom_eq or isinstance(y, Instance) and y.cls.custom_eq:
            return UNKNOWN
        plain = payload_of(x)
        other = payload_of(y)
        if plain is x and other is y or isinstance(plain, Instance) or isinstance(other, Instance):
            return NO
        return equal(m, plain, other, depth)
    if isinstance(x, BoundMethod) and isinstance(y, BoundMethod):
        return YES if x.func is y.func and x.obj is y.obj else NO
    if isinstance(x, GenericAlias) and isinstance(y, GenericAlias):
        if x.origin is not y.origin:
            return NO
        return UNKNOWN if depth > MAX_DEPTH else equal_tuples(m, x.args, y.args, depth)
    if isinstance(x, Union) and isinstance(y, Union):
        return equal_unions(m, x, y, depth)
    return NO


def equal_unions(m: Machine, x: Union, y: Union, depth: int) -> int:
    """Unions are equal when they have the same members, in whatever order."""
    if len(x.members) != len(y.members):
        return NO
    if depth > MAX_DEPTH:
        return UNKNOWN
    for member in x.members:
        if not any(equal(m, member, other, depth + 1) == YES for other in y.members):
            return NO
    return YES


# Keys


def check_key(m: Machine, key: object) -> None:
    """What must be known before the host hashes a key: that it may be, at what depth and cost.

    Raises Thrown TypeError for what is not hashable and RecursionError for more than ``MAX_KEY_DEPTH`` levels.
    """
    if isinstance(key, str):
        if len(key) > 1024:
            m.tracker.work(len(key) >> 6)
        return
    if isinstance(key, int):
        if key >= HASH_MODULUS or key <= -HASH_MODULUS:
            m.tracker.work(COLLIDING_KEY + (key.bit_length() >> 8))
        return
    check_key_at(m, key, 0)


def check_key_at(m: Machine, key: object, depth: int) -> None:
    kind = type(key)
    if kind is tuple or kind is frozenset:
        if depth > MAX_KEY_DEPTH:
            raise m.fail('RecursionError', 'maximum recursion depth exceeded while hashing a key')
        assert isinstance(key, (tuple, frozenset))
        if depth == 0:
            m.tracker.work(COLLIDING_KEY)
        m.tracker.work(1 + (len(key) >> 1))
        for item in key:
            item_kind = type(item)
            if item_kind is not int and item_kind is not str and item_kind is not float:
                check_key_at(m, item, depth + 1)
    elif kind in UNHASHABLE:
        raise unhashable(m, key)
    elif isinstance(key, Instance):
        check_instance(m, key, depth)
    elif isinstance(key, slice):
        if not SLICE_HASHABLE:
            raise unhashable(m, key)
        check_key_at(m, (key.start, key.stop, key.step), depth + 1)
    elif isinstance(key, bytes):
        m.tracker.work(len(key) >> 6)
    elif isinstance(key, complex):
        m.tracker.work(COLLIDING_KEY)
    else:
        scalar = SCALAR_TYPES.get(kind)
        if scalar is not None:
            scalar.check_key(m, key)


def check_instance(m: Machine, key: Instance, depth: int) -> None:
    """Check an instance: one whose class has a ``__hash__`` of its own is asked for it by a nested machine."""
    cls = key.cls
    if cls.custom_hash:
        if cls.lookup('__hash__') is None:
            raise unhashable(m, key)
        m.tracker.work(20)
        return
    payload = payload_of(key)
    if payload is key:
        return
    if type(payload) in UNHASHABLE:
        raise unhashable(m, key)
    check_key_at(m, payload, depth + 1)


def unhashable(m: Machine, key: object) -> Exception:
    return m.fail('TypeError', f"unhashable type: '{m.type_name(key)}'")


def hash_of(m: Machine, value: object) -> object:
    """``hash(value)``: an int, or PUSHED. Of what is hashed by identity, nothing of the host's address shows."""
    check_key(m, value)
    if isinstance(value, Instance):
        if value.cls.custom_hash:
            return m.call_prelude('hash_object', [value])
        payload = payload_of(value)
        return m.identity(value) >> 4 if payload is value or isinstance(payload, HeapObject) else hash(payload)
    if isinstance(value, BoundMethod):
        return (m.identity(value.func) ^ m.identity(value.obj)) >> 4
    if isinstance(value, HeapObject):
        return m.identity(value) >> 4
    return NONE_HASH if value is None else hash(value)


# Errors of the host


ERROR_NAMES: Final = frozenset(
    (
        *('ArithmeticError', 'BufferError', 'FloatingPointError', 'IndexError', 'KeyError', 'LookupError'),
        *('NotImplementedError', 'OverflowError', 'RuntimeError', 'StopIteration', 'TypeError', 'ValueError'),
        'ZeroDivisionError',
        *('UnicodeDecodeError', 'UnicodeEncodeError', 'UnicodeError', 'UnicodeTranslateError'),
    )
)


def host_error(m: Machine, error: BaseException, args: list[object]) -> Thrown:
    """A host operation's error as a sandbox exception: type and arguments, with our classes' names in the message.

    An error that no sandbox program may cause (RecursionError above all) is raised again as it is.
    """
    if isinstance(error, RecursionError):
        raise error
    for base in type(error).__mro__:
        name = base.__name__
        if name in ERROR_NAMES:
            break
    else:
        raise error
    if len(error.args) == 1 and isinstance(error.args[0], str) and name != 'KeyError':
        return m.fail(name, translated(error.args[0], args))
    return m.fail_with(name, error.args)


def translated(message: str, args: list[object]) -> str:
    """``message`` with the sandbox's names for the types of ``args`` (self first) instead of the host's."""
    for index, arg in enumerate(args):
        if not isinstance(arg, HeapObject):
            continue
        name = class_of(arg).name
        payload = payload_of(arg)
        if payload is arg:
            message = message.replace(type(arg).__name__, name, 1)
        elif index > 0:
            message = renamed(message, type(payload).__name__, name)
    return message


def renamed(message: str, host_name: str, name: str) -> str:
    """``message`` that refuses an instance of ``name``, a subclass of ``host_name``, without naming the subclass."""
    for before, after in (("'", "'"), ('"', '"'), ('not ', ''), ('concat ', ' '), ('but ', ' found')):
        text = before + host_name + after
        if text in message and (after or message.endswith(text)):
            return message.replace(text, before + name + after, 1)
    return message


# Text


class Writer:
    """Collects the parts of a text whose size is not known before; reserves memory ahead of each doubling."""

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.parts: list[str] = []
        self.size = 0
        self.reserved = 4096
        self.active: list[object] = []  # containers being written, outermost first

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)
        if self.size > self.reserved:
            self.m.tracker.reserve(2 * self.size)
            self.reserved = 2 * self.size
        if len(self.parts) > 1000:
            self.parts = [''.join(self.parts)]

    def text(self) -> str:
        return ''.join(self.parts)


def plain_repr(m: Machine, value: object) -> str | None:
    """``repr(value)``, or None where sandbox code is needed."""
    kind = type(value)
    if kind in SCALARS:
        return scalar_repr(m, value)
    writer = Writer(m)
    return writer.text() if write_repr(writer, value, 0) else None


def plain_str(m: Machine, value: object) -> str | None:
    """``str(value)``, or None where sandbox code is needed."""
    if isinstance(value, str):
        return value
    scalar = SCALAR_TYPES.get(type(value))
    if scalar is not None:
        return scalar.text_of(m, value)
    if isinstance(value, Instance):
        method = value.cls.lookup('__str__')
        if isinstance(method, NativeFunction) and (method.owner is None or method.owner.name != 'object'):
            if isinstance(value, ExceptionValue):
                return None
            payload = payload_of(value)
            if isinstance(payload, str):
                return payload
            scalar = SCALAR_TYPES.get(type(payload))
            if scalar is not None:
                return scalar.text_of(m, payload)
            if type(payload) in NUMBERS and method.name == '__repr__':
                return scalar_repr(m, payload)
        elif method is not ABSENT and not isinstance(method, NativeFunction):
            return None
    return plain_repr(m, value)


def scalar_repr(m: Machine, value: object) -> str:
    """``repr`` of a scalar, charged. Raises Thrown ValueError for integers with too many digits."""
    if isinstance(value, str):
        if len(value) > 1000:
            charge_text_repr(m, value)
    elif isinstance(value, int):
        bits = value.bit_length()
        if bits > 256:
            words = bits // 30
            m.tracker.work(words * words >> 5)
            m.tracker.reserve(bits // 3)
    elif isinstance(value, (bytes, bytearray)):
        m.tracker.reserve(4 * len(value) + 64)
    try:
        return repr(value)
    except HOST_ERRORS as error:
        raise m.host_error(error, [value]) from None


def charge_text_repr(m: Machine, text: str) -> None:
    """Charge the ``repr`` of a long str: at its size if all of it is printable, else as if all had to be escaped."""
    m.tracker.work(len(text) >> 5)
    if text.isprintable():
        m.tracker.reserve(text.__sizeof__())
    else:
        m.tracker.reserve((4 if text.isascii() else 10) * text.__sizeof__())


def write_repr(w: Writer, value: object, depth: int) -> bool:
    """Write ``repr(value)``; False where sandbox code is needed."""
    m = w.m
    m.tracker.work(1)
    if type(value) in SCALARS:
        w.add(scalar_repr(m, value))
        return True
    if isinstance(value, HeapObject):
        return write_object(w, value, depth)
    if isinstance(value, slice):
        w.add('slice')
        return write_items(w, (value.start, value.stop, value.step), '(', ')', depth)
    scalar = SCALAR_TYPES.get(type(value))
    if scalar is not None:
        w.add(scalar.repr_of(m, value))
        return True
    if isinstance(value, (list, tuple, dict, set, frozenset, Keys, Values, Items)):
        return write_container(w, value, depth, class_of(value).name)
    w.add(constant_repr(value))
    return True


def constant_repr(value: object) -> str:
    """``repr`` of Ellipsis and NotImplemented."""
    return 'Ellipsis' if value is Ellipsis else 'NotImplemented'


def write_container(w: Writer, value: object, depth: int, name: str) -> bool:
    """Write a builtin container; ``name`` is that of its class, or of a subclass of it."""
    for seen in w.active:
        if seen is value:
            w.add(recursive_repr(value, name))
            return True
    if depth > MAX_DEPTH:
        return False
    w.active.append(value)
    done = write_open_container(w, value, depth, name)
    w.active.pop()
    return done


def recursive_repr(value: object, name: str) -> str:
    """What stands for a container inside its own repr."""
    if isinstance(value, list):
        return '[...]'
    if isinstance(value, tuple):
        return '(...)'
    if isinstance(value, dict):
        return '{...}'
    return f'{name}(...)' if isinstance(value, SETS) else '...'


def write_open_container(w: Writer, value: object, depth: int, name: str) -> bool:
    if isinstance(value, list):
        return write_items(w, value, '[', ']', depth)
    if isinstance(value, tuple):
        return write_items(w, value, '(', ',)' if len(value) == 1 else ')', depth)
    if isinstance(value, dict):
        return write_dict(w, value, depth)
    if isinstance(value, SETS):
        return write_set(w, value, depth, name)
    assert isinstance(value, (Keys, Values, Items))
    w.add(name)
    return write_items(w, list(value), '([', '])', depth)


def write_items(w: Writer, items: list[object] | tuple[object, ...], opening: str, closing: str, depth: int) -> bool:
    w.add(opening)
    first = True
    for item in items:
        if not first:
            w.add(', ')
        first = False
        if not write_repr(w, item, depth + 1):
            return False
    w.add(closing)
    return True


def write_dict(w: Writer, items: dict[object, object], depth: int) -> bool:
    w.add('{')
    first = True
    for key, value in items.items():
        if not first:
            w.add(', ')
        first = False
        if not write_repr(w, key, depth + 1):
            return False
        w.add(': ')
        if not write_repr(w, value, depth + 1):
            return False
    w.add('}')
    return True


def write_set(w: Writer, items: set[object] | frozenset[object], depth: int, name: str) -> bool:
    if not items:
        w.add(f'{name}()')
        return True
    exact = name == 'set'
    if not exact:
        w.add(f'{name}(')
    if not write_items(w, list(items), '{', '}', depth):
        return False
    if not exact:
        w.add(')')
    return True


def write_object(w: Writer, value: HeapObject, depth: int) -> bool:
    """Write an object of the interpreter."""
    if isinstance(value, Instance):
        return write_instance(w, value, depth)
    if isinstance(value, BoundMethod):
        return write_bound_method(w, value, depth)
    if isinstance(value, GenericAlias):
        return write_alias(w, value, depth)
    if isinstance(value, Union):
        return write_union(w, value, depth)
    if isinstance(value, (ClassMethod, StaticMethod)):
        return write_items(w, [value.func], f'<{class_of(value).name}(', ')>', depth) if depth <= MAX_DEPTH else False
    text = object_repr(w.m, value)
    if text is None:
        return False
    w.add(text)
    return True


def object_repr(m: Machine, value: HeapObject) -> str | None:
    """``repr`` of the interpreter's own objects that hold no values to show."""
    if isinstance(value, Function):
        return f'<function {value.qualname} at {address(m, value)}>'
    if isinstance(value, NativeFunction):
        return native_repr(value)
    if isinstance(value, ExternalRef):
        return f'<external function {value.name}>'
    if isinstance(value, Proxy):
        return f'<exposed {value.key}>'
    if isinstance(value, Class):
        return None if user_method(value, '__repr__') else f"<class '{class_path(value)}'>"
    if isinstance(value, Module):
        return f"<module '{value.name}' (built-in)>"
    if isinstance(value, Generator):
        kind = ('generator', 'coroutine', 'async_generator')[value.kind]
        return f'<{kind} object {value.qualname} at {address(m, value)}>'
    if isinstance(value, Super):
        bound = 'NULL' if value.obj is None else f'<{value.start.name} object>'
        return f"<super: <class '{value.cls.name}'>, {bound}>"
    if isinstance(value, SlotMember):
        return f"<member '{value.name}' of '{value.cls_name}' objects>"
    if isinstance(value, NativeProperty) and value.owner_name:
        return f"<{'member' if value.is_member else 'attribute'} '{value.name}' of '{value.owner_name}' objects>"
    cls = class_of(value)
    method = cls.lookup('__repr__')
    if isinstance(method, NativeFunction) and method.owner is not None and method.owner.name != 'object':
        return None
    if isinstance(value, Property) or cls.module == 'builtins':
        return f'<{cls.name} object at {address(m, value)}>'
    return f'<{class_path(cls)} object at {address(m, value)}>'


def native_repr(value: NativeFunction) -> str:
    """``repr`` of a builtin function or of a builtin type's method."""
    owner = value.owner
    if owner is None:
        return f'<built-in function {value.name}>'
    if value.static or value.classmethod:
        return f'<built-in method {value.name} of type object>'
    from .machine import full_name

    kind = 'slot wrapper' if is_slot(value) else 'method'
    return f"<{kind} '{value.name}' of '{full_name(owner)}' objects>"


def class_path(cls: Class) -> str:
    """The name of a class as reprs show it: with its module unless that is ``builtins``."""
    return cls.qualname if cls.module == 'builtins' else f'{cls.module}.{cls.qualname}'


def address(m: Machine, value: object) -> str:
    return f'0x{m.identity(value):x}'


def write_instance(w: Writer, value: Instance, depth: int) -> bool:
    method = value.cls.lookup('__repr__')
    if method is not ABSENT and not isinstance(method, NativeFunction):
        return False
    if isinstance(value, ExceptionValue):
        w.add(value.cls.name)
        return depth <= MAX_DEPTH and write_items(w, value.args, '(', ')', depth)
    payload = payload_of(value)
    if isinstance(payload, (ClassMethod, StaticMethod)):
        return write_object(w, payload, depth)
    if payload is not value and not (isinstance(method, NativeFunction) and is_object_method(method)):
        return write_payload(w, value, payload, depth)
    if isinstance(method, NativeFunction) and not is_object_method(method):
        return False
    w.add(f'<{class_path(value.cls)} object at {address(w.m, value)}>')
    return True


def is_object_method(method: NativeFunction) -> bool:
    """Whether it is one of those that every object has."""
    return method.owner is not None and method.owner.name == 'object'


def write_payload(w: Writer, value: Instance, payload: object, depth: int) -> bool:
    """Write an instance of a subclass of a builtin type as that type does: sets and bytearrays name the subclass."""
    if isinstance(payload, (list, tuple, dict)):
        return write_container(w, payload, depth, '')
    if isinstance(payload, SETS):
        return write_container(w, payload, depth, value.cls.name)
    if isinstance(payload, bytearray):
        w.add(value.cls.name + scalar_repr(w.m, payload)[len('bytearray') :])
        return True
    scalar = SCALAR_TYPES.get(type(payload))
    if scalar is not None:
        w.add(scalar.derived_repr(scalar.repr_of(w.m, payload), value.cls))
        return True
    return write_repr(w, payload, depth)


def write_bound_method(w: Writer, value: BoundMethod, depth: int) -> bool:
    func = value.func
    if isinstance(func, NativeFunction):
        if isinstance(value.obj, Class):
            w.add(f'<built-in method {func.name} of type object at {address(w.m, value.obj)}>')
        elif is_slot(func):
            w.add(f"<method-wrapper '{func.name}' of {w.m.type_name(value.obj)} object at {address(w.m, value.obj)}>")
        else:
            w.add(f'<built-in method {func.name} of {w.m.type_name(value.obj)} object at {address(w.m, value.obj)}>')
        return True
    if depth > MAX_DEPTH:
        return False
    name = func.qualname if isinstance(func, Function) else '?'
    w.add(f'<bound method {name} of ')
    if not write_repr(w, value.obj, depth + 1):
        return False
    w.add('>')
    return True


def write_alias(w: Writer, value: GenericAlias, depth: int) -> bool:
    """``list[int]``, ``typing.Optional[int]``: classes by their names."""
    if depth > MAX_DEPTH:
        return False
    w.add(value.name)
    w.add('[')
    first = True
    for arg in value.args:
        if not first:
            w.add(', ')
        first = False
        if type(arg) is tuple and shows_lists(value):
            if not write_types(w, arg, depth + 1):
                return False
        elif not write_type(w, arg, depth + 1):
            return False
    w.add(']')
    return True


SHOWS_LISTS: Final = sys.version_info >= (3, 12)
"""Whether reprs show the arguments for a ParamSpec, which are a tuple, as the list that was written."""


def shows_lists(alias: GenericAlias) -> bool:
    """Whether a tuple among the arguments stands for the parameters of a callable: in subscripted classes of typing."""
    origin = alias.origin
    return SHOWS_LISTS and not (isinstance(origin, Class) and origin.builtin and origin.module == 'builtins')


def write_union(w: Writer, value: Union, depth: int) -> bool:
    if depth > MAX_DEPTH:
        return False
    first = True
    for member in value.members:
        if not first:
            w.add(' | ')
        first = False
        if not write_type(w, member, depth + 1):
            return False
    return True


def write_type(w: Writer, value: object, depth: int) -> bool:
    """Write an argument of a generic alias or a member of a union."""
    if isinstance(value, Class):
        w.add(class_path(value))
    elif value is Ellipsis:
        w.add('...')
    elif isinstance(value, list):
        return write_types(w, value, depth)
    else:
        return write_repr(w, value, depth)
    return True


def write_types(w: Writer, values: list[object] | tuple[object, ...], depth: int) -> bool:
    """Write the parameters of a ``Callable``."""
    if depth > MAX_DEPTH:
        return False
    w.add('[')
    first = True
    for value in values:
        if not first:
            w.add(', ')
        first = False
        if not write_type(w, value, depth + 1):
            return False
    w.add(']')
    return True
