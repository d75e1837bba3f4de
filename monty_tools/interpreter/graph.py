"""Objects as plain data and back: what a snapshot's object graph consists of.

Every object that can be shared is one record, a flat list ``[tag, field…]``; texts and bytes are records by themselves.
A field that holds a value is the value itself if it is None, a boolean, a small integer, a float or a short text, else
``[number]`` of the object's record. So nothing nests, however deep the values do, and sharing and cycles come for free.

Both ways are driven by one table, ``TABLE``. Reading trusts nothing: every field is checked against its kind's shape,
and every reference against the class that belongs there. No sandbox code runs: dicts and sets are filled with the
hashes that their keys had.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .builtins import PRELUDE_CLASSES
from .classmaker import payload_base
from .errors import SnapshotError
from .exposure import Proxy, exposed_ref
from .instructions.classes import ReturnBody
from .instructions.generators import AsyncStep
from .machine import EXTERNAL_CODE, GIVE_CODE, NEW_CODE, SHARED
from .objects import (
    ABSENT,
    GENERATOR_CLASSES,
    HOST_CLASSES,
    UNBOUND,
    BoundMethod,
    Cell,
    Class,
    ClassMethod,
    Code,
    ExceptionValue,
    ExternalRef,
    Frame,
    Function,
    Generator,
    GenericAlias,
    HeapObject,
    HostState,
    Instance,
    Namespace,
    NativeIterator,
    Property,
    Sentinel,
    SlotMember,
    StaticMethod,
    Super,
    Traceback,
    TracebackEntry,
    Union,
    set_restoring,
)
from .paths import MACHINE_CODES, Paths, shared_object, shared_paths
from .scalars import SCALARS, Scalar, restorer_at, scalar_at
from .scheduler import Future, Gathering, Handle, Loop, PendingCall, Task, TimerHandle, Turn
from .types import iterators
from .types.iterators import Items, Keys, Values, mapping_of

if TYPE_CHECKING:
    from .machine import Machine

Record = list[object]

SHORT_TEXT: Final = 24
"""Characters of a text that stands in a field itself; longer ones are records, so that sharing is kept."""
LEAST_INT: Final = -(1 << 63)
MOST_INT: Final = (1 << 63) - 1
MAX_KEY_HEIGHT: Final = 250
"""Levels of tuples, frozensets and instances in a key: the host hashes it."""

CONSTANTS: Final[tuple[object, ...]] = (UNBOUND, ABSENT, Ellipsis, NotImplemented, ())
"""What has a negative record number, -1 for the first."""
INLINE: Final[frozenset[type]] = frozenset({type(None), bool, int, float, str, bytes})
PLAIN_KEYS: Final[frozenset[type]] = frozenset({type(None), bool, int, float, str, bytes})
"""Types of keys few of which can be made to have the same hash."""
INTERNAL: Final[frozenset[type]] = frozenset({Sentinel, Frame, Namespace, PendingCall, Cell})
"""Types of the machine's own objects, which no sandbox code ever holds."""
NO_VALUE: Final = -1
"""The record number of UNBOUND."""
MISSING: Final = object()
"""Stands for an object that is not made yet."""


def bad(reason: str) -> SnapshotError:
    """The error for bytes that no dump wrote."""
    return SnapshotError(f'not a usable snapshot: {reason}')


# Writing.


class Writer:
    """Collects the records of everything reachable from the values that it is asked for."""

    def __init__(self, pinned: dict[int, tuple[object, int]], idle: bool = False) -> None:
        self.pinned = pinned
        self.idle = idle  # nothing runs and nothing will: what was running when it was given up can never go on
        self.refs: dict[int, Record] = {}
        self.queue: list[object] = []
        self.records: list[object] = []
        self.idents: list[int] = []
        self.codes: dict[int, int] = {}
        self.code_list: list[Code] = []
        self.namespaces: list[tuple[Namespace, int]] = []
        self.owned: set[int] = set()  # namespaces whose values a module's frame holds
        self.names: dict[int, str] = shared_paths().names
        for index, constant in enumerate(CONSTANTS):
            self.refs[id(constant)] = [-1 - index]

    def value(self, value: object) -> object:
        """``value`` as a field."""
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            if -SMALL_INT < value < SMALL_INT and not self.pinned:  # type: ignore[operator]  # an int by the check
                return value
        elif kind is str and len(value) <= SHORT_TEXT and not self.pinned:  # type: ignore[arg-type]  # likewise
            return value
        ref = self.refs.get(id(value))
        return self.add(value, kind) if ref is None else ref

    def add(self, value: object, kind: type) -> object:
        """A record's number for ``value``, or itself where it is small and nobody has asked for its identity."""
        if id(value) not in self.pinned:
            if kind is int and LEAST_INT <= value <= MOST_INT:  # type: ignore[operator]  # an int by the check
                return value
            if kind is str and len(value) <= SHORT_TEXT:  # type: ignore[arg-type]  # a str by the check
                return value
        ref: Record = [len(self.queue)]
        self.refs[id(value)] = ref
        self.queue.append(value)
        return ref

    def values(self, values: list[object] | tuple[object, ...]) -> Record:
        return [self.value(value) for value in values]

    def code(self, code: Code) -> int:
        """The number of ``code`` in the table of codes."""
        number = self.codes.get(id(code))
        if number is None:
            number = len(self.code_list)
            self.codes[id(code)] = number
            self.code_list.append(code)
        return number

    def drain(self) -> None:
        """Write the records of all that was asked for, and of what those refer to."""
        while True:
            while len(self.records) < len(self.queue):
                self.records.append(self.record(self.queue[len(self.records)]))
            if not self.namespaces:
                return
            namespace, number = self.namespaces.pop()
            if id(namespace) not in self.owned:
                record = self.records[number]
                assert isinstance(record, list)
                record[4] = self.values(namespace.values[: len(namespace.names)])

    def record(self, value: object) -> object:
        cls = type(value)
        if cls is str or cls is bytes:
            return value
        path = self.names.get(id(value))
        if path is not None:
            return [SHARED_TAG, path]
        kind = BY_TYPE.get(cls)
        if kind is None:
            scalar = SCALARS.get(cls)
            if scalar is not None:
                return [SCALAR_TAG, scalar.path, scalar.save(value)]
            if isinstance(value, HostState):
                kind = BY_TYPE[HostState]
        if kind is None:
            raise SnapshotError(f'the program holds a value that cannot be stored: {described(value)}')
        if isinstance(value, HeapObject) and value.ident:
            self.idents.append(len(self.records))
            self.idents.append(int(value.ident))
        return kind.save(self, value)


SMALL_INT: Final = 1 << 62


def described(value: object) -> str:
    """The sandbox's name of the type of ``value``."""
    cls = HOST_CLASSES.get(type(value))
    return 'an internal object' if cls is None else f"'{cls.name}' object"


# Reading.


_plain: Final[dict[int, set[int]]] = {}


def plain_classes() -> set[int]:
    """The ids of the classes whose instances are no Instances: of the host's types, and of our own objects."""
    known = len(HOST_CLASSES)  # modules add theirs when they are loaded
    found = _plain.get(known)
    if found is None:
        found = {id(cls) for cls in [*HOST_CLASSES.values(), *GENERATOR_CLASSES]}
        for name in PRELUDE_CLASSES:
            found.discard(id(SHARED.classes[name]))
        _plain[known] = found
    return found


class Reader:
    """Rebuilds the objects of a list of records. ``size`` is the number of bytes that they came from."""

    def __init__(self, m: Machine, records: list[object], codes: list[Code], size: int) -> None:
        self.m = m
        self.records = records
        self.codes = codes
        self.paths: Paths = shared_paths()
        self.objects: list[object] = [MISSING] * len(records)
        self.heights: dict[int, int] = {}
        self.frames: list[Frame] = []
        self.classes: list[int] = []
        self.instances: list[int] = []
        self.bound: list[int] = []
        self.late: list[int] = []  # records of what can't be made before its parts
        self.budget = 1_000_000 + 50 * size  # steps that classes and equal hashes may cost
        self.fixed: dict[int, int] = {}
        self.adopted: dict[int, Namespace] = {}  # namespaces that exist already, by record
        self.plain = plain_classes()
        self.hashed: list[Instance] = []  # instances with a __hash__ of the sandbox's own

    def read(self) -> None:
        """Make all objects, then fill them."""
        for number, record in enumerate(self.records):
            self.make(number, record)
        for number in self.instances:
            instance = self.objects[number]
            assert isinstance(instance, Instance)
            prepare_instance(self, instance, self.record(number))
        self.finish_classes()
        set_restoring(True)
        try:
            self.build()
            for number, record in enumerate(self.records):
                if type(record) is list:
                    kind = KINDS[record[0]]
                    kind.fill(self, self.objects[number], record)
            for number, record in enumerate(self.records):
                if type(record) is list and record[0] in AFTER:
                    AFTER[record[0]](self, self.objects[number], record)
        finally:
            set_restoring(False)

    def make(self, number: int, record: object) -> None:
        if type(record) is str or type(record) is bytes:
            self.objects[number] = record
            return
        if type(record) is not list or not record or type(record[0]) is not int:
            raise bad('a record is no record')
        kind = KINDS.get(record[0])
        if kind is None:
            raise bad('a record of an unknown kind')
        check_shape(kind.shape, record)
        made = self.adopted[number] if number in self.adopted else kind.make(self, record)
        self.objects[number] = made
        if made is MISSING:
            self.late.append(number)
        elif isinstance(made, Instance):
            if record[0] != SHARED_TAG:
                self.instances.append(number)
        elif isinstance(made, Class):
            if record[0] != SHARED_TAG:
                self.classes.append(number)
        elif isinstance(made, Frame):
            self.frames.append(made)
        elif isinstance(made, BoundMethod) and record[0] != SHARED_TAG:
            self.bound.append(number)

    def record(self, number: int) -> Record:
        record = self.records[number]
        assert isinstance(record, list)
        return record

    # Fields.

    def value(self, raw: object) -> object:
        """The value that a field holds: one that sandbox code may have."""
        kind = type(raw)
        if kind is not list:
            if kind in INLINE:
                return raw
            raise bad('a field holds no value')
        value = self.target(raw)
        if type(value) in INTERNAL or id(value) in self.paths.private:
            raise bad('something of the machine stands where a value belongs')
        return value

    def variable(self, raw: object) -> object:
        """What a cell or a global holds: a value, or nothing."""
        return UNBOUND if type(raw) is list and raw == [NO_VALUE] else self.value(raw)

    def variables(self, raw: object) -> list[object]:
        assert isinstance(raw, list)
        return [self.variable(item) for item in raw]

    def register(self, raw: object, code: Code) -> object:
        """What a register of a frame of ``code`` holds: a value, nothing, a variable's cell, or one of the functions
        of ours that only this code knows."""
        if type(raw) is list:
            value = self.target(raw)
            if isinstance(value, Cell):
                return value
            if id(value) in self.paths.private and any(constant is value for constant in code.template):
                return value
        return self.variable(raw)

    def own_cell(self, raw: object) -> Cell:
        """A cell of the program's own: those of functions that all machines share stay theirs."""
        cell = cell_of(self.target(raw))
        if id(cell) in self.paths.names:
            raise bad('a variable of another program')
        return cell

    def payload(self, instance: Instance, raw: object) -> object:
        """What an instance carries: an exception's fields are in a cell."""
        if type(raw) is list and isinstance(instance, ExceptionValue) and isinstance(self.target(raw), Cell):
            return self.own_cell(raw)
        return self.value(raw)

    def home(self, code: Code) -> Namespace:
        """The global variables that ``code`` works with."""
        return SHARED.namespaces.get(code.program.key, self.m.namespace)

    def internal(self, raw: object) -> object:
        """What a field of the machine's own objects refers to, None included."""
        return None if raw is None else self.target(raw)

    def target(self, raw: object) -> object:
        """What a reference refers to."""
        number = reference(raw)
        if number < 0:
            if number < -len(CONSTANTS):
                raise bad('a reference to nothing')
            return CONSTANTS[-1 - number]
        if number >= len(self.objects):
            raise bad('a reference to nothing')
        value = self.objects[number]
        if value is MISSING:
            raise bad('values that cannot contain each other do')
        return value

    def values(self, raw: object) -> list[object]:
        assert isinstance(raw, list)
        return [self.value(item) for item in raw]

    def cls(self, raw: object) -> Class:
        value = self.value(raw)
        if not isinstance(value, Class):
            raise bad('a class is expected')
        return value

    def text(self, raw: object) -> str:
        value = self.value(raw)
        if type(value) is not str:
            raise bad('a text is expected')
        return value

    def list_of(self, raw: object) -> list[object]:
        value = self.value(raw)
        if type(value) is not list:
            raise bad('a list is expected')
        return value

    def tuple_of(self, raw: object) -> tuple[object, ...]:
        value = self.value(raw)
        if type(value) is not tuple:
            raise bad('a tuple is expected')
        return value

    def names(self, raw: object) -> dict[str, object] | None:
        """None, or a dict whose keys are texts."""
        value = self.value(raw)
        if value is None:
            return None
        if type(value) is not dict:
            raise bad('a dict is expected')
        assert isinstance(raw, list)
        self.check_names(reference(raw))
        return value

    def check_names(self, number: int) -> None:
        """The keys of the dict of record ``number`` are texts."""
        record = self.record(number)
        for index in range(1, len(record), 2):
            if type(record[index]) is not str and type(self.value(record[index])) is not str:
                raise bad('a name is expected')

    def exception(self, raw: object) -> ExceptionValue | None:
        value = self.value(raw)
        if value is not None and not isinstance(value, ExceptionValue):
            raise bad('an exception is expected')
        return value

    def frame(self, raw: object) -> Frame | None:
        value = self.internal(raw)
        if value is not None and not isinstance(value, Frame):
            raise bad('a frame is expected')
        return value

    def generator(self, raw: object) -> Generator | None:
        value = self.value(raw)
        if value is not None and not isinstance(value, Generator):
            raise bad('a generator is expected')
        return value

    def call(self, raw: object) -> PendingCall | None:
        value = self.internal(raw)
        if value is not None and not isinstance(value, PendingCall):
            raise bad('a call is expected')
        return value

    def namespace(self, raw: object) -> Namespace:
        value = self.internal(raw)
        if not isinstance(value, Namespace):
            raise bad('a namespace is expected')
        return value

    def code(self, raw: object) -> Code:
        assert isinstance(raw, int)
        if raw >= len(self.codes):
            raise bad('a code that does not exist')
        return self.codes[raw]

    # Classes.

    def finish_classes(self) -> None:
        """Bases, method resolution orders and what follows from them: computed, not trusted."""
        done: set[int] = set()
        opened: set[int] = set()
        stack = list(self.classes)
        while stack:
            number = stack[-1]
            if number in done:
                stack.pop()
                continue
            waiting = [base for base in self.user_bases(number) if base not in done]
            if waiting:
                if number in opened:
                    raise bad('a class that is its own base')
                opened.add(number)
                stack.extend(waiting)
                continue
            stack.pop()
            done.add(number)
            self.finish_class(number)

    def user_bases(self, number: int) -> list[int]:
        raw = self.record(number)[4]
        assert isinstance(raw, list)
        found: list[int] = []
        for item in raw:
            index = reference(item)
            if index >= 0 and self.record_tag(index) == CLASS_TAG:
                found.append(index)
        return found

    def record_tag(self, number: int) -> object:
        record = self.records[number] if number < len(self.records) else None
        return record[0] if type(record) is list else None

    def finish_class(self, number: int) -> None:
        record = self.record(number)
        cls = self.objects[number]
        assert isinstance(cls, Class) and isinstance(record[4], list)
        parents = [self.cls(raw) for raw in record[4]]
        if not parents or any(parent.builtin and not parent.base_allowed for parent in parents):
            raise bad('a class with impossible bases')
        cls.bases = tuple(parents)
        cls.mro = self.resolution_order(cls, parents)
        cls.meta = self.metaclass(parents, self.value(record[8]))
        cls.payload = payload_base(self.m, parents)
        for parent in parents:
            if parent.is_exception:
                cls.is_exception = True
            if not parent.builtin:
                parent.children.append(cls)
        slots = record[6]
        assert isinstance(slots, list) and isinstance(record[7], bool)
        cls.slots = frozenset([str(name) for name in slots])
        cls.has_dict = record[7]
        attrs = self.value(record[5])
        if type(attrs) is not dict:
            raise bad('a dict is expected')
        source = self.record(reference(record[5]))
        self.check_names(reference(record[5]))
        for index in range(1, len(source), 2):
            key = self.text(source[index])
            raw = source[index + 1]
            at = reference(raw) if type(raw) is list else -1
            attrs[key] = None if 0 <= at < len(self.objects) and self.objects[at] is MISSING else self.value(raw)
        cls.attrs = attrs
        cls.inherit()

    def metaclass(self, parents: list[Class], meta: object) -> Class | None:
        """What a record names as the metaclass of a class with these bases."""
        if meta is None:
            if any(parent.meta is not None for parent in parents):
                raise bad('a class without the metaclass of its bases')
            return None
        if not isinstance(meta, Class) or not meta.builtin or not meta.is_subclass(SHARED.classes['type']):
            raise bad('a class with an impossible metaclass')
        if not all(parent.meta is None or meta.is_subclass(parent.meta) for parent in parents):
            raise bad('a class without the metaclass of its bases')
        return meta

    def resolution_order(self, cls: Class, parents: list[Class]) -> list[Class]:
        """C3, as ``classmaker.linearise`` computes it."""
        if len(parents) == 1:
            self.spend(len(parents[0].mro))
            return [cls, *parents[0].mro]
        lines: list[list[Class]] = [list(reversed(parent.mro)) for parent in parents]
        lines.append(list(reversed(parents)))
        behind: dict[int, int] = {}  # how often a class stands behind the head of a line
        for line in lines:
            self.spend(len(line))
            for member in line[:-1]:
                behind[id(member)] = behind.get(id(member), 0) + 1
        mro = [cls]
        while True:
            lines = [line for line in lines if line]
            if not lines:
                return mro
            self.spend(len(lines))
            head: Class | None = None
            for line in lines:
                if not behind.get(id(line[-1])):
                    head = line[-1]
                    break
            if head is None:
                raise bad('a class without a method resolution order')
            mro.append(head)
            for line in lines:
                if line[-1] is head:
                    line.pop()
                    if line:
                        behind[id(line[-1])] -= 1

    def spend(self, steps: int) -> None:
        self.budget -= steps
        if self.budget < 0:
            raise bad('it would take too long to read')

    # What can only be made when its parts are there.

    def build(self) -> None:
        """Tuples, frozensets, slices, ranges and views, and what the hashes of instances and bound methods depend on,
        parts first."""
        wanted = [False] * len(self.records)
        for number in self.late:
            wanted[number] = True
        for number in self.bound:
            wanted[number] = True
        for number in self.instances:
            raw = self.record(number)[3]
            if type(raw) is list:
                wanted[number] = True
        state = bytearray(len(self.records))  # 0 new, 1 waits for its parts, 2 done
        for start in range(len(self.records)):
            if not wanted[start] or state[start] == 2:
                continue
            stack = [start]
            while stack:
                number = stack[-1]
                if state[number] == 2:
                    stack.pop()
                    continue
                parts = self.parts(number)
                waiting = [part for part in parts if wanted[part] and state[part] != 2]
                if waiting:
                    if state[number] == 1:
                        raise bad('values that cannot contain each other do')
                    state[number] = 1
                    stack.extend(waiting)
                    continue
                stack.pop()
                state[number] = 2
                self.build_one(number, parts)

    def parts(self, number: int) -> list[int]:
        """The records that the value of record ``number`` is made from."""
        record = self.record(number)
        tag = record[0]
        fields: Record = [record[3]] if tag == INSTANCE_TAG or tag == EXCEPTION_TAG else record[1:]
        found: list[int] = []
        for raw in fields:
            if type(raw) is list:
                index = reference(raw)
                if 0 <= index < len(self.records):
                    found.append(index)
        return found

    def build_one(self, number: int, parts: list[int]) -> None:
        record = self.record(number)
        made = self.objects[number]
        if not isinstance(made, BoundMethod):
            self.heights[number] = 1 + max([self.heights.get(part, 0) for part in parts], default=0)
        if isinstance(made, Instance):
            made.payload = self.payload(made, record[3])
            return
        if isinstance(made, BoundMethod):
            made.func = self.value(record[1])
            made.obj = self.value(record[2])
            return
        tag = record[0]
        assert isinstance(tag, int)
        self.objects[number] = BUILDERS[tag](self, record)

    def check_keys(self, raws: list[object]) -> None:
        """The host can hash and compare these keys without harm."""
        counts: dict[int, int] | None = None
        for raw in raws:
            if type(raw) is not list:
                continue
            index = reference(raw)
            if index < 0:
                continue
            if self.heights.get(index, 0) > MAX_KEY_HEIGHT:
                raise bad('a key is nested too deeply')
            key = self.value(raw)
            if type(key) in PLAIN_KEYS and type(key) is not int:
                continue
            if counts is None:
                counts = {}
            number = hash(key)
            count = counts.get(number, 0)
            if count:
                self.spend(count)
            counts[number] = count + 1

    # Registers.

    def variable_count(self, code: Code) -> int:
        """How many of the registers of ``code`` are not constants."""
        count = self.fixed.get(id(code))
        if count is None:
            count = variable_count(code)
            self.fixed[id(code)] = count
        return count


def variable_count(code: Code) -> int:
    """How many of the registers of ``code`` hold variables and temporaries; constants follow them."""
    template = code.template
    if code.program.key in MACHINE_CODES:
        return 3 if code is NEW_CODE else 1
    for index, value in enumerate(template):
        if value is not UNBOUND:
            return index
    return len(template)


def reference(raw: object) -> int:
    """The number in a field that must be a reference."""
    if type(raw) is not list or len(raw) != 1:
        raise bad('a reference is expected')
    number = raw[0]
    if type(number) is not int or not LEAST_INT <= number <= MOST_INT:
        raise bad('a reference is expected')
    return number


SHAPE_TYPES: Final[dict[str, type]] = {'s': str, 'b': bool, 'l': list, 't': list, 'f': float, 'y': bytes}


def check_shape(shape: str, record: Record) -> None:
    """Check a record's fields: v value, i integer, n integer of 0 or more, s text, b boolean, l list of values,
    t list of texts, f float, y bytes, and as last letter * any number of values, 2 any even number of them."""
    count = len(record) - 1
    last = shape[-1] if shape else ''
    if last == '*' or last == '2':
        if count < len(shape) - 1 or (last == '2' and (count - len(shape) + 1) % 2):
            raise bad('a record of the wrong length')
    elif count != len(shape):
        raise bad('a record of the wrong length')
    index = 0
    for letter in shape:
        if letter == '*' or letter == '2':
            return
        index += 1
        field = record[index]
        if letter == 'v':
            continue
        if letter == 'i' or letter == 'n':
            if type(field) is not int or not (0 if letter == 'n' else LEAST_INT) <= field <= MOST_INT:
                raise bad('a field of the wrong type')
        elif type(field) is not SHAPE_TYPES[letter]:
            raise bad('a field of the wrong type')
        elif letter == 't':
            assert isinstance(field, list)
            for name in field:
                if type(name) is not str:
                    raise bad('a field of the wrong type')


Save = Callable[[Writer, object], Record]
Make = Callable[[Reader, Record], object]
Fill = Callable[[Reader, object, Record], None]


class Kind:
    """How objects of one class are stored."""

    def __init__(self, tag: int, host: type, shape: str, save: Save, make: Make, fill: Fill) -> None:
        self.tag = tag
        self.host = host
        self.shape = shape
        self.save = save
        self.make = make
        self.fill = fill


def fill_nothing(r: Reader, obj: object, record: Record) -> None:
    """For what is complete when it is made."""


def make_late(r: Reader, record: Record) -> object:
    return MISSING


# Shared objects and the host's exact types.

SHARED_TAG: Final = 0
CLASS_TAG: Final = 16
INSTANCE_TAG: Final = 17
EXCEPTION_TAG: Final = 18


def save_shared(w: Writer, obj: object) -> Record:
    raise SnapshotError('an internal object cannot be stored')


def make_shared(r: Reader, record: Record) -> object:
    path = record[1]
    assert isinstance(path, str)
    found = r.paths.found.get(path)
    if found is None:
        found = shared_object(path)
    if found is None:
        raise bad('it names a builtin that does not exist here')
    return found


def save_list(w: Writer, obj: object) -> Record:
    assert isinstance(obj, list)
    return [1, *[w.value(item) for item in obj]]


def make_list(r: Reader, record: Record) -> object:
    made: list[object] = []
    return made


def fill_list(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, list)
    value = r.value
    for index in range(1, len(record)):
        obj.append(value(record[index]))


def save_tuple(w: Writer, obj: object) -> Record:
    assert isinstance(obj, tuple)
    return [2, *[w.value(item) for item in obj]]


def build_tuple(r: Reader, record: Record) -> object:
    return tuple(r.values(record[1:]))


def save_dict(w: Writer, obj: object) -> Record:
    assert isinstance(obj, dict)
    record: Record = [3]
    for key, value in obj.items():
        record.append(w.value(key))
        record.append(w.value(value))
    return record


def make_dict(r: Reader, record: Record) -> object:
    made: dict[object, object] = {}
    return made


def fill_dict(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, dict)
    r.check_keys(record[1::2])
    value = r.value
    for index in range(1, len(record), 2):
        obj[value(record[index])] = value(record[index + 1])
    if len(obj) != len(record) // 2:
        raise bad('a dict with the same key twice')


def save_set(w: Writer, obj: object) -> Record:
    assert isinstance(obj, set)
    return [4, *[w.value(item) for item in obj]]


def make_set(r: Reader, record: Record) -> object:
    made: set[object] = set()
    return made


def fill_set(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, set)
    r.check_keys(record[1:])
    for index in range(1, len(record)):
        obj.add(r.value(record[index]))
    if len(obj) != len(record) - 1:
        raise bad('a set with the same item twice')


def save_frozenset(w: Writer, obj: object) -> Record:
    assert isinstance(obj, frozenset)
    return [5, *[w.value(item) for item in obj]]


def build_frozenset(r: Reader, record: Record) -> object:
    r.check_keys(record[1:])
    made = frozenset(r.values(record[1:]))
    if len(made) != len(record) - 1:
        raise bad('a set with the same item twice')
    return made


def save_bytearray(w: Writer, obj: object) -> Record:
    assert isinstance(obj, bytearray)
    return [6, bytes(obj)]


def make_bytearray(r: Reader, record: Record) -> object:
    data = record[1]
    assert isinstance(data, bytes)
    return bytearray(data)


def save_int(w: Writer, obj: object) -> Record:
    assert isinstance(obj, int)
    return [7, obj.to_bytes((obj.bit_length() >> 3) + 1, 'little', signed=True)]


def make_int(r: Reader, record: Record) -> object:
    data = record[1]
    assert isinstance(data, bytes)
    return int.from_bytes(data, 'little', signed=True)


def save_complex(w: Writer, obj: object) -> Record:
    assert isinstance(obj, complex)
    return [8, obj.real, obj.imag]


def make_complex(r: Reader, record: Record) -> object:
    real = record[1]
    imag = record[2]
    assert isinstance(real, float) and isinstance(imag, float)
    return complex(real, imag)


def save_range(w: Writer, obj: object) -> Record:
    assert isinstance(obj, range)
    return [9, w.value(obj.start), w.value(obj.stop), w.value(obj.step)]


def build_range(r: Reader, record: Record) -> object:
    numbers = [integer(r.value(raw)) for raw in record[1:]]
    if not numbers[2]:
        raise bad('a range without a step')
    return range(numbers[0], numbers[1], numbers[2])


def integer(value: object) -> int:
    if type(value) is not int:
        raise bad('an integer is expected')
    return value


def save_slice(w: Writer, obj: object) -> Record:
    assert isinstance(obj, slice)
    return [10, w.value(obj.start), w.value(obj.stop), w.value(obj.step)]


def build_slice(r: Reader, record: Record) -> object:
    return slice(r.value(record[1]), r.value(record[2]), r.value(record[3]))


def save_view(w: Writer, obj: object) -> Record:
    kind = 0 if isinstance(obj, Keys) else 1 if isinstance(obj, Values) else 2
    return [11, kind, w.value(mapping_of(obj))]


def build_view(r: Reader, record: Record) -> object:
    mapping = r.value(record[2])
    if type(mapping) is not dict:
        raise bad('a dict is expected')
    kind = record[1]
    return mapping.keys() if kind == 0 else mapping.values() if kind == 1 else mapping.items()


def save_float(w: Writer, obj: object) -> Record:
    return [13, obj]


def make_float(r: Reader, record: Record) -> object:
    return record[1]


# The interpreter's own classes.


def save_cell(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Cell)
    return [12, w.value(obj.value)]


def make_cell(r: Reader, record: Record) -> object:
    return Cell(None)


def fill_cell(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Cell)
    obj.value = r.variable(record[1])


def save_function(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Function)
    closure: list[object] = [w.value(cell) for cell in obj.closure]
    return [
        14,
        w.code(obj.code),
        w.value(obj.namespace),
        obj.name,
        obj.qualname,
        w.value(obj.defaults),
        w.value(obj.kwdefaults),
        closure,
        w.value(obj.attrs),
        w.value(obj.type_params),
    ]


NO_NAMESPACE: Final = Namespace('')
"""Stands in new functions and frames until they are filled; so does the frame in generators."""


def make_function(r: Reader, record: Record) -> object:
    code = r.code(record[1])
    if is_module_code(code):
        raise bad('a function of what is no function')
    return Function(code, NO_NAMESPACE, '')


def is_module_code(code: Code) -> bool:
    """Whether it is a module's, or the machine's own: what no function has."""
    return code is code.program.codes[0]


def fill_function(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Function) and isinstance(record[7], list)
    code = obj.code
    obj.namespace = r.namespace(record[2])
    obj.name = r.text(record[3])
    obj.qualname = r.text(record[4])
    obj.defaults = r.tuple_of(record[5])
    obj.kwdefaults = r.names(record[6])
    obj.closure = [r.own_cell(raw) for raw in record[7]]
    obj.attrs = r.names(record[8])
    obj.type_params = r.tuple_of(record[9])
    if (
        len(obj.closure) != len(code.freenames)
        or len(obj.defaults) > code.argcount
        or obj.namespace is not r.home(code)
    ):
        raise bad('a function that does not fit its code')


def cell_of(value: object) -> Cell:
    if not isinstance(value, Cell):
        raise bad('a cell is expected')
    return value


def save_bound(w: Writer, obj: object) -> Record:
    assert isinstance(obj, BoundMethod)
    return [15, w.value(obj.func), w.value(obj.obj)]


def make_bound(r: Reader, record: Record) -> object:
    return BoundMethod(None, None)


def save_external(w: Writer, obj: object) -> Record:
    assert isinstance(obj, ExternalRef)
    return [19, obj.name]


def make_external(r: Reader, record: Record) -> object:
    name = record[1]
    assert isinstance(name, str)
    found = r.m.externals.get(name)
    if found is None:
        found = exposed_ref(r.m, name)
    if found is None:
        raise bad('it holds an external function that the program did not declare')
    return found


def save_proxy(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Proxy)
    return [56, obj.key]


def make_proxy(r: Reader, record: Record) -> object:
    key = record[1]
    assert isinstance(key, str)
    found = r.m.exposed.get(key)
    if found is None:
        raise bad('it holds an exposed object that it does not list')
    return found


def save_class(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Class)
    bases: list[object] = [w.value(base) for base in obj.bases]
    return [
        CLASS_TAG,
        obj.name,
        obj.qualname,
        obj.module,
        bases,
        w.value(obj.attrs),
        sorted(obj.slots),
        obj.has_dict,
        w.value(obj.meta),
    ]


def make_class(r: Reader, record: Record) -> object:
    name = record[1]
    module = record[3]
    assert isinstance(name, str) and isinstance(module, str)
    cls = Class(name, (), {}, module)
    cls.qualname = r.text(record[2])
    return cls


INSTANCE_SHAPE: Final = 'vvviv'


def save_instance(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Instance)
    return [INSTANCE_TAG, *instance_fields(w, obj)]


def instance_fields(w: Writer, obj: Instance) -> Record:
    """The fields that all instances have, in the order of ``INSTANCE_SHAPE``."""
    return [w.value(obj.cls), w.value(obj.attrs), w.value(obj.payload), int(obj.hashed), w.value(obj.slots)]


def make_instance(r: Reader, record: Record) -> object:
    return Instance(SHARED.classes['object'])


def fill_instance(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Instance) and isinstance(record[4], int)
    cls = obj.cls
    obj.attrs = r.names(record[2])
    obj.payload = r.payload(obj, record[3])
    obj.slots = r.names(record[5])
    if cls.is_exception is not isinstance(obj, ExceptionValue) or id(cls) in r.plain:
        raise bad('an instance that does not fit its class')
    wanted = cls.payload
    if wanted is not None and wanted is not cls:
        host = HOST_CLASSES.get(type(obj.payload))
        if host is None or not host.is_subclass(wanted):
            raise bad('an instance that does not fit its class')


def prepare_instance(r: Reader, obj: Instance, record: Record) -> None:
    """What dicts need before they take the instance as a key."""
    number = record[4]
    assert isinstance(number, int)
    obj.hashed = number
    obj.cls = r.cls(record[1])
    if type(record[3]) is not list:
        obj.payload = r.payload(obj, record[3])
    if number:
        r.hashed.append(obj)


def save_exception(w: Writer, obj: object) -> Record:
    assert isinstance(obj, ExceptionValue)
    return [
        EXCEPTION_TAG,
        *instance_fields(w, obj),
        w.value(obj.args),
        w.value(obj.cause),
        w.value(obj.context),
        obj.suppress_context,
        traceback_fields(w, obj.entries),
    ]


def make_exception(r: Reader, record: Record) -> object:
    return ExceptionValue(SHARED.classes['object'], ())


def fill_exception(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, ExceptionValue) and isinstance(record[9], bool)
    fill_instance(r, obj, record)
    obj.args = r.tuple_of(record[6])
    obj.cause = r.exception(record[7])
    obj.context = r.exception(record[8])
    obj.suppress_context = record[9]
    obj.entries = traceback_entries(r, record[10])


def traceback_fields(w: Writer, entries: list[TracebackEntry]) -> Record:
    fields: Record = []
    for entry in entries:
        fields.append(w.code(entry.code))
        fields.append(int(entry.pc))
    return fields


def traceback_entries(r: Reader, fields: object) -> list[TracebackEntry]:
    assert isinstance(fields, list)
    if len(fields) % 2:
        raise bad('a traceback of the wrong length')
    entries: list[TracebackEntry] = []
    for index in range(0, len(fields), 2):
        code = r.code(natural(fields[index]))
        pc = natural(fields[index + 1])
        if pc >= len(code.positions):
            raise bad('a traceback that leaves its code')
        entries.append(TracebackEntry(code, pc))
    return entries


def save_traceback(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Traceback)
    return [39, traceback_fields(w, obj.entries)]


def make_traceback(r: Reader, record: Record) -> object:
    return Traceback(traceback_entries(r, record[1]))


def natural(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST_INT:
        raise bad('a count is expected')
    return value


def save_property(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Property)
    return [20, w.value(obj.fget), w.value(obj.fset), w.value(obj.fdel), w.value(obj.doc), w.value(obj.name)]


def make_property(r: Reader, record: Record) -> object:
    return Property(None, None, None, None)


def fill_property(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Property)
    obj.fget = r.value(record[1])
    obj.fset = r.value(record[2])
    obj.fdel = r.value(record[3])
    obj.doc = r.value(record[4])
    obj.name = r.value(record[5])


def save_classmethod(w: Writer, obj: object) -> Record:
    assert isinstance(obj, ClassMethod)
    return [21, w.value(obj.func)]


def make_classmethod(r: Reader, record: Record) -> object:
    return ClassMethod(None)


def fill_classmethod(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, ClassMethod)
    obj.func = r.value(record[1])


def save_staticmethod(w: Writer, obj: object) -> Record:
    assert isinstance(obj, StaticMethod)
    return [22, w.value(obj.func)]


def make_staticmethod(r: Reader, record: Record) -> object:
    return StaticMethod(None)


def fill_staticmethod(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, StaticMethod)
    obj.func = r.value(record[1])


def save_super(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Super)
    return [23, w.value(obj.cls), w.value(obj.obj), w.value(obj.start)]


def make_super(r: Reader, record: Record) -> object:
    root = SHARED.classes['object']
    return Super(root, None, root)


def fill_super(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Super)
    obj.cls = r.cls(record[1])
    obj.obj = r.value(record[2])
    obj.start = r.cls(record[3])


def save_slot(w: Writer, obj: object) -> Record:
    assert isinstance(obj, SlotMember)
    return [24, obj.cls_name, obj.name]


def make_slot(r: Reader, record: Record) -> object:
    return SlotMember(r.text(record[1]), r.text(record[2]))


def save_generator(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Generator)
    frame = obj.frame
    running = obj.running
    if w.idle and running:
        frame = None
        running = False
    return [25, w.value(frame), obj.name, obj.qualname, obj.kind, running, obj.started, obj.awaited]


NO_FRAME: Final = Frame(GIVE_CODE, [], NO_NAMESPACE, None)


def make_generator(r: Reader, record: Record) -> object:
    kind = record[4]
    assert isinstance(kind, int)
    if kind > 2:
        raise bad('a generator of an unknown kind')
    return Generator(NO_FRAME, '', '', kind)


def fill_generator(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Generator)
    running = record[5]
    started = record[6]
    awaited = record[7]
    assert isinstance(running, bool) and isinstance(started, bool) and isinstance(awaited, bool)
    frame = r.frame(record[1])
    obj.frame = frame
    obj.name = r.text(record[2])
    obj.qualname = r.text(record[3])
    obj.running = running
    obj.started = started
    obj.awaited = awaited


def save_union(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Union)
    return [26, w.value(obj.members)]


def make_union(r: Reader, record: Record) -> object:
    return Union(())


def fill_union(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Union)
    obj.members = r.tuple_of(record[1])


def save_alias(w: Writer, obj: object) -> Record:
    assert isinstance(obj, GenericAlias)
    return [27, w.value(obj.origin), w.value(obj.args), obj.name]


def make_alias(r: Reader, record: Record) -> object:
    return GenericAlias(None, (), r.text(record[3]))


def fill_alias(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, GenericAlias)
    obj.origin = r.value(record[1])
    obj.args = r.tuple_of(record[2])


def save_frame(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Frame)
    code = obj.code
    own = obj.regs is obj.namespace.values
    if own:
        w.owned.add(id(obj.namespace))
    return [
        28,
        w.code(code),
        int(obj.pc),
        int(obj.tag),
        w.value(obj.back),
        w.value(obj.carry),
        w.value(obj.handled),
        w.value(obj.gen),
        w.value(obj.names),
        w.value(obj.func),
        w.value(obj.namespace),
        own,
        w.values(obj.regs[: variable_count(code)]),
    ]


def make_frame(r: Reader, record: Record) -> object:
    return Frame(r.code(record[1]), [], NO_NAMESPACE, None)


def fill_frame(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Frame) and isinstance(record[2], int) and isinstance(record[3], int)
    code = obj.code
    if record[2] >= len(code.ins):
        raise bad('a frame that leaves its code')
    obj.pc = record[2]
    obj.tag = record[3]
    obj.back = r.frame(record[4])
    obj.carry = r.call(record[5]) if obj.code is EXTERNAL_CODE else r.value(record[5])
    obj.handled = r.exception(record[6])
    obj.gen = r.generator(record[7])
    obj.names = r.names(record[8])
    func = r.value(record[9])
    if func is not None and not isinstance(func, Function):
        raise bad('a function is expected')
    obj.func = func
    obj.namespace = r.namespace(record[10])
    check_origin(r, obj, record[11])
    fill_registers(r, obj, record)


def check_origin(r: Reader, frame: Frame, is_module: object) -> None:
    """A frame belongs to a function, to a module of the program, or to the machine; and to one set of globals."""
    code = frame.code
    func = frame.func
    if frame.namespace is not r.home(code):
        raise bad('a frame with the variables of another program')
    if is_module_code(code):
        fits = func is None and is_module is (code.program.key not in MACHINE_CODES) and not shared_code(code)
    else:
        fits = func is not None and func.code is code and is_module is False
    if not fits or isinstance(code.ins[-1], ReturnBody) is not (frame.names is not None):
        raise bad('a frame that does not fit its code')


def shared_code(code: Code) -> bool:
    """Whether it is of a module of ours, which has run when anyone sees it."""
    return code.hidden and code.program.key not in MACHINE_CODES


def fill_registers(r: Reader, frame: Frame, record: Record) -> None:
    code = frame.code
    assert isinstance(record[12], list)
    regs = [r.register(raw, code) for raw in record[12]]
    if len(regs) != r.variable_count(code):
        raise bad('a frame that does not fit its code')
    if code.program.key not in MACHINE_CODES:
        regs.extend(code.template[len(regs) :])
    check_cells(r, frame, regs)
    frame.regs = regs
    if record[11]:
        namespace = frame.namespace
        if namespace.values or id(namespace) in r.paths.names:
            raise bad('a module that runs twice')
        namespace.values = regs


def check_cells(r: Reader, frame: Frame, regs: list[object]) -> None:
    """Free variables are those of the frame's function; all other cells are the program's own."""
    code = frame.code
    first = int(code.free_start)
    free = len(code.freenames)
    for reg in [*code.cell_params, *code.cells]:
        cell_of(regs[reg])
    for index in range(free):
        cell_of(regs[first + index])
    for index, value in enumerate(regs):
        if isinstance(value, Cell) and id(value) in r.paths.names and not first <= index < first + free:
            raise bad('a variable of another program')


def check_free_variables(r: Reader, obj: object, record: Record) -> None:
    """Functions are filled when this is called."""
    assert isinstance(obj, Frame)
    func = obj.func
    if func is not None:
        first = int(obj.code.free_start)
        for index, cell in enumerate(func.closure):
            if obj.regs[first + index] is not cell:
                raise bad('a frame with the variables of another function')


def save_namespace(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Namespace)
    w.namespaces.append((obj, len(w.records)))
    no_values: list[object] = []
    return [29, obj.name, list(obj.slots), len(obj.names), no_values]


def make_namespace(r: Reader, record: Record) -> object:
    slots = record[2]
    name = record[1]
    assert isinstance(slots, list) and isinstance(name, str) and isinstance(record[3], int)
    namespace = Namespace(name)
    for slot in slots:
        namespace.slot(slot)
    if len(namespace.slots) != len(slots) or record[3] > len(slots):
        raise bad('a namespace with a name twice')
    namespace.names = slots[: record[3]]
    return namespace


def fill_namespace(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Namespace)
    values = r.variables(record[4])
    if values:
        if obj.values or len(values) != len(obj.names):
            raise bad('a namespace that does not fit its names')
        obj.values = values


def save_call(w: Writer, obj: object) -> Record:
    assert isinstance(obj, PendingCall)
    return [30, obj.number, obj.name, w.values(obj.args), w.value(obj.kwargs), obj.is_async, obj.line or 0]


def make_call(r: Reader, record: Record) -> object:
    number = record[1]
    name = record[2]
    is_async = record[5]
    line = record[6]
    assert isinstance(number, int) and isinstance(name, str) and isinstance(is_async, bool) and isinstance(line, int)
    if name not in r.m.externals and exposed_ref(r.m, name) is None:
        raise bad('it holds a call of an external function that the program did not declare')
    call = PendingCall(number, name, [], {}, is_async)
    call.line = line or None
    return call


def fill_call(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, PendingCall)
    obj.args = r.values(record[3])
    kwargs = r.names(record[4])
    if kwargs is None:
        raise bad('a dict is expected')
    obj.kwargs = kwargs


FUTURE_SHAPE: Final = 'nvvnlnvvb'


def save_future(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Future)
    return [31, *future_fields(w, obj)]


def future_fields(w: Writer, future: Future) -> Record:
    """The fields that all futures have, in the order of ``FUTURE_SHAPE``."""
    return [
        future.state,
        w.value(future.result),
        w.value(future.exception),
        future.entries,
        w.values(future.callbacks),
        future.call_number,
        w.value(future.cancel_message),
        w.value(future.cancelled_error),
        future.stops_loop,
    ]


def make_future(r: Reader, record: Record) -> object:
    return Future()


def fill_future(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Future)
    stops_loop = record[9]
    assert isinstance(stops_loop, bool)
    state = natural(record[1])
    if state > 2:
        raise bad('a future in an unknown state')
    obj.state = state
    obj.result = r.value(record[2])
    obj.exception = r.exception(record[3])
    obj.entries = natural(record[4])
    obj.callbacks = r.values(record[5])
    obj.call_number = natural(record[6])
    obj.cancel_message = r.value(record[7])
    obj.cancelled_error = r.exception(record[8])
    obj.stops_loop = stops_loop


def save_turn(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Turn)
    return [34, *future_fields(w, obj)]


def make_turn(r: Reader, record: Record) -> object:
    return Turn()


def save_task(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Task)
    return [
        32,
        *future_fields(w, obj),
        w.value(obj.coroutine),
        w.value(None if w.idle else obj.frame),
        obj.name,
        obj.number,
        w.value(obj.waiting_on),
        obj.must_cancel,
        obj.cancel_requests,
        obj.is_main,
        obj.is_callback,
    ]


def make_task(r: Reader, record: Record) -> object:
    return Task(None, None, '')


def fill_task(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Task)
    must_cancel = record[15]
    is_main = record[17]
    is_callback = record[18]
    assert isinstance(must_cancel, bool) and isinstance(is_main, bool) and isinstance(is_callback, bool)
    fill_future(r, obj, record)
    obj.coroutine = r.value(record[10])
    obj.frame = r.frame(record[11])
    obj.name = r.text(record[12])
    obj.number = natural(record[13])
    obj.waiting_on = future_of(r.value(record[14]))
    obj.must_cancel = must_cancel
    obj.cancel_requests = natural(record[16])
    obj.is_main = is_main
    obj.is_callback = is_callback


def future_of(value: object) -> Future | None:
    if value is not None and not isinstance(value, Future):
        raise bad('a future is expected')
    return value


def task_of(value: object) -> Task | None:
    if value is not None and not isinstance(value, Task):
        raise bad('a task is expected')
    return value


def save_gathering(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Gathering)
    children: list[object] = [w.value(child) for child in obj.children]
    return [35, *future_fields(w, obj), children, obj.left, obj.return_exceptions, obj.cancel_requested]


def make_gathering(r: Reader, record: Record) -> object:
    return Gathering([], 0, False)


def fill_gathering(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Gathering) and isinstance(record[10], list)
    return_exceptions = record[12]
    cancel_requested = record[13]
    assert isinstance(return_exceptions, bool) and isinstance(cancel_requested, bool)
    fill_future(r, obj, record)
    for raw in record[10]:
        child = future_of(r.value(raw))
        if child is None:
            raise bad('a future is expected')
        obj.children.append(child)
    obj.left = natural(record[11])
    obj.return_exceptions = return_exceptions
    obj.cancel_requested = cancel_requested


def handle_fields(w: Writer, handle: Handle) -> Record:
    return [
        handle.kind,
        w.value(handle.task),
        w.value(handle.callback),
        w.values(handle.args),
        w.value(handle.future),
        handle.cancelled,
    ]


def save_handle(w: Writer, obj: object) -> Record:
    assert isinstance(obj, Handle)
    return [36, *handle_fields(w, obj)]


def make_handle(r: Reader, record: Record) -> object:
    return Handle(0, None, None, [], None)


def fill_handle(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, Handle)
    cancelled = record[6]
    assert isinstance(cancelled, bool)
    kind = natural(record[1])
    if kind > 4:
        raise bad('a handle of an unknown kind')
    obj.kind = kind
    obj.task = task_of(r.value(record[2]))
    obj.callback = r.value(record[3])
    obj.args = r.values(record[4])
    obj.future = future_of(r.value(record[5]))
    obj.cancelled = cancelled


def save_timer(w: Writer, obj: object) -> Record:
    assert isinstance(obj, TimerHandle)
    return [37, *handle_fields(w, obj), float(obj.when), obj.order]


def make_timer(r: Reader, record: Record) -> object:
    when = record[7]
    assert isinstance(when, float)
    if when != when:
        raise bad('a timer that is never due')
    return TimerHandle(when, natural(record[8]), 0, None, [], None)


def save_loop(w: Writer, obj: object) -> Record:
    return [38]


def make_loop(r: Reader, record: Record) -> object:
    return r.m.scheduler.loop


def save_step(w: Writer, obj: object) -> Record:
    assert isinstance(obj, AsyncStep)
    return [33, w.value(obj.gen), obj.mode, w.value(obj.value), obj.used]


def make_step(r: Reader, record: Record) -> object:
    return AsyncStep(Generator(NO_FRAME, '', '', 2), natural(record[2]), None)


def fill_step(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, AsyncStep)
    used = record[4]
    gen = r.generator(record[1])
    if gen is None:
        raise bad('a generator is expected')
    assert isinstance(used, bool)
    obj.gen = gen
    obj.value = r.value(record[3])
    obj.used = used


# Iterators.


def save_list_iterator(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.ListIterator)
    return [40, w.value(obj.items), int(obj.index)]


def make_list_iterator(r: Reader, record: Record) -> object:
    return iterators.ListIterator([])


def fill_list_iterator(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, iterators.ListIterator)
    obj.items = None if record[1] is None else r.list_of(record[1])
    obj.index = natural(record[2])


def save_tuple_iterator(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.TupleIterator)
    return [41, w.value(obj.items), int(obj.index)]


def make_tuple_iterator(r: Reader, record: Record) -> object:
    return iterators.TupleIterator(())


def fill_tuple_iterator(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, iterators.TupleIterator)
    obj.items = r.tuple_of(record[1])
    obj.index = natural(record[2])


def save_str_iterator(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.StrIterator)
    return [43 if isinstance(obj, iterators.AsciiIterator) else 42, w.value(obj.text), int(obj.index)]


def make_str_iterator(r: Reader, record: Record) -> object:
    return iterators.AsciiIterator('') if record[0] == 43 else iterators.StrIterator('')


def fill_str_iterator(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, iterators.StrIterator)
    obj.text = r.text(record[1])
    obj.index = natural(record[2])


def save_bytes_iterator(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.BytesIterator)
    return [44, w.value(obj.data), int(obj.index)]


def make_bytes_iterator(r: Reader, record: Record) -> object:
    return iterators.BytesIterator(b'')


def fill_bytes_iterator(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, iterators.BytesIterator)
    data = r.value(record[1])
    if type(data) is not bytes:
        raise bad('bytes are expected')
    obj.data = data
    obj.index = natural(record[2])


def save_bytearray_iterator(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.BytearrayIterator)
    return [45, w.value(obj.data), int(obj.index)]


def make_bytearray_iterator(r: Reader, record: Record) -> object:
    return iterators.BytearrayIterator(bytearray())


def fill_bytearray_iterator(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, iterators.BytearrayIterator)
    data = r.value(record[1])
    if data is not None and type(data) is not bytearray:
        raise bad('a bytearray is expected')
    obj.data = data
    obj.index = natural(record[2])


def save_range_iterator(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.RangeIterator)
    return [46, int(obj.current), int(obj.step), int(obj.left)]


def make_range_iterator(r: Reader, record: Record) -> object:
    current = integer(record[1])
    step = integer(record[2])
    left = natural(record[3])
    if not LEAST_INT <= current + step * left <= MOST_INT or not -SMALL_INT < step < SMALL_INT:
        raise bad('a range that is too long')
    return iterators.RangeIterator(current, step, left)


def save_long_range_iterator(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.LongRangeIterator)
    return [47, w.value(obj.numbers), w.value(obj.index)]


def make_long_range_iterator(r: Reader, record: Record) -> object:
    return iterators.LongRangeIterator(range(0), 0)


def fill_long_range_iterator(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, iterators.LongRangeIterator)
    numbers = r.value(record[1])
    if type(numbers) is not range:
        raise bad('a range is expected')
    obj.numbers = numbers
    obj.index = integer(r.value(record[2]))


DICT_ITERATORS: Final[dict[type, int]] = {
    iterators.KeyIterator: 0,
    iterators.ValueIterator: 1,
    iterators.ItemIterator: 2,
    iterators.ReverseKeyIterator: 3,
    iterators.ReverseValueIterator: 4,
    iterators.ReverseItemIterator: 5,
}


def save_dict_iterator(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.DictIterator)
    taken = 0 if obj.done else taken_from(obj)
    return [
        48,
        DICT_ITERATORS[type(obj)],
        w.value(obj.view),
        w.value(obj.mapping),
        obj.size,
        obj.index,
        taken,
        obj.done,
    ]


def taken_from(iterator: iterators.DictIterator) -> int:
    """How many of the mapping's entries, as they are now, lie behind the iterator."""
    if len(iterator.mapping) != iterator.size:
        return 0
    try:
        state = iterator.source.__reduce__()
    except RuntimeError:
        return 0
    rest = state[1][0] if isinstance(state, tuple) else []
    return len(iterator.mapping) - len(rest)


def make_dict_iterator(r: Reader, record: Record) -> object:
    nothing: dict[object, object] = {}
    kind = record[1]
    if kind == 0:
        return iterators.KeyIterator(nothing.keys(), nothing, False)
    if kind == 1:
        return iterators.ValueIterator(nothing.values(), nothing, False)
    if kind == 2:
        return iterators.ItemIterator(nothing.items(), nothing, False)
    if kind == 3:
        return iterators.ReverseKeyIterator(nothing.keys(), nothing, True)
    if kind == 4:
        return iterators.ReverseValueIterator(nothing.values(), nothing, True)
    if kind == 5:
        return iterators.ReverseItemIterator(nothing.items(), nothing, True)
    raise bad('an iterator of an unknown kind')


def finish_dict_iterator(r: Reader, obj: object, record: Record) -> None:
    """The host's iterator can only be made when the dict is filled."""
    assert isinstance(obj, iterators.DictIterator) and isinstance(record[7], bool)
    view = r.value(record[2])
    mapping = r.value(record[3])
    kind = Keys if record[1] in (0, 3) else Values if record[1] in (1, 4) else Items
    if type(mapping) is not dict or type(view) is not kind or mapping_of(view) is not mapping:
        raise bad('a dict is expected')
    obj.view = view
    obj.mapping = mapping
    size = integer(record[4])
    taken = natural(record[6])
    obj.size = size
    obj.done = record[7]
    obj.source = iterators.host_iterator(view, obj.backward)
    if not obj.done:
        r.spend(min(taken, len(mapping)))
        obj.skip(min(taken, len(mapping)))
    obj.index = natural(record[5])


def save_set_iterator(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.SetIterator)
    return [49, w.value(obj.source), w.value(obj.items), obj.size, int(obj.index)]


def make_set_iterator(r: Reader, record: Record) -> object:
    return iterators.SetIterator(frozenset(), [], 0)


def fill_set_iterator(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, iterators.SetIterator)
    source = r.value(record[1])
    if source is not None and type(source) is not set and type(source) is not frozenset:
        raise bad('a set is expected')
    obj.source = source
    obj.items = r.list_of(record[2])
    obj.size = integer(record[3])
    obj.index = natural(record[4])


def save_reverse_list(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.ReverseListIterator)
    return [50, w.value(obj.items), int(obj.index)]


def make_reverse_list(r: Reader, record: Record) -> object:
    return iterators.ReverseListIterator([])


def fill_reverse_list(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, iterators.ReverseListIterator)
    obj.items = r.list_of(record[1])
    obj.index = integer(record[2])


def save_reversed(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.ReversedIterator)
    return [51, w.value(obj.items), int(obj.index)]


def make_reversed(r: Reader, record: Record) -> object:
    return iterators.ReversedIterator(())


def fill_reversed(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, iterators.ReversedIterator)
    items = r.value(record[1])
    if not isinstance(items, (tuple, str, bytes, bytearray)):
        raise bad('a sequence is expected')
    obj.items = items
    obj.index = integer(record[2])


def save_enumerate(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.EnumerateIterator)
    return [52, w.value(obj.source), w.value(obj.count)]


def make_enumerate(r: Reader, record: Record) -> object:
    return iterators.EnumerateIterator(iterators.ListIterator([]), 0)


def fill_enumerate(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, iterators.EnumerateIterator)
    obj.source = iterator_of(r.value(record[1]))
    obj.count = integer(r.value(record[2]))


def save_zip(w: Writer, obj: object) -> Record:
    assert isinstance(obj, iterators.ZipIterator)
    sources: list[object] = [w.value(source) for source in obj.sources]
    return [53, sources, obj.strict]


def make_zip(r: Reader, record: Record) -> object:
    strict = record[2]
    assert isinstance(strict, bool)
    return iterators.ZipIterator([], strict)


def fill_zip(r: Reader, obj: object, record: Record) -> None:
    assert isinstance(obj, iterators.ZipIterator) and isinstance(record[1], list)
    obj.sources = [iterator_of(r.value(raw)) for raw in record[1]]


def iterator_of(value: object) -> NativeIterator:
    if not isinstance(value, NativeIterator):
        raise bad('an iterator is expected')
    return value


def finish_composite(r: Reader, obj: object, record: Record) -> None:
    """How deep the iterators under this one nest: on the host's stack, so no deeper than they may."""
    assert isinstance(obj, iterators.CompositeIterator)
    obj.nesting = nesting_under(r, obj, iterators.MAX_NESTING)


def nesting_under(r: Reader, obj: iterators.CompositeIterator, left: int) -> int:
    if left <= 0:
        raise bad('iterators nested too deeply')
    deepest = 0
    sources: list[NativeIterator] = []
    if isinstance(obj, iterators.EnumerateIterator):
        sources = [obj.source]
    elif isinstance(obj, iterators.ZipIterator):
        sources = obj.sources
    for source in sources:
        r.spend(1)
        if isinstance(source, iterators.CompositeIterator):
            deepest = max(deepest, nesting_under(r, source, left - 1))
    return 1 + deepest


SCALAR_TAG: Final = 54


def save_scalar(w: Writer, obj: object) -> Record:
    raise AssertionError('scalars are saved by their types')


def make_scalar(r: Reader, record: Record) -> object:
    path, text = record[1], record[2]
    assert isinstance(path, str) and isinstance(text, str)
    scalar = scalar_at(path)
    if scalar is None:
        raise bad('a value of an unknown type')
    try:
        return scalar.restore(text)
    except (ValueError, TypeError, ArithmeticError):
        raise bad('a value that its type does not have') from None


def save_state(w: Writer, obj: object) -> Record:
    assert isinstance(obj, HostState)
    return [55, obj.path, obj.save()]


def make_state(r: Reader, record: Record) -> object:
    path, data = record[1], record[2]
    assert isinstance(path, str) and isinstance(data, bytes)
    restore = restorer_at(path)
    if restore is None:
        raise bad('a state of an unknown kind')
    try:
        return restore(data)
    except (ValueError, TypeError, ArithmeticError):
        raise bad('a state that cannot be') from None


TABLE: Final[tuple[Kind, ...]] = (
    Kind(SHARED_TAG, type(MISSING), 's', save_shared, make_shared, fill_nothing),
    Kind(1, list, '*', save_list, make_list, fill_list),
    Kind(2, tuple, '*', save_tuple, make_late, fill_nothing),
    Kind(3, dict, '2', save_dict, make_dict, fill_dict),
    Kind(4, set, '*', save_set, make_set, fill_set),
    Kind(5, frozenset, '*', save_frozenset, make_late, fill_nothing),
    Kind(6, bytearray, 'y', save_bytearray, make_bytearray, fill_nothing),
    Kind(7, int, 'y', save_int, make_int, fill_nothing),
    Kind(8, complex, 'ff', save_complex, make_complex, fill_nothing),
    Kind(9, range, 'vvv', save_range, make_late, fill_nothing),
    Kind(10, slice, 'vvv', save_slice, make_late, fill_nothing),
    Kind(11, Keys, 'nv', save_view, make_late, fill_nothing),
    Kind(11, Values, 'nv', save_view, make_late, fill_nothing),
    Kind(11, Items, 'nv', save_view, make_late, fill_nothing),
    Kind(12, Cell, 'v', save_cell, make_cell, fill_cell),
    Kind(13, float, 'f', save_float, make_float, fill_nothing),
    Kind(14, Function, 'nvssvvlvv', save_function, make_function, fill_function),
    Kind(15, BoundMethod, 'vv', save_bound, make_bound, fill_nothing),
    Kind(CLASS_TAG, Class, 'ssslvtbv', save_class, make_class, fill_nothing),
    Kind(INSTANCE_TAG, Instance, INSTANCE_SHAPE, save_instance, make_instance, fill_instance),
    Kind(EXCEPTION_TAG, ExceptionValue, INSTANCE_SHAPE + 'vvvbl', save_exception, make_exception, fill_exception),
    Kind(19, ExternalRef, 's', save_external, make_external, fill_nothing),
    Kind(20, Property, 'vvvvv', save_property, make_property, fill_property),
    Kind(21, ClassMethod, 'v', save_classmethod, make_classmethod, fill_classmethod),
    Kind(22, StaticMethod, 'v', save_staticmethod, make_staticmethod, fill_staticmethod),
    Kind(23, Super, 'vvv', save_super, make_super, fill_super),
    Kind(24, SlotMember, 'ss', save_slot, make_slot, fill_nothing),
    Kind(25, Generator, 'vssnbbb', save_generator, make_generator, fill_generator),
    Kind(26, Union, 'v', save_union, make_union, fill_union),
    Kind(27, GenericAlias, 'vvs', save_alias, make_alias, fill_alias),
    Kind(28, Frame, 'nnivvvvvvvbl', save_frame, make_frame, fill_frame),
    Kind(29, Namespace, 'stnl', save_namespace, make_namespace, fill_namespace),
    Kind(30, PendingCall, 'nslvbn', save_call, make_call, fill_call),
    Kind(31, Future, FUTURE_SHAPE, save_future, make_future, fill_future),
    Kind(32, Task, FUTURE_SHAPE + 'vvsnvbnbb', save_task, make_task, fill_task),
    Kind(34, Turn, FUTURE_SHAPE, save_turn, make_turn, fill_future),
    Kind(35, Gathering, FUTURE_SHAPE + 'lnbb', save_gathering, make_gathering, fill_gathering),
    Kind(36, Handle, 'nvvlvb', save_handle, make_handle, fill_handle),
    Kind(37, TimerHandle, 'nvvlvbfn', save_timer, make_timer, fill_handle),
    Kind(39, Traceback, 'l', save_traceback, make_traceback, fill_nothing),
    Kind(38, Loop, '', save_loop, make_loop, fill_nothing),
    Kind(33, AsyncStep, 'vnvb', save_step, make_step, fill_step),
    Kind(40, iterators.ListIterator, 'vn', save_list_iterator, make_list_iterator, fill_list_iterator),
    Kind(41, iterators.TupleIterator, 'vn', save_tuple_iterator, make_tuple_iterator, fill_tuple_iterator),
    Kind(42, iterators.StrIterator, 'vn', save_str_iterator, make_str_iterator, fill_str_iterator),
    Kind(43, iterators.AsciiIterator, 'vn', save_str_iterator, make_str_iterator, fill_str_iterator),
    Kind(44, iterators.BytesIterator, 'vn', save_bytes_iterator, make_bytes_iterator, fill_bytes_iterator),
    Kind(
        45, iterators.BytearrayIterator, 'vn', save_bytearray_iterator, make_bytearray_iterator, fill_bytearray_iterator
    ),
    Kind(46, iterators.RangeIterator, 'iin', save_range_iterator, make_range_iterator, fill_nothing),
    Kind(
        47,
        iterators.LongRangeIterator,
        'vv',
        save_long_range_iterator,
        make_long_range_iterator,
        fill_long_range_iterator,
    ),
    Kind(49, iterators.SetIterator, 'vvin', save_set_iterator, make_set_iterator, fill_set_iterator),
    Kind(50, iterators.ReverseListIterator, 'vi', save_reverse_list, make_reverse_list, fill_reverse_list),
    Kind(51, iterators.ReversedIterator, 'vi', save_reversed, make_reversed, fill_reversed),
    Kind(52, iterators.EnumerateIterator, 'vv', save_enumerate, make_enumerate, fill_enumerate),
    Kind(53, iterators.ZipIterator, 'lb', save_zip, make_zip, fill_zip),
    Kind(SCALAR_TAG, Scalar, 'ss', save_scalar, make_scalar, fill_nothing),
    Kind(55, HostState, 'sy', save_state, make_state, fill_nothing),
    Kind(56, Proxy, 's', save_proxy, make_proxy, fill_nothing),
    *[Kind(48, host, 'nvvinnb', save_dict_iterator, make_dict_iterator, fill_nothing) for host in DICT_ITERATORS],
)
"""Every class of which a program can hold instances that belong to one run."""

KINDS: Final[dict[object, Kind]] = {kind.tag: kind for kind in TABLE}
BY_TYPE: Final[dict[type, Kind]] = {kind.host: kind for kind in TABLE}

BUILDERS: Final[dict[int, Make]] = {
    2: build_tuple,
    5: build_frozenset,
    9: build_range,
    10: build_slice,
    11: build_view,
}
"""How to make what needs its parts first."""

AFTER: Final[dict[object, Fill]] = {
    28: check_free_variables,
    48: finish_dict_iterator,
    52: finish_composite,
    53: finish_composite,
}
"""What is left to do when all containers are filled."""
